// Stocks to last so many days: by hand, and never less than the linear program says.
#include <gtest/gtest.h>
#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

#include "fixtures/disturbed_network.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using fixtures::kOneADay;
using fixtures::NetworkBuilder;

// A part from TW at 1, a rack of it in KR at 8, one rack a day delivered there; 20 days of parts in stock, and the customer's day.
// US could make half of the parts, at higher cost.
Network chain(const std::string& site, double us = 0) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "tw", .site = "TW-1", .item = "part", .capacity = kOneADay, .cost = 0.1});
    if (us > 0)
        b.process(
            {.id = "us", .site = "US-1", .item = "part", .capacity = kOneADay * us, .cost = 0.9});
    b.process(
        {.id = "kr", .site = "KR-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"TW-1", "KR-1", "part"});
    if (us > 0) b.lane({"US-1", "KR-1", "part"});
    b.demand({"d", "country:KR", "rack", kOneADay, 10});
    b.stock("KR-1", "part", 20);
    auto network = b.build();
    network::Scenario scenario;
    scenario.id = "s";
    scenario.events.push_back(fixtures::down(network, site, 31, 89));
    network.scenarios.push_back(scenario);
    return network;
}

StocksToLast to_last(const Network& network, int days) {
    return study(network, {.scenario = "s", .last_days = days}).stocks.value();
}

// Without TW parts last 20 days and the customer's rack one more. On the 30th day nine tenths are enough: 8.9 are missing, and parts are
// cheapest. A plan needs 0.9 on the mean of 30 days, of which it has 21.
TEST(StocksToLast, AreOfThePartThatIsCheapest) {
    const auto network = chain("TW-1");
    const auto stocks = to_last(network, 30);
    EXPECT_EQ(stocks.lasts, 21);
    EXPECT_GE(stocks.value.value(), 8.9 - 1e-9);
    EXPECT_LE(stocks.value.value(), 8.9 + 0.05);
    EXPECT_NEAR(stocks.least_value.value(), 6, 1e-6);
    ASSERT_EQ(stocks.list.size(), 1u);
    const auto& part = stocks.list.front();
    EXPECT_EQ(id_of(network, part.node), "kr");
    EXPECT_EQ(network.items[part.item].id, "part");
    EXPECT_NEAR(part.days_before, 20, 1e-9);
    EXPECT_NEAR(part.days - 20, part.units, 1e-9);
    EXPECT_NEAR(part.units, stocks.value.value(), 1e-9);
}

// Whoever replans has half of the parts from US: 15 and 21 are enough.
TEST(StocksToLast, AreNoneForWhoeverCanBuyElsewhere) {
    const auto stocks = to_last(chain("TW-1", 0.5), 30);
    EXPECT_GE(stocks.value.value(), 8.9 - 1e-9);
    EXPECT_NEAR(stocks.least_value.value(), 0, 1e-6);
}

// Without KR's plant only racks help: 29.9 and 27 less the one that the customer has.
TEST(StocksToLast, AreOfTheProductWhereItsMakerStops) {
    const auto network = chain("KR-1");
    const auto stocks = to_last(network, 30);
    EXPECT_EQ(stocks.lasts, 1);
    EXPECT_GE(stocks.value.value(), 8 * 28.9 - 1e-9);
    EXPECT_LE(stocks.value.value(), 8 * (28.9 + 0.05));
    EXPECT_NEAR(stocks.least_value.value(), 8 * 26, 1e-5);
    ASSERT_EQ(stocks.list.size(), 1u);
    EXPECT_EQ(id_of(network, stocks.list.front().node), "d");
}

TEST(StocksToLast, AreNoneWhereWhatThereIsLasts) {
    const auto stocks = to_last(chain("TW-1"), 21);
    EXPECT_EQ(stocks.lasts, std::nullopt);
    EXPECT_EQ(stocks.value, 0);
    EXPECT_TRUE(stocks.list.empty());
}

// Nobody can stock what is lost on the first day.
TEST(StocksToLast, AreNotEnoughWhereStocksAreLost) {
    auto network = chain("KR-1");
    auto event = fixtures::down(network, "KR-1", 31, 1);
    event.id = "fire";
    event.kind = network::EventKind::stock_loss;
    event.target = {.kind = network::TargetKind::country, .country = network.home};
    network.scenarios.back().events.push_back(event);
    const auto stocks = to_last(network, 30);
    EXPECT_EQ(stocks.lasts, 0);
    EXPECT_EQ(stocks.value, std::nullopt);
    EXPECT_TRUE(stocks.list.empty());
}

TEST(StocksToLast, AreTheSameOnAnyNumberOfThreads) {
    const auto network = fixtures::disturbed(11);
    const auto with = [&](unsigned threads) {
        return study(network,
                     {.scenario = "s", .last_days = 40, .options = {.run = {.threads = threads}}})
            .stocks.value();
    };
    const auto one = with(1);
    const auto two = with(2);
    EXPECT_EQ(one.value, two.value);
    EXPECT_EQ(one.least_value, two.least_value);
}

TEST(StocksToLast, AreOfChainsOfRecipes) {
    const auto economy = network::load("tests/known/stress/ario-fixed");
    EXPECT_THROW((void)study(economy, {.last_days = 3}), Error);
}

#ifdef JARIP_HAS_RAPIDCHECK
RC_GTEST_PROP(StocksToLast, AreNoLessThanAnyPlanNeeds, ()) {
    const auto seed = *rc::gen::inRange<std::uint64_t>(1, 100'000);
    const auto stocks = to_last(fixtures::disturbed(seed), *rc::gen::element(5, 30, 90));
    RC_LOG() << seed << '\n';
    if (!stocks.value) return;
    RC_CLASSIFY(*stocks.value > 0, "stock is needed");
    RC_ASSERT(stocks.least_value.has_value());
    RC_ASSERT(*stocks.least_value <= *stocks.value * (1 + 1e-6) + 1e-6);
}
#endif

}  // namespace
}  // namespace jarip::stress
