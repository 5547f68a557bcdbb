// Two makers of one part; the plan uses the cheap one alone.
#include "jarip/stress/replan.hpp"

#include <gtest/gtest.h>

#include "fixtures/disturbed_network.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {
namespace {

const std::string kCase = "tests/known/stress/replan";

Study with(std::optional<int> replan, bool bounds = false) {
    return study(network::load(kCase), {.scenario = "s", .bounds = bounds, .replan_days = replan});
}

// By hand: jp's capacity is gone on days 10 to 69. kr holds one day of p and makes its last x on day 10, the customer holds one day of x and
// misses it from day 12 on. On day 70 jp works again and kr orders p for day 71, which is x on day 72 and delivered on
// day 73: 61 days of 10.
TEST(Replan, AsBeforeNobodyStepsIn) {
    const auto result = with(std::nullopt);
    EXPECT_NEAR(result.runs[0].lost, 610, 1e-6);
    EXPECT_EQ(result.bounds.replan, std::nullopt);
    EXPECT_EQ(result.bounds.replan_days, std::nullopt);
}

// By hand: planned every day, us is asked on day 10 for day 11. It adds a tenth of its 10 a day to nothing and makes 1, 2 … 10
// on days 11 to 20, delivered as x on days 13 to 22: lost are 10 on day 12 and then 9 + 8 + … + 1. Planned every thirty days it is asked on day 30,
// and the days 12 to 32 are lost before that.
TEST(Replan, WhoStandsByIsCalled) {
    const double at_baseline = 10 * 365;
    EXPECT_NEAR(with(1).bounds.replan.value(), (10 + 45) / at_baseline, 1e-9);
    EXPECT_NEAR(with(30).bounds.replan.value(), (21 * 10 + 45) / at_baseline, 1e-9);
    EXPECT_NEAR(with(30).bounds.as_before.value(), 610 / at_baseline, 1e-9);
}

TEST(Replan, EachBoundIsToldAsItIsKnown) {
    std::vector<Study> told;
    Request request{.scenario = "s", .bounds = true, .replan_days = 30};
    request.so_far = [&](const auto& known) { told.push_back(known()); };
    const auto all = study(network::load(kCase), request);
    ASSERT_EQ(told.size(), 2U);
    for (const auto& known : told) {
        EXPECT_TRUE(known.interrupted);
        ASSERT_EQ(known.runs.size(), 1U);
        EXPECT_EQ(known.runs[0].lost, all.runs[0].lost);
        EXPECT_EQ(known.bounds.as_before, all.bounds.as_before);
        EXPECT_EQ(known.bounds.replanned, std::nullopt);
    }
    EXPECT_EQ(told[0].bounds.replan, std::nullopt);
    EXPECT_EQ(told[1].bounds.replan, all.bounds.replan);
    EXPECT_TRUE(all.bounds.replanned);
}

// Where orders also go to other makers after five days without, us is asked on day 16 already: the days 12 to 17, then 9 + 8 + … + 1.
// The plan of day 30 finds it running.
TEST(Replan, GoesOnFromWhoHasBeenFoundBefore) {
    auto network = network::load(kCase);
    network.stress.search_days = 5;
    const auto result = study(network, {.scenario = "s", .replan_days = 30});
    const double at_baseline = 10 * 365;
    EXPECT_NEAR(result.bounds.as_before.value(), (60 + 45) / at_baseline, 1e-9);
    EXPECT_NEAR(result.bounds.replan.value(), (60 + 45) / at_baseline, 1e-9);
}

// The same day by day: nothing on day 12, then 1, 2 … 10.
TEST(Replan, SaysWhatComesOnEachDay) {
    const auto delivered = with(1).bounds.replan_delivered;
    ASSERT_EQ(delivered.size(), 365u);
    EXPECT_NEAR(delivered[11], 10, 1e-9);
    for (std::size_t day = 12; day <= 22; ++day)
        EXPECT_NEAR(delivered[day], static_cast<double>(day - 12), 1e-9) << day;
    EXPECT_NEAR(delivered[23], 10, 1e-9);
}

TEST(Replan, ForesightIsTheLowerBound) {
    const auto result = with(1, true);
    ASSERT_TRUE(result.bounds.replanned);
    EXPECT_LE(*result.bounds.replanned, *result.bounds.replan + 1e-9);
    // Period by period, what it brings is that share of what comes without the scenario.
    double baseline = 0, delivered = 0;
    auto begin = result.runs[0].days.front().date;
    for (const auto& period : result.bounds.planned) {
        EXPECT_EQ(period.period.first, begin);
        begin = period.period.end;
        // us steps in for jp in time: what is wanted comes in its month, of plans that cost the same the earliest.
        EXPECT_NEAR(period.baseline, 10.0 * 365 / 12, 1e-6);
        EXPECT_NEAR(period.delivered, 10.0 * 365 / 12, 1e-6);
        baseline += period.baseline;
        delivered += period.delivered;
    }
    EXPECT_EQ(begin, result.runs[0].days.back().date + std::chrono::days{1});
    EXPECT_NEAR(1 - delivered / baseline, *result.bounds.replanned, 1e-9);
}

// tiny-chain with its borders closed from the first day: 10 racks of the year's 60 can be made of the chips that lie at home
// (stock.csv), as `plan --scenario borders-closed` says too.
TEST(Replan, ForesightIsOfThePlanUnderTheEvents) {
    const auto network = network::load("models/tiny-chain");
    const auto result = study(network, {.scenario = "borders-closed", .bounds = true});
    EXPECT_NEAR(result.bounds.replanned.value(), 1 - 10.0 / 60, 1e-9);
    const auto plan = plan::solve(network, {.scenario = "borders-closed"});
    Sum delivered;
    for (const auto& period : result.bounds.planned) delivered.add(period.delivered);
    EXPECT_NEAR(plan.products_per_month.delivered_at_home * network.months, delivered.value(),
                1e-9);
}

// A chain that holds what other plans use moves no more than the one that does not.
TEST(Replan, WhatStandsByChangesNothingAtRest) {
    const auto network = network::load(kCase);
    const auto at_baseline = chain_of(network, plan::steady(network));
    const auto other = chain_of(network, plan::steady(network, {.scenario = "s"}));
    std::vector<std::vector<double>> flows;
    const auto whole = joined(network, {at_baseline, other}, flows);
    EXPECT_EQ(whole.chain.node_count(), at_baseline.chain.node_count() + 1);
    ASSERT_EQ(flows.size(), 2);
    State state{whole.chain, 50};
    const Conditions conditions{whole.chain};
    for (std::uint32_t day = 0; day < 50; ++day) {
        advance(whole.chain, conditions, day, state);
        EXPECT_EQ(state.production, whole.chain.baseline);
    }
}

// tests/known/stress/qualification: us is not approved, and would be 20 days after jp stops, on day 30.
TEST(Replan, WhoIsNotApprovedIsCalledOnceItHasQualified) {
    const auto lost = [](const std::string& days) {
        const auto network =
            network::load("tests/known/stress/qualification",
                          {.sets = {"approvals:p/uco/x.qualification_days=" + days}});
        return study(network, {.scenario = "s", .replan_days = 1}).bounds.replan.value();
    };
    const double at_baseline = 10 * 365;
    EXPECT_NEAR(lost("20"), (21 * 10 + 45) / at_baseline, 1e-9);
    EXPECT_NEAR(lost("0"), (10 + 45) / at_baseline, 1e-9);
    EXPECT_NEAR(lost("100"), 610 / at_baseline, 1e-9);
}

// Who looks for other makers after five days asks none before it has qualified: us is known to the plan of day 30 only.
TEST(Replan, WhoIsNotApprovedIsNotFoundBeforeItHasQualified) {
    auto network = network::load("tests/known/stress/qualification",
                                 {.sets = {"approvals:p/uco/x.qualification_days=20"}});
    network.stress.search_days = 5;
    const auto bounds = study(network, {.scenario = "s", .replan_days = 1}).bounds;
    const double at_baseline = 10 * 365;
    EXPECT_NEAR(bounds.as_before.value(), 610 / at_baseline, 1e-9);
    EXPECT_NEAR(bounds.replan.value(), (21 * 10 + 45) / at_baseline, 1e-9);
}

// A recipe that needs two of one part in slots of their own needs both where it stands by, too.
TEST(Replan, KeepsSlotsOfTheSamePartApart) {
    const auto network = fixtures::disturbed(90637);
    const auto month = plan::steady(network, {.bottlenecks = false});
    const auto at_baseline = chain_of(network, month);
    const auto replanned = replan(network, at_baseline, network.together("s"), 30, 365, {});
    EXPECT_GE(replanned.chain.chain.slot_count(), at_baseline.chain.slot_count());
    const auto bounds = study(network, {.scenario = "s", .replan_days = 30}).bounds;
    EXPECT_LE(bounds.least.value(), bounds.replan.value() + 1e-9);
}

}  // namespace
}  // namespace jarip::stress
