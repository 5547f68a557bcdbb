/// Shares of sourcing.csv that bring given flows about.
#pragma once

#include <vector>

#include "jarip/calibrate.hpp"
#include "jarip/calibrate/smallest_change.hpp"

namespace jarip::calibrate {

/// Rows of sourcing.csv on their way to given flows: of as few buyers as possible, since what the shares leave open
/// the steady month settles by cost.
class Shares {
public:
    /// wanted  the flows that are to come about, for the sake of the cells; it has to outlive this
    Shares(const Network& network, const std::vector<Cell>& cells, const Changed& wanted);

    /// Adds buyers whose suppliers, among them they themselves, do not stand in the wanted proportions in this month: first those of the cells, then
    /// any, and first those far from them, then the nearer ones; where all were added before, says it more finely.
    /// False where there is nothing to add.
    bool pin(const plan::SteadyPlan& month);

    [[nodiscard]] const std::vector<ShareChange>& changes() const { return changes_; }

private:
    // How finely the inflow of a pool is said.
    enum class Pinned { no, as_it_is, by_site, wholly };

    [[nodiscard]] bool misses(network::PoolId pool, const plan::SteadyPlan& month) const;
    [[nodiscard]] bool misses_own(network::PoolId pool, const plan::SteadyPlan& month) const;
    [[nodiscard]] double made(const std::vector<network::ProcessId>& makers,
                              const Indexed<network::ProcessId, double>& started) const;
    [[nodiscard]] std::optional<double> share_of(const network::Sourcing& row) const;
    [[nodiscard]] network::PoolId pool_told_of_itself(const network::Sourcing& row) const;
    [[nodiscard]] Pinned finer(network::PoolId pool) const;
    void rebuild();
    void say(network::PoolId pool);
    void add_row(const network::Target& buyer, ItemId item, network::SiteId supplier);

    bool pin_once(const plan::SteadyPlan& month);
    bool widen();
    [[nodiscard]] bool is_widest() const;

    const Network& network_;
    const Changed& wanted_;
    double tolerance_;  // of shares: what is nearer is let be
    bool any_buyer_ = false;
    Indexed<network::PoolId, bool> of_cells_;
    network::ShareArcs share_arcs_;
    network::PoolArcs arcs_;
    Indexed<network::PoolId, std::vector<network::ProcessId>> makers_;
    Indexed<network::PoolId, Pinned> pinned_;
    Indexed<network::PoolId, bool> own_;  // its buyer is told what it makes itself
    std::vector<ShareChange> changes_;
};

}  // namespace jarip::calibrate
