#include "jarip/stress/rebuilding.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

// Whether a node makes what a row of the event's rebuild_with names.
bool rebuilds(const NodeOrigin& node, const Network& network, const network::RebuildShare& with) {
    if (node.ref.node.valid()) return network.nodes[node.ref.node].sector == with.sector;
    return node.ref.process.valid() && node.item == with.item;
}

// Units that each node makes of it for one who was hit; of nobody, nothing.
std::vector<double> makers_of(const LabelledChain& labelled, const Network& network,
                              const network::RebuildShare& with, std::uint32_t node) {
    const Chain& chain = labelled.chain;
    std::vector<double> weights(chain.node_count(), 0.0);
    for (auto e = chain.edge_begin[chain.slot_begin[node]];
         e < chain.edge_begin[chain.slot_begin[node + 1]]; ++e) {
        const auto supplier = chain.supplier[e];
        if (chain.flow[e] > 0 && rebuilds(labelled.nodes[supplier], network, with))
            weights[supplier] += chain.flow[e] * chain.supplied[e];
    }
    return weights;
}

// Who rebuilds each part: whoever makes it for that node; else for the others that were hit; else all who make it.
std::vector<std::vector<double>> weights_of(const LabelledChain& labelled, const Network& network,
                                            const network::RebuildShare& with,
                                            const std::vector<std::uint32_t>& nodes) {
    std::vector<std::vector<double>> weights;
    std::vector<double> of_others(labelled.chain.node_count(), 0.0);
    for (const auto node : nodes) {
        weights.push_back(makers_of(labelled, network, with, node));
        for (std::size_t n = 0; n < of_others.size(); ++n) of_others[n] += weights.back()[n];
    }
    if (!(sum(of_others) > 0))
        for (std::uint32_t n = 0; n < of_others.size(); ++n)
            if (rebuilds(labelled.nodes[n], network, with))
                of_others[n] = labelled.chain.baseline[n];
    for (auto& of_node : weights)
        if (!(sum(of_node) > 0)) of_node = of_others;
    return weights;
}

std::string name_of(const Network& network, const network::RebuildShare& with) {
    return with.item.valid() ? network.items[with.item].id : with.sector;
}

}  // namespace

Rebuilding::Rebuilding(const LabelledChain& chain, const Network& network,
                       const network::Scenario& scenario, const Timeline& timeline) {
    for (const auto& event : scenario.events) {
        if (event.recovery != network::Recovery::rebuild) continue;
        Damage damage;
        damage.result.event = event.id;
        damage.result.cost = event.rebuild_cost.value_or(0);
        damage.rebuild_days = std::max(1.0, event.recovery_days);
        const auto begin = (event.start - network.horizon.first).count() +
                           static_cast<std::ptrdiff_t>(std::ceil(event.days));
        damage.first_day = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, begin));
        add_parts(chain, network, timeline, damage);
        add_orders(chain, network, event, damage);
        damages_.push_back(std::move(damage));
    }
}

// A node's part is as large as what it makes in a day, at list prices, and as it was hit hard.
void Rebuilding::add_parts(const LabelledChain& chain, const Network& network,
                           const Timeline& timeline, Damage& damage) {
    Sum all;
    for (const auto& [node, weight] : timeline.nodes_hit(damage.result.event)) {
        const auto& origin = chain.nodes[node];
        const double price = origin.item.valid() ? network.items[origin.item].price : 1;
        damage.parts.push_back({node, weight * price * chain.chain.baseline[node], 0});
        all.add(damage.parts.back().cost);
    }
    for (Part& part : damage.parts)
        part.cost =
            damage.result.cost * (all.value() > 0 ? part.cost / all.value()
                                                  : 1 / static_cast<double>(damage.parts.size()));
}

void Rebuilding::add_orders(const LabelledChain& chain, const Network& network,
                            const network::Event& event, Damage& damage) {
    std::vector<std::uint32_t> nodes;
    for (const Part& part : damage.parts) nodes.push_back(part.node);
    const bool at_home = std::ranges::any_of(
        nodes, [&](std::uint32_t n) { return network.at_home(chain.nodes[n].where.country); });
    using network::Allocation;
    const auto allocation = network.stress.allocation.value_or(Allocation::priority);
    for (const auto& with : event.rebuild_with) {
        const double price = with.item.valid() ? network.items[with.item].price : 1;
        const auto weights = weights_of(chain, network, with, nodes);
        bool any = false;
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            const double value = damage.parts[i].cost * with.share;
            const double all = sum(weights[i]);
            if (!(all > 0)) damage.parts[i].unmade += value;
            for (std::uint32_t n = 0; n < weights[i].size(); ++n) {
                if (!(weights[i][n] > 0) || !(value > 0)) continue;
                any = true;
                Order order{.of = i, .customer = {.node = n}, .price = price};
                order.whole = order.left = value * weights[i][n] / all / price;
                order.customer.rank = allocation == Allocation::largest
                                          ? -order.whole / damage.rebuild_days
                                      : allocation == Allocation::home ? (at_home ? 0.0 : 1.0)
                                                                       : -event.rebuild_priority;
                order.customer.served = chain.chain.final_class[n];
                damage.orders.push_back(order);
            }
        }
        if (!any && !nodes.empty()) damage.result.nobody_makes.push_back(name_of(network, with));
    }
}

void Rebuilding::rank(LabelledChain& chain) {
    std::vector<Customer> customers;
    for (const Damage& damage : damages_)
        for (const Order& order : damage.orders) customers.push_back(order.customer);
    serve_by_rank(chain.chain, chain.ranks, customers);
    settle_again(chain.chain);
    auto next = customers.begin();
    for (Damage& damage : damages_)
        for (Order& order : damage.orders) order.customer = *next++;
}

std::vector<double> Rebuilding::left_of(const Damage& damage) {
    std::vector<double> left;
    for (const Part& part : damage.parts) left.push_back(part.unmade);
    for (const Order& order : damage.orders) left[order.of] += order.left * order.price;
    return left;
}

void Rebuilding::tell(Timeline& timeline) const {
    for (const Damage& damage : damages_) {
        const auto left = left_of(damage);
        Timeline::Destroyed destroyed;
        if (damage.result.cost > 0 && !left.empty())
            destroyed.share = std::min(1.0, sum(left) / damage.result.cost);
        for (std::size_t i = 0; i < left.size(); ++i)
            if (damage.parts[i].cost > 0)
                destroyed.of_node[damage.parts[i].node] =
                    std::min(1.0, left[i] / damage.parts[i].cost);
        timeline.set_destroyed(damage.result.event, std::move(destroyed));
    }
}

void Rebuilding::order(std::uint32_t day, Conditions& conditions) {
    conditions.extra.clear();
    for (Damage& damage : damages_)
        for (Order& order : damage.orders) {
            order.today = day < damage.first_day ? 0 : order.left / damage.rebuild_days;
            if (order.today > 0) conditions.extra.push_back({order.customer.served, order.today});
        }
}

void Rebuilding::receive(std::uint32_t day, const State& state) {
    for (Damage& damage : damages_) {
        for (Order& order : damage.orders)
            order.left -= order.today * state.filled[order.customer.served];
        const double left = damage.parts.empty() ? damage.result.cost : sum(left_of(damage));
        damage.result.rebuilt = damage.result.cost - left;
        if (!damage.result.day && left <= kRebuilt * damage.result.cost)
            damage.result.day = static_cast<int>(day);
    }
}

std::vector<Rebuilt> Rebuilding::results() const {
    std::vector<Rebuilt> results;
    for (const Damage& damage : damages_)
        if (!damage.parts.empty()) results.push_back(damage.result);
    return results;
}

}  // namespace jarip::stress
