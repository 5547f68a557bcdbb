/// The solver with a model in it: what is asked of it, and one decided answer to a linear model.
#pragma once

#include <Highs.h>

#include <cstddef>
#include <stop_token>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

inline HighsInt as_int(std::size_t value) { return static_cast<HighsInt>(value); }
inline std::size_t at(HighsInt value) { return static_cast<std::size_t>(value); }

/// Minus zero is written as zero.
inline double plain(double value) { return value + 0.0; }

[[nodiscard]] Status as_status(HighsModelStatus status);

struct Session {
    explicit Session(const Model& model);

    /// Tells the solver what changed since the last solve, all at once: single changes are slow.
    void pass_changes();
    [[nodiscard]] bool has_integers() const { return !lp.integrality_.empty(); }
    /// Crossed bounds, or no column and a row that nothing fills: the solver does not look at these.
    [[nodiscard]] bool is_plainly_infeasible() const;
    void set_options(const SolveOptions& options);
    void set_method(bool primal, bool inside = false);
    void set_limits();
    void lift_limits();
    HighsModelStatus run();
    [[nodiscard]] bool is_open(HighsModelStatus status) const;
    /// What the solver is asked now has no whole numbers.
    [[nodiscard]] bool is_linear() const;
    /// On from a vertex, with costs and bounds as they are, then with a tolerance above the rounding of the largest
    /// costs: a few iterations, where a cold solve takes as many as the first.
    HighsModelStatus go_on(HighsBasis basis, bool primal);
    /// By the interior point method where that was asked for and there is no vertex to start from.
    HighsModelStatus run_first();
    /// On from a basis that is the best but for a few bounds. Costs that the solver moves, so that no step is in vain, would
    /// lead it away: ten times as many steps.
    HighsModelStatus run_near();
    void set_perturbation(double multiplier);
    /// One run; where it leaves the question open, others, cold and without presolve: as asked for, by the primal
    /// simplex method, by the interior point method.
    HighsModelStatus run_decided();
    void read_linear(Solution& solution) const;
    /// Of the solver's solution; empty where it has none or one that is not whole within its tolerance.
    [[nodiscard]] std::vector<double> whole_values(double tolerance = kSolverWhole) const;
    [[nodiscard]] bool has_whole_values() const { return !whole_values().empty(); }

    Highs highs;
    Units units;
    HighsLp
        lp;  ///< bounds and costs as they are now, in the model's units; the matrix in the solver's
    std::vector<std::size_t> whole_columns;
    double scale = 1;  ///< of costs
    double largest_cost = kLargestCost;
    double ends_at = kHighsInf;
    std::stop_token stop;
    bool interior_point = false;
    bool from_feasible = false;
    bool is_given = false;  ///< where the next solve starts
    bool costs_changed = true;
    bool column_bounds_changed = false;
    bool row_bounds_changed = false;
};

}  // namespace jarip::lp
