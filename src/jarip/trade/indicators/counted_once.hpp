/// Rows of which some hold others, reduced so that nothing is counted twice.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// Rows of one side of a country.
struct SideRows {
    std::vector<std::uint32_t> with_partner, totals;
    /// Periods of rows of the same goods and partner that share some time, of which neither holds the other, and no
    /// other rows tell the parts: what they make together is not known.
    std::vector<Period> overlapping;
};

/// To which part of its goods or its time, told by partner, a total without partner gives way.
enum class TotalPolicy : std::uint8_t {
    to_nearly_all,  ///< it is more than the part: for figures of all goods asked for
    to_any          ///< products are told apart, and a total would hide them
};
/// What is kept secret or rounded away is less than this of a total.
inline constexpr double kNearlyAll = 0.99;

/// The rows to count: those of coarser codes and longer periods replace the finer and shorter ones of the same partner that
/// they hold, and those of any partner where they name areas that are no country. Of periods that overlap in part those
/// count that follow one another without a gap from the first day to the last, the longest where it is a question. A
/// total without partner gives way where rows with partner speak of just its goods and time, or of more; where they
/// speak of parts of them, as is said, and replaces them otherwise.
[[nodiscard]] SideRows counted_once(const Flows& flows, SideRows rows, TotalPolicy policy);

/// Whether none of the products' codes holds another, and none of the periods: then each row speaks of something
/// of its own. Beside Flows::products and Flows::periods.
[[nodiscard]] bool is_plain(const Flows& flows, const std::vector<bool>& products,
                            const std::vector<bool>& periods);

}  // namespace jarip::trade
