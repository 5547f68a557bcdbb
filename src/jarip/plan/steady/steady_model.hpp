/// The average month in the solver: one objective after the other, each on the best face of the one before.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/model/face.hpp"

namespace jarip::plan {

/// What the solves of docs/formulas.md (The steady plan) find, one on the best face of the other.
struct Lexicographic {
    lp::Solution solution;  ///< of the last solve
    lp::Basis basis;        ///< of the last, which is optimal for the others too
    Indexed<lp::RowId, double>
        duals;                    ///< of value with its weights; of several priorities the least
    lp::Certificate certificate;  ///< the worst of them, where asked for
};

/// How far the month is solved again: with all objectives, or with that of value alone, which settles what is delivered; of
/// deliveries that are worth the same those at home first, or as the names say.
enum class Solves { all, value, home_first };

class SteadyModel {
public:
    explicit SteadyModel(const Network& network, const network::Scenario* scenario = nullptr);

    [[nodiscard]] const Formulation& formulation() const { return formulation_; }
    [[nodiscard]] Bounds bounds() const { return Bounds{formulation_.model}; }
    [[nodiscard]] lp::Solver solver() const { return lp::Solver{formulation_.model}; }

    /// Value of the most urgent demands, then of the next, sourcing, cost, and names, which decide between what all of them
    /// leave open. Under the given bounds, which the solver keeps; from the solver's basis.
    [[nodiscard]] Lexicographic solve(lp::Solver& solver, const Bounds& bounds,
                                      const std::stop_token& stop, bool certified = false) const;

    /// Value alone: the same deliveries, or those of home first, and flows that are not settled.
    [[nodiscard]] lp::Solution solve_first(lp::Solver& solver, const Bounds& bounds,
                                           const std::stop_token& stop,
                                           bool home_first = false) const;

    /// Value delivered without weights: its duals are shadow prices.
    [[nodiscard]] lp::Solution solve_value(lp::Solver& solver, const lp::Basis& start,
                                           const std::stop_token& stop) const;

    /// By column, what the depth of deliveries minimises; null where it is more than one thing, since demands are of several
    /// priorities.
    [[nodiscard]] const std::vector<double>* value_home_first() const {
        return urgencies_.size() == 1 ? &urgencies_.front().home_first : nullptr;
    }

    [[nodiscard]] Rates rates(const lp::Solution& solution, Depth depth = Depth::flows) const;
    [[nodiscard]] double wanted(DemandId demand) const;
    /// Conversion, freight and tariffs, and less preferred parts.
    [[nodiscard]] double cost(const lp::Solution& solution) const;

private:
    /// Demands of one priority: what they are worth by column, and with home's before others.
    struct Urgency {
        double priority = 0;
        std::vector<double> value, home_first;
    };

    void add_tenths();
    [[nodiscard]] Urgency& urgency_of(double priority);
    void add_deviations();
    [[nodiscard]] std::vector<double> sizes_by_item() const;
    [[nodiscard]] lp::Certificate certify(const std::vector<double>& costs, const Bounds& bounds,
                                          const lp::Solution& solution) const;
    void set_costs(lp::Solver& solver, const std::vector<double>& costs) const;

    const Network& network_;
    Formulation formulation_;
    /// Costs of each solve by column; all but cost_ divided by the smallest worth, so that one tolerance fits.
    std::vector<double> value_, deviation_, cost_, by_name_;
    std::vector<Urgency> urgencies_;  ///< the most urgent first
    double value_unit_ = 1;
};

}  // namespace jarip::plan
