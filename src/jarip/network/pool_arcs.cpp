#include "jarip/network/pool_arcs.hpp"

namespace jarip::network {

PoolArcs::PoolArcs(const Network& network)
    : into_(network.arcs.size()),
      out_(network.arcs.size()),
      into_begin_(network.pools.size() + 1),
      out_begin_(network.pools.size() + 1) {
    for (const auto& arc : network.arcs) {
        ++into_begin_[arc.to.index() + 1];
        ++out_begin_[arc.from.index() + 1];
    }
    for (std::size_t i = 0; i < network.pools.size(); ++i) {
        into_begin_[i + 1] += into_begin_[i];
        out_begin_[i + 1] += out_begin_[i];
    }
    auto into_next = into_begin_;
    auto out_next = out_begin_;
    for (const ArcId id : network.arcs.ids()) {
        into_[into_next[network.arcs[id].to.index()]++] = id;
        out_[out_next[network.arcs[id].from.index()]++] = id;
    }
}

std::span<const ArcId> PoolArcs::slice(const std::vector<ArcId>& arcs,
                                       const std::vector<std::size_t>& begin, PoolId pool) {
    const std::size_t first = begin[pool.index()];
    return std::span{arcs}.subspan(first, begin[pool.index() + 1] - first);
}

}  // namespace jarip::network
