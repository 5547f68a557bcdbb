#include "jarip/lp/mixed.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/lp/proof.hpp"

namespace jarip::lp {

namespace {

/// So few whole numbers are branched on here, with bounds that are proven: beside figures of many other sizes the solver's
/// own search has been seen to end with a dearer set.
constexpr double kFew = 14;

}  // namespace

Mixed::Mixed(Session& session) : session_{session} { find_ties(); }

bool Mixed::is_whole(std::size_t column) const {
    return session_.lp.integrality_[column] == HighsVarType::kInteger;
}

void Mixed::find_ties() {
    const auto& matrix = session_.lp.a_matrix_;
    for (HighsInt i = 0; i < session_.lp.num_row_; ++i) {
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
            adds = adds && matrix.value_[at(t)] > 0 && session_.lp.col_lower_[column] >= 0;
        }
        if (whole && others && adds && session_.lp.row_upper_[at(i)] < kInfinity)
            ties_.push_back(i);
    }
}

Box Mixed::box() const {
    Box result;
    for (const std::size_t j : session_.whole_columns) {
        result.low.push_back(std::ceil(session_.lp.col_lower_[j]));
        result.high.push_back(std::floor(session_.lp.col_upper_[j]));
    }
    return result;
}

void Mixed::set_box(const Box& box) {
    for (std::size_t k = 0; k < session_.whole_columns.size(); ++k)
        session_.highs.changeColBounds(as_int(session_.whole_columns[k]), box.low[k], box.high[k]);
}

double Mixed::proven() const {
    const HighsLp& now = session_.highs.getLp();
    const HighsSolution& found = session_.highs.getSolution();
    return proven_bound({.costs = now.col_cost_,
                         .column_low = now.col_lower_,
                         .column_high = now.col_upper_,
                         .row_low = now.row_lower_,
                         .row_high = now.row_upper_,
                         .starts = session_.lp.a_matrix_.start_,
                         .columns = session_.lp.a_matrix_.index_,
                         .terms = session_.lp.a_matrix_.value_,
                         .values = found.col_value,
                         .duals = found.row_dual,
                         .sized = session_.units.sized},
                        session_.highs.getInfo().objective_function_value);
}

Relaxed Mixed::relax(const Box& box) {
    session_.highs.clearSolver();
    session_.set_limits();
    set_box(box);
    session_.highs.setOptionValue("solve_relaxation", true);
    Relaxed result;
    result.status = as_status(session_.run_decided());
    if (result.status == Status::optimal) {
        result.bound = proven() / session_.scale;
        result.whole = session_.whole_values();
        if (result.whole.empty() && bits(box) <= kFew)
            result.whole = session_.whole_values(kInfinity);
        else if (result.whole.empty())
            branch(box, result);
    }
    session_.highs.setOptionValue("solve_relaxation", false);
    return result;
}

double Mixed::bits(const Box& box) {
    double bits = 0;
    for (std::size_t k = 0; k < box.low.size(); ++k)
        bits += std::log2(box.high[k] - box.low[k] + 1);
    return bits;
}

void Mixed::branch(const Box& box, Relaxed& result) {
    std::vector<double> up = session_.whole_values(kInfinity);
    for (std::size_t k = 0; k < up.size(); ++k)
        up[k] = std::clamp(std::ceil(up[k] - kSolverWhole), box.low[k], box.high[k]);
    set_box({up, up});
    const bool starts = session_.run_decided() == HighsModelStatus::kOptimal;
    const HighsSolution start = session_.highs.getSolution();
    session_.highs.setOptionValue("solve_relaxation", false);
    set_box(box);
    session_.highs.clearSolver();
    if (starts) session_.highs.setSolution(start);
    // What its presolve leaves of a mixed model has been seen to have no solution, or only dearer ones (HiGHS 1.10). Without
    // it numbers that have no limits, as where one looks for limits that clash, are searched without end.
    if (std::isfinite(bits(box))) session_.highs.setOptionValue("presolve", "off");
    result.status = as_status(session_.run_decided());
    session_.highs.setOptionValue("presolve", "choose");
    result.whole = session_.whole_values();
    const double bound = session_.highs.getInfo().mip_dual_bound / session_.scale;
    if (std::isfinite(bound)) result.bound = std::max(result.bound, bound);
}

std::vector<std::size_t> Mixed::tied_off(const std::vector<double>& whole) const {
    const auto& matrix = session_.lp.a_matrix_;
    std::vector<double> values(session_.lp.col_lower_.size(), 0);
    for (std::size_t k = 0; k < whole.size(); ++k) values[session_.whole_columns[k]] = whole[k];
    std::vector<std::size_t> result;
    for (const HighsInt i : ties_) {
        double left = session_.lp.row_upper_[at(i)] / session_.units.rows[at(i)];
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

Solution Mixed::hold(const std::vector<double>& whole, bool to_its_end) {
    if (to_its_end)
        session_.lift_limits();
    else
        session_.set_limits();
    session_.highs.setOptionValue("solve_relaxation", true);
    set_box({whole, whole});
    const auto off = tied_off(whole);
    for (const std::size_t j : off)
        session_.highs.changeColBounds(as_int(j),
                                       session_.lp.col_lower_[j] / session_.units.columns[j], 0);
    Solution solution;
    solution.status = as_status(session_.run_decided());
    if (solution.status == Status::optimal) {
        session_.read_linear(solution);
        for (std::size_t k = 0; k < whole.size(); ++k)
            solution.values[ColumnId{session_.whole_columns[k]}] = plain(whole[k]);
        // Nothing, where the solver's tolerance leaves a trace.
        for (const std::size_t j : off)
            if (session_.lp.col_lower_[j] <= 0) solution.values[ColumnId{j}] = 0;
        Sum objective;
        for (const ColumnId id : solution.values.ids())
            objective.add(session_.lp.col_cost_[id.index()] * solution.values[id]);
        solution.objective = solution.bound = objective.value();
        solution.duals = Indexed<RowId, double>{session_.lp.row_lower_.size()};
        solution.reduced_costs = Indexed<ColumnId, double>{session_.lp.col_lower_.size()};
    }
    for (const std::size_t j : off)
        session_.highs.changeColBounds(as_int(j),
                                       session_.lp.col_lower_[j] / session_.units.columns[j],
                                       session_.lp.col_upper_[j] / session_.units.columns[j]);
    session_.highs.setOptionValue("solve_relaxation", false);
    return solution;
}

bool Mixed::is_wide() const {
    double smallest = kInfinity;
    double largest = 0;
    for (const double term : session_.lp.a_matrix_.value_) {
        if (term == 0) continue;
        smallest = std::min(smallest, std::abs(term));
        largest = std::max(largest, std::abs(term));
    }
    return smallest < kOfOtherSize * largest;
}

void Mixed::look_again(Solution& solution, double relative_gap) {
    std::vector<double> whole;
    for (const std::size_t j : session_.whole_columns)
        whole.push_back(solution.values[ColumnId{j}]);
    for (std::size_t k = 0; k < whole.size(); ++k) {
        const std::size_t j = session_.whole_columns[k];
        if (session_.lp.col_cost_[j] <= 0 || whole[k] - 1 < session_.lp.col_lower_[j]) continue;
        whole[k] -= 1;
        Solution less = hold(whole, false);
        if (less.status == Status::interrupted || less.status == Status::limit) {
            solution.status = less.status;
            solution.bound = -kInfinity;
            solution.gap = lp::relative_gap(solution.objective, solution.bound);
            return;
        }
        if (less.values.empty() ||
            solution.objective - less.objective <= relative_gap * std::abs(solution.objective)) {
            whole[k] += 1;
            continue;
        }
        solution = std::move(less);
        solution.bound = proven_of(box());
        solution.gap = lp::relative_gap(solution.objective, solution.bound);
        solution.status = Status::feasible;
    }
}

double Mixed::proven_of(const Box& box) {
    set_box(box);
    session_.highs.setOptionValue("solve_relaxation", true);
    const bool found = session_.run_decided() == HighsModelStatus::kOptimal;
    session_.highs.setOptionValue("solve_relaxation", false);
    return found ? proven() / session_.scale : -kHighsInf;
}

Solution Mixed::solve(const SolveOptions& options) {
    const double relative_gap = options.relative_gap;
    std::vector<double> known;
    for (const std::size_t j : session_.whole_columns)
        if (!options.known.empty()) known.push_back(options.known[j]);
    Solution solution =
        solve_whole({.relax = [this](const Box& box) { return relax(box); },
                     .hold = [this](const std::vector<double>& whole) { return hold(whole, true); },
                     .box = box(),
                     .known = std::move(known),
                     .relative_gap = relative_gap,
                     .noise = kObjectiveNoise / session_.scale});
    if (solution.status == Status::optimal && bits(box()) > kFew && is_wide())
        look_again(solution, relative_gap);
    set_box({lower_of_whole(), upper_of_whole()});
    session_.highs.clearSolver();
    return solution;
}

std::vector<double> Mixed::lower_of_whole() const {
    std::vector<double> result;
    for (const std::size_t j : session_.whole_columns) result.push_back(session_.lp.col_lower_[j]);
    return result;
}

std::vector<double> Mixed::upper_of_whole() const {
    std::vector<double> result;
    for (const std::size_t j : session_.whole_columns) result.push_back(session_.lp.col_upper_[j]);
    return result;
}

}  // namespace jarip::lp
