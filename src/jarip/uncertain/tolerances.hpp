/// The tolerances of uncertain: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::uncertain {

/// Of the answer's variance: what is left of it is rounding.
inline constexpr double kVarianceRounding = 1e-16;

/// Of the answer's size: a spread below it is rounding.
inline constexpr double kSpreadRounding = 1e-10;

/// Of a share: smaller ones are nobody's.
inline constexpr double kNobodysShare = 1e-9;

}  // namespace jarip::uncertain
