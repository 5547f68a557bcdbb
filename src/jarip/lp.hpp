/// What is the least cost under linear constraints?
///
/// Linear and mixed-integer models, built by rows and columns with names, solved by HiGHS, certified by
/// code that does not know the solver.
///
///     jarip::lp::Model model;
///     const auto x = model.add_column("x", 0, 40, 3);
///     const auto y = model.add_column("y", 0, jarip::lp::kInfinity, 5);
///     model.add_row("wanted", 100, jarip::lp::kInfinity, {{x, 1}, {y, 1}});
///     const auto solution = jarip::lp::solve(model);
///     // solution.objective == 420, solution.values[y] == 60
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "jarip/core.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

using ColumnId = Id<struct ColumnTag>;
using RowId = Id<struct RowTag>;

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Term {
    ColumnId column;
    double coefficient = 0;
};

struct Column {
    std::string name;
    double low = 0;
    double high = kInfinity;
    double cost = 0;
    bool integer = false;
    /// About how large a value is where it is not zero. The solver counts the column in this unit, so that no
    /// quantity is small for it; a value that is far below its size is rounding. Of integer columns: 1.
    double size = 1;
};

struct Row {
    std::string name;
    double low = -kInfinity;
    double high = kInfinity;
    std::size_t begin = 0;  ///< its terms are terms[begin, end)
    std::size_t end = 0;
};

/// Minimise cost · x subject to low ≤ Ax ≤ high and low ≤ x ≤ high.
class Model {
public:
    /// errors  E0300 for a cost that is not finite, E0301 for limits without meaning
    ColumnId add_column(std::string name, double low, double high, double cost,
                        bool integer = false);
    /// Terms of the same column are added up.
    /// errors  E0300 for a coefficient that is not finite, E0301, E0302 for a column of another model
    RowId add_row(std::string name, double low, double high, std::vector<Term> terms);

    Indexed<ColumnId, Column> columns;
    Indexed<RowId, Row> rows;
    std::vector<Term> terms;
};

enum class Status {
    optimal,
    feasible,  ///< a solution, not proven to be within the gap asked for
    infeasible,
    unbounded,
    limit,  ///< of time
    interrupted,
    unknown  ///< the solver found neither a solution nor that there is none
};

/// Values and activities are empty where no solution was found. Duals are those of a minimisation: the change
/// of the objective per unit of the bound that binds, so ≥ 0 where a low bound binds and ≤ 0 where a high one
/// does; a reduced cost is the same for the bound of a column, cost − Σ coefficient · dual.
struct Solution {
    Status status = Status::limit;
    double objective = 0;
    double bound = 0;  ///< of the best possible objective (mixed-integer)
    double gap = 0;    ///< (objective − bound) ÷ the larger of both; 0 for linear models
    Indexed<ColumnId, double> values;
    Indexed<RowId, double> activities;
    Indexed<RowId, double> duals;  ///< 0 for mixed-integer models
    Indexed<ColumnId, double> reduced_costs;
};

struct SolveOptions {
    double relative_gap = 1e-7;
    /// A limit makes results depend on the machine: only where a user asks for one.
    double seconds = kInfinity;
    std::stop_token stop;
    /// The start stays feasible, only costs changed: linear models are then solved by the primal simplex.
    bool from_feasible = false;
    /// For large linear models: from nothing by the interior point method, then a vertex, several times faster than by
    /// the simplex method. Reduced costs are told from nothing down to 2e-14 of the largest cost, not to 1e-16 of it.
    bool interior_point = false;
    /// Whether a linear model is made smaller first. Of one that is small already it takes longer than the solve.
    bool presolve = true;
    /// Values of the columns of a solution that is known, or of one of a model with other costs: the whole numbers of it are
    /// tried first. Of mixed-integer models.
    std::vector<double> known = {};
};

/// Of several solves that are one search: each may take what the ones before it left of the time.
class Clock {
public:
    explicit Clock(SolveOptions options) : options_{std::move(options)} {}

    [[nodiscard]] double seconds_left() const;
    /// The options, with the time that is left.
    [[nodiscard]] SolveOptions rest() const;
    /// Time is up, or somebody stopped it.
    [[nodiscard]] bool is_over() const;
    /// `interrupted` where somebody stopped it, else `limit`.
    [[nodiscard]] Status why() const;

private:
    SolveOptions options_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Where a column or row stands in a basis: at a bound, free at zero, or between its bounds.
enum class BasisStatus : std::int8_t { low, high, zero, basic };

/// Which columns and rows stand where: a place for a solve to start.
struct Basis {
    Indexed<ColumnId, BasisStatus> columns;
    Indexed<RowId, BasisStatus> rows;
    [[nodiscard]] bool empty() const { return columns.empty() && rows.empty(); }
};

/// A model in the solver, whose bounds and costs may change between solves. One thread; the same calls give
/// the same bytes.
class Solver {
public:
    explicit Solver(const Model& model);
    ~Solver();
    Solver(Solver&&) noexcept;
    Solver& operator=(Solver&&) noexcept;

    void set_bounds(ColumnId column, double low, double high);
    void set_bounds(RowId row, double low, double high);
    void set_cost(ColumnId column, double cost);

    [[nodiscard]] Solution solve(const SolveOptions& options = {});

    /// The basis of the last solve, if it left one.
    [[nodiscard]] Basis basis() const;
    /// The next solve starts from this basis and from nothing else, so that re-solves do not depend on each
    /// other's order. An empty one, or one of another model, means a cold start.
    void start_from(const Basis& basis);

private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] Solution solve(const Model& model, const SolveOptions& options = {});

/// The solution of the linear model that the solver holds as it was made, nearer to its bounds than the solver's own
/// tolerance, which is absolute and in units of the solver's: what is left is solved again, in units that are much
/// smaller. Values are within 1e-11 of their bounds, relative to bounds above 1, unless the solver gives up. The
/// solver is left at the basis of the solution.
/// source  Gleixner, Steffy & Wolter (2016), Iterative refinement for linear programming, INFORMS J. Computing 28(3)
[[nodiscard]] Solution solve_refined(Solver& solver, const Model& model,
                                     const SolveOptions& options = {});

/// The largest faults of a solution in the model's own units (whatever scaling the solver used), each relative
/// to the size of what it is a fault of; `holds` when all are within tolerance. Feasible, right signs and
/// complementary together prove that a linear solution is optimal.
///
/// Whole numbers are whole, to the last digit. Where those of a row leave nothing for the rest of it (a tie
/// x ≤ capacity · z with z = 0), nothing is there: neither has a tolerance.
struct Certificate {
    bool holds = false;
    /// Beyond a bound ÷ the largest of bound, terms of the row, and coefficients times sizes of columns.
    double primal_fault = 0;
    /// Wrong signs of duals and reduced costs, times the quantities of their rows, counted in units of the column,
    /// ÷ Σ |cost · value|, which is what they could be worth (linear models).
    double dual_fault = 0;
    /// |dual| · distance from its bound ÷ Σ |cost · value| (linear models).
    double complementarity_fault = 0;
    /// Reported against recomputed ÷ Σ |cost · value|.
    double objective_fault = 0;
    /// Whole numbers that are not whole, and what is there although its tie leaves nothing.
    double whole_fault = 0;
    /// Of the objective as it is computed anew from the values, against the solution's bound.
    double gap = 0;
    /// Name of the row or column with the largest fault.
    std::string worst;
};

/// (objective − bound) ÷ the larger of their sizes; 0 where both are the same.
[[nodiscard]] double relative_gap(double objective, double bound);

[[nodiscard]] Certificate certify(const Model& model, const Solution& solution,
                                  double tolerance = kFeasibilityTolerance);

/// Rows and columns whose bounds cannot all hold, none of which can be left out. Empty for a feasible model, and
/// where the search ended before they were found.
struct Conflict {
    std::vector<RowId> rows;
    std::vector<ColumnId> columns;
    /// `infeasible` where it is proven that the bounds cannot all hold, `limit` or `interrupted` where the search ended before
    /// that was known, else `optimal`.
    Status status = Status::optimal;
    bool searched = true;  ///< false: the search ended before it was found what clashes
    [[nodiscard]] bool empty() const { return rows.empty() && columns.empty(); }
};
/// Of the options the time and who may stop it count.
[[nodiscard]] Conflict irreducible_conflict(const Model& model, const SolveOptions& limits = {});

/// The same of a model that has a solution where these columns have no upper limit, its whole numbers left
/// aside. Whether it is infeasible is then told by one solve that always ends, which that of a model without
/// solution and with quantities of 10⁷ need not.
[[nodiscard]] Conflict conflict_with_limits(const Model& model,
                                            const std::vector<ColumnId>& columns,
                                            const SolveOptions& limits = {});

/// Names of what clashes: of limits, rows whose bounds differ and columns with a low bound above 0; where there are
/// none, of all its rows.
[[nodiscard]] std::vector<std::string> names_of(const Model& model, const Conflict& conflict);

}  // namespace jarip::lp
