#include "jarip/plan/horizon/nearly.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "jarip/lp/first_order.hpp"
#include "jarip/lp/matrix.hpp"
#include "jarip/lp/prices.hpp"
#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/carrying.hpp"

namespace jarip::plan {

namespace {

/// Steps before the first look at what they lead to; then again after half as many more as were taken.
constexpr std::size_t kFirstLook = 2'048;
constexpr double kNextLook = 1.4;
/// Steps towards the rows, at a look, of all that were taken.
constexpr std::size_t kSettling = 8;
constexpr std::size_t kMostSteps = 100'000;
/// In longer periods, where only a place to start from is wanted.
constexpr std::size_t kMostStepsBefore = 16'000;
constexpr double kGapBefore = 5e-3;
/// Fewer periods are not made longer.
constexpr std::size_t kManyPeriods = 12;

class Nearing {
public:
    Nearing(const Network& network, const Formulation& formulation)
        : network_{network},
          formulation_{formulation},
          matrix_{formulation.model},
          carrying_{network, formulation, matrix_} {}

    [[nodiscard]] bool fits() const { return carrying_.fits(); }

    /// From nothing, or from where the same in longer periods ended.
    void search(const Nearing* longer, double gap, std::size_t most_steps,
                const std::function<bool()>& stop) {
        lp::FirstOrder method{matrix_};
        if (longer != nullptr) method.start_from(start_of(*longer), longer->weight_);
        const lp::Prices prices{matrix_};
        std::size_t next = kFirstLook;
        while (true) {
            method.run(next - std::min(next, method.steps()), stop);
            const std::size_t settling = std::max(kFirstLook, method.steps()) / kSettling;
            lp::Point point = method.point();
            see_plan(point.values);
            point.values = method.settled(settling, stop);
            see_plan(point.values);
            see_bound(prices.mended(point));
            last_ = std::move(point);
            weight_ = method.weight();
            if (lp::relative_gap(cost_, bound_) <= gap || method.steps() >= most_steps || stop())
                return;
            next = static_cast<std::size_t>(static_cast<double>(method.steps()) * kNextLook);
        }
    }

    /// Empty values where no plan was found.
    [[nodiscard]] lp::Solution solution() const {
        const lp::Model& model = formulation_.model;
        lp::Solution solution;
        if (values_.empty() || duals_.empty()) return solution;
        solution.status = lp::Status::feasible;
        Sum objective;
        for (const lp::ColumnId id : model.columns.ids()) {
            solution.values.add(values_[id.index()] * matrix_.units.columns[id.index()]);
            solution.reduced_costs.add(model.columns[id].cost);
            objective.add(model.columns[id].cost * solution.values[id]);
        }
        for (const lp::RowId id : model.rows.ids()) {
            const lp::Row& row = model.rows[id];
            const double dual = duals_[id.index()] / matrix_.units.rows[id.index()];
            Sum activity;
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const lp::Term& term = model.terms[t];
                activity.add(term.coefficient * solution.values[term.column]);
                solution.reduced_costs[term.column] -= term.coefficient * dual;
            }
            solution.activities.add(activity.value());
            solution.duals.add(dual);
        }
        solution.objective = objective.value();
        solution.bound = std::min(bound_, solution.objective);
        solution.gap = lp::relative_gap(solution.objective, solution.bound);
        return solution;
    }

private:
    void see_plan(const std::vector<double>& wanted) {
        std::vector<double> values = carrying_.carried_out(wanted);
        Sum sum;
        for (std::size_t j = 0; j < values.size(); ++j) sum.add(matrix_.costs[j] * values[j]);
        if (!(sum.value() < cost_)) return;
        cost_ = sum.value();
        values_ = std::move(values);
    }

    void see_bound(lp::Prices::Mended mended) {
        if (!(mended.bound > bound_)) return;
        bound_ = mended.bound;
        duals_ = std::move(mended.duals);
    }

    /// What flows in a longer period flows evenly over its days; what lies there and what a unit is worth is the same
    /// all the time.
    [[nodiscard]] lp::Point start_of(const Nearing& longer) const {
        lp::Point point;
        point.values.assign(matrix_.column_count(), 0);
        point.duals.assign(matrix_.row_count(), 0);
        std::vector<char> known(matrix_.row_count(), 0);
        const Formulation& here = formulation_;
        const Formulation& there = longer.formulation_;
        const auto take = [&](lp::ColumnId to, lp::ColumnId from, double share) {
            if (!to.valid() || !from.valid()) return;
            point.values[to.index()] = longer.last_.values[from.index()] *
                                       longer.matrix_.units.columns[from.index()] /
                                       matrix_.units.columns[to.index()] * share;
        };
        const auto take_dual = [&](lp::RowId to, lp::RowId from) {
            if (!to.valid() || !from.valid()) return;
            known[to.index()] = 1;
            point.duals[to.index()] = longer.last_.duals[from.index()] /
                                      longer.matrix_.units.rows[from.index()] *
                                      matrix_.units.rows[to.index()];
        };
        std::size_t at = 0;
        for (std::size_t t = 0; t < here.periods.size(); ++t) {
            while (there.periods[at].end <= here.periods[t].first) ++at;
            const double share = static_cast<double>(here.periods[t].days()) /
                                 static_cast<double>(there.periods[at].days());
            const auto each = [&](const auto& to, const auto& from, const auto& visit) {
                const std::size_t width = to.size() / here.periods.size();
                for (std::size_t i = 0; i < width; ++i)
                    visit(to[t * width + i], from[at * width + i]);
            };
            const auto flows = [&](lp::ColumnId to, lp::ColumnId from) { take(to, from, share); };
            const auto lies = [&](lp::ColumnId to, lp::ColumnId from) { take(to, from, 1); };
            each(here.used, there.used, [&](const lp::Term& to, const lp::Term& from) {
                take(to.column, from.column, share);
            });
            for (auto flow : {&Formulation::started, &Formulation::shipped, &Formulation::delivered,
                              &Formulation::lost})
                each(here.*flow, there.*flow, flows);
            each(here.stock, there.stock, lies);
            each(here.backlog, there.backlog, lies);
            for (auto row : {&Formulation::balance, &Formulation::demand, &Formulation::capacity,
                             &Formulation::resource, &Formulation::lane})
                each(here.*row, there.*row, take_dual);
        }
        fill_slots(point, known);
        return point;
    }

    /// What fills a slot is worth what the cheapest of its parts is.
    void fill_slots(lp::Point& point, const std::vector<char>& known) const {
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i] != 0 || matrix_.row_low[i] != matrix_.row_high[i]) continue;
            double least = lp::kInfinity;
            matrix_.rows.each(i, [&](std::uint32_t column, double fills) {
                if (fills <= 0) return;
                double cost = matrix_.costs[column];
                matrix_.columns.each(column, [&](std::uint32_t row, double term) {
                    if (row != i) cost -= term * point.duals[row];
                });
                least = std::min(least, cost / fills);
            });
            if (std::isfinite(least)) point.duals[i] = least;
        }
    }

    const Network& network_;
    const Formulation& formulation_;
    lp::Matrix matrix_;
    Carrying carrying_;
    lp::Point last_;
    double weight_ = 1;
    double cost_ = lp::kInfinity;
    double bound_ = -lp::kInfinity;
    std::vector<double> values_, duals_;  ///< of the best plan and of the best bound
};

std::optional<Bucket> longer(Bucket bucket) {
    switch (bucket) {
        case Bucket::day: return Bucket::week;
        case Bucket::week: return Bucket::month;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<lp::Solution> nearly_best(const Network& network, const Formulation& formulation,
                                        const Options& options, const Limits& limits) {
    const auto stop = [&] { return limits.stopped(); };
    Nearing nearing{network, formulation};
    if (!nearing.fits()) return std::nullopt;
    const auto bucket = longer(network.bucket);
    if (bucket && formulation.periods.size() > kManyPeriods) {
        Network coarse = network;
        coarse.bucket = *bucket;
        const Formulation made = build(coarse, {}, calendar_of(coarse, options.scenario));
        Nearing first{coarse, made};
        first.search(nullptr, kGapBefore, kMostStepsBefore, stop);
        nearing.search(&first, options.near_gap, kMostSteps, stop);
    } else {
        nearing.search(nullptr, options.near_gap, kMostSteps, stop);
    }
    lp::Solution solution = nearing.solution();
    if (solution.values.empty() || !lp::certify(formulation.model, solution).holds)
        return std::nullopt;
    if (solution.gap > options.near_gap && limits.stopped()) solution.status = limits.why();
    return solution;
}

}  // namespace jarip::plan
