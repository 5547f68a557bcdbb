/// The one place where rows and columns of a network are made, for the average month and for buckets.
#pragma once

#include <string>
#include <string_view>

#include "jarip/plan.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {

[[nodiscard]] Formulation build(const Network& network, const Scope& scope,
                                const Calendar& calendar);

/// "2025-01" for buckets of months, else the bucket's first day; empty for the average month.
[[nodiscard]] std::string label(const Network& network, const std::vector<Period>& periods,
                                std::size_t period);

/// Rows that bind it are named "kind[id]" or "kind[id,period]".
[[nodiscard]] std::string row_name(std::string_view kind, const std::string& id,
                                   const std::string& period);

/// (preference − 1)·0.01·price of one unit of a less preferred part.
[[nodiscard]] double preference_cost(const Network& network, InputId input);

}  // namespace jarip::plan
