/// What can flow at all: whatever nothing can fill, or nobody needs, gets no column.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

using network::PoolArcs;

/// Where flows begin and end beside processes and demands.
struct Ends {
    std::vector<PoolId> sources;  ///< pools with stock or receipts
    std::vector<PoolId>
        sinks;  ///< pools of demands, minimum stock, or products under unlimited demand
    bool by_period =
        false;  ///< dates of approvals.csv count, in the calendar; else the average month's
};

struct Reach {
    Indexed<ProcessId, std::uint8_t> process;
    Indexed<InputId, std::uint8_t> input;
    Indexed<ArcId, std::uint8_t> arc;
    Indexed<PoolId, std::uint8_t> pool;
};

/// Whether the scope admits the process at all.
[[nodiscard]] bool in_scope(const Network& network, const Scope& scope, ProcessId process);

/// A process runs when each of its slots has a part that can come; a pool is of use when it can be filled from
/// a source or a process that runs, and a sink can be reached from it.
[[nodiscard]] Reach reach(const Network& network, const Scope& scope, const PoolArcs& arcs,
                          const Ends& ends);

}  // namespace jarip::plan
