#include "jarip/calibrate/smallest_change.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "jarip/calibrate/change_model.hpp"
#include "jarip/calibrate/tolerances.hpp"

namespace jarip::calibrate {
namespace {

/// Least squares: in at most so many linear models, after tangents at 1, ½, ¼ … of a size.
constexpr int kSmallestChangeRounds = 60;
constexpr int kFirstTangents = 8;
/// Squares' factors are at most this.
constexpr double kLargestFactor = 1e6;

/// A model of changes and a basis of the solver that keeps to it.
///
/// A second model of which the solver is told no more than the first one's solution may be infeasible to it: what
/// the first kept to, its tolerances scaled, the second breaks. From the basis of the first it starts feasible.
struct Start {
    lp::Model model;
    lp::Basis basis;
};

/// Rows and columns that the basis does not know yet were added at the end. Leaves it where the solution stands.
lp::Solution solve_from(Start& start, const lp::SolveOptions& options) {
    auto& [model, basis] = start;
    while (basis.columns.size() < model.columns.size()) basis.columns.add(lp::BasisStatus::low);
    while (basis.rows.size() < model.rows.size()) basis.rows.add(lp::BasisStatus::basic);
    lp::Solver solver{model};
    solver.start_from(basis);
    lp::Solution solution = solver.solve(options);
    if (solution.status == lp::Status::infeasible || solution.status == lp::Status::unknown) {
        solver.start_from({});
        solution = solver.solve({.stop = options.stop});
    }
    basis = solver.basis();
    return solution;
}

/// The least that can be left of the cells; of several ways to leave it, the one for which least flows change.
struct Targets {
    lp::Status status = lp::Status::unknown;
    double least = 0;
    std::vector<double> left;  ///< of each cell, under and over
    Start start;
};

/// The solver may call infeasible what it has just found itself, its tolerances scaled another way: the next model then
/// leaves a little more. `model_of(room)` is solved with more and more room until it is not.
template <typename ModelOf, typename Solve>
lp::Solution solve_with_room(const ModelOf& model_of, const Solve& solve) {
    lp::Solution solution;
    for (const double room : kRooms) {
        solution = solve(model_of(room));
        if (solution.status != lp::Status::infeasible && solution.status != lp::Status::unknown)
            break;
    }
    return solution;
}

Targets find_targets(const ChangeModel& changes, const std::stop_token& stop) {
    Targets targets;
    const auto solve = [&](lp::Model model) {
        lp::Solver solver{model};
        const lp::Solution solution = lp::solve_refined(solver, model, {.stop = stop});
        if (solution.status == lp::Status::optimal) {
            targets.left = changes.left(solution);
            targets.start = {std::move(model), solver.basis()};
        }
        return solution;
    };
    const lp::Solution nearest = solve(changes.nearest());
    targets.status = nearest.status;
    if (targets.status != lp::Status::optimal) return targets;
    const double least = std::max(0.0, nearest.objective);
    targets.least = least * changes.unit();
    const bool any_left = std::any_of(targets.left.begin(), targets.left.end(),
                                      [](double left) { return left > kExact; });
    if (!any_left) return targets;
    // Where even that fails, what is left is the least all the same: of several ways to leave it, the first.
    const lp::Solution as_near = solve_with_room(
        [&](double room) { return changes.as_near(least * (1 + room) + kLeftTolerance); }, solve);
    if (as_near.status == lp::Status::interrupted) targets.status = as_near.status;
    return targets;
}

/// The sum of squares is approached from below: each square has a column, which tangents hold up.
class LeastSquares {
public:
    LeastSquares(std::vector<ChangeModel::Square> squares, Start start)
        : squares_{std::move(squares)}, start_{std::move(start)} {
        double largest = 0;
        for (const auto& square : squares_) largest = std::max(largest, square.factor);
        for (auto& square : squares_) {
            if (largest > 0) square.factor *= kLargestFactor / largest;
            values_.push_back(start_.model.add_column("square", 0, lp::kInfinity, square.factor));
            for (int k = 0; k < kFirstTangents; ++k)
                add_tangent(square, values_.back(), std::exp2(-k));
        }
    }

    /// One linear model after the other, with tangents at the solution of the one before. Where the solver loses its
    /// way among the many rows, the solution before is near enough.
    [[nodiscard]] lp::Solution solve(const std::stop_token& stop) {
        lp::Solution best;
        for (int round = 0; round < kSmallestChangeRounds; ++round) {
            lp::Solution solution = solve_from(start_, {.stop = stop});
            const bool solved = solution.status == lp::Status::optimal;
            if (solved || round == 0 || solution.status == lp::Status::interrupted)
                best = std::move(solution);
            if (!solved || !add_tangents(best)) break;
        }
        return best;
    }

private:
    bool add_tangents(const lp::Solution& solution) {
        std::vector<double> at;
        Sum exact;
        for (const auto& square : squares_) {
            at.push_back(solution.values[square.up] + solution.values[square.down]);
            exact.add(square.factor * at.back() * at.back());
        }
        if (exact.value() <= solution.objective * (1 + kLeastSquaresGap)) return false;
        const double small =
            kLeastSquaresGap * solution.objective / static_cast<double>(2 * squares_.size());
        for (std::size_t i = 0; i < squares_.size(); ++i) {
            const double below = at[i] * at[i] - solution.values[values_[i]];
            if (squares_[i].factor * below > small) add_tangent(squares_[i], values_[i], at[i]);
        }
        return true;
    }

    // value ≥ 2 · at · (up + down) − at²
    void add_tangent(const ChangeModel::Square& square, lp::ColumnId value, double at) {
        start_.model.add_row("tangent", -at * at, lp::kInfinity,
                             {{value, 1}, {square.up, -2 * at}, {square.down, -2 * at}});
    }

    std::vector<ChangeModel::Square> squares_;
    Start start_;
    std::vector<lp::ColumnId> values_;
};

lp::Solution solve(const ChangeModel& changes, Start start, const std::stop_token& stop) {
    if (!changes.squares().empty())
        return LeastSquares{changes.squares(), std::move(start)}.solve(stop);
    return solve_from(start, {.stop = stop, .from_feasible = true});
}

bool is_met(const Cell& cell) { return std::abs(cell.mismatch()) <= kMet * cell.size(); }

}  // namespace

Changed smallest_change(const Network& network, const plan::SteadyPlan& plan,
                        const std::vector<Cell>& cells, const FitOptions& options) {
    const std::stop_token& stop = options.comparison.run.stop;
    const ChangeModel linear{network, plan, cells, Norm::l1};
    Targets targets = find_targets(linear, stop);
    Changed result{targets.status, plan.shipped, targets.least, plan.started};
    if (targets.status != lp::Status::optimal) return result;
    if (std::all_of(cells.begin(), cells.end(), is_met)) return result;
    std::optional<ChangeModel> squared;
    if (options.norm == Norm::l2) squared.emplace(network, plan, cells, Norm::l2);
    const ChangeModel& changes = squared ? *squared : linear;
    const lp::Solution solution = solve_with_room(
        [&](double room) {
            return Start{changes.leaving(targets.start.model, targets.left, room),
                         targets.start.basis};
        },
        [&](Start start) { return solve(changes, std::move(start), stop); });
    result.status = solution.status;
    if (solution.status == lp::Status::optimal) {
        result.shipped = changes.shipped(solution);
        result.started = changes.started(solution);
    }
    return result;
}

}  // namespace jarip::calibrate
