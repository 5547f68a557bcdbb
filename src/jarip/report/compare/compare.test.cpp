#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "jarip/core/json.hpp"
#include "jarip/core/split.hpp"
#include "jarip/core/utf8.hpp"
#include "jarip/report.hpp"

namespace jarip::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string coalition(const std::string& groups, const std::string& rate = "1.0") {
    return R"({"schema":"jarip/coalition/1","jarip":"0","seed":1,"model":{"home":"KR","what_ifs":[]},
"products":[{"product":"rack","makers":["KR"],"per_month":)" +
           rate + R"(,"complete":true,"proven_up_to":1,"in_every":[],"with_home":1,"groups":[)" +
           groups + "]}]}";
}

std::string group(const std::string& code, const std::string& rate) {
    return R"({"group":")" + code + R"(","per_month":)" + rate + R"(,"members":[]})";
}

ResultComparison compare(const std::string& before, const std::string& after) {
    return compare_results({"a.json", before}, {"b.json", after}, Language::en);
}

TEST(Compare, MatchesRowsByTheirNamesInAnyOrder) {
    const auto found = compare(coalition(group("KR", "1") + "," + group("TW", "2")),
                               coalition(group("TW", "4") + "," + group("KR", "1")));
    ASSERT_THAT(found.changes, SizeIs(1));
    EXPECT_EQ(found.changes[0].table, "products.groups");
    EXPECT_EQ(found.changes[0].row, "rack › TW");
    EXPECT_EQ(found.changes[0].before, 2);
    EXPECT_EQ(found.changes[0].after, 4);
}

TEST(Compare, AFigureThatAppearsIsAChangeAndNoiseIsNone) {
    const auto found = compare(coalition("", "null"), coalition("", "5"));
    ASSERT_THAT(found.changes, SizeIs(1));
    EXPECT_FALSE(found.changes[0].before);
    EXPECT_THAT(compare(coalition("", "3"), coalition("", "3.0000000000001")).changes, IsEmpty());
    EXPECT_THAT(compare(coalition("", "3"), coalition("", "3.00001")).changes, SizeIs(1));
}

TEST(Compare, RowsOfOneOnlyAreNamed) {
    const auto found = compare(coalition(group("KR", "1")), coalition(group("TW", "1")));
    ASSERT_THAT(found.only_before, SizeIs(1));
    ASSERT_THAT(found.only_after, SizeIs(1));
    EXPECT_EQ(found.only_before[0].row, "rack › KR");
    EXPECT_EQ(found.only_after[0].row, "rack › TW");
}

TEST(Compare, TheLargestMoveComesFirst) {
    const auto found = compare(coalition(group("KR", "100") + "," + group("TW", "1")),
                               coalition(group("KR", "101") + "," + group("TW", "9")));
    ASSERT_THAT(found.changes, SizeIs(2));
    EXPECT_EQ(found.changes[0].row, "rack › TW");
}

/// All its lists of rows from the last to the first.
Json turned(Json result) {
    for (Json& each : result)
        if (each.is_structured()) each = turned(each);
    if (result.is_array() && !result.empty() && result.front().is_object())
        std::ranges::reverse(result.get_ref<Json::array_t&>());
    return result;
}

TEST(Compare, RowsOfAPlanAreMatchedByTheirPeriodsInAnyOrder) {
    const auto network = network::load("models/tiny-chain");
    const Context context{.network = &network};
    const auto plan = plan::solve(network);
    const std::string before = json(described(plan), context);
    Json other = Json::parse(before);
    const auto same = compare(before, serialize_json(turned(other)));
    EXPECT_GT(same.compared, 500U);
    EXPECT_THAT(same.changes, IsEmpty());
    EXPECT_THAT(same.only_before, IsEmpty());
    EXPECT_THAT(same.only_after, IsEmpty());
    // Without one row in the middle no other is taken for it.
    Json& flows = other.at("flows");
    const Json gone = flows.at(1);
    flows.erase(1);
    const auto without = compare(before, serialize_json(other));
    EXPECT_THAT(without.changes, IsEmpty());
    ASSERT_THAT(without.only_before, SizeIs(1));
    EXPECT_EQ(without.only_before[0].row, "Period " + serialize_json(gone.at("period")) + " · " +
                                              gone.at("item").get<std::string>() + " · " +
                                              gone.at("from").get<std::string>() + " · " +
                                              gone.at("to").get<std::string>());
}

std::size_t widest_line(const std::string& page) {
    std::size_t widest = 0;
    for (const auto line : split(page, '\n')) widest = std::max(widest, display_width(line));
    return widest;
}

// The days on which a run loses something are answers, not what it is known by.
TEST(Compare, RunsAreMatchedByTheirScenarios) {
    const auto runs = [](const std::vector<std::string>& sets) {
        const auto network = network::load("models/tiny-chain", {.sets = sets});
        return json(described(stress::study(network, {.all = true})), {.network = &network});
    };
    const auto before = runs({});
    const auto after = runs({"stock:daegu/chip.target_days=40"});
    ASSERT_NE(Json::parse(before).at("runs").at(0).at("first_loss_day"),
              Json::parse(after).at("runs").at(0).at("first_loss_day"));
    const auto found = compare(before, after);
    for (const auto& rows : {found.only_before, found.only_after})
        for (const auto& row : rows) EXPECT_NE(row.table, "runs") << row.row;
    const auto change = [&](const std::string& row, const std::string& key) {
        return std::ranges::any_of(found.changes, [&](const ResultChange& each) {
            return each.table == "runs" && each.row == row && each.key == key && each.before &&
                   each.after;
        });
    };
    for (const char* scenario : {"borders-closed", "strait"}) {
        EXPECT_TRUE(change(scenario, "lost_share")) << scenario;
        EXPECT_TRUE(change(scenario, "first_loss_day")) << scenario;
    }
}

TEST(Compare, OfAnAssessmentItsSharesAreShownAsSharesAndItsSentencesBelowTheTable) {
    const auto assessment = [](const std::vector<std::string>& sets) {
        const auto network = network::load("models/tiny-chain", {.sets = sets});
        return json(described(assess::run(network, {})), {.network = &network});
    };
    const auto found = compare(assessment({}), assessment({"items:chip.price*=1.5"}));
    const auto changes = [&](const std::string& table, const std::string& key) {
        std::vector<ResultChange> some;
        for (const auto& each : found.changes)
            if (each.table == table && each.key == key) some.push_back(each);
        return some;
    };
    for (const char* table : {"scorecard", "scorecard.countries"}) {
        ASSERT_FALSE(changes(table, "value").empty());
        for (const auto& each : changes(table, "value"))
            EXPECT_TRUE(each.share) << each.row << " " << *each.before;
    }
    ASSERT_FALSE(changes("answers", "sentence").empty());
    for (const auto language : {Language::en, Language::ko}) {
        const auto page = text(found, Context{.language = language});
        EXPECT_LE(widest_line(page), 80U) << page;
        EXPECT_EQ(page.find("{\""), std::string::npos) << page;  // no JSON
        // And nothing cut off: "… and 6 more" begins a line.
        for (auto at = page.find("…"); at != std::string::npos; at = page.find("…", at + 1))
            EXPECT_TRUE(at == 0 || page[at - 1] == '\n') << page.substr(at);
    }
}

TEST(Compare, WhatIsNoResultIsRefused) {
    const auto code = [](const std::string& before, const std::string& after) {
        try {
            (void)compare(before, after);
        } catch (const Error& error) {
            const auto& where = error.diagnostics()[0];
            return where.code + " " + where.where.file + ":" + std::to_string(where.where.line) +
                   ":" + std::to_string(where.where.column);
        }
        return std::string{"compared"};
    };
    const auto good = coalition("");
    EXPECT_EQ(code("{\n \"a\": [1,,", good), "E0620 a.json:2:10");
    EXPECT_EQ(code("", good), "E0620 a.json:1:1");
    EXPECT_EQ(code(std::string(200, '['), good).substr(0, 5), "E0620");
    EXPECT_EQ(code(good, "[]"), "E0621 b.json:1:1");
    EXPECT_EQ(code(R"({"schema":"jarip/nothing/1"})", R"({"schema":"jarip/nothing/1"})"),
              "E0621 a.json:1:1");
    EXPECT_EQ(code(good, R"({"schema":"jarip/plan/1"})"), "E0622 b.json:1:1");
    // A list where a figure should be, a figure where a list should be.
    EXPECT_EQ(code(good, coalition("", "[]")), "compared");
    EXPECT_EQ(code(good, coalition("7")), "compared");
}

}  // namespace
}  // namespace jarip::report
