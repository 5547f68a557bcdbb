#include "jarip/lp/session.hpp"

#include <cmath>
#include <utility>

#include "jarip/lp/interior.hpp"

namespace jarip::lp {

namespace {

/// Steps from a given basis with costs as they are, before costs are moved after all.
constexpr HighsInt kMostNear = 1'000;
/// Terms larger than this, in the units of their column and row, the solver refuses.
constexpr double kLargestTerm = 1e15;

/// Bounds and costs as the model has them, the matrix in the solver's units.
HighsLp as_highs(const Model& model, const Units& units) {
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
    for (const RowId id : model.rows.ids()) {
        const Row& row = model.rows[id];
        lp.row_lower_.push_back(row.low);
        lp.row_upper_.push_back(row.high);
        for (std::size_t t = row.begin; t < row.end; ++t) {
            const std::size_t column = model.terms[t].column.index();
            lp.a_matrix_.index_.push_back(as_int(column));
            const double term =
                model.terms[t].coefficient * units.columns[column] / units.rows[id.index()];
            if (!(std::abs(term) <= kLargestTerm)) throw Error{"E0300", "", {{"name", row.name}}};
            lp.a_matrix_.value_.push_back(term);
        }
        lp.a_matrix_.start_.push_back(as_int(lp.a_matrix_.index_.size()));
    }
    return lp;
}

/// Each value in its unit.
std::vector<double> in_units(const std::vector<double>& values, const std::vector<double>& units) {
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) result[i] = values[i] / units[i];
    return result;
}

}  // namespace

Status as_status(HighsModelStatus status) {
    switch (status) {
        case HighsModelStatus::kOptimal:
        case HighsModelStatus::kModelEmpty: return Status::optimal;
        case HighsModelStatus::kInfeasible: return Status::infeasible;
        case HighsModelStatus::kUnbounded: return Status::unbounded;
        case HighsModelStatus::kInterrupt: return Status::interrupted;
        case HighsModelStatus::kTimeLimit: return Status::limit;
        default: return Status::unknown;
    }
}

Session::Session(const Model& model) : units{units_of(model)}, lp{as_highs(model, units)} {
    highs.setOptionValue("output_flag", false);
    highs.setOptionValue("threads", 1);
    highs.setOptionValue("parallel", "off");
    highs.setOptionValue("random_seed", 1);
    // Steepest-edge weights of a given basis cost as much as many iterations; a cold solve of twelve
    // months of the default model takes 2.6 s with Devex and 4.2 s with them.
    highs.setOptionValue("simplex_dual_edge_weight_strategy",
                         static_cast<HighsInt>(kSimplexEdgeWeightStrategyDevex));
    highs.setOptionValue("primal_feasibility_tolerance", kSolverPrimal);
    highs.setOptionValue("dual_feasibility_tolerance", kSolverDual);
    highs.setOptionValue("mip_feasibility_tolerance", kSolverWhole);
    highs.setOptionValue("small_matrix_value", kSmallestTerm);
    HighsLp scaled = lp;
    scaled.col_lower_ = in_units(lp.col_lower_, units.columns);
    scaled.col_upper_ = in_units(lp.col_upper_, units.columns);
    scaled.row_lower_ = in_units(lp.row_lower_, units.rows);
    scaled.row_upper_ = in_units(lp.row_upper_, units.rows);
    highs.passModel(std::move(scaled));
    for (std::size_t j = 0; j < lp.integrality_.size(); ++j)
        if (lp.integrality_[j] == HighsVarType::kInteger) whole_columns.push_back(j);
}

void Session::pass_changes() {
    if (std::exchange(column_bounds_changed, false) && lp.num_col_ > 0)
        highs.changeColsBounds(0, lp.num_col_ - 1, in_units(lp.col_lower_, units.columns).data(),
                               in_units(lp.col_upper_, units.columns).data());
    if (std::exchange(row_bounds_changed, false) && lp.num_row_ > 0)
        highs.changeRowsBounds(0, lp.num_row_ - 1, in_units(lp.row_lower_, units.rows).data(),
                               in_units(lp.row_upper_, units.rows).data());
    if (!std::exchange(costs_changed, false) || lp.num_col_ == 0) return;
    scale = cost_unit(lp.col_cost_, units.columns, largest_cost);
    std::vector<double> scaled = lp.col_cost_;
    for (std::size_t j = 0; j < scaled.size(); ++j) scaled[j] *= scale * units.columns[j];
    highs.changeColsCost(0, lp.num_col_ - 1, scaled.data());
}

bool Session::is_plainly_infeasible() const {
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

void Session::set_options(const SolveOptions& options) {
    highs.setOptionValue("mip_rel_gap", options.relative_gap);
    interior_point = options.interior_point;
    from_feasible = options.from_feasible;
    set_method(from_feasible);
    highs.setOptionValue("presolve", options.presolve ? "choose" : "off");
    const bool large = options.interior_point && !has_integers();
    const double most = large ? kLargestCostOfLarge : kLargestCost;
    if (std::exchange(largest_cost, most) != most) costs_changed = true;
    highs.setOptionValue("mip_abs_gap", 0.0);
    ends_at = options.seconds == kInfinity ? kHighsInf : highs.getRunTime() + options.seconds;
    stop = options.stop;
    set_limits();
}

void Session::set_method(bool primal, bool inside) {
    highs.setOptionValue("solver", inside ? "ipm" : "choose");
    highs.setOptionValue("simplex_strategy", static_cast<HighsInt>(primal ? kSimplexStrategyPrimal
                                                                          : kSimplexStrategyDual));
}

void Session::set_limits() {
    highs.setOptionValue("time_limit", ends_at);
    interrupt_on(highs, stop);
}

void Session::lift_limits() {
    highs.setOptionValue("time_limit", kHighsInf);
    stop_interrupting(highs);
}

HighsModelStatus Session::run() {
    highs.run();
    return highs.getModelStatus();
}

bool Session::is_open(HighsModelStatus status) const {
    return status == HighsModelStatus::kUnboundedOrInfeasible ||
           status == HighsModelStatus::kUnknown ||
           (status == HighsModelStatus::kSolveError && !has_whole_values());
}

bool Session::is_linear() const { return !has_integers() || highs.getOptions().solve_relaxation; }

HighsModelStatus Session::go_on(HighsBasis basis, bool primal) {
    HighsModelStatus status = HighsModelStatus::kSolveError;
    if (basis.col_status.size() != lp.col_lower_.size() ||
        basis.row_status.size() != lp.row_lower_.size())
        return status;
    basis.valid = true;
    basis.alien = false;
    set_method(primal);
    set_perturbation(0);
    for (const double tolerance : {kSolverDual, kSolverDualWide}) {
        highs.setOptionValue("dual_feasibility_tolerance", tolerance);
        highs.clearSolver();
        if (highs.setBasis(basis) == HighsStatus::kOk) status = run();
        if (status != HighsModelStatus::kSolveError) break;
    }
    highs.setOptionValue("dual_feasibility_tolerance", kSolverDual);
    set_perturbation(1);
    set_method(from_feasible);
    return status;
}

HighsModelStatus Session::run_first() {
    if (!interior_point || !is_linear() || highs.getBasis().valid) return run();
    const auto vertex = interior_vertex(highs, ends_at - highs.getRunTime(), stop);
    if (!vertex) return run();
    const HighsModelStatus status = go_on(*vertex, true);
    return status == HighsModelStatus::kSolveError ? run() : status;
}

HighsModelStatus Session::run_near() {
    set_perturbation(0);
    highs.setOptionValue("simplex_iteration_limit", kMostNear);
    const HighsModelStatus status = run();
    highs.setOptionValue("simplex_iteration_limit", kHighsIInf);
    set_perturbation(1);
    return status;
}

void Session::set_perturbation(double multiplier) {
    highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", multiplier);
    highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", multiplier);
}

HighsModelStatus Session::run_decided() {
    const HighsBasis start = highs.getBasis();
    if (std::exchange(is_given, false) && start.valid && !from_feasible && is_linear()) {
        if (run_near() == HighsModelStatus::kOptimal) return HighsModelStatus::kOptimal;
        const HighsBasis reached = highs.getBasis();
        highs.clearSolver();
        highs.setBasis(reached.valid ? reached : start);
    }
    HighsModelStatus status = run_first();
    // A vertex that is optimal for moved costs only is given up: on from there, else from where it began.
    if (status == HighsModelStatus::kSolveError && is_linear()) {
        status = go_on(highs.getBasis(), from_feasible);
        if (status == HighsModelStatus::kSolveError && start.valid)
            status = go_on(start, from_feasible);
    }
    if (!is_open(status)) return status;
    highs.setOptionValue("presolve", "off");
    for (int attempt = 0; attempt < 3 && is_open(status); ++attempt) {
        highs.clearSolver();
        set_method(attempt == 1 || from_feasible, attempt == 2);
        status = run();
        // Of what the others say only a solution is believed: they have been seen to take one for none.
        if (attempt > 0 && status == HighsModelStatus::kInfeasible)
            status = HighsModelStatus::kUnknown;
    }
    highs.setOptionValue("presolve", "choose");
    set_method(from_feasible);
    return status;
}

void Session::read_linear(Solution& solution) const {
    const HighsSolution& found = highs.getSolution();
    solution.objective = plain(highs.getInfo().objective_function_value / scale);
    solution.bound = solution.objective;
    for (std::size_t j = 0; j < found.col_value.size(); ++j) {
        solution.values.add(plain(found.col_value[j] * units.columns[j]));
        solution.reduced_costs.add(plain(found.col_dual[j] / scale / units.columns[j]));
    }
    for (std::size_t i = 0; i < found.row_value.size(); ++i) {
        solution.activities.add(plain(found.row_value[i] * units.rows[i]));
        solution.duals.add(plain(found.row_dual[i] / scale / units.rows[i]));
    }
}

std::vector<double> Session::whole_values(double tolerance) const {
    const HighsSolution& found = highs.getSolution();
    std::vector<double> values;
    if (found.col_value.size() != lp.integrality_.size()) return values;
    for (const std::size_t j : whole_columns) {
        const double value = found.col_value[j];
        if (!(std::abs(value - std::round(value)) <= tolerance)) return {};
        values.push_back(value);
    }
    return values;
}

}  // namespace jarip::lp
