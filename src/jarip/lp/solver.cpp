// With interior.cpp the one place that names the solver.
#include <Highs.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/interior.hpp"
#include "jarip/lp/proof.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"
#include "jarip/lp/whole.hpp"

namespace jarip::lp {

namespace {

/// Steps from a given basis with costs as they are, before costs are moved after all.
constexpr HighsInt kMostNear = 2'000;
/// Terms larger than this, in the units of their column and row, the solver refuses.
constexpr double kLargestTerm = 1e15;
/// So few whole numbers are branched on here, with bounds that are proven: beside figures of many other sizes the solver's
/// own search has been seen to end with a dearer set.
constexpr double kFew = 14;

HighsInt as_int(std::size_t value) { return static_cast<HighsInt>(value); }
std::size_t at(HighsInt value) { return static_cast<std::size_t>(value); }

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
    explicit State(const Model& model) : units{units_of(model)}, lp{as_highs(model, units)} {
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
        if (!whole_columns.empty()) find_ties();
    }

    /// Tells the solver what changed since the last solve, all at once: single changes are slow.
    void pass_changes() {
        if (std::exchange(column_bounds_changed, false) && lp.num_col_ > 0)
            highs.changeColsBounds(0, lp.num_col_ - 1,
                                   in_units(lp.col_lower_, units.columns).data(),
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

    void set_options(const SolveOptions& options) {
        highs.setOptionValue("mip_rel_gap", options.relative_gap);
        interior_point = options.interior_point;
        from_feasible = options.from_feasible;
        set_method(from_feasible);
        const bool large = options.interior_point && !has_integers();
        const double most = large ? kLargestCostOfLarge : kLargestCost;
        if (std::exchange(largest_cost, most) != most) costs_changed = true;
        highs.setOptionValue("mip_abs_gap", 0.0);
        ends_at = options.seconds == kInfinity ? kHighsInf : highs.getRunTime() + options.seconds;
        stop = options.stop;
        set_limits();
    }

    void set_method(bool primal, bool inside = false) {
        highs.setOptionValue("solver", inside ? "ipm" : "choose");
        highs.setOptionValue(
            "simplex_strategy",
            static_cast<HighsInt>(primal ? kSimplexStrategyPrimal : kSimplexStrategyDual));
    }

    void set_limits() {
        highs.setOptionValue("time_limit", ends_at);
        interrupt_on(highs, stop);
    }

    void lift_limits() {
        highs.setOptionValue("time_limit", kHighsInf);
        stop_interrupting(highs);
    }

    HighsModelStatus run() {
        highs.run();
        return highs.getModelStatus();
    }

    [[nodiscard]] bool is_open(HighsModelStatus status) const {
        return status == HighsModelStatus::kUnboundedOrInfeasible ||
               status == HighsModelStatus::kUnknown ||
               (status == HighsModelStatus::kSolveError && !has_whole_values());
    }

    /// What the solver is asked now has no whole numbers.
    [[nodiscard]] bool is_linear() const {
        return !has_integers() || highs.getOptions().solve_relaxation;
    }

    /// On from a vertex, with costs and bounds as they are, then with a tolerance above the rounding of the largest
    /// costs: a few iterations, where a cold solve takes as many as the first.
    HighsModelStatus go_on(HighsBasis basis, bool primal) {
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

    /// By the interior point method where that was asked for and there is no vertex to start from.
    HighsModelStatus run_first() {
        if (!interior_point || !is_linear() || highs.getBasis().valid) return run();
        const auto vertex = interior_vertex(highs, ends_at - highs.getRunTime(), stop);
        if (!vertex) return run();
        const HighsModelStatus status = go_on(*vertex, true);
        return status == HighsModelStatus::kSolveError ? run() : status;
    }

    /// On from a basis that is the best but for a few bounds. Costs that the solver moves, so that no step is in vain, would
    /// lead it away: ten times as many steps.
    HighsModelStatus run_near() {
        set_perturbation(0);
        highs.setOptionValue("simplex_iteration_limit", kMostNear);
        const HighsModelStatus status = run();
        highs.setOptionValue("simplex_iteration_limit", kHighsIInf);
        set_perturbation(1);
        return status;
    }

    void set_perturbation(double multiplier) {
        highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", multiplier);
        highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", multiplier);
    }

    /// One run; where it leaves the question open, others, cold and without presolve: as asked for, by the primal
    /// simplex method, by the interior point method.
    HighsModelStatus run_decided() {
        const HighsBasis start = highs.getBasis();
        if (std::exchange(is_given, false) && start.valid && !from_feasible && is_linear()) {
            if (run_near() == HighsModelStatus::kOptimal) return HighsModelStatus::kOptimal;
            highs.clearSolver();
            highs.setBasis(start);
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

    void read_linear(Solution& solution) const {
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

    // ---- whole numbers ----------------------------------------------------------------------------

    [[nodiscard]] bool is_whole(std::size_t column) const {
        return lp.integrality_[column] == HighsVarType::kInteger;
    }

    /// Rows whose integer columns may leave nothing for the others, all of which only add to them.
    void find_ties() {
        const auto& matrix = lp.a_matrix_;
        for (HighsInt i = 0; i < lp.num_row_; ++i) {
            bool whole = false;
            bool others = false;
            bool adds = true;
            for (HighsInt t = matrix.start_[at(i)]; t < matrix.start_[at(i) + 1]; ++t) {
                const std::size_t column = at(matrix.index_[at(t)]);
                if (is_whole(column)) {
                    whole = true;
                    continue;
                }
                others = true;
                adds = adds && matrix.value_[at(t)] > 0 && lp.col_lower_[column] >= 0;
            }
            if (whole && others && adds && lp.row_upper_[at(i)] < kInfinity) ties.push_back(i);
        }
    }

    [[nodiscard]] Box box() const {
        Box result;
        for (const std::size_t j : whole_columns) {
            result.low.push_back(std::ceil(lp.col_lower_[j]));
            result.high.push_back(std::floor(lp.col_upper_[j]));
        }
        return result;
    }

    void set_box(const Box& box) {
        for (std::size_t k = 0; k < whole_columns.size(); ++k)
            highs.changeColBounds(as_int(whole_columns[k]), box.low[k], box.high[k]);
    }

    /// Of the solver's solution; empty where it has none or one that is not whole within its tolerance.
    [[nodiscard]] std::vector<double> whole_values(double tolerance = kSolverWhole) const {
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

    /// Of the linear model as the solver has it now.
    [[nodiscard]] double proven() const {
        const HighsLp& now = highs.getLp();
        const HighsSolution& found = highs.getSolution();
        return proven_bound({.costs = now.col_cost_,
                             .column_low = now.col_lower_,
                             .column_high = now.col_upper_,
                             .row_low = now.row_lower_,
                             .row_high = now.row_upper_,
                             .starts = lp.a_matrix_.start_,
                             .columns = lp.a_matrix_.index_,
                             .terms = lp.a_matrix_.value_,
                             .values = found.col_value,
                             .duals = found.row_dual,
                             .sized = units.sized},
                            highs.getInfo().objective_function_value);
    }

    [[nodiscard]] bool has_whole_values() const { return !whole_values().empty(); }

    /// The models of a box: without whole numbers first, which the linear solver does many times faster than the
    /// first step of branch and bound. Often there is no solution, or it is whole, or the numbers are few.
    Relaxed relax(const Box& box) {
        highs.clearSolver();
        set_limits();
        set_box(box);
        highs.setOptionValue("solve_relaxation", true);
        Relaxed result;
        result.status = as_status(run_decided());
        if (result.status == Status::optimal) {
            result.bound = proven() / scale;
            result.whole = whole_values();
            if (result.whole.empty() && bits(box) <= kFew)
                result.whole = whole_values(kInfinity);
            else if (result.whole.empty())
                branch(box, result);
        }
        highs.setOptionValue("solve_relaxation", false);
        return result;
    }

    /// Of its numbers: log2 of how many ways they can be set.
    [[nodiscard]] static double bits(const Box& box) {
        double bits = 0;
        for (std::size_t k = 0; k < box.low.size(); ++k)
            bits += std::log2(box.high[k] - box.low[k] + 1);
        return bits;
    }

    /// The solver's own search, from a first answer: whatever is used in part, whole.
    void branch(const Box& box, Relaxed& result) {
        std::vector<double> up = whole_values(kInfinity);
        for (std::size_t k = 0; k < up.size(); ++k)
            up[k] = std::clamp(std::ceil(up[k] - kSolverWhole), box.low[k], box.high[k]);
        set_box({up, up});
        const bool starts = run_decided() == HighsModelStatus::kOptimal;
        const HighsSolution start = highs.getSolution();
        highs.setOptionValue("solve_relaxation", false);
        set_box(box);
        highs.clearSolver();
        if (starts) highs.setSolution(start);
        result.status = as_status(run_decided());
        result.whole = whole_values();
        const double bound = highs.getInfo().mip_dual_bound / scale;
        if (std::isfinite(bound)) result.bound = std::max(result.bound, bound);
    }

    /// What these whole numbers leave nothing for.
    [[nodiscard]] std::vector<std::size_t> tied_off(const std::vector<double>& whole) const {
        const auto& matrix = lp.a_matrix_;
        std::vector<double> values(lp.col_lower_.size(), 0);
        for (std::size_t k = 0; k < whole.size(); ++k) values[whole_columns[k]] = whole[k];
        std::vector<std::size_t> result;
        for (const HighsInt i : ties) {
            double left = lp.row_upper_[at(i)] / units.rows[at(i)];
            double largest = std::abs(left);
            for (HighsInt t = matrix.start_[at(i)]; t < matrix.start_[at(i) + 1]; ++t) {
                const double part = matrix.value_[at(t)] * values[at(matrix.index_[at(t)])];
                left -= part;
                largest = std::max(largest, std::abs(part));
            }
            if (left > kNothingLeftOfRow * largest) continue;
            for (HighsInt t = matrix.start_[at(i)]; t < matrix.start_[at(i) + 1]; ++t)
                if (const std::size_t column = at(matrix.index_[at(t)]); !is_whole(column))
                    result.push_back(column);
        }
        return result;
    }

    /// The linear model that is left when every integer column has its whole number. An answer is always solved to its
    /// end, a mere look at others until time is up.
    Solution hold(const std::vector<double>& whole, bool to_its_end) {
        if (to_its_end)
            lift_limits();
        else
            set_limits();
        highs.setOptionValue("solve_relaxation", true);
        set_box({whole, whole});
        const auto off = tied_off(whole);
        for (const std::size_t j : off)
            highs.changeColBounds(as_int(j), lp.col_lower_[j] / units.columns[j], 0);
        Solution solution;
        solution.status = as_status(run_decided());
        if (solution.status == Status::optimal) {
            read_linear(solution);
            for (std::size_t k = 0; k < whole.size(); ++k)
                solution.values[ColumnId{whole_columns[k]}] = plain(whole[k]);
            // Nothing, where the solver's tolerance leaves a trace.
            for (const std::size_t j : off)
                if (lp.col_lower_[j] <= 0) solution.values[ColumnId{j}] = 0;
            Sum objective;
            for (const ColumnId id : solution.values.ids())
                objective.add(lp.col_cost_[id.index()] * solution.values[id]);
            solution.objective = solution.bound = objective.value();
            solution.duals = Indexed<RowId, double>{lp.row_lower_.size()};
            solution.reduced_costs = Indexed<ColumnId, double>{lp.col_lower_.size()};
        }
        for (const std::size_t j : off)
            highs.changeColBounds(as_int(j), lp.col_lower_[j] / units.columns[j],
                                  lp.col_upper_[j] / units.columns[j]);
        highs.setOptionValue("solve_relaxation", false);
        return solution;
    }

    /// Terms so far apart, in its own units, that the solver's search is not to be believed without a look.
    [[nodiscard]] bool is_wide() const {
        double smallest = kInfinity;
        double largest = 0;
        for (const double term : lp.a_matrix_.value_) {
            if (term == 0) continue;
            smallest = std::min(smallest, std::abs(term));
            largest = std::max(largest, std::abs(term));
        }
        return smallest < kOfOtherSize * largest;
    }

    /// Whether it costs less with one less of any number: then what the search said of its bound is void, as it is where
    /// time was up before all were looked at.
    void look_again(Solution& solution, double relative_gap) {
        std::vector<double> whole;
        for (const std::size_t j : whole_columns) whole.push_back(solution.values[ColumnId{j}]);
        for (std::size_t k = 0; k < whole.size(); ++k) {
            const std::size_t j = whole_columns[k];
            if (lp.col_cost_[j] <= 0 || whole[k] - 1 < lp.col_lower_[j]) continue;
            whole[k] -= 1;
            Solution less = hold(whole, false);
            if (less.status == Status::interrupted || less.status == Status::limit) {
                solution.status = less.status;
                solution.bound = -kInfinity;
                solution.gap = lp::relative_gap(solution.objective, solution.bound);
                return;
            }
            if (less.values.empty() || solution.objective - less.objective <=
                                           relative_gap * std::abs(solution.objective)) {
                whole[k] += 1;
                continue;
            }
            solution = std::move(less);
            solution.bound = proven_of(box());
            solution.gap = lp::relative_gap(solution.objective, solution.bound);
            solution.status = Status::feasible;
        }
    }

    /// Without whole numbers.
    [[nodiscard]] double proven_of(const Box& box) {
        set_box(box);
        highs.setOptionValue("solve_relaxation", true);
        const bool found = run_decided() == HighsModelStatus::kOptimal;
        highs.setOptionValue("solve_relaxation", false);
        return found ? proven() / scale : -kHighsInf;
    }

    Solution solve_mixed(double relative_gap) {
        Solution solution = solve_whole(
            {.relax = [this](const Box& box) { return relax(box); },
             .hold = [this](const std::vector<double>& whole) { return hold(whole, true); },
             .box = box(),
             .relative_gap = relative_gap,
             .noise = kObjectiveNoise / scale});
        if (solution.status == Status::optimal && bits(box()) > kFew && is_wide())
            look_again(solution, relative_gap);
        set_box({lower_of_whole(), upper_of_whole()});
        highs.clearSolver();
        return solution;
    }

    [[nodiscard]] std::vector<double> lower_of_whole() const {
        std::vector<double> result;
        for (const std::size_t j : whole_columns) result.push_back(lp.col_lower_[j]);
        return result;
    }

    [[nodiscard]] std::vector<double> upper_of_whole() const {
        std::vector<double> result;
        for (const std::size_t j : whole_columns) result.push_back(lp.col_upper_[j]);
        return result;
    }

    Highs highs;
    Units units;
    HighsLp
        lp;  ///< bounds and costs as they are now, in the model's units; the matrix in the solver's
    std::vector<std::size_t> whole_columns;
    std::vector<HighsInt> ties;
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
    state.set_options(options);
    state.pass_changes();
    if (state.has_integers()) return state.solve_mixed(options.relative_gap);
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
    state_->is_given = false;
    if (basis.empty() || basis.columns.size() != state_->lp.col_lower_.size() ||
        basis.rows.size() != state_->lp.row_lower_.size())
        return;
    HighsBasis start;
    start.valid = true;
    start.alien = false;
    for (const BasisStatus stand : basis.columns) start.col_status.push_back(as_highs(stand));
    for (const BasisStatus stand : basis.rows) start.row_status.push_back(as_highs(stand));
    state_->is_given = state_->highs.setBasis(start) == HighsStatus::kOk;
}

}  // namespace jarip::lp
