#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

constexpr int kRescalings = 12;
/// Of the cost of a solution: what may be spent on one column alone. Above 1, so that no bound binds.
constexpr double kSlack = 1.5;
/// Units are powers of two: a smallest cost that is brought to 1 may be as small as this.
constexpr double kRounded = 0.5;
/// In the solver's units of cost, whose tolerance is 1e-7 for each column: less is not seen well enough.
constexpr double kSeen = 1e6;

/// Nothing brings money: no part of a solution costs more than all of it.
bool only_costs(const Model& model) {
    return std::ranges::all_of(
        model.columns, [](const Column& column) { return column.cost >= 0 && column.low >= 0; });
}

/// Beside the largest cost, on which its tolerance rests, the solver does not see what this solution costs.
bool is_hidden(const Model& model, const Solution& solution) {
    if (solution.values.empty() || !(solution.objective > 0)) return false;
    const std::vector<double> units = units_of(model).columns;
    std::vector<double> costs;
    double smallest = kInfinity;
    for (const ColumnId id : model.columns.ids()) {
        costs.push_back(model.columns[id].cost);
        if (costs.back() > 0) smallest = std::min(smallest, costs.back() * units[id.index()]);
    }
    const double unit = cost_unit(costs, units);
    return unit * smallest < kRounded && unit * solution.objective < kSeen;
}

/// The model of all solutions that cost less than `most`, in units in which no column is dearer. What is too dear is
/// held at zero, where its cost does not count.
Model cheaper_than(const Model& original, Model model, double most) {
    for (const ColumnId id : model.columns.ids()) {
        Column& column = model.columns[id];
        if (column.cost <= 0) continue;
        const double high = kSlack * most / column.cost;
        if (column.integer)
            column.high = std::min(column.high, std::floor(high));
        else if (high < kNextToNothing * original.columns[id].size && column.low <= 0)
            column.high = 0;
        else
            column.high = std::min(column.high, high);
        if (column.high <= 0)
            column.cost = 0;
        else if (!column.integer)
            column.size = std::min(column.size, column.high);
    }
    return model;
}

/// `closer` was found, or not, among what costs less than `known`.
Solution better_of(Solution known, Solution closer, double relative) {
    const bool ended = closer.status == Status::limit || closer.status == Status::interrupted;
    if (!closer.values.empty() && closer.objective <= known.objective) return closer;
    if (ended) {
        known.status = closer.status;
        return known;
    }
    known.bound = closer.status == Status::optimal ? std::min(known.objective, closer.bound) : 0;
    known.gap = relative_gap(known.objective, known.bound);
    known.status = known.gap > relative ? Status::feasible : Status::optimal;
    return known;
}

/// What is held at zero has no cost in the solver's model: in a linear solution it has one.
void restore_costs(const Model& model, const Model& solved, Solution& solution) {
    if (solution.values.empty() || std::ranges::any_of(model.columns, &Column::integer)) return;
    for (const ColumnId id : model.columns.ids())
        solution.reduced_costs[id] += model.columns[id].cost - solved.columns[id].cost;
}

/// Without values where the solver finds nothing, or refuses the model: its terms are then of too many sizes.
Solution solve_closer(const Model& model, const Model& closer, const SolveOptions& options) {
    try {
        Solution found = Solver{closer}.solve(options);
        restore_costs(model, closer, found);
        return found;
    } catch (const Error&) {
        Solution none;
        none.status = Status::unknown;
        return none;
    }
}

}  // namespace

/// A solution that the solver could not prove, or whose cost it hardly sees, is looked for again among all that cost no
/// more, where nothing is dear: as long as that finds cheaper ones.
Solution solve(const Model& model, const SolveOptions& options) {
    const Clock clock{options};
    Solution solution = Solver{model}.solve(options);
    if (!only_costs(model)) return solution;
    Model closer = model;
    for (int round = 0; round < kRescalings && !solution.values.empty(); ++round) {
        if (solution.status != Status::optimal && solution.status != Status::feasible) break;
        if (solution.status == Status::optimal && !is_hidden(closer, solution)) break;
        const double before = solution.objective;
        closer = cheaper_than(model, std::move(closer), before);
        Solution found = solve_closer(model, closer, clock.rest());
        solution = better_of(std::move(solution), std::move(found), options.relative_gap);
        if (!(solution.objective < before)) break;
    }
    return solution;
}

}  // namespace jarip::lp
