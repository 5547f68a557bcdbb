/// What a plan costs, from its quantities and prices alone: not from the solver's objective.
#pragma once

#include "jarip/plan.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {

/// errors  none; the plan's flows must be there
[[nodiscard]] Costs costs_of(const Network& network, const Calendar& calendar, const Plan& plan);

[[nodiscard]] double total(const Costs& costs);

}  // namespace jarip::plan
