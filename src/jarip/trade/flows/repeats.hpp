/// Rows of one table that speak of the same thing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/rows.hpp"

namespace jarip::trade {

/// Rows from `begin` on that share reporter, partner, product, period, direction, detail and revision of HS, in groups of
/// two and more. `details` and `revisions` stand beside the rows, 0 beyond their ends.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> repeated_rows(
    const Flows& flows, std::size_t begin, const std::vector<std::uint32_t>& details,
    const std::vector<std::uint16_t>& revisions = {});

/// What became of them.
struct Repeats {
    std::vector<std::uint32_t>
        dropped;               ///< rows that say what another says, and parts beside their total
    std::size_t equal = 0;     ///< rows that are alike in everything, but the first of each
    std::size_t parts = 0;     ///< rows that stand beside a total of theirs
    std::size_t replaced = 0;  ///< provisional rows that stand beside revised or final ones
    /// Rows that differ, and no total among them.
    std::size_t faults = 0;
    std::size_t first_line = 0, second_line = 0;  ///< of two of them
    std::string column;  ///< that tells them apart, and is not read; "" where none does
    std::size_t column_at = 0;
    bool has_areas = false;  ///< rows of several areas of one country, which add up
};

/// Whether a label is that of one of several areas of a country (an index of Flows).
using IsAreaOf = std::function<bool(std::string_view label, std::uint32_t country)>;

/// Goes through the table again. `ordinals` has the number of the file's row of each flow from `begin` on; rows that the
/// columns `added_over` tell apart are parts that add up, and so are those of several areas of one country.
[[nodiscard]] Repeats resolve_repeats(const Flows& flows, std::size_t begin,
                                      const std::vector<std::vector<std::uint32_t>>& groups,
                                      const std::vector<std::uint32_t>& ordinals, Rows& rows,
                                      const std::vector<std::string>& added_over,
                                      const IsAreaOf& is_area_of);

/// "TOTAL", "All MOTs", "_T", "합계" …: what columns write where a row is the sum of the others.
[[nodiscard]] bool is_total_word(std::string_view text);

}  // namespace jarip::trade
