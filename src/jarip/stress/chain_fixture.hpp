/// Chains built by hand, for tests and benchmarks.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "jarip/stress/chain.hpp"

namespace jarip::stress::fixture {

/// What a slot is, before it is laid out.
struct SlotPlan {
    std::vector<std::uint32_t> suppliers;
    std::vector<double> flows;
    std::vector<std::uint32_t> delays;
    double target_days = 1;
    bool critical = true;
};

struct NodePlan {
    double final_demand = 0;
    double alpha_max = 1;
    std::vector<SlotPlan> slots;
};

/// Lays out a chain whose baselines are what its flows and final demands add up to.
inline Chain chain_from(const std::vector<NodePlan>& nodes, double psi = 0) {
    Chain chain;
    for (const auto& node : nodes) {
        chain.final_demand.push_back(node.final_demand);
        chain.alpha_max.push_back(node.alpha_max);
        chain.tau_alpha.push_back(kTauAlpha);
        for (const auto& slot : node.slots) {
            for (std::size_t i = 0; i < slot.suppliers.size(); ++i) {
                chain.supplier.push_back(slot.suppliers[i]);
                chain.flow.push_back(slot.flows[i]);
                chain.supplied.push_back(1);
                chain.delay.push_back(slot.delays[i]);
            }
            chain.target_days.push_back(slot.target_days);
            chain.reserve_days.push_back(std::max(1.0, psi * slot.target_days));
            chain.rebuild_days.push_back(slot.target_days);
            chain.first_days.push_back(slot.target_days);
            chain.critical.push_back(slot.critical ? 1 : 0);
            chain.permission.push_back(0);
            chain.edge_begin.push_back(static_cast<std::uint32_t>(chain.edge_count()));
        }
        chain.slot_begin.push_back(static_cast<std::uint32_t>(chain.slot_count()));
    }
    serve_in_proportion(chain);
    settle(chain);
    chain.capacity = chain.baseline;
    return chain;
}

/// Layers of nodes; each node has `fan` slots, each filled by two nodes of the layer before. `draw(n)` gives a
/// number in 0…n−1.
inline std::vector<NodePlan> layered(std::size_t layers, std::size_t width, std::size_t fan,
                                     const std::function<std::uint32_t(std::uint32_t)>& draw) {
    std::vector<NodePlan> nodes(layers * width);
    const auto count = static_cast<std::uint32_t>(width);
    for (std::uint32_t n = 0; n < nodes.size(); ++n) {
        NodePlan& node = nodes[n];
        node.final_demand = 1 + draw(9);
        node.alpha_max = 1 + 0.25 * draw(3);
        if (n < width) continue;
        const std::uint32_t before = (n / count - 1) * count;
        for (std::size_t k = 0; k < fan; ++k) {
            SlotPlan slot;
            for (int supplier = 0; supplier < 2; ++supplier) {
                slot.suppliers.push_back(before + draw(count));
                slot.flows.push_back(0.5 + draw(8));
                slot.delays.push_back(draw(12));
            }
            slot.target_days = 1 + draw(20);
            slot.critical = draw(5) != 0;
            node.slots.push_back(std::move(slot));
        }
    }
    return nodes;
}

}  // namespace jarip::stress::fixture
