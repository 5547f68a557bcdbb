// With the traps met in real files. All figures are invented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jarip/trade/reading/collect.hpp"
#include "jarip/trade/reading/packed_for_test.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

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
    EXPECT_THAT(twice.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(twice.rows(), table.rows()) << "a row that is given twice counts once";
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

TEST(DataGoKr, CallsNamesOtherwiseInTheServicesByItemAndByCountry) {
    // By item: statKor is the product's name, hsCode its code; the total is called so in English too.
    const Read by_item{service_answer(
        "<item><year>total</year><hsCode>-</hsCode><statKor>-</statKor><expDlr>12</expDlr><impDlr>3</impDlr></item>"
        "<item><year>2025.01</year><hsCode>847150</hsCode><statKor>처리장치</statKor><expDlr>5</expDlr>"
        "<expWgt>1</expWgt><impDlr>1</impDlr><impWgt>1</impWgt></item>"
        "<item><year>2025.02</year><hsCode>847150</hsCode><statKor>처리장치</statKor><expDlr>7</expDlr>"
        "<expWgt>1</expWgt><impDlr>2</impDlr><impWgt>1</impWgt></item>")};
    EXPECT_THAT(by_item.codes(), IsEmpty());
    EXPECT_THAT(by_item.codes(Severity::warning), IsEmpty());
    EXPECT_EQ(by_item.rows(),
              "2025-01,KR,,847150,export,5,1\n2025-01,KR,,847150,import,1,1\n"
              "2025-02,KR,,847150,export,7,1\n2025-02,KR,,847150,import,2,1\n");
    EXPECT_EQ(by_item.flows.sources[0].totals, 1U);
    // By country: statCdCntnKor1 is its name, and expCnt and impCnt are declarations, no money.
    const Read by_country{service_answer(
        "<item><year>2025.01</year><statCd>VN</statCd><statCdCntnKor1>베트남</statCdCntnKor1><expCnt>900</expCnt>"
        "<expDlr>5</expDlr><impCnt>800</impCnt><impDlr>6</impDlr><balPayments>-1</balPayments></item>")};
    EXPECT_THAT(by_country.codes(), IsEmpty());
    EXPECT_EQ(by_country.rows(), "2025-01,KR,VN,,export,5,\n2025-01,KR,VN,,import,6,\n");
}

TEST(DataGoKr, ReadsTheAnswersOfTwelveMonthsEachAsOneTable) {
    const auto answer = [](int year, int month, int count, int exports) {
        std::string items;
        for (int i = 0; i < count; ++i) {
            const int at = month - 1 + i;
            const auto number = std::to_string(at % 12 + 1);
            items += "<item><year>" + std::to_string(year + at / 12) + '.' +
                     (number.size() == 1 ? "0" : "") + number +
                     "</year><statCd>TW</statCd><hsCd>847150</hsCd><expDlr>" +
                     std::to_string(exports) + "</expDlr><impDlr>1</impDlr></item>";
        }
        return service_answer(items);
    };
    const auto read_as = [](const std::vector<SourceFile>& files, Diagnostics& diagnostics) {
        return series(read(files, diagnostics), {.every = Every::year}).points;
    };
    Diagnostics apart, overlapping;
    const auto two_years = read_as(
        {{"2024.xml", answer(2024, 1, 12, 10)}, {"2025.xml", answer(2025, 1, 12, 20)}}, apart);
    ASSERT_EQ(two_years.size(), 2U);
    EXPECT_EQ(two_years[0].exports, 120);
    EXPECT_EQ(two_years[1].exports, 240);
    EXPECT_EQ(two_years[1].growth_exports, 1);
    EXPECT_TRUE(apart.sorted().empty());
    // December is in both answers, and counted once.
    const auto once = read_as(
        {{"a.xml", answer(2024, 1, 12, 10)}, {"b.xml", answer(2024, 12, 12, 10)}}, overlapping);
    EXPECT_EQ(once[0].exports, 120);
    EXPECT_EQ(overlapping.sorted().front().code, "E0145");
}

TEST(DataGoKr, RevisesAMonthByTheAnswerThatCameLaterAndMissesNone) {
    const auto month = [](const char* name, const char* exports) {
        return service_answer("<item><year>" + std::string{name} +
                              "</year><statCd>-</statCd><hsCd>8542</hsCd><expDlr>" + exports +
                              "</expDlr><impDlr>1</impDlr></item>");
    };
    Diagnostics diagnostics;
    const auto flows = read({{"a.xml", month("2020.03", "5")},
                             {"b.xml", month("2020.05", "6")},
                             {"c.xml", month("2020.03", "7")}},
                            diagnostics);
    EXPECT_EQ(diagnostics.sorted().front().code, "E0146") << "statistics are revised";
    const auto spring = indicators(flows, {.period = parse_period("2020-03..2020-05")});
    EXPECT_EQ(spring.exports, 13);
    EXPECT_EQ(spring.missing_exports, std::vector{*parse_period("2020-04")});
    EXPECT_EQ(series(flows, {.every = Every::month}).points.size(), 2U);
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
    EXPECT_EQ(table.flows.sources[0].skipped, 2U);
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

// 당월 is the month, 누계 the year to it.
TEST(KStat, ReadsWhatIsCumulativeFromJanuary) {
    const std::string rows =
        "순번,국가명,수출금액,수출증감률,수입금액,수입증감률,수지\n총계,,\"1,500\",3.0,\"900\",1.0,600\n"
        "1,중국,\"1,000\",5.0,\"600\",2.0,400\n2,대만,\"500\",-1,\"300\",1,200\n";
    for (const auto* title : {"2024년 9월(누계)", "기간 : 2024.01 ~ 2024.09", "2024년 1~9월",
                              "조회기간: 2024년 1월~2024년 9월"}) {
        const Read table{"품목별 국가별 수출입,,,,,,\n\"" + std::string{title} + "\",,,,,,\n" +
                         rows};
        EXPECT_THAT(table.codes(), IsEmpty()) << title;
        EXPECT_THAT(table.rows(), HasSubstr("2024-01..2024-09,KR,CN,,export,1000000,\n")) << title;
    }
    const Read month{"품목별 국가별 수출입,,,,,,\n2024년 9월(당월),,,,,,\n" + rows};
    EXPECT_THAT(month.rows(), HasSubstr("2024-09,KR,CN,,export,1000000,\n"));
}

TEST(KStat, ReadsTheWorkbookThatTheSiteGives) {
    const Read table{workbook(sheet_rows({{"품목 수출입"},
                                          {"(단위: 천 달러, %)"},
                                          {"순번", "코드", "품목명", "2024년(1월~12월)", "", ""},
                                          {"", "", "", "수출금액", "수출증감률", "수입금액"},
                                          {"", "", "총계", "1,000", "3.1", "2,000"},
                                          {"1", "010121", "말", "1,000", "5.0", "2,000"}}))};
    EXPECT_THAT(table.codes(), IsEmpty());
    EXPECT_EQ(table.rows(), "2024,KR,,010121,export,1000000,\n2024,KR,,010121,import,2000000,\n");
    EXPECT_EQ(table.flows.sources[0].encoding, "XLSX");
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

}  // namespace
}  // namespace jarip::trade
