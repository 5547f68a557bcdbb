/// What may be built, as columns of a plan's model: a binary for each candidate, an amount for each expansion.
#pragma once

#include <vector>

#include "jarip/onshore.hpp"

namespace jarip::onshore {

using network::ItemId;
using network::Network;
using network::ProcessId;

/// How much larger than its smallest size a candidate is built: from one point of its sizes to the next.
struct Enlargement {
    lp::ColumnId column;  ///< binary; or, where any size between is possible, units started a month
    double capacity = 0;  ///< units started a month of a unit of the column
    double capex = 0;     ///< of a unit of the column
    double most = 0;      ///< of the column
};

/// What may be done about one process.
struct Choice {
    ProcessId process;
    lp::ColumnId build;      ///< binary: the candidate is built; invalid for what operates
    lp::ColumnId expansion;  ///< units started a month beyond capacity; invalid where there is none
    double capacity = 0;     ///< of the smallest size, which `build` gives; infinite without limit
    double capex = 0;
    std::vector<Enlargement> larger;     ///< each only beyond all before it
    std::vector<lp::ColumnId> complete;  ///< binaries: an enlargement in any amount is at its end

    /// Every column, in an order that depends on the process alone; some are not valid.
    [[nodiscard]] std::vector<lp::ColumnId> columns() const;
    /// Units started a month that are built, without the expansion.
    [[nodiscard]] double built(const lp::Model& model, const lp::Solution& solution) const;
};

/// A plan's model in which capital costs money and gives capacity.
struct Investments {
    plan::Formulation formulation;
    std::vector<Choice> choices;
    std::vector<double> operating_factor;  ///< by period: what a unit of its costs counts for
    std::vector<std::size_t> period_of;  ///< by column of the plan; capital stands behind the last
    lp::RowId budget;                    ///< Σ capital, free until limited
    std::vector<lp::RowId> least_use;    ///< of what is built, so much runs

    [[nodiscard]] lp::Model& model() { return formulation.model; }
    [[nodiscard]] const lp::Model& model() const { return formulation.model; }
    [[nodiscard]] double capital(const Network& network, const Choice& choice,
                                 const lp::Solution& solution) const;
    /// Only this may be built of the choice: nothing where `built` is null.
    void hold(const Choice& choice, const Built* built);
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
