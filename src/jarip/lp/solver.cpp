// The one file that names the solver.
#include <Highs.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {

namespace {

/// The solver's own. Tighter ones are within the rounding of quantities of 10⁶: solves then end undecided.
constexpr double kPrimalTolerance = 1e-7;
constexpr double kDualTolerance = 1e-7;
/// Costs are scaled by a power of two where the largest is above this: tolerances are absolute inside.
constexpr double kLargestScaledCost = 1073741824;
/// An integer column further than this from a whole number is not rounded.
constexpr double kIntegralityTolerance = 1e-6;

constexpr HighsCallbackType kInterrupts[] = {kCallbackSimplexInterrupt, kCallbackIpmInterrupt,
                                             kCallbackMipInterrupt};

HighsInt as_int(std::size_t value) { return static_cast<HighsInt>(value); }

HighsLp as_highs(const Model& model) {
    HighsLp lp;
    lp.num_col_ = as_int(model.columns.size());
    lp.num_row_ = as_int(model.rows.size());
    bool integers = false;
    for (const Column& column : model.columns) {
        lp.col_cost_.push_back(column.cost);
        lp.col_lower_.push_back(column.low);
        lp.col_upper_.push_back(column.high);
        lp.integrality_.push_back(column.integer ? HighsVarType::kInteger
                                                 : HighsVarType::kContinuous);
        integers = integers || column.integer;
    }
    if (!integers) lp.integrality_.clear();
    lp.a_matrix_.format_ = MatrixFormat::kRowwise;
    lp.a_matrix_.num_col_ = lp.num_col_;
    lp.a_matrix_.num_row_ = lp.num_row_;
    lp.a_matrix_.start_.assign(1, 0);
    for (const Row& row : model.rows) {
        lp.row_lower_.push_back(row.low);
        lp.row_upper_.push_back(row.high);
        for (std::size_t t = row.begin; t < row.end; ++t) {
            lp.a_matrix_.index_.push_back(as_int(model.terms[t].column.index()));
            lp.a_matrix_.value_.push_back(model.terms[t].coefficient);
        }
        lp.a_matrix_.start_.push_back(as_int(lp.a_matrix_.index_.size()));
    }
    return lp;
}

Status as_status(HighsModelStatus status) {
    switch (status) {
        case HighsModelStatus::kOptimal:
        case HighsModelStatus::kModelEmpty: return Status::optimal;
        case HighsModelStatus::kInfeasible: return Status::infeasible;
        case HighsModelStatus::kUnbounded: return Status::unbounded;
        case HighsModelStatus::kInterrupt: return Status::interrupted;
        default: return Status::limit;
    }
}

BasisStatus as_stand(HighsBasisStatus status) {
    switch (status) {
        case HighsBasisStatus::kBasic: return BasisStatus::basic;
        case HighsBasisStatus::kUpper: return BasisStatus::high;
        case HighsBasisStatus::kZero: return BasisStatus::zero;
        default: return BasisStatus::low;
    }
}

HighsBasisStatus as_highs(BasisStatus stand) {
    switch (stand) {
        case BasisStatus::basic: return HighsBasisStatus::kBasic;
        case BasisStatus::high: return HighsBasisStatus::kUpper;
        case BasisStatus::zero: return HighsBasisStatus::kZero;
        case BasisStatus::low: break;
    }
    return HighsBasisStatus::kLower;
}

/// Minus zero is written as zero.
double plain(double value) { return value + 0.0; }

}  // namespace

struct Solver::State {
    explicit State(const Model& model) : lp{as_highs(model)} {
        highs.setOptionValue("output_flag", false);
        highs.setOptionValue("threads", 1);
        highs.setOptionValue("parallel", "off");
        highs.setOptionValue("random_seed", 1);
        // Steepest-edge weights of a given basis cost as much as many iterations; a cold solve of twelve
        // months of the default model takes 2.6 s with Devex and 4.2 s with them.
        highs.setOptionValue("simplex_dual_edge_weight_strategy",
                             static_cast<HighsInt>(kSimplexEdgeWeightStrategyDevex));
        highs.setOptionValue("primal_feasibility_tolerance", kPrimalTolerance);
        highs.setOptionValue("dual_feasibility_tolerance", kDualTolerance);
        highs.setOptionValue("mip_feasibility_tolerance", kIntegralityTolerance);
        highs.passModel(lp);
    }

    /// Tells the solver what changed since the last solve, all at once: single changes are slow.
    void pass_changes() {
        if (std::exchange(column_bounds_changed, false) && lp.num_col_ > 0)
            highs.changeColsBounds(0, lp.num_col_ - 1, lp.col_lower_.data(), lp.col_upper_.data());
        if (std::exchange(row_bounds_changed, false) && lp.num_row_ > 0)
            highs.changeRowsBounds(0, lp.num_row_ - 1, lp.row_lower_.data(), lp.row_upper_.data());
        if (!std::exchange(costs_changed, false) || lp.num_col_ == 0) return;
        double largest = 0;
        for (const double cost : lp.col_cost_) largest = std::max(largest, std::abs(cost));
        scale = largest > kLargestScaledCost
                    ? std::exp2(-std::ceil(std::log2(largest / kLargestScaledCost)))
                    : 1;
        std::vector<double> scaled = lp.col_cost_;
        for (double& cost : scaled) cost *= scale;
        highs.changeColsCost(0, lp.num_col_ - 1, scaled.data());
    }

    [[nodiscard]] bool has_integers() const { return !lp.integrality_.empty(); }

    /// Crossed bounds, or no column and a row that nothing fills: the solver does not look at these.
    [[nodiscard]] bool is_plainly_infeasible() const {
        const auto crosses = [](const std::vector<double>& low, const std::vector<double>& high) {
            for (std::size_t i = 0; i < low.size(); ++i)
                if (low[i] > high[i]) return true;
            return false;
        };
        const auto excludes_zero = [&] {
            for (std::size_t i = 0; i < lp.row_lower_.size(); ++i)
                if (lp.row_lower_[i] > 0 || lp.row_upper_[i] < 0) return true;
            return false;
        };
        return crosses(lp.col_lower_, lp.col_upper_) || crosses(lp.row_lower_, lp.row_upper_) ||
               (lp.num_col_ == 0 && excludes_zero());
    }

    void set_limits(const SolveOptions& options) {
        highs.setOptionValue("mip_rel_gap", options.relative_gap);
        highs.setOptionValue("solver", options.interior_point ? "ipm" : "choose");
        highs.setOptionValue("simplex_strategy", options.from_feasible
                                                     ? static_cast<HighsInt>(kSimplexStrategyPrimal)
                                                     : static_cast<HighsInt>(kSimplexStrategyDual));
        highs.setOptionValue("mip_abs_gap", 0.0);
        highs.setOptionValue("time_limit", options.seconds == kInfinity
                                               ? kHighsInf
                                               : highs.getRunTime() + options.seconds);
        if (!options.stop.stop_possible()) return;
        highs.setCallback(
            [stop = options.stop](int, const std::string&, const HighsCallbackDataOut*,
                                  HighsCallbackDataIn* in,
                                  void*) { in->user_interrupt = stop.stop_requested() ? 1 : 0; },
            nullptr);
        for (const auto kind : kInterrupts) highs.startCallback(kind);
    }

    void lift_limits() {
        highs.setOptionValue("time_limit", kHighsInf);
        for (const auto kind : kInterrupts) highs.stopCallback(kind);
    }

    HighsModelStatus run() {
        highs.run();
        return highs.getModelStatus();
    }

    /// One run, and a second, cold and without presolve, where the first leaves the question open.
    HighsModelStatus run_decided() {
        HighsModelStatus status = run();
        if (status == HighsModelStatus::kUnboundedOrInfeasible ||
            status == HighsModelStatus::kUnknown ||
            (status == HighsModelStatus::kSolveError && !has_whole_values())) {
            highs.clearSolver();
            highs.setOptionValue("presolve", "off");
            status = run();
            highs.setOptionValue("presolve", "choose");
        }
        return status;
    }

    void read_linear(Solution& solution) const {
        const HighsSolution& found = highs.getSolution();
        solution.objective = plain(highs.getInfo().objective_function_value / scale);
        solution.bound = solution.objective;
        for (const double value : found.col_value) solution.values.add(plain(value));
        for (const double value : found.row_value) solution.activities.add(plain(value));
        for (const double dual : found.row_dual) solution.duals.add(plain(dual / scale));
        for (const double dual : found.col_dual) solution.reduced_costs.add(plain(dual / scale));
    }

    /// Integer columns of the solver's solution are whole, whatever else it is.
    [[nodiscard]] bool has_whole_values() const {
        const HighsSolution& found = highs.getSolution();
        if (!has_integers() || found.col_value.size() != lp.integrality_.size()) return false;
        for (std::size_t j = 0; j < found.col_value.size(); ++j)
            if (lp.integrality_[j] == HighsVarType::kInteger &&
                !(std::abs(found.col_value[j] - std::round(found.col_value[j])) <=
                  kIntegralityTolerance))
                return false;
        return true;
    }

    /// The model without its whole numbers, which the linear solver does many times faster than the first step
    /// of branch and bound: often it is infeasible, or its solution is whole.
    /// Gives whether the question is settled.
    bool solve_relaxed(Solution& solution) {
        highs.setOptionValue("solve_relaxation", true);
        const Status status = as_status(run_decided());
        const bool whole = status == Status::optimal && has_whole_values();
        if (whole) read_mixed(solution, highs.getInfo().objective_function_value);
        const bool settled = (whole && !solution.values.empty()) || status == Status::infeasible ||
                             status == Status::interrupted;
        if (settled) solution.status = status;
        const bool rounds_up = status == Status::optimal && !settled && run_rounded(rounded_up());
        const HighsSolution start = highs.getSolution();
        restore_integers();
        if (rounds_up) highs.setSolution(start);
        return settled;
    }

    /// A first answer for the search: whatever is used in part, whole.
    [[nodiscard]] std::vector<double> rounded_up() const {
        std::vector<double> values = highs.getSolution().col_value;
        for (std::size_t j = 0; j < values.size(); ++j)
            values[j] = std::min(std::ceil(values[j] - kIntegralityTolerance), lp.col_upper_[j]);
        return values;
    }

    void branch_and_bound(Solution& solution, double relative_gap) {
        const HighsModelStatus status = run_decided();
        solution.status = as_status(status);
        read_mixed(solution, highs.getInfo().mip_dual_bound);
        // The solver refuses its own solution where large quantities make small faults of size; what counts is
        // what is left once the linear rest is solved with whole numbers held.
        if (status == HighsModelStatus::kSolveError && !solution.values.empty() &&
            solution.gap <= relative_gap)
            solution.status = Status::optimal;
        restore_integers();
    }

    /// Reads the best solution, if there is one: solves the linear model that is left when every integer
    /// column keeps its rounded value, for exact values where branch and bound gives them within its tolerance.
    void read_mixed(Solution& solution, double scaled_bound) {
        if (!has_whole_values()) return;
        const bool feasible = highs.getInfo().primal_solution_status == kSolutionStatusFeasible;
        const HighsSolution found = highs.getSolution();
        const double objective = highs.getInfo().objective_function_value;
        lift_limits();
        if (run_rounded(found.col_value)) {
            read_linear(solution);
        } else if (feasible) {
            solution.objective = plain(objective / scale);
            for (const double value : found.col_value) solution.values.add(plain(value));
            for (const double value : found.row_value) solution.activities.add(plain(value));
        } else {
            return;
        }
        solution.bound = plain(std::min(scaled_bound / scale, solution.objective));
        solution.gap = std::abs(solution.objective - solution.bound) /
                       std::max(1.0, std::abs(solution.objective));
        solution.duals = Indexed<RowId, double>{lp.row_lower_.size()};
        solution.reduced_costs = Indexed<ColumnId, double>{lp.col_lower_.size()};
    }

    bool run_rounded(const std::vector<double>& values) {
        highs.setOptionValue("solve_relaxation", true);
        for (std::size_t j = 0; j < values.size(); ++j)
            if (lp.integrality_[j] == HighsVarType::kInteger) {
                const double whole = std::round(values[j]);
                highs.changeColBounds(as_int(j), whole, whole);
            }
        return run_decided() == HighsModelStatus::kOptimal;
    }

    void restore_integers() {
        highs.setOptionValue("solve_relaxation", false);
        for (std::size_t j = 0; j < lp.col_lower_.size(); ++j)
            if (lp.integrality_[j] == HighsVarType::kInteger)
                highs.changeColBounds(as_int(j), lp.col_lower_[j], lp.col_upper_[j]);
        highs.clearSolver();
    }

    Highs highs;
    HighsLp lp;  ///< bounds and costs as they are now, unscaled
    double scale = 1;
    bool costs_changed = true;
    bool column_bounds_changed = false;
    bool row_bounds_changed = false;
};

Solver::Solver(const Model& model) : state_{std::make_unique<State>(model)} {}
Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;

void Solver::set_bounds(ColumnId column, double low, double high) {
    auto& lp = state_->lp;
    if (lp.col_lower_[column.index()] == low && lp.col_upper_[column.index()] == high) return;
    lp.col_lower_[column.index()] = low;
    lp.col_upper_[column.index()] = high;
    state_->column_bounds_changed = true;
}

void Solver::set_bounds(RowId row, double low, double high) {
    auto& lp = state_->lp;
    if (lp.row_lower_[row.index()] == low && lp.row_upper_[row.index()] == high) return;
    lp.row_lower_[row.index()] = low;
    lp.row_upper_[row.index()] = high;
    state_->row_bounds_changed = true;
}

void Solver::set_cost(ColumnId column, double cost) {
    if (state_->lp.col_cost_[column.index()] == cost) return;
    state_->lp.col_cost_[column.index()] = cost;
    state_->costs_changed = true;
}

Solution Solver::solve(const SolveOptions& options) {
    State& state = *state_;
    Solution solution;
    if (options.stop.stop_requested()) {
        solution.status = Status::interrupted;
        return solution;
    }
    if (state.is_plainly_infeasible()) {
        solution.status = Status::infeasible;
        return solution;
    }
    state.pass_changes();
    state.set_limits(options);
    if (state.has_integers()) {
        if (!state.solve_relaxed(solution)) state.branch_and_bound(solution, options.relative_gap);
        return solution;
    }
    solution.status = as_status(state.run_decided());
    if (solution.status == Status::optimal) state.read_linear(solution);
    return solution;
}

Basis Solver::basis() const {
    const HighsBasis& found = state_->highs.getBasis();
    Basis basis;
    if (!found.valid) return basis;
    for (const auto status : found.col_status) basis.columns.add(as_stand(status));
    for (const auto status : found.row_status) basis.rows.add(as_stand(status));
    return basis;
}

void Solver::start_from(const Basis& basis) {
    // Nothing but the basis may pass from one solve to the next: no weights, no random state.
    state_->highs.clearSolver();
    if (basis.empty() || basis.columns.size() != state_->lp.col_lower_.size() ||
        basis.rows.size() != state_->lp.row_lower_.size())
        return;
    HighsBasis start;
    start.valid = true;
    start.alien = false;
    for (const BasisStatus stand : basis.columns) start.col_status.push_back(as_highs(stand));
    for (const BasisStatus stand : basis.rows) start.row_status.push_back(as_highs(stand));
    state_->highs.setBasis(start);
}

Solution solve(const Model& model, const SolveOptions& options) {
    return Solver{model}.solve(options);
}

}  // namespace jarip::lp
