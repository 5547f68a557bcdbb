// Tables with a column for each year, quarter or month: ITC Trade Map, USITC DataWeb, Comex Stat as its pages give it.
#include <algorithm>
#include <array>
#include <string>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/layouts/columns.hpp"

namespace jarip::trade {
namespace {

// A figure of a row: a value, and the mass of the same time where there is one.
struct TimeColumn {
    std::size_t value = 0;
    ColumnIndex mass;
    Period period;
    std::optional<Direction> direction;
};

// Four digits, and what follows a dash, which Rows::header makes "_": 2024, 2024_q1, 2024_m01.
std::optional<Period> time_of(std::string_view words) {
    constexpr std::size_t kYear = 4;
    if (words.size() < kYear || leading_digits(words).size() != kYear) return std::nullopt;
    std::string text{words.substr(0, kYear)};
    const auto rest = words.substr(kYear);
    if (rest.starts_with("_q") && rest.size() == 3) text += 'Q' + std::string{rest.substr(2)};
    if (rest.starts_with("_m") && rest.size() == 4) text += '-' + std::string{rest.substr(2)};
    if (text.size() == kYear && !rest.empty()) return std::nullopt;
    return parse_period(text);
}

// The titles above the header, a line each.
std::vector<std::string> titles_of(const Rows& rows) {
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < rows.header_row(); ++row) {
        std::string line;
        for (const auto& field : rows.head()[row])
            if (!field.empty()) line += (line.empty() ? "" : " ") + field;
        lines.push_back(line);
    }
    return lines;
}

void add_times(Rows& rows, FlowsBuilder& flows, FlowsBuilder::Row row, const Money& money,
               const std::vector<TimeColumn>& columns) {
    for (const auto& column : columns) {
        row.period = flows.period(column.period);
        if (column.direction) row.direction = *column.direction;
        const auto value = read_money(rows, column.value, money, row.period, flows);
        if (!value) {
            if (is_not_given(rows.field(column.value))) flows.skip();
            continue;
        }
        row.value = *value;
        row.mass_kg = -1;
        if (column.mass) {
            const auto mass = read_mass(rows, *column.mass, 1);
            if (!mass) continue;
            row.mass_kg = *mass;
        }
        flows.add(row);
    }
}

// ---- Trade Map of the International Trade Centre: thousand US dollars unless a title says otherwise

std::optional<TimeColumn> trade_map_column(const Rows& rows, std::size_t column) {
    const std::string_view name = rows.header()[column];
    for (const auto& [start, direction] :
         {std::pair{std::string_view{"imported_value_in_"}, Direction::import},
          std::pair{std::string_view{"exported_value_in_"}, Direction::export_}}) {
        if (!name.starts_with(start)) continue;
        auto time = name.substr(start.size());
        for (const std::string_view unit : {",", "_us_dollar", "_euro"})  // ", US Dollar thousand"
            time = time.substr(0, time.find(unit));
        if (const auto period = time_of(time)) return TimeColumn{column, {}, *period, direction};
    }
    return std::nullopt;
}

struct TradeMapColumns {
    ColumnIndex exporters, importers, product;
    std::vector<TimeColumn> times;

    explicit TradeMapColumns(const Rows& rows)
        : exporters{rows.column({"exporters"})},
          importers{rows.column({"importers"})},
          product{rows.column({"product_code", "code"})} {
        for (std::size_t i = 0; i < rows.header().size(); ++i)
            if (const auto time = trade_map_column(rows, i)) times.push_back(*time);
    }
    [[nodiscard]] bool complete() const {
        return !times.empty() && (exporters || importers || product);
    }
};

// "List of supplying markets for a product imported by Korea, Republic of", "Product: 847150 Units …",
// "Unit : US Dollar thousand".
struct TradeMapTitles {
    std::string reporter, product;
    bool names_product = false;
    std::optional<Money> money;

    explicit TradeMapTitles(const Rows& rows) {
        for (const auto& line : titles_of(rows)) {
            for (const std::string_view by : {"imported by ", "exported by "})
                if (const auto at = line.find(by); at != std::string::npos)
                    reporter = trimmed(line.substr(at + by.size()));
            const auto small = ascii_lower(line);
            if (small.starts_with("product")) {
                const auto colon = line.find(':');
                const auto goods =
                    colon == std::string::npos ? std::string{} : trimmed(line.substr(colon + 1));
                names_product = !goods.empty();
                product = leading_digits(goods);
            }
            if (small.starts_with("unit")) money = money_of(small);
        }
        for (const std::string_view until : {" in 1", " in 2"})
            reporter = reporter.substr(0, reporter.find(until));
    }

private:
    static std::string trimmed(std::string text) {
        const auto begin = text.find_first_not_of(' ');
        if (begin == std::string::npos) return {};
        return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
    }
    static std::optional<Money> money_of(const std::string& small) {
        const int power = small.find("thousand") != std::string::npos  ? 3
                          : small.find("million") != std::string::npos ? 6
                          : small.find("billion") != std::string::npos ? 9
                                                                       : 0;
        if (small.find("euro") != std::string::npos) return Money{"EUR", power};
        if (small.find("us dollar") != std::string::npos || small.find("usd") != std::string::npos)
            return Money{"USD", power};
        return std::nullopt;
    }
};

void read_trade_map(Rows& rows, FlowsBuilder& flows) {
    constexpr int kThousand = 3;
    const TradeMapColumns columns{rows};
    const TradeMapTitles titles{rows};
    if (!columns.product && !titles.names_product) {
        rows.header_fault("E0102", columns.times.front().value, {{"column", "product"}});
        return;
    }
    const auto money = titles.money.value_or(Money{"USD", kThousand});
    flows.source().currency = money.currency;
    rows.group_digits();
    const bool tells_imports = columns.times.front().direction == Direction::import;
    // Importers of what is imported, and exporters of what is exported, are those who report.
    const auto reporters = tells_imports ? columns.importers : columns.exporters;
    const auto partners = tells_imports ? columns.exporters : columns.importers;
    for (const std::string_view label : {"product_label", "label"}) (void)rows.column({label});
    while (rows.next()) {
        FlowsBuilder::Row row;
        if (reporters)
            row.reporter = flows.country(rows.field(reporters));
        else if (!titles.reporter.empty())
            row.reporter = flows.country(titles.reporter);
        if (partners) row.partner = flows.country(rows.field(partners));
        std::string code = titles.product;
        if (columns.product) {
            const auto read = read_code(rows, *columns.product);
            if (!read) continue;
            code = *read;
            std::erase(code, '\'');
            if (ascii_lower(code) == "total") code.clear();
        }
        row.product = flows.product_of_level(code, 0);
        add_times(rows, flows, row, money, columns.times);
    }
}

// ---- DataWeb of the US International Trade Commission: actual dollars, one measure after another

std::optional<Direction> dataweb_measure(std::string_view words) {
    const auto small = ascii_lower(words);
    if (small.find("customs value") != std::string::npos) return Direction::import;
    if (small.find("fas value") != std::string::npos) return Direction::export_;
    return std::nullopt;
}

constexpr std::array<std::string_view, 12> kMonthNames{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

struct DataWebColumns {
    ColumnIndex measure, product, country, year;
    std::vector<TimeColumn> years;
    std::vector<std::pair<std::size_t, std::size_t>> months;  // of `year`: column, month from 1

    explicit DataWebColumns(const Rows& rows)
        : measure{rows.column({"data_type"})},
          product{rows.column({"hts_number", "hts_item", "schedule_b_number"})},
          country{rows.column({"country"})},
          year{rows.column({"year"})} {
        for (std::size_t i = 0; i < rows.header().size(); ++i) {
            const std::string_view name = rows.header()[i];
            if (const auto period = name.size() == 4 ? time_of(name) : std::nullopt)
                years.push_back({i, {}, *period, {}});
            const auto month = std::find(kMonthNames.begin(), kMonthNames.end(), name);
            if (year && month != kMonthNames.end())
                months.emplace_back(i, static_cast<std::size_t>(month - kMonthNames.begin()) + 1);
        }
    }
    [[nodiscard]] bool complete() const {
        return measure && (product || country) && (!years.empty() || !months.empty());
    }
};

void read_dataweb(Rows& rows, FlowsBuilder& flows) {
    const DataWebColumns columns{rows};
    rows.group_digits();
    (void)rows.column({"description"});
    while (rows.next()) {
        // Charges, duties, quantities, and what is imported for consumption beside all imports say other things.
        const auto direction = dataweb_measure(rows.field(columns.measure));
        const auto country = columns.country ? rows.field(*columns.country) : std::string_view{};
        if (!direction) {
            flows.skip();
            continue;
        }
        FlowsBuilder::Row row;
        row.reporter = flows.country("US");
        if (columns.country) row.partner = flows.country(country);
        row.direction = *direction;
        if (columns.product) {
            const auto code = read_code(rows, *columns.product);
            if (!code) continue;
            row.product = flows.product_of_level(*code, 0);
        } else {
            row.product = flows.product("");
        }
        auto times = columns.years;
        for (const auto& [column, month] : columns.months) {
            const auto text = std::string{rows.field(*columns.year)} + (month < 10 ? "-0" : "-") +
                              std::to_string(month);
            if (const auto period = parse_period(text)) times.push_back({column, {}, *period, {}});
        }
        add_times(rows, flows, row, {"USD", 0}, times);
    }
}

// ---- Comex Stat, years side by side: "2025 - Valor US$ FOB", "Exportação - 2025 - Quilograma Líquido"

struct ComexStatName {
    Period year;
    std::optional<Direction> direction;
    bool is_mass = false;
};

std::optional<ComexStatName> comex_stat_name(std::string_view name) {
    ComexStatName result;
    for (const auto& [start, direction] :
         {std::pair{std::string_view{"exportação_"}, Direction::export_},
          std::pair{std::string_view{"importação_"}, Direction::import},
          std::pair{std::string_view{"exports_"}, Direction::export_},
          std::pair{std::string_view{"imports_"}, Direction::import}}) {
        if (!name.starts_with(start)) continue;
        name = name.substr(start.size());
        result.direction = direction;
    }
    const auto dash = name.find('_');
    if (dash != 4) return std::nullopt;
    const auto year = time_of(name.substr(0, dash));
    if (!year) return std::nullopt;
    result.year = *year;
    const auto what = name.substr(dash + 1);
    if (what == "quilograma_líquido" || what == "net_weight_kg" || what == "net_kilogram")
        result.is_mass = true;
    else if (what != "valor_us$_fob" && what != "us$_fob" && what != "us$_fob_value")
        return std::nullopt;
    return result;
}

std::vector<TimeColumn> comex_stat_years(const Rows& rows) {
    std::vector<TimeColumn> times;
    for (const bool masses : {false, true})
        for (std::size_t i = 0; i < rows.header().size(); ++i) {
            const auto name = comex_stat_name(rows.header()[i]);
            if (!name || name->is_mass != masses) continue;
            if (!masses) times.push_back({i, {}, name->year, name->direction});
            for (auto& time : times)
                if (masses && time.period == name->year && time.direction == name->direction)
                    time.mass = i;
        }
    return times;
}

void read_comex_stat_years(Rows& rows, FlowsBuilder& flows) {
    const auto years = comex_stat_years(rows);
    const auto flow = rows.column({"fluxo", "flow"}), month = rows.column({"mês", "mes", "month"});
    const auto country = rows.column({"países", "paises", "país", "countries", "country"});
    const auto product =
        rows.column({"código_ncm", "codigo_ncm", "código_sh6", "código_sh4", "código_sh2",
                     "ncm_code", "hs6_code", "hs4_code", "hs2_code"});
    std::vector<std::size_t> parts;
    for (const std::string_view name :
         {"uf_do_produto", "via", "urf", "uf_of_product", "state", "mode_of_transport"})
        if (const auto column = rows.column({name})) parts.push_back(*column);
    std::optional<Direction> of_table;
    if (!flow && !years.front().direction) {
        of_table = flows.direction_of_table(rows);
        if (!of_table) return;
    }
    rows.take_decimal_commas();
    flows.parts_are_chosen();
    while (rows.next()) {
        FlowsBuilder::Row row;
        row.reporter = flows.country("BR");
        if (country) row.partner = flows.country(rows.field(country));
        if (product) {
            const auto code = read_code(rows, *product);
            if (!code) continue;
            row.product = flows.product_of_level(*code, 0);
        } else {
            row.product = flows.product("");
        }
        if (flow) {
            const auto direction = direction_word(rows.field(flow));
            if (!direction) {
                rows.fault("E0103", *flow);
                continue;
            }
            row.direction = *direction;
        } else if (of_table) {
            row.direction = *of_table;
        }
        std::vector<PartField> fields;
        for (const auto column : parts)
            fields.push_back({rows.header()[column], rows.field(column)});
        row.detail = flows.part(fields);
        auto times = years;
        if (month) {
            const auto number = leading_digits(rows.field(month));
            for (auto& time : times) {
                const auto text = format_date(time.period.first).substr(0, 5) +
                                  (number.size() == 1 ? "0" : "") + std::string{number};
                const auto period = parse_period(text);
                if (!period) rows.fault("E0104", *month, {{"value", std::string{number}}});
                time.period = period.value_or(time.period);
            }
        }
        add_times(rows, flows, row, {"USD", 0}, times);
    }
}

}  // namespace

Layout trade_map_layout() {
    return {"trade-map", "CIF", [](const Rows& rows) { return TradeMapColumns{rows}.complete(); },
            read_trade_map};
}

Layout dataweb_layout() {
    return {"usitc-dataweb", "FOB",
            [](const Rows& rows) { return DataWebColumns{rows}.complete(); }, read_dataweb};
}

Layout comex_stat_years_layout() {
    return {"comex-stat-years", "FOB",
            [](const Rows& rows) { return !comex_stat_years(rows).empty(); },
            read_comex_stat_years};
}

}  // namespace jarip::trade
