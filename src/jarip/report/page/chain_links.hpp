/// The steady month as links of a chain: what is made where, for what that is made (or wanted) elsewhere.
#pragma once

#include <vector>

#include "jarip/plan.hpp"

namespace jarip::report {

/// An item that goes from a site into what is made of it, or to where it is wanted.
struct ChainLink {
    network::ItemId item;
    network::PlaceId from;
    network::PlaceId to;
    network::ItemId makes;  ///< invalid: delivered to demand
    double quantity = 0;    ///< a month
};

/// What lies in a pool goes to its uses in proportion, wherever it came from: made there, or sent there.
/// Goods that only pass through a hub are told by where they were made.
///
/// returns links with quantity > 0, by item, from, to and makes; what only stock supplies is left out
[[nodiscard]] std::vector<ChainLink> chain_links(const network::Network& network,
                                                 const plan::SteadyPlan& plan);

}  // namespace jarip::report
