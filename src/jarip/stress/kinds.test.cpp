// Products of several kinds: what counts is what deliveries are worth.
#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using fixtures::kOneADay;
using fixtures::NetworkBuilder;

// A server a day at 90 from TW, and a radio a day at 10 from US, both to KR; the customers hold a day of each. One of the two
// makers stops on day 10 for ten days: what lies there lasts that day, and what is made again on day 20 comes for day 22, so that
// eleven are missed.
Run without(const std::string& site) {
    NetworkBuilder b;
    b.item("server", 90);
    b.item("radio", 10);
    b.product("server").product("radio");
    b.process({.id = "servers", .site = "TW-1", .item = "server", .capacity = kOneADay});
    b.process({.id = "radios", .site = "US-1", .item = "radio", .capacity = kOneADay});
    b.lane({"TW-1", "country:KR", "server"}).lane({"US-1", "country:KR", "radio"});
    b.demand({"s", "country:KR", "server", kOneADay, 90});
    b.demand({"r", "country:KR", "radio", kOneADay, 10});
    auto network = b.build();
    network::Event event;
    event.id = "out";
    event.target.kind = network::TargetKind::site;
    for (const auto id : network.sites.ids())
        if (network.sites[id].id == site) event.target.site = id;
    event.start = network.horizon.first + std::chrono::days{10};
    event.days = 10;
    network.scenarios.push_back({"out", {event}, false, {}});
    return study(network, {.scenario = "out", .options = {.threshold = 0.9}}).runs.at(0);
}

// Eleven radios of 730 units, but 110 of 36,500 in money; on each of the days a tenth of the value, which is not below 90 %.
TEST(Kinds, ATenthOfTheWorthIsNotHalfOfTheUnits) {
    const stress::Run run = without("US-1");
    ASSERT_TRUE(run.by_value);
    EXPECT_NEAR(run.lost, 11, 1e-6);
    EXPECT_NEAR(run.lost_value, 110, 1e-6);
    EXPECT_NEAR(run.baseline(), 730, 1e-6);
    EXPECT_NEAR(run.baseline_value(), 36500, 1e-6);
    EXPECT_NEAR(run.lost_share().value(), 110.0 / 36500, 1e-9);
    EXPECT_TRUE(run.first_loss_day);
    EXPECT_FALSE(run.threshold_day);
    EXPECT_NEAR(run.days[15].delivered, 1, 1e-9);
    EXPECT_NEAR(run.days[15].delivered_value, 90, 1e-9);
    ASSERT_TRUE(run.least_lost_value);
    EXPECT_LE(*run.least_lost_value, run.lost_value + 1e-9);
    EXPECT_NEAR(run.least_lost.value() * 10, *run.least_lost_value, 1e-9);
}

TEST(Kinds, NineTenthsOfTheWorthAreBelowTheThreshold) {
    const stress::Run run = without("TW-1");
    EXPECT_NEAR(run.lost, 11, 1e-6);
    EXPECT_NEAR(run.lost_share().value(), 990.0 / 36500, 1e-9);
    EXPECT_EQ(run.threshold_day, run.first_loss_day);
    EXPECT_TRUE(run.threshold_day);
}

}  // namespace
}  // namespace jarip::stress
