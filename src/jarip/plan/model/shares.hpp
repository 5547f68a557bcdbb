/// Observed shares as rows: what they say of a period's columns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// Σ from the supplier − share · Σ of all that comes to the buyer, what it makes itself where that counts, both without what
/// only comes back. Empty where nothing of it can flow. The row is one of the network's.
[[nodiscard]] std::vector<lp::Term> terms_of(const Network& network, const Formulation& formulation,
                                             const network::Sourcing& row, std::size_t period);

/// What is started with the part − share · all that is started. Empty where the process has no other part to take, or not
/// this one.
[[nodiscard]] std::vector<lp::Term> terms_of(const Network& network, const Formulation& formulation,
                                             const network::PartShare& row, std::size_t period);

/// "buyer,item,supplier", "process,slot,item".
[[nodiscard]] std::string share_name(const Network& network, const network::Sourcing& row);
[[nodiscard]] std::string share_name(const Network& network, const network::PartShare& row);

}  // namespace jarip::plan
