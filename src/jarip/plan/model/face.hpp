/// The best solutions of a linear model: what all of them have in common is held, the rest stays free.
#pragma once

#include <vector>

#include "jarip/lp.hpp"

namespace jarip::plan {

/// The limits of every column and row of a model, to be changed for a what-if.
struct Bounds {
    struct Limits {
        double low = 0;
        double high = 0;
    };
    explicit Bounds(const lp::Model& model);
    /// Gives them to a solver of that model.
    void apply(lp::Solver& solver) const;

    Indexed<lp::ColumnId, Limits> columns;
    Indexed<lp::RowId, Limits> rows;
};

/// A reduced cost or dual above this says that its bound holds on the optimal face; it is more than rounding
/// leaves of zero where `largest_cost` is the largest of the model.
[[nodiscard]] double face_tolerance(double largest_cost);

/// Holds every bound that an optimal solution must meet: where a reduced cost or dual is not zero. What is
/// left free is the optimal face itself, without a tolerance on the objective.
void hold_face(Bounds& bounds, const lp::Solution& solution, double tolerance);

}  // namespace jarip::plan
