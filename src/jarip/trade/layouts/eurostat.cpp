// Eurostat's Comext as SDMX-CSV, TSV and the CSV of its older pages.
#include <algorithm>

#include "jarip/core/split.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/layouts/pivot.hpp"

namespace jarip::trade {
namespace {

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

}  // namespace

Layout eurostat_layout() {
    return {
        "eurostat", "CIF",
        [](const Rows& rows) { return EurostatColumns{rows}.complete() || is_eurostat_tsv(rows); },
        [](Rows& rows, FlowsBuilder& flows) {
            is_eurostat_tsv(rows) ? read_eurostat_tsv(rows, flows) : read_eurostat(rows, flows);
        }};
}

}  // namespace jarip::trade
