// Tables that others make of many countries' customs figures: Trade Data Monitor (USD) and WITS (thousand USD).
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

struct ResellersColumns {
    ColumnIndex reporter, partner, product, year, month, flow, value;
    std::array<ColumnIndex, 2> quantities, units;
    ColumnIndex nomenclature;
    int power = 0;

    [[nodiscard]] bool complete() const {
        return reporter && partner && product && year && flow && value;
    }
};

ResellersColumns tdm_columns(const Rows& rows) {
    return {.reporter = rows.column({"rpt_iso"}),
            .partner = rows.column({"ptn_iso"}),
            .product = rows.column({"commodity"}),
            .year = rows.column({"year"}),
            .month = rows.column({"month"}),
            .flow = rows.column({"flow"}),
            .value = rows.column({"value"}),
            .quantities = {rows.column({"qty1"}), rows.column({"qty2"})},
            .units = {rows.column({"unit1"}), rows.column({"unit2"})},
            .nomenclature = {},
            .power = 0};
}

ResellersColumns wits_columns(const Rows& rows) {
    constexpr int kThousand = 3;
    return {.reporter = rows.column({"reporteriso3", "reporter"}),
            .partner = rows.column({"partneriso3", "partner"}),
            .product = rows.column({"productcode"}),
            .year = rows.column({"year"}),
            .month = {},
            .flow = rows.column({"tradeflowname", "tradeflowcode", "tradeflow"}),
            .value = rows.column(
                {"tradevalue_in_1000_usd", "trade_value_1000usd", "trade_value_us$_thousand"}),
            .quantities = {rows.column({"quantity"}), ColumnIndex{}},
            .units = {rows.column({"quantity_token", "quantity_unit"}), ColumnIndex{}},
            .nomenclature = rows.column({"nomenclature"}),
            .power = kThousand};
}

// Gross figures have re-imports and re-exports in them.
std::optional<Direction> gross_direction(std::string_view word) {
    if (word == "5" || word == "Gross Imp." || word == "Gross Import") return Direction::import;
    if (word == "6" || word == "Gross Exp." || word == "Gross Export") return Direction::export_;
    return std::nullopt;
}

// Kilograms, by their name or by the number that the United Nations give them.
bool is_kg(std::string_view unit) {
    return unit == "KG" || unit == "kg" || unit == "Kg" || unit == "8";
}

std::optional<std::uint32_t> period(Rows& rows, FlowsBuilder& flows,
                                    const ResellersColumns& columns) {
    if (!columns.month) return read_period(rows, *columns.year, flows);
    const std::string month{rows.field(*columns.month)};
    const auto text =
        std::string{rows.field(*columns.year)} + (month.size() == 1 ? "-0" : "-") + month;
    return read_period(rows, *columns.month, text, flows);
}

void read(Rows& rows, FlowsBuilder& flows, const ResellersColumns& columns) {
    // Beside figures without them, gross ones say the same again.
    std::array<bool, 2> has_net{};
    (void)rows.count(*columns.flow, [&](std::string_view word) {
        const auto side = direction_word(word);
        if (side == Direction::import) has_net[0] = true;
        if (side == Direction::export_) has_net[1] = true;
        return true;
    });
    while (rows.next()) {
        const auto when = period(rows, flows, columns);
        if (!when) continue;
        const auto gross = gross_direction(rows.field(*columns.flow));
        if (gross && has_net[*gross == Direction::import ? 0 : 1]) {
            flows.skip();
            continue;
        }
        const auto side = gross ? gross : direction_word(rows.field(*columns.flow));
        if (!side) {
            rows.fault("E0103", *columns.flow);
            continue;
        }
        const auto code = read_code(rows, *columns.product);
        const auto value = read_value(rows, *columns.value, columns.power);
        if (!value && is_not_given(rows.field(*columns.value))) flows.skip();
        if (!code || !value) continue;
        FlowsBuilder::Row row;
        bool sound = true;
        for (std::size_t i = 0; i < columns.units.size(); ++i) {
            if (!columns.quantities[i] || !is_kg(rows.field(columns.units[i]))) continue;
            const auto mass = read_mass(rows, *columns.quantities[i], 1);
            sound = sound && mass;
            if (mass) row.mass_kg = *mass;
        }
        if (!sound) continue;
        row.reporter = flows.country(rows.field(*columns.reporter));
        row.partner = flows.country(rows.field(*columns.partner));
        const auto name = nomenclature(rows.field(columns.nomenclature));
        row.product = name.empty() ? flows.product(*code) : flows.product(*code, name);
        row.period = *when;
        row.direction = *side;
        row.value = *value;
        row.hs_revision = note_hs_revision(flows, rows.field(columns.nomenclature));
        flows.add(row);
    }
}

}  // namespace

Layout tdm_layout() {
    return {"tdm", "",
            [](const Rows& rows) {
                const auto columns = tdm_columns(rows);
                return columns.complete() && columns.month;
            },
            [](Rows& rows, FlowsBuilder& flows) { read(rows, flows, tdm_columns(rows)); }};
}

Layout wits_layout() {
    return {"wits", "CIF", [](const Rows& rows) { return wits_columns(rows).complete(); },
            [](Rows& rows, FlowsBuilder& flows) { read(rows, flows, wits_columns(rows)); }};
}

}  // namespace jarip::trade
