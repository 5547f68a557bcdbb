#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/face.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

/// Equal demands are owed equal shares in so many steps, fewer where the model would grow beyond kMostLayers.
constexpr std::size_t kShares = 10;
constexpr std::size_t kMostLayers = 20'000;
/// So many ages of what is owed are told apart.
constexpr std::size_t kAges = 8;
/// Between two shares of one age, against 1 between two ages.
constexpr double kShareWeight = 0.1;
/// Of the largest share of an age, which decides within a step; small against a step.
constexpr double kLargestShareWeight = 1e-3;

/// What is owed of a demand at the end of a period, split by when it was wanted: newest first, since the oldest is
/// delivered first.
struct Layer {
    std::size_t age = 0;
    double size = 0;
    double weight = 0;
};

/// What is owed of one demand and age: of equal demands the largest share is the least that can be.
struct Share {
    double size = 0;
    double now = 0;
    std::vector<lp::Term> layers;
};
/// Whether it is lost, the period, the age and the item.
using Equals = std::tuple<bool, std::size_t, std::size_t, std::string>;

class Ties {
public:
    Ties(SolvedPlan& horizon, const DemandSet& demands, const Limits& limits)
        : horizon_{horizon},
          network_{horizon.network},
          form_{horizon.formulation},
          demands_{demands},
          limits_{limits},
          order_{network_},
          wanted_{network_.items.size(), 0.0},
          model_{horizon.linear},
          face_{horizon.linear},
          basis_{horizon.basis},
          is_warm_{!horizon.basis.empty()} {
        std::vector<double> costs;
        for (const auto& column : horizon.linear.columns) costs.push_back(column.cost);
        hold_face(face_, horizon.solution,
                  face_tolerance(worth_of(horizon.linear, costs), kFaceRounding));
        for (const DemandId id : order_.demands)
            if (demands[id] != 0) wanted_[item_of(id)] += network_.demands[id].total;
    }

    void owe_for_shortest() {
        std::vector<double> lateness(model_.columns.size(), 0);
        bool any = false;
        each_backlog([&](std::size_t t, DemandId id, lp::ColumnId backlog) {
            if (network_.demands[id].late_cost_per_day > 0) return;
            lateness[backlog.index()] = horizon_.calendar.days(t) / of_item(id);
            any = any || horizon_.value(backlog) > 0;
        });
        if (any) improve(lateness);
    }

    /// Columns of layers are added to the model: their sum is what is owed.
    void owe_fairly() {
        if (!is_shared()) return;
        const std::size_t shares = shares_that_fit();
        const std::size_t columns = model_.columns.size();
        each_backlog([&](std::size_t t, DemandId id, lp::ColumnId backlog) {
            if (!is_settled(backlog))
                add_layers(backlog, layers(t, id, shares), {false, t, 0, name(id)});
        });
        each_lost([&](std::size_t t, DemandId id, lp::ColumnId lost) {
            if (!is_settled(lost))
                add_layers(lost, lost_layers(t, id, shares), {true, t, 0, name(id)});
        });
        for (const auto& [equals, among] : shares_) add_largest_share(among);
        std::vector<double> weights(model_.columns.size(), 0);
        for (std::size_t j = columns; j < weights.size(); ++j)
            weights[j] = model_.columns[lp::ColumnId{j}].cost;
        const std::optional<lp::Solution> fair = best(weights);
        if (!fair) return;
        for (std::size_t j = columns; j < weights.size(); ++j) hold(lp::ColumnId{j}, *fair);
        each_backlog([&](std::size_t, DemandId, lp::ColumnId backlog) { hold(backlog, *fair); });
        each_lost([&](std::size_t, DemandId, lp::ColumnId lost) { hold(lost, *fair); });
    }

    void move_least() {
        std::vector<double> moved(model_.columns.size(), 0);
        for (const auto* columns : {&form_.started, &form_.shipped, &form_.spoiled})
            for (const lp::ColumnId column : *columns)
                if (column.valid())
                    moved[column.index()] = 1 / horizon_.linear.columns[column].size;
        improve(moved);
    }

private:
    template <class Visit>
    void each_backlog(const Visit& visit) const {
        for (std::size_t t = 0; t < form_.period_count(); ++t)
            for (const DemandId id : order_.demands)
                if (demands_[id] != 0)
                    visit(t, id, form_.backlog[t * network_.demands.size() + id.index()]);
    }

    template <class Visit>
    void each_lost(const Visit& visit) const {
        for (std::size_t t = 0; t < form_.period_count(); ++t)
            for (const DemandId id : order_.demands) {
                const lp::ColumnId lost = form_.lost[t * network_.demands.size() + id.index()];
                if (demands_[id] != 0 && lost.valid()) visit(t, id, lost);
            }
    }

    [[nodiscard]] bool is_settled(lp::ColumnId column) const {
        return face_.columns[column].low == face_.columns[column].high;
    }

    /// Something is owed, and the plans of least cost leave open to whom.
    [[nodiscard]] bool is_shared() const {
        bool any_backlog = false;
        std::size_t open = 0;
        const auto count = [&](std::size_t, DemandId, lp::ColumnId column) {
            any_backlog = any_backlog || horizon_.value(column) > 0;
            if (!is_settled(column)) ++open;
        };
        each_backlog(count);
        each_lost(count);
        return any_backlog && open > 1;
    }

    [[nodiscard]] double wanted(std::size_t t, DemandId id) const {
        return horizon_.calendar.wanted[t * network_.demands.size() + id.index()];
    }

    [[nodiscard]] ItemId item_of(DemandId id) const {
        return network_.pools[network_.demands[id].pool].item;
    }

    /// What is wanted of the demand's item in all: a share of it counts the same in whatever unit it is counted.
    [[nodiscard]] double of_item(DemandId id) const {
        const double all = wanted_[item_of(id)];
        return all > 0 ? all : 1;
    }

    [[nodiscard]] std::vector<Layer> layers(std::size_t t, DemandId id, std::size_t shares) const {
        std::vector<Layer> result;
        for (std::size_t age = 0; age <= t; ++age) {
            const double size = wanted(t - age, id);
            if (size <= 0) continue;
            const auto years = static_cast<double>(std::min(age, kAges));
            for (std::size_t k = 0; k < shares; ++k)
                result.push_back(
                    {age, size / static_cast<double>(shares),
                     (1 + years +
                      kShareWeight * static_cast<double>(k) / static_cast<double>(shares)) /
                         of_item(id)});
        }
        return result;
    }

    /// Of equal demands equal shares are lost.
    [[nodiscard]] std::vector<Layer> lost_layers(std::size_t t, DemandId id,
                                                 std::size_t shares) const {
        const double size = horizon_.calendar.expiring[t * network_.demands.size() + id.index()];
        const auto count = static_cast<double>(shares);
        std::vector<Layer> result;
        for (std::size_t k = 0; k < shares; ++k)
            result.push_back({0, size / count,
                              (1 + kShareWeight * static_cast<double>(k) / count) / of_item(id)});
        return result;
    }

    [[nodiscard]] std::size_t shares_that_fit() const {
        std::size_t whole = 0;
        each_backlog([&](std::size_t t, DemandId id, lp::ColumnId backlog) {
            if (!is_settled(backlog)) whole += layers(t, id, 1).size();
        });
        return std::clamp<std::size_t>(kMostLayers / std::max<std::size_t>(1, whole), 1, kShares);
    }

    /// Layers are filled by weight, so that what is owed now is a vertex of the larger model too.
    void add_layers(lp::ColumnId backlog, std::vector<Layer> filled, Equals equals) {
        std::ranges::stable_sort(filled, {}, &Layer::weight);
        double left = horizon_.solution.values[backlog];
        bool partly = false;
        std::vector<lp::Term> terms{{backlog, -1}};
        std::map<std::size_t, Share> share_of;
        for (const Layer& layer : filled) {
            const lp::ColumnId column = model_.add_column("", 0, layer.size, layer.weight);
            model_.columns[column].size = model_.columns[backlog].size;
            terms.push_back({column, 1});
            auto& share = share_of[layer.age];
            share.size += layer.size;
            share.now += std::clamp(left, 0.0, layer.size);
            share.layers.push_back({column, -1});
            if (!is_warm_) left -= layer.size;
            if (!is_warm_) continue;
            const bool whole = left >= layer.size && &layer != &filled.back();
            basis_.columns.add(whole                         ? lp::BasisStatus::high
                               : std::exchange(partly, true) ? lp::BasisStatus::low
                                                             : lp::BasisStatus::basic);
            left -= layer.size;
        }
        model_.add_row("", 0, 0, std::move(terms));
        if (is_warm_) basis_.rows.add(partly ? lp::BasisStatus::low : lp::BasisStatus::basic);
        for (auto& [age, share] : share_of) {
            std::get<2>(equals) = age;
            shares_[equals].push_back(std::move(share));
        }
    }

    /// The largest share of equal demands as a column, at what it is now.
    void add_largest_share(const std::vector<Share>& shares) {
        if (shares.size() < 2) return;
        double total = 0;
        std::size_t largest = 0;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            total += shares[i].size;
            if (shares[i].now * shares[largest].size > shares[largest].now * shares[i].size)
                largest = i;
        }
        const double weight = model_.columns[shares.front().layers.front().column].cost;
        const lp::ColumnId share =
            model_.add_column("", 0, lp::kInfinity, kLargestShareWeight * weight * total);
        if (is_warm_) basis_.columns.add(lp::BasisStatus::basic);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            auto terms = shares[i].layers;
            terms.push_back({share, shares[i].size});
            model_.add_row("", 0, lp::kInfinity, std::move(terms));
            if (is_warm_)
                basis_.rows.add(i == largest ? lp::BasisStatus::low : lp::BasisStatus::basic);
        }
    }

    [[nodiscard]] const std::string& name(DemandId id) const {
        return network_.items[item_of(id)].id;
    }

    void hold(lp::ColumnId column, const lp::Solution& solution) {
        const double value = std::max(0.0, solution.values[column]);
        model_.columns[column].low = model_.columns[column].high = value;
        if (column.index() < face_.columns.size()) face_.columns[column] = {value, value};
    }

    /// Of the face and by these costs, from where the last search ended.
    std::optional<lp::Solution> best(const std::vector<double>& costs) {
        for (const lp::ColumnId id : model_.columns.ids())
            model_.columns[id].cost = costs[id.index()];
        for (const lp::ColumnId id : face_.columns.ids()) {
            model_.columns[id].low = face_.columns[id].low;
            model_.columns[id].high = face_.columns[id].high;
        }
        for (const lp::RowId id : face_.rows.ids()) {
            model_.rows[id].low = face_.rows[id].low;
            model_.rows[id].high = face_.rows[id].high;
        }
        lp::Solver solver{model_};
        solver.start_from(basis_);
        lp::Solution better = solver.solve(limits_.solve(model_, is_warm_));
        if (better.status != lp::Status::optimal) return std::nullopt;
        basis_ = solver.basis();
        for (const lp::ColumnId id : face_.columns.ids())
            horizon_.solution.values[id] = better.values[id];
        for (const lp::RowId id : face_.rows.ids())
            horizon_.solution.activities[id] = better.activities[id];
        return better;
    }

    /// The best of the face by these costs, whose own face is held from then on.
    void improve(const std::vector<double>& costs) {
        const std::optional<lp::Solution> better = best(costs);
        if (better)
            hold_face(face_, *better, face_tolerance(worth_of(model_, costs), kFaceRounding));
    }

    SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    const DemandSet& demands_;
    const Limits& limits_;
    RowOrder order_;
    Indexed<ItemId, double> wanted_;
    lp::Model model_;  ///< the horizon's, with layers
    Bounds face_;
    lp::Basis basis_;
    bool is_warm_;
    std::map<Equals, std::vector<Share>> shares_;
};

}  // namespace

void settle_ties(SolvedPlan& horizon, const DemandSet& demands, bool last, const Limits& limits) {
    Ties ties{horizon, demands, limits};
    ties.owe_for_shortest();
    ties.owe_fairly();
    if (last) ties.move_least();
}

}  // namespace jarip::plan
