/// What a stretch of days has of capacities and ways at most under a scenario, as bounds of a copy of the best month.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "jarip/network/events/effects.hpp"
#include "jarip/plan.hpp"
#include "jarip/stress/best_month.hpp"

namespace jarip::stress {

/// As much as a run day by day, or a plan by periods, could make of what the events leave of capacities on each of the days.
///
/// source  docs/formulas.md (Stress, bounds)
class StageLimits {
public:
    /// Days [begin, end), those of so many periods of the horizon.
    struct Stage {
        std::size_t begin = 0, end = 0;
        std::size_t first_period = 0, end_period = 0;
    };
    using ByDay = std::map<std::size_t, std::vector<double>>;  ///< by row
    /// Of what events act on, by day.
    struct Left {
        Left(const network::Network& network, const network::Scenario& scenario, std::size_t days);

        network::Effects effects;
        ByDay process, arc, passing;
        std::optional<Day> begin;
    };

    /// Of stages within so many days from the horizon's first.
    StageLimits(const network::Network& network, const BestMonth& month, std::size_t days);

    /// Bounds of processes, capacities, ways and lanes.
    void set(const Left& left, const Stage& stage, const BestMonth::Copy& copy,
             const lp::Model& model, lp::Solver& solver) const;

private:
    /// Of a capacity, by day: months of it in a plan, and days of it in a run. Empty: as the calendar says.
    struct Work {
        std::vector<double> planned, run;
    };

    void set_work();
    void set_day_use();
    /// Months of a capacity that a stage has at most.
    [[nodiscard]] double months_of(const Stage& stage, const Work& work,
                                   const std::vector<double>* left) const;

    const network::Network& network_;
    const BestMonth& month_;
    double months_a_day_;
    std::vector<double> months_before_;  ///< by day: of the calendar
    std::vector<Work> of_process_, of_resource_;
    std::vector<double> day_use_;      ///< by item, of designs: what all its users can take a day
    std::vector<std::uint8_t> makes_;  ///< by pool: whether anything is made there
};

}  // namespace jarip::stress
