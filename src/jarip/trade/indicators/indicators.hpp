/// Indicators of a part of the flows.
#pragma once

#include "jarip/trade.hpp"

namespace jarip::trade {

/// The indicators of docs/formulas.md (Trade): what a country's own flows say; the advantage is among the exporters of all flows. Both have the
/// same countries, products and periods.
[[nodiscard]] Indicators indicators(const Flows& own, const Flows& all, const Query& query);

}  // namespace jarip::trade
