/// How much can come, and how much can be of any use, over the horizon or in the average month? Bounds of yes-or-no
/// decisions, and the units in which the solver counts what flows.
#pragma once

#include <string>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/model/calendar.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/model/reach.hpp"

namespace jarip::plan {

/// kInfinity where nothing bounds an amount.
struct Amounts {
    Indexed<PoolId, double> supply;   ///< no more can come to lie there
    Indexed<PoolId, double> need;     ///< no more is of use there, one lot of each maker over
    Indexed<ProcessId, double> most;  ///< no more can be started
    Indexed<ArcId, double> sent;      ///< no more can be sent
    /// Starts of a process that are of use: what is needed of its output, and one lot over (one in each period where that
    /// spoils) and what a candidate has to run, within `most`.
    Indexed<ProcessId, double> useful;
};

[[nodiscard]] Amounts amounts(const Network& network, const Scope& scope, const Calendar& calendar,
                              const Reach& reach, const RowOrder& order);

/// Gives every column of what flows its size: the smaller of what can come and what is of use.
void set_sizes(const Network& network, const Calendar& calendar, const Amounts& amounts,
               Formulation& formulation);

/// Beside the worth of what can never come that of what can is lost in the rounding of their sum: no plan could be told from another.
/// errors  E0317 a demand that wants so much more than can come to it
void require_comparable(const Network& network, const Calendar& calendar, const Amounts& amounts);

/// The limit of a binary. errors  E0310 where it is infinite: name lacks a capacity
[[nodiscard]] double require_finite(double limit, const std::string& name);

}  // namespace jarip::plan
