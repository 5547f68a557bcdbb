/// Revealed comparative advantage of one exporter in some goods.
#pragma once

#include <optional>
#include <string>

#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {

/// (X_cp / Σ_p X_cp) / (Σ_c X_cp / Σ_cp X_cp) over the exporters of the tables, p being the filter's products.
///
/// returns nullopt where the exporter or the goods have no exports, where there is one exporter only, and
///         where all exports are of these goods or the filter asks for some partners only
/// source  Balassa (1965); docs/formulas.md (Trade)
[[nodiscard]] std::optional<double> advantage(const Flows& flows, const std::string& exporter,
                                              const Filter& filter);

}  // namespace jarip::trade
