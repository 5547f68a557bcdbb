/// The smallest change of a plan that meets customs figures.
#pragma once

#include <vector>

#include "jarip/calibrate.hpp"

namespace jarip::calibrate {

/// What the solver finds: the flows, and how far the figures stay from being met, Σ |what is left|.
struct Changed {
    lp::Status status = lp::Status::unknown;
    Indexed<ArcId, double> shipped;
    double left = 0;
    Indexed<network::ProcessId, double> started;
};

/// The steady plan's flows as they would be if they met the cells with the smallest change, deliveries held.
[[nodiscard]] Changed smallest_change(const Network& network, const plan::SteadyPlan& plan,
                                      const std::vector<Cell>& cells, const FitOptions& options);

}  // namespace jarip::calibrate
