#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/stress/chain.hpp"
#include "jarip/stress/supply.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

using network::ArcId;
using network::DemandId;
using network::InputId;
using network::ItemId;
using network::Network;
using network::PoolId;
using network::ProcessId;
using network::SlotId;

// Bits of a rate that the solver's rounding does not reach, whatever the order of a model's rows.
constexpr int kSureBits = 36;

// A longer way than this, in days, is as good as none.
constexpr double kLongest = 1e6;

double sure(double rate) {
    int exponent = 0;
    const double fraction = std::frexp(rate, &exponent);
    return std::ldexp(std::round(std::ldexp(fraction, kSureBits)), exponent - kSureBits);
}

template <class Rates>
void make_sure(Rates& rates) {
    for (auto& rate : rates) rate = sure(rate);
}

// The month without the last digits of its rates, which depend on the order in which the solver met the rows.
plan::SteadyPlan sure(plan::SteadyPlan month) {
    make_sure(month.started);
    make_sure(month.used);
    make_sure(month.shipped);
    make_sure(month.delivered);
    return month;
}

// A sum that is the same for any order of its terms.
double ordered_sum(std::vector<double> terms) {
    std::sort(terms.begin(), terms.end());
    return sum(terms);
}

// Days of use that a pool holds: a target, or what lies there.
class Stocks {
public:
    Stocks(const Network& network, const plan::SteadyPlan& month, double per_day)
        : row_(network.pools.size(), nullptr) {
        std::vector<std::vector<double>> uses(network.pools.size());
        for (const InputId input : month.used.ids())
            uses[network.inputs[input].pool.index()].push_back(month.used[input] * per_day);
        for (const DemandId demand : month.delivered.ids())
            uses[network.demands[demand].pool.index()].push_back(month.delivered[demand] * per_day);
        for (auto& terms : uses) use_.push_back(ordered_sum(std::move(terms)));
        for (const auto& row : network.stock) row_[row.pool.index()] = &row;
    }

    // nullopt: stock.csv says nothing of the pool
    [[nodiscard]] std::optional<double> days(PoolId pool) const {
        const network::Stock* row = row_[pool.index()];
        if (row == nullptr) return std::nullopt;
        if (row->target_days) return row->target_days;
        return use_[pool.index()] > 0 ? row->quantity / use_[pool.index()] : 0;
    }

private:
    std::vector<double> use_;
    std::vector<const network::Stock*> row_;
};

// By process: how many times as much the resources it shares would allow all their users, at least 1.
std::vector<double> resource_headroom(const Network& network, const plan::SteadyPlan& month) {
    std::vector<std::vector<double>> uses(network.resources.size());
    for (const auto& use : network.uses)
        uses[use.resource.index()].push_back(use.quantity * month.started[use.process]);
    std::vector<double> used;
    for (auto& terms : uses) used.push_back(ordered_sum(std::move(terms)));
    std::vector<double> headroom(network.processes.size(), std::numeric_limits<double>::infinity());
    for (const auto& use : network.uses) {
        const auto& capacity = network.resources[use.resource].capacity_per_month;
        if (!capacity || used[use.resource.index()] <= 0) continue;
        double& most = headroom[use.process.index()];
        most = std::min(most, std::max(1.0, *capacity / used[use.resource.index()]));
    }
    return headroom;
}

class RecipeBuilder {
public:
    RecipeBuilder(const Network& network, const plan::SteadyPlan& month)
        : network_{network},
          month_{sure(month)},
          per_day_{network.months / network.horizon.days()},
          headroom_{resource_headroom(network, month_)},
          supply_{network, month_},
          stocks_{network, month_, per_day_},
          node_of_(network.processes.size(), 0) {}

    [[nodiscard]] LabelledChain build() && {
        chain_.adaptive = network_.stress.adaptive.value_or(true);
        chain_.orders_ahead = true;
        chain_.ramp_per_day = network_.stress.ramp_per_day.value_or(kRampPerDay);
        add_processes();
        add_demands();
        // What a process makes beyond what its customers take is nobody's, and so is not owed.
        if (network_.stress.unmet == network::Unmet::backlog)
            for (const auto& node : labelled_.nodes)
                chain_.keeps_backlog.push_back(node.ref.demand.valid() ? 1 : 0);
        for (const auto& node : labelled_.nodes) {
            if (node.ref.process.valid())
                add_slots(node.ref.process);
            else
                add_slot(node.ref.demand);
            chain_.slot_begin.push_back(static_cast<std::uint32_t>(chain_.slot_count()));
        }
        set_final_demand();
        set_classes();
        limit_lanes(labelled_, network_);
        settle(chain_);
        set_capacities();
        return std::move(labelled_);
    }

private:
    void add_processes() {
        std::vector<ProcessId> running;
        for (const ProcessId id : month_.started.ids())
            if (month_.started[id] > 0) running.push_back(id);
        std::sort(running.begin(), running.end(), [&](ProcessId a, ProcessId b) {
            return network_.processes[a].id < network_.processes[b].id;
        });
        for (const ProcessId id : running) {
            const auto& process = network_.processes[id];
            const auto& site = network_.sites[process.site];
            node_of_[id.index()] = static_cast<std::uint32_t>(labelled_.nodes.size());
            labelled_.nodes.push_back({.ref = {.process = id},
                                       .item = process.item,
                                       .where = {process.site, site.company, site.country}});
        }
    }

    void add_demands() {
        std::vector<DemandId> served;
        for (const DemandId id : month_.delivered.ids())
            if (month_.delivered[id] > 0) served.push_back(id);
        std::sort(served.begin(), served.end(), [&](DemandId a, DemandId b) {
            return network_.demands[a].id < network_.demands[b].id;
        });
        for (const DemandId id : served) {
            const PoolId pool = network_.demands[id].pool;
            labelled_.nodes.push_back({.ref = {.demand = id},
                                       .item = network_.pools[pool].item,
                                       .where = location_of(pool)});
        }
    }

    // Inputs of a process, those of a slot side by side, in the order of their names.
    [[nodiscard]] std::vector<InputId> inputs_of(const network::Process& process) const {
        std::vector<InputId> inputs;
        for (std::size_t i = 0; i < process.inputs.size(); ++i) inputs.push_back(process.inputs[i]);
        const auto key = [&](InputId id) {
            const auto& input = network_.inputs[id];
            return std::pair<const std::string&, const std::string&>{
                network_.slots[input.slot].name,
                network_.items[network_.pools[input.pool].item].id};
        };
        std::sort(inputs.begin(), inputs.end(),
                  [&](InputId a, InputId b) { return key(a) < key(b); });
        return inputs;
    }

    void add_slots(ProcessId id) {
        const auto& process = network_.processes[id];
        const auto inputs = inputs_of(process);
        for (std::size_t i = 0; i < inputs.size();) {
            const SlotId slot = network_.inputs[inputs[i]].slot;
            double at_baseline = 0;
            double stock = 0;
            for (; i < inputs.size() && network_.inputs[inputs[i]].slot == slot; ++i) {
                const auto& input = network_.inputs[inputs[i]];
                const double supplied = network_.parts[input.part].quantity / process.yield;
                const double rate = month_.used[inputs[i]] * per_day_ / supplied;
                if (!(rate > 0)) continue;
                at_baseline += rate;
                stock += rate * days_in_stock(input.pool);
                add_edges(input.pool, rate, supplied);
            }
            close_slot(at_baseline, stock, network_.slots[slot].critical, slot);
        }
    }

    // A design or licence does not lie in stock.
    [[nodiscard]] double days_in_stock(PoolId pool) const {
        if (network_.items[network_.pools[pool].item].intangible) return 0;
        return stocks_.days(pool).value_or(network_.stress.target_days.value_or(0));
    }

    // A customer keeps only the stock that stock.csv gives it: what it has is delivered.
    void add_slot(DemandId id) {
        const PoolId pool = network_.demands[id].pool;
        const double rate = month_.delivered[id] * per_day_;
        add_edges(pool, rate, 1);
        close_slot(rate, rate * stocks_.days(pool).value_or(0), true);
    }

    void add_edges(PoolId pool, double rate, double supplied) {
        const ItemId item = network_.pools[pool].item;
        const bool intangible = network_.items[item].intangible;
        for (const Source& source : supply_.of(pool)) {
            // A slot has no use for less than the smallest number.
            if (!(rate * source.share > 0)) continue;
            const double way_days = add_way(source);
            const double days = intangible ? 0 : way_days;
            labelled_.hop_begin.push_back(static_cast<std::uint32_t>(labelled_.hops.size()));
            labelled_.edge_item.push_back(item);
            labelled_.edge_pool.push_back(pool);
            labelled_.edge_link.push_back(kNoLink);
            chain_.supplier.push_back(node_of_[source.maker.index()]);
            chain_.flow.push_back(rate * source.share);
            chain_.supplied.push_back(supplied);
            chain_.delay.push_back(
                static_cast<std::uint32_t>(std::lround(std::min(days, kLongest))));
        }
    }

    // The days from start to arrival; the way's steps become hops.
    double add_way(const Source& source) {
        double days = network_.processes[source.maker].cycle_days;
        for (const ArcId arc : source.way) {
            days += network_.arcs[arc].transit_days;
            labelled_.hops.push_back(
                {location_of(network_.arcs[arc].from), location_of(network_.arcs[arc].to), arc});
        }
        return days;
    }

    // `stock`: days × rate of what fills the slot. What nobody supplies in the plan is its rounding, and no slot.
    void close_slot(double at_baseline, double stock, bool critical, SlotId slot = {}) {
        if (chain_.edge_count() == chain_.edge_begin.back()) return;
        labelled_.slot_id.push_back(slot);
        const double days = std::max(1.0, stock / at_baseline);
        chain_.target_days.push_back(days);
        chain_.reserve_days.push_back(std::max(1.0, network_.stress.psi.value_or(0) * days));
        chain_.rebuild_days.push_back(network_.stress.tau_inventory.value_or(days));
        chain_.first_days.push_back(days);
        chain_.critical.push_back(critical ? 1 : 0);
        const auto first = labelled_.edge_item.begin() + chain_.edge_begin.back();
        chain_.permission.push_back(std::all_of(first, labelled_.edge_item.end(), [&](auto item) {
            return network_.items[item].intangible;
        }));
        chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
    }

    // What a node makes in the plan beyond what its customers take leaves the network.
    void set_final_demand() {
        const auto& nodes = labelled_.nodes;
        std::vector<double> sold(nodes.size(), 0.0);
        for (std::size_t e = 0; e < chain_.edge_count(); ++e)
            sold[chain_.supplier[e]] += chain_.flow[e] * chain_.supplied[e];
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const bool runs = nodes[n].ref.process.valid();
            const double made = (runs ? month_.made(network_, nodes[n].ref.process)
                                      : month_.delivered[nodes[n].ref.demand]) *
                                per_day_;
            const double rest = made - sold[n];
            chain_.final_demand.push_back(rest > kRestOfMade * made ? rest : 0);
        }
    }

    void set_classes() {
        using network::Allocation;
        const auto allocation = network_.stress.allocation.value_or(Allocation::priority);
        if (allocation == Allocation::proportional) return serve_in_proportion(chain_);
        const auto priority = priorities();
        // What nobody in the model has asked for is served last.
        Ranks& ranks = labelled_.ranks;
        ranks.final_demand.assign(chain_.final_demand.size(), kLast);
        std::uint32_t buyer = 0;
        for (std::uint32_t k = 0; k < chain_.slot_count(); ++k) {
            while (k >= chain_.slot_begin[buyer + 1]) ++buyer;
            for (auto e = chain_.edge_begin[k]; e < chain_.edge_begin[k + 1]; ++e)
                ranks.edge.push_back(
                    allocation == Allocation::largest ? -chain_.flow[e] * chain_.supplied[e]
                    : allocation == Allocation::priority
                        ? -priority[buyer]
                        : (network_.at_home(labelled_.nodes[buyer].where.country) ? 0.0 : 1.0));
        }
        for (std::size_t n = 0; n < labelled_.nodes.size(); ++n)
            if (labelled_.nodes[n].ref.demand.valid()) ranks.final_demand[n] = 0;
        serve_by_rank(chain_, ranks);
    }

    // By node: a demand's own, and a process's that of the most urgent demand that its goods go into.
    [[nodiscard]] std::vector<double> priorities() const {
        const auto& nodes = labelled_.nodes;
        std::vector<double> priority(nodes.size(), -std::numeric_limits<double>::infinity());
        std::vector<std::uint32_t> open;
        for (std::uint32_t n = 0; n < nodes.size(); ++n) {
            if (!nodes[n].ref.demand.valid()) continue;
            priority[n] = network_.demands[nodes[n].ref.demand].priority;
            open.push_back(n);
        }
        while (!open.empty()) {
            const auto buyer = open.back();
            open.pop_back();
            const auto begin = chain_.edge_begin[chain_.slot_begin[buyer]];
            const auto end = chain_.edge_begin[chain_.slot_begin[buyer + 1]];
            for (auto e = begin; e < end; ++e) {
                const auto supplier = chain_.supplier[e];
                if (priority[supplier] >= priority[buyer]) continue;
                priority[supplier] = priority[buyer];
                open.push_back(supplier);
            }
        }
        return priority;
    }

    void set_capacities() {
        const auto& nodes = labelled_.nodes;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const bool runs = nodes[n].ref.process.valid();
            chain_.capacity.push_back(runs ? chain_.baseline[n]
                                           : std::numeric_limits<double>::infinity());
            chain_.alpha_max.push_back(runs ? spare(nodes[n].ref.process, chain_.baseline[n]) : 1);
        }
    }

    // The capacity that stands there, of the process and of what it shares with others, as a multiple of what is used.
    [[nodiscard]] double spare(ProcessId id, double baseline) const {
        const auto& process = network_.processes[id];
        double most = headroom_[id.index()];
        if (process.capacity_per_month)
            most = std::min(most, *process.capacity_per_month * network_.mean_availability(id) *
                                      process.yield * per_day_ / baseline);
        return std::max(1.0, most);
    }

    [[nodiscard]] Location location_of(PoolId pool) const {
        const auto& place = network_.places[network_.pools[pool].place];
        if (!place.site.valid()) return {.country = place.country};
        const auto& site = network_.sites[place.site];
        return {place.site, site.company, site.country};
    }

    static constexpr double kLast = std::numeric_limits<double>::infinity();

    const Network& network_;
    plan::SteadyPlan month_;
    double per_day_;
    std::vector<double> headroom_;  // by process
    Supply supply_;
    Stocks stocks_;
    std::vector<std::uint32_t> node_of_;
    LabelledChain labelled_;
    Chain& chain_ = labelled_.chain;
};

// What tells rows of lanes.csv apart.
struct LaneKey {
    std::array<std::string, 3> names;
    network::LaneId lane;
    bool operator<(const LaneKey& other) const { return names < other.names; }
};

LaneKey key_of(const Network& network, network::LaneId lane) {
    const auto& row = network.lanes[lane];
    const auto end = [&](const network::End& at) -> std::string {
        if (at.site.valid()) return network.sites[at.site].id;
        return at.country.valid() ? "country:" + network.countries[at.country].code : "*";
    };
    return {{end(row.origin), end(row.destination),
             row.item.valid() ? network.items[row.item].id : std::string{}},
            lane};
}

}  // namespace

void limit_lanes(LabelledChain& labelled, const Network& network) {
    Chain& chain = labelled.chain;
    std::map<LaneKey, std::vector<std::uint32_t>> edges;
    for (std::uint32_t e = 0; e < chain.edge_count(); ++e) {
        if (network.items[labelled.edge_item[e]].intangible) continue;
        for (const Hop& hop : labelled.way(e)) {
            const auto lane = network.arcs[hop.arc].lane;
            if (lane.valid() && network.lanes[lane].capacity_per_month)
                edges[key_of(network, lane)].push_back(e);
        }
    }
    for (const auto& [key, list] : edges) {
        chain.lane_limit.push_back(*network.lanes[key.lane].capacity_per_month * network.months /
                                   network.horizon.days());
        chain.lane_edge.insert(chain.lane_edge.end(), list.begin(), list.end());
        chain.lane_begin.push_back(static_cast<std::uint32_t>(chain.lane_edge.size()));
    }
}

LabelledChain chain_of(const Network& network, const plan::SteadyPlan& month) {
    network::require_no_coproducts(network, "jarip stress");
    return RecipeBuilder{network, month}.build();
}

}  // namespace jarip::stress
