/// The tolerances of plan: each bounds one thing and is used for that alone.
#pragma once

#include <cstddef>

namespace jarip::plan {

/// A flow smaller than this, of the size of its column, is what rounding leaves of none.
inline constexpr double kNoFlow = 1e-9;

/// Of a capacity in a plan over periods: it is used in full.
inline constexpr double kFullUse = 1e-7;

/// Of a capacity in the steady month: it is used in full.
inline constexpr double kFullUseSteady = 1e-9;

/// Of all that can come to lie in a pool: less of it is followed nowhere.
inline constexpr double kLeastPeg = 1e-12;

/// Times what can come to a demand: were more wanted, all that comes would be less than the last digit of the demand.
inline constexpr double kMostTimesWanted = 1e13;

/// Of what is wanted: below it nothing is late.
inline constexpr double kLate = 1e-6;

/// Of what is delivered: below it nothing is gained by more of a limit.
inline constexpr double kNoGain = 1e-7;

/// Of the objective: below it nothing is saved by more of a limit.
inline constexpr double kNoSaving = 1e-10;

/// Of what the duals promise: less of it is no gain.
inline constexpr double kLeastOfPromised = 1e-3;

/// Of the throughput, what the second solve may give up: rounding, no more.
inline constexpr double kThroughputSlack = 1e-9;

/// Of the backlog, what a later solve may add: rounding, no more.
inline constexpr double kBacklogSlack = 1e-9;

/// The same, of all that was wanted.
inline constexpr double kBacklogRounding = 1e-12;

/// Of a minimum stock: less is not missing of it.
inline constexpr double kShortStock = 1e-7;

/// Of the largest worth: above what the solver's tolerance leaves of a reduced cost where it counts
/// money coarsely.
inline constexpr double kFaceRounding = 5e-14;

/// Of the most that can be needed: a pass that changes less ends the search for it.
inline constexpr double kSettledAmount = 1e-12;

/// Of a shipment: the shares of its arrivals sum to 1 within this.
inline constexpr double kArrived = 1e-12;

/// Of the smallest worth: the smallest true difference, of two tenths of a demand, is 0.001 of it.
inline constexpr double kFaceTolerance = 1e-7;

/// Of a slot: shares of parts that fill it within this fill it.
inline constexpr double kShareRounding = 1e-9;

/// Of what is delivered: less is no gain of a step of the path of bottlenecks.
inline constexpr double kGainOfPath = 1e-6;

/// Of the dearest demand: a limit worth less is rounding.
inline constexpr double kNoShadowPrice = 1e-9;

/// Of what is wanted: below it nothing is short.
inline constexpr double kShort = 1e-9;

/// Of a number of lots: what a quotient rounds by.
inline constexpr double kWholeLots = 1e-12;

/// Of what it costs: how near to the best a large plan has to be.
inline constexpr double kNearGap = 0.01;

/// Of what it costs: nearer than this only a vertex is.
inline constexpr double kLeastNearGap = 1e-4;

/// Columns of a month's contraction that is small: solved in milliseconds.
inline constexpr std::size_t kSmallMonth = 4'000;

/// Columns of a plan that is large: solved to the end it takes minutes.
inline constexpr std::size_t kLargePlan = 80'000;

/// Of the most that a column can be: limits of it that differ by less are one.
inline constexpr double kLimitRounding = 1e-12;

/// Of the larger of two terms: a sum that is less is what rounding leaves of none, as where shares add up to one.
inline constexpr double kTermRounding = 1e-12;

}  // namespace jarip::plan
