/// Flows that two files give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

struct Duplicates {
    std::vector<bool> dropped;      ///< beside the rows; empty where there are none
    std::vector<std::size_t> same;  ///< by source: rows of it that an earlier file gives alike
    std::vector<std::size_t>
        replaced;  ///< by source: rows of it for which a later file has another figure
};

/// Rows of different files that speak of the same thing: of two alike the later is dropped, of two that differ the
/// earlier, since statistics are revised. `starts` has the first row of each source, and one past the last; `details`
/// stands beside the rows, 0 beyond its end.
[[nodiscard]] Duplicates find_duplicates(const Flows& flows, const std::vector<std::size_t>& starts,
                                         const std::vector<std::uint32_t>& details);

}  // namespace jarip::trade
