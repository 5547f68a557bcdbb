// Every layout of customs tables, each with the traps met in real files. All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// ---- UN Comtrade

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
    EXPECT_EQ(table.flows.sources[0].passed_over, 1U);
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
    EXPECT_THAT(short_of.codes(Severity::warning), ElementsAre("E0147"));
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
    EXPECT_EQ(sound.flows.sources[0].passed_over, 4U);
    EXPECT_THAT(Read{file("1")}.codes(Severity::warning), ElementsAre("E0142"));
    const Read parts_only{kComtradeHeader + "\n" +
                          text({.partner = "USA", .value = "4", .transport = "2100"})};
    EXPECT_THAT(parts_only.codes(Severity::warning), ElementsAre("E0143"));
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

// ---- BACI and what stands beside it

TEST(Baci, IsExplainedByTheFilesBesideIt) {
    Diagnostics diagnostics;
    const auto flows = read(
        {{"BACI_HS22_Y2023_V202501.csv", "t,i,j,k,v,q\n2023,9999,410,10121,1.5,          NA\n"},
         {"country_codes_V202501.csv",
          "country_code,country_name,country_iso2,country_iso3\n9999,Mexico,MX,MEX\n410,Rep. of Korea,KR,KOR\n"},
         {"product_codes_HS22_V202501.csv",
          "code,description\n010121,\"Horses: live, pure-bred\"\n"}},
        diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(
        tidy(flows),
        "period,reporter,partner,product,flow,value_usd,mass_kg\n2023,MX,KR,010121,both,1500,\n");
    EXPECT_THAT(flows.product_names,
                ElementsAre(testing::Pair("010121", "Horses: live, pure-bred")));
    EXPECT_EQ(flows.sources[1].layout, "baci-countries");
    EXPECT_EQ(flows.sources[2].layout, "baci-products");
}

TEST(Baci, OfManyFilesIsOneTable) {
    Diagnostics diagnostics;
    const auto flows = read({{"BACI_HS22_Y2022.csv", "t,i,j,k,v,q\n2022,490,410,847150,1,2\n"},
                             {"BACI_HS22_Y2023.csv", "2023,490,410,847150,2,3\n"}},
                            diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(flows.size(), 2U);
}

// ---- Korea

std::string service_answer(const std::string& items) {
    return "<response><header><resultCode>00</resultCode><resultMsg>정상서비스.</resultMsg></header><body>"
           "<items>" +
           items + "</items></body></response>";
}

const std::string kTotalItem =
    "<item><balPayments>-111</balPayments><expDlr>5</expDlr><expWgt>1</expWgt><hsCd>-</hsCd><impDlr>1,116"
    "</impDlr><impWgt>9</impWgt><statCd>-</statCd><statCdCntnKor1>-</statCdCntnKor1><statKor>-</statKor>"
    "<year>총계</year></item>";
const std::string kTaiwanItem =
    "<item><year>2025.01</year><statCd>TW</statCd><statCdCntnKor1>대만</statCdCntnKor1><hsCd>8471501000</hsCd>"
    "<statKor>처리장치</statKor><expDlr>5</expDlr><expWgt>1</expWgt><impDlr>1,116</impDlr><impWgt>9</impWgt>"
    "<balPayments>-1111</balPayments></item>";

TEST(DataGoKr, ReadsXmlWithFieldsInAnyOrderAndHoldsTheTotalToIt) {
    const Read table{service_answer(kTotalItem + kTaiwanItem)};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01,KR,TW,8471501000,export,5,1\n2025-01,KR,TW,8471501000,import,1116,9\n");
    EXPECT_EQ(table.flows.sources[0].layout, "data-go-kr");
    EXPECT_EQ(table.flows.sources[0].totals, 1U);
    const Read twice{service_answer(kTotalItem + kTaiwanItem + kTaiwanItem)};
    EXPECT_THAT(twice.codes(Severity::warning), ElementsAre("E0142"));
}

TEST(DataGoKr, ReadsJsonOfConvertersWithOneItemOrMany) {
    const std::string item =
        R"({"year":"202501","statCd":"TW","hsCode":"847150","expDlr":"5","impDlr":116,"expWgt":"1","impWgt":"-"})";
    for (const auto& items : {item, "[" + item + "]"}) {
        const Read table{R"({"response":{"header":{"resultCode":"00"},"body":{"items":{"item":)" +
                         items + "}}}}"};
        EXPECT_THAT(table.codes(), IsEmpty()) << items;
        EXPECT_EQ(table.rows(),
                  "2025-01,KR,TW,847150,export,5,1\n2025-01,KR,TW,847150,import,116,\n");
    }
}

TEST(DataGoKr, ReadsTheServiceByCity) {
    const Read table{service_answer(
        "<item><priodTitle>2025.01</priodTitle><hsSgn>8471</hsSgn><korePrlstNm>x</korePrlstNm>"
        "<expUsdAmt>7</expUsdAmt><impUsdAmt>8</impUsdAmt><sggNm>서울특별시</sggNm></item>"
        "<item><priodTitle>2025.01</priodTitle><hsSgn>8471</hsSgn><korePrlstNm>x</korePrlstNm>"
        "<expUsdAmt>1</expUsdAmt><impUsdAmt>2</impUsdAmt><sggNm>부산광역시</sggNm></item>")};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(indicators(table.flows, {.hs = {"8471"}}).imports, 10.0);
}

TEST(DataGoKr, SaysTheFaultOfTheServiceThoughHttpSaidAllWasWell) {
    const Read refused{
        "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>"
        "SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode>"
        "</cmmMsgHeader></OpenAPI_ServiceResponse>"};
    ASSERT_THAT(refused.codes(), ElementsAre("E0139"));
    EXPECT_THAT(refused.diagnostics.sorted()[0].message(Language::en),
                HasSubstr("SERVICE_KEY_IS_NOT_REGISTERED_ERROR"));
    const Read too_long{
        "<response><header><resultCode>99</resultCode><resultMsg>12개월 초과</resultMsg></header></response>"};
    EXPECT_THAT(too_long.codes(), ElementsAre("E0139"));
}

TEST(DataGoKr, ReadsACollectorsTable) {
    const Read table{
        "월,품목명,HS코드,국가코드,국가명,수출금액_USD,수출중량_KG\n"
        "2025.01,DRAM,8542321010,CN,중국,100,2\n2025.01,DRAM,8542321010,OTHER,기타,30,1\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01,KR,CN,8542321010,export,100,2\n2025-01,KR,OTHER,8542321010,export,30,1\n");
}

const std::string kUnipassHeader =
    "기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n";

TEST(Unipass, ReadsTotalsCommasDashesAndBlanks) {
    const Read table{
        "\xEF\xBB\xBF" + kUnipassHeader +
        "2025,총계,847150,처리장치,\"1,000\",\"2,000\",\"3,000\",\"40,000\",\"-38,000\"\n"
        "2025,대만,8471.50-1000,처리장치,10,20,\"2,000\",\"30,000\",\"-29,980\"\n"
        "2025,미국,847150,처리장치,990,\"1,980\",\"1,000\",\"10,000\",-\n"
        "2025,일본,847150,처리장치,,-,-,-,-\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.rows(), HasSubstr("2025,KR,TW,8471501000,import,30000000,2000\n"));
    EXPECT_THAT(table.rows(), HasSubstr("2025,KR,US,847150,export,1980000,990\n"));
    EXPECT_EQ(table.flows.sources[0].passed_over, 2U);
    EXPECT_EQ(table.flows.sources[0].layout, "unipass");
}

TEST(Unipass, TakesUnitsFromTheHeaderOrTheTitles) {
    const Read in_header{
        "기간,국가,HS코드,품목명,수출 중량(톤),수출 금액(달러),수입 중량(톤),수입 금액(달러),무역수지\n"
        "2025.01,대만,847150,x,1,2,3,4,-2\n"};
    EXPECT_EQ(in_header.rows(),
              "2025-01,KR,TW,847150,export,2,1000\n2025-01,KR,TW,847150,import,4,3000\n");
    const Read in_title{"수출입 실적,,,,,,,,\n(단위: 톤·백만 달러),,,,,,,,\n" + kUnipassHeader +
                        "2025-01,대만,847150,x,1,2,3,4,-2\n"};
    EXPECT_THAT(in_title.codes(), IsEmpty());
    EXPECT_EQ(
        in_title.rows(),
        "2025-01,KR,TW,847150,export,2000000,1000\n2025-01,KR,TW,847150,import,4000000,3000\n");
}

TEST(Unipass, ReadsCp949AndMonthsInEveryForm) {
    for (const auto* month : {"2025.01", "2025-01", "202501", "2025년 1월", "2025년01월"}) {
        const Read table{cp949(kUnipassHeader + month + ",대만,847150,처리장치,1,2,3,4,-2\n")};
        EXPECT_THAT(table.codes(), IsEmpty()) << month;
        EXPECT_EQ(table.rows(),
                  "2025-01,KR,TW,847150,export,2000,1\n2025-01,KR,TW,847150,import,4000,3\n");
        EXPECT_EQ(table.flows.sources[0].encoding, "CP949");
    }
}

TEST(Unipass, ReadsTheTableByCountry) {
    const Read table{
        "기간,국가명,수출건수,수출금액,수입건수,수입금액,무역수지,기타사항\n"
        "2025,총계,9,10,9,30,-20,\n2025,베트남,5,6,5,10,-4,\n2025,중국,4,4,4,20,-16,\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_THAT(table.rows(), HasSubstr("2025,KR,VN,,export,6000,\n"));
    EXPECT_EQ(table.flows.sources[0].totals, 2U);
}

TEST(KStat, ReadsTwoLinesOfHeaderBelowTitles) {
    const Read table{
        "품목 수출입,,,,,,,,\n\"(단위: 천 달러, %)\",,,,,,,,\n"
        "순번,코드,품목명,2024년(1월~12월),,,2025년(1월~9월),,\n"
        ",,,수출금액,수출증감률,수입금액,수출금액,수출증감률,수입금액\n"
        ",,총계,\"1,000\",3.1,\"2,000\",10,1.0,20\n1,847150,처리장치,\"1,000\",5.0,\"2,000\",10,5.0,20\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2024,KR,,847150,export,1000000,\n2024,KR,,847150,import,2000000,\n"
        "2025-01..2025-09,KR,,847150,export,10000,\n2025-01..2025-09,KR,,847150,import,20000,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "k-stat");
}

TEST(KStat, ReadsOneLineOfHeaderWhereATitleSaysThePeriod) {
    const std::string rows =
        "순번,코드,품목명,수출금액,수출증감률,수입금액,수입증감률,수지\n,,총계,100,3.1,\"1,500\",-1.0,\"-1,400\"\n"
        "1,847150,처리장치,100,5.0,\"1,500\",20.0,\"-1,400\"\n";
    EXPECT_THAT(Read{rows}.codes(), ElementsAre("E0102"));
    const Read table{"2024년(1월~12월),,,,,,,\n" + rows};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024,KR,,847150,export,100000,\n2024,KR,,847150,import,1500000,\n");
}

TEST(Trass, IsInWonAndNeedsToBeToldItsDirection) {
    const std::string text =
        "HS_CODE,HS_NAME,BASE_YEAR,BASE_MON,TRADE_KRW,WEIGHT_KG\n847150,x,2025,1,2912,3\n";
    EXPECT_THAT(Read{text}.codes(), ElementsAre("E0144"));
    const Read table{text,
                     {.flow = Direction::import,
                      .rates = {{"KRW", *parse_period("2025-01"), "1456", "", "test"}}}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,KR,,847150,import,2,3\n");
}

// ---- United States

TEST(Census, ReadsListsOfTextsAndHoldsTheTotalToItsCountries) {
    const Read table{
        R"([["I_COMMODITY","CTY_CODE","CTY_NAME","GEN_VAL_MO","COMM_LVL","time"],
["847150","-","TOTAL FOR ALL COUNTRIES","1000","HS6","2025-01"],
["847150","5830","TAIWAN","600","HS6","2025-01"],
["847150","0003","EUROPEAN UNION","400","HS6","2025-01"],
["847150","4280","GERMANY","400","HS6","2025-01"]])"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,US,TW,847150,import,600,\n2025-01,US,DE,847150,import,400,\n");
    EXPECT_EQ(table.flows.sources[0].totals, 2U);
    EXPECT_EQ(table.flows.sources[0].layout, "census");
}

TEST(Census, ReadsExportsAndSumsOfTheYearSoFar) {
    const Read table{
        R"([["E_COMMODITY","CTY_CODE","ALL_VAL_YR","time"],["8542321010","5800","7","2025-03"]])"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01..2025-03,US,KR,8542321010,export,7,\n");
}

TEST(Census, RefusesACodeOfNoCountryAndKeepsANameBesideIt) {
    const Read unknown{R"([["E_COMMODITY","CTY_CODE","ALL_VAL_MO","time"],
["854232","4803","7","2025-03"],["854232","5831","8","2025-03"]])"};
    EXPECT_THAT(unknown.codes(), ElementsAre("E0149"));
    const Read named{R"([["E_COMMODITY","CTY_CODE","CTY_NAME","ALL_VAL_MO","time"],
["854232","5831","SOMEWHERE NEW","8","2025-03"]])"};
    EXPECT_THAT(named.codes(), IsEmpty());
    EXPECT_EQ(named.rows(), "2025-03,US,SOMEWHERE NEW,854232,export,8,\n");
}

// ---- European Union

const std::string kComextHeader =
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
    "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n";
const std::string kComextRows =
    "DE,TW,E,84715000,75230,2620,2620,410,410000,16,1,1,PST,202402,1000000,1000000,2000,50\n"
    "DE,TW,E,854XXXXX,75230,2620,2620,410,410000,16,2,1,PST,202402,500,500,,\n"
    "DE,NL,I,84715000,75230,2620,2620,410,410000,16,1,1,PST,202452,200000,200000,500,12\n";
const ReadOptions kTwoDollarsAEuro{.rates = {{"EUR", *parse_period("2024"), "", "2", "test"}}};

TEST(Comext, ReadsEuroYearsOf52MonthsAndConfidentialCodes) {
    const Read table{kComextHeader + kComextRows, kTwoDollarsAEuro};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2024-02,DE,TW,84715000,import,2000000,2000\n2024-02,DE,TW,854XXXXX,export,1000,\n"
              "2024,DE,NL,84715000,import,400000,500\n");
    EXPECT_EQ(table.flows.sources[0].currency, "EUR");
    EXPECT_EQ(table.flows.sources[0].layout, "comext");
}

TEST(Comext, KeepsCodesThatHideWhatTheyHold) {
    const Read table{kComextHeader +
                         "DE,TW,E,99RRR100,,,,,,,1,1,PST,202402,500,500,,\n"
                         "DE,TW,E,854XXXXX,,,,,,,1,1,PST,202402,300,300,,\n",
                     kTwoDollarsAEuro};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2024-02,DE,TW,99RRR100,import,1000,\n2024-02,DE,TW,854XXXXX,import,600,\n");
}

TEST(Comext, ReadsFilesWithoutHeaderAndThoseOfBefore) {
    EXPECT_EQ(Read(kComextRows, kTwoDollarsAEuro).rows(),
              Read(kComextHeader + kComextRows, kTwoDollarsAEuro).rows());
    const Read before{
        "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_cpa2002,"
        "PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,"
        "VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n"
        "004,DE,0736,TW,E,84715000,75230,,,2620,410,16,1,4,PST,202402,1000000,2000,50\n",
        kTwoDollarsAEuro};
    EXPECT_THAT(before.codes(), IsEmpty());
    EXPECT_EQ(before.rows(), "2024-02,DE,TW,84715000,import,2000000,2000\n");
}

// ---- Taiwan

TEST(TaiwanPortal, ReadsYearsOfTheRepublicAndPreliminaryParts) {
    const Read table{
        "進出口別,日期,貨品號列,中文貨名,英文貨名,美元(千元)\n"
        "出口總值(含復出口),113年,84715000007,處理單元, Processing units,1234567.89\n"
        "出口總值(含復出口),114年1月~114年7月(初步值),84715000007,處理單元, Processing units,987654.32\n"
        "進口總值(含復進口),113年,84715000007,處理單元, Processing units,\"1,000.5\"\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2024,TW,,84715000007,export,1234567890,\n2025-01..2025-07,TW,,84715000007,export,987654320,\n"
        "2024,TW,,84715000007,import,1000500,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "taiwan-portal");
}

TEST(TaiwanPortal, ReadsCountriesBig5AndTaiwanDollars) {
    const std::string text =
        "進出口別,日期,貨品號列,中文貨名,英文貨名,國家,新臺幣(千元)\n出口,113年,847150,處理單元,x,美國,64\n";
    const ReadOptions options{.rates = {{"TWD", *parse_period("2024"), "32", "", "test"}}};
    EXPECT_EQ(Read(text, options).rows(), "2024,TW,US,847150,export,2000,\n");
    const Read big5{encoded(text, "BIG5-HKSCS"), options};
    EXPECT_THAT(big5.codes(), IsEmpty());
    EXPECT_EQ(big5.rows(), "2024,TW,US,847150,export,2000,\n");
}

TEST(TaiwanPortal, ReadsTheEnglishTableMadeOfIt) {
    const Read table{
        "\xEF\xBB\xBFYear,Country,HS Code,Description,Export Value (USD)\n2024,Mexico,847150,x,5\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024,TW,MX,847150,export,5,\n");
}

// ---- Japan

const std::string kEStatHeader = [] {
    std::string header =
        "Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year";
    for (const auto* month :
         {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"})
        for (const auto* what : {"Quantity1-", "Quantity2-", "Value-"})
            header += std::string{','} + what + month;
    return header + '\n';
}();
const std::string kNoMoreMonths = [] {
    std::string zeros;
    for (int i = 0; i < 30; ++i) zeros += ",0";
    return zeros + '\n';
}();

TEST(EStat, ReadsMonthsSideBySideApostrophesAndItsOwnCountries) {
    const Read table{kEStatHeader + "1,2025,'852351000',106,  ,NO,0,100,2000,0,10,200,0,90,1800" +
                         kNoMoreMonths + "2,2025,'847150000',106,NO,KG,5,70,9000,5,70,9000,0,0,0" +
                         kNoMoreMonths,
                     {.rates = {{"JPY", *parse_period("2025"), "100", "", "test"}}}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_THAT(table.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(table.rows(),
              "2025-01,JP,TW,852351000,export,2000,\n2025-02,JP,TW,852351000,export,18000,\n"
              "2025-01,JP,TW,847150000,import,90000,70\n");
    EXPECT_EQ(table.flows.sources[0].layout, "e-stat");
}

TEST(EStat, HoldsTheYearToItsMonths) {
    const Read table{kEStatHeader + "2,2025,'847150000',106,NO,NO,0,0,9000,0,0,8000,0,0,500" +
                     kNoMoreMonths};
    EXPECT_THAT(table.codes(Severity::warning), ElementsAre("E0142"));
}

// ---- China

const std::string kChina =
    "\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"贸易方式编码\",\"贸易方式名称\","
    "\"注册地编码\",\"注册地名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"美元\"\n"
    "\"202501\",\"84715040\",\"x\",\"143\",\"中国台湾\",\"10\",\"一般贸易\",\"31\",\"上海市\",\"1,000\",\"台\","
    "\"5,000\",\"千克\",\"9,000,000\"\n"
    "\"202501\",\"84733090\",\"x\",\"133\",\"韩国\",\"10\",\"一般贸易\",\"44\",\"广东省\",\"2,000\",\"千克\","
    "\"0\",\"\",\"7,000,000\"\n";

TEST(ChinaCustoms, ReadsGbkCommasAndNeedsToBeToldItsDirection) {
    EXPECT_THAT(Read{kChina}.codes(), ElementsAre("E0144"));
    const Read table{encoded(kChina, "GBK"), {.flow = Direction::import}};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(
        table.rows(),
        "2025-01,CN,TW,84715040,import,9000000,5000\n2025-01,CN,KR,84733090,import,7000000,2000\n");
    EXPECT_EQ(table.flows.sources[0].layout, "china-customs");
}

// ---- Trade Data Monitor, WITS

TEST(Tdm, ReadsUtf16WithTabs) {
    const Read table{
        encoded("\xEF\xBB\xBF"
                "FLOW\tRPT_ISO\tPTN_ISO\tCOMMODITY\tYEAR\tMONTH\tVALUE\tQTY1\tUNIT1\tQTY2\tUNIT2\n"
                "I\tKR\tTW\t847150\t2025\t1\t12.5\t3\tNO\t40\tKG\n",
                "UTF-16LE")};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2025-01,KR,TW,847150,import,12.5,40\n");
    EXPECT_EQ(table.flows.sources[0].layout, "tdm");
}

TEST(Wits, ReadsThousandsOfDollars) {
    const Read table{
        "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,"
        "TradeFlowCode,TradeValue in 1000 USD,Quantity,Quantity Token\n"
        "H5,KOR,847150,\"Korea, Rep.\",WLD,World,2019,Import,5,3,40,8\n"
        "H5,KOR,847150,\"Korea, Rep.\",CHN,China,2019,Gross Exp.,6,1.5,4,5\n"};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2019,KR,,847150,import,3000,40\n2019,KR,CN,847150,export,1500,\n");
    EXPECT_EQ(table.flows.sources[0].layout, "wits");
    EXPECT_EQ(table.flows.sources[0].hs_revision, 2017);
}

// ---- tidy

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
