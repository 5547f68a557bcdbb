/// What readers of device types share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jarip::rack {

/// Cubic feet a minute to cubic metres an hour: 0.3048³ · 60.
inline constexpr double kCubicMetresPerHourPerCfm = 0.3048 * 0.3048 * 0.3048 * 60;

/// Kilograms in one of NetBox's units of weight: kg, g, lb, oz.
[[nodiscard]] double kilograms_per(std::string_view weight_unit);

/// ASHRAE TC 9.9 classes of inlet air.
[[nodiscard]] const std::vector<std::string>& ashrae_classes();

}  // namespace jarip::rack
