/// Branch and bound over the solver's own: the solver takes a number for whole within a tolerance, and that much of a
/// yes-or-no can be worth a plant. Here whole numbers are made whole, the rest is solved again, and where that costs
/// more than the solver's bound allows, or cannot be, the number is branched on.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "jarip/lp.hpp"

namespace jarip::lp {

/// Limits of the integer columns, in their order.
struct Box {
    std::vector<double> low;
    std::vector<double> high;
};

/// What the solver says of the models of a box.
struct Relaxed {
    Status status = Status::unknown;
    /// Of the integer columns, whole within the solver's tolerance, or those of the linear model where the box is to be
    /// cut; empty where it has no solution.
    std::vector<double> whole;
    double bound = -kInfinity;  ///< no solution in the box costs less
};

struct WholeProblem {
    /// The best solution of a box, whole within the solver's tolerance, or that of the linear model.
    std::function<Relaxed(const Box&)> relax;
    /// The best solution with these whole numbers; without values where there is none.
    std::function<Solution(const std::vector<double>&)> hold;
    Box box;
    /// Whole numbers that are tried first; none: empty.
    std::vector<double> known;
    double relative_gap = 1e-7;
    double noise = 0;  ///< objectives nearer to each other are the same
};

/// The best solution found, its bound and gap. Status optimal: within the gap asked for.
[[nodiscard]] Solution solve_whole(const WholeProblem& problem);

}  // namespace jarip::lp
