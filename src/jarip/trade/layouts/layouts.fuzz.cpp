// A table that is nearly one of those that are downloaded: read or refused, never a crash; what is read is converted and
// read back the same. The first byte chooses how the bytes are given: as they are, or as the rows below a known header.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// One a layout; of the document layouts, what stands before and after the fuzzed part.
struct Frame {
    std::string_view before;
    std::string_view after;
};
constexpr std::array kFrames{
    Frame{"", ""},
    Frame{
        "period,reporterISO,flowCode,partnerISO,cmdCode,netWgt,primaryValue,motCode,customsCode\n",
        ""},
    Frame{"Period,Trade Flow Code,Reporter ISO,Partner ISO,Commodity Code,Trade Value (US$)\n", ""},
    Frame{"t,i,j,k,v,q\n", ""},
    Frame{"country_code,country_name,country_iso2\n", ""},
    Frame{"code,description\n", ""},
    Frame{"<response><body><items><item><year>2025.01</year><hsCd>84</hsCd><expDlr>",
          "</expDlr></item></items></body></response>"},
    Frame{
        "{\"data\":[{\"period\":\"2024\",\"reporterISO\":\"KOR\",\"flowCode\":\"M\",\"partnerISO\":\"USA\",\"cmdCode\":\"84\",\"primaryValue\":",
        "}]}"},
    Frame{"월,품목명,HS코드,국가코드,국가명,수출금액_USD,수출중량_KG\n", ""},
    Frame{"기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n", ""},
    Frame{"2024년(1월~12월)\n순번,코드,품목명,수출금액,수출증감률,수입금액,수입증감률,수지\n", ""},
    Frame{"HS_CODE,HS_NAME,BASE_YEAR,BASE_MON,TRADE_KRW,WEIGHT_KG\n", ""},
    Frame{"[[\"I_COMMODITY\",\"CTY_CODE\",\"GEN_VAL_MO\",\"time\"],[", "]]"},
    Frame{
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n",
        ""},
    Frame{"進出口別,日期,貨品號列,國家,美元(千元)\n", ""},
    Frame{
        "Exp or Imp,Year,HS,Country,Unit1,Unit2,Value-Year,Quantity1-Jan,Quantity2-Jan,Value-Jan\n",
        ""},
    Frame{"数据年月,商品编码,贸易伙伴编码,贸易方式编码,第一数量,第一计量单位,美元\n", ""},
    Frame{"FLOW\tRPT_ISO\tPTN_ISO\tCOMMODITY\tYEAR\tMONTH\tVALUE\tQTY1\tUNIT1\n", ""},
    Frame{
        "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValue in 1000 USD\n",
        ""},
    Frame{"period,reporter,partner,product,flow,value,unit,mass\n", ""}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto& frame = kFrames[data[0] % kFrames.size()];
    std::string text{frame.before};
    text.append(reinterpret_cast<const char*>(data) + 1, size - 1);
    text += frame.after;

    for (const auto faults : {jarip::trade::Faults::strict, jarip::trade::Faults::lenient}) {
        jarip::Diagnostics diagnostics;
        const auto flows = jarip::trade::read(
            {{"fuzz.csv", text}}, diagnostics,
            {.faults = faults, .flow = jarip::trade::Direction::import, .hs_revision = 2022});
        (void)jarip::render(diagnostics.sorted(), jarip::Language::en);
        (void)jarip::trade::rejects_table(flows, jarip::Language::en);
        jarip::Diagnostics again;
        const auto copy = jarip::trade::read({{"copy.csv", jarip::trade::tidy(flows)}}, again);
        if (copy.value != flows.value || again.has_errors()) std::abort();
    }
    return 0;
}
