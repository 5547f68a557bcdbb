#include "jarip/stress/stage_limits.hpp"

#include <algorithm>
#include <chrono>

namespace jarip::stress {

using network::ArcId;
using network::Effect;
using network::LaneId;
using network::Network;
using network::PoolId;
using network::ProcessId;
using network::ResourceId;

namespace {

using ByDay = StageLimits::ByDay;

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

StageLimits::Left::Left(const Network& network, const network::Scenario& scenario, std::size_t days)
    : effects{network, scenario, days},
      process{left_by_day(effects, Effect::On::process, days)},
      arc{left_by_day(effects, Effect::On::arc, days)},
      passing{left_by_day(effects, Effect::On::passage, days)},
      begin{network::events_begin(network, &scenario)} {}

StageLimits::StageLimits(const Network& network, const BestMonth& month, std::size_t days)
    : network_{network},
      month_{month},
      months_a_day_{network.months / network.horizon.days()},
      months_before_{0},
      makes_(network.pools.size(), 0) {
    for (std::size_t day = 0; day < days; ++day)
        months_before_.push_back(
            months_before_.back() +
            1.0 / days_in_month(network_.horizon.first + std::chrono::days{day}));
    set_work();
    set_day_use();
    for (const auto& process : network.processes) makes_[process.output.index()] = 1;
}

void StageLimits::set_work() {
    const std::size_t days = months_before_.size() - 1;
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

void StageLimits::set_day_use() {
    day_use_.assign(network_.items.size(), 0);
    for (const auto& input : network_.inputs) {
        const auto& process = network_.processes[input.process];
        const double capacity = process.capacity_per_month.value_or(lp::kInfinity);
        day_use_[network_.pools[input.pool].item.index()] +=
            network_.parts[input.part].quantity * capacity * months_a_day_;
    }
}

double StageLimits::months_of(const Stage& stage, const Work& work,
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

void StageLimits::set(const Left& left, const Stage& stage, const BestMonth::Copy& copy,
                      const lp::Model& model, lp::Solver& solver) const {
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
        solver.set_bounds(column, 0, most);
        if (const auto row = copy.capacity[id.index()]; row.valid())
            solver.set_bounds(row, -lp::kInfinity,
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
        double most = model.columns[column].high;
        if (empty || (!arc.approved && !network_.approved_on(id, last, left.begin)))
            most = 0;
        else if (is_shut(of_row))
            most = month_.intangible(arc.from) ? of_design(*of_row, arc.from) : 0;
        else if (is_shut(passing))
            most = 0;
        solver.set_bounds(column, 0, most);
    }
    for (const LaneId id : network_.lanes.ids())
        if (const auto row = copy.lane[id.index()]; row.valid())
            solver.set_bounds(
                row, -lp::kInfinity,
                empty ? 0 : *network_.lanes[id].capacity_per_month * months_of(stage, {}, nullptr));
}

}  // namespace jarip::stress
