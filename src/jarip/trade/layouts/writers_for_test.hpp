/// One set of figures in every layout of customs tables, for tests.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/packed_for_test.hpp"
#include "jarip/trade/reading/read_for_test.hpp"

namespace jarip::trade::writers {

// A flow of one month of 2024, or of all of it (0). Dollars are whole multiples of 20,000, so that thousands of yen, euro and won at the
// rates below are whole too.
struct Figure {
    int month = 1;
    bool is_export = false;
    std::string partner;  // alpha-2
    std::string code;     // six digits
    long long dollars = 0;
    long long kg = 0;
};
using Figures = std::vector<Figure>;

inline const ReadOptions kRates{.flow = std::nullopt,
                                .rates = {{"JPY", *parse_period("2024"), "150", "", "test"},
                                          {"EUR", *parse_period("2024"), "0.5", "", "test"},
                                          {"KRW", *parse_period("2024"), "1400", "", "test"},
                                          {"CNY", *parse_period("2024"), "7", "", "test"}}};

inline std::string month_of(const Figure& figure, const std::string& separator) {
    if (figure.month == 0) return "2024";
    return "2024" + separator + (figure.month < 10 ? "0" : "") + std::to_string(figure.month);
}

struct Partner {
    std::string alpha2, alpha3, m49, census, japan, china, korean, chinese;
};
inline const std::vector<Partner> kPartners{
    {"TW", "S19", "490", "5830", "106", "143", "대만", "臺灣"},
    {"US", "USA", "842", "----", "304", "502", "미국", "美國"},
    {"DE", "DEU", "276", "4280", "213", "304", "독일", "德國"},
    {"MX", "MEX", "484", "2010", "305", "429", "멕시코", "墨西哥"},
    {"SG", "SGP", "702", "5590", "112", "132", "싱가포르", "新加坡"}};

inline const Partner& partner(const Figure& figure) {
    return *std::find_if(kPartners.begin(), kPartners.end(),
                         [&](const Partner& known) { return known.alpha2 == figure.partner; });
}

inline std::string number(long long value) { return std::to_string(value); }

inline std::string grouped(long long value) {
    auto text = number(value);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return '"' + text + '"';
}

// Who writes a layout, and what the layout can say.
struct Writer {
    std::string layout;
    std::string reporter;
    std::string (*write)(const Figures&);
    std::optional<Direction> only = std::nullopt;  // a table of one direction
    bool has_mass = true;
    bool has_partner = true;
    bool is_yearly = false;
    bool is_both = false;  // one figure for both sides
};

inline std::string lines(const Figures& figures, const std::string& header,
                         const std::function<std::string(const Figure&)>& line) {
    std::string text = header;
    for (const auto& figure : figures) text += line(figure) + '\n';
    return text;
}

inline std::string as_tidy(const Figures& figures) {
    return lines(figures, "period,reporter,partner,product,flow,value_kusd,mass_t\n",
                 [](const auto& f) {
                     return month_of(f, "-") + ",KR," + partner(f).korean + ',' + f.code + ',' +
                            (f.is_export ? "export" : "import") + ',' + number(f.dollars / 1000) +
                            ',' + number(f.kg / 1000);
                 });
}

inline std::string as_comtrade(const Figures& figures) {
    return lines(
        figures,
        "period,reporterISO,flowCode,partnerISO,cmdCode,netWgt,primaryValue,motCode,customsCode,"
        "partner2Code\n",
        [](const auto& f) {
            return month_of(f, "") + ",KOR," + (f.is_export ? "X" : "M") + ',' + partner(f).alpha3 +
                   ',' + f.code + ',' + number(f.kg) + ',' + number(f.dollars) + ",0,C00,0,";
        });
}

inline std::string as_comtrade_json(const Figures& figures) {
    std::string text;
    for (const auto& f : figures)
        text += (text.empty() ? "{\"data\":[" : ",") + std::string{"{\"period\":\""} +
                month_of(f, "") + "\",\"reporterCode\":410,\"flowCode\":\"" +
                (f.is_export ? "X" : "M") + "\",\"partnerCode\":" + partner(f).m49 +
                ",\"cmdCode\":\"" + f.code + "\",\"netWgt\":" + number(f.kg) +
                ",\"primaryValue\":" + number(f.dollars) + "}";
    return text + "]}";
}

inline std::string as_comtrade_legacy(const Figures& figures) {
    return lines(figures,
                 "Period,Trade Flow Code,Reporter ISO,Partner Code,Partner ISO,Commodity Code,"
                 "Netweight (kg),Trade Value (US$)\n",
                 [](const auto& f) {
                     return month_of(f, "") + (f.is_export ? ",2" : ",1") + ",KOR," +
                            partner(f).m49 + ",," + f.code + ',' + number(f.kg) + ',' +
                            number(f.dollars);
                 });
}

inline std::string as_data_go_kr(const Figures& figures) {
    std::string text = "<response><header><resultCode>00</resultCode></header><body><items>";
    for (const auto& f : figures)
        text += "<item><year>" + month_of(f, ".") + "</year><statCd>" + f.partner +
                "</statCd><hsCd>" + f.code + "</hsCd><" + (f.is_export ? "expDlr>" : "impDlr>") +
                number(f.dollars) + "</" + (f.is_export ? "expDlr>" : "impDlr>") + "<" +
                (f.is_export ? "expWgt>" : "impWgt>") + number(f.kg) + "</" +
                (f.is_export ? "expWgt>" : "impWgt>") + "</item>";
    return text + "</items></body></response>";
}

inline std::string as_unipass(const Figures& figures) {
    return cp949(lines(figures,
                       "기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n",
                       [](const auto& f) {
                           const auto amounts = grouped(f.kg) + ',' + grouped(f.dollars / 1000);
                           return month_of(f, ".") + ',' + partner(f).korean + ',' +
                                  f.code.substr(0, 4) + '.' + f.code.substr(4) + ",x," +
                                  (f.is_export ? amounts + ",-,-" : "-,-," + amounts) + ",0";
                       }));
}

inline std::string as_unipass_workbook(const Figures& figures) {
    std::vector<std::vector<std::string>> rows{{"수출입 실적 (단위: 톤, 천 달러)"},
                                               {"기간", "국가", "HS코드", "품목명", "수출 중량",
                                                "수출 금액", "수입 중량", "수입 금액", "무역수지"}};
    for (const auto& f : figures) {
        std::vector<std::string> row{
            month_of(f, "-"), partner(f).korean, f.code, "x", "", "", "", "", "0"};
        const std::size_t at = f.is_export ? 4 : 6;
        row[at] = number(f.kg / 1000);
        row[at + 1] = number(f.dollars / 1000);
        rows.push_back(row);
    }
    return workbook(sheet_rows(rows));
}

inline std::string as_comext(const Figures& figures) {
    return lines(
        figures,
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n",
        [](const auto& f) {
            return "KR," + f.partner + ",E," + f.code + ',' + (f.is_export ? "2" : "1") + ",1," +
                   month_of(f, "") + ',' + number(f.dollars / 2) + ',' + number(f.kg);
        });
}

inline std::string as_census(const Figures& figures) {
    std::string text = R"([["I_COMMODITY","CTY_CODE","CTY_NAME","GEN_VAL_MO","time"])";
    for (const auto& f : figures)
        text += ",\n[\"" + f.code + "\",\"" + partner(f).census + "\",\"" +
                country_name(f.partner, Language::en) + "\",\"" + number(f.dollars) + "\",\"" +
                month_of(f, "-") + "\"]";
    return text + "]";
}

inline std::string as_taiwan(const Figures& figures) {
    return encoded(
        lines(figures, "進出口別,日期,貨品號列,國家,美元(千元)\n",
              [](const auto& f) {
                  return std::string{f.is_export ? "出口總值(含復出口)" : "進口總值(含復進口)"} +
                         ",113年" + number(f.month) + "月," + f.code + ',' + partner(f).chinese +
                         ',' + grouped(f.dollars / 1000);
              }),
        "BIG5-HKSCS");
}

inline std::string as_e_stat(const Figures& figures) {
    static const std::vector<std::string> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::string header =
        "Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year";
    for (const auto& month : months)
        header += ",Quantity1-" + month + ",Quantity2-" + month + ",Value-" + month;
    return lines(figures, header + '\n', [](const auto& f) {
        const auto yen = number(f.dollars * 150 / 1000);
        std::string line = std::string{f.is_export ? "1" : "2"} + ",2024,'" + f.code + "'," +
                           partner(f).japan + ",NO,KG,0," + number(f.kg) + ',' + yen;
        for (int month = 1; month <= 12; ++month)
            line += month == f.month ? ",0," + number(f.kg) + ',' + yen : ",0,0,0";
        return line;
    });
}

inline std::string as_china(const Figures& figures) {
    return encoded(
        lines(
            figures,
            "\"数据年月\",\"商品编码\",\"贸易伙伴编码\",\"贸易方式编码\",\"注册地编码\",\"第一数量\","
            "\"第一计量单位\",\"人民币\"\n",
            [](const auto& f) {
                return '"' + month_of(f, "") + "\",\"" + f.code + "\",\"" + partner(f).china +
                       "\",\"10\",\"31\"," + grouped(f.kg) + ",\"千克\"," + grouped(f.dollars * 7);
            }),
        "GBK");
}

inline std::string as_tdm(const Figures& figures) {
    return encoded(lines(figures,
                         "\xEF\xBB\xBF"
                         "FLOW\tRPT_ISO\tPTN_ISO\tCOMMODITY\tYEAR\tMONTH\tVALUE\tQTY1\tUNIT1\n",
                         [](const auto& f) {
                             return std::string{f.is_export ? "E" : "I"} + "\tKR\t" + f.partner +
                                    '\t' + f.code + "\t2024\t" + number(f.month) + '\t' +
                                    number(f.dollars) + '\t' + number(f.kg) + "\tKG";
                         }),
                   "UTF-16LE");
}

inline std::string as_trass(const Figures& figures) {
    return lines(figures, "HS_CODE,HS_NAME,BASE_YEAR,BASE_MON,TRADE_KRW,WEIGHT_KG\n",
                 [](const auto& f) {
                     return f.code + ",x,2024," + number(f.month) + ',' + number(f.dollars * 1400) +
                            ',' + number(f.kg);
                 });
}

inline std::string as_data_go_kr_json(const Figures& figures) {
    std::string text;
    for (const auto& f : figures)
        text += (text.empty() ? "" : ",") + std::string{"{\"year\":\""} + month_of(f, "") +
                "\",\"statCd\":\"" + f.partner + "\",\"hsCode\":\"" + f.code + "\",\"" +
                (f.is_export ? "expDlr" : "impDlr") + "\":\"" + number(f.dollars) + "\",\"" +
                (f.is_export ? "expWgt" : "impWgt") + "\":\"" + number(f.kg) + "\"}";
    return R"({"response":{"header":{"resultCode":"00"},"body":{"items":{"item":[)" + text +
           "]}}}}";
}

inline std::string as_collector(const Figures& figures) {
    return lines(
        figures,
        "월,품목명,HS코드,국가코드,국가명,수출금액_USD,수출중량_KG,수입금액_USD,수입중량_KG\n",
        [](const auto& f) {
            const auto amounts = number(f.dollars) + ',' + number(f.kg);
            return month_of(f, ".") + ",x," + f.code + ',' + f.partner + ",y," +
                   (f.is_export ? amounts + ",," : ",," + amounts);
        });
}

inline std::string as_comext_of_before(const Figures& figures) {
    return lines(figures,
                 "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,"
                 "PRODUCT_cpa2002,PRODUCT_cpa2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,"
                 "STAT_REGIME,SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n",
                 [](const auto& f) {
                     return "000,KR,0000," + f.partner + ",E," + f.code + ",,,,,,," +
                            (f.is_export ? "2" : "1") + ",4,," + month_of(f, "") + ',' +
                            number(f.dollars / 2) + ',' + number(f.kg) + ',';
                 });
}

inline std::string as_baci(const Figures& figures) {
    return lines(figures, "t,i,j,k,v,q\n", [](const auto& f) {
        const auto other = partner(f).m49;
        const auto code = f.code.starts_with('0') ? f.code.substr(1) : f.code;
        return "2024," + (f.is_export ? "410," + other : other + ",410") + ',' + code + ',' +
               number(f.dollars / 1000) + ',' + number(f.kg / 1000);
    });
}

inline std::string as_wits(const Figures& figures) {
    return lines(figures,
                 "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,"
                 "TradeFlowName,TradeFlowCode,TradeValue in 1000 USD,Quantity,Quantity Token\n",
                 [](const auto& f) {
                     return "H6,KOR," + f.code + ",\"Korea, Rep.\"," + partner(f).alpha3 +
                            ",x,2024," + (f.is_export ? "Export,6," : "Import,5,") +
                            number(f.dollars / 1000) + ',' + number(f.kg) + ",8";
                 });
}

inline std::string as_k_stat(const Figures& figures) {
    return lines(figures,
                 "품목 수출입,,,,,,,\n\"2024년(1월~12월), (단위: 천 달러, %)\",,,,,,,\n"
                 "순번,코드,품목명,수출금액,수출증감률,수입금액,수입증감률,수지\n",
                 [](const auto& f) {
                     const auto value = grouped(f.dollars / 1000);
                     return "1," + f.code + ",x," +
                            (f.is_export ? value + ",1.0,-,-" : "-,-," + value + ",1.0") + ",0";
                 });
}

inline std::string as_taiwan_english(const Figures& figures) {
    return lines(figures, "\xEF\xBB\xBFYear,Country,HS Code,Description,Export Value (USD)\n",
                 [](const auto& f) {
                     return "2024," + country_name(f.partner, Language::en) + ',' + f.code + ",x," +
                            number(f.dollars);
                 });
}

inline const std::vector<Writer> kWriters{
    {"tidy", "KR", as_tidy},
    {"comtrade", "KR", as_comtrade},
    {"comtrade", "KR", as_comtrade_json},
    {"comtrade-legacy", "KR", as_comtrade_legacy},
    {"data-go-kr", "KR", as_data_go_kr},
    {"unipass", "KR", as_unipass},
    {"unipass", "KR", as_unipass_workbook},
    {"comext", "KR", as_comext},
    {"census", "US", as_census, Direction::import, false},
    {"taiwan-portal", "TW", as_taiwan, std::nullopt, false},
    {"e-stat", "JP", as_e_stat},
    {"china-customs", "CN", as_china, Direction::import},
    {"tdm", "KR", as_tdm},
    {"data-go-kr", "KR", as_data_go_kr_json},
    {"data-go-kr-collector", "KR", as_collector},
    {"comext", "KR", as_comext_of_before},
    {.layout = "trass",
     .reporter = "KR",
     .write = as_trass,
     .only = Direction::import,
     .has_partner = false},
    {.layout = "baci", .reporter = "KR", .write = as_baci, .is_yearly = true, .is_both = true},
    {.layout = "wits", .reporter = "KR", .write = as_wits, .is_yearly = true},
    {.layout = "k-stat",
     .reporter = "KR",
     .write = as_k_stat,
     .has_mass = false,
     .has_partner = false,
     .is_yearly = true},
    {.layout = "taiwan-portal-english",
     .reporter = "TW",
     .write = as_taiwan_english,
     .only = Direction::export_,
     .has_mass = false,
     .is_yearly = true},
};

}  // namespace jarip::trade::writers
