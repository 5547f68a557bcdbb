/// Days behind a closed border as a model: from what stress starts with, and what can be made.
#pragma once

#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

/// docs/formulas.md (Onshore), "autonomy-days".
[[nodiscard]] TargetModel autonomy_model(const Network& network, double days, double discount_rate,
                                         Service service, plan::SteadyPlan today);

}  // namespace jarip::onshore
