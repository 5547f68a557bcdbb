/// Each target as a model: the network with investments, and the rows that hold the target.
#pragma once

#include <vector>

#include "jarip/onshore.hpp"
#include "jarip/onshore/investments.hpp"

namespace jarip::onshore {

struct TargetModel {
    Investments investments;
    lp::RowId level;                     ///< low bound is the level asked for (racks, content)
    std::vector<lp::ColumnId> products;  ///< whose sum is the level reached, in racks a month
    std::vector<lp::ColumnId> backlog;   ///< at the end of the horizon: zero where all is delivered
    double most = 0;                     ///< products that the ties allow for (racks)
};

/// Home's steady month behind a closed border: Σ products ≥ level. Without a level the row is free, and ties allow for
/// as much as everything together can make.
/// errors  E0552 where that has no limit
[[nodiscard]] TargetModel closed_border_model(const Network& network, double discount_rate,
                                              std::optional<double> level);

/// The model of the options' target at its level.
[[nodiscard]] TargetModel target_model(const Network& network, const Options& options);

}  // namespace jarip::onshore
