// With the traps met in real files. All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kComtradeHeader =
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,"
    "flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
    "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,"
    "mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,"
    "isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate";

struct ComtradeRow {
    std::string flow = "M";
    std::string partner_code = "0";
    std::string partner = "W00";
    std::string value = "0";
    std::string transport = "0";
    std::string procedure = "C00";
    std::string partner2 = "0";
    std::string reporter = "Rep. of Korea";
    std::string weight = "0";
};

std::string text(const ComtradeRow& row) {
    return "\"C\",\"A\",\"20240101\",\"2024\",\"52\",\"2024\",\"410\",\"KOR\",\"" + row.reporter +
           "\",\"" + row.flow + "\",\"\",\"" + row.partner_code + "\",\"" + row.partner +
           "\",\"\",\"" + row.partner2 +
           "\",\"\",\"\",\"H6\",\"HS\",\"true\",\"847150\",\"Units, of machines\",\"6\",\"true\",\"" +
           row.procedure + "\",\"\",\"0\",\"" + row.transport +
           "\",\"\",\"-1\",\"N/A\",,\"false\",\"-1\",\"N/A\",,\"false\",\"" + row.weight +
           "\",\"false\",,\"false\",,,\"" + row.value + "\",\"0\",\"true\",\"false\",\n";
}

TEST(Comtrade, ReadsRowsWithOneFieldMoreThanTheHeader) {
    const Read table{
        kComtradeHeader + "\n" +
        text({.partner_code = "490", .partner = "S19", .value = "666", .weight = "5"})};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024,KR,TW,847150,import,666,5\n");
    EXPECT_EQ(table.flows.sources[0].hs_revision, 2022);
}

TEST(Comtrade, ReadsLatin1AndByteOrderMarks) {
    const Read latin1{kComtradeHeader + "\n" +
                      text({.partner = "USA", .value = "1", .reporter = "T\xFCrkiye"})};
    EXPECT_THAT(latin1.codes(), IsEmpty());
    EXPECT_EQ(latin1.flows.sources[0].encoding, "WINDOWS-1252");
    const Read marked{"\xEF\xBB\xBF" + kComtradeHeader + "\n" +
                      text({.partner = "USA", .value = "1", .reporter = "T\xC3\xBCrkiye"})};
    EXPECT_EQ(marked.rows(), latin1.rows());
}

TEST(Comtrade, TakesWordsForMissingNumbersAndUnknownWeights) {
    const Read table{kComtradeHeader + "\n" + text({.partner = "USA", .value = "N/A"}) +
                     text({.partner = "JPN", .value = "7", .weight = "N/A"}) +
                     text({.partner = "CHN", .value = "8", .weight = "0"})};
    EXPECT_EQ(table.rows(), "2024,KR,JP,847150,import,7,\n2024,KR,CN,847150,import,8,\n");
    EXPECT_EQ(table.flows.sources[0].skipped, 1U);
}

TEST(Comtrade, HoldsTheWorldToItsCountriesAndDropsIt) {
    const auto file = [](const std::string& world) {
        return kComtradeHeader + "\n" + text({.value = world}) +
               text({.partner_code = "490", .partner = "S19", .value = "600"}) +
               text({.partner_code = "484", .partner = "MEX", .value = "411"}) +
               text({.flow = "X", .value = "5"});
    };
    const Read sound{file("1011")};
    EXPECT_THAT(sound.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(sound.rows(),
              "2024,KR,TW,847150,import,600,\n2024,KR,MX,847150,import,411,\n"
              "2024,KR,,847150,export,5,\n");
    EXPECT_EQ(sound.flows.sources[0].totals, 1U);
    const Read short_of{file("2345")};
    EXPECT_THAT(short_of.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(indicators(short_of.flows, {}).imports, 2345) << "the total counts";
    EXPECT_EQ(indicators(short_of.flows, {}).hhi_suppliers, std::nullopt);
    EXPECT_THAT(Read{file("900")}.codes(Severity::warning), ElementsAre("E0147"));
}

TEST(Comtrade, HoldsBreakdownsToTheRowOfAllAndDropsThem) {
    const auto file = [](const std::string& by_sea) {
        return kComtradeHeader + "\n" + text({.partner = "USA", .value = "10"}) +
               text({.partner = "USA", .value = by_sea, .transport = "2100"}) +
               text({.partner = "USA", .value = "6", .transport = "3200"}) +
               text({.partner = "USA", .value = "10", .procedure = "C01"}) +
               text({.partner = "USA", .value = "10", .partner2 = "156"});
    };
    const Read sound{file("4")};
    EXPECT_THAT(sound.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(sound.rows(), "2024,KR,US,847150,import,10,\n");
    EXPECT_EQ(sound.flows.sources[0].skipped, 4U);
    EXPECT_THAT(Read{file("1")}.codes(Severity::warning), ElementsAre("E0177"));
    const Read parts_only{kComtradeHeader + "\n" +
                          text({.partner = "USA", .value = "4", .transport = "2100"})};
    EXPECT_THAT(parts_only.codes(), ElementsAre("E0143"));
}

TEST(Comtrade, AddsPartsUpWhereTheyAreAllThereAre) {
    const auto part = [](const std::string& value, const std::string& transport,
                         const std::string& procedure = "C00") {
        return text(
            {.partner = "USA", .value = value, .transport = transport, .procedure = procedure});
    };
    const Read means{kComtradeHeader + "\n" + part("4", "1000") + part("3", "2000") +
                     part("2", "2100") + part("1", "3000") + part("5", "9000")};
    EXPECT_THAT(means.codes(), IsEmpty());
    EXPECT_EQ(means.rows(), "2024,KR,US,847150,import,13,\n") << "2100 is within 2000";
    EXPECT_THAT(means.codes(Severity::note), testing::Contains("E0187"));
    const Read two_kinds{kComtradeHeader + "\n" + part("4", "2100") + part("6", "3200") +
                         part("7", "0", "C01") + part("3", "0", "C04")};
    EXPECT_EQ(two_kinds.rows(), "2024,KR,US,847150,import,10,\n");
    EXPECT_THAT((Read{kComtradeHeader + "\n" + part("4", "2100") + part("7", "0", "C01")}.codes()),
                ElementsAre("E0143"));
    EXPECT_THAT((Read{kComtradeHeader + "\n" + part("4", "2100", "C01")}.codes()),
                ElementsAre("E0143"));
}

TEST(Comtrade, AllMeansOfTransportAreThoseWithAllThatTheyConsistOf) {
    const auto part = [](const std::string& transport) {
        return text({.partner = "USA", .value = "1", .transport = transport});
    };
    const auto file = [&](const std::vector<std::string>& transports) {
        auto all = kComtradeHeader + "\n";
        for (const auto& transport : transports) all += part(transport);
        return all;
    };
    const Read fine{file({"1000", "2100", "2200", "2900", "3100", "3200", "3900", "9000"})};
    EXPECT_EQ(fine.rows(), "2024,KR,US,847150,import,8,\n");
    EXPECT_THAT(Read{file({"1000", "2100", "3200", "9900"})}.codes(), ElementsAre("E0143"))
        << "inland waterways and railways may be missing";
}

TEST(Comtrade, PartsOfAllPartnersAreAllWhereTheyMakeTheWorld) {
    const auto file = [](const std::string& world) {
        return kComtradeHeader + "\n" + text({.value = world}) +
               text({.partner = "USA", .value = "4", .transport = "1000"}) +
               text({.partner = "USA", .value = "3", .transport = "2100"}) +
               text({.partner_code = "392", .partner = "JPN", .value = "5", .procedure = "C01"}) +
               text({.partner_code = "484", .partner = "MEX", .value = "8"});
    };
    EXPECT_EQ(Read{file("20")}.rows(),
              "2024,KR,MX,847150,import,8,\n2024,KR,US,847150,import,7,\n"
              "2024,KR,JP,847150,import,5,\n");
    EXPECT_THAT(Read{file("30")}.codes(), ElementsAre("E0143"));
}

TEST(Comtrade, WhoKnowsThatPartsAreAllSaysSo) {
    const auto rows = kComtradeHeader + "\n" +
                      text({.partner = "USA", .value = "4", .procedure = "C01"}) +
                      text({.partner = "USA", .value = "3", .procedure = "C04"});
    EXPECT_THAT(Read{rows}.codes(), ElementsAre("E0143"));
    EXPECT_EQ((Read{rows, {.add_over = {"customscode"}}}.rows()), "2024,KR,US,847150,import,7,\n");
    EXPECT_THAT((Read{rows, {.add_over = {"motcode"}}}.codes()), ElementsAre("E0143"));
    // Parts by two columns, of which 2100 is within 2000.
    const auto cross =
        kComtradeHeader + "\n" +
        text({.partner = "USA", .value = "4", .transport = "2000", .procedure = "C01"}) +
        text({.partner = "USA", .value = "3", .transport = "2100", .procedure = "C01"}) +
        text({.partner = "USA", .value = "2", .transport = "2100", .procedure = "C04"});
    EXPECT_EQ((Read{cross, {.add_over = {"customscode", "motcode"}}}.rows()),
              "2024,KR,US,847150,import,6,\n");
}

TEST(Comtrade, AColumnToAddOverThatNoTableHasIsAnError) {
    const auto rows = kComtradeHeader + "\n" + text({.partner = "USA", .value = "4"});
    EXPECT_THAT((Read{rows, {.add_over = {"customcode"}}}.codes()), ElementsAre("E0167"));
    EXPECT_THAT((Read{rows, {.add_over = {"customscode"}}}.codes()), IsEmpty());
}

TEST(Comtrade, ReadsTheJsonOfTheService) {
    const Read table{
        R"({"elapsedTime":"0.1 secs","count":2,"data":[
 {"freqCode":"A","period":"2024","reporterCode":410,"reporterISO":"KOR","flowCode":"M","partnerCode":490,
  "partnerISO":"S19","cmdCode":"847150","netWgt":250000,"primaryValue":666666666.25},
 {"freqCode":"A","period":"2024","reporterCode":"410","reporterISO":"KOR","flowCode":"M","partnerCode":484,
  "partnerISO":null,"cmdCode":"847150","netWgt":null,"primaryValue":22222222}],"error":""})"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2024,KR,TW,847150,import,666666666.25,250000\n2024,KR,MX,847150,import,22222222,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "comtrade");
    EXPECT_EQ(table.flows.sources[0].encoding, "UTF-8, JSON");
}

TEST(Comtrade, NamesThePlaceOfAFaultInJson) {
    const Read table{
        "{\"data\":[\n {\"period\":\"2024\",\"reporterISO\":\"KOR\",\"flowCode\":\"M\",\"partnerISO\":\"USA\",\n"
        "  \"cmdCode\":\"847150\",\"primaryValue\":-5}]}"};
    ASSERT_THAT(table.codes(), ElementsAre("E0107"));
    EXPECT_EQ(table.diagnostics.sorted()[0].where.line, 3U);
    EXPECT_EQ(table.diagnostics.sorted()[0].where.column, 37U);
}

TEST(Comtrade, CountsImportsAtTheBorderAndExportsFreeOnBoardAsTheServiceDoes) {
    const std::string header =
        "period,reporterISO,flowCode,partnerISO,cmdCode,cifvalue,fobvalue,primaryValue\n";
    const Read table{header + "2024,KOR,M,S19,847150,110,100,110\n2024,KOR,X,S19,847150,,70,70\n"};
    EXPECT_EQ(table.rows(), "2024,KR,TW,847150,import,110,\n2024,KR,TW,847150,export,70,\n");
    EXPECT_EQ(imports_valued("comtrade"), "CIF");
}

TEST(Comtrade, BesideBaciIsSaidToBeValuedOtherwiseAndNeverAddedToIt) {
    Diagnostics diagnostics;
    const auto flows =
        read({{"comtrade.csv",
               "period,reporterISO,flowCode,partnerISO,cmdCode,primaryValue\n"
               "2024,KOR,M,S19,847150,110\n"},
              {"BACI_HS22_Y2024.csv",
               "t,i,j,k,v,q\n2024,490,410,847150,0.1,\n2023,490,410,847150,0.08,\n"}},
             diagnostics);
    std::vector<std::string> codes;
    for (const auto& finding : diagnostics.sorted()) codes.push_back(finding.code);
    EXPECT_THAT(codes, testing::Contains("E0157"));
    EXPECT_EQ(indicators(flows, {.period = parse_period("2024")}).imports, 110);
    EXPECT_EQ(indicators(flows, {.period = parse_period("2023")}).imports, 80);
}

TEST(Comtrade, HasTaiwanAsAPartnerOnlyAndBaciAsACountryToo) {
    for (const auto* partner : {"490,S19,\"Other Asia, nes\"", "490,,\"Other Asia, nes\""}) {
        const Read table{
            "period,reporterISO,flowCode,partnerCode,partnerISO,partnerDesc,cmdCode,primaryValue\n"
            "2024,KOR,M," +
            std::string{partner} + ",847150,7\n"};
        EXPECT_EQ(table.rows(), "2024,KR,TW,847150,import,7,\n") << partner;
        const auto taiwan = indicators(table.flows, {.reporter = "TW"});
        EXPECT_EQ(taiwan.exports, std::nullopt) << "what Korea imports is not what Taiwan reports";
        EXPECT_EQ(indicators(table.flows, {.partners = {"Taiwan"}}).imports, 7);
    }
    const Read baci{"t,i,j,k,v,q\n2024,490,410,847150,7,\n"};
    EXPECT_EQ(indicators(baci.flows, {.reporter = "490"}).exports, 7000);
    EXPECT_EQ(country_code("Other Asia, nes"), "TW");
}

TEST(Comtrade, ReadsMonthsNamesInSmallLettersAndPassesOtherFlowsOver) {
    const Read table{
        "freqcode,refmonth,period,reporteriso,flowcode,partneriso,cmdcode,isreported,primaryvalue\r\n"
        "M,3,202403,KOR,X,USA,847150,false,10\r\n"
        "M,3,202403,KOR,RX,USA,847150,true,3\r\nM,3,202403,KOR,DX,USA,847150,true,7\r\n"
        "M,3,202403,KOR,MIP,USA,847150,true,2\r\nM,3,202403,KOR,FM,USA,847150,true,2\r\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024-03,KR,US,847150,export,10,\n2024-03,KR,US,847150,re-export,3,\n");
    EXPECT_EQ(table.flows.sources[0].skipped, 3U);
}

TEST(Comtrade, SaysTheFaultOfTheService) {
    const Read table{R"({"elapsedTime":"0.1 secs","count":0,"data":[],"error":"invalid period"})"};
    ASSERT_THAT(table.codes(), ElementsAre("E0139"));
    EXPECT_THAT(table.diagnostics.sorted()[0].message(Language::en), HasSubstr("invalid period"));
}

TEST(ComtradeLegacy, ReadsBothWidths) {
    const std::string row =
        "H5,2019,2019,2019,6,1,1,Import,410,Rep. of Korea,KOR,156,China,CHN,847150,Processing units,5,"
        "Number of items,5000,150000,333333333,0\n"
        "H5,2019,2019,2019,6,1,3,Re-Export,410,Rep. of Korea,KOR,156,China,CHN,847150,Processing units,1,"
        "No Quantity,,,44,0\n";
    const Read wizard{
        "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
        "Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,"
        "Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\n" +
        row};
    EXPECT_THAT(wizard.codes(), IsEmpty());
    EXPECT_EQ(wizard.rows(),
              "2019,KR,CN,847150,import,333333333,150000\n2019,KR,CN,847150,re-export,44,\n");
    EXPECT_EQ(wizard.flows.sources[0].hs_revision, 2017);
    const Read service{
        "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
        "Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,"
        "2nd Partner ISO,Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,"
        "Commodity,Qty Unit Code,Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),"
        "Gross weight (kg),Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag\n"
        "H5,2019,2019,2019,6,1,2,Export,410,Rep. of Korea,KOR,842,USA,USA,,,,,,,,847150,Units,1,No,,,,,,,9,,,0\n"};
    EXPECT_THAT(service.codes(), IsEmpty());
    EXPECT_EQ(service.rows(), "2019,KR,US,847150,export,9,\n");
    EXPECT_EQ(service.flows.sources[0].layout, "comtrade-legacy");
}

TEST(ComtradeLegacy, ReadsItsJson) {
    const Read table{
        R"({"validation":{"status":{"name":"Ok","value":0}},"dataset":[{"pfCode":"H5","yr":2019,"period":2019,
"rgCode":1,"rgDesc":"Import","rtCode":410,"rt3ISO":"KOR","ptCode":490,"pt3ISO":"","cmdCode":"847150",
"TradeQuantity":5,"NetWeight":7,"TradeValue":8}]})"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2019,KR,TW,847150,import,8,7\n");
}

}  // namespace
}  // namespace jarip::trade
