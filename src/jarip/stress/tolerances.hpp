/// The tolerances of stress: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::stress {

/// Of its usual suppliers' output: a slot counts as cut off with less, which is the rounding of the sum of what they lack. Of
/// runs in batches.
template <class Real>
inline constexpr Real kCutOff = sizeof(Real) == 4 ? Real{1e-6F} : static_cast<Real>(1e-13);

/// Ranks that differ by less are equal: sizes of customers are computed, and the last digit must
/// not decide who is served.
inline constexpr double kSameRank = 1e-9;

/// An error below this share of its figure is rounding of equal losses.
inline constexpr double kNoError = 1e-9;

/// What a node makes beyond what its customers take, below this share of it, is the solver's
/// rounding.
inline constexpr double kRestOfMade = 1e-9;

/// Less than the baseline by this share is rounding, not a loss.
inline constexpr double kLoss = 1e-9;

/// Within this share of the baseline a run has recovered: docs/formulas.md (Stress).
inline constexpr double kRecovered = 1e-3;

/// What events destroyed is rebuilt once less than this share of it is left: docs/formulas.md (Stress, rebuilding).
inline constexpr double kRebuilt = 1e-2;

/// Production below what was wanted by less than this share is rounding, not want of an input.
inline constexpr double kLimitedShare = 1e-9;

/// Days in stock are found to so much.
inline constexpr double kStockDays = 0.05;

/// Ways that carry less of a pool's supply than this are left out.
inline constexpr double kNegligibleWay = 1e-9;

/// Deliveries that are short by less are the solver's rounding.
inline constexpr double kShort = 1e-9;

/// The largest change of a step with which a shock has settled: Diem et al. (2022), and what rounding may add to it.
inline constexpr double kSettled = 0.01 * (1 + 1e-9);

/// Of the number of years beyond a level, (1 − 0.99) · 100: rounding.
inline constexpr double kRoundingOfCount = 1e-9;

}  // namespace jarip::stress
