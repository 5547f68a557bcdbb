#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "jarip/stress/chain.hpp"
#include "jarip/stress/supply.hpp"

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

// Rates of the plan below this share of the largest of their kind are the solver's rounding.
constexpr double kRounding = 1e-9;

// A longer way than this, in days, is as good as none.
constexpr double kLongest = 1e6;

double floor_of(const std::vector<double>& rates) {
    double largest = 0;
    for (const double rate : rates) largest = std::max(largest, rate);
    return kRounding * largest;
}

// Days of use that a pool holds: a target, or what lies there.
class Stocks {
public:
    Stocks(const Network& network, const plan::SteadyPlan& month, double per_day)
        : use_(network.pools.size(), 0.0), row_(network.pools.size(), nullptr) {
        for (const InputId input : month.used.ids())
            use_[network.inputs[input].pool.index()] += month.used[input] * per_day;
        for (const DemandId demand : month.delivered.ids())
            use_[network.demands[demand].pool.index()] += month.delivered[demand] * per_day;
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
    std::vector<double> used(network.resources.size(), 0.0);
    for (const auto& use : network.uses)
        used[use.resource.index()] += use.quantity * month.started[use.process];
    std::vector<double> headroom(network.processes.size(), std::numeric_limits<double>::infinity());
    for (const auto& use : network.uses) {
        const auto& capacity = network.resources[use.resource].capacity_per_month;
        if (!capacity || used[use.resource.index()] <= 0) continue;
        double& most = headroom[use.process.index()];
        most = std::min(most, std::max(1.0, *capacity / used[use.resource.index()]));
    }
    return headroom;
}

class Builder {
public:
    Builder(const Network& network, const plan::SteadyPlan& month)
        : network_{network},
          month_{month},
          per_day_{network.months / network.horizon.days()},
          least_started_{floor_of(month.started.values())},
          headroom_{resource_headroom(network, month)},
          supply_{network, month, least_started_},
          stocks_{network, month, per_day_},
          node_of_(network.processes.size(), 0) {}

    [[nodiscard]] LabelledChain build() && {
        chain_.adaptive = network_.stress.adaptive.value_or(true);
        chain_.orders_ahead = true;
        chain_.tau_alpha = network_.stress.tau_alpha.value_or(kTauAlpha);
        add_nodes();
        for (const auto& node : labelled_.nodes) {
            if (node.process.valid())
                add_slots(node.process);
            else
                add_slot(node.demand);
            chain_.slot_begin.push_back(static_cast<std::uint32_t>(chain_.slot_count()));
        }
        set_baselines();
        return std::move(labelled_);
    }

private:
    void add_nodes() {
        for (const ProcessId id : month_.started.ids()) {
            if (month_.started[id] <= least_started_) continue;
            const auto& process = network_.processes[id];
            const auto& site = network_.sites[process.site];
            node_of_[id.index()] = static_cast<std::uint32_t>(labelled_.nodes.size());
            labelled_.nodes.push_back({.process = id,
                                       .item = process.item,
                                       .where = {process.site, site.company, site.country}});
        }
        const double least_delivered = floor_of(month_.delivered.values());
        for (const DemandId id : month_.delivered.ids()) {
            if (month_.delivered[id] <= least_delivered) continue;
            const PoolId pool = network_.demands[id].pool;
            labelled_.nodes.push_back(
                {.demand = id, .item = network_.pools[pool].item, .where = location_of(pool)});
        }
    }

    void add_slots(ProcessId id) {
        const auto& process = network_.processes[id];
        for (std::size_t i = 0; i < process.inputs.size();) {
            const SlotId slot = network_.inputs[process.inputs[i]].slot;
            double usual = 0;
            double stock = 0;
            for (; i < process.inputs.size() && network_.inputs[process.inputs[i]].slot == slot;
                 ++i) {
                const InputId input = process.inputs[i];
                const double supplied =
                    network_.parts[network_.inputs[input].part].quantity / process.yield;
                const double rate = month_.used[input] * per_day_ / supplied;
                if (rate <= 0) continue;
                const PoolId pool = network_.inputs[input].pool;
                usual += rate;
                stock +=
                    rate * stocks_.days(pool).value_or(network_.stress.target_days.value_or(0));
                add_edges(pool, rate, supplied);
            }
            close_slot(usual, stock, network_.slots[slot].critical);
        }
    }

    // A customer keeps only the stock that stock.csv gives it: what it has is delivered.
    void add_slot(DemandId id) {
        const PoolId pool = network_.demands[id].pool;
        const double rate = month_.delivered[id] * per_day_;
        add_edges(pool, rate, 1);
        close_slot(rate, rate * stocks_.days(pool).value_or(0), true);
    }

    void add_edges(PoolId pool, double rate, double supplied) {
        for (const Source& source : supply_.of(pool)) {
            double days = network_.processes[source.maker].cycle_days;
            for (const ArcId arc : source.way) {
                days += network_.arcs[arc].transit_days;
                labelled_.hops.push_back(
                    {location_of(network_.arcs[arc].from), location_of(network_.arcs[arc].to)});
            }
            labelled_.hop_begin.push_back(static_cast<std::uint32_t>(labelled_.hops.size()));
            labelled_.edge_item.push_back(network_.pools[pool].item);
            chain_.supplier.push_back(node_of_[source.maker.index()]);
            chain_.flow.push_back(rate * source.share);
            chain_.supplied.push_back(supplied);
            chain_.delay.push_back(
                static_cast<std::uint32_t>(std::lround(std::min(days, kLongest))));
        }
    }

    // `stock`: days × rate of what fills the slot.
    void close_slot(double usual, double stock, bool critical) {
        if (usual <= 0) return;
        const double days = std::max(1.0, stock / usual);
        chain_.input.push_back(usual);  // divided by the baseline once that is known
        chain_.target_days.push_back(days);
        chain_.reserve_days.push_back(std::max(1.0, network_.stress.psi.value_or(0) * days));
        chain_.rebuild_days.push_back(network_.stress.tau_inventory.value_or(days));
        chain_.first_stock.push_back(days * usual);
        chain_.critical.push_back(critical ? 1 : 0);
        chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
    }

    // A node's baseline is the sum of its customers' flows, added up as the simulation adds up their
    // orders, so that nothing moves by rounding. What the plan makes beyond that leaves the network.
    void set_baselines() {
        const auto& nodes = labelled_.nodes;
        std::vector<double> sold(nodes.size(), 0.0);
        for (std::size_t e = 0; e < chain_.edge_count(); ++e)
            sold[chain_.supplier[e]] += chain_.flow[e] * chain_.supplied[e];
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const bool runs = nodes[n].process.valid();
            const double made = (runs ? month_.made(network_, nodes[n].process)
                                      : month_.delivered[nodes[n].demand]) *
                                per_day_;
            const double rest = made - sold[n];
            chain_.final_demand.push_back(rest > kRounding * made ? rest : 0);
        }
        chain_.baseline = chain_.final_demand;
        for (std::size_t e = 0; e < chain_.edge_count(); ++e)
            chain_.baseline[chain_.supplier[e]] += chain_.flow[e] * chain_.supplied[e];
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const bool runs = nodes[n].process.valid();
            chain_.capacity.push_back(runs ? chain_.baseline[n]
                                           : std::numeric_limits<double>::infinity());
            chain_.alpha_max.push_back(runs ? overtime(nodes[n].process, chain_.baseline[n]) : 1);
            for (std::uint32_t k = chain_.slot_begin[n]; k < chain_.slot_begin[n + 1]; ++k)
                chain_.input[k] /= chain_.baseline[n];
        }
    }

    // Overtime never exceeds the capacity that stands there.
    [[nodiscard]] double overtime(ProcessId id, double baseline) const {
        const auto& process = network_.processes[id];
        double most = network_.stress.alpha_max.value_or(kAlphaMax);
        if (process.capacity_per_month)
            most = std::min(most, *process.capacity_per_month * network_.mean_availability(id) *
                                      process.yield * per_day_ / baseline);
        return std::max(1.0, std::min(most, headroom_[id.index()]));
    }

    [[nodiscard]] Location location_of(PoolId pool) const {
        const auto& place = network_.places[network_.pools[pool].place];
        if (!place.site.valid()) return {.country = place.country};
        const auto& site = network_.sites[place.site];
        return {place.site, site.company, site.country};
    }

    const Network& network_;
    const plan::SteadyPlan& month_;
    double per_day_;
    double least_started_;
    std::vector<double> headroom_;  // by process
    Supply supply_;
    Stocks stocks_;
    std::vector<std::uint32_t> node_of_;
    LabelledChain labelled_;
    Chain& chain_ = labelled_.chain;
};

}  // namespace

LabelledChain chain_of(const Network& network, const plan::SteadyPlan& month) {
    return Builder{network, month}.build();
}

}  // namespace jarip::stress
