// Units that stand in titles and in columns of their own, and numbers that can be read two ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kSaidRow = "year,partner,hs,flow,value\n2024,CN,847150,export,12.5\n";

TEST(SaidUnits, OfTitlesAreRead) {
    const Read million{"Exports of Korea\nValues in million US dollars\n\n" + kSaidRow};
    EXPECT_THAT(million.codes(), IsEmpty());
    EXPECT_THAT(million.codes(Severity::note), Contains("E0196"));
    EXPECT_EQ(indicators(million.flows, {}).exports, 12'500'000);
    ReadOptions options;
    options.rates = {{"EUR", *parse_period("2024"), "", "2", "test"}};
    EXPECT_EQ(indicators((Read{"Unit: Thousand EUR\n\n" + kSaidRow, options}.flows), {}).exports,
              25'000);
    for (const char* title :
         {"(US$ million)", "Trade by partner, US$ million (Unit: US$ million)",
          "Exports in millions of U.S. dollars", "US Dollar million", "Figures are in USD million"})
        EXPECT_EQ(indicators(Read{std::string{title} + "\n\n" + kSaidRow}.flows, {}).exports,
                  12'500'000)
            << title;
    EXPECT_THAT((Read{"Unit: Thousand pesos\n\n" + kSaidRow}.codes()), ElementsAre("E0109"));
    EXPECT_THAT((Read{"Values in thousands\n\n" + kSaidRow}.codes()), ElementsAre("E0109"));
    for (const char* title :
         {"Exports of Korea to the euro area", "HS 8471 of 1000 products", "Unit: tonnes"})
        EXPECT_EQ(indicators(Read{std::string{title} + "\n\n" + kSaidRow}.flows, {}).exports, 12.5)
            << title;
    EXPECT_EQ(indicators(Read{"Values in million US dollars\n\n"
                              "year,partner,hs,flow,value_kusd\n2024,CN,847150,export,12.5\n"}
                             .flows,
                         {})
                  .exports,
              12'500)
        << "the name of the value comes first";
}

TEST(SaidUnits, BelowTheTableAreRead) {
    const Read million{kSaidRow +
                       "2024,US,847150,export,1.23456789\nValues in million US dollars\n"};
    EXPECT_THAT(million.codes(), IsEmpty());
    EXPECT_THAT(million.codes(Severity::note), Contains("E0196"));
    EXPECT_EQ(indicators(million.flows, {}).exports, 13'734'567.89);
    EXPECT_EQ(million.flows.size(), 2u);
    EXPECT_EQ(million.flows.sources[0].rows, 2u);
    EXPECT_EQ(million.flows.sources[0].skipped, 1u);
    ReadOptions options;
    options.rates = {{"EUR", *parse_period("2024"), "", "2", "test"}};
    EXPECT_EQ(
        indicators(
            (Read{kSaidRow + "Source: customs service\nUnit: Thousand EUR\n", options}.flows), {})
            .exports,
        25'000);
    // What is said above as well.
    EXPECT_EQ(
        indicators(
            Read{"Values in million US dollars\n\n" + kSaidRow + "Unit: US$ million\n"}.flows, {})
            .exports,
        12'500'000);
    EXPECT_THAT(
        (Read{"Values in million US dollars\n\n" + kSaidRow + "Unit: US$ thousand\n"}.codes()),
        ElementsAre("E0109"));
    EXPECT_THAT((Read{kSaidRow + "Unit: Thousand pesos\n"}.codes()), ElementsAre("E0109"));
    EXPECT_EQ(indicators(Read{kSaidRow + "Source: Ministry of Trade, 14 million rows\n"}.flows, {})
                  .exports,
              12.5);
    // Another table before it keeps its rows and its unit.
    Diagnostics diagnostics;
    const auto both = read({{"a.csv", "year,partner,hs,flow,value\n2023,CN,847150,export,3\n"},
                            {"b.csv", kSaidRow + "Values in million US dollars\n"}},
                           diagnostics);
    EXPECT_EQ(indicators(both, {}).exports, 12'500'003);
}

TEST(SaidUnits, OfColumnsAreRead) {
    ReadOptions options;
    options.rates = {{"EUR", *parse_period("2024"), "", "2", "test"}};
    const Read currencies{
        "year,partner,hs,flow,value,currency\n2024,CN,847150,export,12.5,EUR\n"
        "2024,US,847150,export,12.5,USD\n",
        options};
    EXPECT_EQ(indicators(currencies.flows, {}).exports, 37.5);
    for (const auto& [name, scale] :
         {std::pair{"unit_mult", "6"}, std::pair{"multiplier", "1000000"},
          std::pair{"scale", "Millions"}, std::pair{"powercode", "6"}})
        EXPECT_EQ(indicators(Read{std::string{"year,partner,hs,flow,value,"} + name +
                                  "\n2024,CN,847150,export,12.5," + scale + "\n"}
                                 .flows,
                             {})
                      .exports,
                  12'500'000)
            << name;
    EXPECT_THAT(
        (Read{"year,partner,hs,flow,value,currency\n2024,CN,847150,export,1,doubloon\n"}.codes()),
        ElementsAre("E0109"));
    EXPECT_THAT((Read{"year,partner,hs,flow,value,scale\n2024,CN,847150,export,1,large\n"}.codes()),
                ElementsAre("E0109"));
}

TEST(Points, ThatMaySeparateThousandsAreAskedFor) {
    const std::string header = "period;reporter;partner;hs;flow;value_usd\n";
    const Read table{header + "2024;FR;IT;854231;import;2.000\n2024;FR;ES;854231;import;12.500\n"};
    EXPECT_THAT(table.codes(), ElementsAre("E0197"));
    const Read clear{header + "2024;FR;IT;854231;import;2.000\n2024;FR;ES;854231;import;12.5\n"};
    EXPECT_THAT(clear.codes(), IsEmpty());
    EXPECT_EQ(indicators(clear.flows, {.reporter = "FR"}).imports, 14.5);
    EXPECT_THAT((Read{header + "2024;FR;IT;854231;import;0.125\n"}.codes()), IsEmpty());
    EXPECT_THAT((Read{"period,reporter,partner,hs,flow,value_usd\n2024,FR,IT,854231,import,2.000\n"}
                     .codes()),
                IsEmpty())
        << "commas part the fields";
}

TEST(Months, ThatAreBlankAreWrong) {
    const Read table{
        "year,month,partner,hs,flow,value_usd\n2024,1,CN,847150,import,95\n2024,,CN,847150,import,1095\n"};
    ASSERT_THAT(table.codes(), ElementsAre("E0104"));
    EXPECT_EQ(table.diagnostics.sorted()[0].where.column, 6U) << "the month, not the year";
    const Read total{
        "year,month,partner,hs,flow,value_usd\n2024,1,CN,847150,import,95\n2024,Total,CN,847150,import,1095\n"};
    EXPECT_EQ(indicators(total.flows, {}).imports, 1095);
}

TEST(Reporters, ThatAreTheWorldAnswerForNobody) {
    const Read table{
        "year,exporter,product,value_usd\n2024,KR,847150,5\n2024,US,847150,6\n2024,World,847150,11\n"};
    EXPECT_EQ(indicators(table.flows, {}).exports, 5);
}

TEST(Services, AreNoGoods) {
    const Read table{
        "country_id,country_iso3_code,partner_country_id,partner_iso3_code,product_id,product_hs92_code,year,"
        "export_value,import_value,pci\n404,KOR,156,CHN,1,847150,2022,60,120,0\n"
        "404,KOR,156,CHN,1,travel,2022,500,700,0\n404,KOR,156,CHN,1,XXXX,2022,50,70,0\n"};
    EXPECT_THAT(table.codes(Severity::note), Contains("E0198"));
    EXPECT_EQ(indicators(table.flows, {}).exports, 110);
}

TEST(India, ReadsYearsWithRemarks) {
    const auto table = [](const std::string& year) {
        return Read{
            "\"Commodity: 8542 ELECTRONIC INTEGRATED CIRCUITS\"\n\"Values in US $ Million\"\n"
            "S.No.,Country,2022-2023,%Share," +
                year +
                ",%Share,%Growth\n1,CHINA P RP,\"1,234.50\",50,\"2,000.00\",60,62\n2,USA,100.10,5,50.05,1,-50\n",
            {.flow = Direction::export_}};
    };
    for (const char* year : {"2023-2024", "2023-2024(P)", "2023-24 (Provisional)"})
        EXPECT_EQ(indicators(table(year).flows,
                             {.reporter = "IN", .period = parse_period("2023-04..2024-03")})
                      .exports,
                  2'050'050'000)
            << year;
    EXPECT_EQ(indicators(table("2024-2025(Apr-Nov)").flows,
                         {.reporter = "IN", .period = parse_period("2024-04..2024-11")})
                  .exports,
              2'050'050'000);
    EXPECT_THAT(table("2023-2024(half)").codes(), ElementsAre("E0104"));
}

TEST(Hmrc, ReadsAreasOfNoCountry) {
    ReadOptions options;
    options.rates = {{"GBP", *parse_period("2024-01"), "", "2", "test"}};
    const Read table{
        "MonthId,FlowTypeId,SuppressionIndex,CommodityId,CommoditySitcId,CountryId,PortId,Value,NetMass,SuppUnit\n"
        "202401,3,0,85423190,77641,958,1,1000,10,0\n202401,3,0,85423190,77641,951,1,2000,10,0\n",
        options};
    EXPECT_THAT(table.codes(), IsEmpty());
    ASSERT_EQ(table.flows.size(), 2U);
    EXPECT_EQ(table.flows.countries[table.flows.partner[0]], "Areas, nes");
    EXPECT_EQ(table.flows.countries[table.flows.partner[1]], "Bunkers");
    // A number that no list has is not taken for one of no country.
    const Read unknown{
        "MonthId,FlowTypeId,SuppressionIndex,CommodityId,CommoditySitcId,CountryId,PortId,Value,NetMass,SuppUnit\n"
        "202401,3,0,85423190,77641,953,1,1000,10,0\n",
        options};
    EXPECT_THAT(unknown.codes(), ElementsAre("E0149"));
}

// What is traded below the threshold of declarations is estimated by chapter, and lies in none of its codes.
TEST(Hmrc, ReadsEstimatesOfChapters) {
    ReadOptions options;
    options.rates = {{"GBP", *parse_period("2024"), "", "2", "test"}};
    const std::string header = "MonthId,FlowTypeId,CommodityId,CountryId,Value\n";
    const Read table{header + "202401,1,85423190,4,100\n202401,1,-85,4,30\n202401,1,-1,4,5\n",
                     options};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(indicators(table.flows, {.reporter = "GB", .hs = {"85"}}).imports, 260);
    EXPECT_EQ(indicators(table.flows, {.reporter = "GB", .hs = {"01"}}).imports, 10);
    EXPECT_THAT(Read(header + "202401,1,-990,4,5\n", options).codes(), ElementsAre("E0165"));
}

TEST(Latin, LettersMayStandBesideApostrophesAndBesideUtf8) {
    for (const char* name : {"C\xF4te d\x92Ivoire", "C\xC3\xB4te d\x92Ivoire"}) {
        const Read table{std::string{"period,reporter,partner,hs,flow,value_usd\n2024,KR,"} + name +
                         ",847150,import,5\n2024,KR,T\xFCrkiye,847150,import,6\n"};
        EXPECT_THAT(table.codes(), IsEmpty());
        EXPECT_EQ(table.rows(), "2024,KR,CI,847150,import,5,\n2024,KR,TR,847150,import,6,\n");
    }
}

TEST(Repeats, ThatDifferInTheirQuantityAreNotTheSame) {
    const Read table{
        "YearMonth/AnnéeMois,HS10,Country/Pays,Province,State/État,Value/Valeur,Quantity/Quantité,"
        "Unit of Measure/Unité de Mesure\n202401,8542310000,US,ON,CA,1000,5,NMB\n"
        "202401,8542310000,US,ON,CA,1000,7,NMB\n",
        [] {
            ReadOptions options;
            options.flow = Direction::import;
            options.rates = {{"CAD", *parse_period("2024-01"), "", "2", "test"}};
            return options;
        }()};
    EXPECT_THAT(table.codes(), ElementsAre("E0175"));
}

TEST(KStat, TakesTheCodeOfATitle) {
    const auto table = [](const std::string& title) {
        return Read{
            title +
            "\n순번,국가명,2024년,\n,,수출금액,수입금액\n1,중국,3000,1000\n2,대만,1500,1500\n"};
    };
    for (const char* title : {"HS 8542 전자집적회로 (단위: 천 달러)", "품목: 8542", "HS코드: 8542"})
        EXPECT_EQ(indicators(table(title).flows, {.hs = {"8542"}}).exports, 4'500'000) << title;
    EXPECT_EQ(indicators(table("국가별 수출입 2024년").flows, {}).exports, 4'500'000);
}

TEST(Wits, TakesGrossFiguresWhereThereAreNoOthers) {
    const std::string header =
        "Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,Quantity,Quantity Unit\n";
    const std::string gross = "\"Korea, Rep.\",Gross Imp.,854231,x,2023,World,1100,,\n";
    EXPECT_EQ(indicators(Read{header + gross}.flows, {}).imports, 1'100'000);
    const Read both{header + gross + "\"Korea, Rep.\",Import,854231,x,2023,World,1000,,\n"};
    EXPECT_THAT(both.codes(), IsEmpty());
    EXPECT_EQ(indicators(both.flows, {}).imports, 1'000'000);
}

}  // namespace
}  // namespace jarip::trade
