#include "jarip/lp/scale.hpp"

#include <algorithm>
#include <cmath>

namespace jarip::lp {

namespace {

/// A row whose terms differ by more has a unit between them: the solver drops what is below 1e-12.
constexpr double kWideRow = 0x1p20;

double power_of_two(double value) {
    return std::isfinite(value) && value > 0 ? std::exp2(std::round(std::log2(value))) : 1;
}

double unit_of(const Model& model, const Row& row, const std::vector<double>& columns) {
    double largest = 0;
    double smallest = kInfinity;
    for (std::size_t t = row.begin; t < row.end; ++t) {
        const Term& term = model.terms[t];
        const double size = std::abs(term.coefficient) * columns[term.column.index()];
        largest = std::max(largest, size);
        smallest = std::min(smallest, size);
    }
    if (largest == 0) return 1;
    return power_of_two(largest > kWideRow * smallest ? std::sqrt(largest) * std::sqrt(smallest)
                                                      : largest);
}

}  // namespace

double size_of(const Model& model, const Row& row) {
    double size = 0;
    for (std::size_t t = row.begin; t < row.end; ++t)
        size = std::max(
            size, std::abs(model.terms[t].coefficient) * model.columns[model.terms[t].column].size);
    return size > 0 ? size : 1;
}

Units units_of(const Model& model) {
    Units units{std::vector<double>(model.columns.size(), 1),
                std::vector<double>(model.rows.size(), 1)};
    for (const ColumnId id : model.columns.ids()) {
        const Column& column = model.columns[id];
        if (column.integer) continue;
        units.columns[id.index()] = power_of_two(column.size);
        units.sized = units.sized || units.columns[id.index()] != 1;
    }
    if (!units.sized) return units;
    for (const RowId id : model.rows.ids())
        units.rows[id.index()] = unit_of(model, model.rows[id], units.columns);
    return units;
}

double cost_unit(std::span<const double> costs, std::span<const double> units,
                 double largest_cost) {
    double largest = 0;
    double smallest = kInfinity;
    for (std::size_t j = 0; j < costs.size(); ++j) {
        const double cost = std::abs(costs[j]) * units[j];
        if (cost == 0) continue;
        largest = std::max(largest, cost);
        smallest = std::min(smallest, cost);
    }
    if (largest == 0) return 1;
    const double unit = std::min(largest_cost / largest, std::max(1.0, 1 / smallest));
    return std::exp2(std::floor(std::log2(unit)));
}

}  // namespace jarip::lp
