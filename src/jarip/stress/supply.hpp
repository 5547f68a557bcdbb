/// Who supplies a pool, by which way, in the steady plan.
#pragma once

#include <vector>

#include "jarip/network.hpp"
#include "jarip/plan.hpp"

namespace jarip::stress {

/// One maker of what lies in a pool.
struct Source {
    network::ProcessId maker;
    double share = 0;                 ///< of all that comes into the pool
    std::vector<network::ArcId> way;  ///< from the maker's pool; empty: made here
};

/// Follows the plan's flows back from pool to pool, through hubs. What leaves a pool is taken to be mixed:
/// each user has the same shares of each source. Makers and ways stand in the order of their names.
class Supply {
public:
    Supply(const network::Network& network, const plan::SteadyPlan& month);

    /// Sources of a pool; their shares sum to 1 (none where nothing comes in).
    [[nodiscard]] const std::vector<Source>& of(network::PoolId pool);

private:
    enum class Mark : char { unseen, open, done };

    const network::Network* network_;
    const plan::SteadyPlan* month_;
    std::vector<std::vector<network::ProcessId>> makers_;  // by pool
    std::vector<std::vector<network::ArcId>> into_;        // by pool
    std::vector<Mark> marks_;                              // by pool
    std::vector<std::vector<Source>> sources_;             // by pool
};

}  // namespace jarip::stress
