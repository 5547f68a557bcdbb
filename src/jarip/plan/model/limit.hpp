/// A capacity, a shared resource or a lane row, and its rows in a formulation.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// The limit's row in a period; not valid where it has none.
[[nodiscard]] lp::RowId row_of(const Network& network, const Formulation& formulation,
                               const Bottleneck& limit, std::size_t period);

[[nodiscard]] inline bool is_same(const Bottleneck& a, const Bottleneck& b) {
    return a.process == b.process && a.resource == b.resource && a.lane == b.lane;
}

/// Every limit that has a row in some period, with its mean use and capacity a month.
[[nodiscard]] std::vector<Bottleneck> limits_of(const Network& network,
                                                const Formulation& formulation,
                                                const lp::Solution& solution);

}  // namespace jarip::plan
