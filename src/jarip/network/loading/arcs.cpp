// Joins makers, holders, users and demands into arcs: DESIGN, "Lanes".

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/network/loading/lane_index.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

struct Role {
    bool supplies = false;  // made, stocked or received there
    bool needs = false;     // used, wanted or kept there
};

class Joining {
public:
    explicit Joining(Loading& loading)
        : loading_{&loading}, network_{&loading.network}, index_{loading.network} {}

    void run() {
        find_roles();
        direct_arcs();
        const std::size_t without_hubs = network_->pools.size();
        hub_arcs();
        home_arcs();
        keep_useful(without_hubs);
        sort_arcs();
    }

private:
    void find_roles() {
        roles_.resize(network_->pools.size());
        for (const auto& process : network_->processes)
            if (process.output.valid()) roles_[process.output.index()].supplies = true;
        for (const auto& coproduct : network_->coproducts)
            roles_[coproduct.pool.index()].supplies = true;
        for (const auto& input : network_->inputs) roles_[input.pool.index()].needs = true;
        for (const auto& stock : network_->stock) {
            auto& role = roles_[stock.pool.index()];
            role.supplies = role.supplies || stock.quantity > 0;
            role.needs = role.needs || stock.minimum > 0 || stock.minimum_at_end > 0 ||
                         stock.is_worth_something();
        }
        for (const auto& kept : network_->minimum_stock)
            if (kept.minimum > 0) roles_[kept.pool.index()].needs = true;
        for (const auto& receipt : network_->receipts) roles_[receipt.pool.index()].supplies = true;
        for (const auto& demand : network_->demands) roles_[demand.pool.index()].needs = true;
    }

    [[nodiscard]] const Place& place(PoolId pool) const {
        return network_->places[network_->pools[pool].place];
    }

    // Every maker or holder of an item to every user. Customers of a whole country send nothing on.
    void direct_arcs() {
        std::vector<std::vector<PoolId>> suppliers(network_->items.size());
        std::vector<std::vector<PoolId>> users(network_->items.size());
        for (const auto pool : network_->pools.ids()) {
            const auto item = network_->pools[pool].item.index();
            if (roles_[pool.index()].supplies && place(pool).site.valid())
                suppliers[item].push_back(pool);
            if (roles_[pool.index()].needs) users[item].push_back(pool);
        }
        for (std::size_t item = 0; item < suppliers.size(); ++item)
            for (const auto from : suppliers[item])
                for (const auto to : users[item]) add_governed(from, to);
    }

    // Along every row that names two sites, as far as things can come, and from there to whole countries.
    void hub_arcs() {
        std::vector<std::vector<PoolId>> hubs(network_->items.size());
        std::vector<std::vector<LaneId>> leaving(network_->sites.size());
        for (const auto id : network_->lanes.ids()) {
            const auto& lane = network_->lanes[id];
            if (!lane.origin.site.valid() || !lane.destination.site.valid()) continue;
            leaving[lane.origin.site.index()].push_back(id);
            if (lane.item.valid()) loading_->pool(lane.origin.site, lane.item);
        }
        for (std::size_t i = 0; i < network_->pools.size(); ++i) {
            const PoolId from{i};
            const auto site = place(from).site;
            if (!site.valid()) continue;
            const auto item = network_->pools[from].item;
            for (const auto id : leaving[site.index()]) {
                const auto& lane = network_->lanes[id];
                if (lane.item.valid() && lane.item != item) continue;
                const auto to = loading_->pool(lane.destination.site, item);
                add_governed(from, to);
                hubs[item.index()].push_back(to);
            }
        }
        for (const auto wanted : network_->pools.ids())
            if (!place(wanted).site.valid())
                for (const auto hub : hubs[network_->pools[wanted].item.index()])
                    add_governed(hub, wanted);
    }

    // From every site that can hold an item to its own country's demand, at no cost.
    void home_arcs() {
        std::vector<PoolId> whole;  // pools of countries as a whole
        for (const auto pool : network_->pools.ids())
            if (!place(pool).site.valid()) whole.push_back(pool);
        if (whole.empty()) return;
        std::sort(whole.begin(), whole.end(), [&](PoolId a, PoolId b) { return key(a) < key(b); });
        for (const auto from : network_->pools.ids()) {
            if (!place(from).site.valid()) continue;
            const auto wanted = key(from);
            const auto found =
                std::lower_bound(whole.begin(), whole.end(), wanted,
                                 [&](PoolId a, const auto& b) { return key(a) < b; });
            if (found != whole.end() && key(*found) == wanted)
                network_->arcs.add({.from = from, .to = *found});
        }
    }

    [[nodiscard]] std::pair<CountryId, ItemId> key(PoolId pool) const {
        return {place(pool).country, network_->pools[pool].item};
    }

    void add_governed(PoolId from, PoolId to) {
        const auto& origin = place(from);
        const auto& destination = place(to);
        if (from == to) return;
        // A country's own sites reach it at no cost: home_arcs.
        if (!destination.site.valid() && destination.country == origin.country) return;
        const auto item = network_->pools[from].item;
        const auto match = index_.find(item, origin, destination);
        if (!match) return;
        if (match->equal.valid()) report_equal(*match, from, to);
        const auto& lane = network_->lanes[match->lane];
        network_->arcs.add({from, to, match->lane, lane.transit_days, lane.cost,
                            lane.tariff_rate * network_->items[item].price});
    }

    void report_equal(const LaneIndex::Match& match, PoolId from, PoolId to) {
        const auto pair = std::minmax(match.lane, match.equal);
        if (!reported_.insert(pair).second) return;
        const auto& table = loading_->table("lanes");
        const auto row = [&](LaneId lane) { return loading_->lane_rows[lane.index()]; };
        loading_->diagnostics.error("E0220",
                                    table.location(row(pair.second), table.column("origin")),
                                    {{"line", std::to_string(table.line(row(pair.first)))},
                                     {"item", network_->items[network_->pools[from].item].id},
                                     {"origin", network_->place_id(from)},
                                     {"destination", network_->place_id(to)}});
    }

    // A row for `*` between two sites carries everything that is at the first: what nobody wants further on
    // is left out again, arcs and pools.
    void keep_useful(std::size_t without_hubs) {
        auto& pools = network_->pools;
        roles_.resize(pools.size());
        std::vector<std::vector<std::size_t>> arriving(pools.size());
        for (std::size_t i = 0; i < network_->arcs.size(); ++i)
            arriving[network_->arcs[ArcId{i}].to.index()].push_back(i);
        std::vector<bool> useful(pools.size());
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < pools.size(); ++i)
            if (roles_[i].needs) {
                useful[i] = true;
                open.push_back(i);
            }
        while (!open.empty()) {
            const auto pool = open.back();
            open.pop_back();
            for (const auto arc : arriving[pool]) {
                const auto from = network_->arcs[ArcId{arc}].from.index();
                if (useful[from]) continue;
                useful[from] = true;
                open.push_back(from);
            }
        }

        Indexed<PoolId, Pool> kept;
        std::vector<PoolId> now(pools.size());
        for (const auto pool : pools.ids())
            if (pool.index() < without_hubs || useful[pool.index()])
                now[pool.index()] = kept.add(pools[pool]);
        pools = std::move(kept);
        Indexed<ArcId, Arc> arcs;
        for (auto arc : network_->arcs) {
            if (!useful[arc.to.index()]) continue;
            arc.from = now[arc.from.index()];
            arc.to = now[arc.to.index()];
            arcs.add(arc);
        }
        network_->arcs = std::move(arcs);
        std::erase_if(loading_->pools,
                      [&](const auto& entry) { return !now[entry.second.index()].valid(); });
        for (auto& [place_and_item, pool] : loading_->pools) pool = now[pool.index()];
    }

    void sort_arcs() {
        auto arcs = network_->arcs.values();
        const auto order = [&](const Arc& arc) {
            const auto& from = network_->pools[arc.from];
            return std::tuple{from.item, from.place, network_->pools[arc.to].place};
        };
        std::sort(arcs.begin(), arcs.end(),
                  [&](const Arc& a, const Arc& b) { return order(a) < order(b); });
        const auto last = std::unique(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
            return a.from == b.from && a.to == b.to;
        });
        network_->arcs = {};
        for (auto arc = arcs.begin(); arc != last; ++arc) network_->arcs.add(*arc);
    }

    Loading* loading_;
    Network* network_;
    LaneIndex index_;
    std::vector<Role> roles_;
    std::set<std::pair<LaneId, LaneId>> reported_;
};

}  // namespace

void join_arcs(Loading& loading) { Joining{loading}.run(); }

}  // namespace jarip::network
