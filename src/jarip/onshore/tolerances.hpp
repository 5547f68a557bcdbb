/// The tolerances of onshore: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::onshore {

/// Relative gap within which a solution counts as the least.
inline constexpr double kProvenGap = 1e-6;

/// Of a level: so much below it is rounding.
inline constexpr double kReached = 1e-6;

/// Of the deliveries of a day: so much less is no loss.
inline constexpr double kDeliveredRounding = 1e-9;

/// A change of a share that is none: shares have been passed on to the end.
inline constexpr double kSettled = 1e-13;

/// Of what comes to a buyer abroad: none.
inline constexpr double kNoShare = 1e-9;

/// Of today's deliveries, which were solved for.
inline constexpr double kTodayRounding = 1e-9;

/// A difference of levels that rounding makes, of the larger.
inline constexpr double kSameLevel = 1e-7;

/// Of what can be added to today's level: so much is something. The capital for it is the least for
/// anything.
inline constexpr double kSomething = 1e-6;

/// Of the larger: two capitals are the same.
inline constexpr double kSameCapital = 1e-9;

/// Room for what the largest level took for whole within the solver's tolerance: the least cost
/// needs none of it.
inline constexpr double kCapitalRoom = 1e-6;

/// Of what is of use, so that rounding does not cut the best solution off.
inline constexpr double kBoundSlack = 1e-6;

/// Of all that comes to a buyer or fills a slot: none.
inline constexpr double kNoPart = 1e-9;

/// Of a level found by solving: what a later solve may be below it.
inline constexpr double kLevelSlack = 1e-9;

/// Of a budget: what sums of its parts round by.
inline constexpr double kBudgetRounding = 1e-12;

/// Of a level: more than so much above it is of no use.
inline constexpr double kOfUseSlack = 1e-6;

/// Of what the whole set gives: rates closer than this are the same.
inline constexpr double kSameRate = 1e-9;

/// Of a price that was taken from a cost: what is left of the cost below it is rounding.
inline constexpr double kRestOfPrice = 1e-12;

/// Of a capacity: a scenario that cuts less cuts nothing.
inline constexpr double kRoundingOfCut = 1e-9;

/// Of deliveries, or of what is lost of them, in a month that was solved for another set.
inline constexpr double kOutlookRounding = 1e-7;

/// Of 1: what probabilities add up to may be so much above it.
inline constexpr double kProbabilityRounding = 1e-9;

}  // namespace jarip::onshore
