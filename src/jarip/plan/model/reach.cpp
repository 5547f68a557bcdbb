#include "jarip/plan/model/reach.hpp"

#include <cstddef>
#include <utility>

#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

bool in_scope(const Network& network, const Scope& scope, ProcessId id) {
    const auto& process = network.processes[id];
    if (process.status == network::Status::candidate && !scope.candidates) return false;
    if (scope.closed_border.valid() &&
        !network.within(network.sites[process.site].country, scope.closed_border))
        return false;
    const bool expandable = scope.candidates && process.max_expansion > 0;
    return process.capacity_per_month.value_or(1) > 0 || expandable;
}

namespace {

struct Search {
    const Network& network;
    const Scope& scope;
    const PoolArcs& arcs;
    bool by_period = false;
    Indexed<ProcessId, std::uint8_t> runs{network.processes.size(), 0};
    Indexed<ArcId, std::uint8_t> unbuilt = unbuilt_ways();

    /// A candidate that is not built is not there: nor are the ways that only it would open.
    [[nodiscard]] Indexed<ArcId, std::uint8_t> unbuilt_ways() const {
        Indexed<ArcId, std::uint8_t> result{network.arcs.size(), 0};
        if (!scope.candidates)
            for (const CandidateWay& way : candidate_ways(network)) result[way.arc] = 1;
        return result;
    }

    [[nodiscard]] bool open(ArcId arc) const {
        if (unbuilt[arc] != 0) return false;
        if (!by_period && !network.arcs[arc].approved) return false;
        const LaneId lane = network.arcs[arc].lane;
        if (lane.valid() && network.lanes[lane].capacity_per_month == 0.0) return false;
        if (!scope.closed_border.valid()) return true;
        return network.within(network.country_of(network.arcs[arc].from), scope.closed_border) &&
               network.within(network.country_of(network.arcs[arc].to), scope.closed_border);
    }

    /// Pools that sources and running processes can fill, over open arcs.
    [[nodiscard]] Indexed<PoolId, std::uint8_t> filled(const std::vector<PoolId>& sources) const {
        Indexed<PoolId, std::uint8_t> result{network.pools.size(), 0};
        std::vector<PoolId> next;
        const auto fill = [&](PoolId pool) {
            if (std::exchange(result[pool], std::uint8_t{1}) == 0) next.push_back(pool);
        };
        for (const PoolId pool : sources) fill(pool);
        for (const ProcessId id : network.processes.ids())
            if (runs[id] != 0) fill(network.processes[id].output);
        for (const auto& coproduct : network.coproducts)
            if (runs[coproduct.process] != 0) fill(coproduct.pool);
        while (!next.empty()) {
            const PoolId pool = next.back();
            next.pop_back();
            for (const ArcId arc : arcs.out_of(pool))
                if (open(arc)) fill(network.arcs[arc].to);
        }
        return result;
    }

    [[nodiscard]] bool can_start(ProcessId id, const Indexed<PoolId, std::uint8_t>& pools) const {
        const auto& inputs = network.processes[id].inputs;
        for (std::size_t i = 0; i < inputs.size();) {
            const SlotId slot = network.inputs[inputs[i]].slot;
            double share = 0;  // of the slot, that what comes may fill
            for (; i < inputs.size() && network.inputs[inputs[i]].slot == slot; ++i) {
                const auto& part = network.parts[network.inputs[inputs[i]].part];
                const bool comes = pools[network.inputs[inputs[i]].pool] != 0;
                if (!comes && part.min_share > 0) return false;
                if (comes) share += part.max_share;
            }
            if (share < 1 - kShareRounding) return false;
        }
        return true;
    }

    /// Stops the processes that cannot start, until all that are left can.
    [[nodiscard]] Indexed<PoolId, std::uint8_t> settle(const std::vector<PoolId>& sources) {
        for (const ProcessId id : network.processes.ids())
            runs[id] = in_scope(network, scope, id) ? 1 : 0;
        for (;;) {
            auto pools = filled(sources);
            bool stopped = false;
            for (const ProcessId id : network.processes.ids())
                if (runs[id] != 0 && !can_start(id, pools)) {
                    runs[id] = 0;
                    stopped = true;
                }
            if (!stopped) return pools;
        }
    }

    /// Pools from which a sink can be reached.
    [[nodiscard]] Indexed<PoolId, std::uint8_t> needed(const std::vector<PoolId>& sinks) const {
        std::vector<std::vector<ProcessId>> makers(network.pools.size());
        for (const ProcessId id : network.processes.ids())
            if (runs[id] != 0) makers[network.processes[id].output.index()].push_back(id);
        for (const auto& coproduct : network.coproducts)
            if (runs[coproduct.process] != 0)
                makers[coproduct.pool.index()].push_back(coproduct.process);
        Indexed<PoolId, std::uint8_t> result{network.pools.size(), 0};
        std::vector<PoolId> next;
        const auto need = [&](PoolId pool) {
            if (std::exchange(result[pool], std::uint8_t{1}) == 0) next.push_back(pool);
        };
        for (const PoolId pool : sinks) need(pool);
        while (!next.empty()) {
            const PoolId pool = next.back();
            next.pop_back();
            for (const ArcId arc : arcs.into(pool))
                if (open(arc)) need(network.arcs[arc].from);
            for (const ProcessId maker : makers[pool.index()]) {
                const auto& inputs = network.processes[maker].inputs;
                for (std::size_t i = 0; i < inputs.size(); ++i)
                    need(network.inputs[inputs[i]].pool);
            }
        }
        return result;
    }
};

}  // namespace

Reach reach(const Network& network, const Scope& scope, const PoolArcs& arcs, const Ends& ends) {
    Search search{network, scope, arcs, ends.by_period};
    const auto filled = search.settle(ends.sources);
    const auto needed = search.needed(ends.sinks);
    Reach result{Indexed<ProcessId, std::uint8_t>{network.processes.size()},
                 Indexed<InputId, std::uint8_t>{network.inputs.size()},
                 Indexed<ArcId, std::uint8_t>{network.arcs.size()},
                 Indexed<PoolId, std::uint8_t>{network.pools.size()}};
    for (const PoolId id : network.pools.ids()) result.pool[id] = filled[id] & needed[id];
    for (const ProcessId id : network.processes.ids())
        result.process[id] = search.runs[id] & result.pool[network.processes[id].output];
    for (const auto& coproduct : network.coproducts)
        if (result.pool[coproduct.pool] != 0)
            result.process[coproduct.process] |= search.runs[coproduct.process];
    // What comes along lies there, or is thrown away, though nobody can use it.
    for (const auto& coproduct : network.coproducts)
        if (ends.by_period && result.process[coproduct.process] != 0)
            result.pool[coproduct.pool] = result.pool[network.processes[coproduct.process].output] =
                1;
    for (const InputId id : network.inputs.ids()) {
        const auto& input = network.inputs[id];
        result.input[id] = result.process[input.process] & result.pool[input.pool];
    }
    for (const ArcId id : network.arcs.ids()) {
        const auto& arc = network.arcs[id];
        result.arc[id] =
            search.open(id) ? result.pool[arc.from] & result.pool[arc.to] : std::uint8_t{0};
    }
    return result;
}

}  // namespace jarip::plan
