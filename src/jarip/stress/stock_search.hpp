/// Stocks with which home lasts so many days: by search on the simulation, beside the least that any plan needs.
#pragma once

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// Of a chain of recipes. From the first effect of the scenario on, of which `run` is known. Stocks that are enough are cut down,
/// the dearest first, to no more than is needed: from stocks of everything, from goods at customers alone, and from what the
/// linear program of the least would have; the cheapest of the three is given.
[[nodiscard]] StocksToLast stocks_to_last(const LabelledChain& chain, const Network& network,
                                          const plan::SteadyPlan& month,
                                          const network::Scenario& scenario, const Run& run,
                                          int days, const Options& options);

}  // namespace jarip::stress
