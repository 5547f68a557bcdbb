// Where a pool's units come from, and which parts fill a slot: the shares that a composition follows.
#pragma once

#include <utility>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::origin {

/// A part of a pool's supply: made by `maker` (in the pool or, off the plan, anywhere upstream), or come
/// from the pool `from`; neither: from stock.
struct Source {
    network::ProcessId maker;
    network::PoolId from;
    double share = 0;
    double freight = 0;  ///< with tariffs, a unit
};

/// The part that fills a slot to some share.
struct Filling {
    network::InputId input;
    double share = 0;
};

/// The flows of a network seen from where they end. docs/formulas.md (Origin); the rules off the plan are those that
/// origin::shares describes.
class Supply {
public:
    /// Both must outlive it.
    Supply(const network::Network& network, const plan::SteadyPlan& month);

    /// Shares sum to 1.
    [[nodiscard]] std::vector<Source> of(network::PoolId pool) const;
    /// Shares of each slot sum to 1.
    [[nodiscard]] std::vector<Filling> of(network::ProcessId process) const;
    /// Of an item at large: its operating makers by capacity; empty if there are none.
    [[nodiscard]] std::vector<Source> of(network::ItemId item) const;

    [[nodiscard]] const Indexed<network::ProcessId, double>& capacity() const { return capacity_; }

private:
    [[nodiscard]] std::vector<Source> planned(network::PoolId pool) const;
    [[nodiscard]] std::vector<Source> observed(network::PoolId pool) const;
    [[nodiscard]] std::vector<double> observed_parts(const network::Process& process,
                                                     std::size_t begin,
                                                     const std::vector<double>& capacities) const;
    [[nodiscard]] std::vector<Source> upstream(
        network::PoolId pool, const std::vector<network::ArcId>& closed = {}) const;

    const network::Network& network_;
    const plan::SteadyPlan& month_;
    Indexed<network::ProcessId, double> capacity_;     // good units a month
    Indexed<network::ItemId, double> world_capacity_;  // of all operating makers
    Indexed<network::PoolId, std::vector<network::ProcessId>> makers_;
    network::PoolArcs arcs_;
    Indexed<network::ItemId, std::vector<std::size_t>> rows_;  // of sourcing
};

}  // namespace jarip::origin
