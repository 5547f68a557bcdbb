// HS 2022 divided 8541.40 (until then cells and diodes) into 8541.41, .42, .43 and .49; 8541.60 stayed. Invented figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kRows =
    "period,reporter,flow,partner,classification,hs,value_usd\n"
    "2021,KR,import,CN,H5,854140,100\n2021,KR,import,CN,H5,854160,50\n"
    "2022,KR,import,CN,H6,854142,60\n2022,KR,import,CN,H6,854160,55\n";

Indicators asked(const std::string& rows, const char* code, const char* period) {
    return indicators(flows(rows),
                      {.reporter = "KR", .hs = {code}, .period = parse_period(period)});
}

TEST(OtherRevisions, ACodeThatATableCannotHaveIsUndefinedNotZero) {
    EXPECT_EQ(asked(kRows, "854142", "2021").imports, std::nullopt);
    EXPECT_THAT(asked(kRows, "854142", "2021").coarser_only_imports, ElementsAre("854142"));
    EXPECT_EQ(asked(kRows, "854142", "2022").imports, 60);
    EXPECT_EQ(asked(kRows, "854142", "2022").growth_imports, std::nullopt);
    EXPECT_EQ(asked(kRows, "854140", "2021").imports, 100);
    EXPECT_EQ(asked(kRows, "854140", "2022").imports, std::nullopt);
    // Over both years a part of either is not told.
    EXPECT_EQ(asked(kRows, "854142", "2021..2022").imports, std::nullopt);
    EXPECT_EQ(asked(kRows, "8541", "2021..2022").imports, 265);
}

// HS 2022 left 8471.50 as it was, and took goods out of 8486.20 (text/hs_revisions.csv: divided).
const std::string kChanged =
    "period,reporter,flow,partner,classification,hs,value_usd\n"
    "2020,KR,import,CN,H5,848620,100\n2020,KR,import,CN,H5,847150,10\n"
    "2021,KR,import,CN,H5,848620,110\n2021,KR,import,CN,H5,847150,20\n"
    "2022,KR,import,CN,H6,848620,60\n2022,KR,import,CN,H6,847150,30\n";

TEST(OtherRevisions, ACodeThatIsOtherGoodsInAnotherRevisionIsNeitherAddedUpNorCompared) {
    const auto both = asked(kChanged, "848620", "2021..2022");
    EXPECT_EQ(both.imports, std::nullopt);
    EXPECT_THAT(both.several_revisions_imports, ElementsAre("848620"));
    EXPECT_EQ(both.partners.at(0).imports, std::nullopt);
    const auto later = asked(kChanged, "848620", "2022");
    EXPECT_EQ(later.imports, 60);
    EXPECT_EQ(later.growth_imports, std::nullopt);
    EXPECT_THAT(later.several_revisions_imports, ElementsAre("848620"));
    const auto before = asked(kChanged, "848620", "2021");
    EXPECT_NEAR(before.growth_imports.value(), 0.1, 1e-12);
    EXPECT_THAT(before.several_revisions_imports, IsEmpty());
    // The same goods in both: a sum like any other.
    EXPECT_EQ(asked(kChanged, "847150", "2021..2022").imports, 50);
    EXPECT_NEAR(asked(kChanged, "847150", "2022").growth_imports.value(), 0.5, 1e-12);
}

TEST(OtherRevisions, AreTakenForTheSameGoodsWhereTheUserSaysSo) {
    Diagnostics diagnostics;
    const auto flows =
        read({{"t.csv", kChanged}}, diagnostics, {.hs_revision = ReadOptions::kAnyRevision});
    const auto both = indicators(
        flows, {.reporter = "KR", .hs = {"848620"}, .period = parse_period("2021..2022")});
    EXPECT_EQ(both.imports, 170);
    EXPECT_THAT(both.several_revisions_imports, IsEmpty());
}

TEST(OtherRevisions, CarriedCodesAreThoseOf2022UnlessTheyWereDivided) {
    // 8544.41 and others of HS 2002 became 8544.42.
    const std::string rows =
        "period,reporter,flow,partner,classification,hs,value_usd\n"
        "2005,KR,import,CN,H2,854441,2\n"
        "2022,KR,import,CN,H6,854442,3\n";
    Diagnostics diagnostics;
    const auto flows = read({{"t.csv", rows}}, diagnostics, {.hs_revision = 2022});
    const auto of = [&](const char* code) {
        return indicators(flows,
                          {.reporter = "KR", .hs = {code}, .period = parse_period("2005..2022")});
    };
    EXPECT_EQ(of("854442").imports, 5);
}

TEST(OtherRevisions, ACodeThatIsOtherGoodsOnTheOtherSideHasNoGap) {
    const std::string rows =
        "period,reporter,flow,partner,classification,hs,value_usd\n"
        "2022,KR,import,TW,H6,848620,110\n2022,TW,export,KR,H5,848620,100\n"
        "2022,KR,import,TW,H6,847150,33\n2022,TW,export,KR,H5,847150,30\n";
    const auto gaps = [&](const char* code) {
        return mirror(flows(rows), {.reporter = "KR", .hs = {code}}).rows;
    };
    EXPECT_EQ(gaps("848620").at(0).gap, std::nullopt);
    EXPECT_EQ(gaps("848620").at(0).imports, 110);
    EXPECT_NEAR(gaps("847150").at(0).gap.value(), 0.1, 1e-12);
}

TEST(OtherRevisions, MonthsOfOtherGoodsAreComparedWithNothing) {
    const std::string rows =
        "period,reporter,flow,partner,classification,hs,value_usd\n"
        "2021-12,KR,import,TW,H5,848620,100\n2022-01,KR,import,TW,H6,848620,60\n"
        "2022-02,KR,import,TW,H6,848620,66\n";
    const auto january =
        watch(flows(rows), {.reporter = "KR", .hs = {"848620"}, .month = parse_period("2022-01")});
    EXPECT_EQ(january.sides[0].change_month, std::nullopt);
    const auto february =
        watch(flows(rows), {.reporter = "KR", .hs = {"848620"}, .month = parse_period("2022-02")});
    EXPECT_NEAR(february.sides[0].change_month.value(), 0.1, 1e-12);
}

TEST(OtherRevisions, ACodeOfBothThatHasNoRowIsZero) {
    EXPECT_EQ(asked(kRows, "854160", "2022").imports, 55);
    EXPECT_EQ(asked(kRows, "854231", "2022").imports, 0) << "of another heading";
    // Another country's row of that revision shows that it has the code.
    EXPECT_EQ(asked(kRows + "2021,JP,import,CN,H5,854142,1\n", "854142", "2021").imports, 0);
    EXPECT_THAT(asked(kRows, "854160", "2022").coarser_only_imports, IsEmpty());
    // Tables that do not say their revision are as they were.
    EXPECT_EQ(asked("period,reporter,flow,partner,hs,value_usd\n2021,KR,import,CN,854140,100\n",
                    "854142", "2021")
                  .imports,
              0);
}

// Side by side in a table of exports, or unit values of several years, a code has to mean one thing.
TEST(OtherRevisions, FiguresSideBySideAreOfOneMeaning) {
    const auto table = flows(
        "period,reporter,flow,partner,classification,hs,value_usd,net_kg\n"
        "2021,KR,export,CN,H5,848620,100,1\n2021,KR,export,CN,H5,847150,10,1\n"
        "2021,US,export,CN,H6,848620,110,1\n2021,US,export,CN,H6,847150,20,1\n"
        "2022,KR,export,CN,H6,848620,90,1\n2022,KR,export,CN,H6,847150,30,1\n");
    const auto refused = [](const auto& answer) {
        try {
            answer();
        } catch (const Error& error) {
            return error.diagnostics().front().code;
        }
        return std::string{};
    };
    const auto year = parse_period("2021");
    EXPECT_EQ(refused([&] {
                  (void)complexity(table, {.hs = {"848620", "847150"}, .period = year});
              }),
              "E0169");
    EXPECT_EQ(refused([&] { (void)complexity(table, {.hs = {"847150"}, .period = year}); }), "");
    EXPECT_EQ(refused([&] { (void)unit_values(table, {.reporter = "KR", .hs = {"848620"}}, {}); }),
              "E0169");
    EXPECT_EQ(refused([&] {
                  (void)unit_values(table, {.reporter = "KR", .hs = {"848620"}, .period = year},
                                    {});
              }),
              "");
}

}  // namespace
}  // namespace jarip::trade
