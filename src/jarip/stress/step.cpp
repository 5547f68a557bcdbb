#include "jarip/stress/step.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace jarip::stress {

namespace {

// Production below what was wanted by less than this share is rounding, not want of an input.
constexpr double kRounding = 1e-9;

// Steps 2 to 4.
void see_demand(const Chain& chain, const Conditions& conditions, State& state) {
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        state.demand[n] = chain.final_demand[n] * conditions.surge[n];
    for (std::size_t e = 0; e < chain.edge_count(); ++e) {
        if (conditions.open[e] < 1)
            state.order[e] = std::min(state.order[e], conditions.open[e] * chain.flow[e]);
        state.demand[chain.supplier[e]] += state.order[e] * chain.supplied[e];
    }
}

void adapt_overtime(const Chain& chain, State& state) {
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const double demand = state.demand[n];
        const double alpha = state.alpha[n];
        const double zeta = demand == 0 ? 0 : (demand - state.production[n]) / demand;
        const double change = zeta == 0 ? 1 - alpha : (chain.alpha_max[n] - alpha) * zeta;
        state.alpha[n] = std::max(1.0, alpha + change / chain.tau_alpha);
    }
}

// Share of a node's wanted production that its stocks allow, and the slot that holds it back.
struct Allowed {
    double share = 1;
    std::uint32_t limit = kNotLimited;
};

Allowed allowed(const Chain& chain, const State& state, std::size_t node, double wanted) {
    Allowed result;
    for (std::uint32_t k = chain.slot_begin[node]; k < chain.slot_begin[node + 1]; ++k) {
        const double reserve = chain.reserve_days[k] * chain.input[k] * wanted;
        if (!chain.critical[k] || state.stock[k] >= reserve * result.share) continue;
        result = {state.stock[k] / reserve, k};
    }
    return result;
}

// Step 5.
void produce(const Chain& chain, const Conditions& conditions, State& state) {
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        state.left[n] = conditions.available[n] * state.alpha[n];
        const double wanted = std::min(state.demand[n], chain.capacity[n] * state.left[n]);
        const auto [share, limit] = allowed(chain, state, n, wanted);
        state.wanted[n] = wanted;
        state.production[n] = wanted * share;
        state.limited_by[n] = share < 1 - kRounding ? limit : kNotLimited;
        state.filled[n] = state.demand[n] > 0 ? state.production[n] / state.demand[n] : 0;
    }
}

// Steps 6 and 7 of one slot: what its suppliers send today, and what arrives.
double arrivals(const Chain& chain, const Conditions& conditions, std::uint32_t slot,
                std::uint32_t day, State& state) {
    double arrived = 0;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        const double sent = state.order[e] * state.filled[chain.supplier[e]];
        double* const ring = state.in_transit.data() + state.ring_begin[e];
        const std::uint32_t wait =
            std::min(chain.delay[e] + conditions.late[e], state.ring_mask[e]);
        ring[(day + wait) & state.ring_mask[e]] += sent;
        double& today = ring[day & state.ring_mask[e]];
        arrived += today;
        today = 0;
    }
    return arrived;
}

// Step 8 of one slot.
void order(const Chain& chain, const Conditions& conditions, std::uint32_t slot, double need,
           State& state) {
    double usual = 0;
    double reachable = 0;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        usual += chain.flow[e];
        reachable += chain.flow[e] * state.left[chain.supplier[e]] * conditions.open[e];
    }
    const double whole = chain.adaptive ? reachable : usual;
    const double scale = reachable > 0 ? need / whole : 0;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        const double weight = chain.adaptive ? state.left[chain.supplier[e]] * conditions.open[e]
                                             : (conditions.open[e] > 0 ? 1.0 : 0.0);
        state.order[e] = scale * chain.flow[e] * weight;
    }
}

}  // namespace

Conditions::Conditions(const Chain& chain)
    : available(chain.node_count(), 1.0),
      surge(chain.node_count(), 1.0),
      open(chain.edge_count(), 1.0),
      late(chain.edge_count(), 0),
      kept(chain.slot_count(), 1.0) {}

State::State(const Chain& chain, std::uint32_t days, std::uint32_t most_late)
    : demand(chain.node_count(), 0.0),
      alpha(chain.node_count(), 1.0),
      wanted(chain.node_count(), 0.0),
      production(chain.node_count(), 0.0),
      filled(chain.node_count(), 0.0),
      left(chain.node_count(), 1.0),
      limited_by(chain.node_count(), kNotLimited),
      stock(chain.first_stock),
      order(chain.flow),
      ring_begin(chain.edge_count()),
      ring_mask(chain.edge_count()) {
    std::size_t size = 0;
    for (std::size_t e = 0; e < chain.edge_count(); ++e) {
        const std::uint32_t ring = std::bit_ceil(std::min(chain.delay[e] + most_late, days) + 1);
        ring_begin[e] = static_cast<std::uint32_t>(size);
        ring_mask[e] = ring - 1;
        size += ring;
    }
    in_transit.assign(size, 0.0);
    for (std::size_t e = 0; e < chain.edge_count(); ++e)
        std::fill_n(in_transit.begin() + ring_begin[e], std::min(chain.delay[e], ring_mask[e] + 1),
                    chain.flow[e]);
}

void advance(const Chain& chain, const Conditions& conditions, std::uint32_t day, State& state) {
    for (std::size_t k = 0; k < chain.slot_count(); ++k) state.stock[k] *= conditions.kept[k];
    see_demand(chain, conditions, state);
    if (day >= 2) adapt_overtime(chain, state);
    produce(chain, conditions, state);
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        for (std::uint32_t k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const double left = state.stock[k] - chain.input[k] * state.production[n];
            state.stock[k] = std::max(0.0, left) + arrivals(chain, conditions, k, day, state);
        }
        // Replacing today's use would, with a day or two of stock, carry a gap in production round for ever:
        // a day without use would order nothing, and so leave a day without supplies.
        const double wanted = state.wanted[n];
        const double used = chain.orders_ahead ? wanted * allowed(chain, state, n, wanted).share
                                               : state.production[n];
        for (std::uint32_t k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const double target = chain.target_days[k] * chain.input[k] * wanted;
            const double missing = std::max(0.0, target - state.stock[k]);
            order(chain, conditions, k, chain.input[k] * used + missing / chain.rebuild_days[k],
                  state);
        }
    }
}

}  // namespace jarip::stress
