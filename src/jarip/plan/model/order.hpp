/// The order in which a network's rows enter a model: by their ids, so that the order of a table's rows changes
/// no byte of an answer.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// "site,item" or "country:KR,item".
[[nodiscard]] std::string pool_name(const Network& network, PoolId pool);

struct RowOrder {
    explicit RowOrder(const Network& network);

    std::vector<ProcessId> processes;
    std::vector<ResourceId> resources;
    std::vector<LaneId> lanes;  ///< by ends and item
    std::vector<PoolId> pools;
    std::vector<ArcId> arcs;
    std::vector<DemandId> demands;
    std::vector<std::size_t> sourcing, part_shares, approvals, uses, receipts,
        coproducts;  ///< positions in the network's lists
    /// By process: its inputs, those of a slot together.
    std::vector<std::vector<InputId>> inputs;
};

}  // namespace jarip::plan
