/// Runs of a chain that is laid out already, for the .cpp files of this folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// One run under a scenario (null: only availability.csv acts), without the names of the nodes.
[[nodiscard]] Run run_of(const LabelledChain& chain, const Network& network,
                         const network::Scenario* scenario, const Options& options);

/// The first day with less than the threshold delivered at home; nullopt: none within the days. A run that was stopped counts as
/// having one on its last day.
[[nodiscard]] std::optional<int> below_threshold(const LabelledChain& chain, const Network& network,
                                                 const network::Scenario& scenario,
                                                 const Options& options);

/// Gives a slot so many days of use in stock, which its node wants to keep.
void set_days_in_stock(const Network& network, std::uint32_t slot, double days,
                       LabelledChain& chain);

/// The chain that a model's runs start from; of recipes, at its steady plan.
[[nodiscard]] LabelledChain chain_for(const Network& network, const RunOptions& run);

}  // namespace jarip::stress
