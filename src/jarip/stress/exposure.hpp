/// What hangs on each node of an economy, for the .cpp files of this folder.
#pragma once

#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// In the order of ids. Nodes that were not done before a stop have no figures.
[[nodiscard]] std::vector<Exposure> exposure_of_nodes(const Network& network,
                                                      const LabelledChain& chain,
                                                      const Options& options);

}  // namespace jarip::stress
