#include "jarip/assess.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace jarip::assess {
namespace {

using testing::Contains;
using testing::Not;

Network tiny(const network::LoadOptions& options = {}) {
    return network::load("models/tiny-chain", options);
}

std::vector<std::string> keys(const Assessment& result) {
    std::vector<std::string> all;
    for (const auto& answer : result.answers) all.push_back(answer.key);
    return all;
}

const Fact* fact(const Assessment& result, const std::string& key, const std::string& gap) {
    for (const auto& answer : result.answers)
        for (const auto& each : answer.facts)
            if (answer.key == key && each.name == gap) return &each;
    return nullptr;
}

std::optional<double> score(const Assessment& result, const std::string& key,
                            const std::string& country) {
    for (const auto& line : result.scorecard)
        for (std::size_t i = 0; i < line.values.size(); ++i)
            if (line.key == key && result.compared[i] == country) return line.values[i].value;
    return std::nullopt;
}

// The figures are those of models/tiny-chain/README.md.
TEST(Assess, TinyChainIsAsSolvedByHand) {
    const auto network = tiny();
    const auto result = run(network);
    EXPECT_NEAR(result.plan->rates.delivered_at_home, 4, 1e-6);
    EXPECT_NEAR(result.plan->rates.wanted, 5, 1e-6);
    EXPECT_NEAR(result.plan->rates.built_at_home, 6, 1e-6);
    EXPECT_NEAR(*result.origin->domestic_content, 0.8, 1e-9);
    EXPECT_EQ(*result.origin->closed_border_per_month, 0);
    EXPECT_NEAR(*score(result, "racks_obtained", "US"), 8, 1e-6);
    EXPECT_NEAR(*score(result, "racks_built", "US"), 6, 1e-6);
    EXPECT_NEAR(*score(result, "domestic_content", "KR"), 0.8, 1e-9);
    EXPECT_EQ(score(result, "domestic_content_made", "KR"), std::nullopt);  // nothing is a design
    EXPECT_NEAR(*score(result, "largest_foreign_share", "KR"), 0.2, 1e-9);
    EXPECT_EQ(score(result, "missing_stages", "KR"), 1);
}

TEST(Assess, TheChipPlantAloneCompletesTheTinyChain) {
    const auto network = tiny();
    const auto result = run(network);
    ASSERT_TRUE(fact(result, "assess.first", "racks")) << testing::PrintToString(keys(result));
    EXPECT_EQ(fact(result, "assess.first", "built")->ids, std::vector<std::string>{"chip"});
    EXPECT_NEAR(fact(result, "assess.first", "capex")->values[0], 100'000, 1e-6);
    EXPECT_NEAR(*score(result, "capital_for_first_rack", "KR"), 100'000, 1e-6);
    EXPECT_EQ(score(result, "capital_for_first_rack", "US"), std::nullopt);
}

TEST(Assess, EachQuestionHasAnAnswerInOrder) {
    const auto result = run(tiny());
    std::set<int> questions;
    for (const auto& answer : result.answers) questions.insert(answer.question);
    EXPECT_EQ(questions, (std::set<int>{1, 2, 3, 4}));
    EXPECT_TRUE(
        std::is_sorted(result.answers.begin(), result.answers.end(),
                       [](const auto& a, const auto& b) { return a.question < b.question; }));
}

TEST(Assess, HomeStandsFirstAndNobodyTwice) {
    const auto network = tiny({.home = "US"});
    const auto result = run(network);
    EXPECT_EQ(result.compared, (std::vector<std::string>{"US", "KR", "TW"}));
    EXPECT_NEAR(result.plan->rates.delivered_at_home, 8, 1e-6);
}

TEST(Assess, AGroupIsComparedAsOneHomeWouldBe) {
    const auto alone = run(tiny(), {.compare = {"KR", "TW", "KR+TW", "EU27", "KR+JP", "KR+KR"}});
    EXPECT_EQ(alone.compared, (std::vector<std::string>{"KR", "TW", "KR+TW"}));
    const auto together = run(tiny({.home = "KR+TW"}));
    for (const char* key : {"domestic_content", "racks_obtained", "racks_built",
                            "closed_border_racks", "autonomy_days", "missing_stages"})
        EXPECT_EQ(score(alone, key, "KR+TW"), score(together, key, "KR+TW")) << key;
    EXPECT_NEAR(*score(alone, "closed_border_racks", "KR+TW"), 10, 1e-6);
}

TEST(Assess, ACountryLooksTheSameFromItsOwnSideAndFromAnothers) {
    const auto from_korea = tiny();
    const auto from_america = tiny({.home = "US"});
    const auto korea = run(from_korea);
    const auto america = run(from_america);
    for (const char* key :
         {"domestic_content", "largest_foreign_share", "racks_obtained", "racks_built",
          "closed_border_racks", "autonomy_days", "missing_stages"})
        for (const char* country : {"KR", "US", "TW"})
            EXPECT_EQ(score(korea, key, country), score(america, key, country))
                << key << ' ' << country;
}

TEST(Assess, SaysWhenNothingCouldBeBuiltAtHome) {
    const auto result = run(tiny({.home = "TW"}));
    EXPECT_THAT(keys(result), Contains("assess.no_candidates"));
    EXPECT_THAT(keys(result), Contains("assess.racks_none_wanted"));
    EXPECT_FALSE(result.onshore);
}

// A way is full of something: 100 chips a month make 25 boards in Korea, which is what its racks lack.
TEST(Assess, AWayThatHoldsBackIsNamedWithWhatGoesOnIt) {
    const auto result =
        run(tiny({.sets = {"lanes:country:TW/country:KR/chip.capacity_per_month=100"}}));
    bool found = false;
    for (const auto& answer : result.answers)
        for (const auto& each : answer.facts)
            if (each.kind == Fact::Kind::lane) {
                EXPECT_EQ(each.ids, (std::vector<std::string>{"TW>KR", "chip"}));
                found = true;
            }
    EXPECT_TRUE(found);
}

// No operating process makes q1: no limit holds it back.
TEST(Assess, SaysThatNobodyMakesWhatIsShort) {
    const auto result = run(network::load("tests/known/onshore/nobody-makes-it"));
    EXPECT_THAT(keys(result), Contains("assess.no_way"));
    EXPECT_THAT(keys(result), Not(Contains("assess.no_single_limit")));
}

TEST(Assess, WithoutCustomsTablesItSaysNothingOfTrade) {
    const auto result = run(tiny());
    EXPECT_FALSE(result.trade);
    EXPECT_THAT(keys(result), Not(Contains("assess.trade")));
}

TEST(Assess, TheNumberOfThreadsChangesNothing) {
    const auto network = tiny();
    const auto one = run(network, {.run = {.threads = 1}});
    const auto two = run(network, {.run = {.threads = 2}});
    ASSERT_EQ(keys(one), keys(two));
    for (std::size_t i = 0; i < one.answers.size(); ++i)
        for (std::size_t j = 0; j < one.answers[i].facts.size(); ++j)
            EXPECT_EQ(one.answers[i].facts[j].values, two.answers[i].facts[j].values)
                << one.answers[i].key;
}

// Whoever is told before the end is told of the plan first, then of each scenario and point as it is found; nothing else changes.
TEST(Assess, TellsWhatIsKnownSoFar) {
    const auto network = tiny();
    std::vector<Assessment> told;
    const auto result =
        run(network,
            {.run = {.threads = 2}, .so_far = [&](const auto& known) { told.push_back(known()); }});
    ASSERT_GE(told.size(), 3 + network.scenarios.size());
    EXPECT_TRUE(told.front().plan);
    EXPECT_FALSE(told.front().origin && told.front().onshore && !told.front().stress.empty());
    std::size_t scenarios = 0, points = 0;
    for (const auto& each : told) {
        EXPECT_TRUE(each.scorecard.empty()) << "it comes last";
        EXPECT_GE(each.stress.size(), scenarios);
        scenarios = each.stress.size();
        if (each.onshore) points = std::max(points, each.onshore->points.size());
        for (const auto& run : each.stress)
            EXPECT_TRUE(std::ranges::any_of(result.stress, [&](const stress::Run& same) {
                return same.scenario == run.scenario && same.lost == run.lost &&
                       same.nodes.size() == run.nodes.size();
            })) << run.scenario;
    }
    EXPECT_EQ(scenarios, result.stress.size());
    EXPECT_GE(points, result.onshore->points.size());
    EXPECT_EQ(keys(told.back()), keys(result));
    EXPECT_EQ(keys(run(network)), keys(result));
}

TEST(Assess, WhatIsKnownOfHomeIsTheScorecardsFirstColumn) {
    const auto network = tiny();
    const auto whole = run(network);
    const auto known = known_of_home(network, whole);
    std::size_t at = 0;
    for (const auto& line : whole.scorecard) {
        const auto& home = line.values.front();
        if (!home.value && !home.at_least) continue;
        ASSERT_LT(at, known.size());
        EXPECT_EQ(known[at].key, line.key);
        EXPECT_EQ(known[at].values.front().value, home.value);
        EXPECT_EQ(known[at].values.front().at_least, home.at_least);
        ++at;
    }
    EXPECT_EQ(at, known.size());
    auto part = whole;
    part.stress.clear();
    part.onshore.reset();
    for (const auto& line : known_of_home(network, part)) EXPECT_NE(line.source, "stress");
    EXPECT_TRUE(known_of_home(network, {}).empty());
}

TEST(Assess, StoppedAtOnceItKeepsWhatItHas) {
    std::stop_source source;
    source.request_stop();
    const auto result = run(tiny(), {.run = {.threads = 1, .stop = source.get_token()}});
    EXPECT_TRUE(result.scorecard.empty());
    EXPECT_FALSE(result.onshore);
}

}  // namespace
}  // namespace jarip::assess
