#include "jarip/onshore/closed_days.hpp"

#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore/solve.hpp"

namespace jarip::onshore {
namespace {

/// Ten racks a month of ten chips that come from abroad; chips of ten days lie at the assembly, and racks of one. A chip
/// plant may be built.
Network racks_of_imported_chips() {
    fixtures::NetworkBuilder b;
    b.item("rack", 100);
    b.item("chip", 60);
    b.product("rack");
    b.process({.id = "assembly", .site = "KR-a", .item = "rack", .slots = {{{"chip", 1}}}});
    b.process({.id = "abroad", .site = "TW-f", .item = "chip", .cost = 1});
    b.process({.id = "plant",
               .site = "KR-a",
               .item = "chip",
               .cost = 3,
               .status = network::Status::candidate});
    b.lane({"TW-f", "KR-a", "chip"});
    b.demand({"home", "KR-a", "rack", 10, 100});
    Network network = b.build();
    network.stress.target_days = 10;
    network.processes[network::ProcessId{2}].capacity_per_month = 20;
    network.processes[network::ProcessId{2}].capex = 50;
    return network;
}

Result days(const Network& network, double count, Service service) {
    return solve_model(
        network,
        autonomy_model(network, count, 0, service, plan::steady(network, {.bottlenecks = false})),
        {});
}

TEST(ClosedDays, StockLastsAsLongAsItIsSaidTo) {
    const Network network = racks_of_imported_chips();
    const Result ten = days(network, 10, Service::in_full);
    ASSERT_EQ(ten.status, lp::Status::optimal);
    EXPECT_TRUE(ten.built.empty());
    const Result twelve = days(network, 12, Service::in_full);
    ASSERT_EQ(twelve.status, lp::Status::optimal);
    ASSERT_EQ(twelve.built.size(), 1U);
    EXPECT_EQ(network.processes[twelve.built.front().process].id, "plant");
    EXPECT_DOUBLE_EQ(twelve.capex, 50);
}

TEST(ClosedDays, WhatIsToLastIsMadeFromNoStock) {
    const Network network = racks_of_imported_chips();
    const Result one = days(network, 1, Service::lasting);
    ASSERT_EQ(one.status, lp::Status::optimal);
    EXPECT_EQ(one.built.size(), 1U);
}

TEST(ClosedDays, NineTenthsAreEnoughOutOfStock) {
    // Chips of ten days and racks of one are 12.2 days of nine tenths.
    const Network network = racks_of_imported_chips();
    EXPECT_TRUE(days(network, 12, Service::enough).built.empty());
    EXPECT_FALSE(days(network, 13, Service::enough).built.empty());
}

}  // namespace
}  // namespace jarip::onshore
