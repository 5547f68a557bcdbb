// Sixteen runs side by side in single precision, and eight in double, held against one after the other.
#include "jarip/stress/batch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "jarip/stress.hpp"
#include "jarip/stress/chain_fixture.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {
namespace {

constexpr std::size_t kNodes = 200;

// Nodes that buy from each other at random: two suppliers a slot, stock for 5 to 64 days.
Chain economy(bool adaptive, std::uint64_t seed = 3) {
    RandomStream stream{{.seed = seed}};
    std::vector<fixture::NodePlan> nodes(kNodes);
    for (auto& node : nodes) {
        node.final_demand = 1 + static_cast<double>(stream.below(9));
        node.alpha_max = 1.25;
        for (int k = 0; k < 4; ++k) {
            fixture::SlotPlan slot;
            for (int supplier = 0; supplier < 2; ++supplier) {
                slot.suppliers.push_back(static_cast<std::uint32_t>(stream.below(kNodes)));
                slot.flows.push_back(0.01 + stream.uniform() * stream.uniform());
                slot.delays.push_back(0);
            }
            slot.target_days = 5 + static_cast<double>(stream.below(60));
            slot.critical = stream.below(5) != 0;
            node.slots.push_back(std::move(slot));
        }
    }
    Chain chain = fixture::chain_from(nodes, 0.8);
    chain.adaptive = adaptive;
    std::fill(chain.rebuild_days.begin(), chain.rebuild_days.end(), 30.0);
    return chain;
}

// Run i has i + 1 losses, some of all of a node, on days that overlap; the last run has none.
std::vector<std::vector<CapacityLoss>> losses(std::size_t lanes, std::uint64_t seed) {
    RandomStream stream{{.seed = seed}};
    std::vector<std::vector<CapacityLoss>> runs(lanes);
    for (std::size_t run = 0; run + 1 < runs.size(); ++run)
        for (std::size_t i = 0; i <= run; ++i) {
            const auto first = static_cast<std::uint32_t>(stream.below(30));
            const auto node = static_cast<std::uint32_t>(13 * i + stream.below(13));
            const bool all = stream.below(2) == 0;
            const auto days = 5 + static_cast<std::uint32_t>(stream.below(60));
            runs[run].push_back({node, all ? 1 : stream.uniform(), first, first + days});
        }
    return runs;
}

// The largest difference of any node on any day from the run in double precision, in shares of its baseline.
template <class Real>
double largest_error(bool adaptive, std::uint64_t seed) {
    const Chain chain = economy(adaptive, seed);
    EXPECT_TRUE(can_run_in_batches(chain));
    const auto runs = losses(Batch<Real>::kLanes, seed + 6);
    const BatchChain<Real> laid_out{chain};
    Batch<Real> batch{laid_out};
    batch.start(runs);
    constexpr std::uint32_t kDays = 400;
    std::vector<State> states(runs.size(), State{chain, kDays});
    std::vector<double> lost(runs.size(), 0.0);
    double largest = 0;
    for (std::uint32_t day = 0; day < kDays; ++day) {
        batch.advance();
        for (std::size_t run = 0; run < runs.size(); ++run) {
            Conditions conditions{chain};
            for (const auto& loss : runs[run])
                if (day >= loss.first_day && day < loss.end_day)
                    conditions.available[loss.node] *= 1 - loss.share;
            advance(chain, conditions, day, states[run]);
            for (std::size_t n = 0; n < kNodes; ++n) {
                const double made = states[run].production[n];
                largest = std::max(largest,
                                   std::abs(made / chain.baseline[n] - batch.production(n, run)));
                lost[run] += std::max(0.0, chain.baseline[n] - made);
            }
        }
    }
    for (std::size_t run = 0; run < runs.size(); ++run)
        EXPECT_NEAR(batch.lost()[run], lost[run], 1e-5 * lost[run]) << run;
    EXPECT_EQ(batch.lost()[runs.size() - 1], 0);
    return largest;
}

TEST(Batch, EveryNodeOnEveryDayIsThatOfOneRunAfterTheOther) {
    for (const std::uint64_t seed : {3U, 4U, 5U}) {
        EXPECT_LT(largest_error<float>(false, seed), 1e-5);
        EXPECT_LT(largest_error<double>(false, seed), 1e-11);
    }
}

// Where orders go to those who have capacity left, what is left of a slot's suppliers divides, and small rests count: floats are
// up to 1.5e-4 off.
TEST(Batch, WithOrdersThatFollowCapacityInDoubles) {
    for (const std::uint64_t seed : {3U, 4U, 5U})
        EXPECT_LT(largest_error<double>(true, seed), 1e-11);
}

TEST(Batch, NothingMovesAtRest) {
    const Chain chain = economy(false);
    const BatchChain<float> laid_out{chain};
    Batch<float> batch{laid_out};
    batch.start({});
    for (int day = 0; day < 10'000; ++day) batch.advance();
    for (std::size_t n = 0; n < kNodes; ++n)
        for (std::size_t run = 0; run < Batch<float>::kLanes; ++run)
            ASSERT_EQ(batch.production(n, run), 1);
}

// By hand: a node whose only supplier is gone makes on for as long as its stock is at least its reserve.
TEST(Batch, ANodeWithoutItsOnlySupplierUsesItsStock) {
    std::vector<fixture::NodePlan> nodes(2);
    nodes[0].final_demand = 1;
    nodes[1].final_demand = 1;
    nodes[1].slots.push_back({{0}, {1}, {0}, 10, true});
    const Chain chain = fixture::chain_from(nodes);
    const BatchChain<float> laid_out{chain};
    Batch<float> batch{laid_out};
    const std::vector<std::vector<CapacityLoss>> runs{{{0, 1, 0, 100}}};
    batch.start(runs);
    for (int day = 0; day < 12; ++day) {
        batch.advance();
        EXPECT_NEAR(batch.production(1, 0), day < 10 ? 1 : 0, 1e-6) << day;
        EXPECT_EQ(batch.production(1, 1), 1);
    }
}

// What the exposure of a node says is what the run of the same outage in double precision loses.
TEST(Exposure, WhatIsSimulatedIsTheRunOfEachNode) {
    auto network = network::load("tests/known/stress/esri-60");
    const auto all = study(network, {.exposure = true}).exposure;
    std::size_t seen = 0;
    for (const std::string node : {"f29", "f12", "f48"}) {
        network::Event event{.id = "e", .kind = network::EventKind::site_down};
        event.target.kind = network::TargetKind::node;
        for (const auto id : network.nodes.ids())
            if (network.nodes[id].id == node) event.target.node = id;
        event.start = network.horizon.first;
        event.days = kTimeToRecover;
        network::Scenario scenario;
        scenario.id = "s";
        scenario.events.push_back(event);
        network.scenarios.push_back(scenario);
        const auto run = simulate(network, "s");
        network.scenarios.pop_back();
        double at_baseline = 0;
        for (const auto& label : run.nodes) at_baseline += label.baseline;
        const double expected = run.world_lost / (at_baseline * network.horizon.days());
        for (const auto& each : all)
            if (network.nodes[each.target].id == node) {
                ++seen;
                EXPECT_GT(expected, 0) << node;
                EXPECT_NEAR(each.lost_share.value(), expected, 1e-5) << node;
            }
    }
    EXPECT_EQ(seen, 3);
}

}  // namespace
}  // namespace jarip::stress
