#include <gtest/gtest.h>

#include <cstdint>
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
