/// Slots that many suppliers fill who lie side by side, as those of a table of industries do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jarip::stress {

struct Chain;

/// A chain's usual flows as columns of numbers that processors take eight at a time. Nodes that fill a slot together with others have
/// cells side by side, each such group beginning at a multiple of eight; a slot has a column of the cells from its first supplier's
/// block of eight to its last one's, 0 where it does not buy.
struct Dense {
    static constexpr std::size_t kWidth = 8;

    std::vector<std::uint32_t> cell;  ///< by node
    std::size_t cells = 0;            ///< a multiple of kWidth
    std::vector<std::uint32_t>
        first;  ///< by slot: the cell at which its column begins; multiples of kWidth
    std::vector<std::size_t> begin{
        0};  ///< slot k has flow[begin[k] … begin[k + 1]); multiples of kWidth
    std::vector<double> flow;

    [[nodiscard]] bool empty() const { return flow.empty(); }
};

/// Empty where most of the columns would be zeros, where slots have few suppliers, and where a supplier fills a slot by two edges.
[[nodiscard]] Dense dense_of(const Chain& chain);

}  // namespace jarip::stress
