#include "jarip/stress/least_stock.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "jarip/stress/best_month.hpp"
#include "jarip/stress/stage_limits.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

using network::DemandId;
using network::Effect;
using network::Network;
using network::PoolId;

// Pools from which slots of home's nodes are filled, designs aside.
std::vector<std::uint8_t> stocked_at_home(const Network& network, const LabelledChain& labelled) {
    const Chain& chain = labelled.chain;
    std::vector<std::uint8_t> stocked(network.pools.size(), 0);
    for (std::size_t n = 0; n < labelled.nodes.size(); ++n) {
        if (!network.at_home(labelled.nodes[n].where.country)) continue;
        for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k)
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
                stocked[labelled.edge_pool[e].index()] = chain.permission[k] != 0 ? 0 : 1;
    }
    return stocked;
}

// The most that is wanted of a demand, as a multiple of the usual.
double largest_surge(const network::Effects& effects, DemandId id) {
    double most = 1;
    for (const Effect& effect : effects.all())
        if (effect.on == Effect::On::demand &&
            std::ranges::binary_search(effect.ids, std::size_t{id.index()}))
            for (const double severity : effect.severity) most *= std::max(1.0, 1 + severity);
    return most;
}

}  // namespace

std::optional<LeastStock> least_stock(const Network& network, const plan::SteadyPlan& month,
                                      const LabelledChain& chain, const network::Scenario& scenario,
                                      const ToLast& wanted) {
    const BestMonth best{network, static_cast<double>(wanted.end)};
    const auto stocked = stocked_at_home(network, chain);
    double dearest = 0;
    for (const auto& item : network.items) dearest = std::max(dearest, item.price);
    if (dearest == 0) dearest = 1;
    lp::Model model;
    std::vector<lp::ColumnId> added(network.pools.size());
    std::vector<std::vector<lp::Term>> more(network.pools.size());
    for (const PoolId pool : network.pools.ids()) {
        if (stocked[pool.index()] == 0 || !best.has(pool)) continue;
        const double price = network.items[network.pools[pool].item].price;
        added[pool.index()] = model.add_column("add " + std::to_string(pool.index()), 0,
                                               lp::kInfinity, price / dearest);
        more[pool.index()].push_back({added[pool.index()], 1});
    }
    const auto copy = best.add_to(model, std::move(more));
    for (const auto column : copy.delivered)
        if (column.valid()) model.columns[column].high = 0;
    const StageLimits limits{network, best, wanted.end};
    const StageLimits::Left left{network, scenario, wanted.end};
    const double days = static_cast<double>(wanted.end - wanted.first);
    const double usual_days = days * network.months / network.horizon.days();
    std::vector<lp::Term> deliveries;
    double usual = 0;
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        const auto column = copy.delivered[id.index()];
        if (!column.valid() || !(month.delivered[id] > 0) ||
            !network.is_product(network.pools[demand.pool].item) ||
            !network.at_home(network.country_of(demand.pool)))
            continue;
        const double weight = wanted.by_value ? demand.price : 1;
        usual += weight * month.delivered[id] * usual_days;
        deliveries.push_back({column, weight});
        const double most = month.delivered[id] * usual_days * largest_surge(left.effects, id);
        model.columns[column].high = lp::kInfinity;
        if (const auto row = copy.demand[id.index()]; row.valid()) {
            model.rows[row].low = 0;
            model.rows[row].high = most;
        }
    }
    model.add_row("delivered", wanted.threshold * usual * (1 - kShort), lp::kInfinity,
                  std::move(deliveries));
    lp::Solver solver{model};
    // Where availability.csv acts, stocks and what is on its way are not those of the start when the events begin.
    const std::size_t begin = network.availability.empty() ? wanted.first : 0;
    limits.set(left, {begin, wanted.end}, copy, model, solver);
    const auto stock = stock_of(network, chain);
    for (const PoolId pool : network.pools.ids())
        if (const auto row = copy.balance[pool.index()]; row.valid())
            solver.set_bounds(row, -stock[pool.index()], lp::kInfinity);
    const auto solution = solver.solve();
    if (solution.status != lp::Status::optimal) return std::nullopt;
    LeastStock least{.by_pool = std::vector<double>(network.pools.size(), 0.0)};
    Sum value;
    for (const PoolId pool : network.pools.ids()) {
        const auto column = added[pool.index()];
        if (!column.valid()) continue;
        const double units = std::max(0.0, solution.values[column]);
        least.by_pool[pool.index()] = units;
        value.add(units * network.items[network.pools[pool].item].price);
    }
    least.value = value.value();
    return least;
}

}  // namespace jarip::stress
