#include "jarip/stress/stand_in_cost.hpp"

namespace jarip::stress {

namespace {

// What a unit of the slot costs over an edge: its maker's conversion after subsidies, freight and tariffs.
double cost_over(const LabelledChain& chain, const Network& network, std::uint32_t edge) {
    const auto& process = network.processes[chain.nodes[chain.chain.supplier[edge]].ref.process];
    double cost = (process.conversion_cost - process.subsidised()) / process.yield;
    for (const Hop& hop : chain.way(edge))
        cost += network.arcs[hop.arc].freight + network.arcs[hop.arc].tariff;
    return cost * chain.chain.supplied[edge];
}

}  // namespace

StandInCost::StandInCost(const LabelledChain& chain, const Network& network) : chain_{chain} {
    const Chain& arrays = chain.chain;
    if (arrays.stands_in.empty()) return;
    for (std::size_t k = 0; k < arrays.slot_count(); ++k) {
        Sum flow, cost;
        for (auto e = arrays.edge_begin[k]; e < arrays.edge_begin[k + 1]; ++e) {
            if (arrays.stands_in[e] != kBaselineEdge) continue;
            flow.add(arrays.flow[e]);
            cost.add(arrays.flow[e] * cost_over(chain, network, e));
        }
        for (auto e = arrays.edge_begin[k]; e < arrays.edge_begin[k + 1]; ++e) {
            const auto role = arrays.stands_in[e];
            if (role == kBaselineEdge) continue;
            // Another way is held against the way that it is taken for; another maker against what the slot usually costs.
            const double own = cost_over(chain, network, e);
            const double usual = role == kOtherMaker
                                     ? ratio(cost.value(), flow.value()).value_or(own)
                                     : cost_over(chain, network, role);
            edges_.push_back(
                {e, network.items[chain.edge_item[e]].price * arrays.supplied[e], own - usual, 0});
        }
    }
}

void StandInCost::see_orders(const State& state) {
    for (Edge& each : edges_) each.ordered = state.order[each.edge];
}

void StandInCost::add_day(const State& state) {
    for (const Edge& each : edges_) {
        if (each.ordered == 0) continue;
        const double sent = each.ordered * state.filled[chain_.chain.served[each.edge]];
        value_.add(sent * each.worth);
        extra_.add(sent * each.more);
    }
}

std::optional<StandIns> StandInCost::result() const {
    if (chain_.chain.stands_in.empty()) return std::nullopt;
    return StandIns{value_.value(), extra_.value()};
}

}  // namespace jarip::stress
