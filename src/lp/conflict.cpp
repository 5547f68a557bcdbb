#include <algorithm>
#include <cstddef>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {

namespace {

/// The bounds of a model, each of which can be lifted and put back. Costs do not matter.
class Bounds {
public:
    explicit Bounds(const Model& model) : model_{model}, solver_{without_costs(model)} {
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

    [[nodiscard]] bool infeasible() { return solver_.solve().status == Status::infeasible; }

private:
    static Model without_costs(Model model) {
        for (Column& column : model.columns) column.cost = 0;
        return model;
    }

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
    std::vector<std::size_t> all_;
};

}  // namespace

// A deletion filter (Chinneck and Dravnieks 1991, ORSA J. on Computing 3): bounds without which the rest is
// still infeasible are left out for good. Tried in runs of halving length, so that the many bounds
// that have nothing to do with the conflict go at once.
Conflict irreducible_conflict(const Model& model) {
    Bounds bounds{model};
    if (!bounds.infeasible()) return {};
    std::vector<std::size_t> left = bounds.all();
    for (std::size_t length = std::max<std::size_t>(1, left.size() / 2);; length /= 2) {
        std::vector<std::size_t> needed;
        for (std::size_t begin = 0; begin < left.size(); begin += length) {
            const std::size_t end = std::min(left.size(), begin + length);
            for (std::size_t i = begin; i < end; ++i) bounds.lift(left[i]);
            if (bounds.infeasible()) continue;
            for (std::size_t i = begin; i < end; ++i) {
                bounds.put_back(left[i]);
                needed.push_back(left[i]);
            }
        }
        left = std::move(needed);
        if (length <= 1) break;
    }
    Conflict conflict;
    for (const std::size_t i : left) {
        if (bounds.is_row(i))
            conflict.rows.emplace_back(i);
        else
            conflict.columns.emplace_back(i - model.rows.size());
    }
    return conflict;
}

}  // namespace jarip::lp
