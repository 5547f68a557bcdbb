#include "jarip/origin/capacity.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::origin {

namespace {

using network::ItemId;
using network::Network;
using network::ProcessId;

bool is_limited(const Network& network, const network::Use& use) {
    return use.quantity > 0 && network.resources[use.resource].capacity_per_month;
}

/// Units started a month, resources left aside.
double start_capacity(const Network& network, ProcessId process) {
    const auto& row = network.processes[process];
    if (row.status != network::Status::operating) return 0;
    return row.capacity_per_month ? *row.capacity_per_month * network.mean_availability(process)
                                  : kUnlimited;
}

/// The largest output of processes that make the same item out of shared resources.
double shared_capacity(const Network& network, const std::vector<ProcessId>& makers,
                       const Indexed<ProcessId, std::vector<network::Use>>& uses) {
    lp::Model model;
    Indexed<network::ResourceId, std::vector<lp::Term>> taken{network.resources.size()};
    for (const ProcessId process : makers) {
        const auto& row = network.processes[process];
        const auto column =
            model.add_column(row.id, 0, start_capacity(network, process), -row.yield);
        for (const auto& use : uses[process]) taken[use.resource].push_back({column, use.quantity});
    }
    for (const auto resource : network.resources.ids())
        if (!taken[resource].empty())
            model.add_row(network.resources[resource].id, -lp::kInfinity,
                          *network.resources[resource].capacity_per_month, taken[resource]);
    const auto solution = lp::solve(model);
    return solution.status == lp::Status::optimal ? -solution.objective : kUnlimited;
}

Indexed<ProcessId, std::vector<network::Use>> limited_uses(const Network& network) {
    Indexed<ProcessId, std::vector<network::Use>> uses{network.processes.size()};
    for (const auto& use : network.uses)
        if (is_limited(network, use)) uses[use.process].push_back(use);
    return uses;
}

}  // namespace

Indexed<ProcessId, double> good_capacity(const Network& network) {
    Indexed<ProcessId, double> started{network.processes.size()};
    for (const ProcessId process : network.processes.ids())
        started[process] = start_capacity(network, process);
    for (const auto& use : network.uses)
        if (is_limited(network, use))
            started[use.process] =
                std::min(started[use.process],
                         *network.resources[use.resource].capacity_per_month / use.quantity);
    for (const ProcessId process : network.processes.ids())
        started[process] *= network.processes[process].yield;
    return started;
}

Indexed<ItemId, double> item_capacity(const Network& network, network::CountryId country) {
    const auto uses = limited_uses(network);
    Indexed<ItemId, std::vector<ProcessId>> makers{network.items.size()};
    for (const ProcessId process : network.processes.ids()) {
        const auto& row = network.processes[process];
        if (row.status == network::Status::operating &&
            network.within(network.sites[row.site].country, country))
            makers[row.item].push_back(process);
    }
    const auto alone = good_capacity(network);
    Indexed<ItemId, double> capacity{network.items.size()};
    for (const ItemId item : network.items.ids()) {
        const bool shares = std::any_of(makers[item].begin(), makers[item].end(),
                                        [&](ProcessId process) { return !uses[process].empty(); });
        if (shares && makers[item].size() > 1) {
            capacity[item] = shared_capacity(network, makers[item], uses);
        } else {
            for (const ProcessId process : makers[item]) capacity[item] += alone[process];
        }
    }
    return capacity;
}

}  // namespace jarip::origin
