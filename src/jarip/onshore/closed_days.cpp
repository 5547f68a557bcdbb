#include "jarip/onshore/closed_days.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace jarip::onshore {
namespace {

using network::DemandId;
using network::InputId;
using network::PoolId;

/// The days to last as a horizon of their own: no lead times, no borders, what is built stands from the start; home
/// has what stress starts from (stock of so many days, goods under way from abroad), and what it is delivered of
/// products today is wanted in each bucket.
class ClosedDays {
public:
    ClosedDays(const Network& network, double days, Service service, const plan::SteadyPlan& today)
        : network_{network},
          days_{days},
          service_{service},
          month_{today},
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
        if (service_ != Service::lasting) {
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
    const plan::SteadyPlan& month_;
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

}  // namespace

TargetModel autonomy_model(const Network& network, double days, double discount_rate,
                           Service service, plan::SteadyPlan today) {
    const Network closed = ClosedDays{network, days, service, today}.network();
    const plan::Scope scope{.closed_border = network.home, .candidates = true};
    TargetModel result{.investments = add_investments(
                           closed, plan::period_formulation(closed, scope),
                           plan::useful_starts(closed, scope, false), 1, discount_rate)};
    result.days = closed.horizon.days();
    result.from_stock = service != Service::lasting;
    result.today = std::move(today);
    if (service == Service::in_full)
        deliver_in_full(result);
    else
        deliver_most(result);
    return result;
}

}  // namespace jarip::onshore
