#include "jarip/stress/chain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "jarip/stress/plain_supply.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

void serve_in_proportion(Chain& chain) {
    chain.class_begin.resize(chain.node_count() + 1);
    std::iota(chain.class_begin.begin(), chain.class_begin.end(), 0U);
    chain.final_class.assign(chain.class_begin.begin(), chain.class_begin.end() - 1);
    chain.served = chain.supplier;
}

namespace {

bool is_same_rank(double a, double b) {
    return a == b || (std::isfinite(a) && std::isfinite(b) &&
                      std::abs(a - b) <= kSameRank * std::max(std::abs(a), std::abs(b)));
}

}  // namespace

void serve_by_rank(Chain& chain, const Ranks& ranks, std::span<Customer> others) {
    std::vector<std::vector<double>> of_node(chain.node_count());
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        if (chain.final_demand[n] > 0) of_node[n].push_back(ranks.final_demand[n]);
    for (std::size_t e = 0; e < chain.edge_count(); ++e)
        of_node[chain.supplier[e]].push_back(ranks.edge[e]);
    for (const Customer& other : others) of_node[other.node].push_back(other.rank);
    chain.class_begin.assign(1, 0);
    for (auto& own : of_node) {
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end(), is_same_rank), own.end());
        // A node without customers has one class, which is empty.
        const auto count = std::max<std::size_t>(own.size(), 1);
        chain.class_begin.push_back(chain.class_begin.back() + static_cast<std::uint32_t>(count));
    }
    const auto class_of = [&](std::size_t node, double rank) {
        const auto& own = of_node[node];
        // Each class is known by the smallest of its ranks.
        const auto place = std::upper_bound(own.begin(), own.end(), rank) - own.begin() - 1;
        return chain.class_begin[node] + static_cast<std::uint32_t>(place);
    };
    chain.final_class.clear();
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        chain.final_class.push_back(chain.final_demand[n] > 0 ? class_of(n, ranks.final_demand[n])
                                                              : chain.class_begin[n]);
    chain.served.clear();
    for (std::size_t e = 0; e < chain.edge_count(); ++e)
        chain.served.push_back(class_of(chain.supplier[e], ranks.edge[e]));
    for (Customer& other : others) other.served = class_of(other.node, other.rank);
}

namespace {

// What flows and final demand ask of each node, summed as a day sums them.
std::vector<double> asked_at_rest(const Chain& chain) {
    std::vector<double> asked(chain.class_count(), 0.0);
    add_orders(chain, chain.flow, asked);
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        asked[chain.final_class[n]] += chain.final_demand[n];
    std::vector<double> baselines;
    baselines.reserve(chain.node_count());
    for (std::uint32_t n = 0; n < chain.node_count(); ++n)
        baselines.push_back(demand_of(chain, asked, n));
    return baselines;
}

void widen_lanes(Chain& chain) {
    for (std::size_t lane = 0; lane < chain.lane_count(); ++lane)
        chain.lane_limit[lane] = std::max(chain.lane_limit[lane], load_of(chain, lane, chain.flow));
}

}  // namespace

void settle(Chain& chain) {
    chain.from_stock.resize(chain.node_count(), 0.0);
    chain.dense = is_plain(chain) ? dense_of(chain) : Dense{};
    chain.slot_baseline.clear();
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        chain.slot_baseline.push_back(
            sum_of_slot(chain, k, [&](std::uint32_t e) { return chain.flow[e]; }));
    chain.baseline = asked_at_rest(chain);
    chain.scale = chain.baseline;
    widen_lanes(chain);
}

void settle_again(Chain& chain) {
    const auto baselines = asked_at_rest(chain);
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const double before = chain.baseline[n];
        if (chain.scale[n] == before) chain.scale[n] = baselines[n];
        if (chain.capacity[n] == before) chain.capacity[n] = baselines[n];
    }
    chain.baseline = baselines;
    widen_lanes(chain);
}

}  // namespace jarip::stress
