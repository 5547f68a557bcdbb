/// The tolerances of calibrate: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::calibrate {

/// A figure is met when what is left is not more than this part of the cell's size.
inline constexpr double kMet = 1e-6;

/// No more may be left in all than the least and so much, in units of the smallest figure.
inline constexpr double kLeftTolerance = 1e-7;

/// Of a cell's size: so much more is left, step by step, where the solver calls infeasible what it has found itself.
/// Less than kMet together.
inline constexpr double kRooms[] = {0, 1e-9, 1e-8, 1e-7};

/// Of its bound: a row that the plan breaks by less is kept as it is.
inline constexpr double kRowNoise = 1e-7;

/// A change of a flow that is less than this, relative to the flow, is what rounding leaves of
/// none.
inline constexpr double kNoChange = 1e-8;

/// Of the largest price: a dual that is less is rounding.
inline constexpr double kNoDual = 1e-7;

/// Of a share: where the search for shares begins to ask for less change.
inline constexpr double kFirstShares = 1e-4;

/// Of a share: where it ends.
inline constexpr double kLastShares = 1e-10;

/// Of a figure: the solver's tolerance, within which it is met exactly.
inline constexpr double kExact = 1e-7;

/// Least squares: within this of the least.
inline constexpr double kLeastSquaresGap = 1e-6;

}  // namespace jarip::calibrate
