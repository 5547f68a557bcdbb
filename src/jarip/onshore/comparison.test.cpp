#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>
#include <string>
#include <vector>

#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

std::vector<std::string> names_of(const Network& network, const ComparedSet& set) {
    std::vector<std::string> names;
    for (const Built& each : set.built) names.push_back(network.processes[each.process].id);
    return names;
}
using Names = std::vector<std::string>;

// tests/known/onshore/regret/README.md solves it by hand.
Network regret(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/onshore/regret", options);
}

TEST(Comparison, IsThatSolvedByHand) {
    const Network network = regret();
    const Comparison found = compare(network, {{{"war", {}}}});
    ASSERT_EQ(found.status, lp::Status::optimal);
    ASSERT_EQ(found.situations.size(), 2U);
    EXPECT_NEAR(found.situations[0].probability.value(), 0.9, 1e-9);
    EXPECT_NEAR(found.situations[1].probability.value(), 0.1, 1e-9);
    EXPECT_NEAR(found.situations[1].months, 6, 1e-9);
    EXPECT_NEAR(found.situations[0].least, 240, 1e-4);
    EXPECT_NEAR(found.situations[1].least, 460, 1e-4);
    EXPECT_NEAR(found.situations[1].lost, 1200, 1e-3);
    const ComparedSet& expected = found.sets[found.by_expectation];
    EXPECT_EQ(names_of(network, expected), Names{"small"});
    EXPECT_NEAR(expected.expected, 333, 1e-3);
    EXPECT_NEAR(expected.worst_regret, 440, 1e-3);
    EXPECT_NEAR(expected.outcomes[1].lost, 600, 1e-3);
    const ComparedSet& least = found.sets[found.by_regret];
    EXPECT_EQ(names_of(network, least), Names{"big"});
    EXPECT_NEAR(least.worst_regret, 100, 1e-3);
    EXPECT_NEAR(least.expected, 352, 1e-3);
    EXPECT_TRUE(found.sets.front().built.empty());
    EXPECT_NEAR(found.sets.front().worst_regret, 920, 1e-3);
    EXPECT_LE(found.expected_gap.value(), 1e-6);
    EXPECT_LE(found.regret_gap.value(), 1e-3);
}

TEST(Comparison, AGivenProbabilityCountsInsteadOfTheModels) {
    const Network network = regret();
    const Comparison found = compare(network, {{{"war", 0.5}}});
    EXPECT_EQ(names_of(network, found.sets[found.by_expectation]), Names{"big"});
    EXPECT_NEAR(found.sets[found.by_expectation].expected, 400, 1e-3);
}

TEST(Comparison, AScenarioWithoutProbabilityIsPartOfTheRegretOnly) {
    const Network network = regret();
    const Comparison found = compare(network, {{{"peace", {}}}});
    EXPECT_FALSE(found.situations[1].probability);
    EXPECT_NEAR(found.situations[1].least, 300, 1e-4);
    EXPECT_EQ(found.by_expectation, found.by_regret);
    EXPECT_TRUE(found.sets[found.by_regret].built.empty());
}

TEST(Comparison, AScenarioThatHitsACandidatesSiteHitsWhatIsBuiltThere) {
    const Network network =
        regret({"demand:america.quantity=0", "processes:abroad.capacity_per_month=5"});
    const Comparison found = compare(network, {{{"plant", 1.0}}});
    // 5 racks a month are missing at home, six months of them whatever small does: 600 with small, 1,200 without.
    EXPECT_NEAR(found.situations[1].lost, 1200, 1e-3);
    for (const ComparedSet& set : found.sets)
        if (names_of(network, set) == Names{"small"}) {
            EXPECT_NEAR(set.outcomes[1].lost, 600, 1e-3);
            EXPECT_NEAR(set.outcomes[0].lost, 0, 1e-6);
        }
}

TEST(Comparison, TheLeastRegretIsOverAllThatMayHappen) {
    // Peace and a closed site cost big 100 above nothing built, war costs all others more above big.
    const Network network = regret();
    const Comparison found = compare(network, {{{"peace", {}}, {"plant", {}}, {"war", {}}}});
    ASSERT_EQ(found.status, lp::Status::optimal);
    const ComparedSet& least = found.sets[found.by_regret];
    EXPECT_EQ(names_of(network, least), Names{"big"});
    for (const std::size_t s : {0U, 1U, 2U}) EXPECT_NEAR(least.outcomes[s].regret, 100, 1e-3) << s;
    EXPECT_NEAR(least.outcomes[3].regret, 0, 1e-3);
    EXPECT_LE(found.regret_gap.value(), 1e-3);
}

TEST(Comparison, ToldToStopItKeepsTheSetsOfWhichAllIsKnown) {
    const Network network = regret();
    std::stop_source none;
    none.request_stop();
    Options options;
    options.run.stop = none.get_token();
    const Comparison before = compare(network, {{{"war", {}}}}, options);
    EXPECT_EQ(before.status, lp::Status::interrupted);
    EXPECT_TRUE(before.sets.empty());
    for (const std::size_t step : {0U, 1U, 2U, 3U}) {
        std::stop_source source;
        options.run.stop = source.get_token();
        options.run.progress = [&](const Progress& progress) {
            if (progress.done == step) source.request_stop();
        };
        const Comparison found = compare(network, {{{"war", {}}}}, options);
        EXPECT_EQ(found.status, lp::Status::interrupted) << step;
        ASSERT_FALSE(found.sets.empty()) << step;
        EXPECT_NEAR(found.sets.front().outcomes[0].cost, 240, 1e-4);
        for (const ComparedSet& set : found.sets)
            for (const Outcome& each : set.outcomes)
                EXPECT_TRUE(std::isfinite(each.regret)) << step;
    }
}

TEST(Comparison, TellsOfEachSetAsOneThatWasEnded) {
    const Network network = regret();
    Options options;
    std::size_t told = 0;
    const Comparison whole = compare(network, {{{"war", {}}}});
    options.so_far.comparison = [&](const std::function<Comparison()>& known) {
        const Comparison some = known();
        EXPECT_EQ(some.status, lp::Status::interrupted);
        ASSERT_EQ(some.sets.size(), ++told);
        ASSERT_LE(told, whole.sets.size());
        for (std::size_t i = 0; i < told; ++i)
            for (std::size_t s = 0; s < whole.situations.size(); ++s) {
                EXPECT_EQ(some.sets[i].outcomes[s].cost, whole.sets[i].outcomes[s].cost);
                EXPECT_LE(some.sets[i].outcomes[s].regret, whole.sets[i].outcomes[s].regret)
                    << "a better set may be found";
            }
    };
    (void)compare(network, {{{"war", {}}}}, options);
    EXPECT_EQ(told, whole.sets.size());
}

TEST(Comparison, ABudgetLeavesOutWhatItDoesNotPay) {
    const Network network = regret();
    const Comparison found = compare(network, {{{"war", {}}}}, {.budget = 50});
    EXPECT_EQ(names_of(network, found.sets[found.by_regret]), Names{"small"});
    EXPECT_NEAR(found.situations[1].least, 900, 1e-3);
    EXPECT_NEAR(found.sets[found.by_regret].worst_regret, 30, 1e-3);
}

TEST(Comparison, MoneyInAnotherUnitChangesNoSet) {
    for (const double unit : {1e-6, 1e9}) {
        const auto in = [&](double amount) { return format_shortest(amount * unit); };
        const Network network =
            regret({"items:rack.price=" + in(20), "processes:*.conversion_cost*=" + in(1),
                    "processes:*.capex*=" + in(1), "demand:*.lost_cost=" + in(20)});
        const Comparison found = compare(network, {{{"war", {}}}});
        EXPECT_EQ(names_of(network, found.sets[found.by_expectation]), Names{"small"}) << unit;
        EXPECT_EQ(names_of(network, found.sets[found.by_regret]), Names{"big"}) << unit;
        EXPECT_NEAR(found.sets[found.by_regret].worst_regret / unit, 100, 1e-2);
    }
}

TEST(Comparison, ProbabilitiesAboveOneAreRefused) {
    EXPECT_THROW((void)compare(regret(), {{{"war", 0.7}, {"peace", 0.7}}}), Error);
    EXPECT_THROW((void)compare(regret(), {{{"war", {}}, {"war", {}}}}), Error);
    EXPECT_THROW((void)compare(regret(), {{{"nobody", {}}}}), Error);
}

}  // namespace
}  // namespace jarip::onshore
