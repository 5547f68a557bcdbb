/// What one steady month delivers more than another, product by product.
#pragma once

#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

/// Σ of what is more of each product, times its weight (none: 1). Each is compared in its own unit: what is rounding of a
/// product made by the billion may be all of another. Below `rounding`, of the larger of both, is none.
[[nodiscard]] double gained(const std::vector<double>& more, const std::vector<double>& less,
                            const std::vector<double>& weights = {}, double rounding = kNoFlow);

}  // namespace jarip::plan
