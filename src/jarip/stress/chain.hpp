/// What the simulation runs on: a supply network as flat arrays. Recipe networks and economies of
/// money flows are both turned into a Chain (chain_of), and the core knows nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/plan.hpp"
#include "jarip/stress/dense.hpp"
#include "jarip/stress/ids.hpp"

namespace jarip::stress {

/// Nodes, their slots and the edges that fill them. A node's slots and a slot's edges lie side by
/// side, so that a day is two passes over memory; nothing here changes during a run. Nodes stand in the
/// order of their ids, so that no sum depends on the order of a table's rows.
///
/// A slot is counted in units of its own: of money (flows), or of the buyer's output that it covers
/// (recipes). All rates are a day. What a day computes of a node is compared with that node's own
/// baseline only, and stock is counted in days of usual use: with nothing happening every figure comes out as
/// exactly the baseline, in whatever units the model counts.
struct Chain {
    bool adaptive = false;  ///< orders follow the capacity that suppliers have left
    bool orders_ahead =
        false;  ///< orders make good the use that the stock allows tomorrow, not today's
    /// Above 0: instead of overtime a node makes up to alpha_max × its capacity, and adds this share of that
    /// to what it can make a day.
    double ramp_per_day = 0;

    // by node
    std::vector<double> baseline;  ///< x0: production; set by settle
    /// By what production is measured: the baseline; of a node that stands by, what it makes once it is called.
    std::vector<double> scale;
    std::vector<double> final_demand;  ///< what leaves the network
    std::vector<double> from_stock;  ///< given out beyond production, out of stocks nobody refills
    std::vector<double> capacity;    ///< with nothing lost and no overtime; infinite: no limit
    std::vector<double> alpha_max;   ///< the most that overtime or spare lines make of the capacity
    std::vector<double> tau_alpha;   ///< days in which overtime is reached; empty: spare lines
    /// Whether final demand that is not served is asked for again the day after; empty: of nobody.
    std::vector<std::uint8_t> keeps_backlog;
    std::vector<std::uint32_t> slot_begin{
        0};  ///< node n has slots [slot_begin[n], slot_begin[n + 1])
    std::vector<std::uint32_t> class_begin{
        0};  ///< node n serves classes [class_begin[n], class_begin[n + 1]) of customers, in that order
    std::vector<std::uint32_t> final_class;  ///< the class of its final demand

    // by slot
    std::vector<double>
        slot_baseline;  ///< units of the slot that the node uses a day at the baseline
    std::vector<double> target_days;   ///< s: days of use that the node wants to have
    std::vector<double> reserve_days;  ///< max(1, ψ s): with fewer days of use, production falls
    std::vector<double> rebuild_days;  ///< τ_inv: days in which it makes good what is missing
    std::vector<double> first_days;    ///< of use in stock at the start
    std::vector<std::uint8_t> critical;
    /// A permission is not used up: production may be as large a share of what is wanted as the share of its usual
    /// givers that gives it. For the rest of the slots, goods.
    std::vector<std::uint8_t> permission;
    std::vector<std::uint32_t> edge_begin{
        0};  ///< slot k has edges [edge_begin[k], edge_begin[k + 1])

    // by edge
    std::vector<std::uint32_t> supplier;  ///< a node
    std::vector<std::uint32_t> served;  ///< the class of customers in which its supplier serves it
    std::vector<double> flow;           ///< at the baseline, in units of the slot
    std::vector<double> supplied;       ///< units of the supplier's output in a unit of the slot
    std::vector<std::uint32_t> delay;   ///< days from production to arrival
    /// What an edge is for: kBaselineEdge; kOtherMaker, asked after search_days; else the edge whose goods it takes while
    /// that one is closed. Empty: all are usual.
    std::vector<std::uint32_t> stands_in;
    double search_days = 0;   ///< on which a slot is not filled, before it asks other makers
    double search_share = 1;  ///< of what is missing, what they are asked for

    Dense
        dense;  ///< the flows once more, where slots are dense and the chain is plain; set by settle

    // by lane whose capacity is limited
    std::vector<double> lane_limit;  ///< units a day that all its edges may carry together
    std::vector<std::uint32_t> lane_begin{
        0};  ///< lane l carries lane_edge[lane_begin[l] … lane_begin[l + 1])
    std::vector<std::uint32_t> lane_edge;

    [[nodiscard]] std::size_t node_count() const { return slot_begin.size() - 1; }
    [[nodiscard]] std::size_t slot_count() const { return target_days.size(); }
    [[nodiscard]] std::size_t edge_count() const { return supplier.size(); }
    [[nodiscard]] std::size_t class_count() const { return class_begin.back(); }
    [[nodiscard]] std::size_t lane_count() const { return lane_limit.size(); }
};

/// Σ of `value(e)` over a slot's edges, in their order; where slots are dense, as eight sums by cell that are then added.
template <class Value>
[[nodiscard]] double sum_of_slot(const Chain& chain, std::size_t slot, Value value) {
    double sum = 0;
    const auto begin = chain.edge_begin[slot];
    const auto end = chain.edge_begin[slot + 1];
    if (chain.dense.empty()) {
        for (auto e = begin; e < end; ++e) sum += value(e);
        return sum;
    }
    std::array<double, Dense::kWidth> parts{};
    for (auto e = begin; e < end; ++e)
        parts[chain.dense.cell[chain.supplier[e]] % Dense::kWidth] += value(e);
    for (const double part : parts) sum += part;
    return sum;
}

inline constexpr std::uint32_t kBaselineEdge = 0xffffffff;
inline constexpr std::uint32_t kOtherMaker = 0xfffffffe;

/// Who is served first of a supplier's customers: the smaller rank. Equal ranks share in proportion to their orders.
struct Ranks {
    std::vector<double> edge;          ///< by edge
    std::vector<double> final_demand;  ///< by node
};

/// Serves all customers alike, in proportion to their orders.
void serve_in_proportion(Chain& chain);
/// A customer of a node that no edge leads to.
struct Customer {
    std::uint32_t node = 0;
    double rank = 0;
    std::uint32_t served = 0;  ///< its class
};

/// Puts every node's customers into classes by their ranks; `others` get theirs.
void serve_by_rank(Chain& chain, const Ranks& ranks, std::span<Customer> others = {});

/// Sets `baseline` and `slot_baseline` to what flows and final demand add up to, summed exactly as a day sums
/// them, and lets no lane be too small for that. Customers have their classes before.
void settle(Chain& chain);
/// The same for a chain that had its baselines before other customers, edges or lanes came to it.
void settle_again(Chain& chain);

/// Where something is, as events name it.
struct Location {
    network::SiteId site;
    network::CompanyId company;
    network::CountryId country;
};

/// What a node is in the model.
struct NodeOrigin {
    NodeRef ref;
    network::ItemId item;  ///< made or wanted; invalid in flows models
    Location where;
};

/// One step of an edge's way.
struct Hop {
    Location from, to;
    network::ArcId arc;  ///< invalid in flows models
};

/// Not a row of Network::links.
inline constexpr std::uint32_t kNoLink = 0xffffffff;

/// A Chain and what its parts are in the model.
struct LabelledChain {
    Chain chain;
    std::vector<NodeOrigin> nodes;
    std::uint32_t standing_by = 0;  ///< nodes behind all others that the baseline does not use
    std::vector<network::SlotId> slot_id;    ///< by slot; invalid of demands and in flows models
    Ranks ranks;                             ///< by which the chain serves; none: in proportion
    std::vector<network::ItemId> edge_item;  ///< by edge; invalid in flows models
    std::vector<network::PoolId> edge_pool;  ///< by edge, where it ends; invalid in flows models
    std::vector<std::uint32_t> edge_link;    ///< by edge, its row of Network::links; kNoLink: none
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
/// Recipe networks, assumed: idle lines of a plant that runs are fully up in ten days.
inline constexpr double kRampPerDay = 0.1;

/// An economy by its money flows: slots are the sectors of a buyer's suppliers.
[[nodiscard]] LabelledChain chain_of(const network::Network& network);

/// The limits of lanes that have a capacity, from the ways of a recipe chain's edges.
void limit_lanes(LabelledChain& chain, const network::Network& network);

/// A recipe network at the steady plan: nodes are the processes that run and the demands that are
/// served; edges are the ways by which the plan's goods go.
[[nodiscard]] LabelledChain chain_of(const network::Network& network,
                                     const plan::SteadyPlan& month);

}  // namespace jarip::stress
