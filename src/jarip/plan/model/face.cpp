#include "jarip/plan/model/face.hpp"

#include <algorithm>
#include <cmath>

namespace jarip::plan {

namespace {

/// Values are normalised so that the smallest true difference, of two tenths of the smallest, is 0.001.
constexpr double kFaceTolerance = 1e-7;
constexpr double kRounding = 1e-14;  // of the largest cost

}  // namespace

Bounds::Bounds(const lp::Model& model) {
    for (const auto& column : model.columns) columns.add({column.low, column.high});
    for (const auto& row : model.rows) rows.add({row.low, row.high});
}

void Bounds::apply(lp::Solver& solver) const {
    for (const lp::ColumnId id : columns.ids())
        solver.set_bounds(id, columns[id].low, columns[id].high);
    for (const lp::RowId id : rows.ids()) solver.set_bounds(id, rows[id].low, rows[id].high);
}

double face_tolerance(double largest_cost) {
    return std::max(kFaceTolerance, kRounding * largest_cost);
}

void hold_face(Bounds& bounds, const lp::Solution& solution, double tolerance) {
    const auto hold = [tolerance](Bounds::Limits& limits, double dual) {
        if (std::abs(dual) <= tolerance) return;
        const double at = dual > 0 ? limits.low : limits.high;
        if (std::isfinite(at)) limits = {at, at};
    };
    for (const lp::ColumnId id : bounds.columns.ids())
        hold(bounds.columns[id], solution.reduced_costs[id]);
    for (const lp::RowId id : bounds.rows.ids()) hold(bounds.rows[id], solution.duals[id]);
}

}  // namespace jarip::plan
