/// What may be built, as columns of a plan's model: a binary for each candidate, an amount for each expansion.
#pragma once

#include <vector>

#include "jarip/plan.hpp"

namespace jarip::onshore {

using network::ItemId;
using network::Network;
using network::ProcessId;

/// What may be done about one process.
struct Choice {
    ProcessId process;
    lp::ColumnId build;      ///< binary: the candidate is built; invalid for what operates
    lp::ColumnId expansion;  ///< units started a month beyond capacity; invalid where there is none
};

/// A plan's model in which capital costs money and gives capacity.
struct Investments {
    plan::Formulation formulation;
    std::vector<Choice> choices;
    std::vector<double> operating_factor;  ///< by period: what a unit of its costs counts for
    std::vector<std::size_t> period_of;  ///< by column of the plan; capital stands behind the last
    lp::RowId budget;                    ///< Σ capital, free until limited

    [[nodiscard]] lp::Model& model() { return formulation.model; }
    [[nodiscard]] const lp::Model& model() const { return formulation.model; }
    [[nodiscard]] double capital(const Network& network, const Choice& choice,
                                 const lp::Solution& solution) const;
};

/// Ties candidates and expansions at home to capacities: x ≤ (capacity·z + e) · available from build_days on, and
/// x ≤ the most that is of use · z; and ways that are there because of candidates alone to those candidates. What may
/// be built abroad is not: it brings nothing home. docs/formulas.md (Onshore)
///
/// useful           starts of a process that the target can need, in the units of the formulation
/// horizon_months   what a month of the steady copy counts for; 1 where the formulation has periods
/// discount_rate    a year, from the start of the horizon
/// errors           E0550 where a candidate has no capacity and nothing else bounds it
[[nodiscard]] Investments add_investments(const Network& network, plan::Formulation formulation,
                                          Indexed<ProcessId, double> useful, double horizon_months,
                                          double discount_rate);

}  // namespace jarip::onshore
