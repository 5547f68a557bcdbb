// sourcing.csv: observed shares, as the arcs that they speak of.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "jarip/network/events/targets.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {

std::vector<ArcId> ways_back(const Network& network, const std::vector<ArcId>& arcs,
                             const std::vector<ArcId>& inflow,
                             const std::function<bool(PoolId)>& is_of_buyer) {
    std::set<PoolId> origins;
    for (const auto id : inflow) origins.insert(network.arcs[id].from);
    const std::set<ArcId> comes{inflow.begin(), inflow.end()};
    std::vector<ArcId> back;
    for (const auto id : arcs) {
        const auto& arc = network.arcs[id];
        if (is_of_buyer(arc.from) && origins.contains(arc.to) && !comes.contains(id))
            back.push_back(id);
    }
    return back;
}

ShareArcs::ShareArcs(const Network& network) : network_{&network} {
    by_item_.resize(network.items.size());
    for (const auto id : network.arcs.ids())
        by_item_[network.pools[network.arcs[id].from].item.index()].push_back(id);
    source_.resize(network.pools.size());
    for (const auto& process : network.processes)
        if (process.output.valid()) source_[process.output.index()] = true;
    for (const auto& coproduct : network.coproducts) source_[coproduct.pool.index()] = true;
    for (const auto& stock : network.stock)
        if (stock.quantity > 0) source_[stock.pool.index()] = true;
    for (const auto& receipt : network.receipts) source_[receipt.pool.index()] = true;
}

const Place& ShareArcs::place(PoolId pool) const {
    return network_->places[network_->pools[pool].place];
}

// What comes to a site; to a country: what crosses its border inwards and what its own makers send.
bool ShareArcs::flows_in(const Target& buyer, const Arc& arc) const {
    const auto& to = place(arc.to);
    if (buyer.kind == TargetKind::site) return to.site == buyer.site;
    if (network_->state_of(to.country) != buyer.country) return false;
    return network_->state_of(place(arc.from).country) != buyer.country ||
           source_[arc.from.index()];
}

bool ShareArcs::comes_from(const Target& supplier, const Arc& arc) const {
    const auto& from = place(arc.from);
    if (supplier.kind == TargetKind::country)
        return network_->state_of(from.country) == supplier.country;
    if (!from.site.valid()) return false;
    if (supplier.kind == TargetKind::company)
        return network_->sites[from.site].company == supplier.company;
    return from.site == supplier.site;
}

bool ShareArcs::is_bought_at(const Target& buyer, PoolId pool) const {
    const auto& at = place(pool);
    return buyer.kind == TargetKind::site ? at.site == buyer.site
                                          : network_->state_of(at.country) == buyer.country;
}

void ShareArcs::find(Sourcing& row) const {
    const auto& of_item = by_item_[row.item.index()];
    for (const auto id : of_item) {
        const auto& arc = network_->arcs[id];
        if (!flows_in(row.bought_by, arc)) continue;
        row.inflow.push_back(id);
        if (comes_from(row.supplied_by, arc)) row.supplied.push_back(id);
    }
    row.returned = ways_back(*network_, of_item, row.inflow,
                             [&](PoolId pool) { return is_bought_at(row.bought_by, pool); });
    row.own = row.bought_by.kind == TargetKind::site && row.supplied_by.kind == TargetKind::site &&
              row.bought_by.site == row.supplied_by.site;
    if (!row.own) return;
    for (const auto id : network_->processes.ids())
        if (network_->processes[id].item == row.item &&
            network_->processes[id].site == row.bought_by.site)
            row.makers.push_back(id);
}

bool is_of_same_buyer(const Sourcing& a, const Sourcing& b) {
    return a.item == b.item && a.bought_by.kind == b.bought_by.kind &&
           a.bought_by.site == b.bought_by.site && a.bought_by.country == b.bought_by.country;
}

void count_own_makers(std::vector<Sourcing>& rows) {
    for (const auto& own : rows)
        if (own.own)
            for (auto& row : rows)
                if (!row.own && is_of_same_buyer(row, own)) row.makers = own.makers;
}

/// Shares written with so many digits: three of 0.333333 are thirds. Held as they stand they would let nothing through.
void make_whole(std::vector<Sourcing>& rows,
                const std::map<std::tuple<SiteId, CountryId, ItemId>, double>& totals) {
    for (auto& row : rows) {
        const double total = totals.at({row.bought_by.site, row.bought_by.country, row.item});
        if (row.fixed && is_rounded_whole(total)) row.share /= total;
    }
}

void read_sourcing(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("sourcing");
    const auto reader = loading.reader(table);
    const auto buyer = table.column("buyer");
    const auto item = table.column("item");
    const auto supplier = table.column("supplier");
    const auto share = table.column("share");
    const auto fixed = table.column("fixed");
    const ProvenanceColumns provenance{table};
    const ShareArcs shares{network};
    std::map<std::tuple<SiteId, CountryId, ItemId>, double> totals;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Sourcing each;
        const auto to =
            read_target(loading, table, row, buyer, {TargetKind::site, TargetKind::country});
        const auto from = read_target(loading, table, row, supplier,
                                      {TargetKind::site, TargetKind::company, TargetKind::country});
        each.item = loading.reference(table, row, item, loading.items, "items.csv");
        each.share = reader.amount(row, share);
        each.fixed = reader.boolean(row, fixed);
        each.buyer = table.text(row, buyer);
        each.supplier = table.text(row, supplier);
        each.provenance = provenance.read(loading, row);
        if (!to || !from || !each.item.valid()) continue;
        double& total = totals[{to->site, to->country, each.item}];
        const bool was_whole = total > 1 + kShareSumRounding;
        total += each.share;
        if (!was_whole && total > 1 + kShareSumRounding)
            loading.diagnostics.error("E0250", table.location(row, share),
                                      {{"buyer", each.buyer},
                                       {"item", network.items[each.item].id},
                                       {"total", format_shortest(total)}});
        each.bought_by = *to;
        each.supplied_by = *from;
        shares.find(each);
        // Where other rows are at fault the way may be among them.
        if (each.supplied.empty() && each.makers.empty() && !loading.diagnostics.has_errors())
            loading.diagnostics.warning("E0251", table.location(row, supplier),
                                        {{"buyer", each.buyer},
                                         {"supplier", each.supplier},
                                         {"item", network.items[each.item].id}});
        network.sourcing.push_back(std::move(each));
    }
    make_whole(network.sourcing, totals);
    count_own_makers(network.sourcing);
}

}  // namespace jarip::network
