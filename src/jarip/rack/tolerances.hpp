/// The tolerances of rack: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::rack {

/// Of a limit, or of a count of shelves, racks or half units: rounding that nobody means.
inline constexpr double kRounding = 1e-9;

}  // namespace jarip::rack
