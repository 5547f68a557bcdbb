// Products of different size, by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;
using testing::ElementsAre;

// Fifteen chips a month, one in each server (100) and each radio (50); ten servers a month can be made. Korea wants 8 servers
// and 6 radios, the United States 40 radios.
Network servers_and_radios() {
    NetworkBuilder b;
    b.item("chip", 10);
    b.item("radio", 50);
    b.item("server", 100);
    b.product("radio").product("server");
    b.process({"chip", "KR-a", "chip", 15, 1});
    b.process(
        {.id = "radio", .site = "KR-a", .item = "radio", .cost = 1, .slots = {{{"chip", 1}}}});
    b.process({.id = "server",
               .site = "KR-a",
               .item = "server",
               .capacity = 10,
               .cost = 1,
               .slots = {{{"chip", 1}}}});
    b.demand({"servers", "country:KR", "server", 8, 100});
    b.demand({"radios", "country:KR", "radio", 6, 50});
    b.demand({"abroad", "country:US", "radio", 40, 50});
    return b.build();
}

TEST(Counting, AnotherProductCountsForAsManyAsItsPriceBuys) {
    const Network network = servers_and_radios();
    ASSERT_TRUE(by_value(network));
    const CountedIn counted = counted_in(network);
    // Korea wants servers for 800 and radios for 300 a month; the world radios for 2,300.
    EXPECT_EQ(network.items[counted.product].id, "server");
    EXPECT_THAT(counted.weights, ElementsAre(0.5, 1));
    EXPECT_NEAR(worth(network, {2, 3}), 2 * 50 + 3 * 100, 1e-12);
}

TEST(Counting, WhereHomeWantsNothingTheWorldDecides) {
    Network network = servers_and_radios();
    network.home = network.country_of(network.demands[DemandId{2}].pool);
    EXPECT_EQ(network.items[counted_in(network).product].id, "radio");
    EXPECT_THAT(counted_in(network).weights, ElementsAre(1, 2));
}

TEST(Counting, WithoutAPriceUnitsAreAllThereIs) {
    Network network = servers_and_radios();
    for (auto& item : network.items)
        if (item.id == "radio") item.price = 0;
    EXPECT_FALSE(by_value(network));
    EXPECT_THAT(counted_in(network).weights, ElementsAre(1, 1));
}

// Ten servers, and five radios of the chips that are left: 10 + 5 · 50 ÷ 100. Alone: 15 radios, or 10 servers.
TEST(Counting, ClosedBordersAreCountedInServers) {
    const Network network = servers_and_radios();
    const ClosedBorder closed = closed_border(network, network.home);
    EXPECT_NEAR(closed.total.value(), 12.5, 1e-9);
    EXPECT_NEAR(closed.alone[0].value(), 15, 1e-9);
    EXPECT_NEAR(closed.alone[1].value(), 10, 1e-9);
}

auto SixAndEight() {
    return ElementsAre(testing::DoubleNear(6, 1e-9), testing::DoubleNear(8, 1e-9));
}

TEST(Counting, AMonthSaysWhatOfEachKind) {
    Network network = servers_and_radios();
    for (auto& demand : network.demands)
        if (demand.id == "abroad") {
            demand.total = 0;
            demand.wanted.clear();
        }
    const SteadyPlan month = steady(network);
    EXPECT_THAT(month.rates.by_product.home, SixAndEight());
    EXPECT_THAT(month.rates.by_product.wanted, SixAndEight());
    EXPECT_THAT(month.rates.by_product.built, SixAndEight());
    EXPECT_THAT(month.rates.by_product.world, SixAndEight());
    EXPECT_NEAR(worth(network, month.rates.by_product.home), 1100, 1e-9);
    const Plan plan = solve(network);
    EXPECT_THAT(plan.products_per_month.by_product.home, SixAndEight());
    EXPECT_THAT(plan.products_per_month.by_product.built, SixAndEight());
    EXPECT_NEAR(plan.value.wanted, 12 * 1100, 1e-6);
    EXPECT_NEAR(plan.value.delivered, 12 * 1100, 1e-6);
    EXPECT_NEAR(plan.value.late, 0, 1e-9);
}

}  // namespace
}  // namespace jarip::plan
