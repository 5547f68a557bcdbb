#include "jarip/plan/model/keeping.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "fixtures/network_builder.hpp"

namespace jarip::plan {
namespace {

/// A year of months; 10 chips lie at the site.
Network chips_at_a_site() {
    fixtures::NetworkBuilder b;
    b.product("chip");
    b.process({.id = "plant", .site = "KR-a", .item = "chip"});
    b.stock("KR-a", "chip", 10, 4);
    b.demand({"home", "KR-a", "chip", 1, 1});
    return b.build();
}

Day on(unsigned month, unsigned day) {
    return Day{std::chrono::year{2025} / std::chrono::month{month} / std::chrono::day{day}};
}

TEST(Keeping, TheMinimumIsThatInForceOnTheLastDayOfAPeriod) {
    Network network = chips_at_a_site();
    const PoolId pool = network.stock.front().pool;
    network.stock.front().minimum_at_end = 5;
    network.minimum_stock = {{pool, on(3, 31), 9, {}}, {pool, on(6, 1), 0, {}}};
    const Calendar calendar = period_calendar(network);
    const RowOrder order{network};
    const Keeping keeping{network, calendar, order};
    EXPECT_EQ(keeping.minimum(0, pool), 4);
    EXPECT_EQ(keeping.minimum(1, pool), 4);
    EXPECT_EQ(keeping.minimum(2, pool), 9);
    EXPECT_EQ(keeping.minimum(4, pool), 9);
    EXPECT_EQ(keeping.minimum(5, pool), 0);
    EXPECT_EQ(keeping.minimum(11, pool), 5);
}

TEST(Keeping, WhatLiesThereLeavesWithinItsShelfLife) {
    Network network = chips_at_a_site();
    const PoolId pool = network.stock.front().pool;
    network.items[network.pools[pool].item].shelf_life_days = 59;  // January and February
    const Calendar calendar = period_calendar(network);
    const RowOrder order{network};
    const Keeping keeping{network, calendar, order};
    EXPECT_EQ(keeping.leaves_by(0, pool), 2U);
    EXPECT_EQ(keeping.spoils_in(2, pool), 0U);
    EXPECT_FALSE(keeping.leaves_by(11, pool));
    EXPECT_EQ(keeping.idle(2, pool), 0);
    EXPECT_EQ(keeping.idle_spoiled(2, pool), 10);
}

TEST(Keeping, StockAndReceiptsAloneMayBeAboveTheMaximum) {
    Network network = chips_at_a_site();
    const PoolId pool = network.stock.front().pool;
    network.stock.front().maximum = 12;
    network.receipts.push_back({pool, on(2, 10), 5});
    const Calendar calendar = period_calendar(network);
    const RowOrder order{network};
    const Keeping keeping{network, calendar, order};
    EXPECT_EQ(keeping.opening(pool), 10);
    EXPECT_EQ(keeping.arrived(1, pool), 5);
    EXPECT_EQ(keeping.excess(0, pool), 0);
    EXPECT_EQ(keeping.excess(1, pool), 3);
}

}  // namespace
}  // namespace jarip::plan
