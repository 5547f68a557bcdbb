/// Which row of lanes.csv governs a way: named items before `*`, then sites before countries before `*`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {

class LaneIndex {
public:
    explicit LaneIndex(const Network& network);

    struct Match {
        LaneId lane;
        LaneId equal;  ///< valid: a second row is as specific
    };
    /// The most specific row for an item from a place to another; nullopt where no row matches.
    [[nodiscard]] std::optional<Match> find(ItemId item, const Place& from, const Place& to) const;

private:
    // Rows of one item, or of `*`, by their two ends.
    struct Rows {
        std::unordered_map<std::uint64_t, LaneId> by_ends;
        std::array<bool, 9> levels{};  // [origin level × 3 + destination level]: such rows exist
    };
    [[nodiscard]] std::optional<Match> find(const Rows& rows, const Place& from,
                                            const Place& to) const;

    std::vector<Rows> rows_;  // [0] of `*`, then by item
};

}  // namespace jarip::network
