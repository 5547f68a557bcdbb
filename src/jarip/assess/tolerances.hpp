/// The tolerances of assess: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::assess {

/// Of the baseline: a smaller loss is rounding.
inline constexpr double kNoLoss = 1e-9;

/// Of the largest attainable: a rate that is none.
inline constexpr double kNoRate = 1e-6;

}  // namespace jarip::assess
