// Tables that once came out wrong without a word (tests/known/trade/traps), and others of their kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Traps : public testing::Test {
protected:
    Flows flows(const std::string& name) {
        return read({read_file("tests/known/trade/traps/" + name)}, diagnostics);
    }
    [[nodiscard]] std::vector<std::string> codes(Severity severity = Severity::error) const {
        std::vector<std::string> result;
        for (const auto& finding : diagnostics.sorted())
            if (finding.severity == severity) result.push_back(finding.code);
        return result;
    }
    [[nodiscard]] std::string said() const { return render(diagnostics.sorted(), Language::en); }
    Diagnostics diagnostics;
};

TEST_F(Traps, DirectionsInWordsAreReadWhereTheirCodeSaysNothing) {
    const auto table = flows("flow-in-words.csv");
    EXPECT_THAT(codes(), IsEmpty()) << said();
    EXPECT_EQ(indicators(table, {}).exports, 7000);
    EXPECT_EQ(indicators(table, {}).imports, 5000);
    EXPECT_EQ(table.size(), 3U) << "re-exports too";
}

TEST_F(Traps, AnyChoiceOfTheColumnsOfComtradeIsRead) {
    const auto table = flows("chosen-columns.csv");
    EXPECT_THAT(codes(), IsEmpty()) << said();
    EXPECT_EQ(indicators(table, {}).imports, 1100);
    EXPECT_EQ(indicators(table, {}).exports, 3040);
    EXPECT_EQ(indicators(table, {.hs = {"85"}}).imports, 1000);
    EXPECT_EQ(indicators(table, {.hs = {"01"}}).imports, 100) << "chapter 1 lost its zero";
}

TEST_F(Traps, TheWorldCountsBesideSomePartners) {
    const auto result = indicators(flows("world-beside-some-partners.csv"), {.hs = {"854231"}});
    EXPECT_EQ(result.imports, 1000);
    EXPECT_EQ(result.partners[0].country, Flows::kOtherPartners);
    EXPECT_EQ(result.partners[1].share, 0.3);
    EXPECT_EQ(result.hhi_suppliers, std::nullopt);
    EXPECT_DOUBLE_EQ(result.hhi_at_least.value(), 0.13);
    EXPECT_EQ(result.largest_share, std::nullopt) << "one of the others may be larger";
}

TEST(OtherPartners, MakeNothingUnknownWhereTheyAreFew) {
    const Read table{
        "year,reporter,partner,hs,flow,value\n2024,KR,World,8542,import,1000\n"
        "2024,KR,US,8542,import,600\n2024,KR,JP,8542,import,395\n"};
    const auto result = indicators(table.flows, {});
    EXPECT_EQ(result.imports, 1000);
    EXPECT_NEAR(result.hhi_suppliers.value(), 0.36 + 0.156025, 1e-12);
    EXPECT_EQ(result.largest_share, 0.6);
    EXPECT_EQ(Read{tidy(table.flows)}.rows(), table.rows());
}

TEST_F(Traps, NumbersPaddedWithBlanksAreNumbers) {
    const auto result = indicators(flows("padded-numbers.xlsx"), {});
    EXPECT_THAT(codes(), IsEmpty()) << said();
    EXPECT_EQ(result.exports, 3'000'000);
    EXPECT_EQ(result.imports, 5'000'000);
    EXPECT_EQ(Read{"year,flow,value\n2025,import,\"\xC2\xA0 7 \"\n"}.rows(), "2025,,,,import,7,\n");
}

TEST_F(Traps, ARowThatIsGivenTwiceCountsOnce) {
    const auto table = flows("row-twice.csv");
    EXPECT_EQ(indicators(table, {.hs = {"854231"}}).imports, 1500);
    EXPECT_THAT(codes(Severity::note), Contains("E0145"));
    EXPECT_EQ(table.sources[0].duplicates, 1U);
}

TEST(Repeats, ThatDifferAreFaultsWhichNameTheColumnThatTellsThemApart) {
    const std::string header = "year,reporter,partner,hs,flow,port,value\n";
    const Read ports{header + "2024,KR,US,8542,import,Busan,5\n2024,KR,US,8542,import,Incheon,7\n"};
    ASSERT_THAT(ports.codes(), ElementsAre("E0175"));
    const auto found = ports.diagnostics.sorted();
    EXPECT_THAT(render(found, Language::en),
                HasSubstr("The column port, which is not read, tells them apart"));
    const Read equal_ports{header +
                           "2024,KR,US,8542,import,Busan,5\n2024,KR,US,8542,import,Incheon,5\n"};
    EXPECT_THAT(equal_ports.codes(), ElementsAre("E0175")) << "two ports may have the same figure";
    const Read total{header +
                     "2024,KR,US,8542,import,Busan,5\n2024,KR,US,8542,import,Total,12\n"
                     "2024,KR,US,8542,import,Incheon,7\n"};
    EXPECT_THAT(total.codes(), IsEmpty());
    EXPECT_EQ(total.rows(), "2024,KR,US,8542,import,12,\n") << "the total where there is one";
    ReadOptions options;
    options.add_over = {"port"};
    const Read added{header + "2024,KR,US,8542,import,Busan,5\n2024,KR,US,8542,import,Incheon,5\n",
                     options};
    EXPECT_THAT(added.codes(), IsEmpty());
    EXPECT_EQ(indicators(added.flows, {}).imports, 10);
    EXPECT_THAT((Read{"year,flow,value\n2025,import,5\n2025,import,6\n"}.codes()),
                ElementsAre("E0176"));
    EXPECT_EQ((Read{"year,flow,value,note\n2025,import,5,a\n2025,import,5,b\n"}.rows()),
              "2025,,,,import,5,\n");
}

TEST_F(Traps, CodesBelongToTheirNomenclature) {
    const auto table = flows("sitc-beside-hs.csv");
    EXPECT_EQ(indicators(table, {.hs = {"75"}}).exports, 100) << "nickel";
    EXPECT_EQ(indicators(table, {.hs = {"SITC4:75"}}).exports, 9000) << "office machines";
    EXPECT_EQ(indicators(table, {}).exports, 100) << "one nomenclature, never both";
    EXPECT_THAT(codes(Severity::note), Contains("E0179"));
    const auto again = Read{tidy(table)};
    EXPECT_EQ(indicators(again.flows, {.hs = {"SITC4:75"}}).exports, 9000);
}

TEST(Nomenclature, OfSeveralRevisionsTheNewestIsRead) {
    const std::string header =
        "period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,primaryValue\n";
    const Read table{header +
                     "2022,KOR,M,USA,H5,854231,10\n2022,KOR,M,USA,H6,854231,10\n"
                     "2022,KOR,M,USA,H5,854239,4\n2021,KOR,M,USA,H5,854231,7\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(indicators(table.flows, {.period = parse_period("2022")}).imports, 10);
    EXPECT_EQ(indicators(table.flows, {.period = parse_period("2021")}).imports, 7);
    EXPECT_THAT(table.codes(Severity::note), Contains("E0184"));
}

TEST_F(Traps, HelpOnDecimalCommasHasTheRightNumber) {
    (void)flows("decimal-comma.csv");
    EXPECT_THAT(codes(), ElementsAre("E0244", "E0244"));
    EXPECT_THAT(said(), testing::AllOf(HasSubstr("1000.5"), HasSubstr("2000.5")));
    const auto help = [](const std::string& number) {
        const Read table{"year;flow;value\n2025;import;" + number + "\n"};
        return render(table.diagnostics.sorted(), Language::en);
    };
    EXPECT_THAT(help("1.234.567,25"), HasSubstr("Write 1234567.25"));
    EXPECT_THAT(help("1,234"), HasSubstr("Write 1234."));
    EXPECT_THAT(help("1.234.567"), HasSubstr("Write 1234567."));
    EXPECT_THAT(help("0,5"), HasSubstr("Write 0.5"));
}

TEST_F(Traps, CommasAreSeparatorsWhereNothingElseIsPossible) {
    const auto read_as = [](const std::string& text) {
        const Read table{text};
        return table.codes().empty() ? table.rows() : table.codes().front();
    };
    const std::string row = "2025,,,,import,";
    // One number that cannot be read otherwise, or commas between the fields too.
    EXPECT_EQ(read_as("year;flow;value\n2025;import;1,234,567\n2024;import;1,234\n"),
              row + "1234567,\n2024,,,,import,1234,\n");
    EXPECT_EQ(read_as("year;flow;value\n2025;import;1,234.5\n"), row + "1234.5,\n");
    EXPECT_EQ(read_as("year,flow,value\n2025,import,\"1,234\"\n"), row + "1234,\n");
    EXPECT_EQ(read_as("year;flow;value\n2025;import;1,234\n"), "E0021");
    const Read said{"year,flow,value\n2025,import,\"1,234\"\n"};
    EXPECT_THAT(said.codes(Severity::note), ElementsAre("E0190"));
    EXPECT_EQ(read_as("year,flow,value\n2025,import,\"0,123\"\n"), "E0021");
    EXPECT_EQ(read_as("year,flow,value\n2025,import,\"1,234\"\n2024,import,\"1,2\"\n"), "E0021");
}

TEST_F(Traps, ZerosAtTheEndOfNumbersAreNoRounding) {
    const std::string header = "period,reporter,partner,flow,hs,";
    const Read dollars{header +
                       "value_usd\n2024,KR,World,import,8542,3000000\n"
                       "2024,KR,TW,import,8542,2000000\n"};
    EXPECT_EQ(indicators(dollars.flows, {}).imports, 3e6);
    EXPECT_THAT(dollars.codes(Severity::note), Contains("E0178"));
    const Read levels{header +
                      "value_usd\n2024,KR,CN,import,84,600\n2024,KR,CN,import,8471,500\n"
                      "2024,KR,CN,import,TOTAL,600\n"};
    EXPECT_EQ(indicators(levels.flows, {.hs = {"84"}}).imports, 600);
    // Millions with one decimal are rounded to 100,000.
    const Read millions{header +
                        "value_musd\n2024,KR,World,import,8542,3.1\n"
                        "2024,KR,TW,import,8542,2.0\n2024,KR,CN,import,8542,1.0\n"};
    EXPECT_THAT(millions.codes(Severity::note), IsEmpty());
    EXPECT_EQ(indicators(millions.flows, {}).imports, 3e6);
}

TEST_F(Traps, ATableOfWhichNoRowIsUsedIsAnError) {
    const Read table{
        "DATAFLOW,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,TIME_PERIOD,OBS_VALUE\n"
        "X,KR,CN,ZZ,2024,5\nX,KR,CN,ZZ,2023,5\n"};
    EXPECT_THAT(table.codes(), ElementsAre("E0159"));
    const Read empty{"period,reporter,partner,flow,hs,value_usd\n2024,KR,CN,import,8542,\n"};
    EXPECT_THAT(empty.codes(), ElementsAre("E0159"));
}

TEST_F(Traps, ATableOfWhichNoRowIsUsedIsAWarningBesideOthers) {
    const std::string header = "period,reporter,partner,flow,hs,value_usd\n";
    Diagnostics found;
    const auto both = read({{"a.csv", header + "2024,KR,CN,import,8542,5\n"},
                            {"b.csv", header + "2023,KR,CN,import,8542,\n"}},
                           found);
    EXPECT_EQ(both.size(), 1U);
    EXPECT_THAT(render(found.sorted(), Language::en), HasSubstr("E0158"));
    EXPECT_FALSE(found.has_errors());
}

TEST_F(Traps, PeriodsAreWrittenInManyWays) {
    const auto read_as = [](const std::string& period) {
        const Read table{"period,reporter,partner,flow,hs,value_usd\n" + period +
                         ",KR,CN,import,8542,5\n"};
        return table.codes().empty() ? table.rows().substr(0, table.rows().find(',')) : "refused";
    };
    for (const auto& [written, meant] : {std::pair{"Jan-25", "2025-01"},
                                         {"Dec 99", "1999-12"},
                                         {"2022-M01", "2022-01"},
                                         {"2024.0", "2024"},
                                         {"202403.0", "2024-03"},
                                         {"2024-Q2", "2024-04..2024-06"},
                                         {"Q4 2024", "2024-10..2024-12"},
                                         {"Jan.-Dec. 2021", "2021"},
                                         {"Jan.-Jun. 2021", "2021-01..2021-06"},
                                         {"Jam-25", "refused"},
                                         {"01/02/2024", "refused"}})
        EXPECT_EQ(read_as(written), meant) << written;
}

TEST_F(Traps, ARowOfAllStandsBesideItsParts) {
    const std::string header =
        "\"State\",\"District\",\"Commodity\",\"Country\",\"Time\",\"Customs Value (Gen) ($US)\"\n";
    const auto row = [](const std::string& state, const std::string& district, int value) {
        return '"' + state + "\",\"" + district + "\",\"8542 Circuits\",\"Taiwan\",\"2023\"," +
               std::to_string(value) + '\n';
    };
    const Read whole{header + row("All States", "All Districts", 5000) +
                     row("Alabama", "All Districts", 2000) + row("Texas", "All Districts", 3000) +
                     row("All States", "Mobile", 5000)};
    EXPECT_EQ(whole.rows(), "2023,US,TW,8542,import,5000,\n");
    const Read parts{header + row("Alabama", "All Districts", 2000) +
                     row("Texas", "All Districts", 3000)};
    EXPECT_EQ(indicators(parts.flows, {.reporter = "US"}).imports, 5000);
    EXPECT_THAT(parts.codes(Severity::note), testing::Contains("E0166"))
        << "two states were chosen";
    EXPECT_THAT(whole.codes(Severity::note), testing::Not(testing::Contains("E0166")));
    const Read mixed{header + row("Alabama", "All Districts", 2000) +
                     row("All States", "Mobile", 5000)};
    EXPECT_THAT(mixed.codes(), ElementsAre("E0143"));
    // All states make what all districts make: both are all there are.
    const auto states_and_districts =
        header + row("Alabama", "All Districts", 2000) + row("Texas", "All Districts", 3000) +
        row("All States", "Mobile", 1500) + row("All States", "Houston", 3500);
    const Read two_kinds{states_and_districts};
    EXPECT_EQ(indicators(two_kinds.flows, {.reporter = "US"}).imports, 5000);
    EXPECT_THAT(two_kinds.codes(Severity::note), testing::Contains("E0187"));
    const Read said{
        header + row("Alabama", "All Districts", 2000) + row("All States", "Mobile", 5000),
        {.add_over = {"state"}}};
    EXPECT_EQ(indicators(said.flows, {.reporter = "US"}).imports, 2000);
    const Read gap{header + row("All States", "All Districts", 6000) +
                   row("Alabama", "All Districts", 2000)};
    EXPECT_THAT(gap.codes(Severity::warning), ElementsAre("E0177"));
    EXPECT_EQ(indicators(gap.flows, {.reporter = "US"}).imports, 6000);
}

TEST_F(Traps, AFinalFigureReplacesTheProvisionalOne) {
    const auto table = [](const std::string& more) {
        return Read{
            "period,reporter,flow,partner,hs,value_usd,status\n"
            "2024-01,KR,import,CN,854231,100,provisional\n"
            "2024-01,KR,import,CN,854231,110,Final\n"
            "2024-02,KR,import,CN,854231,120,provisional\n" +
            more};
    };
    const auto replaced = table("");
    EXPECT_EQ(replaced.rows(),
              "2024-01,KR,CN,854231,import,110,\n2024-02,KR,CN,854231,import,120,\n");
    EXPECT_THAT(replaced.codes(Severity::note), testing::Contains("E0168"));
    EXPECT_THAT(table("2024-02,KR,import,CN,854231,130,provisional\n").codes(),
                ElementsAre("E0176"))
        << "none is more final";
    EXPECT_THAT(table("2024-02,KR,import,CN,854231,130,other\n").codes(), ElementsAre("E0175"));
}

TEST_F(Traps, NumbersOfProgramsOfStatisticsHaveAPointAndZero) {
    const Read table{
        "refYear,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n"
        "2024.0,410.0,M,156.0,847150.0,1234.0\n"};
    EXPECT_EQ(table.rows(), "2024,KR,CN,847150,import,1234,\n");
}

TEST_F(Traps, RefusalsOfAServiceAreErrorsWhateverTheyAreSavedAs) {
    for (const auto* name : {"refusal-as-csv.csv", "refusal.json"}) {
        for (const auto others : {Others::refused, Others::skipped}) {
            Diagnostics found;
            (void)read({read_file(std::string{"tests/known/trade/traps/"} + name)}, found,
                       {.others = others});
            ASSERT_TRUE(found.has_errors()) << name;
            EXPECT_EQ(found.sorted()[0].code, "E0139") << name;
        }
    }
    EXPECT_THAT((Read{"error: unknown variable 'CTY'\n"}.codes()), ElementsAre("E0139"));
    EXPECT_THAT((Read{R"({"fault":"quota exceeded"})"}.codes()), ElementsAre("E0139"));
}

TEST_F(Traps, TheCode381IsItaly) {
    const auto table = flows("code-381.csv");
    EXPECT_THAT(table.countries, testing::AllOf(Contains("IT"), Contains("FR")));
    EXPECT_THAT(codes(Severity::note), testing::Not(Contains("E0110")));
}

TEST_F(Traps, PartsThatDoNotMakeTheRowOfAllAreNotWhatIsRead) {
    EXPECT_EQ(indicators(flows("parts-beside-all.csv"), {.reporter = "US"}).imports, 1003);
    EXPECT_THAT(codes(Severity::warning), ElementsAre("E0177"));
    EXPECT_THAT(said(), HasSubstr("What is read is the row of all"));
}

TEST_F(Traps, DatesOfFirstDaysAreMonths) {
    const auto months = series(flows("first-of-month.csv"), {.every = Every::month});
    EXPECT_EQ(months.points.size(), 24U);
    EXPECT_EQ(months.points[5].imports, 10);
    EXPECT_THAT(codes(Severity::note), Contains("E0185"));
}

TEST(Dates, OfFirstAndLastDaysStandForMonthsQuartersAndYears) {
    const auto periods = [](const std::string& a, const std::string& b, const std::string& c) {
        const Read table{"date,flow,value\n" + a + ",import,1\n" + b + ",import,1\n" + c +
                         ",import,1\n"};
        std::string all;
        for (const auto& row : table.flows.periods)
            all += format_date(row.first) + ".." + format_date(row.end) + ' ';
        return all;
    };
    EXPECT_EQ(periods("2024-01-31", "2024-02-29", "2024-03-31"),
              "2024-01-01..2024-02-01 2024-02-01..2024-03-01 2024-03-01..2024-04-01 ");
    EXPECT_EQ(periods("2024-01-01", "2024-04-01", "2024-07-01"),
              "2024-01-01..2024-04-01 2024-04-01..2024-07-01 2024-07-01..2024-10-01 ");
    EXPECT_EQ(periods("2022-01-01 00:00:00", "2023-01-01 00:00:00", "2024-01-01 00:00:00"),
              "2022-01-01..2023-01-01 2023-01-01..2024-01-01 2024-01-01..2025-01-01 ");
    EXPECT_EQ(periods("2024-01-01", "2024-01-02", "2024-01-03"),
              "2024-01-01..2024-01-02 2024-01-02..2024-01-03 2024-01-03..2024-01-04 ")
        << "days are days";
}

TEST_F(Traps, NamesOfGoodsBesideCodesAreNoCodes) {
    const auto table = flows("india-exports.csv");
    EXPECT_THAT(codes(), IsEmpty()) << said();
    EXPECT_EQ(indicators(table, {.reporter = "IN", .hs = {"85"}}).exports, 12.5e6);
    EXPECT_THAT((Read{"year,flow,commodity,value\n2025,import,Machinery,1\n"}.codes()),
                ElementsAre("E0183"));
    EXPECT_THAT((Read{"year,flow,commodity,item_code,value\n2025,import,Machinery,84,1\n"}.codes()),
                Contains("E0188"));
    // Codes beside them are read, whichever of the two names comes first in the list of docs/trade.md.
    for (const auto* header : {"product,hs4", "commodity,hs_code", "hs_code,product_code"}) {
        const Read named{"year,reporter,flow," + std::string{header} +
                         ",value\n2025,KR,import,Machinery,8471,1\n"};
        EXPECT_EQ(named.rows(), "2025,KR,,8471,import,1,\n") << header;
    }
    EXPECT_THAT((Read{"year,reporter,trade_direction_type,value\n2025,KR,import,1\n",
                      {.flow = Direction::import}}
                     .codes()),
                ElementsAre("E0188"));
}

TEST(Nomenclatures, AreToldByTheNameOfTheColumnOfCodes) {
    for (const auto& [column, code] : {std::pair{"sitc", "SITC:752"},
                                       {"SITC code", "SITC:752"},
                                       {"sitc4", "SITC4:752"},
                                       {"SITC Rev. 3", "SITC3:752"},
                                       {"bec5", "BEC5:752"},
                                       {"cpc", "CPC:752"}}) {
        const Read table{"year,reporter,flow," + std::string{column} +
                         ",value\n2025,KR,import,752,1\n"};
        EXPECT_EQ(table.rows(), "2025,KR,," + std::string{code} + ",import,1,\n") << column;
    }
    const Read beside{"year,reporter,flow,hs,sitc,value\n2025,KR,import,8471,752,1\n"};
    EXPECT_EQ(beside.rows(), "2025,KR,,8471,import,1,\n");
    EXPECT_THAT((Read{"year,reporter,flow,sitcom,value\n2025,KR,import,752,1\n"}.codes()),
                Contains("E0188"));
}

TEST(Partners, OfTablesWithoutPartnersAreUndefinedNotZero) {
    const Read totals{"year,reporter,hs,flow,value\n2024,KR,8542,import,5\n"};
    EXPECT_EQ(indicators(totals.flows, {.partners = {"US"}}).imports, std::nullopt);
    const Read some{
        "year,reporter,partner,hs,flow,value\n2024,KR,World,8542,import,9\n"
        "2024,KR,US,8542,import,5\n2024,KR,,8471,import,3\n"};
    EXPECT_EQ(indicators(some.flows, {.hs = {"8542"}, .partners = {"US"}}).imports, 5);
    EXPECT_EQ(indicators(some.flows, {.hs = {"8542"}, .partners = {"JP"}}).imports, std::nullopt)
        << "it may be one of the other partners";
    EXPECT_EQ(indicators(some.flows, {.hs = {"8471"}, .partners = {"US"}}).imports, std::nullopt);
    const Read all{"year,reporter,partner,hs,flow,value\n2024,KR,US,8542,import,5\n"};
    EXPECT_EQ(indicators(all.flows, {.partners = {"JP"}}).imports, 0) << "all partners are told";
}

TEST(Groups, AreNoExportersBesideTheirMembers) {
    const std::string header = "year,exporter,importer,hs,value\n";
    const Read table{header +
                     "2024,DE,KR,8542,10\n2024,EUR,KR,8542,10\n2024,\"Areas, nes\",KR,8542,1\n"
                     "2024,DE,KR,01,10\n2024,US,KR,01,10\n2024,US,KR,8542,1\n"};
    EXPECT_EQ(indicators(table.flows, {.reporter = "KR", .hs = {"8542"}}).imports, 12);
    EXPECT_THAT(table.codes(Severity::note),
                testing::AllOf(Contains("E0186"), testing::Not(Contains("E0110"))));
    std::vector<std::string> exporters;
    for (const auto& row : complexity(table.flows).exporters) exporters.push_back(row.exporter);
    EXPECT_THAT(exporters, ElementsAre("DE", "US"));
    const auto alone = Read{header + "2024,EU27,KR,8542,10\n2024,US,KR,01,10\n"};
    EXPECT_EQ(complexity(alone.flows).exporters.size(), 2U) << "a group without its members counts";
}

TEST(Names, AreKnownAsTablesWriteThem) {
    const std::vector<std::pair<std::string, std::string>> names{
        {"Burma", "MM"},
        {"KOREA RP", "KR"},
        {"Korea (ROK)", "KR"},
        {"Hong Kong, China SAR", "HK"},
        {"Micronesia, Fed. States of", "FM"},
        {"ANTIGUA", "AG"},
        {"BR INDN OC TR", "IO"},
        {"중국(본토)", "CN"},
        {"네델란드", "NL"},
        {"FS Micronesia", "FM"},
        {"U S A", "US"},
        {"CHINA P RP", "CN"},
        {"U ARAB EMTS", "AE"},
        {"Rep. of Korea", "KR"},
        {"Korea, Rep.", "KR"},
        {"China, P.R.: Mainland", "CN"},
        {"Korea, South", "KR"},
        {"Other Asia, nes", "TW"},
        {"Estados Unidos", "US"},
        {"Coreia do Sul", "KR"},
        {"VIETNAM SOC REP", "VN"},
        {"Czechia", "CZ"},
        {"Dem. People's Rep. of Korea", "KP"},
        {"Lao People's Dem. Rep.", "LA"}};
    for (const auto& [name, code] : names) EXPECT_EQ(country_code(name), code) << name;
}

// What portals and spreadsheets write around and into a table that is tidy otherwise.
TEST(PortalFiles, FilesAsPortalsWriteThemReadAsTheyAreMeant) {
    const std::string head = "year,reporter,partner,hs,flow,value_usd\n";
    const std::string said = "period,reporter,partner,product,flow,value_usd,mass_kg\n";
    const std::pair<std::string, std::string> cases[] = {
        {head +
             "2024,SG,CN,8542,import,100\n2024,SG,MY,8542,import,200\n2024,SG,Total,8542,import,300\n,,,,,\n"
             "\"Source: Department of Statistics\",,,,,\nDownloaded on 2025-01-31\n",
         "2024,SG,CN,8542,import,100,\n2024,SG,MY,8542,import,200,\n"},
        {head + "2024,FR,CN,8542,import,1 234 567\n2024,FR,DE,8542,import,2\xC2\xA0\x33\x34\x35\n"
                "2024,FR,IT,8542,import,3\xE2\x80\xAF\x34\x35\x36.5\n",
         "2024,FR,CN,8542,import,1234567,\n2024,FR,DE,8542,import,2345,\n2024,FR,IT,8542,import,3456.5,\n"},
        {head + "2024,CH,CN,8542,import,1'234'567\n2024,CH,DE,8542,import,12'345\n",
         "2024,CH,CN,8542,import,1234567,\n2024,CH,DE,8542,import,12345,\n"},
        {"date,reporter,partner,hs,flow,value_usd\n45292,KR,CN,8542,import,10\n45323,KR,CN,8542,import,11\n",
         "2024-01,KR,CN,8542,import,10,\n2024-02,KR,CN,8542,import,11,\n"},
        {head + "2024,KR,CN,8542,import,10\n" + head + "2024,KR,JP,8542,import,11\n",
         "2024,KR,CN,8542,import,10,\n2024,KR,JP,8542,import,11,\n"},
        {"year,reporter,partner,product,nomenclature,flow,value_usd\n2024,KR,CN,75,S4,import,100\n"
         "2024,KR,CN,75,H6,import,50\n",
         "2024,KR,CN,SITC4:75,import,100,\n2024,KR,CN,75,import,50,\n"},
        {"period,reporter,partner,hs,flow,value_usd\n2024\xE5\xB9\xB4"
         "1\xE6\x9C\x88,CN,KR,8542,import,10\n",
         "2024-01,CN,KR,8542,import,10,\n"}};
    for (const auto& [text, rows] : cases) {
        Diagnostics diagnostics;
        const auto flows = read({{"table.csv", text}}, diagnostics);
        EXPECT_FALSE(diagnostics.has_errors())
            << text << render(diagnostics.sorted(), Language::en);
        EXPECT_EQ(tidy(flows), said + rows) << text;
    }
}

TEST(PortalFiles, AmountsInCurrenciesOfAsia) {
    // 1,342.5 thousand Singapore dollars at 1.3425 a dollar.
    Diagnostics diagnostics;
    const auto flows = read(
        {{"sg.csv",
          "year,reporter,partner,hs,flow,value_thousand_sgd\n2030,SG,CN,8542,import,1342.5\n"}},
        diagnostics, {.rates = {{"SGD", *parse_period("2030"), "1.3425", "", "invented"}}});
    EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    EXPECT_THAT(tidy(flows), HasSubstr("2030,SG,CN,8542,import,1000000,"));
}

TEST(PortalFiles, AMisspeltFlowIsSaid) {
    Diagnostics diagnostics;
    (void)read({{"x.csv", "year,reporter,partner,hs,flwo,value_usd\n2024,KR,CN,8542,import,100\n"}},
               diagnostics);
    std::vector<std::string> codes;
    for (const auto& each : diagnostics.sorted())
        if (each.severity == Severity::error) codes.push_back(each.code);
    EXPECT_THAT(codes, Contains("E0106"));
}

TEST(PortalFiles, SumsOfAllPartnersGoByManyNames) {
    for (const char* all : {"Total All Markets", "TOTAL FOR ALL COUNTRIES", "Grand Total", "Monde",
                            "All trading partners", "World (all countries)", "전체"}) {
        Diagnostics diagnostics;
        const auto flows = read({{"t.csv", std::string{"period,reporter,partner,flow,value\n"
                                                       "2023,SG,"} +
                                               all +
                                               ",export,1000\n2023,SG,Asia,export,700\n"
                                               "2023,SG,CN,export,700\n2023,SG,DE,export,300\n"}},
                                diagnostics);
        EXPECT_EQ(indicators(flows, {.reporter = "SG"}).exports, 1000.0) << all;
        EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics.sorted(), Language::en);
    }
}

}  // namespace
}  // namespace jarip::trade
