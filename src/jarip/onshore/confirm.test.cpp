#include "jarip/onshore/confirm.hpp"

#include <gtest/gtest.h>

#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

// models/tiny-chain/README.md: chips are made abroad alone, 80 % of a rack's value is added at home once they are not.

TEST(Confirm, WhereTodayIsEnoughNothingIsBuilt) {
    const Network network = network::load("models/tiny-chain");
    Options options{.target = Target::domestic_content, .level = 0.05};
    const Result result = solve_confirmed(network, options, {});
    ASSERT_TRUE(result.found());
    EXPECT_TRUE(result.built.empty());
    EXPECT_TRUE(result.bought.empty());
    EXPECT_EQ(result.as_usual, result.as_bought);
    EXPECT_GE(result.reached, 0.05);
    EXPECT_FALSE(result.refused);
}

TEST(Confirm, WhatIsConfirmedReachesItsLevelAsHomeBuys) {
    const Network network = network::load("models/tiny-chain");
    Options options{.target = Target::domestic_content, .level = 0.9};
    const Result result = solve_confirmed(network, options, {});
    ASSERT_TRUE(result.found());
    EXPECT_FALSE(result.refused);
    EXPECT_GE(result.reached, 0.9 * (1 - 1e-6));
    EXPECT_LT(result.as_usual.value(), 0.9);
    EXPECT_GE(result.as_bought.value(), 0.9 * (1 - 1e-6));
    EXPECT_LE(result.bound.value(), result.objective);
}

TEST(Confirm, WhatCannotBeIsInfeasible) {
    Network network = network::load("models/tiny-chain");
    for (auto& process : network.processes)
        if (process.status == network::Status::candidate) process.capacity_per_month = 0;
    Options options{.target = Target::domestic_content, .level = 1};
    const Result result = solve_confirmed(network, options, {});
    EXPECT_FALSE(result.found() && !result.refused);
}

TEST(Confirm, WithoutTimeNothingIsMeasuredOrProposed) {
    const Network network = network::load("models/tiny-chain");
    int proposals = 0;
    Options options{.target = Target::autonomy_days, .level = 5};
    options.run.progress = [&](const Progress&) { ++proposals; };
    lp::SolveOptions solver;
    solver.seconds = 0;
    const Result result = solve_confirmed(network, options, solver);
    EXPECT_EQ(result.status, lp::Status::limit);
    EXPECT_FALSE(result.found());
    EXPECT_FALSE(result.as_usual);
    EXPECT_FALSE(result.bound);
    EXPECT_EQ(proposals, 0);
}

}  // namespace
}  // namespace jarip::onshore
