#include "jarip/calibrate/shares.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <utility>

#include "jarip/calibrate/change_model.hpp"
#include "jarip/calibrate/tolerances.hpp"

namespace jarip::calibrate {

using network::PoolId;
using network::ProcessId;
using network::SiteId;
using network::Sourcing;
using network::Target;
using network::TargetKind;

namespace {

/// Shares are whole numbers of one over this.
constexpr double kShareUnits = 1e12;

double total(std::span<const ArcId> arcs, const Indexed<ArcId, double>& flows) {
    Sum sum;
    for (const ArcId id : arcs) sum.add(flows[id]);
    return sum.value();
}

}  // namespace

Shares::Shares(const Network& network, const std::vector<Cell>& cells, const Changed& wanted)
    : network_{network},
      wanted_{wanted},
      tolerance_{kFirstShares},
      share_arcs_{network},
      arcs_{network} {
    makers_.resize(network.pools.size());
    for (const auto id : network.processes.ids())
        if (network.processes[id].output.valid())
            makers_[network.processes[id].output].push_back(id);
    pinned_ = Indexed<PoolId, Pinned>{network.pools.size(), Pinned::no};
    own_ = Indexed<PoolId, bool>{network.pools.size(), false};
    of_cells_ = Indexed<PoolId, bool>{network.pools.size(), false};
    for (const Cell& cell : cells)
        for (const ArcId id : cell.arcs) of_cells_[network.arcs[id].to] = true;
}

double Shares::made(const std::vector<ProcessId>& makers,
                    const Indexed<ProcessId, double>& started) const {
    Sum sum;
    for (const ProcessId id : makers) sum.add(network_.processes[id].yield * started[id]);
    return sum.value();
}

bool Shares::misses(PoolId pool, const plan::SteadyPlan& month) const {
    const double now = total(arcs_.into(pool), month.shipped);
    const double then = total(arcs_.into(pool), wanted_.shipped);
    if (then <= 0) return false;
    for (const ArcId id : arcs_.into(pool)) {
        const double share = now > 0 ? month.shipped[id] / now : 0;
        if (std::abs(share - wanted_.shipped[id] / then) > tolerance_) return true;
    }
    return false;
}

/// What a site makes itself, of all that it makes and takes in. A fixed share of the buyer would mean something else if
/// that counted.
bool Shares::misses_own(PoolId pool, const plan::SteadyPlan& month) const {
    const auto site = network_.places[network_.pools[pool].place].site;
    if (makers_[pool].empty() || !site.valid()) return false;
    for (const Sourcing& row : network_.sourcing)
        if (row.fixed && row.item == network_.pools[pool].item && row.bought_by.site == site)
            return false;
    const auto own = [&](const Indexed<ProcessId, double>& started,
                         const Indexed<ArcId, double>& shipped) {
        const double there = made(makers_[pool], started);
        return ratio(there, there + total(arcs_.into(pool), shipped));
    };
    const auto then = own(wanted_.started, wanted_.shipped);
    return then && std::abs(own(month.started, month.shipped).value_or(0) - *then) > tolerance_;
}

/// The pool of the row's buyer, where that is told of what it makes itself.
PoolId Shares::pool_told_of_itself(const Sourcing& row) const {
    if (row.bought_by.kind == TargetKind::site)
        for (const auto pool : network_.pools.ids())
            if (own_[pool] && network_.pools[pool].item == row.item &&
                network_.places[network_.pools[pool].place].site == row.bought_by.site)
                return pool;
    return {};
}

std::optional<double> Shares::share_of(const Sourcing& row) const {
    const double there = made(row.makers, wanted_.started);
    const auto share = ratio(total(row.supplied, wanted_.shipped) + (row.own ? there : 0),
                             total(row.inflow, wanted_.shipped) + there);
    if (!share) return std::nullopt;
    return std::clamp(std::round(*share * kShareUnits) / kShareUnits, 0.0, 1.0);
}

bool Shares::pin(const plan::SteadyPlan& month) {
    while (!pin_once(month))
        if (!widen()) return false;
    rebuild();
    return true;
}

bool Shares::is_widest() const { return any_buyer_ && tolerance_ <= kLastShares; }

bool Shares::widen() {
    if (is_widest()) return false;
    if (tolerance_ > kLastShares) {
        tolerance_ = std::max(kLastShares, tolerance_ / 1'000);
    } else {
        any_buyer_ = true;
        tolerance_ = kFirstShares;
    }
    return true;
}

bool Shares::pin_once(const plan::SteadyPlan& month) {
    std::vector<PoolId> missing;
    std::vector<PoolId> to_tell;
    for (const auto pool : network_.pools.ids()) {
        if (!any_buyer_ && !of_cells_[pool]) continue;
        const bool own = misses_own(pool, month);
        if (own || misses(pool, month)) missing.push_back(pool);
        if (own && !own_[pool]) to_tell.push_back(pool);
    }
    const bool any_new = std::any_of(missing.begin(), missing.end(),
                                     [&](PoolId pool) { return pinned_[pool] == Pinned::no; });
    if (!any_new && to_tell.empty() && !is_widest()) return false;
    bool added = !to_tell.empty();
    for (const PoolId pool : to_tell) own_[pool] = true;
    for (const PoolId pool : missing) {
        if (any_new && pinned_[pool] != Pinned::no) continue;
        const Pinned next = finer(pool);
        added = added || next != pinned_[pool];
        pinned_[pool] = next;
    }
    return added;
}

Shares::Pinned Shares::finer(PoolId pool) const {
    const bool is_site = network_.places[network_.pools[pool].place].site.valid();
    switch (pinned_[pool]) {
        case Pinned::no: return Pinned::as_it_is;
        case Pinned::as_it_is: return is_site ? Pinned::by_site : Pinned::wholly;
        case Pinned::by_site:
        case Pinned::wholly: break;
    }
    return Pinned::wholly;
}

void Shares::rebuild() {
    changes_.clear();
    std::set<ArcId> pinned_arcs;
    for (const auto pool : network_.pools.ids())
        if (pinned_[pool] != Pinned::no)
            for (const ArcId id : arcs_.into(pool)) pinned_arcs.insert(id);
    for (std::size_t i = 0; i < network_.sourcing.size(); ++i) {
        const Sourcing& row = network_.sourcing[i];
        const bool touches = std::any_of(row.inflow.begin(), row.inflow.end(),
                                         [&](ArcId id) { return pinned_arcs.count(id) > 0; });
        ShareChange change{i, row, false};
        if (const PoolId pool = pool_told_of_itself(row); pool.valid())
            change.now.makers = makers_[pool];
        const auto share = share_of(change.now);
        if (row.fixed || !touches || !share) continue;
        if (std::abs(*share - row.share) <= tolerance_ && change.now.makers == row.makers) continue;
        change.now.share = *share;
        changes_.push_back(std::move(change));
    }
    for (const auto pool : network_.pools.ids())
        if (pinned_[pool] != Pinned::no) say(pool);
}

/// Rows for what no row of the pool's buyer covers yet.
void Shares::say(PoolId pool) {
    const auto& place = network_.places[network_.pools[pool].place];
    const ItemId item = network_.pools[pool].item;
    const auto bought_by = [&](const Sourcing& row, bool by_site) {
        if (row.item != item || row.bought_by.text.empty()) return false;
        return by_site ? row.bought_by.kind == TargetKind::site && row.bought_by.site == place.site
                       : row.bought_by.kind == TargetKind::country &&
                             row.bought_by.country == place.country;
    };
    const auto any = [&](bool by_site) {
        return std::any_of(network_.sourcing.begin(), network_.sourcing.end(),
                           [&](const Sourcing& row) { return bought_by(row, by_site); });
    };
    const bool by_site = place.site.valid() && (own_[pool] || pinned_[pool] != Pinned::as_it_is ||
                                                any(true) || !any(false));
    std::set<ArcId> covered;
    bool tells_own = own_[pool];
    for (std::size_t i = 0; i < network_.sourcing.size(); ++i) {
        const Sourcing& row = network_.sourcing[i];
        if (!bought_by(row, by_site)) continue;
        if (row.own) tells_own = false;
        std::set<PoolId> sources;
        for (const ArcId id : row.supplied)
            if (wanted_.shipped[id] > 0) sources.insert(network_.arcs[id].from);
        if (pinned_[pool] == Pinned::wholly && sources.size() > 1 && !row.fixed) {
            std::erase_if(changes_, [&](const ShareChange& each) { return each.row == i; });
            changes_.push_back({i, row, true});
        } else {
            covered.insert(row.supplied.begin(), row.supplied.end());
        }
    }
    Target buyer;
    buyer.kind = by_site ? TargetKind::site : TargetKind::country;
    if (by_site)
        buyer.site = place.site;
    else
        buyer.country = place.country;
    buyer.text = by_site ? "site:" + network_.sites[place.site].id
                         : "country:" + network_.countries[place.country].code;
    Sourcing inflow{.item = item, .bought_by = buyer};
    share_arcs_.find(inflow);
    std::set<SiteId> suppliers;
    for (const ArcId id : inflow.inflow)
        if (wanted_.shipped[id] > 0 && covered.count(id) == 0)
            suppliers.insert(network_.places[network_.pools[network_.arcs[id].from].place].site);
    if (tells_own) add_row(buyer, item, place.site);
    // What the rows leave, one supplier takes without being told.
    if ((!covered.empty() || own_[pool]) && suppliers.size() == 1) return;
    for (const SiteId supplier : suppliers)
        if (supplier.valid()) add_row(buyer, item, supplier);
}

void Shares::add_row(const Target& buyer, ItemId item, SiteId supplier) {
    Sourcing row{.item = item, .buyer = buyer.text, .bought_by = buyer};
    row.supplied_by.kind = TargetKind::site;
    row.supplied_by.site = supplier;
    row.supplied_by.text = row.supplier = "site:" + network_.sites[supplier].id;
    const bool there = std::any_of(changes_.begin(), changes_.end(), [&](const ShareChange& each) {
        return !each.row && each.now.item == item && each.now.buyer == row.buyer &&
               each.now.supplier == row.supplier;
    });
    if (there) return;
    share_arcs_.find(row);
    if (const PoolId pool = pool_told_of_itself(row); pool.valid()) row.makers = makers_[pool];
    row.share = share_of(row).value_or(0);
    row.provenance.assumed = true;
    changes_.push_back({std::nullopt, std::move(row), false});
}

}  // namespace jarip::calibrate
