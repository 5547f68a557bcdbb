/// The steady month as changes from a plan, for the solver.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "jarip/calibrate.hpp"
#include "jarip/calibrate/tolerances.hpp"

namespace jarip::calibrate {

[[nodiscard]] bool differ(double a, double b);

/// Columns are changes of the steady plan's flows, deliveries held: nothing changes at zero. They are priced by what
/// changes supplier, or listed with it for squares.
class ChangeModel {
public:
    ChangeModel(const Network& network, const plan::SteadyPlan& plan,
                const std::vector<Cell>& cells, Norm norm);

    /// The least that can be left, whatever changes: every figure with what may be left of it, under and over, at
    /// the price that its size is.
    [[nodiscard]] lp::Model nearest() const;
    /// No more in all is left than that, and little changes.
    [[nodiscard]] lp::Model as_near(double most) const;
    /// Such a model in which no more is left of any figure but `room`, of its size, and little changes.
    [[nodiscard]] lp::Model leaving(lp::Model elastic, const std::vector<double>& left,
                                    double room) const;

    /// What is left of each figure, under and over, in units of its size.
    [[nodiscard]] std::vector<double> left(const lp::Solution& solution) const;
    /// Money of one unit of `nearest`'s objective.
    [[nodiscard]] double unit() const { return unit_; }
    /// The flows after the changes.
    [[nodiscard]] Indexed<ArcId, double> shipped(const lp::Solution& solution) const;
    [[nodiscard]] Indexed<network::ProcessId, double> started(const lp::Solution& solution) const;

    /// factor · (up + down)², of least squares
    struct Square {
        lp::ColumnId up, down;
        double factor = 0;
    };
    [[nodiscard]] const std::vector<Square>& squares() const { return squares_; }

private:
    /// Limits of a change, and the size that it is counted in: the solver's tolerances are absolute.
    struct Room {
        double down = 0, up = 0, size = 1;
    };
    struct Share {
        std::vector<ArcId> supplied, inflow;
        double default_value = 0;  ///< where the plan has no inflow
        double weight = 1;
    };
    /// A column of the formulation is Σ size · column here.
    using Parts = std::vector<std::pair<lp::ColumnId, double>>;

    void read_base();
    void weigh();
    void add_changes();
    Parts add_flow(ArcId id, const std::string& name, const Room& room);
    void add_share_changes();
    void add_share_change(const std::string& name, const Share& share);
    void price_change(lp::ColumnId up, lp::ColumnId down, double cost, double square);
    void add_rows();
    void append(std::vector<lp::Term>& terms, lp::ColumnId column, double coefficient) const;
    [[nodiscard]] static double changed(double before, const Parts& parts,
                                        const lp::Solution& solution);
    void choose_unit();
    [[nodiscard]] std::vector<lp::Term> cell_terms(const Cell& cell) const;
    [[nodiscard]] lp::Model elastic() const;

    const Network& network_;
    const plan::SteadyPlan& plan_;
    const std::vector<Cell>& cells_;
    Norm norm_;
    plan::Formulation formulation_;
    lp::Model model_;
    std::vector<double> base_;
    Indexed<ArcId, double> weight_;
    std::vector<Square> squares_;
    Indexed<network::PoolId, double> inflow_;
    std::vector<Parts> parts_;  // by formulation's column
    Indexed<ArcId, Parts> changes_;
    double unit_ = 1;
};

}  // namespace jarip::calibrate
