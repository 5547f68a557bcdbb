/// The tolerances of lp: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::lp {

/// A certificate: what a row, a bound or a tie may be broken by, relative to what stands in it.
inline constexpr double kFeasibilityTolerance = 1e-6;

/// The solver's own, for rows and bounds. Tighter ones are within the rounding of quantities of
/// 10⁶: solves then end undecided.
inline constexpr double kSolverPrimal = 1e-7;

/// The solver's own, for reduced costs.
inline constexpr double kSolverDual = 1e-7;

/// The same where that cannot be told from rounding: costs go up to 2³⁰.
inline constexpr double kSolverDualWide = 1e-5;

/// What the solver takes for a whole number.
inline constexpr double kSolverWhole = 1e-6;

/// Terms of a row that are smaller than this the solver leaves out.
inline constexpr double kSmallestTerm = 1e-12;

/// Of the largest number of a row: what its whole numbers leave for the rest of it is nothing.
inline constexpr double kNothingLeftOfRow = 1e-12;

/// Of the largest term of a model's matrix: smaller ones are of other sizes.
inline constexpr double kOfOtherSize = 1e-9;

/// Of the smallest cost: what the solver's own tolerance leaves open in an objective.
inline constexpr double kObjectiveNoise = 1e-9;

/// Of the largest cost times size: less is rounding.
inline constexpr double kLeastMoney = 1e-9;

/// A dual above this is not rounding: a violation of the size of its row or column costs 1.
inline constexpr double kDualNoise = 1e-9;

/// Of Σ |cost · value|: what rounding leaves between an objective and the bound that its duals
/// prove.
inline constexpr double kProofRounding = 1e-9;

/// Relative to a bound, at least to the size of what it bounds: what is nearer cannot be told from
/// it in sums of many terms.
inline constexpr double kNoFault = 1e-11;

/// Of its size: what can be paid for of a column is next to nothing.
inline constexpr double kNextToNothing = 1e-9;

/// A number nearer to a whole one than this is that.
inline constexpr double kSameWhole = 1e-13;

/// Of its terms: a reduced cost that is no farther below 0 is rounding.
inline constexpr double kCostRounding = 1e-12;

/// Of the whole loss by a lower price: what costs so much more costs no more.
inline constexpr double kSameLoss = 1e-7;

/// Of the largest row limit: rows that hold within this have settled in the first-order method.
inline constexpr double kRowsSettled = 3e-7;

}  // namespace jarip::lp
