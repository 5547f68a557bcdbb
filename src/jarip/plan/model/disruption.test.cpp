#include "jarip/plan/model/disruption.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/event_reading.hpp"
#include "fixtures/network_builder.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;
using network::Event;
using network::EventKind;
using network::TargetKind;
using std::chrono::days;

// Chips of TW-fab go by TW-port to KR-pack, and directly to US-pack; packages are wanted in both countries.
struct Chain {
    Network network;
    Chain() {
        NetworkBuilder b;
        b.item("chip", 10);
        b.item("pack", 100);
        b.product("pack");
        b.process({"fab", "TW-fab", "chip", 310});
        b.process({"pack-kr", "KR-pack", "pack", std::nullopt, 5, 1, {{{"chip", 1}}}});
        b.process({"pack-us", "US-pack", "pack", 100, 6, 1, {{{"chip", 1}}}});
        b.lane({"TW-fab", "TW-port", "chip", 1});
        b.lane({"TW-port", "KR-pack", "chip", 1, 0, 62});
        b.lane({"TW-fab", "US-pack", "chip", 3, 5});
        b.demand({"korea", "country:KR", "pack", 31, 100});
        b.demand({"america", "country:US", "pack", 31, 100});
        network = b.build();
    }

    [[nodiscard]] network::CountryId country(const std::string& code) const {
        for (const auto id : network.countries.ids())
            if (network.countries[id].code == code) return id;
        return {};
    }
    [[nodiscard]] network::SiteId site(const std::string& name) const {
        for (const auto id : network.sites.ids())
            if (network.sites[id].id == name) return id;
        return {};
    }
    /// The arc of chips from one site to another.
    [[nodiscard]] ArcId arc(const std::string& from, const std::string& to) const {
        for (const ArcId id : network.arcs.ids()) {
            const auto& row = network.arcs[id];
            if (network.places[network.pools[row.from].place].site == site(from) &&
                network.places[network.pools[row.to].place].site == site(to))
                return id;
        }
        return {};
    }

    Event event(EventKind kind, double severity = 1, double lasts = 10) const {
        Event row;
        row.kind = kind;
        row.severity = severity;
        row.start = network.horizon.first;
        row.days = lasts;
        return row;
    }
    /// Limits of January under one event.
    [[nodiscard]] Calendar january(const Event& row) const {
        const network::Scenario scenario{"one", {row}, false};
        return period_calendar(network, &scenario);
    }
};

TEST(Disruption, WithoutEventsAWholeMonthHasExactlyTheMonthlyFigure) {
    const Chain chain;
    const Calendar calendar = period_calendar(chain.network);
    for (std::size_t t = 0; t < 12; ++t) EXPECT_EQ(calendar.capacity[t * 3], 310);
}

TEST(Disruption, ASiteThatIsDownForTenDaysLosesTenThirtyFirstsOfJanuary) {
    const Chain chain;
    Event down = chain.event(EventKind::site_down);
    down.target.kind = TargetKind::site;
    down.target.site = chain.site("TW-fab");
    const Calendar calendar = chain.january(down);
    EXPECT_NEAR(calendar.capacity[0], 210, 1e-9);
    EXPECT_EQ(calendar.capacity[3], 310);  // February
    EXPECT_EQ(calendar.capacity[2], 100);  // the plant in the US
}

TEST(Disruption, HalfOfACompanysCapacityIsHalf) {
    const Chain chain;
    Event cut = chain.event(EventKind::capacity_cut, 0.5, 31);
    cut.target.kind = TargetKind::company;
    cut.target.company = chain.network.sites[chain.site("TW-fab")].company;
    EXPECT_NEAR(chain.january(cut).capacity[0], 155, 1e-9);
}

TEST(Disruption, ACutOfWhatHasNoCapacityIsAShareOfItsUsualRate) {
    const Chain chain;
    Event cut = chain.event(EventKind::capacity_cut, 0.25, 31);
    cut.target.kind = TargetKind::process;
    cut.target.process = ProcessId{1};
    EXPECT_NEAR(chain.january(cut).capacity[1], 31 * 0.75, 1e-9);  // Korea's steady month makes 31
    cut.days = 10;                                                 // the rest of January is free
    EXPECT_EQ(chain.january(cut).capacity[1], lp::kInfinity);
}

TEST(Disruption, AnExportBanStopsWhatCrossesTheBorderOnly) {
    const Chain chain;
    Event ban = chain.event(EventKind::export_ban, 1, 31);
    ban.target.kind = TargetKind::country;
    ban.target.country = chain.country("TW");
    const Calendar calendar = chain.january(ban);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-fab", "TW-port").index()], lp::kInfinity);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-port", "KR-pack").index()], 0);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-fab", "US-pack").index()], 0);
}

TEST(Disruption, AnImportBanOfAnotherItemStopsNothing) {
    const Chain chain;
    Event ban = chain.event(EventKind::import_ban, 1, 31);
    ban.target.kind = TargetKind::country;
    ban.target.country = chain.country("US");
    EXPECT_EQ(chain.january(ban).arc_limit[chain.arc("TW-fab", "US-pack").index()], 0);
    ban.item = network::ItemId{1};
    EXPECT_EQ(chain.january(ban).arc_limit[chain.arc("TW-fab", "US-pack").index()], lp::kInfinity);
}

TEST(Disruption, ACutLaneWithACapacityKeepsTheDaysThatAreLeft) {
    const Chain chain;
    Event cut = chain.event(EventKind::lane_cut);
    cut.target.kind = TargetKind::pair;
    cut.target.origin.site = chain.site("TW-port");
    cut.target.destination.country = chain.country("KR");
    EXPECT_NEAR(chain.january(cut).arc_limit[chain.arc("TW-port", "KR-pack").index()], 42, 1e-9);
}

TEST(Disruption, AHubThatIsDownStopsWhatPassesThroughIt) {
    const Chain chain;
    Event down = chain.event(EventKind::site_down, 1, 31);
    down.target.kind = TargetKind::site;
    down.target.site = chain.site("TW-port");
    const Calendar calendar = chain.january(down);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-port", "KR-pack").index()], 0);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-fab", "US-pack").index()], lp::kInfinity);
}

TEST(Disruption, BordersClosedShutsArcsWithOneEndAtHome) {
    const Chain chain;
    const Calendar calendar = period_calendar(chain.network, &chain.network.scenarios.front());
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-port", "KR-pack").index()], 0);
    EXPECT_EQ(calendar.arc_limit[chain.arc("TW-fab", "US-pack").index()], lp::kInfinity);
}

TEST(Disruption, DelaysTariffsSurgesAndLossesAreMeansOverTheirDays) {
    const Chain chain;
    Event delay = chain.event(EventKind::transit_delay, 6.2);
    delay.target.kind = TargetKind::country;
    delay.target.country = chain.country("US");
    const auto us = chain.arc("TW-fab", "US-pack").index();
    EXPECT_NEAR(chain.january(delay).transit_days[us], 5 + 2, 1e-9);

    Event tariff = chain.event(EventKind::tariff, 0.31);
    tariff.target = delay.target;
    EXPECT_NEAR(chain.january(tariff).arc_cost[us], 3 + 1, 1e-9);  // 0.31 · 10 on ten days of 31

    Event surge = chain.event(EventKind::demand_surge, 0.5, 31);
    surge.target = delay.target;
    EXPECT_EQ(chain.january(surge).wanted[1], 46.5);
    EXPECT_EQ(chain.january(surge).wanted[0], 31);

    Event loss = chain.event(EventKind::stock_loss, 0.4);
    loss.target.kind = TargetKind::site;
    loss.target.site = chain.site("TW-port");
    const auto pool = chain.network.arcs[chain.arc("TW-fab", "TW-port")].to.index();
    const Calendar calendar = chain.january(loss);
    EXPECT_EQ(calendar.stock_kept[pool], 0.6);
    EXPECT_EQ(calendar.stock_kept[chain.network.pools.size() + pool], 1);
}

// The limits of every day against a second reading of every kind of event on every sort of target.
void expect_as_read(const Network& network, const SteadyPlan& baseline,
                    const network::Scenario& scenario) {
    const fixtures::EventReading expected{network, scenario.events.at(0)};
    const Calendar calendar = period_calendar(network, &scenario);
    std::vector<bool> made(network.pools.size(), false);
    for (const auto& process : network.processes) made[process.output.index()] = true;
    for (std::size_t t = 0; t < calendar.periods.size(); ++t) {
        const Day day = calendar.periods[t].first;
        SCOPED_TRACE(scenario.id + ' ' + scenario.events[0].target.text + ' ' + format_date(day));
        const double month = 1.0 / days_in_month(day);
        for (const ProcessId id : network.processes.ids()) {
            const double left = expected.process_left(id, day);
            const auto& capacity = network.processes[id].capacity_per_month;
            double most = capacity ? *capacity * left * month : lp::kInfinity;
            if (!capacity && left < 1) most = baseline.started[id] * left * month;
            const double limit = calendar.capacity[t * network.processes.size() + id.index()];
            ASSERT_TRUE(limit == most || std::abs(limit - most) < 1e-9) << limit << ' ' << most;
        }
        ASSERT_NEAR(calendar.resource[t], 400 * expected.resource_left(day) * month, 1e-9);
        for (const ArcId id : network.arcs.ids()) {
            const auto& arc = network.arcs[id];
            const std::size_t at = t * network.arcs.size() + id.index();
            double left = expected.way_left(id, day);
            if (!made[arc.from.index()]) left *= expected.passing(arc.from, day);
            const auto capacity =
                arc.lane.valid() ? network.lanes[arc.lane].capacity_per_month : std::nullopt;
            const double most = (capacity ? *capacity : baseline.shipped[id]) * left * month;
            if (left < 1) {
                ASSERT_NEAR(calendar.arc_limit[at], most, 1e-9);
            }
            ASSERT_NEAR(calendar.transit_days[at], arc.transit_days + expected.days_late(id, day),
                        1e-9);
            ASSERT_NEAR(calendar.arc_cost[at], arc.freight + expected.tariff(id, day), 1e-9);
        }
        for (const DemandId id : network.demands.ids()) {
            double wanted = 0;
            for (const auto& line : network.demands[id].wanted)
                if (line.date == day) wanted += line.quantity * expected.demand_factor(id, day);
            ASSERT_NEAR(calendar.wanted[t * network.demands.size() + id.index()], wanted, 1e-9);
        }
        for (const PoolId id : network.pools.ids())
            ASSERT_NEAR(calendar.stock_kept[t * network.pools.size() + id.index()],
                        expected.stock_kept(id, day), 1e-9);
    }
}

TEST(Disruption, LeavesOfEveryLimitWhatASecondReadingOfEveryKindSays) {
    const Network network = network::load("tests/known/events/model");
    const SteadyPlan baseline = steady(network, {.bottlenecks = false});
    for (const auto& scenario : network.scenarios)
        if (!scenario.borders_closed) expect_as_read(network, baseline, scenario);
}

// Without events 390 a month: 300 in Korea and 90 in the United States, of 310 from Taiwan and 80 from Japan.
TEST(Steady, AMonthUnderAScenarioHasAllItsEventsAtTheirStrongest) {
    const Network network = network::load("tests/known/events/model");
    const auto month = [&](const std::string& scenario) {
        return steady(network, {.bottlenecks = false, .scenario = scenario});
    };
    const auto row = [](EventKind kind, const char* target) {
        for (const auto& scenario : network::load("tests/known/events/model").scenarios)
            for (const auto& event : scenario.events)
                if (event.kind == kind && event.target.text == target) return scenario.id;
        return std::string{};
    };
    EXPECT_NEAR(month("").rates.world, 390, 1e-6);
    EXPECT_EQ(month("").scenario, "");
    // The fab is down: Japan, which has no limit, serves Korea; nobody else serves the United States.
    EXPECT_NEAR(month(row(EventKind::site_down, "fab")).rates.world, 300, 1e-6);
    // Half as much again is wanted in Korea, where 400 can be made.
    EXPECT_NEAR(month(row(EventKind::demand_surge, "KR")).rates.wanted, 450, 1e-6);
    EXPECT_NEAR(month(row(EventKind::demand_surge, "KR")).rates.delivered_at_home, 400, 1e-6);
    // No chip comes in, whatever the days.
    EXPECT_NEAR(month("borders-closed").rates.delivered_at_home, 0, 1e-6);
    EXPECT_EQ(month("borders-closed").scenario, "borders-closed");
    const auto both = row(EventKind::demand_surge, "KR") + "+borders-closed";
    EXPECT_NEAR(month(both).rates.wanted, 450, 1e-6);
    EXPECT_NEAR(month(both).rates.delivered_at_home, 0, 1e-6);
    EXPECT_THROW((void)month("nowhere"), Error);
}

TEST(Solve, LostStockIsNotDelivered) {
    NetworkBuilder b;
    b.item("pack", 100);
    b.product("pack");
    b.stock("KR-a", "pack", 100);
    b.demand({"korea", "KR-a", "pack", 10, 100});
    Network network = b.build();
    EXPECT_NEAR(solve(network).delivered_total, 100, 1e-9);
    Event loss;
    loss.kind = EventKind::stock_loss;
    loss.severity = 0.5;
    loss.start = network.horizon.first + days{31};  // when 10 are delivered and 90 left
    loss.target.kind = TargetKind::item;
    loss.target.item = network::ItemId{0};
    network.scenarios.push_back({"fire", {loss}, false});
    const Plan plan = solve(network, {.scenario = "fire"});
    EXPECT_NEAR(plan.delivered_total, 55, 1e-9);
    double pegged = 0;
    for (const Pegging& peg : plan.pegging) pegged += peg.quantity;
    EXPECT_NEAR(pegged, 55, 1e-6);
}

}  // namespace
}  // namespace jarip::plan
