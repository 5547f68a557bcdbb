#include "jarip/plan/model/limit.hpp"

#include "jarip/plan/model/order.hpp"

namespace jarip::plan {

lp::RowId row_of(const Network& network, const Formulation& formulation, const Bottleneck& limit,
                 std::size_t period) {
    if (limit.process.valid())
        return formulation.capacity[period * network.processes.size() + limit.process.index()];
    if (limit.resource.valid())
        return formulation.resource[period * network.resources.size() + limit.resource.index()];
    return formulation.lane[period * network.lanes.size() + limit.lane.index()];
}

std::vector<Bottleneck> limits_of(const Network& network, const Formulation& formulation,
                                  const lp::Solution& solution) {
    std::vector<Bottleneck> all;
    const RowOrder order{network};
    for (const ProcessId id : order.processes) all.push_back({.process = id});
    for (const ResourceId id : order.resources) all.push_back({.resource = id});
    for (const LaneId id : order.lanes) all.push_back({.lane = id});
    const double months = formulation.periods.empty() ? 1 : network.months;
    std::erase_if(all, [&](Bottleneck& limit) {
        bool any = false;
        for (std::size_t t = 0; t < formulation.period_count(); ++t) {
            const lp::RowId row = row_of(network, formulation, limit, t);
            if (!row.valid()) continue;
            any = true;
            limit.used += solution.activities[row] / months;
            limit.capacity += formulation.model.rows[row].high / months;
        }
        return !any;
    });
    return all;
}

}  // namespace jarip::plan
