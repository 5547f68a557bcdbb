/// The tolerances of rack: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::rack {

/// Of a limit, or of a count of shelves, racks or half units: rounding that nobody means.
inline constexpr double kRounding = 1e-9;

/// Of its cost: a placing is the best within this.
inline constexpr double kBestPlacing = 1e-6;

}  // namespace jarip::rack
