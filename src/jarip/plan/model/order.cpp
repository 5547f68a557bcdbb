#include "jarip/plan/model/order.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace jarip::plan {

namespace {

/// The ids sorted by a key, each of which is made once.
template <class IdType, class Key>
std::vector<IdType> sorted(std::vector<IdType> ids, const Key& key) {
    std::vector<std::pair<decltype(key(ids.front())), IdType>> keyed;
    keyed.reserve(ids.size());
    for (const IdType& id : ids) keyed.emplace_back(key(id), id);
    std::ranges::stable_sort(
        keyed, {}, [](const auto& entry) -> const auto& { return entry.first; });
    for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = keyed[i].second;
    return ids;
}

template <class Table>
auto ids_of(const Table& table) {
    std::vector<decltype(*table.ids().begin())> result;
    for (const auto id : table.ids()) result.push_back(id);
    return result;
}

std::vector<std::size_t> positions(std::size_t count) {
    std::vector<std::size_t> result(count);
    std::iota(result.begin(), result.end(), std::size_t{0});
    return result;
}

std::string end_name(const Network& network, const network::End& end) {
    if (end.site.valid()) return "site:" + network.sites[end.site].id;
    return end.country.valid() ? "country:" + network.countries[end.country].code : "*";
}

/// Ranks by name: comparing numbers afterwards is fast where there are many arcs.
std::vector<std::size_t> ranks_of_pools(const Network& network, const std::vector<PoolId>& pools) {
    std::vector<std::size_t> rank(network.pools.size());
    for (std::size_t i = 0; i < pools.size(); ++i) rank[pools[i].index()] = i;
    return rank;
}

}  // namespace

std::string pool_name(const Network& network, PoolId pool) {
    return network.place_id(pool) + "," + network.items[network.pools[pool].item].id;
}

RowOrder::RowOrder(const Network& network) {
    processes =
        sorted(ids_of(network.processes), [&](ProcessId id) { return network.processes[id].id; });
    resources =
        sorted(ids_of(network.resources), [&](ResourceId id) { return network.resources[id].id; });
    pools = sorted(ids_of(network.pools), [&](PoolId id) { return pool_name(network, id); });
    const auto rank = ranks_of_pools(network, pools);
    arcs = sorted(ids_of(network.arcs), [&](ArcId id) {
        return std::pair{rank[network.arcs[id].from.index()], rank[network.arcs[id].to.index()]};
    });
    lanes = sorted(ids_of(network.lanes), [&](LaneId id) {
        const auto& lane = network.lanes[id];
        return std::tuple{end_name(network, lane.origin), end_name(network, lane.destination),
                          lane.item.valid() ? network.items[lane.item].id : ""};
    });
    demands = sorted(ids_of(network.demands), [&](DemandId id) {
        const auto& demand = network.demands[id];
        return std::tuple{demand.id, rank[demand.pool.index()], demand.total};
    });
    sourcing = sorted(positions(network.sourcing.size()), [&](std::size_t i) {
        const auto& row = network.sourcing[i];
        return std::tuple{row.buyer, network.items[row.item].id, row.supplier};
    });
    part_shares = sorted(positions(network.part_shares.size()), [&](std::size_t i) {
        const auto& input = network.inputs[network.part_shares[i].input];
        return std::tuple{network.processes[input.process].id, network.slots[input.slot].name,
                          network.items[network.parts[input.part].item].id};
    });
    approvals = sorted(positions(network.approvals.size()), [&](std::size_t i) {
        const auto& row = network.approvals[i];
        return std::tuple{row.buyer, network.items[row.item].id, row.supplier};
    });
    uses = sorted(positions(network.uses.size()), [&](std::size_t i) {
        const auto& use = network.uses[i];
        return std::tuple{network.resources[use.resource].id, network.processes[use.process].id,
                          use.quantity};
    });
    receipts = sorted(positions(network.receipts.size()), [&](std::size_t i) {
        const auto& receipt = network.receipts[i];
        return std::tuple{rank[receipt.pool.index()], receipt.date, receipt.quantity};
    });
    coproducts = sorted(positions(network.coproducts.size()), [&](std::size_t i) {
        const auto& row = network.coproducts[i];
        return std::pair{network.processes[row.process].id, network.items[row.item].id};
    });
    inputs.resize(network.processes.size());
    for (const ProcessId id : network.processes.ids()) {
        std::vector<InputId> own;
        const auto& range = network.processes[id].inputs;
        for (std::size_t i = 0; i < range.size(); ++i) own.push_back(range[i]);
        inputs[id.index()] = sorted(std::move(own), [&](InputId input) {
            const auto& row = network.inputs[input];
            return std::tuple{network.slots[row.slot].name, row.slot,
                              network.items[network.parts[row.part].item].id};
        });
    }
}

}  // namespace jarip::plan
