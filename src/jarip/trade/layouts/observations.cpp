// Tables of observations beside Eurostat's: the IMF's Direction of Trade Statistics, the time series of WITS, SDMX-CSV.
#include <algorithm>
#include <charconv>

#include "jarip/core/split.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/layouts/pivot.hpp"

namespace jarip::trade {
namespace {

// ---- IMF, Direction of Trade Statistics

// By its code, or in words: "Exports of goods, Free on board (FOB), US dollar".
Measure imf_measure(std::string_view code) {
    const auto holds = [&](std::string_view part) {
        return code.find(part) != std::string_view::npos;
    };
    const bool in_dollars = holds("US dollar") || holds("US Dollar");
    if (in_dollars && (holds("Exports of goods") || holds("Value of Exports")))
        return {Measure::Kind::value, Direction::export_, 1, false};
    if (in_dollars && (holds("Imports of goods") || holds("Value of Imports")))
        return {Measure::Kind::value, Direction::import, 1, !holds("CIF")};
    if (!holds("USD")) return {};
    if (holds("TXG") || holds("XG_FOB"))
        return {Measure::Kind::value, Direction::export_, 1, false};
    if (holds("MG_CIF")) return {Measure::Kind::value, Direction::import, 1, false};
    if (holds("MG_FOB")) return {Measure::Kind::value, Direction::import, 1, true};
    return {};
}

// The groups of the Fund are sums: G001 is the world, G163 the euro area.
std::uint32_t imf_country(FlowsBuilder& flows, std::string_view label) {
    constexpr std::size_t kCode = 4;
    const bool is_group = label.size() == kCode && label[0] == 'G' &&
                          label.find_first_not_of("0123456789", 1) == std::string_view::npos;
    return is_group ? flows.group(label) : flows.country(label);
}

// "6", "Millions", "6: Millions"
int scale_of(std::string_view text) {
    for (const auto& [word, power] :
         {std::pair<std::string_view, int>{"Thousands", 3}, {"Millions", 6}, {"Billions", 9}})
        if (text.find(word) != std::string_view::npos) return power;
    const auto digits = code_of(text);
    int power = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), power);
    return power;
}

// A period a column: of DOTS (until 2025), and of its successor IMTS, which says its codes in columns of their own and
// in what scale its figures are.
struct DotsColumns {
    ColumnIndex reporter, partner, indicator, attribute, scale;

    explicit DotsColumns(const Rows& rows)
        : reporter{rows.column({"country_name", "country_id", "country"})},
          partner{rows.column(
              {"counterpart_country_name", "counterpart_country_id", "counterpart_country"})},
          indicator{rows.column({"indicator_code", "indicator_id", "indicator"})},
          attribute{rows.column({"attribute"})},
          scale{rows.column({"scale", "scale_id"})} {}
    [[nodiscard]] bool complete() const { return reporter && partner && indicator; }
};

bool is_dots(const Rows& rows) {
    return DotsColumns{rows}.complete() && !rows.has({"obs_value"}) &&
           !period_columns(rows).empty();
}

void read_dots(Rows& rows, FlowsBuilder& flows) {
    const DotsColumns columns{rows};
    const auto periods = period_columns(rows);
    Pivot pivot{rows, flows};
    while (rows.next()) {
        const auto measure = imf_measure(rows.field(columns.indicator));
        const auto kind = rows.field(columns.attribute);
        if (measure.kind == Measure::Kind::none || (!kind.empty() && kind != "Value")) {
            flows.skip(periods.size());
            continue;
        }
        FlowsBuilder::Row row;
        row.reporter = imf_country(flows, rows.field(columns.reporter));
        row.partner = imf_country(flows, rows.field(columns.partner));
        row.product = flows.product("");
        row.direction = *measure.direction;
        const auto power = scale_of(rows.field(columns.scale));
        for (const auto& [column, period] : periods) {
            row.period = flows.period(period);
            pivot.add(row, measure, column, {"USD", power});
        }
    }
    pivot.finish();
}

// ---- WITS, a year a column, thousand USD

bool is_wits_series(const Rows& rows) {
    return rows.has_all({"reporter", "partner", "indicator"}) &&
           rows.has({"product_categories", "product_category"}) && !period_columns(rows).empty();
}

void read_wits_series(Rows& rows, FlowsBuilder& flows) {
    constexpr int kThousand = 3;
    const auto reporter = rows.column({"reporter"}), partner = rows.column({"partner"});
    const auto product = rows.column({"product_categories", "product_category"});
    const auto indicator = rows.column({"indicator"}), type = rows.column({"indicator_type"});
    const auto periods = period_columns(rows);
    rows.group_digits();
    Pivot pivot{rows, flows};
    while (rows.next()) {
        const auto what = rows.field(indicator);
        (void)rows.field(type);
        Measure measure{Measure::Kind::value, {}, 1, false};
        if (what.starts_with("Import (US$ Thousand)")) measure.direction = Direction::import;
        if (what.starts_with("Export (US$ Thousand)")) measure.direction = Direction::export_;
        if (!measure.direction) {
            flows.skip(periods.size());
            continue;
        }
        const auto goods = rows.field(product);
        FlowsBuilder::Row row;
        row.reporter = flows.country(rows.field(reporter));
        row.partner = flows.country(rows.field(partner));
        // Its groups of products are none of HS.
        row.product = goods == "All Products" ? flows.product("") : flows.product(goods, "WITS:");
        row.direction = *measure.direction;
        for (const auto& [column, period] : periods) {
            row.period = flows.period(period);
            pivot.add(row, measure, column, {"USD", kThousand});
        }
    }
    pivot.finish();
}

// ---- SDMX-CSV

Measure sdmx_measure(std::string_view flow) {
    if (const auto known = imf_measure(flow); known.kind != Measure::Kind::none) return known;
    const auto code = code_of(flow);
    const auto direction = direction_word(code);
    if (direction) return {Measure::Kind::value, direction, 1, false};
    return {};
}

struct SdmxColumns {
    ColumnIndex reporter, partner, product, flow, period, value, power, unit;

    explicit SdmxColumns(const Rows& rows)
        : reporter{rows.column({"ref_area", "reporter", "reporting_area", "country_id", "country",
                                "reporter_country"})},
          partner{rows.column({"counterpart_area", "counterpart_country_id", "counterpart_country",
                               "partner", "partner_country", "vis_area"})},
          product{rows.column(
              {"product", "commodity", "cmd_code", "commodity_code", "hs", "product_code"})},
          flow{flow_column(rows)},
          period{rows.column({"time_period"})},
          value{rows.column({"obs_value"})},
          power{rows.column({"unit_mult", "scale", "powercode"})},
          unit{rows.column({"unit_measure", "currency", "unit"})} {}
    [[nodiscard]] bool complete() const { return reporter && flow && period && value; }

    // Several columns may say what a figure is: the first is taken of which a row is understood.
    static ColumnIndex flow_column(const Rows& rows) {
        ColumnIndex first;
        for (const std::string_view name : {"indicator_id", "indicator", "indicators", "trade_flow",
                                            "flow", "accounting_entry", "measure"}) {
            const auto column = rows.column({name});
            if (!column) continue;
            if (!first) first = column;
            for (auto row = rows.header_row() + 1; row < rows.head().size(); ++row) {
                const auto& fields = rows.head()[row];
                if (*column < fields.size() &&
                    sdmx_measure(fields[*column]).kind != Measure::Kind::none)
                    return column;
            }
        }
        return first;
    }
};

// The service of the Fund gives figures in dollars, and says beside them in which scale its pages show them (6).
bool is_service_of_imf(const Rows& rows) {
    const auto said = rows.column({"dataflow", "structure_id"});
    if (!said || rows.header_row() + 1 >= rows.head().size()) return false;
    const auto& fields = rows.head()[rows.header_row() + 1];
    return *said < fields.size() && fields[*said].find("IMF.") != std::string::npos;
}

std::optional<Money> sdmx_money(std::string_view power, std::string_view unit, bool is_imf) {
    Money money;
    const auto code = code_of(unit);
    for (const std::string_view known : {"USD", "EUR", "JPY", "KRW", "CNY", "TWD", "GBP", "CAD"})
        if (code.starts_with(known)) money.currency = known;
    if (!code.empty() && !code.starts_with(money.currency) && code != "US_DOLLAR")
        return std::nullopt;
    const auto code_of_power = code_of(power);
    const bool is_number = code_of_power.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_imf || !is_number) money.power = scale_of(power);
    return money;
}

// "W" and "W0" are the world in the code lists of SDMX.
std::uint32_t sdmx_country(FlowsBuilder& flows, std::string_view label) {
    return label == "W" || label == "W0" ? Flows::kTotal : imf_country(flows, label);
}

// "HS8542" is 8542, "_T" all goods.
std::string_view sdmx_product(std::string_view code) {
    if (code == "_T") return {};
    if (code.size() > 3 && code.starts_with("HS") &&
        code.find_first_not_of("0123456789", 2) == std::string_view::npos)
        return code.substr(2);
    return code;
}

void read_sdmx(Rows& rows, FlowsBuilder& flows) {
    const SdmxColumns columns{rows};
    // Said again, or of the file as a whole.
    for (const auto name :
         {"dataflow", "structure", "structure_id", "structure_name", "action", "freq", "frequency",
          "obs_status", "obs_flag", "last_update", "time_format"})
        if (const auto column = rows.column({name})) (void)column;
    const bool is_imf = is_service_of_imf(rows);
    Pivot pivot{rows, flows};
    while (rows.next()) {
        const auto measure = sdmx_measure(rows.field(columns.flow));
        if (measure.kind == Measure::Kind::none) {
            flows.skip();
            continue;
        }
        const auto money = sdmx_money(rows.field(columns.power), rows.field(columns.unit), is_imf);
        if (!money) {
            rows.fault("E0109", *columns.unit, {{"unit", shortened(rows.field(columns.unit), 60)}});
            continue;
        }
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        FlowsBuilder::Row row;
        row.reporter = sdmx_country(flows, code_of(rows.field(columns.reporter)));
        row.partner = sdmx_country(flows, code_of(rows.field(columns.partner)));
        const auto code = columns.product ? read_code(rows, *columns.product) : std::string_view{};
        if (!code) continue;
        row.product = flows.product(sdmx_product(code_of(*code)));
        row.period = *period;
        row.direction = *measure.direction;
        flows.source().currency = money->currency;
        pivot.add(row, measure, *columns.value, *money);
    }
    pivot.finish();
}

}  // namespace

Layout imf_dots_layout() { return {"imf-dots", "CIF", is_dots, read_dots}; }

Layout wits_series_layout() { return {"wits-series", "CIF", is_wits_series, read_wits_series}; }

Layout sdmx_layout() {
    return {"sdmx", "CIF", [](const Rows& rows) { return SdmxColumns{rows}.complete(); },
            read_sdmx};
}

}  // namespace jarip::trade
