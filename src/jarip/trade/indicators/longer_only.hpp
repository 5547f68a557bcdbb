/// Partners whose trade the tables tell by periods that go beyond the time asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {

/// Those of the partners of `found.beyond` that the tables do not tell within the time as well: what of their trade lies
/// in it is not known. None where all of them together leave less than 1 % of the figure open.
///
/// found      the candidates of the time, which the selection is of
/// elsewhere  all rows of the side and the goods, whatever their time
[[nodiscard]] std::vector<std::uint32_t> told_by_longer_only(
    const Flows& flows, Side side, const Candidates& found, const Selection& selection,
    const std::vector<std::uint32_t>& elsewhere);

}  // namespace jarip::trade
