#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

constexpr int kRefinements = 4;
/// Faults are counted in units at most so much smaller: larger ones put bounds out of the reach of double precision.
constexpr double kLargestFactor = 0x1p16;

double size_of(double least, double low, double high) {
    const auto size = [](double bound) { return std::isfinite(bound) ? std::abs(bound) : 0; };
    return std::max({least, size(low), size(high)});
}

class Refinement {
public:
    Refinement(Solver& solver, const Model& model, const SolveOptions& options)
        : solver_{solver}, model_{model}, options_{options} {
        for (const Row& row : model.rows) row_sizes_.push_back(size_of(model, row));
    }

    Solution run() {
        found_ = solver_.solve(options_);
        if (found_.status != Status::optimal) return found_;
        settle();
        for (int round = 0; round < kRefinements && fault() > kNoFault; ++round) {
            if (!improve()) break;
            settle();
        }
        return found_;
    }

private:
    // Activities, reduced costs and the objective, of the values and duals.
    void settle() {
        std::vector<Sum> reduced(model_.columns.size());
        Sum objective;
        for (const ColumnId id : model_.columns.ids()) {
            reduced[id.index()].add(model_.columns[id].cost);
            objective.add(model_.columns[id].cost * found_.values[id]);
        }
        for (const RowId id : model_.rows.ids()) {
            const Row& row = model_.rows[id];
            Sum activity;
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const Term& term = model_.terms[t];
                activity.add(term.coefficient * found_.values[term.column]);
                reduced[term.column.index()].add(-term.coefficient * found_.duals[id]);
            }
            found_.activities[id] = activity.value();
        }
        for (const ColumnId id : model_.columns.ids())
            found_.reduced_costs[id] = reduced[id.index()].value();
        found_.objective = found_.bound = objective.value();
    }

    [[nodiscard]] double fault() const {
        double largest = 0;
        const auto see = [&](const auto& limits, double value, double size) {
            const double outside = std::max(limits.low - value, value - limits.high);
            largest = std::max(largest, outside / size_of(size, limits.low, limits.high));
        };
        for (const ColumnId id : model_.columns.ids())
            see(model_.columns[id], found_.values[id], model_.columns[id].size);
        for (const RowId id : model_.rows.ids())
            see(model_.rows[id], found_.activities[id], row_sizes_[id.index()]);
        return largest;
    }

    // Every bound as its distance from the value, times the factor.
    void set_bounds_around(const Solution& at, double factor) {
        for (const ColumnId id : model_.columns.ids())
            solver_.set_bounds(id, factor * (model_.columns[id].low - at.values[id]),
                               factor * (model_.columns[id].high - at.values[id]));
        for (const RowId id : model_.rows.ids())
            solver_.set_bounds(id, factor * (model_.rows[id].low - at.activities[id]),
                               factor * (model_.rows[id].high - at.activities[id]));
    }

    void restore_bounds() {
        for (const ColumnId id : model_.columns.ids())
            solver_.set_bounds(id, model_.columns[id].low, model_.columns[id].high);
        for (const RowId id : model_.rows.ids())
            solver_.set_bounds(id, model_.rows[id].low, model_.rows[id].high);
    }

    // Adds the best change to the solution; false where the solver finds none.
    bool improve() {
        const double factor = std::min(kLargestFactor, std::exp2(std::floor(-std::log2(fault()))));
        const Basis basis = solver_.basis();
        set_bounds_around(found_, factor);
        solver_.start_from(basis);
        Solution change = solver_.solve({.stop = options_.stop});
        restore_bounds();
        if (change.status != Status::optimal) {
            solver_.start_from(basis);
            return false;
        }
        for (const ColumnId id : model_.columns.ids())
            found_.values[id] += change.values[id] / factor;
        found_.duals = std::move(change.duals);
        return true;
    }

    Solver& solver_;
    const Model& model_;
    const SolveOptions& options_;
    std::vector<double> row_sizes_;
    Solution found_;
};

}  // namespace

Solution solve_refined(Solver& solver, const Model& model, const SolveOptions& options) {
    return Refinement{solver, model, options}.run();
}

}  // namespace jarip::lp
