/// The quickest ways to a place, and which ways events hit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::stress {

/// Ways and places of passage that a scenario's events hit on any day.
struct HitWays {
    std::vector<char> arc;      ///< by arc
    std::vector<char> passage;  ///< by pool, where goods only pass

    HitWays(const network::Network& network, const network::Scenario& scenario, std::uint32_t days);
    [[nodiscard]] bool hit(const network::Network& network,
                           const std::vector<network::ArcId>& way) const;
};

/// Arcs into each pool, in the order of the names of where they come from.
[[nodiscard]] std::vector<std::vector<network::ArcId>> arcs_into(const network::Network& network);

/// The quickest approved ways into one pool; of equals those with fewer steps, then in the order of names.
class QuickestWays {
public:
    /// `avoid`: what the ways must not take; nullptr: nothing.
    QuickestWays(const network::Network& network,
                 const std::vector<std::vector<network::ArcId>>& into, network::PoolId end,
                 const HitWays* avoid);

    /// From a pool to the end; nullopt: there is none.
    [[nodiscard]] std::optional<std::vector<network::ArcId>> from(network::PoolId pool) const;

private:
    struct Found {
        double days = 0;
        int steps = 0;
        network::ArcId next;
    };
    const network::Network& network_;
    std::map<std::size_t, Found> found_;  // by pool
};

}  // namespace jarip::stress
