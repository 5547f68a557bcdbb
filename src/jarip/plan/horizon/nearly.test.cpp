#include <gtest/gtest.h>

#include <cstdint>
#include <stop_token>
#include <string>

#include "fixtures/random_network.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

Plan nearly(const Network& network, double gap) {
    return solve(network, {.large = 0, .near_gap = gap});
}

// Dantzig, Linear Programming and Extensions (1963), 3-3: 153.675.
TEST(Nearly, ComesAsNearToDantzigsPublishedCostAsWasAskedFor) {
    const Network network = network::load("tests/known/plan/transport-dantzig");
    const Plan plan = nearly(network, 1e-3);
    ASSERT_EQ(plan.status, lp::Status::feasible);
    EXPECT_TRUE(plan.nearly);
    EXPECT_TRUE(plan.certificate.holds) << plan.certificate.worst;
    EXPECT_LE(plan.bound, 153.675 * (1 + 1e-9));
    EXPECT_GE(plan.objective, 153.675 * (1 - 1e-9));
    EXPECT_LE(plan.gap, 1e-3);
    EXPECT_GE(plan.bound, plan.objective * (1 - 1.1e-3));
}

TEST(Nearly, TheBestCostLiesBetweenBoundAndPlan) {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Network network = fixtures::random_network({.seed = seed});
        const Plan best = solve(network);
        const Plan plan = nearly(network, 0.01);
        ASSERT_EQ(best.status, lp::Status::optimal) << seed;
        if (!plan.nearly) continue;
        ++found;
        ASSERT_EQ(plan.status, lp::Status::feasible) << seed;
        EXPECT_TRUE(plan.certificate.holds) << seed << " " << plan.certificate.worst;
        const double rounding = 1e-6 * best.objective;
        EXPECT_LE(plan.bound, best.objective + rounding) << seed;
        EXPECT_GE(plan.objective, best.objective - rounding) << seed;
        EXPECT_LE(plan.gap, 0.01) << seed;
    }
    EXPECT_GE(found, 10);
}

// A maker of 10 a month, of which 20 are wanted: late, because of it; by its price, nothing is solved again.
TEST(Nearly, WhatHoldsItBackFollowsFromItsPrices) {
    const Network network = network::load("tests/known/plan/two-bottlenecks-in-series");
    const Plan best = solve(network);
    const Plan plan = nearly(network, 1e-3);
    ASSERT_TRUE(plan.nearly);
    ASSERT_FALSE(best.late_reasons.empty());
    ASSERT_FALSE(plan.late_reasons.empty());
    EXPECT_FALSE(plan.late_reasons.front().because.empty());
    ASSERT_FALSE(plan.bottlenecks.empty());
    EXPECT_GT(plan.bottlenecks.front().shadow_price, 0);
    for (const Bottleneck& limit : plan.bottlenecks)
        EXPECT_EQ(limit.gain.has_value(), limit.shadow_price == 0);
    EXPECT_TRUE(plan.joint.empty());
}

// Asked to stop at once, it keeps what it has and says why it ended.
TEST(Nearly, StoppedItSaysSo) {
    const Network network = fixtures::random_network({.seed = 3});
    std::stop_source stop;
    stop.request_stop();
    const Plan plan =
        solve(network, {.run = {.stop = stop.get_token()}, .large = 0, .near_gap = 1e-3});
    EXPECT_EQ(plan.status, lp::Status::interrupted);
    EXPECT_LE(plan.bound, plan.objective);
}

TEST(Nearly, WhatHasToBeNearerIsSolvedToTheEnd) {
    const Network network = network::load("tests/known/plan/transport-dantzig");
    const Plan plan = nearly(network, 1e-7);
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_FALSE(plan.nearly);
}

// Minimum stock, shelf lives, blends and demands of several priorities are no part of it.
TEST(Nearly, AModelThatAsksForMoreIsSolvedToTheEnd) {
    for (const char* name : {"safety-stock", "shelf-life", "blending", "priorities"}) {
        const Network network = network::load("tests/known/plan/" + std::string{name});
        const Plan best = solve(network);
        const Plan plan = nearly(network, 0.01);
        EXPECT_FALSE(plan.nearly) << name;
        EXPECT_EQ(plan.objective, best.objective) << name;
    }
}

}  // namespace
}  // namespace jarip::plan
