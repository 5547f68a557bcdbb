/// The tolerances of coalition: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::coalition {

/// Below this share of what all countries together can build a month, a group builds nothing.
inline constexpr double kLeastRate = 1e-9;

}  // namespace jarip::coalition
