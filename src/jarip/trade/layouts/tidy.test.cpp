#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Tidy, IsReadWithAllItsColumns) {
    const Read table{
        "period,reporter,partner,product,flow,value,mass\n"
        "2025Q1,KR,대만,847150,import,1234.5,10\n"
        "2025-01..2025-09,KOR,World,8471.50-1000,수출,99,\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01..2025-03,KR,TW,847150,import,1234.5,10\n"
              "2025-01..2025-09,KR,,8471501000,export,99,\n");
    ASSERT_EQ(table.flows.sources.size(), 1U);
    EXPECT_EQ(table.flows.sources[0].layout, "tidy");
    EXPECT_EQ(table.flows.sources[0].rows, 2U);
}

TEST(Tidy, UnitsStandInTheHeaderOrInAColumn) {
    for (const auto* header :
         {"value_musd", "value_million_usd", "Value (million USD)", "trade_value_musd"})
        EXPECT_EQ(Read{"year,flow," + std::string{header} + "\n2025,import,1569.66\n"}.rows(),
                  "2025,,,,import,1569660000,\n")
            << header;
    EXPECT_EQ(Read{"year,flow,value_kusd,mass_t\n2025,import,2.5,3\n"}.rows(),
              "2025,,,,import,2500,3000\n");
    EXPECT_EQ(Read{"year,flow,value,unit\n2025,import,2,thousand USD\n2025,export,3,USD\n"}.rows(),
              "2025,,,,import,2000,\n2025,,,,export,3,\n");
}

TEST(Tidy, AUnitThatIsNoMoneyIsRefused) {
    EXPECT_THAT(Read{"year,flow,value_pieces\n2025,import,2\n"}.codes(), ElementsAre("E0109"));
    EXPECT_THAT(Read{"year,flow,value,unit\n2025,import,2,kg\n"}.codes(), ElementsAre("E0109"));
}

TEST(Tidy, OtherCurrenciesBecomeDollarsAtTheAverageOfTheirPeriod) {
    const ReadOptions options{.rates = {{"KRW", *parse_period("2025"), "1400", "", "test"},
                                        {"KRW", *parse_period("2025-01"), "1450", "", "test"}}};
    EXPECT_EQ(Read("year,flow,value_million_krw\n2025,import,14\n", options).rows(),
              "2025,,,,import,10000,\n");
    EXPECT_EQ(
        Read("month,flow,value,unit\n2025-01,import,14.5,thousand KRW\n2025-02,import,14,KRW\n",
             {.rates = {options.rates[0],
                        options.rates[1],
                        {"KRW", *parse_period("2025-02"), "1400", "", "test"}}})
            .rows(),
        "2025-01,,,,import,10,\n2025-02,,,,import,0.01,\n");
    EXPECT_THAT(Read("year,flow,value_eur\n1931,import,2\n").codes(), ElementsAre("E0141"));
}

TEST(Tidy, PeriodsAreReadInEveryForm) {
    const auto first = [](const std::string& header, const std::string& cells) {
        const Read table{header + ",flow,value\n" + cells + ",import,1\n"};
        return table.rows().substr(0, table.rows().find(','));
    };
    for (const auto* month : {"2025-03", "202503", "2025.03", "2025/03", "2025M03"})
        EXPECT_EQ(first("period", month), "2025-03") << month;
    EXPECT_EQ(first("year,month", "2025,3"), "2025-03");
    EXPECT_EQ(first("year,month", "2025,12"), "2025-12");
    EXPECT_EQ(first("year,quarter", "2025,2"), "2025-04..2025-06");
    EXPECT_EQ(first("year,quarter", "2025,Q4"), "2025-10..2025-12");
    EXPECT_EQ(first("month", "2025-03"), "2025-03");
    EXPECT_EQ(first("year", "2025"), "2025");
}

TEST(Tidy, ExporterAndImporterSayTheDirection) {
    EXPECT_EQ(Read{"year,exporter,product,value\n2024,C000,100000,0.31\n"}.rows(),
              "2024,C000,,100000,export,0.31,\n");
    EXPECT_EQ(Read{"year,importer,partner,value\n2024,KR,US,5\n"}.rows(),
              "2024,KR,US,,import,5,\n");
    EXPECT_EQ(Read{"year,exporter,importer,value\n2024,TW,KR,5\n"}.rows(), "2024,TW,KR,,both,5,\n");
}

TEST(Tidy, AnEmptyValueIsNotGivenAndNeverZero) {
    const Read table{"year,flow,value\n2024,import,\n2025,import,0\n"};
    EXPECT_EQ(table.rows(), "2025,,,,import,0,\n");
    EXPECT_EQ(table.flows.sources[0].skipped, 1U);
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0112"));
}

TEST(Tidy, UnknownLabelsAreKeptWithANote) {
    const Read table{"year,partner,flow,value\n2025,Elsewhere,import,1\n2025,대만,import,2\n"};
    EXPECT_EQ(table.rows(), "2025,,Elsewhere,,import,1,\n2025,,TW,,import,2,\n");
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0110"));
}

TEST(Tidy, ACodeThatLostItsZeroIsWarnedAbout) {
    const Read table{"year,flow,hs,value\n2025,import,10121,1\n"};
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0111"));
}

TEST(Tidy, ACodeThatBecameANumberIsRefused) {
    EXPECT_THAT(Read{"year,flow,hs,value\n2025,import,8.47E+05,1\n"}.codes(), ElementsAre("E0114"));
    EXPECT_THAT(Read{"t,i,j,k,v,q\n2023,490,410,8.47E+05,1,NA\n"}.codes(), ElementsAre("E0114"));
    EXPECT_THAT(Read{"year,flow,hs,value\n2025,import,Engine+pump,1\n"}.codes(),
                ElementsAre("E0183"));
}

TEST(Tidy, AMisspeltColumnIsAnErrorAndAForeignOneANote) {
    const Read misspelt{"year,flow,parnter,value\n2025,import,US,1\n"};
    ASSERT_THAT(misspelt.codes(), ElementsAre("E0106"));
    EXPECT_THAT(misspelt.diagnostics.sorted()[0].help(Language::en),
                testing::HasSubstr("\"partner\""));
    const Read foreign{"year,flow,value,remark_of_clerk,source\n2025,import,1,x,y\n"};
    EXPECT_THAT(foreign.codes(), IsEmpty());
    EXPECT_THAT(foreign.codes(Severity::note), ElementsAre("E0105"));
    // Names of two words are misspelt too.
    for (const char* header :
         {"year,flow,partner,comodity_code,value", "year,trade_flwo,partner,hs,value",
          "year,flow,partnr_code,hs,value", "year,flow,partner,product_name,value"})
        EXPECT_THAT(
            Read(std::string{header} + "\n2025,import,US,8542,1\n", {.flow = Direction::import})
                .codes(),
            ElementsAre("E0188"))
            << header;
}

TEST(Tidy, NamesTellWhoTradesWhereNoCodeDoes) {
    EXPECT_EQ(
        Read("year,reporter_name,partner_name,hs,flow,value\n2025,Korea,Taiwan,8542,export,1\n")
            .rows(),
        "2025,KR,TW,8542,export,1,\n");
    EXPECT_EQ(Read("year,reporter,partner,partner_name,hs,flow,value\n2025,KR,TW,x,8542,export,1\n")
                  .rows(),
              "2025,KR,TW,8542,export,1,\n");
}

TEST(Tidy, EveryFaultHasItsCodeAndPlace) {
    struct Case {
        std::string text;
        std::string code;
        std::string place;
    };
    const Case cases[] = {
        {"", "E0010", "1:1"},
        {"a,b\n1,2\n", "E0100", "1:1"},
        {"flow,value\nimport,1\n", "E0102", "1:1"},
        {"year,partner,value\n2025,US,1\n", "E0144", "1:1"},
        {"year,flow,value\n1899,import,1\n", "E0140", "2:1"},
        {"year,flow,value\n2025,sideways,1\n", "E0103", "2:6"},
        {"year,flow,value\n20x5,import,1\n", "E0104", "2:1"},
        {"year,flow,value\n2025,import,-1\n", "E0107", "2:13"},
        {"year,flow,value\n2025,import,1e308\n", "E0108", "2:13"},
        {"year;flow;value\n2025;import;1,234\n", "E0021", "2:13"},
        {"year,flow,value\n2025,import,12a\n", "E0020", "2:13"},
        {"year,flow,value,mass\n2025,import,1,heavy\n", "E0020", "2:15"},
        {"year,flow,value,mass\n2025,import,1,-1\n", "E0107", "2:15"},
        {"year,flow,value\n2025,import\n", "E0011", "2:6"},
        {"year,flow,value\n2025,import,\"1\n", "E0012", "2:13"},
    };
    for (const auto& [text, code, place] : cases) {
        const Read table{text};
        ASSERT_THAT(table.codes(), ElementsAre(code)) << text;
        const auto where = table.diagnostics.sorted()[0].where;
        EXPECT_EQ(std::to_string(where.line) + ':' + std::to_string(where.column), place) << text;
    }
}

TEST(Tidy, AFileOfFaultsEndsAtTheThousandth) {
    std::string text = "year,flow,value\n";
    for (int i = 0; i < 5000; ++i) text += "2025,import,x\n";
    const Read table{text};
    EXPECT_EQ(table.diagnostics.error_count(), 1001U);
    EXPECT_THAT(table.codes(), testing::Contains("E0113"));
}

TEST(Tidy, SemicolonsAndTabsSeparateToo) {
    EXPECT_EQ(Read{"year;flow;value\n2025;import;1.5\n"}.rows(), "2025,,,,import,1.5,\n");
    EXPECT_EQ(Read{"year\tflow\tvalue\n2025\timport\t1.5\n"}.rows(), "2025,,,,import,1.5,\n");
}

TEST(Tidy, ReadsWhatItWrites) {
    const Read table{
        "period,reporter,partner,product,flow,value,mass\n2025-02-03,KR,\"Nowhere, Land of\",ABC,rx,1,2\n"
        "2024,TW,KR,847150,both,0.0001,\n"};
    EXPECT_EQ(Read{tidy(table.flows)}.rows(), table.rows());
}

// The sheet of flows of a workbook of trade convert, in both languages, and the CSV of --csv DIR.
TEST(Tidy, APeriodMayBeItsFirstAndLastDay) {
    for (
        const auto* header :
        {"Period: First day,Period: Last day,Reporter,Partner,Product,Flow,Value (USD),Net mass (kg)",
         "기간: 첫날,기간: 마지막 날,보고국,상대국,품목,수출입,값 (USD),순중량 (kg)",
         "period.first,period.last,reporter,partner,product,flow,value,mass_kg"}) {
        const Read table{std::string{header} +
                         "\n2024-01-01,2024-12-31,KR,TW,847150,import,10,3\n"
                         "2024-04-01,2024-04-30,KR,TW,854231,export,7,\n"};
        EXPECT_THAT(table.codes(), IsEmpty()) << header;
        EXPECT_EQ(table.rows(), "2024,KR,TW,847150,import,10,3\n2024-04,KR,TW,854231,export,7,\n")
            << header;
    }
    EXPECT_THAT(
        Read{"period.first,period.last,flow,hs,value_usd\n2024-02-01,2024-01-31,import,84,1\n"}
            .codes(),
        ElementsAre("E0104"));
}

TEST(Tidy, AYearOfWhichTheNoteSaysAPartIsThatPart) {
    const Read table{
        "year,reporter,partner,flow,hs6,value_usd,note\n"
        "2025,TWN,CHN,export,854231,7,\"January-July 2025, preliminary\"\n2024,TWN,CHN,export,854231,9,\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::note), ElementsAre("E0150"));
    EXPECT_EQ(table.rows(),
              "2025-01..2025-07,TW,CN,854231,export,7,\n2024,TW,CN,854231,export,9,\n");
}

TEST(Tidy, ARowOfFewerMonthsThanItsPeriodIsCounted) {
    const Read table{
        "year,flow,hs_code,value_usd,months\n2020,export,8542,7,11\n2021,export,8542,9,12\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0151"));
    EXPECT_EQ(table.flows.sources[0].partial, 1U);
}

}  // namespace
}  // namespace jarip::trade
