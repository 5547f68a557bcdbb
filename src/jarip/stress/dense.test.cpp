// Tables of industries, whose slots are filled by many suppliers side by side: the same figures as edge by edge.
#include "jarip/stress/dense.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "jarip/stress.hpp"
#include "jarip/stress/chain_fixture.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {
namespace {

// Every industry of every region buys from each sector of nearly all regions. Nodes stand by region, as ids sort them, so that a
// slot's suppliers are `sectors` apart.
Chain table(std::uint32_t regions, std::uint32_t sectors, bool adaptive) {
    RandomStream stream{{.seed = 5}};
    std::vector<fixture::NodePlan> nodes(std::size_t{regions} * sectors);
    for (auto& node : nodes) {
        node.final_demand = stream.below(20) == 0 ? 0 : 100 * stream.uniform();
        node.alpha_max = 1.25;
        for (std::uint32_t sector = 0; sector < sectors; ++sector) {
            fixture::SlotPlan slot{.target_days = 10 + static_cast<double>(stream.below(60))};
            for (std::uint32_t region = 0; region < regions; ++region) {
                if (stream.below(8) == 0) continue;
                slot.suppliers.push_back(region * sectors + sector);
                slot.flows.push_back(stream.uniform() * stream.uniform());
                slot.delays.push_back(0);
            }
            if (!slot.suppliers.empty()) node.slots.push_back(std::move(slot));
        }
    }
    Chain chain = fixture::chain_from(nodes, 0.8);
    chain.adaptive = adaptive;
    return chain;
}

// The same chain without columns.
Chain edge_by_edge(Chain chain) {
    chain.dense = {};
    for (std::size_t k = 0; k < chain.slot_count(); ++k) {
        chain.slot_baseline[k] = 0;
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            chain.slot_baseline[k] += chain.flow[e];
    }
    return chain;
}

constexpr std::uint32_t kDays = 120;

// All that nodes make where some lose capacity, one of them all, and what ways into the second node bring is halved on the days 30 to 39.
std::vector<double> made_by(const Chain& chain, unsigned threads, bool ways = true) {
    State state{chain, kDays};
    state.threads = threads;
    Conditions conditions{chain};
    std::vector<double> all;
    for (std::uint32_t day = 0; day < kDays; ++day) {
        const bool hit = day >= 2 && day < 50;
        for (std::size_t n = 0; n < chain.node_count(); n += 7)
            conditions.available[n] = hit ? 0.02 * static_cast<double>(n % 50) : 1;
        conditions.all_open = !ways || day < 30 || day >= 40;
        conditions.all_kept = true;
        const auto end = chain.edge_begin[chain.slot_begin[2]];
        for (auto e = chain.edge_begin[chain.slot_begin[1]]; e < end; ++e)
            conditions.open[e] = conditions.all_open ? 1 : e % 3 == 0 ? 0 : 0.5;
        advance(chain, conditions, day, state);
        if (day < 2) {
            EXPECT_EQ(state.production, chain.baseline);
            EXPECT_EQ(state.stock, chain.first_days);
        }
        all.insert(all.end(), state.production.begin(), state.production.end());
    }
    return all;
}

double largest_difference(const Chain& chain, const std::vector<double>& a,
                          const std::vector<double>& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]) / chain.baseline[i % chain.node_count()]);
    return largest;
}

TEST(Dense, ATableIsTheSameAsEdgeByEdge) {
    for (const bool adaptive : {false, true})
        for (const bool ways : {false, true}) {
            const Chain chain = table(20, 9, adaptive);
            ASSERT_FALSE(chain.dense.empty());
            const auto made = made_by(chain, 1, ways);
            EXPECT_LT(largest_difference(chain, made, made_by(edge_by_edge(chain), 1, ways)), 1e-9);
            const auto least = std::ranges::min_element(made);
            EXPECT_EQ(*least, 0) << "node 0 loses all";
        }
}

TEST(Dense, ATableIsTheSameBytesOnOneThreadAndTwo) {
    for (const bool adaptive : {false, true}) {
        const Chain chain = table(40, 9, adaptive);
        ASSERT_GE(chain.edge_count(), kManyEdges);
        ASSERT_FALSE(chain.dense.empty());
        EXPECT_EQ(made_by(chain, 1), made_by(chain, 2));
    }
}

// By hand: sector 0 is nodes 0, 2 and 4, sector 1 nodes 1, 3 and 5; each group begins at a multiple of eight.
TEST(Dense, NodesOfOneSectorLieSideBySide) {
    std::vector<fixture::NodePlan> nodes(12);
    for (auto& node : nodes) {
        node.slots.push_back({{0, 2, 4, 6, 8}, {1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}});
        node.slots.push_back({{1, 3, 5, 9, 11}, {1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}});
    }
    const Chain chain = fixture::chain_from(nodes);
    EXPECT_EQ(chain.dense.cell,
              (std::vector<std::uint32_t>{0, 8, 1, 9, 2, 10, 3, 16, 4, 11, 24, 12}));
    EXPECT_EQ(chain.dense.first[0], 0);
    EXPECT_EQ(chain.dense.first[1], 8);
    EXPECT_EQ(std::vector(chain.dense.flow.begin(), chain.dense.flow.begin() + 16),
              (std::vector<double>{1, 2, 3, 4, 5, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0}));
}

TEST(Dense, FewSuppliersOrTheSameOneTwiceAreLeftEdgeByEdge) {
    std::vector<fixture::NodePlan> few(12);
    for (auto& node : few) node.slots.push_back({{0, 2}, {1, 1}, {0, 0}});
    EXPECT_TRUE(fixture::chain_from(few).dense.empty());
    std::vector<fixture::NodePlan> twice(12);
    for (auto& node : twice)
        node.slots.push_back({{0, 2, 4, 6, 2}, {1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}});
    EXPECT_TRUE(fixture::chain_from(twice).dense.empty());
}

}  // namespace
}  // namespace jarip::stress
