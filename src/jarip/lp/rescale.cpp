#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"

namespace jarip::lp {

namespace {

constexpr int kRescalings = 6;
/// Of the cost of a solution: what may be spent on one column alone. Above 1, so that no bound binds.
constexpr double kSlack = 1.5;

/// Nothing brings money: no part of a solution costs more than all of it.
bool only_costs(const Model& model) {
    return std::ranges::all_of(
        model.columns, [](const Column& column) { return column.cost >= 0 && column.low >= 0; });
}

/// Beside the largest cost, on which its tolerance rests, the solver does not see what this solution costs.
bool is_hidden(const Model& model, const Solution& solution) {
    if (solution.values.empty() || !(solution.objective > 0)) return false;
    std::vector<double> costs;
    for (const Column& column : model.columns) costs.push_back(column.cost);
    return cost_unit(costs, units_of(model).columns) * solution.objective < 1;
}

/// The model of all solutions that cost less than `most`, in units in which no column is dearer. What is too dear is
/// held at zero, where its cost does not count.
Model cheaper_than(Model model, double most) {
    for (Column& column : model.columns) {
        if (column.cost <= 0) continue;
        const double high = kSlack * most / column.cost;
        if (column.integer) {
            column.high = std::min(column.high, std::floor(high));
            if (column.high <= 0) column.cost = 0;
            continue;
        }
        column.high = std::min(column.high, high);
        column.size = std::min(column.size, high);
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
    if (closer.status == Status::optimal) known.bound = std::min(known.objective, closer.bound);
    known.gap = relative_gap(known.objective, known.bound);
    if (known.gap > relative) known.status = Status::feasible;
    return known;
}

}  // namespace

Solution solve(const Model& model, const SolveOptions& options) {
    Solution solution = Solver{model}.solve(options);
    if (!only_costs(model)) return solution;
    Model closer = model;
    for (int round = 0; round < kRescalings && is_hidden(closer, solution); ++round) {
        const double before = solution.objective;
        closer = cheaper_than(std::move(closer), before);
        solution =
            better_of(std::move(solution), Solver{closer}.solve(options), options.relative_gap);
        if (!(solution.objective < before)) break;
    }
    return solution;
}

}  // namespace jarip::lp
