#include "jarip/plan/model/face.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/lp/scale.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

Bounds::Bounds(const lp::Model& model) {
    for (const auto& column : model.columns) columns.add({column.low, column.high, column.size});
    for (const auto& row : model.rows) rows.add({row.low, row.high, size_of(model, row)});
}

void Bounds::apply(lp::Solver& solver) const {
    for (const lp::ColumnId id : columns.ids())
        solver.set_bounds(id, columns[id].low, columns[id].high);
    for (const lp::RowId id : rows.ids()) solver.set_bounds(id, rows[id].low, rows[id].high);
}

Worth worth_of(const lp::Model& model, const std::vector<double>& costs) {
    Worth worth;
    for (const lp::ColumnId id : model.columns.ids()) {
        const double one = std::abs(costs[id.index()]) * model.columns[id].size;
        if (one == 0) continue;
        worth.largest = std::max(worth.largest, one);
        worth.smallest = worth.smallest == 0 ? one : std::min(worth.smallest, one);
    }
    return worth;
}

double face_tolerance(const Worth& worth, double rounding) {
    return std::max(kFaceTolerance * worth.smallest, rounding * worth.largest);
}

void hold_face(Bounds& bounds, const lp::Solution& solution, double tolerance) {
    const auto hold = [tolerance](Bounds::Limits& limits, double dual) {
        if (std::abs(dual) * limits.size <= tolerance) return;
        const double at = dual > 0 ? limits.low : limits.high;
        if (std::isfinite(at)) limits.low = limits.high = at;
    };
    for (const lp::ColumnId id : bounds.columns.ids())
        hold(bounds.columns[id], solution.reduced_costs[id]);
    for (const lp::RowId id : bounds.rows.ids()) hold(bounds.rows[id], solution.duals[id]);
}

}  // namespace jarip::plan
