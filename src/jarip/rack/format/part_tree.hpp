/// The tree of parts as a graph: each name once, its lines below it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jarip/rack.hpp"

namespace jarip::rack {

/// Where no line is meant.
inline constexpr auto kNoLine = static_cast<std::size_t>(-1);

/// Node 0 is the rack itself: lines without parent, or with the design's id as theirs.
struct PartTree {
    std::vector<std::string> names;               ///< of nodes, as they first appear
    std::vector<std::vector<std::size_t>> below;  ///< indices into `lines` of each node's parts
    std::vector<std::size_t> child;               ///< node of each line's item
    std::vector<std::size_t> order;               ///< nodes, each before those below it
    std::vector<std::size_t>
        first_line;  ///< of each node, the line that first names it as item, or kNoLine
    std::vector<std::size_t> cycle;    ///< nodes that contain each other in turn; empty: none
    std::vector<std::size_t> orphans;  ///< lines whose parent nothing contains
};

[[nodiscard]] PartTree part_tree(std::string_view root, const std::vector<PartLine>& lines);

/// Units of each node that a rack takes: as built in, and as started with scrap and yield. Capped at kMostParts.
/// The tree must have no cycle.
struct PartNeeds {
    std::vector<double> built_in, started;
};
[[nodiscard]] PartNeeds part_needs(const PartTree& tree, const std::vector<PartLine>& lines);

/// More of one part than any rack holds: beyond it, products of quantities could overflow.
inline constexpr double kMostParts = 1e15;

/// errors  E0420 a part contains itself, E0422 a parent that nothing contains
void report_faults(const PartTree& tree, const std::vector<PartLine>& lines,
                   Diagnostics& diagnostics);

/// The cycle in words: "tray > board > tray".
[[nodiscard]] std::string cycle_text(const PartTree& tree);

}  // namespace jarip::rack
