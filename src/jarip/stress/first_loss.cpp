#include "jarip/stress/first_loss.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

std::uint32_t largest_edge(const Chain& chain, std::uint32_t slot) {
    std::uint32_t largest = chain.edge_begin[slot];
    for (std::uint32_t e = largest; e < chain.edge_begin[slot + 1]; ++e)
        if (chain.flow[e] > chain.flow[largest]) largest = e;
    return largest;
}

// The largest first, each once.
std::vector<NodeRef> in_order(const Network& network,
                              std::vector<std::pair<double, NodeRef>> nodes) {
    std::sort(nodes.begin(), nodes.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first > b.first;
        return id_of(network, a.second) < id_of(network, b.second);
    });
    std::vector<NodeRef> order;
    std::set<NodeRef> listed;
    for (const auto& [size, node] : nodes)
        if (listed.insert(node).second) order.push_back(node);
    return order;
}

// Of names of events those that are events: "" is availability.csv.
std::vector<std::string> named(const std::set<std::string>& events) {
    std::vector<std::string> names;
    for (const auto& event : events)
        if (!event.empty()) names.push_back(event);
    return names;
}

}  // namespace

InputRef content_of(const LabelledChain& labelled, std::uint32_t slot) {
    const std::uint32_t largest = largest_edge(labelled.chain, slot);
    const ItemId item = labelled.edge_item[largest];
    if (item.valid()) return {.item = item};
    return {.sector = labelled.nodes[labelled.chain.supplier[largest]].ref.node};
}

FirstLoss::FirstLoss(const LabelledChain& chain, const Network& network, std::size_t nodes)
    : chain_{chain}, network_{network}, nodes_{nodes}, first_(chain.nodes.size()) {}

std::vector<Starved> FirstLoss::see(std::uint32_t day, const State& state,
                                    const Conditions& conditions) {
    std::vector<std::size_t> new_ones;
    for (std::size_t n = 0; n < nodes_; ++n) {
        if (first_[n].slot != kNotLimited || state.limited_by[n] == kNotLimited) continue;
        first_[n] = {state.limited_by[n], static_cast<int>(day), kNotLimited};
        new_ones.push_back(n);
    }
    std::vector<Starved> starved;
    for (const std::size_t n : new_ones) {
        first_[n].supplier = starved_supplier(n, conditions);
        starved.push_back(line_of(n));
    }
    return starved;
}

void FirstLoss::begin(std::uint32_t day, std::uint32_t node, const State& state,
                      const Conditions& conditions) {
    if (state.limited_by[node] != kNotLimited) return;
    unstarved_ = Unstarved{.node = node, .day = day};
    if (state.wanted[node] < state.demand[node]) return;  // its capacity
    // Of what it is asked for less: what ways do not pass, what final demand does not ask, and the rest, which customers do not.
    const Chain& chain = chain_.chain;
    double cut = 0;
    std::vector<std::uint32_t> customers;
    for (std::uint32_t buyer = 0; buyer < nodes_; ++buyer)
        for (auto k = chain.slot_begin[buyer]; k < chain.slot_begin[buyer + 1]; ++k)
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
                if (chain.supplier[e] != node) continue;
                cut += (1 - conditions.open[e]) * chain.flow[e] * chain.supplied[e];
                const double less = chain.baseline[buyer] - state.production[buyer];
                const bool is_listed = !customers.empty() && customers.back() == buyer;
                if (buyer != node && !is_listed && less > kLoss * chain.baseline[buyer])
                    customers.push_back(buyer);
            }
    const double all = chain.baseline[node] - state.production[node];
    const double final_cut = (1 - conditions.surge[node]) * chain.final_demand[node];
    const double rest = all - cut - final_cut;
    unstarved_->what = cut >= std::max(rest, final_cut) ? Hit::What::way : Hit::What::orders;
    if (unstarved_->what == Hit::What::orders && rest >= final_cut)
        unstarved_->customers = std::move(customers);
}

Starved FirstLoss::line_of(std::size_t node) const {
    const std::uint32_t slot = first_[node].slot;
    return {chain_.nodes[node].ref,
            content_of(chain_, slot),
            first_[node].day,
            network_.at_home(chain_.nodes[node].where.country),
            chain_.chain.permission[slot] != 0 ? 0 : chain_.chain.first_days[slot],
            {}};
}

// The supplier of a node's starved slot that was starved first, of several the largest; one whose way is cut is
// not to blame.
std::uint32_t FirstLoss::starved_supplier(std::size_t node, const Conditions& conditions) const {
    const Chain& chain = chain_.chain;
    const std::uint32_t slot = first_[node].slot;
    std::uint32_t earliest = kNotLimited;
    double its_flow = 0;
    for (auto e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        const std::uint32_t supplier = chain.supplier[e];
        if (conditions.open[e] < 1 || first_[supplier].slot == kNotLimited) continue;
        const bool earlier =
            earliest == kNotLimited || first_[supplier].day < first_[earliest].day ||
            (first_[supplier].day == first_[earliest].day && chain.flow[e] > its_flow);
        if (!earlier) continue;
        earliest = supplier;
        its_flow = chain.flow[e];
    }
    return earliest;
}

// The first at home that an input held back; of several the one that loses most, of these the one that lacks most.
std::size_t FirstLoss::worst(std::span<const Loser> losers) const {
    std::size_t worst = kNotLimited;
    double its_value = 0;
    const auto misses = [&](std::size_t node) {
        return chain_.chain.slot_baseline[first_[node].slot];
    };
    for (const auto& [node, value] : losers) {
        if (first_[node].slot == kNotLimited) continue;
        const bool is_first = worst == kNotLimited || first_[node].day < first_[worst].day;
        if (!is_first && first_[node].day > first_[worst].day) continue;
        const double more = value - its_value;
        const double rounding = kLoss * its_value;
        if (is_first || more > rounding ||
            (more >= -rounding && misses(node) > misses(worst) * (1 + kLoss))) {
            worst = node;
            its_value = value;
        }
    }
    return worst;
}

std::vector<std::uint32_t> FirstLoss::cause(std::span<const Loser> losers) const {
    std::vector<std::uint32_t> nodes;
    if (unstarved_) return nodes;
    std::vector<char> seen(first_.size(), 0);
    for (std::size_t node = worst(losers); node != kNotLimited && seen[node] == 0;
         node = first_[node].supplier) {
        seen[node] = 1;
        nodes.push_back(static_cast<std::uint32_t>(node));
    }
    return nodes;
}

// What hit the slot's suppliers, the ways from them or its stock up to the day on which it was not enough: of these
// the one through which most comes.
std::optional<Hit> FirstLoss::hit_of_starved(std::uint32_t node, const Timeline& timeline) const {
    const Chain& chain = chain_.chain;
    const auto [slot, day, supplier] = first_[node];
    struct Found {
        double flow = 0;
        std::vector<std::pair<double, NodeRef>> suppliers;
        std::set<std::string> events;
    };
    std::array<Found, 3> found;
    const auto add = [&](Hit::What what, std::uint32_t edge,
                         const std::vector<std::string>& events) {
        if (events.empty() || chain.flow[edge] == 0) return;
        auto& [flow, suppliers, names] = found[static_cast<std::size_t>(what)];
        flow += chain.flow[edge];
        suppliers.emplace_back(chain.flow[edge], chain_.nodes[chain.supplier[edge]].ref);
        names.insert(events.begin(), events.end());
    };
    using Kind = Influence::Kind;
    const auto until = static_cast<std::uint32_t>(day);
    for (auto e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        add(Hit::What::making, e, timeline.events_on(Kind::capacity, chain.supplier[e], until));
        add(Hit::What::way, e, timeline.events_on(Kind::flow, e, until));
        add(Hit::What::way, e, timeline.events_on(Kind::delay, e, until));
    }
    Hit hit;
    const Found* most = nullptr;
    for (std::size_t what = 0; what < 2; ++what)
        if (found[what].flow > (most == nullptr ? 0 : most->flow)) {
            most = &found[what];
            hit.what = static_cast<Hit::What>(what);
        }
    if (most == nullptr) {
        hit.what = Hit::What::stock;
        hit.events = timeline.events_on(Kind::stock, slot, until);
        return hit.events.empty() ? std::nullopt : std::optional{hit};
    }
    hit.suppliers = in_order(network_, most->suppliers);
    hit.events = named(most->events);
    return hit;
}

// What hit the one that lost first, up to the day on which it did, though it lacked nothing.
Hit FirstLoss::hit_of_unstarved(const Timeline& timeline) const {
    using Kind = Influence::Kind;
    const Chain& chain = chain_.chain;
    const auto& [node, day, what, customers] = *unstarved_;
    Hit hit{.what = what, .first_loser = chain_.nodes[node].ref};
    std::set<std::string> events;
    const auto add = [&](Kind kind, const std::function<bool(std::uint32_t)>& is_one) {
        const auto names = timeline.events_on(kind, is_one, day);
        events.insert(names.begin(), names.end());
    };
    const auto is_it = [&](std::uint32_t other) { return other == node; };
    const auto is_customer = [&](std::uint32_t other) {
        return std::ranges::binary_search(customers, other);
    };
    std::vector<std::pair<double, NodeRef>> asking;
    switch (what) {
        case Hit::What::making: add(Kind::capacity, is_it); break;
        case Hit::What::way:
            add(Kind::flow, [&](std::uint32_t edge) { return is_it(chain.supplier[edge]); });
            break;
        case Hit::What::orders:
            if (customers.empty()) add(Kind::demand, is_it);
            for (const auto customer : customers)
                asking.emplace_back(chain.baseline[customer], chain_.nodes[customer].ref);
            add(Kind::capacity, is_customer);
            add(Kind::demand, is_customer);
            break;
        case Hit::What::stock: break;
    }
    hit.suppliers = in_order(network_, std::move(asking));
    if (what != Hit::What::orders) hit.suppliers.push_back(chain_.nodes[node].ref);
    hit.events = named(events);
    return hit;
}

std::optional<Hit> FirstLoss::hit(std::span<const std::uint32_t> cause,
                                  const Timeline& timeline) const {
    if (unstarved_) return hit_of_unstarved(timeline);
    if (cause.empty()) return std::nullopt;
    return hit_of_starved(cause.back(), timeline);
}

}  // namespace jarip::stress
