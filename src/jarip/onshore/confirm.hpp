/// Answers that the analysis of their target confirms: origin for domestic content, stress for days of autonomy.
#pragma once

#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

/// The cheapest set, and where home must buy, by which origin or stress find the target reached where the set stands.
/// docs/formulas.md (Onshore)
[[nodiscard]] Result solve_confirmed(const Network& network, const Options& options,
                                     const lp::SolveOptions& solver);

}  // namespace jarip::onshore
