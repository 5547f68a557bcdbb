/// What the duals of a linear model prove, whatever the solver that found them takes for zero.
#pragma once

#include <span>

namespace jarip::lp {

/// A linear model in the solver's units with a solution of it; the matrix by rows.
struct Proof {
    std::span<const double> costs, column_low, column_high, row_low, row_high;
    std::span<const int> starts, columns;
    std::span<const double> terms;
    std::span<const double> values, duals;
    bool sized =
        false;  ///< columns are counted in their sizes: no more of them is of use, whatever their limits
};

/// A bound of the objective by weak duality, for any duals: no solution costs less in which no column is larger than
/// several times its size, and twice what it is now, where it has no nearer limit. The objective itself where the two
/// differ by rounding.
/// source  Neumaier & Shcherbina (2004), Safe bounds in linear and mixed-integer linear programming, Math. Program. 99
[[nodiscard]] double proven_bound(const Proof& proof, double objective);

}  // namespace jarip::lp
