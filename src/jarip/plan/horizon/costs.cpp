#include "jarip/plan/horizon/costs.hpp"

#include <cstddef>

#include "jarip/plan/model/order.hpp"

namespace jarip::plan {

namespace {

/// Σ price · quantity over the periods and rows of one table, in the order of their names.
template <class Ids, class Price>
double sum(const Ids& ids, std::size_t periods, std::size_t width, const Price& price) {
    Sum total;
    for (std::size_t t = 0; t < periods; ++t)
        for (const auto id : ids) total.add(price(t, id, t * width + id.index()));
    return total.value();
}

}  // namespace

Costs costs_of(const Network& network, const Calendar& calendar, const Plan& plan) {
    const RowOrder order{network};
    const std::size_t periods = calendar.periods.size();
    Costs costs;
    costs.conversion = sum(order.processes, periods, network.processes.size(),
                           [&](std::size_t, ProcessId id, std::size_t at) {
                               return network.processes[id].running_cost() * plan.started[at];
                           });
    costs.set_ups = sum(order.processes, periods, network.processes.size(),
                        [&](std::size_t, ProcessId id, std::size_t at) {
                            return network.processes[id].setup_cost * plan.set_up[at];
                        });
    costs.transport =
        sum(order.arcs, periods, network.arcs.size(), [&](std::size_t, ArcId, std::size_t at) {
            return calendar.arc_cost[at] * plan.shipped[at];
        });
    costs.holding_on_the_way =
        sum(order.arcs, periods, network.arcs.size(), [&](std::size_t, ArcId, std::size_t at) {
            return calendar.arc_holding[at] * plan.shipped[at];
        });
    costs.openings = sum(order.lanes, periods, network.lanes.size(),
                         [&](std::size_t, LaneId id, std::size_t at) {
                             return network.lanes[id].fixed_cost * plan.opening[at];
                         });
    costs.holding = sum(order.pools, periods, network.pools.size(),
                        [&](std::size_t t, PoolId id, std::size_t at) {
                            const auto& item = network.items[network.pools[id].item];
                            return item.holding_cost_per_day * calendar.days(t) * plan.stock[at];
                        });
    costs.late =
        sum(order.demands, periods, network.demands.size(),
            [&](std::size_t t, DemandId id, std::size_t at) {
                return network.demands[id].late_cost_per_day * calendar.days(t) * plan.backlog[at];
            });
    costs.lost = sum(order.demands, periods, network.demands.size(),
                     [&](std::size_t t, DemandId id, std::size_t at) {
                         const double never_delivered = t + 1 == periods ? plan.backlog[at] : 0.0;
                         return network.demands[id].lost_cost * (plan.lost[at] + never_delivered);
                     });
    Sum left;
    for (const auto& stock : network.stock)
        if (stock.is_worth_something())
            left.add(-stock.value_at_end * plan.left[stock.pool.index()]);
    costs.left = left.value();
    return costs;
}

double total(const Costs& costs) {
    Sum all;
    for (const double part :
         {costs.conversion, costs.set_ups, costs.transport, costs.openings, costs.holding,
          costs.holding_on_the_way, costs.late, costs.lost, costs.left})
        all.add(part);
    return all.value();
}

}  // namespace jarip::plan
