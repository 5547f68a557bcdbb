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
        double size = 1;  ///< of what is limited
    };
    explicit Bounds(const lp::Model& model);
    /// Gives them to a solver of that model.
    void apply(lp::Solver& solver) const;

    Indexed<lp::ColumnId, Limits> columns;
    Indexed<lp::RowId, Limits> rows;
};

/// What costs are worth: each times the size of its column.
struct Worth {
    double smallest = 0;  ///< that is not zero
    double largest = 0;
};
[[nodiscard]] Worth worth_of(const lp::Model& model, const std::vector<double>& costs);

/// A reduced cost or dual, times the size of what it is of, above this says that its bound holds on the optimal
/// face; it is more than rounding, a share of the largest worth, leaves of zero.
[[nodiscard]] double face_tolerance(const Worth& worth, double rounding = 1e-14);

/// Holds every bound that an optimal solution must meet: where a reduced cost or dual is not zero. What is
/// left free is the optimal face itself, without a tolerance on the objective.
void hold_face(Bounds& bounds, const lp::Solution& solution, double tolerance);

}  // namespace jarip::plan
