#include "jarip/onshore/targets.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "jarip/onshore/closed_days.hpp"
#include "jarip/onshore/content.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

using network::ItemId;

/// Stock that is to be kept is refilled from what demands leave: nothing is built for it.
Network without_minimum_stock(const Network& network) {
    Network other = network;
    for (auto& row : other.stock) row.minimum = row.minimum_at_end = 0;
    other.minimum_stock.clear();
    return other;
}

/// Everything is delivered when nothing is backlog at the end.
TargetModel demand_model(const Network& with_minimum, const plan::Scope& scope,
                         double discount_rate) {
    const Network network = without_minimum_stock(with_minimum);
    TargetModel result{.investments = add_investments(
                           network, plan::period_formulation(network, scope),
                           plan::useful_starts(network, scope, false), 1, discount_rate)};
    const auto& backlog = result.investments.formulation.backlog;
    result.backlog.assign(backlog.end() - static_cast<std::ptrdiff_t>(network.demands.size()),
                          backlog.end());
    for (const lp::ColumnId column : result.investments.formulation.lost)
        if (column.valid()) result.backlog.push_back(column);
    for (const lp::ColumnId column : result.backlog)
        result.investments.model().columns[column].high = 0;
    return result;
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
            if (terms.empty() || network.at_home(country)) continue;
            terms.insert(terms.end(), all.begin(), all.end());
            investments.model().add_row("country share[" + network.items[item].id + "," +
                                            network.countries[country].code + "]",
                                        -lp::kInfinity, 0, std::move(terms));
        }
    }
}

/// What leaves of products: of which, and what a unit of it counts for.
struct Counted {
    std::vector<lp::Term> terms;
    std::vector<std::size_t> kinds;
};
Counted counted(const Network& network, const plan::Formulation& formulation) {
    const plan::CountedIn counted_in = plan::counted_in(network);
    Counted result;
    for (std::size_t i = 0; i < formulation.taken.size(); ++i) {
        if (!formulation.taken[i].valid()) continue;
        const std::size_t kind =
            network.product_index(network.pools[network::PoolId{i}].item).value();
        result.terms.push_back({formulation.taken[i], counted_in.weights[kind]});
        result.kinds.push_back(kind);
    }
    return result;
}

/// What a plant that is built has to run may be more than a level takes.
bool has_to_run(const Network& network) {
    return std::ranges::any_of(network.processes, [&](const auto& process) {
        return process.minimum_use > 0 && process.status == network::Status::candidate &&
               network.at_home(network.sites[process.site].country);
    });
}

/// The most products a month with everything built and expanded: no more is of use. Infinite where nothing limits it.
double most_products(const Network& network, const plan::Scope& scope) {
    plan::Formulation all = plan::steady_formulation(network, scope);
    for (auto& column : all.model.columns) column.cost = 0;
    for (const lp::Term& taken : counted(network, all).terms)
        all.model.columns[taken.column].cost = -taken.coefficient;
    for (const ProcessId id : network.processes.ids())
        if (const lp::RowId row = all.capacity[id.index()]; row.valid())
            all.model.rows[row].high +=
                network.processes[id].max_expansion * network.mean_availability(id);
    const lp::Solution solution = lp::solve(all.model);
    if (solution.status == lp::Status::unbounded) return lp::kInfinity;
    return solution.values.empty() ? 0 : std::max(0.0, -solution.objective);
}

}  // namespace

void require_level(const Options& options) {
    const auto within = [&](double low, double high, const char* target) {
        if (options.level && *options.level >= low && *options.level <= high) return;
        throw Error{
            "E0551",
            "",
            {{"target", target}, {"low", format_shortest(low)}, {"high", format_shortest(high)}}};
    };
    if (options.target == Target::domestic_content) within(0, 1, "domestic-content");
    if (options.target == Target::autonomy_days) within(1, 36525, "autonomy-days");
}

TargetModel closed_border_model(const Network& network, double discount_rate,
                                std::optional<double> level) {
    plan::Scope scope{.closed_border = network.home, .candidates = true, .unlimited_demand = true};
    const double most = level && !has_to_run(network) ? *level : most_products(network, scope);
    if (!level && !std::isfinite(most)) throw Error{"E0552", "processes.csv", {}};
    scope.most_taken = level ? std::max(*level, std::isfinite(most) ? most : 0) : most;
    TargetModel result{.investments =
                           add_investments(network, plan::steady_formulation(network, scope),
                                           plan::useful_starts(network, scope, true),
                                           network.months, discount_rate)};
    result.most = scope.most_taken;
    auto [terms, kinds] = counted(network, result.investments.formulation);
    result.products = std::move(terms);
    result.kinds = std::move(kinds);
    // More than the level is of no use, but where a plant has to run: nothing leaves without limit at a price that the
    // solver does not see.
    result.level =
        result.investments.model().add_row("closed-border products", level.value_or(-lp::kInfinity),
                                           scope.most_taken * (1 + kOfUseSlack), result.products);
    return result;
}

TargetModel target_model(const Network& network, const Options& options, Service service,
                         const plan::SteadyPlan* today, Newcomers newcomers) {
    TargetModel result;
    const double rate = options.discount_rate;
    const auto month = [&] {
        return today ? *today : plan::steady(network, {.bottlenecks = false});
    };
    switch (options.target) {
        case Target::closed_border_racks:
            result = closed_border_model(network, rate, options.level);
            break;
        case Target::demand: result = demand_model(network, {.candidates = true}, rate); break;
        case Target::domestic_content:
            result = content_model(network, *options.level, rate, month(), newcomers);
            break;
        case Target::autonomy_days:
            result = autonomy_model(network, *options.level, rate, service, month());
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
