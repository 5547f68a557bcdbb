/// What a scenario leaves of each limit of the plan on each day.
#pragma once

#include <cstdint>
#include <optional>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// The effects of one scenario on what the plan limits. A share of what has no capacity is one of the flow of
/// the steady month without events.
class Disruption {
public:
    /// On the days of the horizon; without a scenario nothing happens.
    Disruption(const Network& network, const network::Scenario* scenario);
    /// In a month in which all of it holds (Effects::in_full): the same on every day.
    [[nodiscard]] static Disruption in_full(const Network& network,
                                            const network::Scenario& scenario);

    [[nodiscard]] bool any() const { return !effects_.empty(); }
    [[nodiscard]] double process_open(ProcessId process, Day day) const;  ///< share of its capacity
    [[nodiscard]] double resource_open(ResourceId resource, Day day) const;
    [[nodiscard]] double arc_open(ArcId arc, Day day) const;
    [[nodiscard]] double days_late(ArcId arc, Day day) const;
    [[nodiscard]] double tariff(ArcId arc, Day day) const;  ///< of a unit
    [[nodiscard]] double demand_factor(DemandId demand, Day day) const;
    [[nodiscard]] double stock_kept(PoolId pool,
                                    const Period& period) const;  ///< of the opening stock
    /// Units a month in the steady plan, which a cut of something without capacity is a share of.
    [[nodiscard]] double baseline_start(ProcessId process) const;
    [[nodiscard]] double baseline_flow(ArcId arc) const;

private:
    Disruption(const Network& network, network::Effects effects);
    [[nodiscard]] const SteadyPlan& baseline() const;

    const Network& network_;
    network::Effects effects_;
    Indexed<PoolId, std::uint8_t>
        made_here_;  ///< whether a process makes the pool's item at its place
    mutable std::optional<SteadyPlan> at_baseline_;
};

}  // namespace jarip::plan
