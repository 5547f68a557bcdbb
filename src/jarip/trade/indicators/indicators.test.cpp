#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <algorithm>
#include <map>
#include <sstream>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;

const std::string kHeader = "period,reporter,partner,product,flow,value\n";

// The published figures of docs/formulas.md (Trade), million USD.
const std::string kServers =
    "period,reporter,product,flow,value_musd\n2025Q1..2025Q3,KR,847150,import,1569.66\n"
    "2024Q1..2024Q3,KR,847150,import,1230.20\n2025Q1..2025Q3,KR,847150,export,92.41\n";

TEST(Indicators, ReproduceThePublishedFiguresOfKoreasServers) {
    const auto result = indicators(flows(kServers), {.reporter = "KR",
                                                     .hs = {"847150"},
                                                     .period = parse_period("2025Q1..2025Q3"),
                                                     .krw_per_usd = 1427.0});
    EXPECT_EQ(result.imports, 1'569'660'000.0);
    EXPECT_EQ(result.exports, 92'410'000.0);
    EXPECT_NEAR(result.growth_imports.value(), 0.2759, 0.5e-4);
    EXPECT_NEAR(result.exports_over_imports.value(), 0.05887, 0.5e-5);
    EXPECT_EQ(result.balance, -1'477'250'000.0);
    EXPECT_NEAR(result.tsi.value(), -0.8888, 0.5e-4);
    EXPECT_NEAR(result.imports_krw.value(), 2.2399e12, 0.5e8);
    EXPECT_EQ(result.growth_exports, std::nullopt);
    EXPECT_EQ(result.hhi_suppliers, std::nullopt) << "totals say nothing of suppliers";
    EXPECT_TRUE(result.partners.empty());
}

TEST(Indicators, OfTheDefaultModelsTableAreThePublishedOnes) {
    const auto* const path = "models/korea-ai-server-2025/customs/korea-servers.csv";
    const auto result = indicators(flows(read_file(path).text),
                                   {.hs = {"847150"}, .period = parse_period("2025Q1..2025Q3")});
    EXPECT_EQ(result.imports, 1'569'660'000.0);
    EXPECT_EQ(result.imports_a_year_earlier, 1'230'200'000.0);
    EXPECT_EQ(result.exports, 92'410'000.0);
}

TEST(Indicators, ACoarserCodeReplacesTheFinerOnesOfItsPartnerOnly) {
    const auto text = kHeader +
                      "2025,KR,CN,8542,import,300\n2025,KR,CN,854231,import,100\n"
                      "2025,KR,US,854231,import,40\n2025,KR,US,854232,import,60\n";
    const auto result = indicators(flows(text), {.hs = {"8542"}});
    EXPECT_EQ(result.imports, 400.0);
    EXPECT_EQ(result.partners.at(1).imports, 100.0);
    // Areas that are no country may hold what the United States sold.
    const auto of_all =
        indicators(flows(text + "2025,KR,\"Areas, nes\",8542,import,150\n"), {.hs = {"8542"}});
    EXPECT_EQ(of_all.imports, 450.0);
}

// Shares 1/2, 3/10, 1/5: HHI = 0.25 + 0.09 + 0.04 = 0.38.
const std::string kSuppliers =
    kHeader +
    "2025,KR,US,847150,import,300\n2025,KR,TW,847150,import,500\n"
    "2025,KR,CN,847150,import,200\n2025,KR,US,847150,export,50\n2025,KR,VN,847150,export,50\n";

TEST(Indicators, ConcentrationByHand) {
    const auto result = indicators(flows(kSuppliers), {.hs = {"847150"}});
    EXPECT_DOUBLE_EQ(result.hhi_suppliers.value(), 0.38);
    EXPECT_DOUBLE_EQ(result.effective_suppliers.value(), 1 / 0.38);
    EXPECT_DOUBLE_EQ(result.largest_share.value(), 0.5);
    ASSERT_EQ(result.partners.size(), 4U);
    EXPECT_EQ(result.partners[0].country, "TW");
    EXPECT_EQ(result.partners[0].share, 0.5);
    EXPECT_EQ(result.partners[1].country, "US");
    EXPECT_EQ(result.partners[1].exports, 50);
    EXPECT_EQ(result.partners[3].country, "VN");
    EXPECT_EQ(result.partners[3].share, 0.0);
}

TEST(Indicators, ATotalIsUsedOnlyWhereNoPartnersAre) {
    const auto table =
        flows(kSuppliers + "2025,KR,,847150,import,1000\n2025,KR,World,847150,export,999\n");
    const auto result = indicators(table, {});
    EXPECT_EQ(result.imports, 1000);
    EXPECT_EQ(result.exports, 999) << "the total; what its partners do not make is that of others";
    const auto mixed = indicators(flows(kSuppliers + "2025,KR,,847330,import,1000\n"), {});
    EXPECT_EQ(mixed.imports, 2000);
    EXPECT_EQ(mixed.hhi_suppliers, std::nullopt);
    EXPECT_EQ(mixed.partners[0].share, std::nullopt);
}

TEST(Indicators, ATotalGivesWayToItsPartnersButNotToAPartOfItself) {
    const std::string memory =
        kHeader + "2025-01,KR,TW,8542323000,export,20\n2025-01,KR,CN,8542323000,export,5\n";
    const auto table = flows(memory + "2025,KR,,8542,export,100\n2024,KR,,8542,export,80\n");
    const auto chips = indicators(table, {.hs = {"8542"}, .period = parse_period("2025")});
    EXPECT_EQ(chips.exports, 100) << "Taiwan and China in January are a quarter of it";
    EXPECT_EQ(chips.growth_exports, 0.25);
    EXPECT_TRUE(chips.partners.empty());
    EXPECT_EQ(indicators(table, {.hs = {"8542323000"}}).exports, 25);
    EXPECT_EQ(indicators(table, {.hs = {"8542"}, .period = parse_period("2025-01")}).exports, 25);
    // What is kept secret, or rounded away, hides no partners.
    for (const auto* all : {"25", "25.2", "24"})
        EXPECT_EQ(indicators(flows(memory + "2025,KR,,8542,export," + all + "\n"), {}).exports, 25)
            << all;
}

TEST(Indicators, OfTotalsWithinOneAnotherTheCoarsestThatCountsStands) {
    const std::string totals = kHeader +
                               "2025,KR,,84,import,100\n2025,KR,,8471,import,60\n"
                               "2025,KR,,8473,import,40\n2025-01,KR,,8473,import,4\n";
    EXPECT_EQ(indicators(flows(totals + "2025,KR,TW,8471,import,60\n"), {}).imports, 100);
    const auto all_but_one =
        flows(totals + "2025,KR,TW,8471,import,60\n2025,KR,US,8473,import,39.5\n");
    const auto result = indicators(all_but_one, {});
    EXPECT_EQ(result.imports, 99.5);
    EXPECT_TRUE(result.hhi_suppliers);
}

TEST(Indicators, CoarserCodesAndLongerPeriodsHoldTheFinerAndShorter) {
    const auto table = flows(
        kHeader +
        "2025,KR,US,8471,import,100\n2025,KR,US,847150,import,60\n2025,KR,US,8471501000,import,40\n"
        "2025Q1,KR,US,8471,import,30\n2025-01,KR,US,847150,import,10\n2025,KR,US,8473,import,7\n");
    EXPECT_EQ(indicators(table, {.hs = {"847"}}).imports, 107);
    EXPECT_EQ(indicators(table, {.hs = {"8471"}}).imports, 100);
    EXPECT_EQ(indicators(table, {.hs = {"847150"}}).imports, 60);
    EXPECT_EQ(indicators(table, {.hs = {"8471501000"}}).imports, 40);
    EXPECT_EQ(indicators(table, {.hs = {"8471", "847150"}}).imports, 100);
    EXPECT_EQ(indicators(table, {.hs = {"8471"}, .period = parse_period("2025Q1")}).imports, 30);
    EXPECT_EQ(indicators(table, {.hs = {"8471"}, .period = parse_period("2025-01")}).imports, 10);
    EXPECT_EQ(indicators(table, {.hs = {"847"}, .period = parse_period("2025Q1")}).imports,
              std::nullopt)
        << "8473 is told by the year only";
}

TEST(Indicators, APartOfTheYearIsComparedWithTheSamePart) {
    std::string months = kHeader;
    for (int month = 1; month <= 12; ++month) {
        const auto number = (month < 10 ? "0" : "") + std::to_string(month);
        months += "2024-" + number + ",KR,US,847150,import,10\n";
        if (month <= 9) months += "2025-" + number + ",KR,US,847150,import,15\n";
    }
    const auto table = flows(months);
    const auto year = indicators(table, {.period = parse_period("2025")});
    EXPECT_EQ(year.imports, 135);
    EXPECT_EQ(year.imports_a_year_earlier, 90);
    EXPECT_DOUBLE_EQ(year.growth_imports.value(), 0.5);
    EXPECT_EQ(indicators(table, {.period = parse_period("2024")}).growth_imports, std::nullopt);
    const auto gap =
        flows(months.substr(0, months.find("2024-02")) + months.substr(months.find("2025-02")));
    EXPECT_EQ(indicators(gap, {.period = parse_period("2025Q1")}).growth_imports, std::nullopt)
        << "2024 lacks months that 2025 has";
}

TEST(Indicators, OneFigureForBothSidesIsAnExportAndAnImport) {
    const auto table = flows(
        "t,i,j,k,v,q\n2023,490,410,847150,3,2\n2023,156,410,847150,1,NA\n2023,410,842,847150,2,1\n");
    const auto korea = indicators(table, {.reporter = "KR"});
    EXPECT_EQ(korea.imports, 4000);
    EXPECT_EQ(korea.exports, 2000);
    EXPECT_DOUBLE_EQ(korea.hhi_suppliers.value(), 0.625);
    EXPECT_DOUBLE_EQ(korea.unit_value_imports.value(), 3000.0 / 2000)
        << "of the rows that give a mass";
    EXPECT_EQ(indicators(table, {.reporter = "United States"}).imports, 2000);
    EXPECT_EQ(indicators(table, {.reporter = "TW"}).exports, 3000);
}

TEST(Indicators, ACountrysOwnFiguresComeBeforeTheMirrored) {
    Diagnostics diagnostics;
    const auto table = read({{"baci.csv", "t,i,j,k,v,q\n2023,490,410,847150,3,2\n"},
                             {"korea.csv", kHeader + "2023,KR,TW,847150,import,3500\n"}},
                            diagnostics);
    EXPECT_EQ(indicators(table, {}).imports, 3500);
    EXPECT_EQ(indicators(table, {.reporter = "TW"}).exports, 3000);
}

TEST(Indicators, WhatPartnersReportFillsThePeriodsThatOnesOwnFiguresLeave) {
    const auto years =
        flows(kHeader +
              "2024,KR,TW,847150,import,10\n2023,TW,KR,847150,both,8\n2024,TW,KR,847150,both,9\n");
    EXPECT_EQ(indicators(years, {}).imports, 18);
    const auto part =
        indicators(flows(kHeader + "2024-01,KR,TW,847150,import,1\n2024,TW,KR,847150,both,12\n"),
                   {.period = parse_period("2024")});
    EXPECT_EQ(part.imports, 1) << "with freight and without are not added up";
    EXPECT_EQ(part.missing_imports, std::vector{*parse_period("2024-02..2024-12")});
}

TEST(Indicators, ADirectionThatNoTableCoversIsUndefined) {
    const auto result = indicators(flows("year,flow,partner,value\n2025,import,US,5\n"), {});
    EXPECT_EQ(result.imports, 5);
    EXPECT_EQ(result.exports, std::nullopt);
    EXPECT_EQ(result.balance, std::nullopt);
    EXPECT_EQ(result.tsi, std::nullopt);
    const auto other = indicators(flows(kSuppliers), {.hs = {"010121"}});
    EXPECT_EQ(other.imports, 0) << "the table covers the year and has nothing of it";
    EXPECT_EQ(other.exports_over_imports, std::nullopt);
    EXPECT_EQ(other.rows, 0U);
    EXPECT_EQ(indicators(flows(kSuppliers), {.reporter = "JP"}).imports, std::nullopt);
}

TEST(Indicators, ReExportsArePartsOfExportsAndNotAddedToThem) {
    const auto result = indicators(
        flows(kHeader + "2025,KR,US,847150,export,10\n2025,KR,US,847150,re-export,4\n"), {});
    EXPECT_EQ(result.exports, 10);
}

TEST(Indicators, ABasketIsItsCodes) {
    const auto result = indicators(flows(kSuppliers), {.hs = {"ai-server"}});
    EXPECT_THAT(result.hs, testing::ElementsAre("847150", "847180", "847330"));
    EXPECT_EQ(result.imports, 1000);
}

// From 500 + 300 + 200 = 1,000 to 750 + 150 + 0 + 350 = 1,250: +25 % is TW +25 %, US −15 %, CN −20 %, VN +35 %.
TEST(Indicators, ContributionsByHand) {
    const auto table = flows(
        kHeader +
        "2024,KR,TW,847150,import,500\n2024,KR,US,847150,import,300\n2024,KR,CN,847150,import,200\n"
        "2025,KR,TW,847150,import,750\n2025,KR,US,847150,import,150\n2025,KR,VN,847150,import,350\n");
    const auto result = indicators(table, {.period = parse_period("2025")});
    EXPECT_DOUBLE_EQ(result.growth_imports.value(), 0.25);
    std::map<std::string, double> contribution;
    for (const auto& partner : result.partners)
        contribution[partner.country] = partner.contribution_imports.value();
    EXPECT_THAT(contribution,
                testing::ElementsAre(testing::Pair("CN", -0.2), testing::Pair("TW", 0.25),
                                     testing::Pair("US", -0.15), testing::Pair("VN", 0.35)));
    ASSERT_EQ(result.partners.size(), 4U);
    EXPECT_EQ(result.partners[0].growth_imports, 0.5);
    EXPECT_EQ(result.partners[1].country, "VN");
    EXPECT_EQ(result.partners[1].growth_imports, std::nullopt) << "nothing came from there in 2024";
    EXPECT_EQ(result.partners[3].country, "CN") << "what has gone is in the list";
    EXPECT_EQ(result.partners[3].imports, 0);
    EXPECT_EQ(result.partners[3].growth_imports, -1.0);
}

TEST(Indicators, ATotalHidesWhatPartnersContribute) {
    const auto table =
        flows(kHeader + "2024,KR,,847150,import,800\n2025,KR,TW,847150,import,1000\n");
    const auto result = indicators(table, {.period = parse_period("2025")});
    EXPECT_DOUBLE_EQ(result.growth_imports.value(), 0.25);
    EXPECT_EQ(result.partners[0].contribution_imports, std::nullopt);
}

TEST(Indicators, OfOnePartnerLeaveTheOthersAndTheTotalsOut) {
    const auto table = flows(kSuppliers + "2025,KR,,847330,import,1000\n");
    const auto result = indicators(table, {.partners = {"United States", "840"}});
    EXPECT_THAT(result.only, testing::ElementsAre("US"));
    EXPECT_EQ(result.imports, 300);
    EXPECT_EQ(result.exports, 50);
    EXPECT_EQ(result.balance, -250);
    EXPECT_EQ(result.hhi_suppliers, 1.0);
    EXPECT_EQ(indicators(table, {.partners = {"FR"}}).imports, 0);
}

// Shares of 8471 in exports: Korea 20/100, all 50/300: RCA = 0.2 / (1/6) = 1.2, RSCA = 0.2 / 2.2.
TEST(Indicators, AdvantageByHand) {
    const auto table = flows(
        kHeader +
        "2025,KR,US,847150,export,20\n2025,KR,US,854232,export,80\n"
        "2025,TW,US,847150,export,30\n2025,TW,US,854231,export,170\n2025,KR,US,847150,import,999\n");
    const auto result = indicators(table, {.hs = {"8471"}});
    EXPECT_DOUBLE_EQ(result.rca.value(), 1.2);
    EXPECT_NEAR(result.rsca.value(), 0.2 / 2.2, 1e-15);
    EXPECT_EQ(indicators(table, {}).rca, std::nullopt) << "all goods have no advantage over others";
    EXPECT_EQ(indicators(table, {.reporter = "US", .hs = {"8471"}}).rca, std::nullopt);
    EXPECT_EQ(indicators(flows(kSuppliers), {.hs = {"8471"}}).rca, std::nullopt)
        << "one country alone has no advantage over others";
    const auto totals = flows(kHeader +
                              "2025,KR,,847150,export,20\n2025,KR,,,export,100\n"
                              "2025,TW,,847150,export,30\n2025,TW,,,export,200\n");
    EXPECT_DOUBLE_EQ(indicators(totals, {.hs = {"8471"}}).rca.value(), 1.2)
        << "a total of all goods hides nothing";
}

Flows production(const std::string& text) { return read_production({{"production.csv", text}}); }

// M = 1,000, X = 100, P = 1,100: 1,000 / (1,100 + 1,000 − 100) = 0.5.
TEST(Indicators, PenetrationByHand) {
    const auto table = flows(kSuppliers);
    const auto made = production(
        "producer,period,product,production_kusd\nKR,2025,847150,1.1\nJP,2025,847150,7\n"
        "KR,2025,8542,9\nKR,2024,847150,8\nKR,2025,854231,\n");
    const auto result =
        indicators(table, {.hs = {"8471"}, .period = parse_period("2025"), .production = &made});
    EXPECT_EQ(result.production, 1100);
    EXPECT_EQ(result.import_penetration, 0.5);
    const auto quarter = production("period,production\n2025Q1,1100\n");
    const auto part = indicators(table, {.period = parse_period("2025"), .production = &quarter});
    EXPECT_EQ(part.production, 1100);
    EXPECT_EQ(part.import_penetration, std::nullopt) << "a quarter's production, a year's trade";
}

TEST(Production, SaysWhatIsWrongAllAtOnce) {
    std::vector<std::string> found;
    try {
        (void)read_production(
            {{"a.csv", "period,production_musd\nspring,1\n2025,-1\n2025,x\n2025,9e99\n"},
             {"b.csv", "prodct,period\n847150,2025\n"},
             {"c.csv", "period,production_apples\n2025,1\n"}});
    } catch (const Error& error) {
        for (const auto& finding : error.diagnostics())
            found.push_back(finding.where.file + ":" + std::to_string(finding.where.line) + " " +
                            finding.code);
    }
    EXPECT_THAT(found, testing::ElementsAre("a.csv:2 E0104", "a.csv:3 E0107", "a.csv:4 E0020",
                                            "a.csv:5 E0108", "b.csv:1 E0170", "b.csv:1 E0172",
                                            "c.csv:1 E0109"));
}

#ifdef JARIP_HAS_RAPIDCHECK
struct RandomTable {
    std::vector<std::string> rows;
    [[nodiscard]] std::string text() const {
        std::string result = kHeader;
        for (const auto& row : rows) result += row;
        return result;
    }
};

RandomTable random_table() {
    RandomTable table;
    std::set<std::string> known;  // two tables that give the same flow are taken to repeat it
    const auto count = *rc::gen::inRange(1, 40);
    for (int i = 0; i < count; ++i) {
        const auto what = *rc::gen::element<std::string>("2024", "2025", "2025Q1", "2025-02") +
                          ",KR," + *rc::gen::element<std::string>("US", "TW", "CN", "") + "," +
                          *rc::gen::element<std::string>("84", "8471", "847150", "854232") + "," +
                          *rc::gen::element<std::string>("import", "export") + ",";
        if (known.insert(what).second)
            table.rows.push_back(what + std::to_string(*rc::gen::inRange(0, 100'000)) + "." +
                                 std::to_string(*rc::gen::inRange(0, 99)) + "\n");
    }
    return table;
}

void same(const Indicators& a, const Indicators& b) {
    RC_ASSERT(a.imports == b.imports);
    RC_ASSERT(a.exports == b.exports);
    RC_ASSERT(a.growth_imports == b.growth_imports);
    RC_ASSERT(a.hhi_suppliers == b.hhi_suppliers);
    RC_ASSERT(a.partners.size() == b.partners.size());
}

TEST(Indicators, DoNotDependOnTheOrderOfRowsNorOnHowTheyAreSplit) {
    EXPECT_TRUE(rc::check([] {
        auto table = random_table();
        const Query query{.period = parse_period("2025")};
        const auto before = indicators(flows(table.text()), query);
        const auto turn = *rc::gen::inRange<std::size_t>(0, table.rows.size());
        std::rotate(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(turn),
                    table.rows.end());
        same(before, indicators(flows(table.text()), query));

        std::string one = kHeader, two = kHeader;
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            (i % 2 == 0 ? one : two) += table.rows[i];
        Diagnostics diagnostics;
        const auto split = indicators(read({{"1.csv", one}, {"2.csv", two}}, diagnostics), query);
        same(before, split);
    }));
}

TEST(Indicators, ThroughATidyTableAreTheSame) {
    EXPECT_TRUE(rc::check([] {
        const auto table = flows(random_table().text());
        const Query query{.hs = {"8471"}, .period = parse_period("2025")};
        same(indicators(table, query), indicators(flows(tidy(table)), query));
    }));
}

TEST(Indicators, ContributionsSumToGrowth) {
    EXPECT_TRUE(rc::check([] {
        const auto result =
            indicators(flows(random_table().text()), {.period = parse_period("2025")});
        for (const bool imports : {true, false}) {
            const auto growth = imports ? result.growth_imports : result.growth_exports;
            Sum sum;
            bool known = true;
            for (const auto& partner : result.partners) {
                const auto part =
                    imports ? partner.contribution_imports : partner.contribution_exports;
                known &= part.has_value();
                sum.add(part.value_or(0));
            }
            if (growth && known && !result.partners.empty())
                RC_ASSERT(near(sum.value(), *growth, 1e-12));
        }
    }));
}

TEST(Indicators, SharesSumToOne) {
    EXPECT_TRUE(rc::check([] {
        const auto result = indicators(flows(random_table().text()), {});
        RC_PRE(result.hhi_suppliers.has_value());
        Sum shares;
        // That of a partner of exports alone is unknown where it may be within other partners.
        for (const auto& partner : result.partners) shares.add(partner.share.value_or(0));
        RC_ASSERT(near(shares.value(), 1, 1e-12));
        RC_ASSERT(*result.hhi_suppliers > 0);
        RC_ASSERT(*result.hhi_suppliers <= 1 + 1e-12);
        RC_ASSERT(*result.largest_share <= 1);
    }));
}
#endif

// ---- what the tables do not cover

TEST(Indicators, SayWhatTheTablesDoNotCoverOfThePeriod) {
    const auto result = indicators(
        flows(kHeader + "2025-01..2025-07,KR,TW,847150,import,70\n2025,KR,TW,847150,export,5\n"),
        {.period = parse_period("2025")});
    EXPECT_EQ(result.imports, 70);
    EXPECT_EQ(result.missing_imports, std::vector{*parse_period("2025-08..2025-12")});
    EXPECT_TRUE(result.missing_exports.empty());
}

TEST(Indicators, SayWhereTheTablesHaveAHole) {
    const auto result = indicators(
        flows(kHeader + "2025-01,KR,TW,847150,import,1\n2025-03,KR,TW,847150,import,1\n"), {});
    EXPECT_EQ(result.missing_imports, std::vector{*parse_period("2025-02")});
    EXPECT_TRUE(result.missing_exports.empty()) << "of which there is nothing at all";
}

TEST(Indicators, SayWhenGoodsHaveNoRowThoughTheTablesCoverTheTime) {
    const auto table = flows(kHeader +
                             "2025-01,KR,TW,8542,export,1\n2025-01,KR,TW,8471,export,1\n"
                             "2025-02,KR,TW,8471,export,1\n2025-03,KR,TW,8542,export,1\n"
                             "2025-03,KR,TW,8471,export,1\n");
    EXPECT_EQ(indicators(table, {.hs = {"8542"}}).no_rows_exports,
              std::vector{*parse_period("2025-02")});
    EXPECT_TRUE(indicators(table, {.hs = {"8471"}}).no_rows_exports.empty());
    EXPECT_EQ(indicators(table, {.hs = {"9999"}}).no_rows_exports,
              std::vector{*parse_period("2025Q1")})
        << "goods without any row are zero throughout, which may be what the tables leave out";
    EXPECT_TRUE(indicators(table, {.hs = {"8542"}, .partners = {"TW"}}).no_rows_exports.empty())
        << "a partner may buy nothing for a month";
}

TEST(Indicators, OfACodeThatTheTablesTellWithinCoarserOnesOnlyAreUndefinedNotZero) {
    const auto six = flows(kHeader + "2025,TW,KR,854232,export,10\n2025,TW,KR,847150,export,5\n");
    const auto memory = indicators(six, {.reporter = "TW", .hs = {"8542323000"}});
    EXPECT_EQ(memory.exports, std::nullopt);
    EXPECT_EQ(memory.coarser_only_exports, std::vector<std::string>{"8542323000"});
    EXPECT_EQ(indicators(six, {.reporter = "TW", .hs = {"854231"}}).exports, 0)
        << "six digits are told";
    const auto some = indicators(six, {.reporter = "TW", .hs = {"847150", "8542323000"}});
    EXPECT_EQ(some.exports, 5);
    EXPECT_EQ(some.coarser_only_exports, std::vector<std::string>{"8542323000"});
    EXPECT_TRUE(indicators(six, {.reporter = "TW", .hs = {"8542", "8542323000"}})
                    .coarser_only_exports.empty())
        << "it is in the coarser one that was asked for too";
    // Another code of ten digits within the same six shows that they go into such detail.
    const auto ten =
        flows(kHeader + "2025,TW,KR,854232,export,10\n2025,TW,KR,8542321010,export,9\n");
    EXPECT_EQ(indicators(ten, {.reporter = "TW", .hs = {"8542323000"}}).exports, 0);
    const auto all_goods = flows(kHeader + "2025,TW,KR,TOTAL,export,10\n");
    EXPECT_EQ(indicators(all_goods, {.reporter = "TW", .hs = {"8542"}}).exports, std::nullopt);
}

TEST(Indicators, ConcentrationIsGivenOnBothScales) {
    const auto result = indicators(flows(kSuppliers), {.hs = {"847150"}});
    EXPECT_DOUBLE_EQ(result.hhi_suppliers.value(), 0.38);
    EXPECT_DOUBLE_EQ(result.hhi_10000.value(), 3800);
}

}  // namespace
}  // namespace jarip::trade
