#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

/// Ten racks a month of a chip each; a chip plant of 1,200 makes chips worth 60 for 20, of silicon worth 30.
Network chips() {
    fixtures::NetworkBuilder b;
    b.item("rack", 100);
    b.item("chip", 60);
    b.item("silicon", 30);
    b.product("rack");
    b.process({.id = "assembly", .site = "KR-a", .item = "rack", .slots = {{{"chip", 1}}}});
    b.process({.id = "growth", .site = "KR-a", .item = "silicon"});
    b.process({.id = "plant",
               .site = "KR-a",
               .item = "chip",
               .capacity = 20,
               .cost = 20,
               .slots = {{{"silicon", 1}}},
               .status = network::Status::candidate});
    b.demand({"home", "KR-a", "rack", 10, 100});
    Network network = b.build();
    network.processes[ProcessId{2}].capex = 12'000;
    return network;
}

TEST(Support, WhatAPlantDoesNotEarnOfItsCapitalIsToBePaid) {
    const Network network = chips();
    const Options options{.level = 10, .earn_back = 5};
    const Result set = solve(network, options);
    ASSERT_TRUE(set.found());
    const auto all = support(network, set, options);
    ASSERT_EQ(all.size(), 1U);
    // 120 a year; 60 − 30 − 20 = 10 each; 2,400 a year of capital, 20 of each unit.
    EXPECT_NEAR(all[0].started, 120, 1e-4);
    EXPECT_NEAR(all[0].margin, 10, 1e-9);
    EXPECT_NEAR(all[0].capital, 2400, 1e-9);
    EXPECT_NEAR(all[0].subsidy.value(), 10, 1e-6);
    EXPECT_NEAR(all[0].a_year(), 1200, 1e-3);
}

TEST(Support, WithSoMuchMoreItPaysAndWithLessItDoesNot) {
    Network network = chips();
    const Options options{.level = 10, .earn_back = 5};
    const double needed = support(network, solve(network, options), options)[0].subsidy.value();
    network.processes[ProcessId{2}].subsidy_by = network.home;
    network.processes[ProcessId{2}].subsidy = needed;
    EXPECT_NEAR(support(network, solve(network, options), options)[0].subsidy.value(), 0, 1e-6);
    network.processes[ProcessId{2}].subsidy = needed - 1;
    EXPECT_NEAR(support(network, solve(network, options), options)[0].subsidy.value(), 1, 1e-6);
}

TEST(Support, AnAnnuityCountsInterest) {
    const Network network = chips();
    const Options options{.level = 10, .discount_rate = 0.1, .earn_back = 2};
    // 12,000 · 0.1 ÷ (1 − 1.1⁻²) = 6,914.29
    EXPECT_NEAR(support(network, solve(network, options), options)[0].capital, 6914.285714, 1e-5);
}

TEST(Support, AnExpansionCountsForWhatItAdds) {
    Network network = chips();
    auto& plant = network.processes[ProcessId{2}];
    plant.status = network::Status::operating;
    plant.capacity_per_month = 6;
    plant.max_expansion = 4;
    plant.expansion_capex_per_unit = 120;
    const Options options{.level = 10, .earn_back = 5};
    const auto all = support(network, solve(network, options), options);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_NEAR(all[0].started, 48, 1e-4);
    // 480 of capital are 96 a year, 2 of each of 48 units, which earn 10.
    EXPECT_NEAR(all[0].subsidy.value(), 0, 1e-9);
}

}  // namespace
}  // namespace jarip::onshore
