#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

/// Ten a month: home's maker costs 10, another one's 6, and 1 for the way.
Network two_makers() {
    fixtures::NetworkBuilder b;
    b.product("p");
    b.process({.id = "home", .site = "KR-a", .item = "p", .capacity = 8, .cost = 10});
    b.process({.id = "abroad", .site = "TW-b", .item = "p", .cost = 6});
    b.lane({"TW-b", "KR-a", "p", 1});
    b.demand({"d", "KR-a", "p", 10, 100});
    return b.build();
}

TEST(Subsidies, TheOneWhoIsPaidMakesItAndWhoPaysIsSaid) {
    Network network = two_makers();
    EXPECT_NEAR(solve(network).objective, 12 * 70, 1e-5);
    auto& home = network.processes[ProcessId{0}];
    home.subsidy = 1;
    home.subsidy_share = 0.4;
    home.subsidy_by = network.home;
    EXPECT_DOUBLE_EQ(home.running_cost(), 5);
    const Plan plan = solve(network);
    EXPECT_NEAR(plan.objective, 12 * (8 * 5 + 2 * 7), 1e-5);
    const SteadyPlan month = steady(network);
    EXPECT_NEAR(month.objective, 8 * 5 + 2 * 7, 1e-6);
    const auto paid = subsidies(network, month.started);
    ASSERT_EQ(paid.size(), 1U);
    EXPECT_EQ(paid.front().by, network.home);
    EXPECT_NEAR(paid.front().amount, 8 * 5, 1e-6);
}

TEST(Subsidies, NobodyIsPaidMoreThanItCosts) {
    Network network = two_makers();
    auto& home = network.processes[ProcessId{0}];
    home.subsidy = 20;
    home.subsidy_by = network.home;
    EXPECT_DOUBLE_EQ(home.running_cost(), 0);
    EXPECT_NEAR(steady(network).objective, 2 * 7, 1e-6);
}

}  // namespace
}  // namespace jarip::plan
