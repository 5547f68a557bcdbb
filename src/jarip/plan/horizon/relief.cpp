#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/gain.hpp"
#include "jarip/plan/model/joint.hpp"
#include "jarip/plan/model/limit.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

constexpr double kMoreCapacity = 0.01;  // docs/formulas.md (Plan): re-solve with +1 %
constexpr std::size_t kMostJoint = 5;   // groups of limits in series
constexpr std::size_t kMostInSeries = 24;

/// Products delivered over the horizon, beside network.products.
Relief::Delivered delivered_in(const SolvedPlan& horizon, const lp::Solution& solution) {
    const Network& network = horizon.network;
    std::vector<Sum> world(network.products.size());
    std::vector<Sum> home(network.products.size());
    for (std::size_t i = 0; i < horizon.formulation.delivered.size(); ++i) {
        const lp::ColumnId column = horizon.formulation.delivered[i];
        const PoolId pool = network.demands[DemandId{i % network.demands.size()}].pool;
        const auto product = network.product_index(network.pools[pool].item);
        if (!column.valid() || !product) continue;
        world[*product].add(solution.values[column]);
        if (network.at_home(network.country_of(pool))) home[*product].add(solution.values[column]);
    }
    Relief::Delivered result;
    for (const Sum& sum : world) result.world.push_back(sum.value());
    for (const Sum& sum : home) result.home.push_back(sum.value());
    return result;
}

bool is_full(const Bottleneck& limit) {
    return limit.capacity > 0 && limit.used >= limit.capacity * (1 - kFullUse);
}

}  // namespace

Relief::Relief(const SolvedPlan& horizon, const Options& options, const Limits& limits,
               bool believes_prices)
    : horizon_{horizon},
      options_{options},
      limits_{limits},
      believes_prices_{believes_prices},
      now_{delivered_in(horizon, horizon.solution)} {}

Relief::Key Relief::key(const Set& set) {
    const auto number = [](auto id) { return id.valid() ? id.index() + 1 : 0; };
    Key result;
    for (const Bottleneck& limit : set)
        result.emplace_back(number(limit.process), number(limit.resource), number(limit.lane));
    std::ranges::sort(result);
    return result;
}

double Relief::promised(const Set& set) const {
    double total = 0;
    for (const Bottleneck& limit : set)
        for (std::size_t t = 0; t < horizon_.formulation.period_count(); ++t) {
            const lp::RowId row = row_of(horizon_.network, horizon_.formulation, limit, t);
            if (row.valid())
                total +=
                    horizon_.shadow_price(row) * horizon_.linear.rows[row].high * kMoreCapacity;
        }
    return total;
}

bool Relief::saves(const Set& set, const Effect& effect) const {
    return effect.saved > std::max(kNoSaving * std::abs(horizon_.solution.objective),
                                   kLeastOfPromised * promised(set));
}

// What is shut, as a way that an event has cut, is opened.
void Relief::widen(lp::Solver& solver, const Set& set, double factor) const {
    const Network& network = horizon_.network;
    const Formulation& form = horizon_.formulation;
    const lp::Model& model = horizon_.linear;
    const bool back = factor == 1;
    for (const Bottleneck& limit : set) {
        const double opened_by = back ? 0 : kMoreCapacity * a_month(limit);
        for (std::size_t t = 0; t < form.period_count(); ++t) {
            const lp::RowId row = row_of(network, form, limit, t);
            if (row.valid()) {
                const auto& bounds = model.rows[row];
                solver.set_bounds(row, bounds.low,
                                  bounds.high > 0 ? bounds.high * factor : opened_by);
            }
            if (!limit.lane.valid()) continue;
            for (const ArcId arc : network.arcs.ids()) {
                const lp::ColumnId column = form.shipped[t * network.arcs.size() + arc.index()];
                if (network.arcs[arc].lane != limit.lane || !column.valid()) continue;
                const double most = model.columns[column].high;
                if (!std::isfinite(most)) continue;
                const double opened = most > 0 ? most * factor : back ? 0 : lp::kInfinity;
                solver.set_bounds(column, model.columns[column].low, opened);
            }
        }
    }
}

// The mean over the horizon: what is shut in one period is opened by a share of that.
double Relief::a_month(const Bottleneck& limit) const {
    double total = 0;
    for (std::size_t t = 0; t < horizon_.formulation.period_count(); ++t) {
        const lp::RowId row = row_of(horizon_.network, horizon_.formulation, limit, t);
        if (row.valid()) total += horizon_.linear.rows[row].high;
    }
    return total / horizon_.network.months;
}

std::optional<Relief::Effect> Relief::solve(lp::Solver& solver, const Set& set) const {
    if (limits_.stopped()) return std::nullopt;
    solver.start_from(horizon_.basis);
    widen(solver, set, 1 + kMoreCapacity);
    const lp::Solution solution = solver.solve(limits_.solve(horizon_.linear));
    widen(solver, set, 1);
    if (solution.status != lp::Status::optimal) return std::nullopt;
    const Delivered more = delivered_in(horizon_, solution);
    const Network& network = horizon_.network;
    const auto a_month = [&](double gain) { return gain / network.months; };
    return Effect{horizon_.solution.objective - solution.objective,
                  a_month(gained(more.world, now_.world, {}, kNoGain)),
                  a_month(gained(more.home, now_.home, {}, kNoGain)),
                  a_month(gained(more.world, now_.world, list_prices(network), kNoGain)),
                  a_month(gained(more.home, now_.home, list_prices(network), kNoGain))};
}

std::vector<std::optional<Relief::Effect>> Relief::of(const std::vector<Set>& sets) const {
    std::vector<std::optional<Effect>> effects(sets.size());
    if (believes_prices_) return effects;
    std::vector<std::size_t> open;
    {
        const std::lock_guard lock{asking_};
        for (std::size_t i = 0; i < sets.size(); ++i) {
            const auto known = known_.find(key(sets[i]));
            if (known == known_.end())
                open.push_back(i);
            else
                effects[i] = known->second;
        }
    }
    const std::size_t parts =
        std::min<std::size_t>(open.size(), thread_count(options_.run.threads));
    parallel_for(parts, options_.run.threads, [&](std::size_t part) {
        lp::Solver solver{horizon_.linear};
        for (std::size_t k = part * open.size() / parts; k < (part + 1) * open.size() / parts; ++k)
            effects[open[k]] = solve(solver, sets[open[k]]);
    });
    const std::lock_guard lock{asking_};
    for (const std::size_t i : open)
        if (effects[i]) known_.emplace(key(sets[i]), *effects[i]);
    return effects;
}

std::vector<Bottleneck> find_bottlenecks(const SolvedPlan& horizon, const Options& options,
                                         const Relief& relief) {
    const Network& network = horizon.network;
    const Formulation& form = horizon.formulation;
    auto limits = limits_of(network, form, horizon.solution);
    double dearest = 0;
    for (Bottleneck& limit : limits) {
        double worth = 0;
        for (std::size_t t = 0; t < form.period_count(); ++t) {
            const lp::RowId row = row_of(network, form, limit, t);
            if (row.valid()) worth += horizon.shadow_price(row) * horizon.linear.rows[row].high;
        }
        limit.shadow_price = ratio(worth, limit.capacity * network.months).value_or(0);
        dearest = std::max(dearest, limit.shadow_price * limit.capacity);
    }
    for (Bottleneck& limit : limits)
        if (limit.shadow_price * limit.capacity <= kNoGain * dearest) limit.shadow_price = 0;
    std::erase_if(
        limits, [](const Bottleneck& limit) { return limit.shadow_price == 0 && !is_full(limit); });
    std::ranges::stable_sort(limits, std::greater{}, [](const Bottleneck& limit) {
        return limit.shadow_price * limit.capacity;
    });
    if (limits.size() > options.bottlenecks) limits.resize(options.bottlenecks);

    std::vector<Relief::Set> sets;
    for (const Bottleneck& limit : limits)
        if (limit.shadow_price > 0) sets.push_back({limit});
    const auto effects = relief.of(sets);
    for (std::size_t i = 0; i < limits.size(); ++i) {
        if (i >= effects.size()) {
            limits[i].gain = limits[i].gain_at_home = limits[i].gain_value =
                limits[i].gain_value_at_home = 0;  // no dual: more of it saves nothing
        } else if (effects[i]) {
            limits[i].gain = effects[i]->gain;
            limits[i].gain_at_home = effects[i]->gain_at_home;
            limits[i].gain_value = effects[i]->gain_value;
            limits[i].gain_value_at_home = effects[i]->gain_value_at_home;
        }
    }
    std::ranges::stable_sort(limits, std::greater{}, [](const Bottleneck& limit) {
        return std::tuple{limit.gain_value.value_or(0), limit.gain.value_or(0),
                          limit.shadow_price * limit.capacity};
    });
    return limits;
}

std::vector<JointBottleneck> find_joint(const std::vector<Bottleneck>& bottlenecks,
                                        const Relief& relief) {
    Relief::Set alone;
    for (const Bottleneck& limit : bottlenecks)
        if (limit.gain == 0.0 && alone.size() < kMostInSeries) alone.push_back(limit);
    const auto effect = [&](const Relief::Set& set) { return relief.of({set}).front(); };
    const auto works = [&](const Relief::Set& set) {
        const auto found = effect(set);
        return found && found->gain > 0;
    };
    std::vector<JointBottleneck> joint;
    while (alone.size() > 1 && joint.size() < kMostJoint && works(alone)) {
        const auto series = least_that_works(alone, works);
        const auto found = effect(series);
        if (!found || series.size() < 2) break;
        joint.push_back({series, found->gain, found->gain_at_home, found->gain_value});
        std::erase_if(alone, [&](const Bottleneck& limit) {
            return std::ranges::any_of(
                series, [&](const Bottleneck& other) { return is_same(limit, other); });
        });
    }
    return joint;
}

}  // namespace jarip::plan
