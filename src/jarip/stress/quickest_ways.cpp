#include "jarip/stress/quickest_ways.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "jarip/network/events/effects.hpp"

namespace jarip::stress {

namespace {

using network::ArcId;
using network::Effect;
using network::PoolId;

// By which places are sorted: countries as a whole before sites.
std::pair<bool, std::string> place_name(const network::Network& network, PoolId pool) {
    const auto& place = network.places[network.pools[pool].place];
    const bool site = place.site.valid();
    return {site, site ? network.sites[place.site].id : network.countries[place.country].code};
}

}  // namespace

HitWays::HitWays(const network::Network& network, const network::Scenario& scenario,
                 std::uint32_t days)
    : arc(network.arcs.size(), 0), passage(network.pools.size(), 0) {
    const network::Effects effects{network, scenario, days};
    for (const Effect& effect : effects.all()) {
        if (effect.on != Effect::On::arc && effect.on != Effect::On::passage) continue;
        auto& list = effect.on == Effect::On::arc ? arc : passage;
        for (const auto id : effect.ids) list[id] = 1;
    }
}

bool HitWays::hit(const network::Network& network, const std::vector<ArcId>& way) const {
    for (std::size_t i = 0; i < way.size(); ++i)
        if (arc[way[i].index()] != 0 || (i > 0 && passage[network.arcs[way[i]].from.index()] != 0))
            return true;
    return false;
}

std::vector<std::vector<ArcId>> arcs_into(const network::Network& network) {
    std::vector<std::vector<ArcId>> into(network.pools.size());
    const network::PoolArcs all{network};
    for (const PoolId pool : network.pools.ids()) {
        const auto arcs = all.into(pool);
        into[pool.index()].assign(arcs.begin(), arcs.end());
    }
    for (auto& arcs : into)
        std::sort(arcs.begin(), arcs.end(), [&](ArcId a, ArcId b) {
            return place_name(network, network.arcs[a].from) <
                   place_name(network, network.arcs[b].from);
        });
    return into;
}

// Dijkstra's algorithm, from the end back.
QuickestWays::QuickestWays(const network::Network& network,
                           const std::vector<std::vector<ArcId>>& into, PoolId end,
                           const HitWays* avoid)
    : network_{network} {
    std::set<std::tuple<double, int, std::pair<bool, std::string>, std::size_t>> open;
    std::set<std::size_t> done;
    found_[end.index()] = {};
    open.insert({0, 0, {}, end.index()});
    while (!open.empty()) {
        const auto [days, steps, name, pool] = *open.begin();
        open.erase(open.begin());
        if (!done.insert(pool).second) continue;
        if (avoid != nullptr && pool != end.index() && avoid->passage[pool] != 0) continue;
        for (const ArcId id : into[pool]) {
            const auto& arc = network.arcs[id];
            const auto from = arc.from.index();
            if (!arc.approved || done.contains(from) ||
                (avoid != nullptr && avoid->arc[id.index()] != 0))
                continue;
            const Found found{days + arc.transit_days, steps + 1, id};
            const auto [place, is_new] = found_.try_emplace(from, found);
            if (!is_new && std::pair{found.days, found.steps} >=
                               std::pair{place->second.days, place->second.steps})
                continue;
            place->second = found;
            open.insert({found.days, found.steps, place_name(network, arc.from), from});
        }
    }
}

std::optional<std::vector<ArcId>> QuickestWays::from(PoolId pool) const {
    std::vector<ArcId> way;
    for (auto found = found_.find(pool.index()); found != found_.end();
         found = found_.find(network_.arcs[way.back()].to.index())) {
        if (!found->second.next.valid()) return way;
        way.push_back(found->second.next);
    }
    return std::nullopt;
}

}  // namespace jarip::stress
