/// Domestic content as a model: where home buys for itself is chosen; all others buy as they do today.
#pragma once

#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

/// Home is delivered at least what it is today (what it wants, where that is nothing), of which at least the share is value
/// added at home. Buyers abroad, and those at home that mostly serve others, mix suppliers and parts as they do today; others
/// keep what they use of capacities. docs/formulas.md (Onshore)
[[nodiscard]] TargetModel content_model(const Network& network, double share, double discount_rate,
                                        const plan::SteadyPlan& today,
                                        Newcomers newcomers = Newcomers::as_is_best);

}  // namespace jarip::onshore
