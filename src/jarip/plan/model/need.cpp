#include "jarip/plan/model/need.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace jarip::plan {

namespace {

double lot_of(const network::Process& process) {
    return std::max(process.lot_size.value_or(0), process.minimum_lot.value_or(0));
}

/// Per item, the most of each other item that one good unit of it takes.
using Takes = std::vector<std::vector<std::pair<ItemId, double>>>;

Takes takes_of(const Network& network) {
    Takes takes(network.items.size());
    for (const auto& process : network.processes) {
        if (!process.recipe.valid()) continue;
        auto& list = takes[process.item.index()];
        const auto& slots = network.recipes[process.recipe].slots;
        Indexed<ItemId, double> of_process{network.items.size(), 0.0};
        for (std::size_t k = 0; k < slots.size(); ++k) {
            const auto& parts = network.slots[slots[k]].parts;
            for (std::size_t i = 0; i < parts.size(); ++i)
                of_process[network.parts[parts[i]].item] +=
                    network.parts[parts[i]].quantity / process.yield;
        }
        for (const ItemId item : network.items.ids()) {
            if (of_process[item] == 0) continue;
            const auto same = std::ranges::find(list, item, &std::pair<ItemId, double>::first);
            if (same == list.end())
                list.emplace_back(item, of_process[item]);
            else
                same->second = std::max(same->second, of_process[item]);
        }
    }
    return takes;
}

}  // namespace

Indexed<ItemId, double> useful_amounts(const Network& network) {
    Indexed<ItemId, double> useful{network.items.size(), 0.0};
    for (const auto& demand : network.demands)
        useful[network.pools[demand.pool].item] += demand.total;
    for (const auto& stock : network.stock) useful[network.pools[stock.pool].item] += stock.minimum;

    Indexed<ItemId, double> lots{network.items.size(), 0.0};
    for (const auto& process : network.processes) lots[process.item] += lot_of(process);

    const Takes takes = takes_of(network);
    std::vector<std::size_t> users(network.items.size(), 0);
    for (const auto& list : takes)
        for (const auto& [item, quantity] : list) ++users[item.index()];
    // From the products down; what is left when no item without open users remains is in a cycle.
    std::vector<ItemId> ready;
    for (const ItemId item : network.items.ids())
        if (users[item.index()] == 0) ready.push_back(item);
    Indexed<ItemId, std::uint8_t> settled{network.items.size(), 0};
    for (std::size_t next = 0; next < ready.size(); ++next) {
        const ItemId made = ready[next];
        settled[made] = 1;
        const double amount = useful[made] > 0 ? useful[made] + lots[made] : 0;
        for (const auto& [item, quantity] : takes[made.index()]) {
            useful[item] += amount * quantity;
            if (--users[item.index()] == 0) ready.push_back(item);
        }
    }
    for (const ItemId item : network.items.ids())
        if (settled[item] == 0) useful[item] = lp::kInfinity;
    return useful;
}

double largest_start(const Network& network, const Indexed<ItemId, double>& useful, ProcessId id) {
    const auto& process = network.processes[id];
    return useful[process.item] / process.yield + lot_of(process);
}

double require_finite(double limit, const std::string& name) {
    if (!std::isfinite(limit)) throw Error{"E0310", "", {{"name", name}}};
    return limit;
}

}  // namespace jarip::plan
