// Outages by hand and over random chains, and what others have of home.
#include <gtest/gtest.h>

#include "fixtures/disturbed_network.hpp"
#include "fixtures/random_network.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/survival.hpp"

namespace jarip::stress {
namespace {

using fixtures::kOneADay;
using fixtures::NetworkBuilder;

// One part from TW, one rack of it in KR, one rack a day delivered there at 10 each; 20 days of parts in stock. US
// makes the part too, dearer and half as many.
Network taiwan_or_us(double transit_days = 0) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "tw", .site = "TW-1", .item = "part", .capacity = 300, .cost = 0.1});
    b.process({.id = "us", .site = "US-1", .item = "part", .capacity = kOneADay / 2, .cost = 0.9});
    b.process(
        {.id = "kr", .site = "KR-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"TW-1", "KR-1", "part", 0, transit_days});
    b.lane({"US-1", "KR-1", "part", 0, transit_days});
    b.demand({"d", "country:KR", "rack", kOneADay, 10});
    b.stock("KR-1", "part", 20);
    return b.build();
}

Outage outage_of(const Network& network, const std::string& target, PartKind kind) {
    const auto found = outages(network, plan::steady(network), kind);
    EXPECT_TRUE(found.of_home);
    for (const auto& outage : found.list)
        if (id_of(network, outage.target) == target) return outage;
    ADD_FAILURE() << target;
    return {};
}

// By hand: 20 days of parts and the customer's one day of racks last 21 days. Planned anew, US gives half a day's need
// each day: 21 ÷ (1 − ½) = 42 days. Back on day 90, TW is asked for day 91, which is a rack on day 92 and delivered on day 93: the days
// 21 to 92 are missed, 72 racks of 10. At best ½ · 90 − 21 = 24 racks are missed.
TEST(Outages, StockAndOthersLastAsLongAsByHand) {
    const auto outage = outage_of(taiwan_or_us(), "TW-1", PartKind::site);
    EXPECT_EQ(outage.survives, 21);
    EXPECT_NEAR(outage.survives_planned.value(), 42, 1e-6);
    EXPECT_NEAR(outage.lost_value, 720, 1e-6);
    EXPECT_NEAR(outage.lost_planned_value, 240, 1e-6);
    EXPECT_EQ(outage.time_to_recover, 90);
    EXPECT_TRUE(outage.recovery_assumed);
    EXPECT_NEAR(outage.spend, 365, 1e-6);
    EXPECT_NEAR(outage.spend_share.value(), 0.1, 1e-9);
    EXPECT_FALSE(outage.hidden_risk);
}

// What is on its way lasts as many days more.
TEST(Outages, WhatIsOnItsWayCounts) {
    const auto outage = outage_of(taiwan_or_us(5), "TW-1", PartKind::site);
    EXPECT_EQ(outage.survives, 26);
    EXPECT_NEAR(outage.survives_planned.value(), 52, 1e-6);
}

TEST(Outages, TimeToRecoverIsThatOfTheSite) {
    auto network = taiwan_or_us();
    for (auto& site : network.sites) site.time_to_recover = 30;
    const auto outage = outage_of(network, "TW", PartKind::country);
    EXPECT_EQ(outage.time_to_recover, 30);
    EXPECT_FALSE(outage.recovery_assumed);
    EXPECT_NEAR(outage.lost_value, 120, 1e-6);  // days 21 to 32
    EXPECT_EQ(outage.lost_planned_value, 0);
}

// By hand: the item stops everywhere, and nobody helps: 21 days at best too, and 90 − 21 are missed.
TEST(Outages, AnItemStopsWithAllItsMakers) {
    const auto outage = outage_of(taiwan_or_us(), "part", PartKind::item);
    EXPECT_EQ(outage.survives, 21);
    EXPECT_NEAR(outage.survives_planned.value(), 21, 1e-6);
    EXPECT_NEAR(outage.lost_planned_value, 690, 1e-6);
}

TEST(Outages, LittleSpendAndMuchLossIsAHiddenRisk) {
    auto network = taiwan_or_us();
    for (auto& item : network.items)
        if (item.id == "part") item.price = 0.05;
    EXPECT_TRUE(outage_of(network, "TW-1", PartKind::site).hidden_risk);
}

// The day-by-day run is one of the ways in which everybody may plan: none lasts longer or loses less than the best.
TEST(Outages, TheLinearProgramIsABoundOfTheSimulation) {
    std::size_t seen = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const auto network = fixtures::random_network({.seed = seed, .lead_times = true});
        const auto month = plan::steady(network);
        for (const auto kind : {PartKind::site, PartKind::country, PartKind::item})
            for (const auto& outage : outages(network, month, kind).list) {
                ++seen;
                const double best = outage.survives_planned.value_or(1e12);
                EXPECT_LE(outage.survives.value_or(1e9), best + 1e-3)
                    << seed << ' ' << id_of(network, outage.target);
                EXPECT_LE(outage.lost_planned_value, outage.lost_value * (1 + 1e-6) + 1e-6)
                    << seed << ' ' << id_of(network, outage.target);
            }
    }
    EXPECT_GT(seen, 100);
}

TEST(Outages, AreTheSameForAnyNumberOfThreads) {
    const auto network = fixtures::random_network({.seed = 5, .lead_times = true});
    const auto month = plan::steady(network);
    Options one;
    Options three;
    one.run.threads = 1;
    three.run.threads = 3;
    const auto a = outages(network, month, PartKind::site, one).list;
    const auto b = outages(network, month, PartKind::site, three).list;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].target, b[i].target);
        EXPECT_EQ(a[i].survives_planned, b[i].survives_planned);
        EXPECT_EQ(a[i].lost_planned_value, b[i].lost_planned_value);
        EXPECT_EQ(a[i].lost_value, b[i].lost_value);
    }
}

// By hand: KR makes the part, US the rack and receives one a day; 20 days of parts lie there. Where KR stops for
// 90 days, the US makes no rack of 8 on the days 20 to 91 and misses one of 10 on the days 21 to 92.
TEST(Leverage, IsWhatOthersLoseWithoutHome) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "kr", .site = "KR-1", .item = "part", .capacity = 300});
    b.process(
        {.id = "us", .site = "US-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"KR-1", "US-1", "part"});
    b.demand({"d", "country:US", "rack", kOneADay, 10});
    b.stock("US-1", "part", 20);
    const auto network = b.build();
    const auto all = leverage(network, plan::steady(network));
    ASSERT_EQ(all.size(), 2);
    EXPECT_TRUE(all[0].all_of_home());
    EXPECT_FALSE(all[1].all_of_home());
    EXPECT_EQ(id_of(network, all[0].target), "KR");
    EXPECT_EQ(id_of(network, all[1].target), "KR-1");
    for (const auto& each : all) {
        EXPECT_NEAR(each.lost_value, 720, 1e-6);
        ASSERT_EQ(each.countries.size(), 1);
        EXPECT_EQ(network.countries[each.countries[0].country].code, "US");
        EXPECT_NEAR(each.countries[0].lost_share.value(), 72.0 / 365, 1e-9);
        ASSERT_EQ(each.companies.size(), 1);
        EXPECT_EQ(network.companies[each.companies[0].company].id, "US-1");
        EXPECT_NEAR(each.companies[0].unmade_value, 8 * 72, 1e-6);
    }
}

// By hand: JP makes ore, KR a part of one, half a part a day, TW the other half and as much more as is asked for; US makes the
// rack and has parts for 20 days. Where KR stops for 90 days, US asks it again on the day after, and KR asks JP
// on the day after that: JP makes no ore, half of one, on the days 1 to 91. TW makes as many parts more, which makes good nothing of that.
TEST(Leverage, DoesNotTakeOffWhatOthersMakeMore) {
    NetworkBuilder b;
    b.item("ore", 1);
    b.item("part", 2);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "jp", .site = "JP-1", .item = "ore", .capacity = 300});
    b.process({.id = "kr",
               .site = "KR-1",
               .item = "part",
               .capacity = kOneADay / 2,
               .slots = {{{"ore", 1}}}});
    b.process({.id = "tw", .site = "TW-1", .item = "part", .capacity = 300, .cost = 5});
    b.process(
        {.id = "us", .site = "US-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"JP-1", "KR-1", "ore"});
    b.lane({"KR-1", "US-1", "part"});
    b.lane({"TW-1", "US-1", "part"});
    b.demand({"d", "country:US", "rack", kOneADay, 10});
    b.stock("US-1", "part", 20);
    const auto network = b.build();
    const auto all = leverage(network, plan::steady(network));
    ASSERT_EQ(all.size(), 2);
    for (const auto& each : all) {
        EXPECT_NEAR(each.lost_value, 0, 1e-6);
        EXPECT_NEAR(each.unmade_value, 45.5, 1e-6);
        ASSERT_EQ(each.companies.size(), 1);
        EXPECT_EQ(network.companies[each.companies[0].company].id, "JP-1");
        EXPECT_NEAR(each.companies[0].unmade_value, 45.5, 1e-6);
        ASSERT_EQ(each.countries.size(), 1);
        EXPECT_EQ(network.countries[each.countries[0].country].code, "JP");
    }
}

// The same of what home makes: where JP stops, which makes half a part a day, KR makes as many more, and has lost nothing. US
// asks JP again on the day after the last: 91 days of half a part of 2. A twentieth of what US lacks in stock comes back a day.
TEST(Outages, WhoMakesMoreHasLostNothing) {
    NetworkBuilder b;
    b.item("part", 2);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "jp", .site = "JP-1", .item = "part", .capacity = kOneADay / 2});
    b.process({.id = "kr", .site = "KR-1", .item = "part", .capacity = 300, .cost = 5});
    b.process(
        {.id = "us", .site = "US-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"JP-1", "US-1", "part"});
    b.lane({"KR-1", "US-1", "part"});
    b.demand({"d", "country:US", "rack", kOneADay, 10});
    b.stock("US-1", "part", 20);
    auto network = b.build();
    const auto found = outages(network, plan::steady(network), PartKind::site);
    const auto jp = std::ranges::find_if(
        found.list, [&](const Outage& outage) { return id_of(network, outage.target) == "JP-1"; });
    ASSERT_NE(jp, found.list.end());
    EXPECT_EQ(jp->unmade_value, 0);
    network::Scenario scenario;
    scenario.id = "s";
    scenario.events.push_back(fixtures::down(network, "JP-1", 10, 90));
    network.scenarios.push_back(scenario);
    const auto run = study(network, {.scenario = "s"}).runs.at(0);
    EXPECT_EQ(run.made.lost_value, 0);
    EXPECT_EQ(run.made.exports_lost_value, 0);
    EXPECT_NEAR(run.unmade_value_until_recovery, -91.0, 1e-4);
    EXPECT_TRUE(run.made_by_company.empty());
}

// Each time one part more, each as it is in the end.
TEST(Outages, WhatIsKnownSoFarIsAPartOfAllOfIt) {
    const auto network = taiwan_or_us();
    const auto month = plan::steady(network);
    const auto whole = outages(network, month, PartKind::site);
    std::size_t told = 0;
    const auto so_far = [&](const std::function<Outages()>& known) {
        const Outages some = known();
        EXPECT_EQ(some.list.size(), ++told);
        EXPECT_EQ(some.interrupted, told < whole.list.size());
        for (const Outage& each : some.list) {
            const auto same = std::ranges::find(whole.list, each.target, &Outage::target);
            ASSERT_NE(same, whole.list.end());
            EXPECT_EQ(each.lost_value, same->lost_value);
        }
    };
    (void)outages(network, month, PartKind::site, {}, so_far);
    EXPECT_EQ(told, whole.list.size());
    EXPECT_EQ(told, 2);
}

TEST(Study, TellsOfOutagesAndLeverageAsOfAStudyThatWasEnded) {
    const auto network = taiwan_or_us();
    std::size_t told = 0;
    Request request{.outages = PartKind::site, .leverage = true};
    request.so_far = [&](const std::function<Study()>& known) {
        const Study some = known();
        EXPECT_TRUE(some.interrupted);
        EXPECT_EQ(some.runs.size(), 1);
        EXPECT_TRUE(some.outages.has_value());
        ++told;
    };
    const Study whole = study(network, request);
    EXPECT_FALSE(whole.interrupted);
    EXPECT_EQ(told, whole.outages->list.size() + whole.leverage.size());
}

TEST(Outages, AnEconomyHasNone) {
    const auto network = network::load("tests/known/stress/esri-60");
    EXPECT_THROW((void)study(network, {.outages = PartKind::site}), Error);
    EXPECT_THROW((void)study(network, {.leverage = true}), Error);
}

}  // namespace
}  // namespace jarip::stress
