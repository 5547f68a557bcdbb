/// A solved plan of buckets, with what pegging, reasons and bottlenecks read from it.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {

/// `linear` is the formulation's model with its whole numbers held at the plan's: it has duals, and re-solves
/// of it keep lots and set-ups as they are.
struct SolvedPlan {
    const Network& network;
    const Calendar& calendar;
    const Formulation& formulation;
    lp::Model linear;
    lp::Solution solution;
    lp::Basis basis;

    [[nodiscard]] double value(
        lp::ColumnId column) const;  ///< 0 for what has no column, or next to nothing
    [[nodiscard]] bool binds(lp::RowId row) const;
    [[nodiscard]] double shadow_price(
        lp::RowId row) const;  ///< what one more unit of its limit would save
    [[nodiscard]] double shadow_price(lp::ColumnId column) const;  ///< the same of its upper bound
};

/// The largest bottlenecks: limits with a dual in any period, by the gain of 1 % more in all periods.
[[nodiscard]] std::vector<Bottleneck> find_bottlenecks(const SolvedPlan& horizon,
                                                       const Options& options);

/// What was not delivered when it was wanted, and why. docs/formulas.md (Plan)
[[nodiscard]] std::vector<LateReason> find_late_reasons(const SolvedPlan& horizon);

/// Deliveries traced back to who made them, first in first out. docs/formulas.md (Plan)
[[nodiscard]] std::vector<Pegging> peg(const SolvedPlan& horizon);

}  // namespace jarip::plan
