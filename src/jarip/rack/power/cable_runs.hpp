/// Cables one by one, as they are laid.
#pragma once

#include <vector>

#include "jarip/rack/power.hpp"

namespace jarip::rack {

/// Every cable of the lines of a design but those that power takes (an outlet at one end, a supply at the other).
/// errors  E0455 where there are more than can be listed
[[nodiscard]] std::vector<CableRun> cable_runs(const Design& design);

}  // namespace jarip::rack
