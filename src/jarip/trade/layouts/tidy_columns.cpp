#include "jarip/trade/layouts/tidy_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/codes/hs.hpp"

namespace jarip::trade {
namespace {

// Columns that people add and no figure depends on; names of things do where nothing else tells them.
constexpr std::array<std::string_view, 14> kBystanders{
    "name",   "name_ko", "product_name", "partner_name", "reporter_name", "description", "desc",
    "source", "assumed", "note",         "notes",        "exporter_name", "품목명",      "국가명"};

constexpr std::array<std::string_view, 27> kProducts{
    "product",       "hs",           "hs_code",     "hscode",         "hs2",
    "hs4",           "hs6",          "hs8",         "hs10",           "hs_6",
    "hs6_code",      "hs_number",    "hts",         "hts_code",       "hts_number",
    "htsnumber",     "product_code", "productcode", "commodity_code", "comm_code",
    "commoditycode", "cmdcode",      "cmd_code",    "hs코드",         "품목코드",
    "commodity",     "품목"};

// What a column of codes of another nomenclature says by its name: "SITC4:" of sitc_rev_4_code; "" of others.
std::string nomenclature_in(std::string_view name) {
    for (const std::string_view known : {"sitc", "bec", "cpc"}) {
        if (!name.starts_with(known)) continue;
        if (const auto code = name.find("code"); code != std::string_view::npos)
            name = name.substr(0, code);
        const auto version = name.substr(known.size());
        if (version.find_first_not_of("rev_0123456789") == std::string_view::npos)
            return nomenclature(name);
    }
    return {};
}

// The word of which a name has the letters in another order, as flwo of flow; else "".
std::string shuffled(std::string name, const std::vector<std::string>& words) {
    std::sort(name.begin(), name.end());
    for (const auto& word : words) {
        auto letters = word;
        std::sort(letters.begin(), letters.end());
        if (letters == name) return word;
    }
    return {};
}

// Columns that are not read: calls each with the name that it is nearly, and that is missing; else with "".
template <class Do>
void for_other_columns(const Rows& rows, const TidyColumns& columns, Do each) {
    // Those whose absence would change figures in silence.
    const std::vector<std::string> known{"period",  "reporter", "exporter", "importer", "partner",
                                         "product", "flow",     "value",    "mass"};
    for (std::size_t i = 0; i < rows.header().size(); ++i) {
        const auto& name = rows.header()[i];
        const bool bystander =
            std::find(kBystanders.begin(), kBystanders.end(), name) != kBystanders.end();
        const bool tells_products =
            !columns.product && (name == "product_name" || name == "품목명");
        if (columns.reads(i) || (bystander && !tells_products)) continue;
        auto meant = nearest(name, known);
        if (meant.empty()) meant = shuffled(name, known);
        each(i, meant.empty() || rows.column({meant}) ? std::string{} : meant);
    }
}

// What a column that is not read seems to hold, where the table has no column of it: "" for none. Names of a thing stand
// beside its code, and are none.
std::string_view role_of(const std::string& name, const TidyColumns& columns) {
    const auto holds = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return name.find(word) != std::string::npos;
        });
    };
    const auto is_nearly = [&](const std::vector<std::string>& words) {
        return !nearest(name, words).empty();
    };
    const bool has_flow = columns.flow || columns.exporter || columns.importer;
    if (!has_flow && (holds({"flow", "direction", "수출입", "进出口", "進出口"}) ||
                      is_nearly({"trade_flow", "flow_code", "direction"}) || name == "type" ||
                      name == "trade_type" || name == "trade"))
        return "flow";
    const bool product_is_text = columns.product && columns.product_is_text;
    if ((!columns.product || product_is_text) &&
        (holds({"hs_", "hscode", "hs코드", "hts", "cmdcode", "cmd_code", "commodity_code",
                "commoditycode", "product_code", "productcode", "item_code", "itemcode", "품목코드",
                "商品编码", "ncm", "sitc", "tariff", "product_name", "품목명"}) ||
         is_nearly({"commodity_code", "product_code", "commodity", "hs_code"}) || name == "hs" ||
         name == "code" || name == "commodity" || name == "sitc"))
        return "product";
    if (!columns.partner && !(columns.exporter && columns.importer) &&
        (holds({"partner", "counterpart", "country", "origin", "destination", "상대국", "국가",
                "국명", "nation"}) ||
         is_nearly({"partner_code", "partner_name", "counterpart", "country"})))
        return "partner";
    if (!columns.reporter && !has_flow &&
        (holds({"reporter", "declarant"}) || is_nearly({"reporter_code", "reporter_name"})))
        return "reporter";
    return "";
}

}  // namespace

TidyColumns::TidyColumns(const Rows& rows)
    : period{rows.column({"period", "time", "date", "기간", "period_roc"})},
      year{rows.column({"year", "연도", "년"})},
      month{rows.column({"month", "월"})},
      quarter{rows.column({"quarter", "분기"})},
      first_day{rows.column({"period_first", "period:_first_day", "기간:_첫날"})},
      last_day{rows.column({"period_last", "period:_last_day", "기간:_마지막_날"})},
      reporter{rows.column({"reporter", "reporter_iso2", "reporter_iso3", "reporter_iso",
                            "reporter_code", "보고국", "reporter_name"})},
      exporter{rows.column(
          {"exporter", "exporter_iso2", "exporter_iso3", "exporter_code", "exporter_name"})},
      importer{rows.column(
          {"importer", "importer_iso2", "importer_iso3", "importer_code", "importer_name"})},
      partner{rows.column({"partner", "partner_iso2", "partner_iso3", "partner_iso", "partner_code",
                           "counterpart", "country", "상대국", "국가", "partner_name",
                           "country_name", "국가명"})},
      flow{rows.column({"flow", "direction", "trade_flow", "flow_code", "flowcode",
                        "trade_flow_name", "수출입"})},
      nomenclature{rows.column({"nomenclature", "classification", "classification_code",
                                "classificationcode", "분류체계"})},
      remark{rows.column({"note", "notes", "비고"})},
      months{rows.column({"months", "개월"})} {
    const auto& header = rows.header();
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (!value && value_unit(header[i])) value = i;
        const auto kg = mass ? std::nullopt : mass_unit(header[i]);
        if (!kg) continue;
        mass = i;
        kg_per_unit = *kg;
    }
    for (const auto name : kProducts)
        if (const auto column = product ? std::nullopt : rows.column({name}))
            read_products_from(rows, *column);
    for (std::size_t i = 0; i < header.size() && !product; ++i)
        if (!nomenclature_in(header[i]).empty()) read_products_from(rows, i);
    // A unit in the name of the value settles it; a column of units may then be the quantity's.
    if (!value) return;
    const auto named = tidy_money(*value_unit(header[*value]));
    if (value_unit(header[*value])->empty()) {
        unit = rows.column({"unit", "단위", "value_unit", "unit_of_value", "unit_measure"});
        currency = rows.column({"currency", "currency_code", "currencycode", "cur", "ccy",
                                "currency_unit", "통화", "통화코드", "币种", "幣別"});
    }
    // Where the name of the value says thousands, a column can only say them again.
    if (named && named->power == 0) {
        scale = rows.column({"unit_mult", "unit_multiplier", "unitmult", "powercode", "power_code",
                             "power_of_ten"});
        if (!scale) {
            scale = rows.column({"multiplier", "scale", "unit_scale", "scale_factor", "factor",
                                 "magnitude", "배수"});
            scale_is_factor = scale.has_value();
        }
    }
}

void TidyColumns::read_products_from(const Rows& rows, std::size_t column) {
    product = column;
    product_is_text = false;
    const std::string_view name = rows.header()[column];
    codes_of = nomenclature_in(name);
    // hs6 says how many digits its codes have.
    constexpr std::string_view kLevels = "246810";
    digits = 0;
    if (name.starts_with("hs") && name.size() > 2 &&
        kLevels.find(name.substr(2)) != std::string_view::npos)
        std::from_chars(name.data() + 2, name.data() + name.size(), digits);
}

std::vector<std::size_t> TidyColumns::other_products(const Rows& rows) const {
    std::vector<std::size_t> others;
    for (const auto name : kProducts)
        if (const auto column = rows.column({name}); column && column != product)
            others.push_back(*column);
    return others;
}

bool TidyColumns::says_when() const { return period || year || month || (first_day && last_day); }

bool TidyColumns::reads(std::size_t index) const {
    const std::array all{period,   year,     month,   quarter,      reporter, exporter, first_day,
                         last_day, importer, partner, product,      flow,     value,    unit,
                         mass,     remark,   months,  nomenclature, currency, scale};
    return std::find(all.begin(), all.end(), ColumnIndex{index}) != all.end();
}

bool is_tidy(const Rows& rows) {
    const TidyColumns columns{rows};
    const bool has_side =
        columns.reporter || columns.exporter || columns.importer || columns.partner || columns.flow;
    return columns.value && (has_side || columns.product);
}

void note_other_columns(Rows& rows, const TidyColumns& columns) {
    for_other_columns(rows, columns, [&](std::size_t column, const std::string& meant) {
        const auto role = meant.empty() ? role_of(rows.header()[column], columns) : "";
        if (!meant.empty())
            rows.header_fault("E0106", column, {{"suggestion", meant}});
        else if (!role.empty())
            rows.header_fault("E0188", column, {{"suggestion", std::string{role}}});
        else
            rows.header_note("E0105", column);
    });
}

// A table of population, prices or shares has a period, a country or a flow, and values too. One of trade that nobody
// named must say in itself when goods moved, which way, and how much money they were: what is said of all tables
// (--flow) may not be meant for it. A misspelt column is that of a table of trade.
std::optional<Diagnostic> why_not_tidy(Rows& rows) {
    const TidyColumns columns{rows};
    bool misspelt = false;
    for_other_columns(rows, columns, [&](std::size_t, const std::string& meant) {
        misspelt = misspelt || !meant.empty();
    });
    if (misspelt) return std::nullopt;
    const auto because = [&](const char* code, Arguments arguments = {}) {
        return Diagnostic{code, Severity::note, {std::string{rows.file()}}, std::move(arguments)};
    };
    if (!columns.says_when()) return because("E0152");
    if (!columns.flow && !columns.exporter && !columns.importer && !direction_in_name(rows.file()))
        return because("E0153");
    const auto unit = *value_unit(rows.header()[*columns.value]);
    if (!tidy_money(unit)) return because("E0154", {{"unit", std::string{unit}}});
    if (!columns.unit) return std::nullopt;
    std::string other;
    const auto [money, none] = rows.count(*columns.unit, [&](std::string_view word) {
        const bool is_money = tidy_money(word).has_value();
        if (!is_money && other.empty()) other = shortened(word, 60);
        return is_money;
    });
    if (none == 0 || none < money) return std::nullopt;
    return because("E0154", {{"unit", other}});
}

}  // namespace jarip::trade
