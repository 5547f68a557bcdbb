/// What lies on the lines of the feeds.
#pragma once

#include <vector>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/supply_tree.hpp"

namespace jarip::rack {

/// Of each feed under a loss.
[[nodiscard]] std::vector<LineLoads> line_loads(const Survey& survey, const Loss& loss);

/// Of each feed with nothing lost, the largest distance of a phase from the mean of the three, of the mean (P06); 0 of one
/// that has not three.
[[nodiscard]] std::vector<double> phase_imbalances(const Survey& survey);

}  // namespace jarip::rack
