#include "jarip/onshore/targets.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

namespace jarip::onshore {
namespace {

using network::DemandId;
using network::InputId;
using network::ItemId;
using network::PoolId;

bool at_home(const Network& network, ProcessId process) {
    return network.sites[network.processes[process].site].country == network.home;
}

/// Everything is delivered when nothing is backlog at the end.
TargetModel demand_model(const Network& network, const plan::Scope& scope, double discount_rate) {
    TargetModel result{.investments = add_investments(
                           network, plan::period_formulation(network, scope), 1, discount_rate)};
    const auto& backlog = result.investments.formulation.backlog;
    result.backlog.assign(backlog.end() - static_cast<std::ptrdiff_t>(network.demands.size()),
                          backlog.end());
    for (const lp::ColumnId column : result.backlog)
        result.investments.model().columns[column].high = 0;
    return result;
}

/// docs/formulas.md (Onshore), "domestic-content": home's demand alone, served in full; value added at home ≥ q · its value.
TargetModel content_model(const Network& network, double share, double discount_rate) {
    TargetModel result{.investments = add_investments(
                           network, plan::steady_formulation(network, {.candidates = true}),
                           network.months, discount_rate)};
    auto& formulation = result.investments.formulation;
    auto& model = result.investments.model();
    std::vector<lp::Term> terms;
    for (const DemandId id : network.demands.ids()) {
        const lp::ColumnId delivered = formulation.delivered[id.index()];
        const PoolId pool = network.demands[id].pool;
        const bool home = network.country_of(pool) == network.home;
        const double wanted = home ? network.demands[id].total / network.months : 0;
        if (!delivered.valid()) {
            // Nothing can bring it: a row that cannot hold names the demand.
            if (wanted > 0)
                model.add_row("demand[" + network.demands[id].id + "]", wanted, lp::kInfinity, {});
            continue;
        }
        model.columns[delivered].low = model.columns[delivered].high = wanted;
        if (home)
            terms.push_back({delivered, -share * network.items[network.pools[pool].item].price});
    }
    for (const ProcessId id : network.processes.ids()) {
        const auto& process = network.processes[id];
        const lp::ColumnId started = formulation.started[id.index()];
        if (!started.valid() || !at_home(network, id)) continue;
        terms.push_back({started, network.items[process.item].price * process.yield});
        for (std::size_t i = 0; i < process.inputs.size(); ++i) {
            const InputId input = process.inputs[i];
            const lp::Term used = formulation.used[input.index()];
            const ItemId item = network.parts[network.inputs[input].part].item;
            if (used.column.valid())
                terms.push_back({used.column, -network.items[item].price * used.coefficient});
        }
    }
    result.level = model.add_row("domestic content", 0, lp::kInfinity, std::move(terms));
    return result;
}

/// The days to last as a horizon of their own: no lead times, no borders, what is built stands from the start,
/// and what home wants in that time is wanted on its last day.
Network closed_days(const Network& network, double days) {
    Network closed = network;
    closed.horizon.end = network.horizon.first + std::chrono::days{std::lround(days)};
    closed.months = months_in(closed.horizon);
    closed.receipts.clear();
    for (auto& arc : closed.arcs) arc.transit_days = 0;
    for (auto& process : closed.processes) process.cycle_days = process.build_days = 0;
    for (auto& demand : closed.demands) {
        const bool counts = network.country_of(demand.pool) == network.home &&
                            network.is_product(network.pools[demand.pool].item);
        demand.total = counts ? demand.total * days / network.horizon.days() : 0;
        demand.wanted.clear();
        if (demand.total > 0)
            demand.wanted.push_back({closed.horizon.end - std::chrono::days{1}, demand.total});
    }
    return closed;
}

/// No country but home supplies more than the share of an item.
void limit_countries(const Network& network, double share, Investments& investments) {
    const auto& formulation = investments.formulation;
    const std::size_t count = network.processes.size();
    for (const ItemId item : network.items.ids()) {
        std::vector<std::vector<lp::Term>> by_country(network.countries.size());
        std::vector<lp::Term> all;
        for (std::size_t i = 0; i < formulation.started.size(); ++i) {
            const auto& process = network.processes[ProcessId{i % count}];
            if (process.item != item || !formulation.started[i].valid()) continue;
            by_country[network.sites[process.site].country.index()].push_back(
                {formulation.started[i], process.yield});
            all.push_back({formulation.started[i], -share * process.yield});
        }
        for (const auto country : network.countries.ids()) {
            auto terms = by_country[country.index()];
            if (terms.empty() || country == network.home) continue;
            terms.insert(terms.end(), all.begin(), all.end());
            investments.model().add_row(
                "share[" + network.items[item].id + "," + network.countries[country].code + "]",
                -lp::kInfinity, 0, std::move(terms));
        }
    }
}

void require_level(const Options& options, double low, double high, const char* target) {
    if (options.level && *options.level >= low && *options.level <= high) return;
    throw Error{
        "E0551",
        "",
        {{"target", target}, {"low", format_shortest(low)}, {"high", format_shortest(high)}}};
}

}  // namespace

TargetModel closed_border_model(const Network& network, double discount_rate) {
    TargetModel result{.investments = add_investments(
                           network,
                           plan::steady_formulation(network, {.closed_border = network.home,
                                                              .candidates = true,
                                                              .unlimited_demand = true}),
                           network.months, discount_rate)};
    std::vector<lp::Term> terms;
    for (const lp::ColumnId taken : result.investments.formulation.taken) {
        if (!taken.valid()) continue;
        result.products.push_back(taken);
        terms.push_back({taken, 1});
    }
    result.level = result.investments.model().add_row("closed-border racks", -lp::kInfinity,
                                                      lp::kInfinity, std::move(terms));
    return result;
}

TargetModel target_model(const Network& network, const Options& options) {
    TargetModel result;
    const double rate = options.discount_rate;
    switch (options.target) {
        case Target::closed_border_racks:
            result = closed_border_model(network, rate);
            if (options.level) result.investments.model().rows[result.level].low = *options.level;
            break;
        case Target::demand: result = demand_model(network, {.candidates = true}, rate); break;
        case Target::domestic_content:
            require_level(options, 0, 1, "domestic-content");
            result = content_model(network, *options.level, rate);
            break;
        case Target::autonomy_days:
            require_level(options, 1, 36525, "autonomy-days");
            result = demand_model(closed_days(network, *options.level),
                                  {.closed_border = network.home, .candidates = true}, rate);
            break;
    }
    auto& investments = result.investments;
    if (options.budget) investments.model().rows[investments.budget].high = *options.budget;
    const bool closed =
        options.target == Target::closed_border_racks || options.target == Target::autonomy_days;
    if (options.max_country_share && !closed)
        limit_countries(network, *options.max_country_share, investments);
    return result;
}

}  // namespace jarip::onshore
