/// Ways and makers that stand by while events last: docs/formulas.md (Stress, other ways and other makers).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// A chain of recipes with edges that the baseline does not use. With `reroute` of [stress] another way beside each that the
/// scenario's events hit, the quickest that none of them does. With `search_days` the other makers of what fills each slot,
/// by the quickest way that is approved; those that the baseline does not use are nodes behind all others, with slots for
/// what they need. nullopt: nothing of that is asked for.
[[nodiscard]] std::optional<LabelledChain> with_stand_ins(const LabelledChain& chain,
                                                          const Network& network,
                                                          const network::Scenario& scenario,
                                                          std::uint32_t days);

/// Figures by edge of a chain, on the edges of what with_stand_ins made of it; those that stand by have 0.
[[nodiscard]] std::vector<double> on_edges_of(const Chain& changed, const Chain& chain,
                                              const std::vector<double>& by_edge);

}  // namespace jarip::stress
