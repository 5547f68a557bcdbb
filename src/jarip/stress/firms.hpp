/// A flows model as the systemic risk index (docs/formulas.md) reads it: firms, whom they sell to and what they need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::stress {

/// Part of a list of neighbours: [begin[j], begin[j + 1]) are those of firm j.
struct FirmLinks {
    struct To {
        std::uint32_t firm = 0;
        double share = 0;
    };
    std::vector<std::uint32_t> begin;
    std::vector<To> to;
};

struct Firms {
    std::vector<network::NodeId> nodes;  ///< by firm
    std::vector<std::uint32_t> place;    ///< by node: its firm
    std::vector<double> output;          ///< out_j
    std::vector<double> bought;          ///< by firm
    std::vector<std::uint32_t> sector;   ///< by firm
    std::size_t sectors = 0;
    FirmLinks sales;      ///< by supplier: its buyers, and their shares of its output
    FirmLinks suppliers;  ///< by buyer: its suppliers, and its share of their output
    /// Purchases of one essential sector, or the nonessential ones, of one buyer are a group.
    std::vector<std::uint32_t> group_buyer;
    struct Purchase {
        std::uint32_t supplier = 0;
        float goes_on = 0;  ///< 1 where the one before is of the same group, else 0
        double share = 0;   ///< of the group
    };
    std::vector<Purchase> purchases;  ///< group after group, in the order of their buyers
    std::vector<std::uint32_t> purchases_begin;  ///< by buyer; the last is the end of all
    FirmLinks uses;  ///< by supplier: the groups that it is in, and its shares of them
    std::vector<std::vector<std::uint32_t>> in_sector;  ///< firms, ascending
    double total = 0;

    [[nodiscard]] std::uint32_t of(network::NodeId node) const { return place[node.index()]; }
};

/// Firms are numbered in the order of their ids, so that no sum depends on the order of a table's rows.
[[nodiscard]] Firms firms_of(const network::Network& network);

}  // namespace jarip::stress
