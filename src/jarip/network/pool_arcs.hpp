/// Which ways lead to a pool, and which leave it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {

/// The arcs into and out of each pool, in the order of their ids.
class PoolArcs {
public:
    explicit PoolArcs(const Network& network);
    [[nodiscard]] std::span<const ArcId> into(PoolId pool) const {
        return slice(into_, into_begin_, pool);
    }
    [[nodiscard]] std::span<const ArcId> out_of(PoolId pool) const {
        return slice(out_, out_begin_, pool);
    }

private:
    static std::span<const ArcId> slice(const std::vector<ArcId>& arcs,
                                        const std::vector<std::size_t>& begin, PoolId pool);
    std::vector<ArcId> into_, out_;
    std::vector<std::size_t> into_begin_, out_begin_;
};

}  // namespace jarip::network
