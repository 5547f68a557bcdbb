#include "jarip/origin/supply.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

#include "jarip/origin/capacity.hpp"
#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

using network::ArcId;
using network::InputId;
using network::ItemId;
using network::Network;
using network::PoolId;
using network::ProcessId;

/// Weights made to sum to 1, rounding dropped. Some without limit: alike among those. All 0: stays 0.
std::vector<double> proportions(std::vector<double> weights) {
    if (std::count(weights.begin(), weights.end(), kUnlimited) > 0)
        for (double& weight : weights) weight = weight == kUnlimited ? 1 : 0;
    const double all = sum(weights);
    for (double& weight : weights)
        if (weight <= kLeastShare * all) weight = 0;
    const double kept = sum(weights);
    if (kept > 0)
        for (double& weight : weights) weight /= kept;
    return weights;
}

/// Sources with their weights in `share`, as shares; those of none are left out.
std::vector<Source> in_proportion(const std::vector<Source>& weighted) {
    std::vector<double> weights;
    for (const Source& source : weighted) weights.push_back(source.share);
    weights = proportions(std::move(weights));
    std::vector<Source> sources;
    for (std::size_t i = 0; i < weighted.size(); ++i) {
        if (weights[i] <= 0) continue;
        sources.push_back(weighted[i]);
        sources.back().share = weights[i];
    }
    return sources;
}

double total_capacity(const std::vector<Source>& makers) {
    double total = 0;
    for (const Source& maker : makers) total += maker.share;
    return total;
}

}  // namespace

Supply::Supply(const Network& network, const plan::SteadyPlan& month)
    : network_{network},
      month_{month},
      capacity_{good_capacity(network)},
      world_capacity_{network.items.size()},
      makers_{network.pools.size()},
      arcs_{network},
      rows_{network.items.size()} {
    network::require_no_coproducts(network, "jarip origin");
    for (const ProcessId process : network.processes.ids()) {
        const auto& row = network.processes[process];
        if (row.status != network::Status::operating) continue;
        makers_[row.output].push_back(process);
        world_capacity_[row.item] += capacity_[process];
    }
    for (std::size_t row = 0; row < network.sourcing.size(); ++row)
        rows_[network.sourcing[row].item].push_back(row);
}

std::vector<Source> Supply::of(PoolId pool) const {
    auto sources = planned(pool);
    if (sources.empty()) sources = observed(pool);
    if (sources.empty()) sources.push_back({{}, {}, 1, 0});
    return sources;
}

std::vector<Filling> Supply::of(ProcessId process) const {
    const auto& row = network_.processes[process];
    const bool runs = month_.started[process] > 0;
    std::vector<Filling> fillings;
    for (std::size_t begin = 0; begin < row.inputs.size();) {
        std::size_t end = begin;
        const auto slot = network_.inputs[row.inputs[begin]].slot;
        double best = kUnlimited;
        for (; end < row.inputs.size() && network_.inputs[row.inputs[end]].slot == slot; ++end)
            best = std::min(best, network_.parts[network_.inputs[row.inputs[end]].part].preference);

        std::vector<double> flows, capacities, alike;
        for (std::size_t i = begin; i < end; ++i) {
            const InputId input = row.inputs[i];
            const auto& part = network_.parts[network_.inputs[input].part];
            const bool preferred = part.preference == best;
            flows.push_back(runs ? std::max(0.0, month_.used[input]) / part.quantity : 0);
            capacities.push_back(preferred ? world_capacity_[part.item] / part.quantity : 0);
            alike.push_back(preferred ? 1 : 0);
        }
        auto shares = proportions(flows);
        if (sum(shares) <= 0) shares = observed_parts(row, begin, capacities);
        if (sum(shares) <= 0) shares = proportions(capacities);
        if (sum(shares) <= 0) shares = proportions(alike);  // no capacity anywhere: from stock
        for (std::size_t i = begin; i < end; ++i)
            if (shares[i - begin] > 0) fillings.push_back({row.inputs[i], shares[i - begin]});
        begin = end;
    }
    return fillings;
}

/// Shares of part_shares.csv, then by capacity what they leave over; all 0 where it says nothing of the slot.
std::vector<double> Supply::observed_parts(const network::Process& process, std::size_t begin,
                                           const std::vector<double>& capacities) const {
    std::vector<double> named(capacities.size(), 0.0), others = capacities;
    for (const auto& row : network_.part_shares)
        for (std::size_t i = 0; i < capacities.size(); ++i)
            if (process.inputs[begin + i] == row.input) {
                named[i] = row.share;
                others[i] = 0;
            }
    const double left = 1 - sum(named);
    if (sum(named) <= 0) return named;
    others = proportions(std::move(others));
    for (std::size_t i = 0; i < named.size(); ++i) named[i] += std::max(0.0, left) * others[i];
    return proportions(std::move(named));
}

std::vector<Source> Supply::of(ItemId item) const {
    std::vector<Source> makers;
    for (const ProcessId process : network_.processes.ids())
        if (network_.processes[process].item == item)
            makers.push_back({process, {}, capacity_[process], 0});
    return in_proportion(makers);
}

std::vector<Source> Supply::planned(PoolId pool) const {
    std::vector<Source> flows;
    const auto add = [&](Source source) {
        if (source.share > 0) flows.push_back(source);
    };
    for (const ProcessId process : makers_[pool])
        add({process, {}, month_.started[process] * network_.processes[process].yield, 0});
    for (const ArcId arc : arcs_.into(pool)) {
        const auto& row = network_.arcs[arc];
        if (!row.approved) continue;
        add({{}, row.from, month_.shipped[arc], row.freight + row.tariff});
    }
    return in_proportion(flows);
}

/// Shares of sourcing.csv, then by capacity what they leave over.
std::vector<Source> Supply::observed(PoolId pool) const {
    const auto& place = network_.places[network_.pools[pool].place];
    const auto names_site = [&](const network::Sourcing& row) {
        return place.site.valid() && row.buyer == network_.sites[place.site].id;
    };
    const auto reaches = [&](ArcId arc) { return network_.arcs[arc].to == pool; };
    std::vector<const network::Sourcing*> rows;
    for (const std::size_t index : rows_[network_.pools[pool].item]) {
        const auto& row = network_.sourcing[index];
        const bool is_own = row.own && place.site == row.bought_by.site;
        if (is_own || std::any_of(row.supplied.begin(), row.supplied.end(), reaches))
            rows.push_back(&row);
    }
    if (std::any_of(rows.begin(), rows.end(), [&](const auto* row) { return names_site(*row); }))
        std::erase_if(rows, [&](const auto* row) { return !names_site(*row); });

    std::vector<Source> sources;
    std::vector<ArcId> named;
    double left = 1;
    for (const auto* row : rows) {
        std::vector<Source> suppliers;
        if (row->own)
            for (const ProcessId process : makers_[pool])
                suppliers.push_back({process, {}, capacity_[process], 0});
        for (const ArcId arc : row->supplied) {
            if (!reaches(arc)) continue;
            named.push_back(arc);
            const auto& way = network_.arcs[arc];
            if (!way.approved) continue;
            suppliers.push_back(
                {{}, way.from, total_capacity(upstream(way.from)), way.freight + way.tariff});
        }
        for (Source source : in_proportion(suppliers)) {
            source.share *= row->share;
            left -= source.share;
            sources.push_back(source);
        }
    }
    if (left > kLeastShare)
        for (Source source : in_proportion(upstream(pool, named))) {
            source.share *= left;
            sources.push_back(source);
        }
    return in_proportion(sources);
}

/// Every operating maker that can reach a pool, its capacity as share, with the freight of the way that
/// has the fewest arcs.
std::vector<Source> Supply::upstream(PoolId pool, const std::vector<ArcId>& closed) const {
    std::vector<Source> makers;
    std::vector<std::pair<PoolId, double>> queue{{pool, 0.0}};
    std::set<PoolId> seen{pool};
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const auto [at, freight] = queue[i];
        for (const ProcessId process : makers_[at])
            if (capacity_[process] > 0)
                makers.push_back({process, {}, capacity_[process], freight});
        for (const ArcId arc : arcs_.into(at)) {
            const auto& row = network_.arcs[arc];
            if (!row.approved || std::find(closed.begin(), closed.end(), arc) != closed.end())
                continue;
            if (seen.insert(row.from).second)
                queue.emplace_back(row.from, freight + row.freight + row.tariff);
        }
    }
    return makers;
}

}  // namespace jarip::origin
