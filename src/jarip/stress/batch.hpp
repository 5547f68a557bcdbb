/// Many runs of one economy side by side: what a run costs is reading the links, and these are read once a day for all of
/// them. Sixteen in single precision, or eight in double, which orders that follow capacity (`adaptive`) need: there what little
/// a slot's suppliers have left divides, and a rounding grows a thousandfold. One run after the other (step.hpp) is what both are held against.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "jarip/core/pack.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// Whether a chain is of the kind: overtime, no ways that take time or are limited, customers served in proportion,
/// nothing out of stocks that nobody refills, nothing owed, no permissions.
[[nodiscard]] bool can_run_in_batches(const Chain& chain);

/// A chain laid out for batches. Every figure is a share of the usual, so that all are exactly 1 at rest; an order is
/// (scale of its slot) × (usual flow) × (what its supplier has left), so that no link has a state of its own.
template <class Real>
struct BatchChain {
    /// Of a chain that `can_run_in_batches`.
    explicit BatchChain(const Chain& chain);

    bool adaptive = false;
    // by node
    std::vector<double> baseline;
    std::vector<Real> final_share;  ///< of its baseline
    std::vector<Real> alpha_max, tau_alpha;
    std::vector<std::uint32_t> slot_begin;
    // by slot
    std::vector<Real> target_days, reserve_days, rebuild_days;
    std::vector<std::uint8_t> critical;
    std::vector<std::uint32_t> edge_begin;
    // by edge
    struct Edge {
        std::uint32_t supplier = 0;
        Real of_slot = 0;      ///< usual flow, of what fills the slot
        Real of_supplier = 0;  ///< of the supplier's baseline
    };
    std::vector<Edge> edges;
    /// Slots that a node fills: fills[fills_begin[n] … fills_begin[n + 1]), ascending.
    std::vector<std::uint32_t> fills_begin, fills;

    [[nodiscard]] std::size_t node_count() const { return baseline.size(); }
};

/// Capacity that a node loses on the days [first_day, end_day). Of a run, one loss of all of a node at most.
struct CapacityLoss {
    std::uint32_t node = 0;
    double share = 1;
    std::uint32_t first_day = 0;
    std::uint32_t end_day = 0;
};

/// Real: float or double.
template <class Real>
class Batch {
public:
    static constexpr std::size_t kLanes = 64 / sizeof(Real);

    /// A figure of one node or slot, in each run.
    using Row = Pack<Real, kLanes>;

    explicit Batch(const BatchChain<Real>& chain);

    /// At rest, before the first day. One list of losses a run, kLanes at most.
    void start(std::span<const std::vector<CapacityLoss>> runs);
    /// Runs the next day.
    void advance();

    /// What a node makes on the last day, as a share of its baseline.
    [[nodiscard]] double production(std::size_t node, std::size_t run) const {
        return 1 + static_cast<double>(production_[node][run]);
    }
    /// What all nodes made less than their baselines on all days, each day for itself, in units of the chain.
    [[nodiscard]] const std::array<double, kLanes>& lost() const { return lost_; }

private:
    struct Loss {
        CapacityLoss loss;
        std::size_t run = 0;
    };

    void set_cut();
    void set_dead();

    const BatchChain<Real>& chain_;
    std::uint32_t day_ = 0;
    std::vector<Loss> losses_;
    std::vector<std::uint32_t> hit_;  // by node: its row of cut_; 0: it loses nothing
    std::vector<Row> cut_;
    // By node, less what is usual.
    std::vector<Row> asked_, enough_, alpha_, left_, wanted_, production_, given_;
    std::vector<Row> short_;  // by slot: stock less its target, days of use
    std::vector<Row> scale_;  // by slot: of its usual orders, less 1
    // Slots all of whose suppliers are gone in some run, with these runs: nothing is ordered then.
    struct Dead {
        std::uint32_t slot = 0, first_day = 0, end_day = 0;
        std::size_t run = 0;
    };
    std::vector<Dead> dead_;
    std::array<double, kLanes> lost_{};
};

}  // namespace jarip::stress
