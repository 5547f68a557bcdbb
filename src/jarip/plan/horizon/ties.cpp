#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/face.hpp"
#include "jarip/plan/model/order.hpp"

namespace jarip::plan {

namespace {

/// Equal demands are owed equal shares in so many steps, fewer where the model would grow beyond kMostLayers.
constexpr std::size_t kShares = 10;
constexpr std::size_t kMostLayers = 20'000;
/// So many ages of what is owed are told apart.
constexpr std::size_t kAges = 8;
/// Between two shares of one age, against 1 between two ages.
constexpr double kShareWeight = 0.1;

/// What is owed of a demand at the end of a period, split by when it was wanted: newest first, since the oldest is
/// delivered first.
struct Layer {
    double size = 0;
    double weight = 0;
};

class Ties {
public:
    Ties(SolvedPlan& horizon, const DemandSet& demands, const Limits& limits)
        : horizon_{horizon},
          network_{horizon.network},
          form_{horizon.formulation},
          demands_{demands},
          limits_{limits},
          order_{network_},
          face_{horizon.linear} {
        std::vector<double> costs;
        for (const auto& column : horizon.linear.columns) costs.push_back(column.cost);
        hold_face(face_, horizon.solution, face_tolerance(worth_of(horizon.linear, costs)));
    }

    void owe_for_shortest() {
        std::vector<double> lateness(horizon_.linear.columns.size(), 0);
        bool any = false;
        each_owed([&](std::size_t t, DemandId id, lp::ColumnId owed) {
            if (network_.demands[id].late_cost_per_day > 0) return;
            lateness[owed.index()] = horizon_.calendar.days(t);
            any = any || horizon_.value(owed) > 0;
        });
        if (any) improve(lateness);
    }

    /// Columns of layers are added to the face: their sum is what is owed.
    void owe_fairly() {
        if (!is_shared()) return;
        lp::Model model = on_face();
        const std::size_t shares = shares_that_fit();
        const std::size_t columns = horizon_.linear.columns.size();
        for (auto& column : model.columns) column.cost = 0;
        each_owed([&](std::size_t t, DemandId id, lp::ColumnId owed) {
            if (is_settled(owed)) return;
            std::vector<lp::Term> terms{{owed, -1}};
            for (const Layer& layer : layers(t, id, shares))
                terms.push_back({model.add_column("", 0, layer.size, layer.weight), 1});
            model.add_row("", 0, 0, std::move(terms));
        });
        const lp::Solution fair = lp::solve(model, limits_.solve());
        if (fair.status != lp::Status::optimal) return;
        for (std::size_t j = 0; j < columns; ++j)
            horizon_.solution.values[lp::ColumnId{j}] = fair.values[lp::ColumnId{j}];
        for (const lp::RowId row : horizon_.linear.rows.ids())
            horizon_.solution.activities[row] = fair.activities[row];
        each_owed([&](std::size_t, DemandId, lp::ColumnId owed) {
            const double value = std::max(0.0, fair.values[owed]);
            face_.columns[owed] = {value, value};
        });
    }

    void move_least() {
        std::vector<double> moved(horizon_.linear.columns.size(), 0);
        for (const auto* columns : {&form_.started, &form_.shipped})
            for (const lp::ColumnId column : *columns)
                if (column.valid())
                    moved[column.index()] = 1 / horizon_.linear.columns[column].size;
        improve(moved);
    }

private:
    template <class Visit>
    void each_owed(const Visit& visit) const {
        for (std::size_t t = 0; t < form_.period_count(); ++t)
            for (const DemandId id : order_.demands)
                if (demands_[id] != 0)
                    visit(t, id, form_.backlog[t * network_.demands.size() + id.index()]);
    }

    [[nodiscard]] bool is_settled(lp::ColumnId column) const {
        return face_.columns[column].low == face_.columns[column].high;
    }

    /// Something is owed, and the plans of least cost leave open to whom.
    [[nodiscard]] bool is_shared() const {
        bool owed = false;
        std::size_t open = 0;
        each_owed([&](std::size_t, DemandId, lp::ColumnId column) {
            owed = owed || horizon_.value(column) > 0;
            if (!is_settled(column)) ++open;
        });
        return owed && open > 1;
    }

    [[nodiscard]] double wanted(std::size_t t, DemandId id) const {
        return horizon_.calendar.wanted[t * network_.demands.size() + id.index()];
    }

    [[nodiscard]] std::vector<Layer> layers(std::size_t t, DemandId id, std::size_t shares) const {
        std::vector<Layer> result;
        for (std::size_t age = 0; age <= t; ++age) {
            const double size = wanted(t - age, id);
            if (size <= 0) continue;
            const auto years = static_cast<double>(std::min(age, kAges));
            for (std::size_t k = 0; k < shares; ++k)
                result.push_back(
                    {size / static_cast<double>(shares),
                     1 + years +
                         kShareWeight * static_cast<double>(k) / static_cast<double>(shares)});
        }
        return result;
    }

    [[nodiscard]] std::size_t shares_that_fit() const {
        std::size_t whole = 0;
        each_owed([&](std::size_t t, DemandId id, lp::ColumnId owed) {
            if (!is_settled(owed)) whole += layers(t, id, 1).size();
        });
        return std::clamp<std::size_t>(kMostLayers / std::max<std::size_t>(1, whole), 1, kShares);
    }

    [[nodiscard]] lp::Model on_face() const {
        lp::Model model = horizon_.linear;
        for (const lp::ColumnId id : horizon_.linear.columns.ids()) {
            model.columns[id].low = face_.columns[id].low;
            model.columns[id].high = face_.columns[id].high;
        }
        for (const lp::RowId id : horizon_.linear.rows.ids()) {
            model.rows[id].low = face_.rows[id].low;
            model.rows[id].high = face_.rows[id].high;
        }
        return model;
    }

    /// The best of the face by these costs, whose own face is held from then on.
    void improve(const std::vector<double>& costs) {
        lp::Model model = on_face();
        for (const lp::ColumnId id : model.columns.ids())
            model.columns[id].cost = costs[id.index()];
        lp::Solution better = lp::solve(model, limits_.solve());
        if (better.status != lp::Status::optimal) return;
        hold_face(face_, better, face_tolerance(worth_of(model, costs)));
        horizon_.solution.values = std::move(better.values);
        horizon_.solution.activities = std::move(better.activities);
    }

    SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    const DemandSet& demands_;
    const Limits& limits_;
    RowOrder order_;
    Bounds face_;
};

}  // namespace

void settle_ties(SolvedPlan& horizon, const DemandSet& demands, bool last, const Limits& limits) {
    Ties ties{horizon, demands, limits};
    ties.owe_for_shortest();
    ties.owe_fairly();
    if (last) ties.move_least();
}

}  // namespace jarip::plan
