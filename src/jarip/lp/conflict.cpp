#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/alternative.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

Model without_costs(Model model) {
    for (Column& column : model.columns) column.cost = 0;
    return model;
}

Model relaxed(const Model& model) {
    Model result = without_costs(model);
    for (Column& column : result.columns) column.integer = false;
    return result;
}

/// The bounds of a model, each of which can be lifted and put back. Costs do not matter.
class Bounds {
public:
    Bounds(const Model& model, const Clock& clock)
        : model_{model}, solver_{without_costs(model)}, clock_{clock} {
        for (std::size_t i = 0; i < model.rows.size() + model.columns.size(); ++i)
            if (is_bounded(i)) all_.push_back(i);
    }

    /// Rows first, then columns.
    [[nodiscard]] const std::vector<std::size_t>& all() const { return all_; }
    [[nodiscard]] bool is_row(std::size_t i) const { return i < model_.rows.size(); }

    void lift(std::size_t i) {
        if (is_row(i))
            solver_.set_bounds(RowId{i}, -kInfinity, kInfinity);
        else
            solver_.set_bounds(ColumnId{i - model_.rows.size()}, -kInfinity, kInfinity);
    }

    void put_back(std::size_t i) {
        if (is_row(i)) {
            const Row& row = model_.rows[RowId{i}];
            solver_.set_bounds(RowId{i}, row.low, row.high);
        } else {
            const ColumnId id{i - model_.rows.size()};
            solver_.set_bounds(id, model_.columns[id].low, model_.columns[id].high);
        }
    }

    [[nodiscard]] bool infeasible() {
        return solver_.solve(clock_.rest()).status == Status::infeasible;
    }

private:
    [[nodiscard]] bool is_bounded(std::size_t i) const {
        if (is_row(i)) {
            const Row& row = model_.rows[RowId{i}];
            return row.low > -kInfinity || row.high < kInfinity;
        }
        const Column& column = model_.columns[ColumnId{i - model_.rows.size()}];
        return column.low > -kInfinity || column.high < kInfinity;
    }

    const Model& model_;
    Solver solver_;
    const Clock& clock_;
    std::vector<std::size_t> all_;
};

/// A part of a model without its whole numbers, and what its rows and columns are in the whole.
struct Part {
    Model model;
    std::vector<RowId> rows;
    std::vector<ColumnId> columns;
};

/// The model in which every row's bounds may be violated: by the row's size for a cost of 1.
Model with_elastic_rows(const Model& model) {
    Model elastic = relaxed(model);
    for (const RowId row : model.rows.ids()) {
        const auto [name, low, high, begin, end] = model.rows[row];
        elastic.rows[row].begin = elastic.terms.size();
        for (std::size_t t = begin; t < end; ++t) elastic.terms.push_back(model.terms[t]);
        const double size = size_of(model, model.rows[row]);
        const auto bend = [&](double sign) {
            const ColumnId column = elastic.add_column("", 0, kInfinity, 1 / size);
            elastic.columns[column].size = size;
            elastic.terms.push_back({column, sign});
        };
        if (low > -kInfinity) bend(1);
        if (high < kInfinity) bend(-1);
        elastic.rows[row].end = elastic.terms.size();
    }
    return elastic;
}

/// The model in which the upper bounds of some columns may be violated.
Model with_elastic_columns(const Model& model, const std::vector<ColumnId>& columns) {
    Model elastic = relaxed(model);
    for (const ColumnId column : columns) {
        elastic.columns[column].high = kInfinity;
        elastic.columns[column].cost = 1 / elastic.columns[column].size;
    }
    return elastic;
}

/// Rows that pay, at the least total violation, for any of it: with the bounds of their columns they cannot all
/// hold (Chinneck and Dravnieks 1991, the elastic filter). All rows where columns alone clash; none where
/// nothing is violated, or time is up.
std::vector<RowId> rows_of_a_certificate(const Model& elastic, const Clock& clock) {
    SolveOptions options = clock.rest();
    options.interior_point = true;
    const Solution solution = solve(elastic, options);
    if (clock.is_over()) return {};
    std::vector<RowId> rows;
    if (!solution.duals.empty() && solution.objective <= kFeasibilityTolerance) return rows;
    for (const RowId row : elastic.rows.ids())
        if (solution.duals.empty() ||
            std::abs(solution.duals[row]) * size_of(elastic, elastic.rows[row]) > kDualNoise)
            rows.push_back(row);
    return rows;
}

Part part_of(const Model& model, const std::vector<RowId>& rows) {
    Part part;
    Indexed<ColumnId, ColumnId> in_part{model.columns.size()};
    for (const RowId row : rows) {
        std::vector<Term> terms;
        for (std::size_t t = model.rows[row].begin; t < model.rows[row].end; ++t) {
            const auto [column, coefficient] = model.terms[t];
            if (!in_part[column].valid()) {
                const Column& whole = model.columns[column];
                in_part[column] = part.model.add_column("", whole.low, whole.high, 0);
                part.model.columns[in_part[column]].size = whole.size;
                part.columns.push_back(column);
            }
            terms.push_back({in_part[column], coefficient});
        }
        part.model.add_row("", model.rows[row].low, model.rows[row].high, std::move(terms));
        part.rows.push_back(row);
    }
    return part;
}

Conflict ended(const Clock& clock, bool proven) {
    return {.status = proven ? Status::infeasible : clock.why(), .searched = false};
}

// A deletion filter (Chinneck and Dravnieks 1991, ORSA J. on Computing 3): bounds without which the rest is
// still infeasible are left out for good. Tried in runs of halving length, so that the many bounds
// that have nothing to do with the conflict go at once.
Conflict delete_what_is_not_needed(const Model& model, const Clock& clock) {
    Bounds bounds{model, clock};
    if (!bounds.infeasible()) return clock.is_over() ? ended(clock, false) : Conflict{};
    std::vector<std::size_t> left = bounds.all();
    for (std::size_t length = std::max<std::size_t>(1, left.size() / 2);; length /= 2) {
        std::vector<std::size_t> needed;
        for (std::size_t begin = 0; begin < left.size(); begin += length) {
            const std::size_t end = std::min(left.size(), begin + length);
            for (std::size_t i = begin; i < end; ++i) bounds.lift(left[i]);
            if (bounds.infeasible()) continue;
            if (clock.is_over()) return ended(clock, true);
            for (std::size_t i = begin; i < end; ++i) {
                bounds.put_back(left[i]);
                needed.push_back(left[i]);
            }
        }
        left = std::move(needed);
        if (length <= 1) break;
    }
    Conflict conflict{.status = Status::infeasible};
    for (const std::size_t i : left) {
        if (bounds.is_row(i))
            conflict.rows.emplace_back(i);
        else
            conflict.columns.emplace_back(i - model.rows.size());
    }
    return conflict;
}

/// The rows and columns alone, the bounds of all other columns lifted.
Model restricted_to(const Model& model, const Conflict& conflict) {
    Model result = model;
    for (Row& row : result.rows) row.low = -kInfinity, row.high = kInfinity;
    for (Column& column : result.columns) column.low = -kInfinity, column.high = kInfinity;
    for (const RowId row : conflict.rows) {
        result.rows[row].low = model.rows[row].low;
        result.rows[row].high = model.rows[row].high;
    }
    for (const ColumnId column : conflict.columns) {
        result.columns[column].low = model.columns[column].low;
        result.columns[column].high = model.columns[column].high;
    }
    return result;
}

/// Of a linear model: found at once where that is as good as trying each bound.
Conflict least_conflict(const Model& model, const Clock& clock) {
    const auto clash = clash_at_a_vertex(model, clock.rest());
    if (!clash) return delete_what_is_not_needed(model, clock);
    const Model alone = restricted_to(model, clash->conflict);
    const bool infeasible = solve(without_costs(alone), clock.rest()).status == Status::infeasible;
    if (!infeasible) return delete_what_is_not_needed(model, clock);
    if (!clash->exact) return delete_what_is_not_needed(alone, clock);
    Conflict conflict = clash->conflict;
    conflict.status = Status::infeasible;
    return conflict;
}

/// Of the rows and the bounds of their columns.
Conflict conflict_among(const Model& model, const std::vector<RowId>& rows, const Clock& clock) {
    if (clock.is_over()) return ended(clock, false);
    const Part part = part_of(model, rows);
    Conflict conflict = least_conflict(part.model, clock);
    for (RowId& row : conflict.rows) row = part.rows[row.index()];
    for (ColumnId& column : conflict.columns) column = part.columns[column.index()];
    std::ranges::sort(conflict.columns, {}, &ColumnId::index);
    return conflict;
}

}  // namespace

Conflict irreducible_conflict(const Model& model, const SolveOptions& limits) {
    const Clock clock{limits};
    Conflict conflict =
        conflict_among(model, rows_of_a_certificate(with_elastic_rows(model), clock), clock);
    // Where only whole numbers clash, no certificate of the linear model says so.
    const bool none = conflict.empty() && conflict.searched;
    return none ? delete_what_is_not_needed(model, clock) : conflict;
}

Conflict conflict_with_limits(const Model& model, const std::vector<ColumnId>& columns,
                              const SolveOptions& limits) {
    const Clock clock{limits};
    return conflict_among(model, rows_of_a_certificate(with_elastic_columns(model, columns), clock),
                          clock);
}

std::vector<std::string> names_of(const Model& model, const Conflict& conflict) {
    std::vector<std::string> limits, all;
    for (const RowId row : conflict.rows) {
        all.push_back(model.rows[row].name);
        if (model.rows[row].low != model.rows[row].high) limits.push_back(all.back());
    }
    for (const ColumnId column : conflict.columns)
        if (model.columns[column].low > 0) limits.push_back(model.columns[column].name);
    return limits.empty() ? all : limits;
}

}  // namespace jarip::lp
