#include "jarip/lp/alternative.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {
namespace {

/// The multipliers as columns of a model: each counted in the size of what it belongs to, a total that is the least.
class Alternative {
public:
    explicit Alternative(const Model& model) : model_{model}, balance_{model.columns.size()} {
        for (const RowId row : model.rows.ids()) {
            const auto& [name, low, high, begin, end] = model.rows[row];
            const double size = begin == end ? 1 : size_of(model, model.rows[row]);
            add(row.index(), low, high, size);
            for (std::size_t t = begin; t < end; ++t) {
                const auto [column, coefficient] = model.terms[t];
                const double term = coefficient * model.columns[column].size / size;
                for (const Multiplier& each : last_)
                    balance_[column].push_back({each.column, each.sign * term});
            }
        }
        for (const ColumnId id : model.columns.ids()) {
            const Column& column = model.columns[id];
            add(model.rows.size() + id.index(), column.low, column.high, column.size);
            for (const Multiplier& each : last_) balance_[id].push_back({each.column, each.sign});
        }
        for (auto& terms : balance_)
            if (!terms.empty()) alternative_.add_row("", 0, 0, std::move(terms));
        alternative_.add_row("", 1, 1, std::move(proof_));
    }

    [[nodiscard]] std::optional<Clash> solve(const SolveOptions& limits) const {
        const Solution solution = lp::solve(alternative_, limits);
        if (solution.status != Status::optimal) return std::nullopt;
        double largest = 0;
        for (const double value : solution.values) largest = std::max(largest, value);
        Clash clash;
        for (std::size_t i = 0; i < belongs_to_.size(); ++i) {
            if (solution.values[ColumnId{i}] <= kDualNoise * largest) continue;
            const std::size_t of = belongs_to_[i];
            if (of < model_.rows.size())
                clash.conflict.rows.emplace_back(of);
            else
                clash.conflict.columns.emplace_back(of - model_.rows.size());
            clash.exact = clash.exact && only_bound(of);
        }
        return clash;
    }

private:
    struct Multiplier {
        ColumnId column;
        double sign;
    };

    void add(std::size_t of, double low, double high, double size) {
        last_.clear();
        const auto add = [&](double bound, double sign) {
            const ColumnId column = alternative_.add_column("", 0, kInfinity, 1);
            belongs_to_.push_back(of);
            proof_.push_back({column, sign * bound / size});
            last_.push_back({column, sign});
        };
        if (low > -kInfinity) add(low, 1);
        if (high < kInfinity) add(high, -1);
    }

    [[nodiscard]] bool only_bound(std::size_t of) const {
        const auto one = [](double low, double high) {
            return low == high || low == -kInfinity || high == kInfinity;
        };
        if (of < model_.rows.size())
            return one(model_.rows[RowId{of}].low, model_.rows[RowId{of}].high);
        const Column& column = model_.columns[ColumnId{of - model_.rows.size()}];
        return one(column.low, column.high);
    }

    const Model& model_;
    Model alternative_;
    std::vector<std::size_t> belongs_to_;  ///< of each multiplier: rows first, then columns
    std::vector<Multiplier> last_;         ///< those of the row or column added last
    Indexed<ColumnId, std::vector<Term>> balance_;
    std::vector<Term> proof_;
};

}  // namespace

std::optional<Clash> clash_at_a_vertex(const Model& model, const SolveOptions& limits) {
    return Alternative{model}.solve(limits);
}

}  // namespace jarip::lp
