/// The least stock at home with which it can last so many days, however everybody plans: a linear program.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// What has to hold on the days [first, end).
struct ToLast {
    std::uint32_t first = 0, end = 0;
    double threshold = 0.9;  ///< of what is usually delivered at home
    bool by_value = false;   ///< counted at the demands' prices
};

struct LeastStock {
    double value = 0;             ///< at list prices
    std::vector<double> by_pool;  ///< units
};

/// A run in which slots of home's nodes have more in stock, summed over the days, is a solution of it.
///
/// returns nullopt where no stock is enough
/// source  docs/formulas.md (Stress, stocks)
[[nodiscard]] std::optional<LeastStock> least_stock(const network::Network& network,
                                                    const plan::SteadyPlan& month,
                                                    const LabelledChain& chain,
                                                    const network::Scenario& scenario,
                                                    const ToLast& wanted);

}  // namespace jarip::stress
