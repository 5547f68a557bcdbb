/// One day of the simulation: docs/formulas.md (Stress), steps 2 to 8.
#pragma once

#include <cstdint>
#include <vector>

#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// What events and availability make of a day (step 1).
struct Conditions {
    std::vector<double> available;    ///< by node: share of capacity that is there
    std::vector<double> surge;        ///< by node: factor of final demand
    std::vector<double> open;         ///< by edge: share of the baseline flow that may pass
    std::vector<std::uint32_t> late;  ///< by edge: days added to the delay
    std::vector<double> kept;         ///< by slot: share of the stock that is not lost today
    // Whether all of `open` and all of `kept` are known to be 1, so that nobody has to look.
    bool all_open = false;
    bool all_kept = false;
    /// Orders of the day that come over no edge.
    struct Extra {
        std::uint32_t served = 0;  ///< the class of customers in which they are served
        double units = 0;          ///< of the supplier's output
    };
    std::vector<Extra> extra;
    /// By edge: the flows of a plan whose shares the orders of a slot follow from the day on which its usual suppliers do not
    /// send all. Null, and of slots of which it says nothing: the baseline's, and of these what suppliers have left.
    const std::vector<double>* plan = nullptr;

    explicit Conditions(const Chain& chain);
};

inline constexpr std::uint32_t kNotLimited = 0xffffffff;

/// Chains with so many edges or more are run in two parts, side by side where there are two threads.
inline constexpr std::size_t kManyEdges = 100'000;

/// What orders, by edge, ask of each class of customers, summed as a day sums them.
void add_orders(const Chain& chain, const std::vector<double>& order, std::vector<double>& asked);

/// What a node has to make of what its classes of customers ask.
[[nodiscard]] double demand_of(const Chain& chain, const std::vector<double>& asked,
                               std::uint32_t node);

/// Everything that changes from day to day.
struct State {
    // by node
    std::vector<double> demand;  ///< for what the node makes
    std::vector<double> alpha;   ///< what overtime or spare lines make of the capacity
    std::vector<double> wanted;
    std::vector<double> production;
    std::vector<double> left;     ///< capacity today ÷ capacity with nothing lost
    std::vector<double> backlog;  ///< of final demand, from the days before; empty: none ever
    std::vector<std::uint32_t> limited_by;  ///< the slot that held production back, or kNotLimited
    // by class of customers
    std::vector<double> asked;
    std::vector<double> filled;  ///< share of what is asked that is sent
    // by slot
    std::vector<double> stock;  ///< days of usual use
    std::vector<std::uint8_t>
        planned;  ///< whether its orders follow the plan, once the usual ones were not served
    std::vector<std::uint32_t>
        lacking;  ///< days for which its suppliers have not sent all; empty: nothing stands by
    std::vector<double>
        coming;  ///< units on their way beyond what usually is; empty: nobody owes anything
    // by edge
    std::vector<double> order;  ///< for today; unless in_slots
    std::vector<double>
        weight;  ///< of the edges of a slot where some stand by: what is ordered for a need of one
    bool asked_known = false;  ///< whether `asked` is what `order` adds up to
    bool limited = false;      ///< whether `order` is what the ways can carry
    std::vector<double>
        in_transit;  ///< rings: what arrives on day t lies at ring_begin + (t & ring_mask); none where nothing takes a day
    std::vector<std::uint32_t> ring_begin;
    std::vector<std::uint32_t> ring_mask;
    /// What an edge needs to know of its supplier, side by side; empty: chains that are not plain (plain_supply.hpp).
    struct alignas(16) Cell {
        double filled = 0, asked = 0;
    };
    std::vector<Cell> cells;  ///< by part of the chain, by node
    // Of a plain chain with dense slots (Chain::dense).
    bool in_slots =
        false;  ///< whether orders are held by their slots, not in `order`: see `ordered`
    std::vector<double> slot_scale;           ///< by slot: of its usual orders
    std::vector<double> ordered_left;         ///< by node: `left` of the day on which was ordered
    std::vector<double> given, left_of_cell;  ///< by cell
    std::vector<double> asked_of_cell;        ///< by part, by cell
    unsigned threads = 1;  ///< for the parts of a large chain; 0: as many as the machine has

    /// The start: stock, orders and pipelines of the baseline, for a run of `days`. `most_late`, by edge, is the
    /// most that conditions will ever add to its delay; empty: nothing. What arrives after the run need not be kept apart.
    State(const Chain& chain, std::uint32_t days, const std::vector<std::uint32_t>& most_late = {});
};

/// What is ordered over an edge for today.
[[nodiscard]] inline double ordered(const Chain& chain, const State& state, std::uint32_t slot,
                                    std::uint32_t edge) {
    if (!state.in_slots) return state.order[edge];
    return state.slot_scale[slot] * chain.flow[edge] *
           (chain.adaptive ? state.ordered_left[chain.supplier[edge]] : 1.0);
}

/// Units a day that a lane would carry where `order`, by edge, is sent.
[[nodiscard]] double load_of(const Chain& chain, std::size_t lane,
                             const std::vector<double>& order);

/// What of the orders for today the ways can carry (step 2). A day does it once: `advance` leaves it out where it is
/// done already.
void limit_orders(const Chain& chain, const Conditions& conditions, State& state);

/// Whether a day has left everything as it is at the start: each further day without conditions does the same.
[[nodiscard]] bool is_at_rest(const Chain& chain, const State& state);

/// From the morning of any day of a chain at rest to the morning of `day`.
void rest_until(const Chain& chain, std::uint32_t day, State& state);

/// Takes the state from the morning of `day` (from 0) to the next.
void advance(const Chain& chain, const Conditions& conditions, std::uint32_t day, State& state);

}  // namespace jarip::stress
