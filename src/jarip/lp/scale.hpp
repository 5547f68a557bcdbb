/// The units in which the solver counts: powers of two, so that nothing is rounded by them.
#pragma once

#include <span>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {

struct Units {
    std::vector<double> columns;
    std::vector<double> rows;
    bool sized = false;  ///< columns have sizes of their own
};

/// Each column in its size, each row in its largest term. All 1 where no column has a size of its own.
[[nodiscard]] Units units_of(const Model& model);

/// The largest coefficient times the size of its column: what is small against it is nothing to the row.
[[nodiscard]] double size_of(const Model& model, const Row& row);

/// Tolerances are absolute inside the solver: 1e-7 of a reduced cost is 1e-16 of this.
inline constexpr double kLargestCost = 0x1p30;
/// Of large models rounding leaves more than that: a plan of 14,000 rows by the week ended undecided with 2³⁰.
inline constexpr double kLargestCostOfLarge = 0x1p22;

/// What costs, in the units of columns, are multiplied with: the smallest is then at least 1, unless the largest
/// would pass a limit: the default is that below which the solver's tolerances are small against every cost.
[[nodiscard]] double cost_unit(std::span<const double> costs, std::span<const double> units,
                               double largest_cost = kLargestCost);

}  // namespace jarip::lp
