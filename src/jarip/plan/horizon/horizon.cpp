#include "jarip/plan/horizon/horizon.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/lp/scale.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

/// A linear model of so many columns is solved from nothing by the interior point method, in a fraction of the time.
constexpr std::size_t kLarge = 10'000;

}  // namespace

bool is_mixed(const lp::Model& model) {
    return std::ranges::any_of(model.columns, &lp::Column::integer);
}

Limits::Limits(const Options& options)
    : options_{options},
      stop_{options.solver.stop.stop_possible() ? options.solver.stop : options.run.stop},
      begin_{std::chrono::steady_clock::now()} {}

double Limits::seconds_left() const {
    const double most = std::min(options_.seconds, options_.solver.seconds);
    if (!std::isfinite(most)) return lp::kInfinity;
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - begin_;
    return std::max(0.0, most - gone.count());
}

bool Limits::stopped() const { return stop_.stop_requested() || seconds_left() <= 0; }

lp::Status Limits::why() const {
    return stop_.stop_requested() ? lp::Status::interrupted : lp::Status::limit;
}

lp::SolveOptions Limits::solve(const lp::Model& model, bool from_feasible) const {
    lp::SolveOptions solver = options_.solver;
    solver.interior_point = model.columns.size() >= kLarge && !is_mixed(model);
    solver.stop = stop_;
    solver.seconds = seconds_left();
    solver.from_feasible = from_feasible;
    return solver;
}

double late_in(const Calendar& calendar, std::size_t at, double backlog, double lost) {
    const double wanted = calendar.wanted[at];
    const double lost_at_once = std::max(0.0, wanted - calendar.largest_backlog[at]);
    return std::min(wanted, backlog + std::min(lost, lost_at_once));
}

double SolvedPlan::value(lp::ColumnId column) const { return flow_of(linear, solution, column); }

bool SolvedPlan::binds(lp::RowId row) const {
    const double high = linear.rows[row].high;
    const double size = high > 0 ? high : size_of(linear, linear.rows[row]);
    // A plan that is nearly the best leaves a little of a limit that has a price.
    const bool priced = solution.status != lp::Status::optimal && shadow_price(row) > 0;
    return priced || solution.activities[row] >= high - kFullUse * size;
}

double SolvedPlan::shadow_price(lp::RowId row) const {
    return row.valid() ? std::max(0.0, -solution.duals[row]) : 0;
}

double SolvedPlan::shadow_price(lp::ColumnId column) const {
    const bool limited = column.valid() && linear.columns[column].high < lp::kInfinity;
    return limited ? std::max(0.0, -solution.reduced_costs[column]) : 0;
}

}  // namespace jarip::plan
