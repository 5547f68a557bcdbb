/// The tolerances of report: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::report {

/// Figures closer than this, relative, are the same: they are printed in full precision, of which
/// the last digits are noise.
inline constexpr double kSameInFull = 1e-9;

/// Relative: a figure of an interval that is the point answer.
inline constexpr double kSameAnswer = 1e-6;

/// Of the baseline: a smaller loss is rounding.
inline constexpr double kNoLoss = 1e-9;

/// Of a share: less is rounding.
inline constexpr double kNoShare = 1e-9;

}  // namespace jarip::report
