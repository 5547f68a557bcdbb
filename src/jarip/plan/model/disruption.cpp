#include "jarip/plan/model/disruption.hpp"

#include <cstddef>
#include <utility>

namespace jarip::plan {

namespace {

network::Effects effects_of(const Network& network, const network::Scenario* scenario) {
    if (scenario == nullptr) return network::Effects{network};
    return {network, *scenario, static_cast<std::size_t>(network.horizon.days())};
}

}  // namespace

Disruption::Disruption(const Network& network, network::Effects effects)
    : network_{network}, effects_{std::move(effects)}, made_here_{network.pools.size(), 0} {
    for (const auto& process : network.processes) made_here_[process.output] = 1;
    for (const auto& coproduct : network.coproducts) made_here_[coproduct.pool] = 1;
}

Disruption::Disruption(const Network& network, const network::Scenario* scenario)
    : Disruption{network, effects_of(network, scenario)} {}

Disruption Disruption::in_full(const Network& network, const network::Scenario& scenario) {
    return {network, effects_of(network, &scenario).in_full()};
}

double Disruption::process_open(ProcessId process, Day day) const {
    return effects_.left(process, day);
}

double Disruption::resource_open(ResourceId resource, Day day) const {
    return effects_.left(resource, day);
}

// What is made at a place that is down is limited there; what only passes through, on its way out.
double Disruption::arc_open(ArcId id, Day day) const {
    const PoolId from = network_.arcs[id].from;
    const double passing = made_here_[from] == 0 ? effects_.passing(from, day) : 1;
    return effects_.left(id, day) * passing;
}

double Disruption::days_late(ArcId arc, Day day) const { return effects_.days_late(arc, day); }

double Disruption::tariff(ArcId arc, Day day) const { return effects_.tariff(arc, day); }

double Disruption::demand_factor(DemandId demand, Day day) const {
    return effects_.demand_factor(demand, day);
}

double Disruption::stock_kept(PoolId pool, const Period& period) const {
    return effects_.stock_kept(pool, period);
}

const SteadyPlan& Disruption::baseline() const {
    if (!at_baseline_) at_baseline_ = steady(network_, {.bottlenecks = false});
    return *at_baseline_;
}

double Disruption::baseline_start(ProcessId process) const { return baseline().started[process]; }
double Disruption::baseline_flow(ArcId arc) const { return baseline().shipped[arc]; }

}  // namespace jarip::plan
