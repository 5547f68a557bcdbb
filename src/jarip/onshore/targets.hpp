/// Each target as a model: the network with investments, and the rows that hold the target.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "jarip/onshore.hpp"
#include "jarip/onshore/investments.hpp"

namespace jarip::onshore {

struct TargetModel {
    Investments investments;
    lp::RowId level;                 ///< low bound is the level asked for (products, content)
    std::vector<lp::Term> products;  ///< whose sum is the level reached, as plan::counted_in counts
    std::vector<std::size_t> kinds;  ///< beside them: of network.products
    std::vector<lp::ColumnId> backlog;  ///< which are zero where all is delivered
    double most = 0;                    ///< products that the ties allow for
    double days = 0;                    ///< that it is about (autonomy)
    bool from_stock = false;            ///< home has what lies in stock and is under way (autonomy)
    plan::SteadyPlan today;             ///< the month before the border closes (autonomy)
    /// By pool, whether home chooses who fills it (content): it asks where home buys.
    std::vector<std::uint8_t> chooses;
    /// The level row and columns are asked for a little less than this, so that rounding of the solve that found it does not
    /// forbid it: what is wanted of the set that is found.
    std::optional<double> exact_level;
    std::vector<std::pair<lp::ColumnId, double>> exact_low;
};

/// How home lives through the days behind a closed border: as stress has it, which delivers all for as long as stock
/// lasts, and then what can be made.
enum class Service {
    in_full,  ///< all of today's deliveries on every day, out of stock, goods under way and production
    lasting,  ///< kAutonomous of them on every day out of production alone
    enough    ///< kAutonomous of them out of all of that: no less will do, whatever is built
};

/// Of content, how those buy who buy nothing today and are not home's: in whatever way is best for home, which is a bound; or
/// not at all, since nobody knows how they would.
enum class Newcomers { as_is_best, none };

/// Home's steady month behind a closed border: Σ products ≥ level. Without a level the row is free, and ties allow for
/// as much as everything together can make.
/// errors  E0552 where that has no limit
[[nodiscard]] TargetModel closed_border_model(const Network& network, double discount_rate,
                                              std::optional<double> level);

/// errors  E0551 a level that the target cannot have
void require_level(const Options& options);

/// The model of the options' target at its level; the service is that of autonomy, content and autonomy start from today's month
/// (solved where it is not given).
[[nodiscard]] TargetModel target_model(const Network& network, const Options& options,
                                       Service service = Service::in_full,
                                       const plan::SteadyPlan* today = nullptr,
                                       Newcomers newcomers = Newcomers::as_is_best);

}  // namespace jarip::onshore
