// Whose absence costs products.
#pragma once

#include <vector>

#include "jarip/origin.hpp"

namespace jarip::origin {

/// Sites, companies and countries that make or send anything in the plan, and whose absence costs more than
/// the threshold of the products delivered, everywhere or at home. Absent, their sites make nothing and
/// send nothing on; what is wanted there is still wanted. Worst first. docs/formulas.md (Origin)
[[nodiscard]] std::vector<SinglePoint> single_points(const Network& network,
                                                     const plan::SteadyPlan& month,
                                                     const Options& options);

}  // namespace jarip::origin
