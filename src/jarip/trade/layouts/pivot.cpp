#include "jarip/trade/layouts/pivot.hpp"

#include <algorithm>

#include "jarip/trade/codes/periods.hpp"

namespace jarip::trade {

void Pivot::add(FlowsBuilder::Row row, const Measure& measure, std::size_t column,
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

void Pivot::finish() {
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

std::string_view code_of(std::string_view field) {
    field = field.substr(0, field.find(':'));
    while (field.ends_with(' ')) field.remove_suffix(1);
    return field;
}

std::vector<std::pair<std::size_t, Period>> period_columns(const Rows& rows) {
    std::vector<std::pair<std::size_t, Period>> columns;
    if (rows.header_row() >= rows.head().size()) return columns;
    const auto& names = rows.head()[rows.header_row()];
    for (std::size_t i = 0; i < std::min(names.size(), rows.header().size()); ++i)
        if (const auto period = customs_period(names[i]); period && is_plausible(*period))
            columns.emplace_back(i, *period);
    return columns;
}

}  // namespace jarip::trade
