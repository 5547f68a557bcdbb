/// How much of everything each period has: capacities summed by day, what is wanted, how long lanes take.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// Arrays hold period t of id i at [t * count + i]; kInfinity is unlimited.
struct Calendar {
    std::vector<Period> periods;   ///< empty: one average month
    std::vector<double> capacity;  ///< by process, units started
    std::vector<double> resource;  ///< by resource
    std::vector<double> lane;      ///< by lane row
    std::vector<double> wanted;    ///< by demand
    /// By demand: what is lost if it is not delivered by the end of the period, and the most that may still be owed then.
    std::vector<double> expiring, largest_backlog;
    /// By demand: the last period, if there is one, by whose end what was wanted so far is lost if it is not delivered, and
    /// how much of what is lost then is wanted later.
    struct Expiry {
        std::size_t period = 0;  ///< the period itself: nothing is lost later
        double wanted_later = 0;
    };
    std::vector<Expiry> last_expiry;
    std::vector<double> arc_limit;  ///< by arc, units sent
    std::vector<double> arc_cost;   ///< by arc, freight and tariff of a unit
    std::vector<double>
        arc_holding;  ///< by arc, of a unit while it is on the way within the horizon
    std::vector<double> transit_days;  ///< by arc
    std::vector<double> stock_kept;    ///< by pool, the share of the opening stock that is not lost

    [[nodiscard]] std::size_t period_count() const { return periods.empty() ? 1 : periods.size(); }
    /// Days of a period; the average month is 1 day of everything that counts by day.
    [[nodiscard]] int days(std::size_t period) const {
        return periods.empty() ? 1 : periods[period].days();
    }
};

/// Whole months at mean availability; what is wanted on average; under a scenario in full, where one is given.
/// docs/formulas.md (The steady plan)
[[nodiscard]] Calendar steady_calendar(const Network& network,
                                       const network::Scenario* scenario = nullptr);

/// The buckets of the horizon under a scenario's events, or without any. docs/formulas.md (Plan)
[[nodiscard]] Calendar period_calendar(const Network& network,
                                       const network::Scenario* scenario = nullptr);

/// The same under the scenario of this name, or several joined by '+'; an empty one: none. By other periods of the
/// horizon, where some are given.
/// errors  E0260 for an unknown one
[[nodiscard]] Calendar calendar_of(const Network& network, const std::string& scenario,
                                   std::vector<Period> periods = {});

}  // namespace jarip::plan
