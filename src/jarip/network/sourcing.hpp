/// Which flows a row of sourcing.csv speaks of.
#pragma once

#include <functional>
#include <vector>

#include "jarip/network/rows.hpp"

namespace jarip::network {

struct Network;

/// Whether two rows speak of the same buyer and item.
[[nodiscard]] bool is_of_same_buyer(const Sourcing& a, const Sourcing& b);

/// Where one row of a buyer and item names the buyer as supplier, what it makes counts with what it takes in, for all of them.
void count_own_makers(std::vector<Sourcing>& rows);

/// Of the arcs of an item those by which a buyer sends it on to where it comes from, and which are no part of its inflow.
[[nodiscard]] std::vector<ArcId> ways_back(const Network& network, const std::vector<ArcId>& arcs,
                                           const std::vector<ArcId>& inflow,
                                           const std::function<bool(PoolId)>& is_of_buyer);

/// Which arcs a row of sourcing.csv speaks of.
class ShareArcs {
public:
    explicit ShareArcs(const Network& network);
    /// Fills inflow, supplied and returned of a row whose item, buyer and supplier are known, and makers where the buyer is the supplier.
    void find(Sourcing& row) const;

private:
    [[nodiscard]] bool flows_in(const Target& buyer, const Arc& arc) const;
    [[nodiscard]] bool comes_from(const Target& supplier, const Arc& arc) const;
    [[nodiscard]] bool is_bought_at(const Target& buyer, PoolId pool) const;
    [[nodiscard]] const Place& place(PoolId pool) const;

    const Network* network_;
    std::vector<std::vector<ArcId>> by_item_;
    std::vector<bool> source_;  // by pool: made, stocked or received there
};

}  // namespace jarip::network
