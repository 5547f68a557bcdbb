/// What the simulation runs on: a supply network as flat arrays. Recipe networks and economies of
/// money flows are both turned into a Chain (chain_of), and the core knows nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/plan.hpp"

namespace jarip::stress {

/// Nodes, their slots and the edges that fill them. A node's slots and a slot's edges lie side by
/// side, so that a day is two passes over memory; nothing here changes during a run.
///
/// A slot is counted in units of its own: of money (flows), or of the buyer's output that it covers
/// (recipes). All rates are a day.
struct Chain {
    bool adaptive = false;  ///< orders follow the capacity that suppliers have left
    bool orders_ahead =
        false;  ///< orders make good the use that the stock allows tomorrow, not today's
    double tau_alpha = 365;

    // by node
    std::vector<double> baseline;      ///< x0: production
    std::vector<double> final_demand;  ///< what leaves the network
    std::vector<double> capacity;      ///< with nothing lost and no overtime; infinite: no limit
    std::vector<double> alpha_max;     ///< the most that overtime can make of the capacity
    std::vector<std::uint32_t> slot_begin{
        0};  ///< node n has slots [slot_begin[n], slot_begin[n + 1])

    // by slot
    std::vector<double> input;         ///< A: units of the slot for a unit of the node's output
    std::vector<double> target_days;   ///< s: days of use that the node wants to have
    std::vector<double> reserve_days;  ///< max(1, ψ s): with fewer days of use, production falls
    std::vector<double> rebuild_days;  ///< τ_inv: days in which it makes good what is missing
    std::vector<double> first_stock;   ///< at the start
    std::vector<std::uint8_t> critical;
    std::vector<std::uint32_t> edge_begin{
        0};  ///< slot k has edges [edge_begin[k], edge_begin[k + 1])

    // by edge
    std::vector<std::uint32_t> supplier;  ///< a node
    std::vector<double> flow;             ///< at the baseline, in units of the slot
    std::vector<double> supplied;         ///< units of the supplier's output in a unit of the slot
    std::vector<std::uint32_t> delay;     ///< days from production to arrival

    [[nodiscard]] std::size_t node_count() const { return baseline.size(); }
    [[nodiscard]] std::size_t slot_count() const { return input.size(); }
    [[nodiscard]] std::size_t edge_count() const { return supplier.size(); }
};

/// Where something is, as events name it.
struct Location {
    network::SiteId site;
    network::CompanyId company;
    network::CountryId country;
};

/// What a node is in the model: one of the three ids is valid.
struct NodeOrigin {
    network::ProcessId process;
    network::DemandId demand;
    network::NodeId node;
    network::ItemId item;  ///< made or wanted; invalid in flows models
    Location where;
};

/// One step of an edge's way.
struct Hop {
    Location from, to;
};

/// A Chain and what its parts are in the model.
struct LabelledChain {
    Chain chain;
    std::vector<NodeOrigin> nodes;
    std::vector<network::ItemId> edge_item;  ///< by edge; invalid in flows models
    std::vector<std::uint32_t> hop_begin{
        0};  ///< edge e takes hops [hop_begin[e], hop_begin[e + 1])
    std::vector<Hop> hops;

    [[nodiscard]] std::span<const Hop> way(std::size_t edge) const {
        return std::span{hops}.subspan(hop_begin[edge], hop_begin[edge + 1] - hop_begin[edge]);
    }
};

// Defaults of docs/formulas.md (Stress), after Hallegatte (2008), Risk Analysis 28(3), and Guan et al. (2020),
// Nature Human Behaviour 4.
inline constexpr double kPsi = 0.8;  ///< flows models; recipe networks use stock to the last unit
inline constexpr double kTargetDays = 90;  ///< flows models
inline constexpr double kTauInventory =
    60;  ///< flows models; a recipe's slot takes its own target days
inline constexpr double kAlphaMax = 1.25;
inline constexpr double kTauAlpha = 365;

/// An economy by its money flows: slots are the sectors of a buyer's suppliers.
[[nodiscard]] LabelledChain chain_of(const network::Network& network);

/// A recipe network at the steady plan: nodes are the processes that run and the demands that are
/// served; edges are the ways by which the plan's goods go.
[[nodiscard]] LabelledChain chain_of(const network::Network& network,
                                     const plan::SteadyPlan& month);

}  // namespace jarip::stress
