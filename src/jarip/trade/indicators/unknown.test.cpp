// Figures that tables do not tell are undefined, though they have rows: sides of another time, partners within longer
// periods, periods that overlap, months that are not named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kHeader = "period,reporter,flow,partner,hs,value_usd\n";

Indicators asked(const std::string& rows, const char* period = "") {
    return indicators(flows(kHeader + rows), {.hs = {"854232"}, .period = parse_period(period)});
}

Dependency dependency(const std::string& rows, const char* period,
                      std::vector<std::string> home = {"KR"}) {
    return dependencies(flows(kHeader + rows),
                        {.home = std::move(home), .hs = {"854232"}, .period = parse_period(period)})
        .products.at(0);
}

// Imports of 2023 and 2024 (100 and 100), exports of 2024 only (150): 100/150 in the year that both cover.
TEST(Unknown, SidesOfAnotherTimeHaveNoRatio) {
    const std::string rows =
        "2023,KR,import,TW,854232,100\n2024,KR,import,TW,854232,100\n2024,KR,export,CN,854232,150\n";
    for (const auto* period : {"", "2023..2024"}) {
        const auto both = dependency(rows, period);
        EXPECT_EQ(both.imports, 200);
        EXPECT_EQ(both.cdi1, 1);
        EXPECT_EQ(both.cdi3, std::nullopt) << period;
        EXPECT_EQ(both.dependent, std::nullopt);
        const auto figures = asked(rows, period);
        EXPECT_EQ(figures.imports, 200);
        EXPECT_EQ(figures.exports_over_imports, std::nullopt);
        EXPECT_EQ(figures.balance, std::nullopt);
        EXPECT_EQ(figures.tsi, std::nullopt);
    }
    const auto year = dependency(rows, "2024");
    EXPECT_DOUBLE_EQ(year.cdi3.value(), 100.0 / 150);
    EXPECT_EQ(year.dependent, false);
    EXPECT_EQ(asked(rows, "2024").balance, 50);
    const auto missing = dependencies(flows(kHeader + rows), {.hs = {"854232"}});
    EXPECT_THAT(missing.missing_imports, IsEmpty());
    EXPECT_THAT(missing.missing_exports, ElementsAre(*parse_period("2023")));
}

TEST(Unknown, AnAreaOfWhichAMemberLacksAYearHasNoDependency) {
    const std::string rows =
        "2023,DE,import,TW,854232,100\n2023,DE,export,CN,854232,10\n2024,DE,import,TW,854232,100\n"
        "2024,DE,export,CN,854232,10\n2024,FR,import,US,854232,50\n2024,FR,export,CN,854232,5\n";
    const auto both = dependency(rows, "", {"DE", "FR"});
    EXPECT_EQ(both.imports, std::nullopt);
    EXPECT_EQ(both.cdi1, std::nullopt);
    EXPECT_EQ(both.cdi3, std::nullopt);
    EXPECT_DOUBLE_EQ(dependency(rows, "2024", {"DE", "FR"}).cdi3.value(), 10);
}

// China by quarter, Taiwan by year: Taiwan's 5,000 of the year lie somewhere in it.
TEST(Unknown, APartnerToldByTheYearOnlyIsUndefinedInItsQuarters) {
    const std::string rows =
        "2024,KR,import,TW,854232,5000\n2024Q1,KR,import,CN,854232,100\n2024Q2,KR,import,CN,854232,200\n"
        "2024Q3,KR,import,CN,854232,300\n2024Q4,KR,import,CN,854232,400\n";
    const auto part = asked(rows, "2024Q1..2024Q3");
    EXPECT_EQ(part.imports, std::nullopt);
    EXPECT_EQ(part.hhi_suppliers, std::nullopt);
    EXPECT_EQ(part.largest_share, std::nullopt);
    EXPECT_THAT(part.longer_only_imports, ElementsAre("TW"));
    ASSERT_EQ(part.partners.size(), 1U);
    EXPECT_EQ(part.partners[0].imports, 600) << "China's are known";
    EXPECT_EQ(part.partners[0].share, std::nullopt);
    const auto year = asked(rows, "2024");
    EXPECT_EQ(year.imports, 6000);
    EXPECT_THAT(year.longer_only_imports, IsEmpty());
    const auto over_time =
        series(flows(kHeader + rows), {.goods = {{"854232"}}, .every = Every::quarter});
    ASSERT_EQ(over_time.points.size(), 4U);
    for (const auto& point : over_time.points) EXPECT_EQ(point.imports, std::nullopt);
    EXPECT_EQ(dependency(rows, "2024Q1").imports, std::nullopt);
}

TEST(Unknown, AYearBesideThePartnersOwnMonthsIsTold) {
    // Japan trades in March only, Taiwan in each quarter; both have a figure of the year too.
    const std::string rows =
        "2024,KR,import,TW,854232,1000\n2024,KR,import,JP,854232,50\n2024-03,KR,import,JP,854232,50\n"
        "2024Q1,KR,import,TW,854232,250\n2024Q2,KR,import,TW,854232,250\n2024Q3,KR,import,TW,854232,250\n"
        "2024Q4,KR,import,TW,854232,250\n";
    EXPECT_EQ(asked(rows, "2024Q1").imports, 300);
    EXPECT_EQ(asked(rows, "2024Q2").imports, 250) << "nothing of Japan is left of its year";
    EXPECT_EQ(asked(rows, "2024").imports, 1050);
    // The total of all partners of a year says nothing more of months that partners tell.
    EXPECT_EQ(asked(rows + "2024,KR,import,World,854232,1050\n", "2024Q2").imports, 250);
}

TEST(Unknown, PeriodsThatOverlapInPartAreNotAddedUp) {
    const std::string nine = "2025-01..2025-09,KR,import,CN,854232,90\n";
    const std::string half = "2025-07..2025-12,KR,import,CN,854232,60\n";
    for (const auto& rows : {nine + half, half + nine}) {
        const auto result = asked(rows);
        EXPECT_EQ(result.imports, std::nullopt);
        EXPECT_EQ(result.hhi_suppliers, std::nullopt);
        EXPECT_THAT(result.overlapping_imports, ElementsAre(*parse_period("2025-01..2025-09"),
                                                            *parse_period("2025-07..2025-12")));
        EXPECT_EQ(dependency(rows, "").imports, std::nullopt);
        EXPECT_EQ(asked(rows, "2025-01..2025-09").imports, 90) << "the nine months tell all of it";
    }
    const auto totals =
        asked("2025-01..2025-09,KR,import,,854232,90\n2025-07..2025-12,KR,import,,854232,60\n");
    EXPECT_EQ(totals.imports, std::nullopt) << "totals too";
    EXPECT_EQ(asked("2025-01..2025-09,KR,import,,854232,90\n" + half).imports, std::nullopt)
        << "a total beside a partner";
    EXPECT_EQ(asked(nine + "2025-07..2025-12,KR,import,JP,854232,60\n").imports, 150)
        << "each partner has its own";
}

// Nine months, six months, and the last three by month: 90 + 3 × 10.
TEST(Unknown, OverlappingPeriodsThatOthersTellApartCountOnce) {
    const std::string rows =
        "2025-01..2025-09,KR,import,CN,854232,90\n2025-07..2025-12,KR,import,CN,854232,60\n"
        "2025-10,KR,import,CN,854232,10\n2025-11,KR,import,CN,854232,10\n2025-12,KR,import,CN,854232,10\n";
    EXPECT_EQ(asked(rows).imports, 120);
    // Financial years beside calendar years: 2023 and 2024 tell all of the time.
    EXPECT_EQ(asked("2023,KR,import,CN,854232,100\n2023-04..2024-03,KR,import,CN,854232,110\n"
                    "2024,KR,import,CN,854232,120\n")
                  .imports,
              220);
}

TEST(Unknown, ProductionOfGoodsWithoutARowIsNotZero) {
    const auto table =
        flows(kHeader + "2024,KR,import,CN,854232,200\n2024,KR,export,CN,854232,100\n");
    const auto penetration = [&](const std::string& rows) {
        const auto made = read_production({{"p.csv", "period,production,product\n" + rows}});
        const auto result = indicators(table, {.hs = {"854232"}, .production = &made});
        return std::pair{result.production, result.import_penetration};
    };
    const std::pair<std::optional<double>, std::optional<double>> unknown;
    EXPECT_EQ(penetration("2024,300,8542\n"), unknown) << "a heading";
    EXPECT_EQ(penetration("2024,300,854231\n"), unknown) << "another code";
    EXPECT_EQ(penetration("2023,300,854232\n2024,300,854231\n").second, std::nullopt)
        << "another year";
    EXPECT_EQ(penetration("2024,300,854232\n").second, 0.5);
    EXPECT_EQ(penetration("2024,0,854232\n").first, 0) << "a zero that is given";
    EXPECT_EQ(penetration("2024,100,8542321010\n2024,200,8542329000\n").second, 0.5)
        << "finer codes";
    // Two codes, of which one has no row.
    const auto made = read_production({{"p.csv", "period,production,product\n2024,300,854232\n"}});
    EXPECT_EQ(indicators(table, {.hs = {"854231", "854232"}, .production = &made}).production,
              std::nullopt);
}

TEST(Production, SaysOneThingOnce) {
    const std::string header = "period,production,product,note\n";
    const auto once =
        read_production({{"p.csv", header + "2024,100,854232,\n2024,100,854232,again\n"}});
    EXPECT_EQ(once.size(), 1U);
    EXPECT_EQ(once.findings.sorted().at(0).code, "E0145");
    try {
        (void)read_production({{"p.csv", header + "2024,100,854232,\n2024,200,854232,revised\n"}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code, "E0176");
        EXPECT_EQ(error.diagnostics().at(0).where.line, 3U);
    }
}

TEST(Unknown, RowsOfSomeMonthsDoNotGrow) {
    const auto table = flows(
        "period,reporter,flow,partner,hs,value_usd,months\n2024,KR,import,CN,854232,120,12\n"
        "2025,KR,import,CN,854232,70,7\n");
    const auto check = [&](const Flows& read) {
        const auto result = indicators(read, {.hs = {"854232"}, .period = parse_period("2025")});
        EXPECT_EQ(result.imports, 70);
        EXPECT_EQ(result.growth_imports, std::nullopt);
        EXPECT_THAT(result.partial_imports, ElementsAre(*parse_period("2025")));
        EXPECT_EQ(read.sources.at(0).partial, 1U);
    };
    check(table);
    check(flows(tidy(table)));
    const auto full = flows(
        "period,reporter,flow,partner,hs,value_usd,months\n2024,KR,import,CN,854232,120,12\n"
        "2025,KR,import,CN,854232,132,12\n");
    EXPECT_NEAR(
        indicators(full, {.hs = {"854232"}, .period = parse_period("2025")}).growth_imports.value(),
        0.1, 1e-12);
    EXPECT_EQ(tidy(full).find("months"), std::string::npos);
}

TEST(Unknown, MoreMonthsThanThePeriodHasAreRefused) {
    try {
        (void)flows(
            "period,reporter,flow,partner,hs,value_usd,months\n2025,KR,import,CN,854232,90,13\n");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code, "E0160");
        EXPECT_EQ(error.diagnostics().at(0).where.column, 29U);
    }
}

TEST(Unknown, AFigureOfAllOfAPeriodComesBeforeOneOfSomeMonths) {
    const std::string header = "period,reporter,flow,partner,hs,value_usd,months\n";
    for (const bool swapped : {false, true}) {
        SourceFile seven{"seven.csv", header + "2025,KR,import,CN,854232,70,7\n"};
        SourceFile all{"all.csv", header + "2025,KR,import,CN,854232,120,12\n"};
        const auto table = swapped ? read({all, seven}) : read({seven, all});
        EXPECT_EQ(indicators(table, {.hs = {"854232"}}).imports, 120);
    }
}

// What is written is read back as the same figures.
TEST(Convert, AddsUpPartsThatATidyTableCannotTellApart) {
    const auto brazil = read(
        {{"IMP_2024.csv",
          "\"CO_ANO\";\"CO_MES\";\"CO_NCM\";\"CO_UNID\";\"CO_PAIS\";\"SG_UF_NCM\";\"CO_VIA\";\"CO_URF\";\"QT_ESTAT\";"
          "\"KG_LIQUIDO\";\"VL_FOB\";\"VL_FRETE\";\"VL_SEGURO\"\n"
          "\"2024\";\"01\";\"85423190\";\"11\";\"160\";\"SP\";\"04\";\"0817600\";5;2;1000;1;1\n"
          "\"2024\";\"01\";\"85423190\";\"11\";\"160\";\"AM\";\"04\";\"0817600\";5;3;1000;1;1\n"
          "\"2024\";\"01\";\"85423190\";\"11\";\"160\";\"RJ\";\"04\";\"0817600\";5;4;500;1;1\n"}});
    const Query query{.reporter = "BR", .hs = {"8542"}};
    ASSERT_EQ(indicators(brazil, query).imports, 2500);
    const auto again = flows(tidy(brazil));
    EXPECT_EQ(again.size(), 1U);
    EXPECT_EQ(indicators(again, query).imports, 2500);
    EXPECT_DOUBLE_EQ(indicators(again, query).unit_value_imports.value(), 2500.0 / 9);
}

// Of 8542 (500) the tables name 100: the rest may be of any other code within it.
TEST(Unknown, ACodeBesideOthersThatLeaveARestOfTheirHeadingIsUndefined) {
    const std::string rows = "2024,KR,import,CN,8542,500\n2024,KR,import,CN,854232,100\n";
    const auto of = [](const std::string& text, const char* code) {
        return indicators(flows(kHeader + text), {.hs = {code}});
    };
    EXPECT_EQ(of(rows, "854231").imports, std::nullopt);
    EXPECT_THAT(of(rows, "854231").coarser_only_imports, ElementsAre("854231"));
    EXPECT_EQ(of(rows, "854232").imports, 100);
    EXPECT_EQ(of(rows, "8542").imports, 500);
    EXPECT_EQ(of(rows, "847150").imports, 0) << "of another chapter";
    // Where the codes make the heading, nothing is left for others.
    EXPECT_EQ(of("2024,KR,import,CN,8542,100\n2024,KR,import,CN,854232,100\n", "854231").imports,
              0);
    EXPECT_EQ(dependencies(flows(kHeader + rows), {.hs = {"854231"}}).products.at(0).imports,
              std::nullopt);
}

// A code of ten digits is Korea's own; Taiwan's table has six.
TEST(Unknown, AMirrorOfACodeThatOneSideDoesNotHaveIsUndefined) {
    const auto table =
        flows(kHeader + "2024,KR,import,TW,8542321010,60\n2024,TW,export,KR,854232,80\n");
    const auto fine = mirror(table, {.hs = {"8542321010"}}).rows;
    ASSERT_EQ(fine.size(), 1U);
    EXPECT_EQ(fine[0].imports, 60);
    EXPECT_EQ(fine[0].exports, std::nullopt);
    EXPECT_EQ(fine[0].gap, std::nullopt);
    const auto coarse = mirror(table, {.hs = {"854232"}}).rows;
    ASSERT_EQ(coarse.size(), 1U);
    EXPECT_EQ(coarse[0].exports, 80);
    EXPECT_DOUBLE_EQ(coarse[0].gap.value(), -0.25);
}

TEST(Unknown, APartnerThatALabelOfNoListMayBeIsNotZero) {
    const std::string rows =
        "2024,KR,import,Formosa Isles,854232,300\n2024,KR,import,CN,854232,100\n";
    const auto from = [](const std::string& text, const char* partner) {
        return indicators(flows(kHeader + text), {.hs = {"854232"}, .partners = {partner}}).imports;
    };
    EXPECT_EQ(from(rows, "TW"), std::nullopt);
    EXPECT_EQ(from(rows, "CN"), 100);
    EXPECT_EQ(from("2024,KR,import,CN,854232,100\n", "TW"), 0) << "all partners are named";
}

TEST(Unknown, ASeriesLeavesOutWhatThePeriodAskedForCuts) {
    std::string rows;
    for (const char* month : {"01", "02", "03", "04", "05", "06", "07", "08"})
        rows += std::string{"2024-"} + month + ",KR,import,CN,854232,10\n";
    const auto result =
        series(flows(kHeader + rows), {.goods = {{"854232"}},
                                       .query = {.period = parse_period("2024-02..2024-07")},
                                       .every = Every::quarter});
    ASSERT_EQ(result.points.size(), 1U);
    EXPECT_EQ(result.points[0].period, parse_period("2024Q2"));
    EXPECT_THAT(result.incomplete, ElementsAre(*parse_period("2024Q1"), *parse_period("2024Q3")));
}

// ---- groups

std::optional<double> from(const Flows& table, const std::string& partner,
                           std::vector<std::string> members = {}) {
    Query query{.hs = {"854232"}, .partners = {partner}};
    if (!members.empty()) {
        query.partners.insert(query.partners.end(), members.begin(), members.end());
        query.partner_groups = {{partner, members}};
    }
    return indicators(table, query).imports;
}

std::string of_2024(std::initializer_list<std::pair<const char*, int>> partners) {
    std::string text = kHeader;
    for (const auto& [partner, value] : partners)
        text +=
            std::string{"2024,KR,import,"} + partner + ",854232," + std::to_string(value) + '\n';
    return text;
}

TEST(GroupFigures, OfAGroupBesideTheWorldAreItsOwn) {
    const auto table = flows(of_2024({{"World", 100}, {"EU27", 60}, {"CN", 40}}));
    EXPECT_EQ(indicators(table, {}).imports, 100);
    EXPECT_EQ(from(table, "EU27"), 60);
    EXPECT_EQ(from(table, "CN"), 40);
    EXPECT_EQ(from(table, "DE"), std::nullopt) << "within the group";
    EXPECT_EQ(from(table, "US"), 0) << "all are told";
    EXPECT_TRUE(table.findings.sorted().empty());
    // Germany is told, what the rest of the union sells is what is left of it; 20 are nobody's.
    const auto members = flows(of_2024({{"World", 320}, {"EU27", 150}, {"DE", 50}, {"CN", 150}}));
    EXPECT_EQ(indicators(members, {}).imports, 320);
    EXPECT_EQ(from(members, "EU27"), 150);
    EXPECT_EQ(from(members, "DE"), 50);
    EXPECT_EQ(from(members, "FR"), std::nullopt);
    // A group whose members the world does not hold beside the countries is none of this table.
    const auto more = flows(of_2024({{"World", 100}, {"EU27", 90}, {"CN", 40}}));
    EXPECT_EQ(indicators(more, {}).imports, 100);
    EXPECT_EQ(from(more, "CN"), 40);
}

TEST(GroupFigures, OfAGroupOfOnesOwnHoldItsUnnamedMembers) {
    const auto text = of_2024({{"QUAD", 40}, {"JP", 20}, {"US", 10}, {"CN", 100}});
    const std::vector<std::string> members{"AU", "IN", "JP", "US"};
    const auto table = read({{"customs.csv", text}}, {.groups = {{"QUAD", {"QUAD"}, members}}});
    EXPECT_EQ(from(table, "QUAD", members), 40);
    EXPECT_EQ(from(table, "JP"), 20);
    EXPECT_EQ(from(table, "IN"), std::nullopt) << "some of the 10";
    EXPECT_EQ(from(table, "VN"), 0) << "no member";
    const auto result = indicators(table, {});
    EXPECT_EQ(result.imports, 140);
    EXPECT_EQ(result.partners.back().country, "other members of QUAD");
    EXPECT_EQ(result.partners.back().imports, 10);
    // Written and read again they are the same.
    const auto again =
        read({{"customs.csv", tidy(table)}}, {.groups = {{"QUAD", {"QUAD"}, members}}});
    EXPECT_EQ(from(again, "QUAD", members), 40);
    EXPECT_EQ(from(again, "VN"), 0);
    EXPECT_EQ(indicators(again, {}).imports, 140);
}

TEST(Times, AYearIsHeldToItsMonths) {
    std::string months;
    for (int month = 1; month <= 12; ++month)
        months += "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) +
                  ",KR,import,CN,854232,10\n";
    const auto codes = [&](const std::string& rows) {
        std::vector<std::string> found;
        for (const auto& finding : flows(kHeader + rows).findings.sorted())
            found.push_back(finding.code);
        return found;
    };
    EXPECT_THAT(codes(months + "2024,KR,import,CN,854232,130\n"), ElementsAre("E0161"));
    EXPECT_THAT(codes(months + "2024,KR,import,CN,854232,120\n"), IsEmpty());
    EXPECT_THAT(codes(months + "2024Q1,KR,import,CN,854232,40\n2023,KR,import,CN,854232,9\n"),
                ElementsAre("E0161"));
    EXPECT_THAT(codes(months + "2024,KR,import,JP,854232,7\n"), IsEmpty()) << "another partner";
    EXPECT_THAT(codes("2024-01,KR,import,CN,854232,1\n2024,KR,import,CN,854232,120\n"), IsEmpty())
        << "a month of the year";
}

}  // namespace
}  // namespace jarip::trade
