#include "jarip/stress/least_lost.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

using network::ArcId;
using network::DemandId;
using network::Effect;
using network::LaneId;
using network::Network;
using network::PoolId;
using network::ProcessId;
using network::ResourceId;

namespace {

using ByDay = std::map<std::size_t, std::vector<double>>;

// By row, what effects of a kind leave on each day; of rows that none acts on nothing is said.
ByDay left_by_day(const network::Effects& effects, Effect::On on, std::size_t days) {
    ByDay left;
    for (const Effect& effect : effects.all()) {
        if (effect.on != on) continue;
        for (const auto id : effect.ids) {
            auto& of_row = left.try_emplace(id, days, 1.0).first->second;
            for (std::size_t i = 0; i < effect.severity.size() && effect.first_day + i < days; ++i)
                of_row[effect.first_day + i] *= std::max(0.0, 1 - effect.severity[i]);
        }
    }
    return left;
}

const std::vector<double>* find(const ByDay& left, std::size_t row) {
    const auto found = left.find(row);
    return found == left.end() ? nullptr : &found->second;
}

}  // namespace

struct LeastLost::Left {
    Left(const Network& network, const network::Scenario& scenario, std::size_t days)
        : effects{network, scenario, days},
          process{left_by_day(effects, Effect::On::process, days)},
          arc{left_by_day(effects, Effect::On::arc, days)},
          passing{left_by_day(effects, Effect::On::passage, days)},
          begin{network::events_begin(network, &scenario)} {}

    network::Effects effects;
    ByDay process, arc, passing;
    std::optional<Day> begin;
};

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
      in_run_{stock_of(network, chain)},
      makes_(network.pools.size(), 0) {
    set_periods();
    set_deliveries(month, by_value);
    set_work();
    set_day_use();
    for (const auto& process : network.processes) makes_[process.output.index()] = 1;
    build();
}

// The days that a run counts, in the periods of the horizon; days beyond it are one more.
void LeastLost::set_periods() {
    for (const Period& period : buckets(network_.horizon, network_.bucket)) {
        const auto begin =
            static_cast<std::size_t>((period.first - network_.horizon.first).count());
        if (begin >= days_) break;
        periods_.push_back({begin, begin + static_cast<std::size_t>(period.days())});
    }
    if (const auto end = periods_.back().end; end < days_) periods_.push_back({end, days_});
    months_before_.push_back(0);
    for (std::size_t day = 0; day < periods_.back().end; ++day)
        months_before_.push_back(
            months_before_.back() +
            1.0 / days_in_month(network_.horizon.first + std::chrono::days{day}));
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

void LeastLost::set_work() {
    const std::size_t days = periods_.back().end;
    const auto date = [&](std::size_t day) {
        return network_.horizon.first + std::chrono::days{static_cast<int>(day)};
    };
    of_process_.resize(network_.processes.size());
    of_resource_.resize(network_.resources.size());
    for (const ProcessId id : network_.processes.ids()) {
        const bool steps = network_.has_steps(id);
        auto available = network::available_days(network_, id, days);
        if (available.empty() && !steps) continue;
        available.resize(days, 1.0);
        Work& work = of_process_[id.index()];
        for (std::size_t day = 0; day < days; ++day)
            work.planned.push_back(available[day] *
                                   (steps ? network_.capacity_share(id, date(day)) : 1) /
                                   days_in_month(date(day)));
        work.run = std::move(available);
    }
    for (const ResourceId id : network_.resources.ids()) {
        const bool steps = network_.has_steps(id);
        if (network_.availability.empty() && !steps) continue;
        Work& work = of_resource_[id.index()];
        work.run.assign(days, 1.0);
        for (std::size_t day = 0; day < days; ++day)
            work.planned.push_back(
                network::available(network_, network_.resources[id].site, date(day)) *
                (steps ? network_.capacity_share(id, date(day)) : 1) / days_in_month(date(day)));
    }
    // In a run a process goes up to its share of a resource on the mean, and each day's availability of it.
    for (const auto& use : network_.uses) {
        const auto& available = of_process_[use.process.index()].run;
        const double mean = network_.mean_availability(use.process);
        auto& best = of_resource_[use.resource.index()].run;
        for (std::size_t day = 0; day < std::min(available.size(), best.size()); ++day)
            if (mean > 0) best[day] = std::max(best[day], available[day] / mean);
    }
}

void LeastLost::set_day_use() {
    day_use_.assign(network_.items.size(), 0);
    for (const auto& input : network_.inputs) {
        const auto& process = network_.processes[input.process];
        const double capacity = process.capacity_per_month.value_or(lp::kInfinity);
        day_use_[network_.pools[input.pool].item.index()] +=
            network_.parts[input.part].quantity * capacity * months_a_day_;
    }
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
LeastLost::Stages LeastLost::stages_of(const Left& left) const {
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

double LeastLost::months_of(const Stage& stage, const Work& work,
                            const std::vector<double>* left) const {
    const auto days = static_cast<double>(stage.end - stage.begin);
    if (work.run.empty() && left == nullptr)
        return std::max(months_before_[stage.end] - months_before_[stage.begin],
                        days * months_a_day_);
    Sum planned;
    Sum run;
    for (std::size_t day = stage.begin; day < stage.end; ++day) {
        const double share = left == nullptr ? 1 : (*left)[day];
        planned.add(share * (work.run.empty() ? months_before_[day + 1] - months_before_[day]
                                              : work.planned[day]));
        run.add(share * (work.run.empty() ? 1 : work.run[day]));
    }
    return std::max(planned.value(), run.value() * months_a_day_);
}

void LeastLost::set_stage(const Left& left, const Stage& stage, const BestMonth::Copy& copy) {
    const bool empty = stage.begin == stage.end;
    const auto is_shut = [&](const std::vector<double>* of_row) {
        return of_row != nullptr &&
               std::all_of(of_row->begin() + static_cast<std::ptrdiff_t>(stage.begin),
                           of_row->begin() + static_cast<std::ptrdiff_t>(stage.end),
                           [](double share) { return share == 0; });
    };
    // What a design allowed the day before holds for one more, for any quantity.
    const auto of_design = [&](const std::vector<double>& of_row, PoolId pool) {
        const bool before = stage.begin == 0 || of_row[stage.begin - 1] > 0;
        return before ? day_use_[network_.pools[pool].item.index()] : 0;
    };
    // What others take of a resource holds nobody back: in a run those who step in do not ask each other.
    std::vector<double> of_resources(network_.processes.size(), lp::kInfinity);
    for (const auto& use : network_.uses) {
        const auto& capacity = network_.resources[use.resource].capacity_per_month;
        if (!capacity || !(use.quantity > 0)) continue;
        double& most = of_resources[use.process.index()];
        most = std::min(most, *capacity / use.quantity *
                                  months_of(stage, of_resource_[use.resource.index()], nullptr));
    }
    for (const ProcessId id : network_.processes.ids()) {
        const auto column = copy.started[id.index()];
        if (!column.valid()) continue;
        const auto& process = network_.processes[id];
        const auto* of_row = find(left.process, id.index());
        double most = of_resources[id.index()];
        if (empty)
            most = 0;
        else if (is_shut(of_row))
            most = month_.intangible(process.output)
                       ? of_design(*of_row, process.output) / process.yield
                       : 0;
        solver_->set_bounds(column, 0, most);
        if (const auto row = copy.capacity[id.index()]; row.valid())
            solver_->set_bounds(row, -lp::kInfinity,
                                empty ? 0
                                      : *process.capacity_per_month *
                                            months_of(stage, of_process_[id.index()], of_row));
    }
    for (const ArcId id : network_.arcs.ids()) {
        const auto column = copy.shipped[id.index()];
        if (!column.valid()) continue;
        const auto& arc = network_.arcs[id];
        const auto* of_row = find(left.arc, id.index());
        const auto* passing =
            makes_[arc.from.index()] == 0 ? find(left.passing, arc.from.index()) : nullptr;
        const Day last =
            network_.horizon.first +
            std::chrono::days{static_cast<int>(std::max<std::size_t>(stage.end, 1)) - 1};
        double most = model_.columns[column].high;
        if (empty || (!arc.approved && !network_.approved_on(id, last, left.begin)))
            most = 0;
        else if (is_shut(of_row))
            most = month_.intangible(arc.from) ? of_design(*of_row, arc.from) : 0;
        else if (is_shut(passing))
            most = 0;
        solver_->set_bounds(column, 0, most);
    }
    for (const LaneId id : network_.lanes.ids())
        if (const auto row = copy.lane[id.index()]; row.valid())
            solver_->set_bounds(
                row, -lp::kInfinity,
                empty ? 0 : *network_.lanes[id].capacity_per_month * months_of(stage, {}, nullptr));
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
    const Left left{network_, scenario, periods_.back().end};
    if (!solver_ || left.effects.empty()) return {};
    if (basis_.empty()) {
        // All scenarios start from the same solution, in which nothing happens.
        const Left none{network_, {}, periods_.back().end};
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
