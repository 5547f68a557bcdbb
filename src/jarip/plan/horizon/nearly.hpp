/// Plans of models too large to be solved to the end: one that can be carried out, and a proof of how near it is to the
/// best.
#pragma once

#include <optional>

#include "jarip/plan.hpp"
#include "jarip/plan/horizon/horizon.hpp"

namespace jarip::plan {

/// Steps of a first-order method (lp/first_order.hpp), begun from the same model in longer periods; now and then a plan
/// that can be carried out is made of where they are (plan/model/carrying.hpp), and a bound of its duals
/// (lp/prices.hpp). `feasible` once the two are within options.near_gap of each other, or so many steps were taken;
/// what was found so far where it was stopped. The same bytes for any number of threads.
///
/// nullopt: the model asks for more than can be carried out step by step, or nothing was found in time.
[[nodiscard]] std::optional<lp::Solution> nearly_best(const Network& network,
                                                      const Formulation& formulation,
                                                      const Options& options, const Limits& limits);

}  // namespace jarip::plan
