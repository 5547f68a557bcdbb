// The least that can be lost: by hand, and below every run and plan of random chains.
#include <gtest/gtest.h>
#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck/gtest.h>
#endif

#include <algorithm>

#include "fixtures/disturbed_network.hpp"
#include "fixtures/ways.hpp"
#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

using fixtures::disturbed;
using fixtures::down;
using fixtures::kOneADay;
using fixtures::NetworkBuilder;
using fixtures::pool_at;

// One part from TW, as many as are used and a share more, one rack of it in KR, one rack a day delivered there at 10 each; 20 days of
// parts in stock. US makes the part too, dearer and half as many.
Network two_makers(double spare = 0, double us = 0.5) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 8);
    b.product("rack");
    b.process({.id = "tw",
               .site = "TW-1",
               .item = "part",
               .capacity = kOneADay * (1 + spare),
               .cost = 0.1});
    b.process({.id = "us", .site = "US-1", .item = "part", .capacity = kOneADay * us, .cost = 0.9});
    b.process(
        {.id = "kr", .site = "KR-1", .item = "rack", .capacity = 300, .slots = {{{"part", 1}}}});
    b.lane({"TW-1", "KR-1", "part"});
    b.lane({"US-1", "KR-1", "part"});
    b.demand({"d", "country:KR", "rack", kOneADay, 10});
    b.stock("KR-1", "part", 20);
    return b.build();
}

// Down from 1 February to 30 April: the 89 days from day 31 on.
Network without_tw(Network network, double share = 1) {
    auto event = down(network, "TW-1", 31, 89);
    event.severity = share;
    network::Scenario scenario;
    scenario.id = "s";
    scenario.events.push_back(event);
    network.scenarios.push_back(scenario);
    return network;
}

double least(const Network& network) {
    const auto run = study(network, {.scenario = "s"}).runs.at(0);
    EXPECT_LE(run.least_lost.value(), run.lost + 1e-9);
    return run.least_lost.value();
}

// By hand. A plan's months are alike, a run's days are; what is possible is the more of both, what is due the less: of January's
// 31 a plan needs 365/12, TW can make 31 and US 15½. 21 lie at the start, the customer's day among them. US makes 365/24, 15½
// and 365/24 in February, March and April, in which 28, 365/12 and 30 are due.
constexpr double kDue = 28 + 365.0 / 12 + 30;
constexpr double kAhead = 31 + 15.5 - 365.0 / 12;
constexpr double kMeanwhile = 15.5 + 2 * 365.0 / 24;

TEST(LeastLost, IsWhatStockAndOthersLeave) {
    EXPECT_NEAR(least(without_tw(two_makers())), kDue - 21 - kAhead - kMeanwhile, 1e-6);
    // Where three quarters of TW's capacity are left, nothing need be missing: ¾ + ½ is more than 1.
    EXPECT_NEAR(least(without_tw(two_makers(), 0.25)), 0, 1e-9);
}

// TW has a tenth more: of 31 days 3.1.
TEST(LeastLost, KnowsWhatCanBeMadeBefore) {
    EXPECT_NEAR(least(without_tw(two_makers(0.1))), kDue - 21 - kAhead - 3.1 - kMeanwhile, 1e-6);
    EXPECT_NEAR(least(without_tw(two_makers(1))), 0, 1e-9);
}

TEST(LeastLost, KnowsStockOfTheProductAndReceipts) {
    const double without = kDue - 21 - kAhead - kMeanwhile;
    auto network = without_tw(two_makers());
    network.stock.push_back({.pool = pool_at(network, "KR-1", "rack"), .quantity = 4});
    EXPECT_NEAR(least(network), without - 4, 1e-6);
    // Of receipts in March, when the event acts, and in June, when it is over.
    network = without_tw(two_makers());
    const auto parts = pool_at(network, "KR-1", "part");
    network.receipts.push_back({parts, network.horizon.first + std::chrono::days{70}, 3});
    network.receipts.push_back({parts, network.horizon.first + std::chrono::days{160}, 3});
    // A plan has the receipts, and a run 21 in stock; no plan has both.
    network.stock.clear();
    EXPECT_NEAR(least(network), kDue - 2 - kAhead - kMeanwhile - 2, 1e-6);
}

// US may supply KR 40 days after the event only: then it has worked from the horizon's first day on, and its parts are there.
TEST(LeastLost, KnowsWaysThatOpenByQualification) {
    auto network = without_tw(two_makers());
    const auto us = pool_at(network, "US-1", "part");
    for (auto& arc : network.arcs)
        if (arc.from == us) {
            arc.approved = false;
            arc.approved_from = network.horizon.end;
            arc.qualification_days = 200;
        }
    EXPECT_NEAR(least(network), kDue - 21 - (31 - 365.0 / 12), 1e-6);
    for (auto& arc : network.arcs)
        if (arc.qualification_days) arc.qualification_days = 40;
    // From March on: what was made until then comes too, and what is needed of it before is missing.
    EXPECT_NEAR(least(network), 28 - 21 - (31 - 365.0 / 12), 1e-6);
}

// The plan of the same month: it works ahead, and of late racks those count that come in a later month than they are due.
TEST(LeastLost, CountsAsPlansDo) {
    const auto network = without_tw(two_makers());
    const auto result = study(network, {.scenario = "s", .bounds = true});
    const auto& bounds = result.bounds;
    EXPECT_NEAR(bounds.least.value(), (kDue - 21 - kAhead - kMeanwhile) / 365, 1e-8);
    // 365/12 are due in each month, US makes half of it in all four; the customer's own day is not in stock.csv.
    EXPECT_NEAR(bounds.replanned.value(), (3 * 365.0 / 12 - 20 - 4 * 365.0 / 24) / 365, 1e-8);
    EXPECT_EQ(bounds.replanned_without, 0);
    // Of other days than the horizon's a plan says nothing.
    const auto longer = study(network, {.scenario = "s", .bounds = true, .options = {.days = 400}});
    EXPECT_EQ(longer.bounds.replanned, std::nullopt);
    EXPECT_EQ(longer.bounds.planned.size(), 12u);
}

// The same with makers that qualify during long events, and slots that look for others: those may be asked before they qualify
// neither in a run nor in the bound.
Network with_search(std::uint64_t seed) {
    auto network = disturbed(seed);
    RandomStream random{{.seed = seed, .replication = 7}};
    const auto below = [&](std::uint64_t bound) { return static_cast<int>(random.below(bound)); };
    network.stress.search_days = below(5);
    for (auto& arc : network.arcs)
        if (arc.lane.valid() && below(3) == 0) {
            arc.approved = false;
            arc.approved_from = network.horizon.end;
            arc.qualification_days = 40.0 + below(150);
        }
    for (auto& event : network.scenarios.back().events) {
        event.start = network.horizon.first + std::chrono::days{below(60)};
        event.days = 150.0 + below(200);
        event.severity = 1;
    }
    return network;
}

TEST(LeastLost, IsNoMoreThanIsLostWhereMakersQualify) {
    const auto bounds =
        study(with_search(4689), {.scenario = "s", .replan_days = 1, .options = {.days = 500}})
            .bounds;
    EXPECT_GT(bounds.least.value(), 0.1);
    EXPECT_LE(bounds.least.value(), bounds.as_before.value() + 1e-9);
    EXPECT_LE(bounds.least.value(), bounds.replan.value() + 1e-9);
}

#ifdef JARIP_HAS_RAPIDCHECK
RC_GTEST_PROP(LeastLost, IsNoMoreThanAnyRunOrPlanLoses, ()) {
    const auto seed = *rc::gen::inRange<std::uint64_t>(1, 100'000);
    const auto network = *rc::gen::arbitrary<bool>() ? disturbed(seed) : with_search(seed);
    const int days = *rc::gen::element(365, 365, 200, 500);
    const auto result = study(network, {.scenario = "s",
                                        .bounds = true,
                                        .replan_days = *rc::gen::element(1, 30),
                                        .options = {.days = days}});
    const auto& bounds = result.bounds;
    RC_PRE(bounds.least.has_value());
    RC_CLASSIFY(*bounds.least > 1e-6, "something must be lost");
    constexpr double kRounding = 1e-6;
    RC_LOG() << seed << ' ' << days << '\n';
    RC_ASSERT(*bounds.least <= bounds.as_before.value() + kRounding);
    RC_ASSERT(*bounds.least <= bounds.replan.value() + kRounding);
    if (bounds.replanned) RC_ASSERT(*bounds.least <= *bounds.replanned + kRounding);
}
#endif

// It says something: of 80 such chains some must lose.
TEST(LeastLost, IsOftenAboveNothing) {
    int above = 0;
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        const auto run = study(disturbed(seed), {.scenario = "s"}).runs.at(0);
        if (run.least_lost.value_or(0) > 1e-6 * run.baseline()) ++above;
    }
    EXPECT_GE(above, 4);
}

TEST(LeastLost, IsNoMoreThanIsLostWithClosedBorders) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const auto network = fixtures::random_network({.seed = seed, .lead_times = true});
        const auto run = study(network, {.scenario = "borders-closed"}).runs.at(0);
        EXPECT_LE(run.least_lost.value_or(0), run.lost * (1 + 1e-6)) << seed;
    }
}

}  // namespace
}  // namespace jarip::stress
