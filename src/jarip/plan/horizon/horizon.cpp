#include "jarip/plan/horizon/horizon.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "jarip/plan/model/limit.hpp"

namespace jarip::plan {

namespace {

constexpr double kNothing = 1e-9;
constexpr double kBinding = 1e-7;       // of a capacity
constexpr double kMoreCapacity = 0.01;  // docs/formulas.md (Plan): re-solve with +1 %

struct Delivered {
    double world = 0;
    double home = 0;
};

/// Products delivered over the horizon.
Delivered delivered_in(const SolvedPlan& horizon, const lp::Solution& solution) {
    const Network& network = horizon.network;
    Sum world;
    Sum home;
    for (std::size_t i = 0; i < horizon.formulation.delivered.size(); ++i) {
        const lp::ColumnId column = horizon.formulation.delivered[i];
        const PoolId pool = network.demands[DemandId{i % network.demands.size()}].pool;
        if (!column.valid() || !network.is_product(network.pools[pool].item)) continue;
        world.add(solution.values[column]);
        if (network.country_of(pool) == network.home) home.add(solution.values[column]);
    }
    return {world.value(), home.value()};
}

}  // namespace

double SolvedPlan::value(lp::ColumnId column) const { return flow_of(linear, solution, column); }

bool SolvedPlan::binds(lp::RowId row) const {
    const double high = linear.rows[row].high;
    return solution.activities[row] >= high - kBinding * std::max(1.0, high);
}

double SolvedPlan::shadow_price(lp::RowId row) const {
    return row.valid() ? std::max(0.0, -solution.duals[row]) : 0;
}

double SolvedPlan::shadow_price(lp::ColumnId column) const {
    const bool limited = column.valid() && linear.columns[column].high < lp::kInfinity;
    return limited ? std::max(0.0, -solution.reduced_costs[column]) : 0;
}

std::vector<Bottleneck> find_bottlenecks(const SolvedPlan& horizon, const Options& options) {
    const Network& network = horizon.network;
    const Formulation& form = horizon.formulation;
    auto limits = limits_of(network, form, horizon.solution);
    for (Bottleneck& limit : limits) {
        double worth = 0;
        for (std::size_t t = 0; t < form.period_count(); ++t) {
            const lp::RowId row = row_of(network, form, limit, t);
            if (row.valid())
                worth +=
                    std::max(0.0, -horizon.solution.duals[row]) * horizon.linear.rows[row].high;
        }
        limit.shadow_price = ratio(worth, limit.capacity * network.months).value_or(0);
    }
    std::erase_if(limits, [](const Bottleneck& limit) { return limit.shadow_price <= kNothing; });
    std::ranges::stable_sort(limits, std::greater{}, [](const Bottleneck& limit) {
        return limit.shadow_price * limit.capacity;
    });
    if (limits.size() > options.bottlenecks) limits.resize(options.bottlenecks);

    const Delivered now = delivered_in(horizon, horizon.solution);
    const std::size_t parts =
        std::min<std::size_t>(limits.size(), thread_count(options.run.threads));
    parallel_for(parts, options.run.threads, [&](std::size_t part) {
        lp::Solver solver{horizon.linear};
        for (std::size_t i = part * limits.size() / parts; i < (part + 1) * limits.size() / parts;
             ++i) {
            const auto scale = [&](double factor) {
                for (std::size_t t = 0; t < form.period_count(); ++t) {
                    const lp::RowId row = row_of(network, form, limits[i], t);
                    if (!row.valid()) continue;
                    const auto& bounds = horizon.linear.rows[row];
                    solver.set_bounds(row, bounds.low, bounds.high * factor);
                }
            };
            solver.start_from(horizon.basis);
            scale(1 + kMoreCapacity);
            const lp::Solution solution = solver.solve({.stop = options.run.stop});
            scale(1);
            if (solution.status != lp::Status::optimal) continue;
            const Delivered more = delivered_in(horizon, solution);
            const auto gain = [&](double after, double before) {
                const double units = after - before;
                return std::abs(units) <= kBinding * std::max(1.0, before) ? 0
                                                                           : units / network.months;
            };
            limits[i].gain = gain(more.world, now.world);
            limits[i].gain_at_home = gain(more.home, now.home);
        }
    });
    std::ranges::stable_sort(limits, [](const Bottleneck& a, const Bottleneck& b) {
        return std::pair{a.gain, a.shadow_price * a.capacity} >
               std::pair{b.gain, b.shadow_price * b.capacity};
    });
    return limits;
}

}  // namespace jarip::plan
