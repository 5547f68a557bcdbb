#include "jarip/lp.hpp"

#include <optional>

#include "jarip/lp/mixed.hpp"
#include "jarip/lp/session.hpp"

namespace jarip::lp {

namespace {

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

}  // namespace

struct Solver::State : Session {
    explicit State(const Model& model) : Session{model} {
        if (has_integers()) mixed.emplace(*this);
    }
    std::optional<Mixed> mixed;
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
    // The solver would still answer what its presolve does.
    if (options.seconds <= 0) {
        solution.status = Status::limit;
        return solution;
    }
    if (state.is_plainly_infeasible()) {
        solution.status = Status::infeasible;
        return solution;
    }
    state.set_options(options);
    state.pass_changes();
    if (state.mixed) return state.mixed->solve(options);
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
