/// Runs of a chain that is laid out already, for the .cpp files of this folder.
#pragma once

#include <string>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// One run under a scenario (null: only availability.csv acts), without the names of the nodes.
[[nodiscard]] Run run_of(const LabelledChain& chain, const Network& network,
                         const network::Scenario* scenario, const Options& options);

/// The chain that a model's runs start from; of recipes, at its steady plan.
[[nodiscard]] LabelledChain chain_for(const Network& network, const RunOptions& run);

}  // namespace jarip::stress
