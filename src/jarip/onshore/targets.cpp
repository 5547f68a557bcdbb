#include "jarip/onshore/targets.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace jarip::onshore {
namespace {

using network::DemandId;
using network::InputId;
using network::ItemId;
using network::PoolId;

bool at_home(const Network& network, ProcessId process) {
    return network.at_home(network.sites[network.processes[process].site].country);
}

/// Stock that is to be kept is refilled from what demands leave: nothing is built for it.
Network without_minimum_stock(const Network& network) {
    Network other = network;
    for (auto& row : other.stock) row.minimum = row.minimum_at_end = 0;
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

/// The same network with what home wants only.
Network with_demand_at_home(const Network& network) {
    Network home = network;
    for (auto& demand : home.demands) {
        if (network.at_home(network.country_of(demand.pool))) continue;
        demand.total = 0;
        demand.wanted.clear();
    }
    return home;
}

/// docs/formulas.md (Onshore), "domestic-content": home's demand alone, served in full; value added at home ≥ q · its value.
TargetModel content_model(const Network& world, double share, double discount_rate) {
    const Network network = with_demand_at_home(world);
    const plan::Scope scope{.candidates = true};
    TargetModel result{.investments =
                           add_investments(network, plan::steady_formulation(network, scope),
                                           plan::useful_starts(network, scope, true),
                                           network.months, discount_rate)};
    auto& formulation = result.investments.formulation;
    auto& model = result.investments.model();
    std::vector<lp::Term> terms;
    for (const DemandId id : network.demands.ids()) {
        const lp::ColumnId delivered = formulation.delivered[id.index()];
        const PoolId pool = network.demands[id].pool;
        const bool home = network.at_home(network.country_of(pool));
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
    result.at_open_borders = true;
    return result;
}

/// The days to last as a horizon of their own: no lead times, no borders, what is built stands from the start; home
/// has what stress starts from (stock of so many days, goods under way from abroad), and what it is delivered of
/// products today is wanted in each bucket.
class ClosedDays {
public:
    ClosedDays(const Network& network, double days, Service service)
        : network_{network},
          days_{days},
          service_{service},
          month_{plan::steady(network, {.bottlenecks = false})},
          per_day_{network.months / network.horizon.days()} {}

    Network network() {
        Network closed = network_;
        closed.horizon.end = network_.horizon.first + std::chrono::days{std::lround(days_)};
        closed.months = months_in(closed.horizon);
        closed.receipts.clear();
        for (auto& arc : closed.arcs) arc.transit_days = 0;
        for (auto& process : closed.processes) process.cycle_days = process.build_days = 0;
        set_demands(closed);
        closed.stock.clear();
        if (service_ == Service::in_full) {
            set_stock(closed);
            add_under_way(closed);
        }
        give_designs(closed);
        return closed;
    }

private:
    [[nodiscard]] bool counts(const network::Demand& demand) const {
        return network_.at_home(network_.country_of(demand.pool)) &&
               network_.is_product(network_.pools[demand.pool].item);
    }

    void set_demands(Network& closed) const {
        double delivered = 0;
        for (const DemandId id : network_.demands.ids())
            if (counts(network_.demands[id])) delivered += month_.delivered[id];
        const auto& rates = delivered > 0 ? month_.delivered : month_.wanted;
        for (const DemandId id : network_.demands.ids()) {
            auto& demand = closed.demands[id];
            const double rate = counts(demand) ? rates[id] * per_day_ : 0;
            demand.total = rate * closed.horizon.days();
            demand.late_cost_per_day = demand.lost_cost = 0;
            demand.wanted.clear();
            if (rate <= 0) continue;
            for (const Period& bucket : buckets(closed.horizon, closed.bucket))
                demand.wanted.push_back({bucket.first, rate * bucket.days()});
        }
    }

    /// A running process has at least the inputs of a day.
    void set_stock(Network& closed) const {
        const auto& pools = network_.pools;
        Indexed<PoolId, double> used{pools.size(), 0.0}, delivered{pools.size(), 0.0};
        Indexed<PoolId, double> held{pools.size(), 0.0};
        Indexed<PoolId, std::uint8_t> listed{pools.size(), 0};
        for (const InputId id : month_.used.ids())
            used[network_.inputs[id].pool] += month_.used[id] * per_day_;
        for (const DemandId id : month_.delivered.ids())
            delivered[network_.demands[id].pool] += month_.delivered[id] * per_day_;
        for (const auto& row : network_.stock) {
            const double use = used[row.pool] + delivered[row.pool];
            held[row.pool] += row.target_days && use > 0 ? *row.target_days * use : row.quantity;
            listed[row.pool] = 1;
        }
        for (const PoolId id : pools.ids()) {
            if (listed[id] == 0) held[id] = network_.stress.target_days.value_or(0) * used[id];
            held[id] = std::max(held[id], used[id] + delivered[id]);
            if (held[id] > 0) closed.stock.push_back({.pool = id, .quantity = held[id]});
        }
    }

    /// A design whose owner is abroad is given on, as much as can be of use: no border stops it.
    void give_designs(Network& closed) const {
        Indexed<ItemId, std::uint8_t> owned_abroad{network_.items.size(), 0};
        for (const auto& process : network_.processes)
            if (network_.items[process.item].intangible &&
                process.status == network::Status::operating &&
                !network_.at_home(network_.sites[process.site].country))
                owned_abroad[process.item] = 1;
        Indexed<PoolId, std::size_t> row{network_.pools.size(), 0};
        std::erase_if(closed.stock, [&](const network::Stock& stock) {
            return owned_abroad[network_.pools[stock.pool].item] != 0;
        });
        const std::size_t first = closed.stock.size();
        for (const auto& input : network_.inputs) {
            const ItemId item = network_.parts[input.part].item;
            if (owned_abroad[item] == 0 || row[input.pool] > 0 ||
                !network_.at_home(network_.country_of(input.pool)))
                continue;
            closed.items[item].holding_cost_per_day = 0;
            closed.stock.push_back({.pool = input.pool, .quantity = 1});
            row[input.pool] = closed.stock.size();
        }
        if (closed.stock.size() == first) return;
        const auto useful = plan::useful_starts(
            closed, {.closed_border = network_.home, .candidates = true}, false);
        for (const auto& input : network_.inputs)
            if (row[input.pool] > 0)
                closed.stock[row[input.pool] - 1].quantity +=
                    std::min(useful[input.process], kMost) * network_.parts[input.part].quantity;
    }
    static constexpr double kMost = 1e12;  ///< starts, where nothing bounds them

    /// Days from its start abroad to the pool, by how much comes each way.
    [[nodiscard]] Indexed<PoolId, double> days_on_the_way() const {
        constexpr int kLongestWay = 20;  // hops
        Indexed<PoolId, double> days{network_.pools.size(), 0.0};
        for (int hop = 0; hop < kLongestWay; ++hop) {
            Indexed<PoolId, double> sum{network_.pools.size(), 0.0}, all = sum;
            const auto add = [&](PoolId pool, double rate, double way) {
                sum[pool] += rate * way;
                all[pool] += rate;
            };
            for (const ProcessId id : network_.processes.ids())
                add(network_.processes[id].output, month_.made(network_, id),
                    network_.processes[id].cycle_days);
            for (const network::ArcId id : network_.arcs.ids()) {
                const auto& arc = network_.arcs[id];
                add(arc.to, month_.shipped[id], arc.transit_days + days[arc.from]);
            }
            for (const PoolId id : network_.pools.ids())
                days[id] = all[id] > 0 ? sum[id] / all[id] : 0;
        }
        return days;
    }

    void add_under_way(Network& closed) const {
        const auto way = days_on_the_way();
        for (const network::ArcId id : network_.arcs.ids()) {
            const auto& arc = network_.arcs[id];
            if (month_.shipped[id] <= 0 || !network_.at_home(network_.country_of(arc.to)) ||
                network_.at_home(network_.country_of(arc.from)))
                continue;
            const double comes = std::min(days_, arc.transit_days + way[arc.from]);
            if (comes > 0)
                closed.receipts.push_back(
                    {arc.to, closed.horizon.first, month_.shipped[id] * per_day_ * comes});
        }
    }

    const Network& network_;
    double days_;
    Service service_;
    plan::SteadyPlan month_;
    double per_day_;
};

/// Nothing is owed at the end of any bucket, nor lost in it.
void deliver_in_full(TargetModel& target) {
    const auto& formulation = target.investments.formulation;
    for (const auto* columns : {&formulation.backlog, &formulation.lost})
        for (const lp::ColumnId column : *columns) {
            if (!column.valid()) continue;
            target.investments.model().columns[column].high = 0;
            target.backlog.push_back(column);
        }
}

/// In each bucket at least kAutonomous of all products, and of none more than is wanted: nothing is caught up with.
void deliver_most(TargetModel& target) {
    const auto& formulation = target.investments.formulation;
    lp::Model& model = target.investments.model();
    const std::size_t count = formulation.delivered.size() / formulation.period_count();
    for (std::size_t t = 0; t < formulation.period_count(); ++t) {
        double wanted = 0;
        std::vector<lp::Term> terms;
        for (std::size_t i = t * count; i < (t + 1) * count; ++i) {
            wanted += formulation.wanted[i];
            const lp::ColumnId delivered = formulation.delivered[i];
            if (!delivered.valid()) continue;
            model.columns[delivered].high = formulation.wanted[i];
            terms.push_back({delivered, 1});
        }
        if (wanted <= 0) continue;
        model.add_row("autonomy[" + format_date(formulation.periods[t].first) + "]",
                      kAutonomous * wanted, lp::kInfinity, std::move(terms));
    }
}

TargetModel autonomy_model(const Network& network, double days, double discount_rate,
                           Service service) {
    const Network closed = ClosedDays{network, days, service}.network();
    const plan::Scope scope{.closed_border = network.home, .candidates = true};
    TargetModel result{.investments = add_investments(
                           closed, plan::period_formulation(closed, scope),
                           plan::useful_starts(closed, scope, false), 1, discount_rate)};
    result.days = closed.horizon.days();
    if (service == Service::in_full)
        deliver_in_full(result);
    else
        deliver_most(result);
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

namespace {

/// The most products a month with everything built and expanded: no more is of use.
double most_products(const Network& network, const plan::Scope& scope) {
    plan::Formulation all = plan::steady_formulation(network, scope);
    for (auto& column : all.model.columns) column.cost = 0;
    for (const lp::ColumnId taken : all.taken)
        if (taken.valid()) all.model.columns[taken].cost = -1;
    for (const ProcessId id : network.processes.ids())
        if (const lp::RowId row = all.capacity[id.index()]; row.valid())
            all.model.rows[row].high +=
                network.processes[id].max_expansion * network.mean_availability(id);
    const lp::Solution solution = lp::solve(all.model);
    if (solution.status == lp::Status::unbounded) throw Error{"E0552", "processes.csv", {}};
    return solution.values.empty() ? 0 : std::max(0.0, -solution.objective);
}

}  // namespace

TargetModel closed_border_model(const Network& network, double discount_rate,
                                std::optional<double> level) {
    plan::Scope scope{.closed_border = network.home, .candidates = true, .unlimited_demand = true};
    scope.most_taken = level ? *level : most_products(network, scope);
    TargetModel result{.investments =
                           add_investments(network, plan::steady_formulation(network, scope),
                                           plan::useful_starts(network, scope, true),
                                           network.months, discount_rate)};
    result.most = scope.most_taken;
    std::vector<lp::Term> terms;
    for (const lp::ColumnId taken : result.investments.formulation.taken) {
        if (!taken.valid()) continue;
        result.products.push_back(taken);
        terms.push_back({taken, 1});
    }
    // More than the level is of no use: nothing leaves without limit at a price that the solver does not see.
    constexpr double kSlack = 1e-6;
    result.level =
        result.investments.model().add_row("closed-border products", level.value_or(-lp::kInfinity),
                                           scope.most_taken * (1 + kSlack), std::move(terms));
    return result;
}

TargetModel target_model(const Network& network, const Options& options, Service service) {
    TargetModel result;
    const double rate = options.discount_rate;
    switch (options.target) {
        case Target::closed_border_racks:
            result = closed_border_model(network, rate, options.level);
            break;
        case Target::demand: result = demand_model(network, {.candidates = true}, rate); break;
        case Target::domestic_content:
            require_level(options, 0, 1, "domestic-content");
            result = content_model(network, *options.level, rate);
            break;
        case Target::autonomy_days:
            require_level(options, 1, 36525, "autonomy-days");
            result = autonomy_model(network, *options.level, rate, service);
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
