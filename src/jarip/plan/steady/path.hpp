/// What holds the average month back, and what is next where that is lifted.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "jarip/plan/steady/steady_model.hpp"

namespace jarip::plan {

/// Called with the steps that are known, after each of them. May be empty.
using StepsKnown = std::function<void(const std::vector<PathStep>&)>;

/// Steps from the month `base` on until nothing more is gained, by what is delivered at home or everywhere. Limits of the
/// makers of one item are lifted together; of several that bind the one that brings most comes first.
[[nodiscard]] std::vector<PathStep> path_of(const Network& network, const SteadyModel& model,
                                            const Lexicographic& base, bool at_home,
                                            const RunOptions& run, const StepsKnown& known);

/// By what is delivered at home; with a target as if home wanted so much of all products a month.
[[nodiscard]] std::vector<PathStep> path_of_home(const Network& network,
                                                 const network::Scenario* scenario,
                                                 std::optional<double> target,
                                                 const RunOptions& run, const StepsKnown& known);

}  // namespace jarip::plan
