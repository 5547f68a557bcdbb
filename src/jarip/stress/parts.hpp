/// The parts of a chain that a day may run side by side, for the .cpp files of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// Nodes that lie side by side: [begin, end).
struct NodeRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// The parts in which sums over edges run: one, or of a large chain (kManyEdges) two with as many edges each. It is the
/// chain that decides, not the number of threads, so that this counts for nothing in a sum.
[[nodiscard]] std::vector<NodeRange> parts_of(const Chain& chain);

/// Units as a share of what production is measured by.
[[nodiscard]] inline double level_of(const Chain& chain, std::size_t node, double units) {
    return chain.scale[node] > 0 ? units / chain.scale[node] : 0;
}

/// So many edges ahead what is said of their suppliers is fetched from memory, where it lies in no order.
inline constexpr std::size_t kEdgesAhead = 16;

}  // namespace jarip::stress
