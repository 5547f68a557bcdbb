// How few countries and companies each item's supply comes from.
#pragma once

#include <vector>

#include "jarip/origin.hpp"
#include "jarip/origin/supply.hpp"

namespace jarip::origin {

/// By item; self_sufficiency is left open.
[[nodiscard]] std::vector<ItemConcentration> item_concentration(const Network& network,
                                                                const Supply& supply,
                                                                const plan::SteadyPlan& month);

/// By stage, of what the plan makes at list prices.
[[nodiscard]] std::vector<StageConcentration> stage_concentration(const Network& network,
                                                                  const plan::SteadyPlan& month);

}  // namespace jarip::origin
