// Targets that mean the same, events that hit nothing, and scenarios together, through the whole simulation.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

Run run_with(const std::string& target, const std::string& kind = "export_ban") {
    const auto network =
        network::load("tests/known/stress/ban-of-a-country",
                      {.sets = {"events:s/e.target=" + target, "events:s/e.kind=" + kind}});
    return simulate(network, "s");
}

TEST(Scenarios, ABanIsTheSameWhicheverWayItsTargetIsWritten) {
    for (const auto* target : {"country:JP", "JP>KR", "JP>*", "jp>*", "company:jco", "site:jp",
                               "process:mp", "item:p", "*>*"})
        EXPECT_NEAR(run_with(target).lost, 120, 1e-6) << target;
    for (const auto* target : {"country:KR", "company:kco", "site:kr", "process:mx", "KR<JP"})
        EXPECT_NEAR(run_with(target, "import_ban").lost, 120, 1e-6) << target;
    for (const auto* target : {"site:jp", "item:p", "process:mp"})
        EXPECT_NEAR(run_with(target, "lane_cut").lost, 120, 1e-6) << target;
    // A cut of all lanes of a country stops those inside it too: nothing is delivered for 31 days.
    EXPECT_NEAR(run_with("country:KR", "lane_cut").lost, 310, 1e-6);
    for (const auto* target : {"KR", "country:JP", "jp", "company:jco"})
        EXPECT_NEAR(run_with(target, "blockade").lost, 120, 1e-6) << target;
}

TEST(Scenarios, AnEventOnANodeThatMakesNothingIsNamed) {
    const auto run = simulate(network::load("tests/known/stress/idle-node"), "x");
    EXPECT_EQ(run.missed, std::vector<std::string>{"e"});
    EXPECT_EQ(run.lost, 0);
}

// Days before the first event are not run one by one; an event from the first day on that takes nothing makes them be.
TEST(Scenarios, DaysBeforeTheFirstEventAreAsIfTheyWereRun) {
    auto network = network::load("models/tiny-chain");
    network::Scenario watched = network.scenario("strait");
    watched.id = "watched";
    network::Event nothing{.id = "nothing", .kind = network::EventKind::capacity_cut};
    nothing.target = {.kind = network::TargetKind::country, .country = network.home};
    nothing.start = network.horizon.first;
    nothing.days = 1;
    nothing.severity = 0;
    watched.events.push_back(nothing);
    network.scenarios.push_back(watched);
    const auto days_of = [&](const std::string& scenario, std::optional<int> days) {
        auto run = simulate(network, scenario, {.days = days, .keep_production = true});
        return run;
    };
    for (const auto days : {std::optional<int>{}, std::optional{2}, std::optional{3},
                            std::optional{4}, std::optional{20}}) {
        const auto run = days_of("strait", days);
        const auto as_run = days_of("watched", days);
        EXPECT_EQ(run.production, as_run.production);
        EXPECT_EQ(run.lost, as_run.lost);
        EXPECT_EQ(run.made.lost_value, as_run.made.lost_value);
        EXPECT_EQ(run.first_loss_day, as_run.first_loss_day);
        EXPECT_EQ(run.recovered_day, as_run.recovered_day);
        ASSERT_EQ(run.days.size(), as_run.days.size());
        for (std::size_t day = 0; day < run.days.size(); ++day) {
            EXPECT_EQ(run.days[day].date, as_run.days[day].date);
            EXPECT_EQ(run.days[day].delivered, as_run.days[day].delivered);
            EXPECT_EQ(run.days[day].made, as_run.days[day].made);
        }
    }
}

// Products of two kinds: what of each is not received adds up to all of it.
TEST(Scenarios, WhatIsLostOfEachProductIsAllThatIsLost) {
    const auto network = network::load("models/battery-2025");
    const auto run = simulate(network, "borders-closed");
    ASSERT_EQ(run.lost_by_product.size(), 2U);
    EXPECT_EQ(network.items[run.lost_by_product[0].product].id, "pack-ncm");
    double lost = 0, value = 0, baseline = 0;
    for (const auto& each : run.lost_by_product) {
        lost += each.lost;
        value += each.lost_value;
        baseline += each.baseline;
        EXPECT_LE(each.lost, each.baseline);
    }
    EXPECT_GT(lost, 0);
    EXPECT_NEAR(lost, run.lost, 1e-9 * run.lost);
    EXPECT_NEAR(value, run.lost_value, 1e-9 * run.lost_value);
    EXPECT_NEAR(baseline, run.baseline(), 1e-9 * baseline);
}

TEST(Scenarios, TogetherLoseAtLeastWhatEachLosesAndAreCalledByBoth) {
    const auto network = network::load("models/tiny-chain");
    const auto strait = simulate(network, "strait");
    const auto closed = simulate(network, "borders-closed");
    const auto both = simulate(network, "strait+borders-closed");
    EXPECT_EQ(both.scenario, "strait+borders-closed");
    EXPECT_GE(both.lost, strait.lost);
    EXPECT_NEAR(both.lost, closed.lost, 1e-9);  // all that the strait cuts is cut already
    EXPECT_THROW((void)simulate(network, "strait+nowhere"), Error);
    EXPECT_THROW((void)simulate(network, "strait+strait"), Error);
}

}  // namespace
}  // namespace jarip::stress
