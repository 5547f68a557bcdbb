/// Which flows a row of sourcing.csv speaks of.
#pragma once

#include <vector>

#include "jarip/network/rows.hpp"

namespace jarip::network {

struct Network;

/// Which arcs a row of sourcing.csv speaks of.
class ShareArcs {
public:
    explicit ShareArcs(const Network& network);
    /// Fills inflow and supplied of a row whose item, buyer and supplier are known.
    void find(Sourcing& row) const;

private:
    [[nodiscard]] bool flows_in(const Target& buyer, const Arc& arc) const;
    [[nodiscard]] bool comes_from(const Target& supplier, const Arc& arc) const;
    [[nodiscard]] const Place& place(PoolId pool) const;

    const Network* network_;
    std::vector<std::vector<ArcId>> by_item_;
    std::vector<bool> source_;  // by pool: made, stocked or received there
};

}  // namespace jarip::network
