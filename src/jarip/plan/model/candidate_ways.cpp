#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

namespace {

/// What a pool is to the processes, stock and demands at its place.
struct Role {
    bool supplies = false;  ///< without any candidate
    bool needs = false;
    bool hub = false;                      ///< a row between two sites leads there
    std::vector<ProcessId> makers, users;  ///< candidates
};

bool is_candidate(const Network& network, ProcessId id) {
    return network.processes[id].status == network::Status::candidate;
}

/// Rows that name two sites carry their items whoever is there.
class NamedWays {
public:
    explicit NamedWays(const Network& network) : network_{network} {
        for (const auto& lane : network.lanes)
            if (lane.origin.site.valid() && lane.destination.site.valid())
                rows_.emplace(lane.origin.site, lane.destination.site, lane.item);
    }

    [[nodiscard]] bool has(const network::Arc& arc) const {
        const auto& from = network_.places[network_.pools[arc.from].place];
        const auto& to = network_.places[network_.pools[arc.to].place];
        if (!from.site.valid() || !to.site.valid()) return false;
        return rows_.contains({from.site, to.site, network_.pools[arc.from].item}) ||
               rows_.contains({from.site, to.site, ItemId{}});
    }

private:
    const Network& network_;
    std::set<std::tuple<network::SiteId, network::SiteId, ItemId>> rows_;
};

std::vector<Role> roles_of(const Network& network, const NamedWays& named) {
    std::vector<Role> roles(network.pools.size());
    for (const ProcessId id : network.processes.ids()) {
        Role& role = roles[network.processes[id].output.index()];
        if (is_candidate(network, id))
            role.makers.push_back(id);
        else
            role.supplies = true;
    }
    for (const auto& coproduct : network.coproducts) {
        Role& role = roles[coproduct.pool.index()];
        if (is_candidate(network, coproduct.process))
            role.makers.push_back(coproduct.process);
        else
            role.supplies = true;
    }
    for (const auto& input : network.inputs) {
        Role& role = roles[input.pool.index()];
        if (is_candidate(network, input.process))
            role.users.push_back(input.process);
        else
            role.needs = true;
    }
    for (const auto& stock : network.stock) {
        Role& role = roles[stock.pool.index()];
        role.supplies = role.supplies || stock.quantity > 0;
        role.needs = role.needs || stock.minimum > 0 || stock.minimum_at_end > 0 ||
                     stock.is_worth_something();
    }
    for (const auto& kept : network.minimum_stock)
        if (kept.minimum > 0) roles[kept.pool.index()].needs = true;
    for (const auto& receipt : network.receipts) roles[receipt.pool.index()].supplies = true;
    for (const auto& demand : network.demands) roles[demand.pool.index()].needs = true;
    for (const auto& arc : network.arcs)
        if (named.has(arc)) roles[arc.to.index()].hub = true;
    return roles;
}

}  // namespace

std::vector<CandidateWay> candidate_ways(const Network& network) {
    const NamedWays named{network};
    const auto roles = roles_of(network, named);
    std::vector<CandidateWay> ways;
    for (const ArcId id : network.arcs.ids()) {
        const auto& arc = network.arcs[id];
        // From a site to its own country's demand there is a way from whatever lies there.
        if (!arc.lane.valid() || named.has(arc)) continue;
        const Role& from = roles[arc.from.index()];
        const Role& to = roles[arc.to.index()];
        CandidateWay way{.arc = id};
        const bool leaves_hub =
            from.hub && !network.places[network.pools[arc.to].place].site.valid();
        if (!from.supplies && !leaves_hub) way.makers = from.makers;
        if (!to.needs) way.users = to.users;
        if (!way.makers.empty() || !way.users.empty()) ways.push_back(std::move(way));
    }
    return ways;
}

}  // namespace jarip::plan
