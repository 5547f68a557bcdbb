#include "jarip/stress/rebuilding.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

// Whether a node makes what a row of the event's rebuild_with names.
bool rebuilds(const NodeOrigin& node, const Network& network, const network::RebuildShare& with) {
    if (node.node.valid()) return network.nodes[node.node].sector == with.sector;
    return node.process.valid() && node.item == with.item;
}

// Units that each node makes of it for those who were hit, by node; of none of them, what each makes of it at all.
std::vector<double> weights_of(const LabelledChain& labelled, const Network& network,
                               const network::RebuildShare& with,
                               const std::vector<std::uint32_t>& hit) {
    const Chain& chain = labelled.chain;
    std::vector<double> weights(chain.node_count(), 0.0);
    bool any = false;
    for (const auto n : hit)
        for (auto e = chain.edge_begin[chain.slot_begin[n]];
             e < chain.edge_begin[chain.slot_begin[n + 1]]; ++e) {
            const auto supplier = chain.supplier[e];
            if (!(chain.flow[e] > 0) || !rebuilds(labelled.nodes[supplier], network, with))
                continue;
            weights[supplier] += chain.flow[e] * chain.supplied[e];
            any = true;
        }
    if (any) return weights;
    for (std::uint32_t n = 0; n < weights.size(); ++n)
        if (rebuilds(labelled.nodes[n], network, with)) weights[n] = chain.baseline[n];
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
        add_orders(chain, network, timeline, event, damage);
        damages_.push_back(std::move(damage));
    }
}

void Rebuilding::add_orders(const LabelledChain& chain, const Network& network,
                            const Timeline& timeline, const network::Event& event,
                            Damage& damage) const {
    const auto hit = timeline.nodes_hit(event.id);
    if (hit.empty()) return;
    const bool at_home = std::ranges::any_of(
        hit, [&](std::uint32_t n) { return network.at_home(chain.nodes[n].where.country); });
    for (const auto& with : event.rebuild_with) {
        const double price = with.item.valid() ? network.items[with.item].price : 1;
        const double value = damage.result.cost * with.share;
        const auto weights = weights_of(chain, network, with, hit);
        const double all = sum(weights);
        if (!(all > 0)) {
            damage.unmade += value;
            damage.result.nobody_makes.push_back(name_of(network, with));
            continue;
        }
        for (std::uint32_t n = 0; n < weights.size(); ++n) {
            if (!(weights[n] > 0)) continue;
            Order order{.customer = {.node = n}, .price = price};
            order.whole = order.left = value * weights[n] / all / price;
            using network::Allocation;
            const auto allocation = network.stress.allocation.value_or(Allocation::priority);
            order.customer.rank = allocation == Allocation::largest
                                      ? -order.whole / damage.rebuild_days
                                  : allocation == Allocation::home ? (at_home ? 0.0 : 1.0)
                                                                   : -event.rebuild_priority;
            order.customer.served = chain.chain.final_class[n];
            damage.orders.push_back(order);
        }
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

double Rebuilding::left_of(const Damage& damage) {
    Sum left;
    left.add(damage.unmade);
    for (const Order& order : damage.orders) left.add(order.left * order.price);
    return left.value();
}

void Rebuilding::tell(Timeline& timeline) const {
    for (const Damage& damage : damages_)
        if (damage.result.cost > 0)
            timeline.set_destroyed(damage.result.event,
                                   std::min(1.0, left_of(damage) / damage.result.cost));
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
        const double left = left_of(damage);
        damage.result.rebuilt = damage.result.cost - left;
        if (!damage.result.day && left <= kRebuilt * damage.result.cost)
            damage.result.day = static_cast<int>(day);
    }
}

std::vector<Rebuilt> Rebuilding::results() const {
    std::vector<Rebuilt> results;
    for (const Damage& damage : damages_)
        if (!damage.orders.empty() || damage.unmade > 0) results.push_back(damage.result);
    return results;
}

}  // namespace jarip::stress
