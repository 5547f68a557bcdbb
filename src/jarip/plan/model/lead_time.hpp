/// When does what is started or sent in a period arrive?
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::plan {

/// `share` of what set off arrives in `period`.
struct Arrival {
    std::size_t period = 0;
    double share = 1;
};

/// split: work is spread evenly over the days of its period and each day's arrives `days` later, hence in
///        two neighbouring periods where the lead time is no whole number of them (three where the period
///        after is shorter);
/// up:    all of it arrives in the period in which its last day's arrives.
/// What arrives after the last period is left out: the shares then sum to less than 1.
[[nodiscard]] std::vector<Arrival> arrivals(const std::vector<Period>& periods, std::size_t period,
                                            double days, network::LeadTimes lead_times);

}  // namespace jarip::plan
