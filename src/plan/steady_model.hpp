/// The average month in the solver: three objectives, each on the best face of the one before.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan.hpp"

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

/// What the solves of FORMULAS 2.1 find, one on the best face of the other.
struct Lexicographic {
    lp::Solution solution;             ///< of the last solve
    lp::Basis basis;                   ///< of the last, which is optimal for the others too
    Indexed<lp::RowId, double> duals;  ///< of the first, of value with its weights
    lp::Certificate certificate;       ///< the worst of them, where asked for
};

class SteadyModel {
public:
    explicit SteadyModel(const Network& network);

    [[nodiscard]] const Formulation& formulation() const { return formulation_; }
    [[nodiscard]] Bounds bounds() const { return Bounds{formulation_.model}; }
    [[nodiscard]] lp::Solver solver() const { return lp::Solver{formulation_.model}; }

    /// Value, sourcing, cost (or, to the depth of deliveries, value alone) under the given bounds, which
    /// the solver keeps; starts from the solver's basis.
    [[nodiscard]] Lexicographic solve(lp::Solver& solver, const Bounds& bounds,
                                      std::stop_token stop, Depth depth = Depth::flows,
                                      bool certified = false) const;

    /// Value delivered without weights: its duals are shadow prices.
    [[nodiscard]] lp::Solution solve_value(lp::Solver& solver, const lp::Basis& start,
                                           std::stop_token stop) const;

    [[nodiscard]] Racks racks(const lp::Solution& solution, Depth depth = Depth::flows) const;
    [[nodiscard]] double wanted(DemandId demand) const;

private:
    void add_tenths();
    void add_deviations();
    [[nodiscard]] lp::Certificate certify(const std::vector<double>& costs, const Bounds& bounds,
                                          const lp::Solution& solution) const;
    void set_costs(lp::Solver& solver, const std::vector<double>& costs) const;

    const Network& network_;
    Formulation formulation_;
    /// Costs of each solve by column; all but cost_ divided by their smallest, so that one tolerance fits.
    std::vector<double> weighted_value_, value_, deviation_, cost_, home_first_;
    double value_unit_ = 1;
};

/// A flow smaller than this is what rounding leaves of none.
inline constexpr double kNoFlow = 1e-9;
[[nodiscard]] double flow_of(const lp::Solution& solution, lp::ColumnId column);

}  // namespace jarip::plan
