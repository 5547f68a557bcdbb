/// Why a figure cannot be met.
#pragma once

#include "jarip/calibrate.hpp"

namespace jarip::calibrate {

/// The nearest to its customs figure that a cell could come alone, deliveries held, and what binds there.
void explain(const Network& network, const plan::SteadyPlan& plan,
             const std::vector<Fitted*>& unmet, const std::stop_token& stop);

}  // namespace jarip::calibrate
