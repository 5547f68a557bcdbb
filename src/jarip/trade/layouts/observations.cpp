// Tables of observations: a figure a row or a figure a cell, of which an indicator says what it is. Eurostat's Comext as
// SDMX-CSV, TSV and the CSV of its older pages; the IMF's Direction of Trade Statistics; the time series of WITS; SDMX-CSV
// of others.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include "jarip/core/split.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

// What an indicator is a figure of.
struct Measure {
    enum class Kind : std::uint8_t { none, value, mass } kind = Kind::none;
    std::optional<Direction> direction;
    double kg_per_unit = 1;
    bool is_fob = false;  // imports without freight
};

// "DE:Germany" is DE, and "1: Import" is 1.
std::string_view code_of(std::string_view field) {
    field = field.substr(0, field.find(':'));
    while (field.ends_with(' ')) field.remove_suffix(1);
    return field;
}

// Values and masses of the same thing become one flow.
class Pivot {
public:
    Pivot(Rows& rows, FlowsBuilder& flows) : rows_{rows}, flows_{flows} {}

    void add(FlowsBuilder::Row row, const Measure& measure, std::size_t column,
             const Money& money) {
        row.ordinal = static_cast<std::uint32_t>(rows_.ordinal());
        if (measure.kind == Measure::Kind::mass) {
            const auto mass = read_mass(rows_, column, measure.kg_per_unit);
            if (mass && *mass >= 0) masses_.try_emplace(key(row), *mass);
            return;
        }
        const auto value = read_money(rows_, column, money, row.period, flows_);
        if (!value) {
            if (is_not_given(rows_.number(column))) flows_.skip();
            return;
        }
        row.value = *value;
        if (row.direction == Direction::import && !measure.is_fob) with_freight_.insert(key(row));
        rows_read_.push_back({row, row.direction == Direction::import && measure.is_fob});
    }

    void finish() {
        bool any_fob = false, any_cif = false;
        for (auto& [row, is_fob] : rows_read_) {
            // Imports with freight and without are the same imports.
            if (is_fob && with_freight_.contains(key(row))) {
                flows_.skip();
                continue;
            }
            const auto mass = masses_.find(key(row));
            if (mass != masses_.end()) row.mass_kg = mass->second;
            if (row.direction == Direction::import) (is_fob ? any_fob : any_cif) = true;
            flows_.add(row);
        }
        if (any_fob) flows_.source().imports_valued = any_cif ? "" : "FOB";
    }

private:
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, Direction>;
    static Key key(const FlowsBuilder::Row& row) {
        return {row.reporter, row.partner, row.product, row.period, row.direction};
    }
    struct Read {
        FlowsBuilder::Row row;
        bool is_fob;
    };

    Rows& rows_;
    FlowsBuilder& flows_;
    std::vector<Read> rows_read_;
    std::map<Key, double> masses_;
    std::set<Key> with_freight_;
};

// Columns whose name is a period: 2019, "2020M1", "2024-01 ".
std::vector<std::pair<std::size_t, Period>> period_columns(const Rows& rows) {
    std::vector<std::pair<std::size_t, Period>> columns;
    if (rows.header_row() >= rows.head().size()) return columns;
    const auto& names = rows.head()[rows.header_row()];
    for (std::size_t i = 0; i < std::min(names.size(), rows.header().size()); ++i)
        if (const auto period = customs_period(names[i]); period && is_plausible(*period))
            columns.emplace_back(i, *period);
    return columns;
}

// ---- Eurostat

Measure eurostat_measure(std::string_view indicator) {
    constexpr double kHundred = 100;
    const auto code = code_of(indicator);
    if (code.starts_with("VALUE")) return {Measure::Kind::value, {}, 1, false};
    if (code == "QUANTITY_IN_100KG") return {Measure::Kind::mass, {}, kHundred, false};
    if (code == "QUANTITY_IN_KG" || code == "QUANTITY_KG")
        return {Measure::Kind::mass, {}, 1, false};
    if (code == "QUANTITY_IN_TONNES") return {Measure::Kind::mass, {}, 1000, false};
    return {};
}

std::optional<Direction> eurostat_direction(std::string_view flow) {
    const auto code = code_of(flow);
    if (code == "1") return Direction::import;
    if (code == "2") return Direction::export_;
    return direction_word(code);
}

struct EurostatColumns {
    ColumnIndex reporter, partner, product, flow, indicator, period, value;

    explicit EurostatColumns(const Rows& rows)
        : reporter{rows.column({"reporter", "declarant"})},
          partner{rows.column({"partner"})},
          product{rows.column({"product", "product_nc", "sitc06", "bclas_bec"})},
          flow{rows.column({"flow", "stk_flow"})},
          indicator{rows.column({"indicators", "indicator", "indic_et"})},
          period{rows.column({"time_period", "period", "time"})},
          value{rows.column({"obs_value", "value"})} {}
    [[nodiscard]] bool complete() const {
        return reporter && partner && product && flow && indicator && period && value;
    }
};

void read_eurostat(Rows& rows, FlowsBuilder& flows) {
    const EurostatColumns columns{rows};
    const auto nomenclature_here =
        rows.header()[*columns.product] == "sitc06"      ? std::string{"SITC4:"}
        : rows.header()[*columns.product] == "bclas_bec" ? std::string{"BEC4:"}
                                                         : std::string{};
    flows.source().currency = "EUR";
    rows.group_digits();
    Pivot pivot{rows, flows};
    while (rows.next()) {
        const auto measure = eurostat_measure(rows.field(*columns.indicator));
        if (measure.kind == Measure::Kind::none) {
            flows.skip();
            continue;
        }
        const auto period = read_period(rows, *columns.period, flows);
        if (!period) continue;
        const auto direction = eurostat_direction(rows.field(*columns.flow));
        if (!direction) {
            rows.fault("E0103", *columns.flow);
            continue;
        }
        const auto code = read_code(rows, *columns.product);
        if (!code) continue;
        FlowsBuilder::Row row;
        row.reporter = flows.country(code_of(rows.field(*columns.reporter)));
        row.partner = flows.country(code_of(rows.field(*columns.partner)));
        row.product = nomenclature_here.empty() ? flows.product(code_of(*code))
                                                : flows.product(code_of(*code), nomenclature_here);
        row.period = *period;
        row.direction = *direction;
        pivot.add(row, measure, *columns.value, {"EUR", 0});
    }
    pivot.finish();
}

// All dimensions in the first column, with commas between, and a column for each period.
constexpr std::string_view kDimensionsEnd = "\\time_period";

bool is_eurostat_tsv(const Rows& rows) {
    if (rows.header().size() < 2 || !rows.header()[0].ends_with(kDimensionsEnd)) return false;
    const auto& name = rows.header()[0];
    return name.find("reporter") != std::string::npos && name.find("flow") != std::string::npos &&
           name.find("indicators") != std::string::npos;
}

void read_eurostat_tsv(Rows& rows, FlowsBuilder& flows) {
    std::string dimensions = rows.header()[0];
    dimensions.resize(dimensions.size() - kDimensionsEnd.size());
    const auto names = split(dimensions, ',');
    const auto place = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                        names.begin());
    };
    const auto reporter = place("reporter"), partner = place("partner"), product = place("product"),
               flow = place("flow"), indicator = place("indicators");
    const auto periods = period_columns(rows);
    flows.source().currency = "EUR";
    rows.take_flagged_numbers();
    Pivot pivot{rows, flows};
    while (rows.next()) {
        const auto parts = split(rows.field(0), ',');
        const auto part = [&](std::size_t at) {
            return at < parts.size() ? parts[at] : std::string_view{};
        };
        const auto measure = eurostat_measure(part(indicator));
        const auto direction = eurostat_direction(part(flow));
        if (measure.kind == Measure::Kind::none) {
            flows.skip(periods.size());
            continue;
        }
        if (!direction) {
            rows.fault("E0103", 0);
            continue;
        }
        FlowsBuilder::Row row;
        row.reporter = flows.country(part(reporter));
        row.partner = flows.country(part(partner));
        row.product = flows.product(part(product));
        row.direction = *direction;
        for (const auto& [column, period] : periods) {
            row.period = flows.period(period);
            pivot.add(row, measure, column, {"EUR", 0});
        }
    }
    pivot.finish();
}

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

Layout eurostat_layout() {
    return {
        "eurostat", "CIF",
        [](const Rows& rows) { return EurostatColumns{rows}.complete() || is_eurostat_tsv(rows); },
        [](Rows& rows, FlowsBuilder& flows) {
            is_eurostat_tsv(rows) ? read_eurostat_tsv(rows, flows) : read_eurostat(rows, flows);
        }};
}

Layout imf_dots_layout() { return {"imf-dots", "CIF", is_dots, read_dots}; }

Layout wits_series_layout() { return {"wits-series", "CIF", is_wits_series, read_wits_series}; }

Layout sdmx_layout() {
    return {"sdmx", "CIF", [](const Rows& rows) { return SdmxColumns{rows}.complete(); },
            read_sdmx};
}

}  // namespace jarip::trade
