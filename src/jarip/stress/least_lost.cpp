#include "jarip/stress/least_lost.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

using network::DemandId;
using network::Effect;
using network::Network;
using network::PoolId;

std::vector<double> due_by_period(const Network& network, const plan::SteadyPlan& month,
                                  DemandId id) {
    const auto& demand = network.demands[id];
    const double share = ratio(month.delivered[id] * network.months, demand.total).value_or(0);
    std::vector<double> due;
    for (const Period& period : buckets(network.horizon, network.bucket)) {
        Sum wanted;
        for (const auto& line : demand.wanted)
            if (period.contains(line.date)) wanted.add(line.quantity);
        due.push_back(share * wanted.value());
    }
    return due;
}

LeastLost::LeastLost(const Network& network, const plan::SteadyPlan& month,
                     const LabelledChain& chain, std::uint32_t days, bool by_value)
    : network_{network},
      days_{days},
      months_a_day_{network.months / network.horizon.days()},
      month_{network, static_cast<double>(days)},
      periods_{periods_of(network, days)},
      limits_{network, month_, periods_.back().end},
      in_run_{stock_of(network, chain)} {
    set_deliveries(month, by_value);
    build();
}

// The days that a run counts, in the periods of the horizon; days beyond it are one more.
std::vector<LeastLost::Stage> LeastLost::periods_of(const Network& network, std::uint32_t days) {
    std::vector<Stage> periods;
    for (const Period& period : buckets(network.horizon, network.bucket)) {
        const auto begin = static_cast<std::size_t>((period.first - network.horizon.first).count());
        if (begin >= days) break;
        periods.push_back({begin, begin + static_cast<std::size_t>(period.days())});
    }
    if (const auto end = periods.back().end; end < days) periods.push_back({end, days});
    return periods;
}

// Of what the steady month delivers as much is due on each day of a run; in a plan when it is wanted.
void LeastLost::set_deliveries(const plan::SteadyPlan& month, bool by_value) {
    const bool planned = days_ == static_cast<std::uint32_t>(network_.horizon.days());
    for (const DemandId id : network_.demands.ids()) {
        const auto& demand = network_.demands[id];
        if (!(month.delivered[id] > 0) || !network_.is_product(network_.pools[demand.pool].item) ||
            !network_.at_home(network_.country_of(demand.pool)))
            continue;
        Delivery delivery{id, by_value ? demand.price : 1, {}, {}};
        for (const Stage& period : periods_)
            delivery.run.push_back(
                month.delivered[id] * months_a_day_ *
                static_cast<double>(std::min<std::size_t>(period.end, days_) - period.begin));
        if (planned) delivery.plan = due_by_period(network_, month, id);
        deliveries_.push_back(std::move(delivery));
    }
}

double LeastLost::due(const Delivery& delivery, const Stage& stage) {
    const auto total = [&](const std::vector<double>& by_period) {
        Sum sum;
        for (auto t = stage.first_period; t < stage.end_period; ++t) sum.add(by_period[t]);
        return sum.value();
    };
    const double run = total(delivery.run);
    return delivery.plan.empty() ? run : std::min(run, total(delivery.plan));
}

// What one stage does not use the next one has. Designs are not kept.
void LeastLost::build() {
    std::vector<lp::ColumnId> kept(network_.pools.size());
    for (std::size_t s = 0; s < kStages; ++s) {
        std::vector<std::vector<lp::Term>> more(network_.pools.size());
        for (const PoolId pool : network_.pools.ids()) {
            auto& column = kept[pool.index()];
            if (!month_.has(pool) || month_.intangible(pool)) continue;
            if (s > 0) more[pool.index()].push_back({column, 1});
            if (s + 1 == kStages) continue;
            column = model_.add_column("keep " + std::to_string(pool.index()), 0, lp::kInfinity, 0);
            more[pool.index()].push_back({column, -1});
        }
        copies_.push_back(month_.add_to(model_, std::move(more)));
    }
    double largest = 0;
    for (const auto& delivery : deliveries_) largest = std::max(largest, delivery.weight);
    if (largest == 0) return;
    for (const auto& copy : copies_) {
        for (const auto column : copy.delivered)
            if (column.valid()) model_.columns[column].high = 0;
        for (const auto& delivery : deliveries_)
            if (const auto column = copy.delivered[delivery.demand.index()]; column.valid()) {
                model_.columns[column].high = lp::kInfinity;
                model_.columns[column].cost = -delivery.weight / largest;
            }
    }
    solver_.emplace(model_);
}

LeastLost::Stage LeastLost::stage_of(std::size_t first_period, std::size_t end_period) const {
    if (first_period == end_period) return {};
    return {periods_[first_period].begin, periods_[end_period - 1].end, first_period, end_period};
}

// The periods before the events, and those from the first to the last on whose days one acts, in parts alike.
LeastLost::Stages LeastLost::stages_of(const StageLimits::Left& left) const {
    std::size_t begin = days_;
    std::size_t end = 0;
    for (const Effect& effect : left.effects.all()) {
        begin = std::min(begin, effect.first_day);
        end = std::max(end, effect.first_day + effect.severity.size());
    }
    std::size_t first = 0;
    while (first < periods_.size() && periods_[first].end <= begin) ++first;
    std::size_t last = periods_.size();
    while (last > first && periods_[last - 1].begin >= end) --last;
    Stages stages;
    stages[0] = stage_of(0, first);
    const std::size_t parts = kStages - 1;
    for (std::size_t i = 0; i < parts; ++i)
        stages[i + 1] =
            stage_of(first + (last - first) * i / parts, first + (last - first) * (i + 1) / parts);
    return stages;
}

void LeastLost::set_stage(const StageLimits::Left& left, const Stage& stage,
                          const BestMonth::Copy& copy) {
    limits_.set(left, stage, copy, model_, *solver_);
    for (const auto& delivery : deliveries_)
        if (const auto row = copy.demand[delivery.demand.index()]; row.valid())
            solver_->set_bounds(row, 0, due(delivery, stage));
}

// What lies at the start of a run, or what a plan has had until the end of the stage where that is more.
void LeastLost::set_stock(const Stages& stages) {
    auto planned = planned_stock(network_);
    std::vector<double> given(planned.size(), 0.0);
    std::size_t until = 0;
    for (std::size_t s = 0; s < kStages; ++s) {
        const std::size_t end = std::max(until, stages[s].end);
        for (const auto& receipt : network_.receipts) {
            const auto day = static_cast<std::size_t>(
                std::max<std::int64_t>(0, (receipt.date - network_.horizon.first).count()));
            if (day < end && (until == 0 || day >= until))
                planned[receipt.pool.index()] += receipt.quantity;
        }
        until = end;
        for (const PoolId pool : network_.pools.ids()) {
            const auto row = copies_[s].balance[pool.index()];
            if (!row.valid()) continue;
            const double have = std::max(planned[pool.index()], in_run_[pool.index()]);
            solver_->set_bounds(row, -(have - given[pool.index()]), lp::kInfinity);
            given[pool.index()] = have;
        }
    }
}

lp::Solution LeastLost::solve() {
    auto solution = solver_->solve();
    if (solution.status != lp::Status::optimal)
        throw std::logic_error{"stages in which nothing need be made were not solved"};
    return solution;
}

LeastLost::Lost LeastLost::under(const network::Scenario& scenario) {
    const StageLimits::Left left{network_, scenario, periods_.back().end};
    if (!solver_ || left.effects.empty()) return {};
    if (basis_.empty()) {
        // All scenarios start from the same solution, in which nothing happens.
        const StageLimits::Left none{network_, {}, periods_.back().end};
        Stages stages;
        for (std::size_t i = 0; i < kStages; ++i)
            stages[i] =
                stage_of(periods_.size() * i / kStages, periods_.size() * (i + 1) / kStages);
        for (std::size_t s = 0; s < kStages; ++s) set_stage(none, stages[s], copies_[s]);
        set_stock(stages);
        (void)solve();
        basis_ = solver_->basis();
    }
    const Stages stages = stages_of(left);
    for (std::size_t s = 0; s < kStages; ++s) set_stage(left, stages[s], copies_[s]);
    set_stock(stages);
    solver_->start_from(basis_);
    const auto solution = solve();
    Sum counted;
    Sum units;
    for (const auto& delivery : deliveries_) {
        Sum all;
        Sum came;
        for (std::size_t s = 0; s < kStages; ++s) {
            all.add(due(delivery, stages[s]));
            if (const auto column = copies_[s].delivered[delivery.demand.index()]; column.valid())
                came.add(solution.values[column]);
        }
        const double missing = all.value() - came.value();
        if (missing <= kShort * all.value()) continue;
        counted.add(missing * delivery.weight);
        units.add(missing);
    }
    return {counted.value(), units.value()};
}

}  // namespace jarip::stress
