/// The alternative of an infeasible linear model: multipliers that prove that its bounds cannot all hold.
#pragma once

#include <optional>

#include "jarip/lp.hpp"

namespace jarip::lp {

/// Rows and columns whose bounds cannot all hold, whole numbers left aside: those with a multiplier at a vertex of
///
///     Σ (p − q) a + r − s = 0 for each column,  Σ p low − q high + Σ r low − s high = 1,  p, q, r, s ≥ 0
///
/// (Farkas; p and q of rows, r and s of columns). No bound of a vertex can be left out (Gleeson and Ryan 1990, ORSA
/// J. on Computing 2, theorem 2), so that one solve finds what a filter finds in as many as there are bounds. A row or
/// column of which one bound of two is needed is in the conflict with both, where fewer may clash: `exact` is then
/// false. Nothing where the model has a solution, where the solver does not end, or where time is up.
struct Clash {
    Conflict conflict;
    bool exact = true;
};
[[nodiscard]] std::optional<Clash> clash_at_a_vertex(const Model& model,
                                                     const SolveOptions& limits = {});

}  // namespace jarip::lp
