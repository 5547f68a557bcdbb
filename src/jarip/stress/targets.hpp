/// What an event hits in a chain.
#pragma once

#include <vector>

#include "jarip/network.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

/// Processes (or nodes of an economy) whose capacity the target takes.
[[nodiscard]] std::vector<Effect::Hit> capacity_hits(const LabelledChain& chain,
                                                     const network::Event& event);

/// Edges that pass through a place that the target takes, without starting or ending there.
[[nodiscard]] std::vector<Effect::Hit> transit_hits(const LabelledChain& chain,
                                                    const network::Event& event);

/// Edges that a ban, a cut or a delay hits, each with the number of its steps that are hit.
[[nodiscard]] std::vector<Effect::Hit> edge_hits(const LabelledChain& chain,
                                                 const network::Event& event);

/// Edges with a step of which exactly one end is at home.
[[nodiscard]] std::vector<Effect::Hit> border_hits(const LabelledChain& chain,
                                                   network::CountryId home);

/// Demands (or nodes with final demand) that a surge hits.
[[nodiscard]] std::vector<Effect::Hit> demand_hits(const LabelledChain& chain,
                                                   const network::Event& event);

/// Slots whose stock is lost, each with the share of it that the event's item has.
[[nodiscard]] std::vector<Effect::Hit> stock_hits(const LabelledChain& chain,
                                                  const network::Event& event);

}  // namespace jarip::stress
