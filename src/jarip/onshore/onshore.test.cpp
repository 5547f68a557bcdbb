#include "jarip/onshore.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace jarip::onshore {
namespace {

using network::LoadOptions;

Network tiny(std::vector<std::string> sets = {}) {
    LoadOptions options;
    options.sets = std::move(sets);
    return network::load("models/tiny-chain", options);
}

std::vector<std::string> names(const Network& network, const Result& result) {
    std::vector<std::string> built;
    for (const Built& one : result.built) built.push_back(network.processes[one.process].id);
    return built;
}

// models/tiny-chain/README.md: chip-gumi starts 240 a month, 192 good chips, 32 a rack: 6 racks. A rack at
// home costs 3.2 × 20 (wafers; lane rows within Gumi and Daegu: chips 0.5 each, boards 5 each) and so on; the
// operating cost of 12 months is checked by hand below.
TEST(Onshore, TheOneMissingStageGivesSixRacksForItsCapital) {
    const Network network = tiny();
    const Result result = solve(network);
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_EQ(names(network, result), std::vector<std::string>{"chip-gumi"});
    EXPECT_NEAR(result.reached, 6, 1e-6);
    EXPECT_NEAR(result.capex, 100000, 1e-6);
    EXPECT_EQ(result.days_until_built, 180);
    EXPECT_TRUE(result.certificate.holds) << result.certificate.worst;
    // A month of 6 racks: 24 wafers × 20, 240 chips × 8, 48 boards × 60, 6 racks × 400; 192 chips to Daegu
    // × 0.5, 48 boards to Paju × 5; a wafer never leaves Gumi. 480 + 1,920 + 2,880 + 2,400 + 96 + 240.
    EXPECT_NEAR(result.operating_cost, 12 * 8016, 1e-3);
    EXPECT_NEAR(result.objective, 100000 + 12 * 8016, 1e-3);
}

// 192 good chips ÷ 32: six racks, not 5.999999994.
TEST(Onshore, ALevelThatWasFoundIsReachedToTheLastDigit) {
    const Network network = tiny();
    const Result most = solve(network);
    EXPECT_NEAR(most.reached, 6, 1e-12);
    EXPECT_NEAR(most.operating_cost, 12 * 8016, 1e-8);
    const Frontier home = frontier(network, {.points = 4});
    ASSERT_TRUE(home.first);
    EXPECT_NEAR(home.first->reached, 6, 1e-12);
    ASSERT_EQ(home.points.size(), 4U);
    for (std::size_t i = 0; i < home.points.size(); ++i)
        EXPECT_NEAR(home.points[i].reached, 2 * static_cast<double>(i), 1e-12);
}

// With time for nothing there is no answer, and none is made up: neither a level nor that the target is out of reach.
TEST(Onshore, WithoutTimeNothingIsSaidOfASet) {
    const Network network = tiny();
    Options none;
    none.solver.seconds = 0;
    for (const Target target : {Target::closed_border_racks, Target::demand,
                                Target::domestic_content, Target::autonomy_days})
        for (const std::optional<double> budget : {std::optional<double>{}, std::optional{1e6}}) {
            none.target = target;
            none.budget = budget;
            none.level.reset();
            if (target == Target::domestic_content) none.level = 0.9;
            if (target == Target::autonomy_days) none.level = 3650;
            const Result result = solve(network, none);
            EXPECT_EQ(result.status, lp::Status::limit) << static_cast<int>(target);
            EXPECT_FALSE(result.found());
            EXPECT_FALSE(result.bound);
            EXPECT_FALSE(result.gap);
            EXPECT_TRUE(result.conflict.empty());
        }
    none.target = Target::closed_border_racks;
    none.level.reset();
    EXPECT_FALSE(solve(network, none).target);
    const Frontier home = frontier(network, none);
    EXPECT_EQ(home.status, lp::Status::limit);
    EXPECT_FALSE(home.today);
    EXPECT_FALSE(home.largest);
    EXPECT_FALSE(home.alone_known);
    EXPECT_TRUE(home.points.empty());
    EXPECT_EQ(compare(network, {}, none).status, lp::Status::limit);
    EXPECT_EQ(roadmap(network, {}, none).status, lp::Status::limit);
}

// Stopped at each of its steps in turn, a search for what has to be measured claims nothing that was not.
TEST(Onshore, StoppedAtAnyStepOnlyWhatWasMeasuredIsReached) {
    const Network network = tiny();
    for (const auto& [target, level] :
         {std::pair{Target::domestic_content, 0.9}, std::pair{Target::autonomy_days, 3650.0}}) {
        const Result whole = solve(network, {.target = target, .level = level});
        bool ended = false;
        for (int last = 1; !ended && last < 60; ++last) {
            std::stop_source source;
            int steps = 0;
            Options options{.target = target, .level = level};
            options.run.threads = 1;
            options.run.stop = source.get_token();
            options.run.progress = [&](const auto&) {
                if (++steps == last) source.request_stop();
            };
            const Result result = solve(network, options);
            ended = steps < last;
            if (ended) {
                EXPECT_EQ(result.status, whole.status);
                EXPECT_EQ(result.objective, whole.objective);
                continue;
            }
            if (whole.status != lp::Status::infeasible) {
                EXPECT_NE(result.status, lp::Status::infeasible) << last;
            }
            if (result.found()) {
                EXPECT_TRUE(result.as_usual && result.as_bought) << last;
            }
            if (result.status == lp::Status::optimal) {
                EXPECT_EQ(result.objective, whole.objective) << last;
            }
        }
        EXPECT_TRUE(ended);
    }
}

TEST(Onshore, AHalfBuiltChainMakesNoRacks) {
    const Network network =
        tiny({"processes:board-daegu.status=candidate", "processes:board-daegu.capex=50000",
              "processes:board-daegu.build_days=90"});
    const Frontier home = frontier(network);
    EXPECT_EQ(home.today, 0);
    EXPECT_NEAR(home.largest.value(), 6, 1e-6);
    ASSERT_EQ(home.alone.size(), 2U);
    for (const auto& [process, gain] : home.alone) EXPECT_EQ(gain, 0);
    for (const Result& point : home.points) {
        if (point.target == 0) continue;
        EXPECT_EQ(names(network, point), (std::vector<std::string>{"chip-gumi", "board-daegu"}));
    }
}

TEST(Onshore, AFrontierRisesInCostWithItsLevel) {
    const Frontier home = frontier(tiny(), {.points = 5});
    ASSERT_EQ(home.points.size(), 5U);
    EXPECT_EQ(home.points.front().capex, 0);
    for (std::size_t i = 1; i < home.points.size(); ++i) {
        EXPECT_GT(home.points[i].objective, home.points[i - 1].objective);
        EXPECT_GT(home.points[i].target, home.points[i - 1].target);
        EXPECT_NEAR(home.points[i].capex, 100000, 1e-6);
    }
}

TEST(Onshore, AFrontierIsTheSameBytesForAnyNumberOfThreads) {
    const Network network = tiny();
    Options one, two;
    one.run.threads = 1;
    two.run.threads = 2;
    const Frontier a = frontier(network, one), b = frontier(network, two);
    ASSERT_EQ(a.points.size(), b.points.size());
    for (std::size_t i = 0; i < a.points.size(); ++i) {
        EXPECT_EQ(a.points[i].objective, b.points[i].objective);
        EXPECT_EQ(a.points[i].reached, b.points[i].reached);
    }
}

TEST(Onshore, ABudgetBelowTheCapitalBuysNothing) {
    const Result result = solve(tiny(), {.budget = 99999});
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_EQ(result.reached, 0);
    EXPECT_TRUE(result.built.empty());
}

TEST(Onshore, MoreRacksThanCanBeReachedHaveAConflictWithTheCapacityThatBinds) {
    const Result result = solve(tiny(), {.level = 7});
    EXPECT_EQ(result.status, lp::Status::infeasible);
    ASSERT_FALSE(result.conflict.empty());
    EXPECT_NE(std::find(result.conflict.begin(), result.conflict.end(), "closed-border products"),
              result.conflict.end());
}

// An expansion of two units started a month for each of 100 a unit: 2 × 0.8 chips.
TEST(Onshore, AnExpansionAddsToACapacityAtItsPrice) {
    const Network network = tiny({"processes:chip-gumi.max_expansion=40",
                                  "processes:chip-gumi.expansion_capex_per_unit=100"});
    const Result result = solve(network);
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_NEAR(result.reached, 7, 1e-6);  // 280 × 0.8 ÷ 32
    ASSERT_EQ(result.built.size(), 1U);
    EXPECT_NEAR(result.built[0].expansion, 40, 1e-3);
    EXPECT_NEAR(result.capex, 100000 + 40 * 100, 0.1);
}

// Served in full, Korea's five racks have 80 % of their value at home; only its own chips give the rest.
TEST(Onshore, DomesticContentAboveFourFifthsNeedsTheChips) {
    const Network network = tiny();
    const Result today = solve(network, {.target = Target::domestic_content, .level = 0.8 - 1e-9});
    ASSERT_EQ(today.status, lp::Status::optimal);
    EXPECT_TRUE(today.built.empty());
    const Result more = solve(network, {.target = Target::domestic_content, .level = 0.9});
    ASSERT_EQ(more.status, lp::Status::optimal);
    EXPECT_EQ(names(network, more), std::vector<std::string>{"chip-gumi"});
}

// Daegu's 320 chips are ten racks, and chips for half a rack's worth of days are under way or at hand as stress has
// them; Korea gets 48 ÷ 365 racks a day, of which nine tenths are autonomy.
TEST(Onshore, StockLastsAsLongAsItLastsThenChipsMustBeMade) {
    const Network network = tiny();
    const Result sixty = solve(network, {.target = Target::autonomy_days, .level = 60});
    ASSERT_EQ(sixty.status, lp::Status::optimal);
    EXPECT_TRUE(sixty.built.empty());
    const Result longer = solve(network, {.target = Target::autonomy_days, .level = 120});
    ASSERT_EQ(longer.status, lp::Status::optimal);
    EXPECT_EQ(names(network, longer), std::vector<std::string>{"chip-gumi"});
}

// A plant abroad could be expanded for a cent; home's own for more. Only the latter comes home.
TEST(Onshore, NothingIsExpandedAbroad) {
    const Network network = tiny({"processes:chip-hsinchu.capacity_per_month=1",
                                  "processes:chip-hsinchu.max_expansion=1e6",
                                  "processes:chip-hsinchu.expansion_capex_per_unit=0.01"});
    const Result result = solve(network, {.target = Target::domestic_content, .level = 0.5});
    for (const Built& each : result.built)
        EXPECT_EQ(network.sites[network.processes[each.process].site].country, network.home);
}

// tests/known/plan/candidate-opens-way: x comes to Vietnam from abroad at a tariff of half its price, 61 a unit, or
// through the site in Korea of a candidate of 10⁶, 13 a unit; the candidate's own five cost 12.
TEST(Onshore, NothingPassesThroughTheSiteOfACandidateUnlessItIsBuilt) {
    const auto with_demand = [](const std::string& quantity) {
        LoadOptions options;
        options.sets = {"demand:d.quantity=" + quantity};
        return network::load("tests/known/plan/candidate-opens-way", options);
    };
    const Network few = with_demand("10");
    const Result direct = solve(few, {.target = Target::demand});
    ASSERT_EQ(direct.status, lp::Status::optimal);
    EXPECT_TRUE(direct.built.empty());
    EXPECT_NEAR(direct.objective, 610, 1e-6);
    const Network many = with_demand("1e6");
    const Result through = solve(many, {.target = Target::demand});
    ASSERT_EQ(through.status, lp::Status::optimal);
    EXPECT_EQ(names(many, through), std::vector<std::string>{"X-h"});
    EXPECT_NEAR(through.objective, 14e6, 10);
}

TEST(Onshore, TheFirstStepIsTheLeastCapitalForAnything) {
    const Frontier home = frontier(tiny(), {.points = 3});
    ASSERT_TRUE(home.first);
    EXPECT_NEAR(home.first->capex, 100000, 1e-6);
    EXPECT_NEAR(home.first->reached, 6, 1e-6);
    for (const Result& point : home.points)
        EXPECT_TRUE(point.gap && point.bound) << point.target.value();
}

TEST(Onshore, ALevelOutsideItsTargetIsE0551) {
    try {
        (void)solve(tiny(), {.target = Target::domestic_content, .level = 1.5});
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code, "E0551");
    }
}

TEST(Onshore, ACandidateThatNothingBoundsIsE0550OrTheRacksAreE0552) {
    std::vector<std::string> sets;
    for (const char* process : {"wafer-gumi", "chip-gumi", "board-daegu", "rack-paju"})
        sets.push_back("processes:" + std::string{process} + ".capacity_per_month=");
    try {
        (void)solve(tiny(sets));
        FAIL() << "no error";
    } catch (const Error& error) {
        const std::string& code = error.diagnostics().front().code;
        EXPECT_TRUE(code == "E0550" || code == "E0552") << code;
    }
}

TEST(Onshore, DemandThatNothingCanMeetNamesTheCapacitiesThatBind) {
    const Result result = solve(tiny({"demand:*.quantity*=100"}), {.target = Target::demand});
    EXPECT_EQ(result.status, lp::Status::infeasible);
    ASSERT_FALSE(result.conflict.empty());
    for (const std::string& limit : result.conflict)
        EXPECT_EQ(limit.find("balance"), std::string::npos) << limit;
}

// What is wanted bounds it: the same is built as where its capacity is far above that.
TEST(Onshore, ACandidateWithoutCapacityIsBuiltWhereDemandNeedsIt) {
    const std::vector<std::string> cut = {"processes:chip-hsinchu.capacity_per_month=0"};
    const auto with = [&](const std::string& capacity) {
        auto sets = cut;
        sets.push_back("processes:chip-gumi.capacity_per_month=" + capacity);
        sets.push_back("processes:chip-gumi.build_days=0");
        const Network network = tiny(sets);
        const Result result = solve(network, {.target = Target::demand});
        EXPECT_EQ(result.status, lp::Status::optimal);
        EXPECT_EQ(names(network, result), std::vector<std::string>{"chip-gumi"});
        return result.objective;
    };
    EXPECT_NEAR(with(""), with("1000000"), 1e-3);
}

TEST(Onshore, ASetWithinTheGapAskedForCostsAtMostThatMoreThanTheLeast) {
    const Network network = network::load("models/korea-ai-server-2025");
    Options options{.level = 12};
    const Result least = solve(network, options);
    options.solver.relative_gap = 0.5;
    const Result near = solve(network, options);
    ASSERT_TRUE(near.gap);
    EXPECT_TRUE(least.proven());
    EXPECT_LE(*near.gap, 0.5);
    EXPECT_LE(near.objective * (1 - *near.gap), least.objective * (1 + kProvenGap));
    EXPECT_GE(near.objective, least.objective * (1 - kProvenGap));
}

// Before branch and bound begins nothing bounds the cost: there is no gap, not an infinite one.
TEST(Onshore, ASolveEndedAtOnceIsNotProven) {
    const Network network = network::load("models/korea-ai-server-2025");
    Options options{.level = 12};
    options.solver.seconds = 0;
    const Result result = solve(network, options);
    EXPECT_EQ(result.status, lp::Status::limit);
    EXPECT_FALSE(result.proven());
    EXPECT_EQ(result.gap.has_value(), result.bound.has_value());
    EXPECT_EQ(result.found(), result.objective > 0);
    EXPECT_EQ(frontier(network, {.points = 2, .solver = options.solver}).status, lp::Status::limit);
}

// OR-Library cap41 with a capacity of 5,000 (Beasley 1988, Eur. J. Oper. Res. 33): 1,040,444.375.
TEST(Onshore, FacilityLocationCap41HasItsPublishedCost) {
    const std::string folder = "tests/known/onshore/facility-cap41";
    const Network network = network::load(folder);
    const Result result = solve(network, {.target = Target::demand});
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_NEAR(result.objective, 1040444.375, 1e-3);
    EXPECT_TRUE(result.certificate.holds) << result.certificate.worst;
}

Network known(const std::string& name) { return network::load("tests/known/onshore/" + name); }

// The least capital, 150, is good for what the next stage can start: 14.1 × 0.8.
TEST(Onshore, TheFirstStepGoesUpToTheLimitBehindIt) {
    const Network network = known("first-step-at-a-limit");
    const Frontier home = frontier(network, {.points = 4});
    EXPECT_EQ(home.status, lp::Status::optimal);
    ASSERT_TRUE(home.first);
    EXPECT_EQ(names(network, *home.first), std::vector<std::string>{"C0_a0_0"});
    EXPECT_NEAR(home.first->capex, 150, 1e-6);
    EXPECT_NEAR(home.first->reached, 11.28, 1e-6);
}

TEST(Onshore, AFrontierReachesTheLargestLevel) {
    const Frontier home = frontier(known("frontier-to-the-largest"), {.points = 4});
    EXPECT_EQ(home.status, lp::Status::optimal);
    ASSERT_FALSE(home.points.empty());
    EXPECT_NEAR(home.largest.value(), 10.24, 1e-6);
    EXPECT_NEAR(home.points.back().reached, 10.24, 1e-6);
    EXPECT_TRUE(home.first);
}

// 1.48e11 and what costs cents beside it: the solver's tolerance would pay for a plant of 7,910 too.
TEST(Onshore, ABudgetIsKeptToTheLastPlant) {
    const Network network = known("budget-beside-a-giant");
    const Result result = solve(network, {.budget = 148000000148});
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_LE(result.capex, 148000000148);
    EXPECT_NEAR(result.reached, 20.24 * 0.5 / 9, 1e-6);
}

// 23 a month for 1,290: more money is no hindrance.
TEST(Onshore, WhatABudgetBuysALargerOneBuysToo) {
    const Network network = known("budget-to-spare");
    for (const double budget : {1290.1, 1446.9}) {
        const Result result = solve(network, {.budget = budget});
        ASSERT_EQ(result.status, lp::Status::optimal) << budget;
        EXPECT_NEAR(result.reached, 23, 1e-5) << budget;
        EXPECT_NEAR(result.capex, 1290, 1e-3) << budget;
        EXPECT_NEAR(result.objective, 4105.2, 1e-2) << budget;
    }
    const Result any_size = solve(known("budget-in-any-size"), {.budget = 363.6});
    ASSERT_EQ(any_size.status, lp::Status::optimal);
    EXPECT_NEAR(any_size.reached, 11.76, 0.01);
}

// To the last digit, although the capital beside it is ten digits longer.
TEST(Onshore, OperatingCostIsTheSumOfItsFlows) {
    const Frontier home = frontier(known("budget-beside-a-giant"), {.points = 4});
    for (const Result& point : home.points) {
        double sum = 0;
        for (const Flow& flow : point.flows) sum += flow.quantity * flow.unit_cost * flow.factor;
        EXPECT_NEAR(point.operating_cost, sum, 1e-12 * sum);
    }
}

TEST(Onshore, NothingIsPaidForStockThatIsToBeKept) {
    const Result result = solve(known("minimum-stock-is-no-need"), {.target = Target::demand});
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_NEAR(result.objective, 18, 1e-6);
}

TEST(Onshore, AClosedBorderDoesNotStopADesignFromAbroad) {
    const Network network = known("design-from-abroad");
    const Result lasts = solve(network, {.target = Target::autonomy_days, .level = 30});
    ASSERT_EQ(lasts.status, lp::Status::optimal);
    EXPECT_TRUE(lasts.built.empty());
    const Result wholly = solve(network, {.level = 1});
    EXPECT_NEAR(wholly.objective, 7779, 1e-6);
}

// Its own maker is bought from in every month, not all of it in the last.
TEST(Onshore, AutonomyDeliversInEveryBucket) {
    const Network network = known("nobody-makes-it");
    const Result result = solve(network, {.target = Target::autonomy_days, .level = 300});
    ASSERT_EQ(result.status, lp::Status::optimal);
    std::size_t months = 0;
    for (const Flow& flow : result.flows) {
        if (flow.kind != "deliver") continue;
        ++months;
        EXPECT_GE(flow.quantity, 0.9 * 7.5 * 12 / 365 * flow.period->days() * (1 - 1e-9));
    }
    EXPECT_EQ(months, 10U);
    EXPECT_TRUE(std::ranges::any_of(result.bought, [&](const network::Sourcing& row) {
        return row.supplier == "h1" && row.share > 0.5;
    }));
}

// Stress: a hundred days. Rationing in good time is no autonomy.
TEST(Onshore, AutonomyIsThatOfStress) {
    const Network network = tiny();
    EXPECT_TRUE(solve(network, {.target = Target::autonomy_days, .level = 95}).built.empty());
    EXPECT_FALSE(solve(network, {.target = Target::autonomy_days, .level = 105}).built.empty());
}

}  // namespace
}  // namespace jarip::onshore
