/// The average month of those whom little holds back, as a part of linear programs that say what is possible at best.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// The steady month without all that does not hold back a day-by-day run, or a plan by periods, in the same way: no shares of
/// sourcing.csv, part_shares.csv, approvals.csv and blended slots; every way open that is approved at any time; what only lies
/// in stock is of use; what processes share limits none of them; designs have no limit, and parts that delay nothing may be left
/// out. What comes in and is not needed stays where it is.
///
/// source  docs/formulas.md (Stress, bounds and exposure)
class BestMonth {
public:
    /// Ways that open `days` after the events begin, or earlier, are there.
    BestMonth(const network::Network& network, double days);

    /// What a copy of the month is called in a model. Ids of what cannot flow are not valid.
    struct Copy {
        std::vector<lp::ColumnId> started;  ///< by process
        std::vector<lp::ColumnId> shipped;  ///< by arc
        std::vector<lp::ColumnId> delivered;
        std::vector<lp::RowId> capacity, lane, demand;
        std::vector<lp::RowId> balance;  ///< by pool: at least 0
    };
    /// Adds one. `more` has terms beside the month's, by pool of balances.
    [[nodiscard]] Copy add_to(lp::Model& model, std::vector<std::vector<lp::Term>> more) const;

    /// Whether there is anything of the item at the place.
    [[nodiscard]] bool has(network::PoolId pool) const {
        return formulation_.balance[pool.index()].valid();
    }
    [[nodiscard]] bool intangible(network::PoolId pool) const {
        return network_.items[network_.pools[pool].item].intangible;
    }

private:
    [[nodiscard]] std::vector<std::uint8_t> unlimited_columns() const;

    const network::Network& network_;
    plan::Formulation formulation_;
};

/// By pool, units: what lies in the slots that it fills when a run starts, and what is on its way to them.
[[nodiscard]] std::vector<double> stock_of(const network::Network& network,
                                           const LabelledChain& chain);

/// By pool, units: what stock.csv says lies there.
[[nodiscard]] std::vector<double> planned_stock(const network::Network& network);

}  // namespace jarip::stress
