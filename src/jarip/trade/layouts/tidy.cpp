// Tidy tables: a row a flow, columns named as docs/trade.md says.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <system_error>

#include "jarip/trade/amounts/units.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/flows/repeats.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

// Columns that people add and no figure depends on.
constexpr std::array<std::string_view, 14> kBystanders{
    "name",   "name_ko", "product_name", "partner_name", "reporter_name", "description", "desc",
    "source", "assumed", "note",         "notes",        "exporter_name", "품목명",      "국가명"};

struct TidyColumns {
    ColumnIndex period, year, month, quarter;
    ColumnIndex reporter, exporter, importer, partner;
    ColumnIndex product, flow, nomenclature;
    ColumnIndex value, unit, mass;
    ColumnIndex currency, scale;
    bool scale_is_factor = false;  // 1000, not 3
    ColumnIndex remark, months;    // what a row says of its period
    double kg_per_unit = 1;
    bool product_is_text = false;  // names of goods, where codes should be
    std::size_t digits = 0;        // of the codes, where the name of their column says it

    explicit TidyColumns(const Rows& rows)
        : period{rows.column({"period", "time", "date", "기간", "period_roc"})},
          year{rows.column({"year", "연도", "년"})},
          month{rows.column({"month", "월"})},
          quarter{rows.column({"quarter", "분기"})},
          reporter{rows.column({"reporter", "reporter_iso2", "reporter_iso3", "reporter_iso",
                                "reporter_code", "보고국"})},
          exporter{rows.column({"exporter", "exporter_iso2", "exporter_iso3", "exporter_code"})},
          importer{rows.column({"importer", "importer_iso2", "importer_iso3", "importer_code"})},
          partner{rows.column({"partner", "partner_iso2", "partner_iso3", "partner_iso",
                               "partner_code", "counterpart", "country", "상대국", "국가"})},
          product{rows.column(
              {"product",       "hs",           "hs_code",     "hscode",         "hs2",
               "hs4",           "hs6",          "hs8",         "hs10",           "hs_6",
               "hs6_code",      "hs_number",    "hts",         "hts_code",       "hts_number",
               "htsnumber",     "product_code", "productcode", "commodity_code", "comm_code",
               "commoditycode", "cmdcode",      "cmd_code",    "hs코드",         "품목코드",
               "commodity"})},
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
        if (product) {
            // hs6 says how many digits its codes have.
            constexpr std::string_view kLevels = "246810";
            const std::string_view name = header[*product];
            if (name.starts_with("hs") && name.size() > 2 &&
                kLevels.find(name.substr(2)) != std::string_view::npos)
                std::from_chars(name.data() + 2, name.data() + name.size(), digits);
        }
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
            scale = rows.column({"unit_mult", "unit_multiplier", "unitmult", "powercode",
                                 "power_code", "power_of_ten"});
            if (!scale) {
                scale = rows.column({"multiplier", "scale", "unit_scale", "scale_factor", "factor",
                                     "magnitude", "배수"});
                scale_is_factor = scale.has_value();
            }
        }
    }

    [[nodiscard]] bool reads(std::size_t index) const {
        const std::array all{period,   year,    month,   quarter,      reporter, exporter,
                             importer, partner, product, flow,         value,    unit,
                             mass,     remark,  months,  nomenclature, currency, scale};
        return std::find(all.begin(), all.end(), ColumnIndex{index}) != all.end();
    }
};

bool detect(const Rows& rows) {
    const TidyColumns columns{rows};
    const bool has_side =
        columns.reporter || columns.exporter || columns.importer || columns.partner || columns.flow;
    return columns.value && (has_side || columns.product);
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
        if (columns.reads(i) || bystander) continue;
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
    const bool has_flow = columns.flow || columns.exporter || columns.importer;
    if (!has_flow && (holds({"flow", "direction", "수출입", "进出口", "進出口"}) ||
                      name == "type" || name == "trade_type" || name == "trade"))
        return "flow";
    const bool product_is_text = columns.product && columns.product_is_text;
    if ((!columns.product || product_is_text) &&
        (holds({"hs_", "hscode", "hs코드", "hts", "cmdcode", "cmd_code", "commodity_code",
                "commoditycode", "product_code", "productcode", "item_code", "itemcode", "품목코드",
                "商品编码", "ncm", "sitc", "tariff"}) ||
         name == "hs" || name == "code" || name == "commodity" || name == "sitc"))
        return "product";
    if (!columns.partner && !(columns.exporter && columns.importer) &&
        holds({"partner", "counterpart", "country", "origin", "destination", "상대국", "국가",
               "국명", "nation"}))
        return "partner";
    if (!columns.reporter && !has_flow && holds({"reporter", "declarant"})) return "reporter";
    return "";
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
std::optional<Diagnostic> rejection_reason(Rows& rows) {
    const TidyColumns columns{rows};
    bool misspelt = false;
    for_other_columns(rows, columns, [&](std::size_t, const std::string& meant) {
        misspelt = misspelt || !meant.empty();
    });
    if (misspelt) return std::nullopt;
    const auto because = [&](const char* code, Arguments arguments = {}) {
        return Diagnostic{code, Severity::note, {std::string{rows.file()}}, std::move(arguments)};
    };
    if (!columns.period && !columns.year && !columns.month) return because("E0152");
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

class TidyReader {
public:
    TidyReader(Rows& rows, FlowsBuilder& flows) : rows_{rows}, flows_{flows}, columns_{rows} {}

    void read() {
        find_texts();
        note_other_columns(rows_, columns_);
        if (!complete()) return;
        rows_.find_grouped_digits(*columns_.value);
        if (columns_.mass) rows_.find_grouped_digits(*columns_.mass);
        find_months();
        while (rows_.next()) {
            if (rows_.is_header_again())
                flows_.skip();
            else if (const auto row = read_row())
                flows_.add(*row);
        }
        const Location start{std::string{rows_.file()}, 1, 1, 1, ""};
        if (narrowed_ > 0)
            rows_.diagnostics().note("E0150", start, {{"count", std::to_string(narrowed_)}});
        if (flows_.source().partial > 0)
            rows_.diagnostics().warning("E0151", start,
                                        {{"count", std::to_string(flows_.source().partial)}});
    }

private:
    // Whether the products in the first rows are names.
    void find_texts() {
        if (!columns_.product) return;
        std::size_t codes = 0, texts = 0;
        for (auto row = rows_.header_row() + 1; row < rows_.head().size(); ++row) {
            const auto& fields = rows_.head()[row];
            if (*columns_.product >= fields.size() || fields[*columns_.product].empty()) continue;
            const auto& text = fields[*columns_.product];
            ++(text.find_first_not_of("0123456789.- '") == std::string::npos ? codes : texts);
        }
        columns_.product_is_text = texts > 0 && codes == 0;
    }

    // pandas and spreadsheets write a month as its first or its last day.
    void find_months() {
        if (!columns_.period) return;
        std::set<Day> days;
        bool first = true, last = true;
        const auto [dates, others] = rows_.count(*columns_.period, [&](std::string_view text) {
            const auto day = date_of(text);
            if (!day) return false;
            days.insert(*day);
            const std::chrono::year_month_day date{*day};
            first = first && date.day() == std::chrono::day{1};
            const std::chrono::year_month_day next{*day + std::chrono::days{1}};
            last = last && next.day() == std::chrono::day{1};
            return true;
        });
        if (dates == 0 || others > 0 || (!first && !last)) return;
        unsigned step = 12;
        bool of_years = true, of_quarters = true;
        for (const Day day : days) {
            const std::chrono::year_month_day date{first ? day : day + std::chrono::days{1}};
            const auto month = static_cast<unsigned>(date.month()) - 1;
            of_years = of_years && month == 0;
            of_quarters = of_quarters && month % 3 == 0;
        }
        // One date alone is that of a month.
        step = days.size() > 1 && of_years ? 12 : days.size() > 2 && of_quarters ? 3 : 1;
        months_of_date_ = step;
        dates_are_last_ = !first;
        const std::array<std::string_view, 3> units{"months", "quarters", "years"};
        rows_.header_note("E0185", *columns_.period,
                          {{"count", std::to_string(dates)},
                           {"unit", std::string{units[step == 1   ? 0
                                                      : step == 3 ? 1
                                                                  : 2]}}});
    }

    // 45292, as spreadsheets count days: from 1990 to 2050.
    static std::optional<Day> date_of_serial(std::string_view text) {
        constexpr int kFirst = 32874, kLast = 55152;
        int days = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), days);
        if (fault != std::errc{} || end != text.data() + text.size() || days < kFirst ||
            days > kLast)
            return std::nullopt;
        constexpr std::chrono::year_month_day kZero{std::chrono::year{1899}, std::chrono::month{12},
                                                    std::chrono::day{30}};
        return Day{std::chrono::sys_days{kZero} + std::chrono::days{days}};
    }

    // 2024-01-01, 2024/01/01, 2024-01-01 00:00:00, 45292
    static std::optional<Day> date_of(std::string_view text) {
        constexpr std::size_t kDate = 10, kSerial = 5;
        if (text.size() == kSerial) return date_of_serial(text);
        if (text.size() < kDate) return std::nullopt;
        const auto rest = text.substr(kDate);
        if (!rest.empty() && rest.find_first_not_of("T:0.Z +") != std::string_view::npos)
            return std::nullopt;
        std::string date{text.substr(0, kDate)};
        for (const std::size_t at : {4U, 7U})
            if (date[at] == '/' || date[at] == '.') date[at] = '-';
        return parse_date(date);
    }

    [[nodiscard]] bool complete() {
        const auto missing = [&](const char* column) {
            rows_.diagnostics().error("E0102", {std::string{rows_.file()}}, {{"column", column}});
            return false;
        };
        if (!columns_.period && !columns_.year && !columns_.month) return missing("period");
        if (!columns_.flow && !columns_.exporter && !columns_.importer) {
            direction_ = flows_.direction_of_table(rows_);
            if (!direction_) return false;
        }
        const auto unit = *value_unit(rows_.header()[*columns_.value]);
        const auto money = tidy_money(unit);
        if (!money) {
            rows_.header_fault("E0109", *columns_.value, {{"unit", std::string{unit}}});
            return false;
        }
        money_ = *money;
        if (!read_titles(unit)) return false;
        given_ = money_;
        flows_.source().currency = money_.currency;
        return true;
    }

    // The unit that lines above the header name, where the name of the value and no column do.
    [[nodiscard]] bool read_titles(std::string_view unit) {
        if (!unit.empty() || columns_.unit) return true;
        std::optional<SaidMoney> all;
        std::string line;
        for (std::size_t row = 0; row < rows_.header_row(); ++row) {
            std::string text;
            for (const auto& field : rows_.head()[row]) text += field + ' ';
            const auto said = money_in_title(text);
            if (!said.currency && !said.power && !said.is_unknown) continue;
            const bool differs =
                all && (all->currency != said.currency || all->power != said.power);
            all = said;
            all->is_unknown = all->is_unknown || differs;
            line = shortened(text, 60);
        }
        if (!all) return true;
        if (all->is_unknown || (!all->currency && !columns_.currency)) {
            rows_.header_fault("E0109", *columns_.value, {{"unit", line}});
            return false;
        }
        if (all->currency) money_.currency = *all->currency;
        money_.power = columns_.scale ? 0 : all->power.value_or(0);
        rows_.header_note("E0196", *columns_.value, {{"unit", line}});
        return true;
    }

    std::optional<FlowsBuilder::Row> read_row() {
        FlowsBuilder::Row row;
        const auto given = read_row_period();
        if (!given || !read_sides(row) || !read_unit()) return std::nullopt;
        const auto period = period_said(*given);
        const auto value = read_money(rows_, *columns_.value, money_, period, flows_);
        if (!value) {
            if (is_not_given(rows_.field(*columns_.value))) flows_.skip();
            return std::nullopt;
        }
        row.period = period;
        row.value = *value;
        if (columns_.product) {
            const auto code = read_code(rows_, *columns_.product);
            if (!code) return std::nullopt;
            const auto said = rows_.field(columns_.nomenclature);
            row.hs_revision = note_hs_revision(flows_, said);
            const auto other = said.empty() ? std::string{} : nomenclature(said);
            row.product = !other.empty()        ? flows_.product(*code, other)
                          : columns_.digits > 0 ? flows_.product_of_level(*code, columns_.digits)
                                                : product_of(*code);
        } else {
            row.product = flows_.product("");
        }
        if (columns_.mass) {
            const auto mass = read_mass(rows_, *columns_.mass, columns_.kg_per_unit);
            if (!mass) return std::nullopt;
            row.mass_kg = *mass;
        }
        return row;
    }

    // convert writes codes of other nomenclatures with their name.
    [[nodiscard]] std::uint32_t product_of(std::string_view code) {
        const auto name = nomenclature_of(code);
        if (name.empty()) return flows_.product(code);
        return flows_.product(code.substr(name.size()),
                              nomenclature(name.substr(0, name.size() - 1)));
    }

    std::optional<std::uint32_t> read_row_period() {
        std::size_t column = 0;
        std::string text;
        if (columns_.period) {
            column = *columns_.period;
            text = rows_.field(column);
            if (months_of_date_ > 0) return read_month(text, column);
        } else if (columns_.year) {
            column = *columns_.year;
            text = rows_.field(column);
            if (columns_.month && is_total_word(rows_.field(*columns_.month))) {
                // The whole year, beside its months.
            } else if (columns_.month) {
                const auto month = rows_.field(*columns_.month);
                if (month.empty()) {
                    rows_.fault("E0104", *columns_.month);
                    return std::nullopt;
                }
                text += month.size() == 1 ? "-0" : "-";
                text += month;
            } else if (columns_.quarter) {
                const auto quarter = rows_.field(*columns_.quarter);
                text += quarter.starts_with('Q') ? "" : "Q";
                text += quarter;
            }
        } else {
            column = *columns_.month;
            text = rows_.field(column);
        }
        return read_period(rows_, column, text, flows_);
    }

    std::optional<std::uint32_t> read_month(std::string_view text, std::size_t column) {
        const auto day = date_of(text);
        if (!day) return read_period(rows_, column, text, flows_);
        const std::chrono::year_month_day date{*day};
        const auto this_month = date.year() / date.month();
        const std::chrono::months others{static_cast<int>(months_of_date_) - 1};
        const auto from = dates_are_last_ ? this_month - others : this_month;
        const auto to = dates_are_last_ ? this_month : this_month + others;
        const Period span{month_period(from).first, month_period(to).end};
        if (is_plausible(span)) return flows_.period(span);
        rows_.fault("E0140", column);
        return std::nullopt;
    }

    // A year of which a remark says that it is a part of one; a row that covers fewer months than its period, but not
    // which, is counted.
    [[nodiscard]] std::uint32_t period_said(std::uint32_t period) {
        constexpr double kNearly = 0.5;
        const auto part = part_of_year(flows_.period_at(period), rows_.field(columns_.remark));
        if (part && *part != flows_.period_at(period)) {
            ++narrowed_;
            return flows_.period(*part);
        }
        int months = 0;
        const auto said = rows_.field(columns_.months);
        const auto fault = std::from_chars(said.data(), said.data() + said.size(), months).ec;
        if (fault == std::errc{} && months > 0 &&
            months < months_in(flows_.period_at(period)) - kNearly)
            ++flows_.source().partial;
        return period;
    }

    [[nodiscard]] bool read_sides(FlowsBuilder::Row& row) {
        const auto country = [&](const ColumnIndex& column) {
            return column ? flows_.country(rows_.field(*column)) : Flows::kTotal;
        };
        if (columns_.exporter && columns_.importer) {
            row.reporter = country(columns_.exporter);
            row.partner = country(columns_.importer);
            row.direction = Direction::both;
            return true;
        }
        row.partner = country(columns_.partner);
        if (columns_.exporter || columns_.importer) {
            row.reporter = country(columns_.exporter ? columns_.exporter : columns_.importer);
            row.direction = columns_.exporter ? Direction::export_ : Direction::import;
            return names_reporter(row, columns_.exporter ? columns_.exporter : columns_.importer);
        }
        if (columns_.reporter) row.reporter = country(columns_.reporter);
        if (!names_reporter(row, columns_.reporter)) return false;
        const auto direction =
            direction_ ? direction_ : direction_word(rows_.field(*columns_.flow));
        if (!direction) {
            rows_.fault("E0103", *columns_.flow);
            return false;
        }
        row.direction = *direction;
        return true;
    }

    // What the world trades is none of a country: a row without reporter would answer for any.
    [[nodiscard]] bool names_reporter(const FlowsBuilder::Row& row, const ColumnIndex& column) {
        if (row.reporter != Flows::kNoReporter || rows_.field(column).empty()) return true;
        flows_.skip();
        return false;
    }

    [[nodiscard]] bool read_unit() {
        money_ = given_;
        const auto read = [&](std::size_t column) -> std::optional<Money> {
            const auto text = rows_.field(column);
            const auto money = tidy_money(text);
            if (!money) rows_.fault("E0109", column, {{"unit", shortened(text, 60)}});
            return money;
        };
        if (columns_.unit) {
            const auto unit = read(*columns_.unit);
            if (!unit) return false;
            money_ = *unit;
        }
        if (columns_.currency && !rows_.field(*columns_.currency).empty()) {
            const auto currency = read(*columns_.currency);
            if (!currency) return false;
            money_.currency = currency->currency;
            money_.power += currency->power;
        }
        if (!columns_.scale) return true;
        const auto text = rows_.field(*columns_.scale);
        // A factor of 1 is one, a power of 1 is ten.
        const auto power =
            columns_.scale_is_factor && text == "1" ? std::optional{0} : power_of_scale(text);
        if (!power) {
            rows_.fault("E0109", *columns_.scale, {{"unit", shortened(text, 60)}});
            return false;
        }
        money_.power += *power;
        return true;
    }

    Rows& rows_;
    FlowsBuilder& flows_;
    TidyColumns columns_;
    Money money_;
    Money given_;                         // by the name of the value, or by a title
    std::optional<Direction> direction_;  // where no column says it
    std::size_t narrowed_ = 0;
    unsigned months_of_date_ =
        0;  // where dates stand for months, quarters or years; 0 where they are days
    bool dates_are_last_ = false;
};

void read_tidy(Rows& rows, FlowsBuilder& flows) { TidyReader{rows, flows}.read(); }

}  // namespace

Layout tidy_layout() { return {"tidy", "", detect, read_tidy, rejection_reason}; }

}  // namespace jarip::trade
