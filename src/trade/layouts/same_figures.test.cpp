// One set of figures, written in every layout, reads back the same, in whatever order and however packed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "reading/packed_for_test.hpp"
#include "reading/read_for_test.hpp"

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

namespace jarip::trade {
namespace {

// A flow of one month of 2024. Dollars are whole multiples of 20,000, so that thousands of yen, euro and won at the
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

const ReadOptions kRates{.flow = std::nullopt,
                         .rates = {{"JPY", *parse_period("2024"), "150", "", "test"},
                                   {"EUR", *parse_period("2024"), "0.5", "", "test"},
                                   {"KRW", *parse_period("2024"), "1400", "", "test"},
                                   {"CNY", *parse_period("2024"), "7", "", "test"}}};

std::string month_of(const Figure& figure, const std::string& separator) {
    return "2024" + separator + (figure.month < 10 ? "0" : "") + std::to_string(figure.month);
}

struct Partner {
    std::string alpha2, alpha3, m49, census, japan, china, korean, chinese;
};
const std::vector<Partner> kPartners{
    {"TW", "S19", "490", "5830", "106", "143", "대만", "臺灣"},
    {"US", "USA", "842", "----", "304", "502", "미국", "美國"},
    {"DE", "DEU", "276", "4280", "213", "304", "독일", "德國"},
    {"MX", "MEX", "484", "2010", "305", "429", "멕시코", "墨西哥"},
    {"SG", "SGP", "702", "5590", "112", "132", "싱가포르", "新加坡"}};

const Partner& partner(const Figure& figure) {
    return *std::find_if(kPartners.begin(), kPartners.end(),
                         [&](const Partner& known) { return known.alpha2 == figure.partner; });
}

std::string number(long long value) { return std::to_string(value); }

std::string grouped(long long value) {
    auto text = number(value);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return '"' + text + '"';
}

struct Writer {
    std::string layout;
    std::string reporter;
    std::string (*write)(const Figures&);
    std::optional<Direction> only = std::nullopt;  // a table of one direction
    bool has_mass = true;
};

std::string lines(const Figures& figures, const std::string& header,
                  const std::function<std::string(const Figure&)>& line) {
    std::string text = header;
    for (const auto& figure : figures) text += line(figure) + '\n';
    return text;
}

std::string as_tidy(const Figures& figures) {
    return lines(figures, "period,reporter,partner,product,flow,value_kusd,mass_t\n",
                 [](const auto& f) {
                     return month_of(f, "-") + ",KR," + partner(f).korean + ',' + f.code + ',' +
                            (f.is_export ? "export" : "import") + ',' + number(f.dollars / 1000) +
                            ',' + number(f.kg / 1000);
                 });
}

std::string as_comtrade(const Figures& figures) {
    return lines(
        figures,
        "period,reporterISO,flowCode,partnerISO,cmdCode,netWgt,primaryValue,motCode,customsCode,"
        "partner2Code\n",
        [](const auto& f) {
            return month_of(f, "") + ",KOR," + (f.is_export ? "X" : "M") + ',' + partner(f).alpha3 +
                   ',' + f.code + ',' + number(f.kg) + ',' + number(f.dollars) + ",0,C00,0,";
        });
}

std::string as_comtrade_json(const Figures& figures) {
    std::string text;
    for (const auto& f : figures)
        text += (text.empty() ? "{\"data\":[" : ",") + std::string{"{\"period\":\""} +
                month_of(f, "") + "\",\"reporterCode\":410,\"flowCode\":\"" +
                (f.is_export ? "X" : "M") + "\",\"partnerCode\":" + partner(f).m49 +
                ",\"cmdCode\":\"" + f.code + "\",\"netWgt\":" + number(f.kg) +
                ",\"primaryValue\":" + number(f.dollars) + "}";
    return text + "]}";
}

std::string as_comtrade_legacy(const Figures& figures) {
    return lines(figures,
                 "Period,Trade Flow Code,Reporter ISO,Partner Code,Partner ISO,Commodity Code,"
                 "Netweight (kg),Trade Value (US$)\n",
                 [](const auto& f) {
                     return month_of(f, "") + (f.is_export ? ",2" : ",1") + ",KOR," +
                            partner(f).m49 + ",," + f.code + ',' + number(f.kg) + ',' +
                            number(f.dollars);
                 });
}

std::string as_data_go_kr(const Figures& figures) {
    std::string text = "<response><header><resultCode>00</resultCode></header><body><items>";
    for (const auto& f : figures)
        text += "<item><year>" + month_of(f, ".") + "</year><statCd>" + f.partner +
                "</statCd><hsCd>" + f.code + "</hsCd><" + (f.is_export ? "expDlr>" : "impDlr>") +
                number(f.dollars) + "</" + (f.is_export ? "expDlr>" : "impDlr>") + "<" +
                (f.is_export ? "expWgt>" : "impWgt>") + number(f.kg) + "</" +
                (f.is_export ? "expWgt>" : "impWgt>") + "</item>";
    return text + "</items></body></response>";
}

std::string as_unipass(const Figures& figures) {
    return cp949(lines(figures,
                       "기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\n",
                       [](const auto& f) {
                           const auto amounts = grouped(f.kg) + ',' + grouped(f.dollars / 1000);
                           return month_of(f, ".") + ',' + partner(f).korean + ',' +
                                  f.code.substr(0, 4) + '.' + f.code.substr(4) + ",x," +
                                  (f.is_export ? amounts + ",-,-" : "-,-," + amounts) + ",0";
                       }));
}

std::string as_unipass_workbook(const Figures& figures) {
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

std::string as_comext(const Figures& figures) {
    return lines(
        figures,
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR,QUANTITY_KG\n",
        [](const auto& f) {
            return "KR," + f.partner + ",E," + f.code + ',' + (f.is_export ? "2" : "1") + ",1," +
                   month_of(f, "") + ',' + number(f.dollars / 2) + ',' + number(f.kg);
        });
}

std::string as_census(const Figures& figures) {
    std::string text = R"([["I_COMMODITY","CTY_CODE","CTY_NAME","GEN_VAL_MO","time"])";
    for (const auto& f : figures)
        text += ",\n[\"" + f.code + "\",\"" + partner(f).census + "\",\"" +
                country_name(f.partner, Language::en) + "\",\"" + number(f.dollars) + "\",\"" +
                month_of(f, "-") + "\"]";
    return text + "]";
}

std::string as_taiwan(const Figures& figures) {
    return encoded(
        lines(figures, "進出口別,日期,貨品號列,國家,美元(千元)\n",
              [](const auto& f) {
                  return std::string{f.is_export ? "出口總值(含復出口)" : "進口總值(含復進口)"} +
                         ",113年" + number(f.month) + "月," + f.code + ',' + partner(f).chinese +
                         ',' + grouped(f.dollars / 1000);
              }),
        "BIG5-HKSCS");
}

std::string as_e_stat(const Figures& figures) {
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

std::string as_china(const Figures& figures) {
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

std::string as_tdm(const Figures& figures) {
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

std::string as_trass(const Figures& figures) {
    return lines(figures, "HS_CODE,HS_NAME,BASE_YEAR,BASE_MON,TRADE_KRW,WEIGHT_KG\n",
                 [](const auto& f) {
                     return f.code + ",x,2024," + number(f.month) + ',' + number(f.dollars * 1400) +
                            ',' + number(f.kg);
                 });
}

const std::vector<Writer> kWriters{
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
};

// What the layout can say of the figures, as rows of a tidy table in order.
std::vector<std::string> sorted_rows(const std::string& rows) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < rows.size();) {
        const auto end = rows.find('\n', at);
        result.push_back(rows.substr(at, end - at));
        at = end + 1;
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<std::string> expected(const Figures& figures, const Writer& writer) {
    std::string rows;
    for (const auto& f : figures)
        rows += month_of(f, "-") + ',' + writer.reporter + ',' + f.partner + ',' + f.code + ',' +
                (f.is_export ? "export" : "import") + ',' + number(f.dollars) + ',' +
                (writer.has_mass ? format_shortest(static_cast<double>(f.kg)) : "") + '\n';
    return sorted_rows(rows);
}

Figures of_writer(Figures figures, const Writer& writer) {
    std::erase_if(figures, [&](const Figure& f) {
        return (writer.only && f.is_export != (writer.only == Direction::export_)) ||
               f.partner == writer.reporter;
    });
    return figures;
}

std::string difference(const Figures& figures, const Writer& writer, const std::string& bytes) {
    auto options = kRates;
    options.flow = writer.only;
    const Read table{bytes, options};
    std::string said;
    for (const auto& finding : table.diagnostics.sorted())
        if (finding.severity != Severity::note)
            said += finding.code + ' ' + finding.message(Language::en) + '\n';
    if (!said.empty()) return said;
    if (table.flows.sources.at(0).layout != writer.layout)
        return "read as " + table.flows.sources[0].layout;
    const auto rows = sorted_rows(table.rows());
    const auto wanted = expected(figures, writer);
    for (std::size_t i = 0; i < std::max(rows.size(), wanted.size()); ++i) {
        const auto a = i < rows.size() ? rows[i] : "nothing";
        const auto b = i < wanted.size() ? wanted[i] : "nothing";
        if (a != b) return a + " instead of " + b;
    }
    return "";
}

Figures some_figures() {
    return {
        {1, false, "TW", "847150", 40'000, 3000},      {1, false, "DE", "010121", 20'000, 1000},
        {2, true, "US", "847150", 60'000, 2000},       {12, false, "MX", "854232", 9'980'000, 7000},
        {12, true, "SG", "854232", 123'460'000, 1000}, {3, false, "US", "847330", 20'000, 4000}};
}

TEST(SameFigures, InEveryLayout) {
    for (const auto& writer : kWriters) {
        const auto figures = of_writer(some_figures(), writer);
        EXPECT_EQ(difference(figures, writer, writer.write(figures)), "") << writer.layout;
    }
}

TEST(SameFigures, TrassHasNoPartners) {
    const Figures one{{1, false, "TW", "847150", 40'000, 3000}};
    auto options = kRates;
    options.flow = Direction::import;
    EXPECT_EQ(Read(as_trass(one), options).rows(), "2024-01,KR,,847150,import,40000,3000\n");
}

TEST(SameFigures, InEveryPacking) {
    const auto& writer = kWriters[1];
    const auto figures = some_figures();
    const auto bytes = writer.write(figures);
    for (const auto* filter : {"gzip", "xz", "zstd"})
        EXPECT_EQ(difference(figures, writer, packed({{"data", bytes}}, "raw", filter)), "")
            << filter;
    EXPECT_EQ(difference(figures, writer, zipped({{"t.csv", bytes}})), "");
}

#ifdef JARIP_HAS_RAPIDCHECK
Figures random_figures() {
    const auto count = *rc::gen::inRange(1, 30);
    Figures figures;
    for (int i = 0; i < count; ++i) {
        Figure figure;
        figure.month = *rc::gen::inRange(1, 13);
        figure.is_export = *rc::gen::arbitrary<bool>();
        figure.partner = (*rc::gen::elementOf(kPartners)).alpha2;
        figure.code = *rc::gen::element<std::string>("010121", "847150", "847330", "854232");
        figure.dollars = 20'000LL * *rc::gen::inRange(1, 1'000'000);
        figure.kg = 1000LL * *rc::gen::inRange(1, 100'000);
        const bool known = std::any_of(figures.begin(), figures.end(), [&](const Figure& other) {
            return other.month == figure.month && other.is_export == figure.is_export &&
                   other.partner == figure.partner && other.code == figure.code;
        });
        if (!known) figures.push_back(figure);
    }
    return figures;
}

TEST(SameFigures, OfAnyKindInEveryLayout) {
    EXPECT_TRUE(rc::check([] {
        const auto all = random_figures();
        for (const auto& writer : kWriters) {
            const auto figures = of_writer(all, writer);
            if (figures.empty()) continue;
            RC_ASSERT(difference(figures, writer, writer.write(figures)) == "");
        }
    }));
}

TEST(SameFigures, InAnyOrderAndSplitOverFilesOfDifferentLayouts) {
    EXPECT_TRUE(rc::check([] {
        const auto figures = random_figures();
        const std::vector<Writer> korean{kWriters[0], kWriters[1], kWriters[4], kWriters[5]};
        std::vector<Figures> parts(korean.size());
        for (const auto& figure : figures)
            parts[*rc::gen::inRange<std::size_t>(0, parts.size())].push_back(figure);
        std::vector<SourceFile> files;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::reverse(parts[i].begin(), parts[i].end());
            if (!parts[i].empty())
                files.push_back({std::to_string(i) + ".csv", korean[i].write(parts[i])});
        }
        Diagnostics diagnostics;
        const auto flows = read(files, diagnostics, kRates);
        RC_ASSERT(!diagnostics.has_errors());
        const auto text = tidy(flows);
        RC_ASSERT(sorted_rows(text.substr(text.find('\n') + 1)) == expected(figures, korean[0]));
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
