/// What a scenario takes away on each day, and what it adds.
#pragma once

#include <optional>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// The events of one scenario, asked day by day. Without a scenario everything is as usual.
///
/// An event's severity is a share of what usually is: of the capacity where there is one, else of the flow of
/// the steady month. A ban stops what crosses a border; a site that is down stops what it makes and what
/// passes through it.
class Disruption {
public:
    Disruption(const Network& network, const network::Scenario* scenario);

    [[nodiscard]] bool any() const { return scenario_ != nullptr; }
    [[nodiscard]] double process_open(ProcessId process, Day day) const;  ///< share of its capacity
    [[nodiscard]] double resource_open(ResourceId resource, Day day) const;
    [[nodiscard]] double arc_open(ArcId arc, Day day) const;
    [[nodiscard]] double days_late(ArcId arc, Day day) const;
    [[nodiscard]] double extra_cost(ArcId arc, Day day) const;  ///< tariffs, a unit
    [[nodiscard]] double demand_factor(DemandId demand, Day day) const;
    [[nodiscard]] double stock_kept(PoolId pool,
                                    const Period& period) const;  ///< of the opening stock
    /// Units a month in the steady plan, which a cut of something without capacity is a share of.
    [[nodiscard]] double baseline_start(ProcessId process) const;
    [[nodiscard]] double baseline_flow(ArcId arc) const;

private:
    [[nodiscard]] const SteadyPlan& baseline() const;

    const Network& network_;
    const network::Scenario* scenario_;
    Indexed<PoolId, std::uint8_t>
        made_here_;  ///< whether a process makes the pool's item at its place
    mutable std::optional<SteadyPlan> usual_;
};

}  // namespace jarip::plan
