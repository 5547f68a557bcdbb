/// Units as the headers and cells of tidy tables write them.
#pragma once

#include <optional>
#include <string_view>

namespace jarip::trade {

/// The power of ten of a unit of US dollars: "" and "USD" 0, "kUSD" and "thousand USD" 3, "million USD" 6,
/// "billion USD" 9. nullopt for anything else, other currencies among it.
[[nodiscard]] std::optional<int> dollar_power(std::string_view unit);

/// The unit that a column's name gives: "" of "value", "kusd" of "value_kusd". nullopt where the name is
/// no column of value.
[[nodiscard]] std::optional<std::string_view> value_unit(std::string_view column);

/// Kilograms a unit of "mass", "mass_kg", "net_weight_kg" (1), "mass_t", "weight_tonnes" (1,000). nullopt where
/// the name is no column of mass.
[[nodiscard]] std::optional<double> mass_unit(std::string_view column);

}  // namespace jarip::trade
