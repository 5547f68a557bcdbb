#include "jarip/stress/stand_ins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jarip/stress/quickest_ways.hpp"

namespace jarip::stress {

namespace {

using network::ArcId;
using network::ItemId;
using network::PoolId;
using network::ProcessId;
using network::SlotId;

constexpr std::uint32_t kNoNode = 0xffffffff;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

// Processes that make something, in the order of their ids: those of the chain, and those that could make it although the
// baseline does without them.
class Makers {
public:
    Makers(const LabelledChain& chain, const Network& network)
        : network_{network}, node(network.processes.size(), kNoNode), of_(network.items.size()) {
        for (std::uint32_t n = 0; n < chain.nodes.size(); ++n)
            if (chain.nodes[n].ref.process.valid()) node[chain.nodes[n].ref.process.index()] = n;
        set_resources(chain);
        std::vector<ProcessId> idle;
        for (const ProcessId id : network.processes.ids()) {
            if (node[id.index()] != kNoNode)
                of_[network.processes[id].item.index()].push_back(id);
            else if (network.processes[id].status == network::Status::operating && capacity(id) > 0)
                idle.push_back(id);
        }
        // Whoever lacks an input that nobody makes can make nothing; with each that can, others may.
        for (bool any = true; any;) {
            any = false;
            for (auto& id : idle) {
                if (!id.valid() || !has_inputs(id)) continue;
                of_[network.processes[id].item.index()].push_back(id);
                id = {};
                any = true;
            }
        }
        for (auto& makers : of_)
            std::sort(makers.begin(), makers.end(), [&](ProcessId a, ProcessId b) {
                return network.processes[a].id < network.processes[b].id;
            });
    }

    [[nodiscard]] const std::vector<ProcessId>& of(ItemId item) const { return of_[item.index()]; }

    // Good units a day that a process could make which makes none.
    [[nodiscard]] double capacity(ProcessId id) const {
        const auto& process = network_.processes[id];
        double started = process.capacity_per_month.value_or(kInfinite);
        for (const auto& use : network_.uses)
            if (use.process == id && use.quantity > 0)
                started = std::min(started, free_[use.resource.index()] / use.quantity);
        return started * network_.mean_availability(id) * process.yield * per_day();
    }

private:
    [[nodiscard]] double per_day() const { return network_.months / network_.horizon.days(); }

    [[nodiscard]] bool has_inputs(ProcessId id) const {
        std::map<std::size_t, bool> filled;  // by slot
        const auto& process = network_.processes[id];
        for (std::size_t i = 0; i < process.inputs.size(); ++i) {
            const auto& input = network_.inputs[process.inputs[i]];
            bool& any = filled[input.slot.index()];
            any = any || !network_.slots[input.slot].critical ||
                  !of_[network_.pools[input.pool].item.index()].empty();
        }
        return std::ranges::all_of(filled, [](const auto& slot) { return slot.second; });
    }

    // What those who run leave of each resource.
    void set_resources(const LabelledChain& chain) {
        for (const auto& resource : network_.resources)
            free_.push_back(resource.capacity_per_month.value_or(kInfinite));
        for (const auto& use : network_.uses) {
            const auto n = node[use.process.index()];
            if (n == kNoNode) continue;
            const double started =
                chain.chain.baseline[n] / network_.processes[use.process].yield / per_day();
            double& left = free_[use.resource.index()];
            left = std::max(0.0, left - use.quantity * started);
        }
    }

    const Network& network_;

public:
    std::vector<std::uint32_t> node;  // by process; kNoNode: it is none

private:
    std::vector<std::vector<ProcessId>> of_;  // by item
    std::vector<double> free_;                // by resource: units a month
};

class Builder {
public:
    Builder(const LabelledChain& from, const Network& network, const network::Scenario& scenario,
            std::uint32_t days)
        : from_{from},
          network_{network},
          hit_{network, scenario, days},
          into_{arcs_into(network)},
          makers_{from, network},
          result_{from} {}

    [[nodiscard]] LabelledChain build() && {
        clear_edges();
        const Chain& before = from_.chain;
        const auto& settings = network_.stress;
        for (std::uint32_t k = 0; k < before.slot_count(); ++k) {
            for (auto e = before.edge_begin[k]; e < before.edge_begin[k + 1]; ++e) copy(e);
            if (settings.reroute.value_or(false)) add_ways(k);
            if (settings.search_days) add_makers(k);
            chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
        }
        // More may be called while this goes on.
        for (std::size_t i = 0; i < called_.size(); ++i) add_node(called_[i]);
        chain_.search_days = settings.search_days.value_or(0);
        chain_.search_share = settings.search_share.value_or(1);
        limit_lanes(result_, network_);
        if (result_.ranks.edge.empty())
            serve_in_proportion(chain_);
        else
            serve_by_rank(chain_, result_.ranks);
        settle_again(chain_);
        result_.standing_by = static_cast<std::uint32_t>(called_.size());
        return std::move(result_);
    }

private:
    // A process that stands by, and the rank of whoever called it first.
    struct Called {
        ProcessId process;
        double rank = 0;
    };

    void clear_edges() {
        chain_.edge_begin.assign(1, 0);
        for (auto* list : {&chain_.supplier, &chain_.served, &chain_.delay}) list->clear();
        for (auto* list : {&chain_.flow, &chain_.supplied, &chain_.lane_limit}) list->clear();
        chain_.stands_in.clear();
        chain_.lane_begin.assign(1, 0);
        chain_.lane_edge.clear();
        result_.ranks.edge.clear();
        result_.edge_item.clear();
        result_.edge_pool.clear();
        result_.edge_link.clear();
        result_.hop_begin.assign(1, 0);
        result_.hops.clear();
    }

    // The next edge; `rank`: of the buyer, where customers have ranks.
    void add_edge(std::uint32_t supplier, double flow, double supplied, double days, ItemId item,
                  PoolId pool, double rank, std::uint32_t stands_in) {
        chain_.supplier.push_back(supplier);
        chain_.flow.push_back(flow);
        chain_.supplied.push_back(supplied);
        chain_.delay.push_back(
            static_cast<std::uint32_t>(std::lround(std::min(days, kLongestWay))));
        chain_.stands_in.push_back(stands_in);
        result_.edge_item.push_back(item);
        result_.edge_pool.push_back(pool);
        result_.edge_link.push_back(kNoLink);
        result_.hop_begin.push_back(static_cast<std::uint32_t>(result_.hops.size()));
        if (!from_.ranks.edge.empty()) result_.ranks.edge.push_back(rank);
    }

    void copy(std::uint32_t e) {
        const Chain& before = from_.chain;
        const auto way = from_.way(e);
        result_.hops.insert(result_.hops.end(), way.begin(), way.end());
        add_edge(before.supplier[e], before.flow[e], before.supplied[e], before.delay[e],
                 from_.edge_item[e], from_.edge_pool[e], rank_of(e), role_of(e));
    }

    // Whoever is there for a later plan alone may be asked before it, but over ways that are approved from the start.
    [[nodiscard]] std::uint32_t role_of(std::uint32_t e) const {
        const bool stands_by = network_.stress.search_days && from_.chain.flow[e] == 0 &&
                               !network_.items[from_.edge_item[e]].intangible && is_approved(e);
        return stands_by ? kOtherMaker : kBaselineEdge;
    }
    [[nodiscard]] bool is_approved(std::uint32_t e) const {
        return std::ranges::all_of(from_.way(e),
                                   [&](const Hop& hop) { return network_.arcs[hop.arc].approved; });
    }
    [[nodiscard]] double rank_of(std::uint32_t e) const {
        return from_.ranks.edge.empty() ? 0 : from_.ranks.edge[e];
    }
    // Of those who serve the largest first, whoever buys nothing at the baseline comes last.
    [[nodiscard]] double new_rank(double rank) const {
        return network_.stress.allocation == network::Allocation::largest ? 0 : rank;
    }

    void add_edge_over(std::uint32_t supplier, ProcessId maker, const std::vector<ArcId>& way,
                       double supplied, PoolId pool, double rank, std::uint32_t stands_in) {
        const ItemId item = network_.pools[pool].item;
        double days = network_.processes[maker].cycle_days;
        for (const ArcId id : way) {
            const auto& arc = network_.arcs[id];
            days += arc.transit_days;
            result_.hops.push_back({location_of(arc.from), location_of(arc.to), id});
        }
        if (network_.items[item].intangible) days = 0;
        add_edge(supplier, 0, supplied, days, item, pool, new_rank(rank), stands_in);
    }

    // Beside each edge whose way is hit, the quickest way of the same maker that is not.
    void add_ways(std::uint32_t k) {
        const Chain& before = from_.chain;
        const auto first = chain_.edge_begin.back();
        for (auto e = before.edge_begin[k]; e < before.edge_begin[k + 1]; ++e) {
            std::vector<ArcId> way;
            for (const Hop& hop : from_.way(e)) way.push_back(hop.arc);
            const PoolId pool = from_.edge_pool[e];
            if (network_.items[from_.edge_item[e]].intangible || !hit_.hit(network_, way)) continue;
            const auto maker = from_.nodes[before.supplier[e]].ref.process;
            if (const auto other = ways_around(pool).from(network_.processes[maker].output))
                add_edge_over(before.supplier[e], maker, *other, before.supplied[e], pool,
                              rank_of(e), first + e - before.edge_begin[k]);
        }
    }

    // The other makers of what the slot's suppliers make. Whoever a plan calls over a way that opens later may be asked over
    // another before.
    void add_makers(std::uint32_t k) {
        const Chain& before = from_.chain;
        const auto begin = before.edge_begin[k];
        const auto end = before.edge_begin[k + 1];
        std::set<std::pair<std::size_t, std::size_t>> known;  // process, pool
        for (auto e = begin; e < end; ++e)
            if (before.flow[e] > 0 || is_approved(e))
                known.emplace(from_.nodes[before.supplier[e]].ref.process.index(),
                              from_.edge_pool[e].index());
        for (auto e = begin; e < end; ++e)
            if (!network_.items[from_.edge_item[e]].intangible)
                add_makers_of(from_.edge_pool[e], before.supplied[e], rank_of(e), known);
    }

    void add_makers_of(PoolId pool, double supplied, double rank,
                       std::set<std::pair<std::size_t, std::size_t>>& known) {
        for (const ProcessId maker : makers_.of(network_.pools[pool].item)) {
            if (!known.emplace(maker.index(), pool.index()).second) continue;
            const PoolId from = network_.processes[maker].output;
            auto way = ways_around(pool).from(from);
            if (!way) way = all_ways(pool).from(from);
            if (way)
                add_edge_over(node_of(maker, rank), maker, *way, supplied, pool, rank, kOtherMaker);
        }
    }

    // The node of a process; one that stands by is called.
    std::uint32_t node_of(ProcessId maker, double rank) {
        auto& node = makers_.node[maker.index()];
        if (node == kNoNode) {
            node = static_cast<std::uint32_t>(from_.nodes.size() + called_.size());
            called_.push_back({maker, rank});
        }
        return node;
    }

    // Whoever stands by has nothing in stock.
    void add_node(Called called) {
        const auto& process = network_.processes[called.process];
        const auto& site = network_.sites[process.site];
        double capacity = makers_.capacity(called.process);
        // Without a limit it is measured by what all makers of the item make.
        if (std::isinf(capacity)) {
            capacity = 0;
            for (std::size_t n = 0; n < from_.nodes.size(); ++n)
                if (from_.nodes[n].ref.process.valid() && from_.nodes[n].item == process.item)
                    capacity += from_.chain.baseline[n];
        }
        result_.nodes.push_back({.ref = {.process = called.process},
                                 .item = process.item,
                                 .where = {process.site, site.company, site.country}});
        for (auto* list : {&chain_.baseline, &chain_.final_demand, &chain_.from_stock})
            list->push_back(0);
        chain_.scale.push_back(capacity);
        chain_.capacity.push_back(capacity);
        chain_.alpha_max.push_back(1);
        if (!chain_.keeps_backlog.empty()) chain_.keeps_backlog.push_back(0);
        if (!result_.ranks.edge.empty()) result_.ranks.final_demand.push_back(kInfinite);
        const bool home_first = network_.stress.allocation == network::Allocation::home;
        const double rank = home_first ? (network_.at_home(site.country) ? 0.0 : 1.0) : called.rank;
        // By the names of slots, and in them of items, so that the order of rows counts for nothing.
        std::map<std::string, std::map<std::string, network::InputId>> inputs;
        for (std::size_t i = 0; i < process.inputs.size(); ++i) {
            const auto& input = network_.inputs[process.inputs[i]];
            inputs[network_.slots[input.slot].name].emplace(
                network_.items[network_.pools[input.pool].item].id, process.inputs[i]);
        }
        for (const auto& [name, parts] : inputs) add_slot(parts, capacity, rank);
        chain_.slot_begin.push_back(static_cast<std::uint32_t>(chain_.slot_count()));
    }

    void add_slot(const std::map<std::string, network::InputId>& parts, double capacity,
                  double rank) {
        const SlotId slot = network_.inputs[parts.begin()->second].slot;
        std::set<std::pair<std::size_t, std::size_t>> known;
        bool permission = true;
        for (const auto& [item, id] : parts) {
            const auto& input = network_.inputs[id];
            const double yield = network_.processes[input.process].yield;
            permission = permission && network_.items[network_.pools[input.pool].item].intangible;
            add_makers_of(input.pool, network_.parts[input.part].quantity / yield, rank, known);
        }
        const bool critical = network_.slots[slot].critical;
        if (chain_.edge_count() == chain_.edge_begin.back() && !critical) return;
        chain_.slot_baseline.push_back(capacity);
        chain_.target_days.push_back(1);
        chain_.reserve_days.push_back(1);
        chain_.rebuild_days.push_back(1);
        chain_.first_days.push_back(0);
        chain_.critical.push_back(critical ? 1 : 0);
        chain_.permission.push_back(permission ? 1 : 0);
        result_.slot_id.push_back(slot);
        chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
    }

    const QuickestWays& ways_around(PoolId pool) {
        return around_.try_emplace(pool.index(), network_, into_, pool, &hit_).first->second;
    }
    const QuickestWays& all_ways(PoolId pool) {
        return all_.try_emplace(pool.index(), network_, into_, pool, nullptr).first->second;
    }
    [[nodiscard]] Location location_of(PoolId pool) const {
        const auto& place = network_.places[network_.pools[pool].place];
        if (!place.site.valid()) return {.country = place.country};
        const auto& site = network_.sites[place.site];
        return {place.site, site.company, site.country};
    }

    static constexpr double kLongestWay = 1e6;  // days: as good as none

    const LabelledChain& from_;
    const Network& network_;
    HitWays hit_;
    std::vector<std::vector<ArcId>> into_;  // by pool
    Makers makers_;
    LabelledChain result_;
    Chain& chain_ = result_.chain;
    std::vector<Called> called_;
    std::map<std::size_t, QuickestWays> around_, all_;  // by pool
};

}  // namespace

std::optional<LabelledChain> with_stand_ins(const LabelledChain& chain, const Network& network,
                                            const network::Scenario& scenario, std::uint32_t days) {
    const auto& settings = network.stress;
    if (network.kind != network::Kind::recipes ||
        (!settings.reroute.value_or(false) && !settings.search_days))
        return std::nullopt;
    return Builder{chain, network, scenario, days}.build();
}

// A slot's own edges stand before those that were added to it, and its slots before those of nodes that were added.
std::vector<double> on_edges_of(const Chain& changed, const Chain& chain,
                                const std::vector<double>& by_edge) {
    std::vector<double> figures(changed.edge_count(), 0.0);
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            figures[changed.edge_begin[k] + e - chain.edge_begin[k]] = by_edge[e];
    return figures;
}

}  // namespace jarip::stress
