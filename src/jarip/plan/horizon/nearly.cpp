#include "jarip/plan/horizon/nearly.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "jarip/lp/first_order.hpp"
#include "jarip/lp/matrix.hpp"
#include "jarip/lp/prices.hpp"
#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/carrying.hpp"

namespace jarip::plan {

namespace {

/// Steps before the first look at what they lead to; then again after a quarter more.
constexpr std::size_t kFirstLook = 2'048;
constexpr double kNextLook = 1.25;
/// Steps towards the rows, at a look, of all that were taken.
constexpr std::size_t kSettling = 16;
constexpr std::size_t kMostSteps = 100'000;
/// In longer periods, where only a place to start from is wanted.
constexpr std::size_t kMostStepsBefore = 16'000;
constexpr double kGapBefore = 0.03;
/// Fewer periods are not made longer.
constexpr std::size_t kManyPeriods = 12;

/// Two periods, and how far from the middle of the first to that of the second.
struct Between {
    std::size_t before = 0;
    std::size_t after = 0;
    double share = 0;
};

/// Where the middle of a period lies between those of longer ones, the at-th of which it begins in.
Between between_middles(const std::vector<Period>& longer, std::size_t at, const Period& period) {
    const auto middle = [](const Period& one) {
        return static_cast<double>(
                   (one.first.time_since_epoch() + one.end.time_since_epoch()).count()) /
               2;
    };
    const double here = middle(period);
    Between between{at, at, 0};
    if (here < middle(longer[at]) && at > 0) --between.before;
    if (here > middle(longer[at]) && at + 1 < longer.size()) ++between.after;
    if (between.before != between.after)
        between.share = (here - middle(longer[between.before])) /
                        (middle(longer[between.after]) - middle(longer[between.before]));
    return between;
}

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

    /// What flows in a longer period flows evenly over its days; what lies there goes evenly from what lay there at its
    /// beginning to what lies there at its end; what a unit is worth goes evenly from the middle of one to that of the next.
    [[nodiscard]] lp::Point start_of(const Nearing& longer) const {
        lp::Point point;
        point.values.assign(matrix_.column_count(), 0);
        point.duals.assign(matrix_.row_count(), 0);
        std::vector<char> known(matrix_.row_count(), 0);
        const Formulation& here = formulation_;
        const Formulation& there = longer.formulation_;
        std::size_t at = 0;
        for (std::size_t t = 0; t < here.periods.size(); ++t) {
            while (there.periods[at].end <= here.periods[t].first) ++at;
            const Between middle = between_middles(there.periods, at, here.periods[t]);
            const double share = static_cast<double>(here.periods[t].days()) /
                                 static_cast<double>(there.periods[at].days());
            const double past = std::min(
                1.0, static_cast<double>((here.periods[t].end - there.periods[at].first).count()) /
                         static_cast<double>(there.periods[at].days()));
            const auto flows = [&](lp::ColumnId to, lp::ColumnId from) {
                if (to.valid() && from.valid()) set(point, to, share * longer.amount(from));
            };
            for (std::size_t i = 0, n = width(here.used, here); i < n; ++i)
                flows(here.used[t * n + i].column, there.used[at * n + i].column);
            for (auto flow : {&Formulation::started, &Formulation::shipped, &Formulation::delivered,
                              &Formulation::lost})
                for (std::size_t i = 0, n = width(here.*flow, here); i < n; ++i)
                    flows((here.*flow)[t * n + i], (there.*flow)[at * n + i]);
            for (auto lies : {&Formulation::stock, &Formulation::backlog})
                for (std::size_t i = 0, n = width(here.*lies, here); i < n; ++i) {
                    const lp::ColumnId to = (here.*lies)[t * n + i];
                    const lp::ColumnId from = (there.*lies)[at * n + i];
                    if (!to.valid() || !from.valid()) continue;
                    const bool first = at == 0 && lies == &Formulation::stock;
                    double before = first ? longer.opening(there.balance[i]) : 0;
                    if (at > 0)
                        if (const lp::ColumnId last = (there.*lies)[(at - 1) * n + i]; last.valid())
                            before = longer.amount(last);
                    set(point, to, before + past * (longer.amount(from) - before));
                }
            for (auto rows : {&Formulation::balance, &Formulation::demand, &Formulation::capacity,
                              &Formulation::resource, &Formulation::lane})
                for (std::size_t i = 0, n = width(here.*rows, here); i < n; ++i) {
                    const lp::RowId to = (here.*rows)[t * n + i];
                    lp::RowId before = (there.*rows)[middle.before * n + i];
                    lp::RowId after = (there.*rows)[middle.after * n + i];
                    if (!before.valid()) before = after;
                    if (!after.valid()) after = before;
                    if (!to.valid() || !before.valid()) continue;
                    known[to.index()] = 1;
                    point.duals[to.index()] = ((1 - middle.share) * longer.price(before) +
                                               middle.share * longer.price(after)) *
                                              matrix_.units.rows[to.index()];
                }
        }
        fill_slots(point, known);
        return point;
    }

    template <class Ids>
    [[nodiscard]] static std::size_t width(const Ids& ids, const Formulation& formulation) {
        return ids.size() / formulation.periods.size();
    }

    void set(lp::Point& point, lp::ColumnId column, double amount) const {
        point.values[column.index()] = amount / matrix_.units.columns[column.index()];
    }

    [[nodiscard]] double amount(lp::ColumnId column) const {
        return last_.values[column.index()] * matrix_.units.columns[column.index()];
    }

    [[nodiscard]] double price(lp::RowId row) const {
        return last_.duals[row.index()] / matrix_.units.rows[row.index()];
    }

    /// What a place has at first.
    [[nodiscard]] double opening(lp::RowId row) const {
        return row.valid() ? -formulation_.model.rows[row].low : 0;
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

/// Each two of them one, the last alone where they are odd.
std::vector<Period> by_two(const std::vector<Period>& periods) {
    std::vector<Period> longer;
    for (std::size_t t = 0; t < periods.size(); t += 2)
        longer.push_back({periods[t].first, periods[std::min(t + 1, periods.size() - 1)].end});
    return longer;
}

/// A model in longer periods, and what was found of it.
struct Level {
    Level(const Network& network, const std::string& scenario, std::vector<Period> periods)
        : formulation{build(network, {}, calendar_of(network, scenario, std::move(periods)))},
          nearing{network, formulation} {}

    Formulation formulation;
    Nearing nearing;
};

}  // namespace

std::optional<lp::Solution> nearly_best(const Network& network, const Formulation& formulation,
                                        const Options& options, const Limits& limits) {
    const auto stop = [&] { return limits.stopped(); };
    Nearing nearing{network, formulation};
    if (!nearing.fits()) return std::nullopt;
    std::vector<std::vector<Period>> levels;
    for (const auto* periods = &formulation.periods; periods->size() > kManyPeriods;
         periods = &levels.back())
        levels.push_back(by_two(*periods));
    std::unique_ptr<Level> before;
    for (std::size_t k = levels.size(); k-- > 0;) {
        auto level = std::make_unique<Level>(network, options.scenario, levels[k]);
        level->nearing.search(before ? &before->nearing : nullptr, kGapBefore, kMostStepsBefore,
                              stop);
        before = std::move(level);
    }
    nearing.search(before ? &before->nearing : nullptr, options.near_gap, kMostSteps, stop);
    lp::Solution solution = nearing.solution();
    if (solution.values.empty() || !lp::certify(formulation.model, solution).holds)
        return std::nullopt;
    if (solution.gap > options.near_gap && limits.stopped()) solution.status = limits.why();
    return solution;
}

}  // namespace jarip::plan
