#include "jarip/stress/step.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "jarip/core/parallel.hpp"
#include "jarip/stress/parts.hpp"
#include "jarip/stress/plain_supply.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

std::vector<NodeRange> parts_of(const Chain& chain) {
    const auto nodes = static_cast<std::uint32_t>(chain.node_count());
    if (chain.edge_count() < kManyEdges) return {{0, nodes}};
    std::uint32_t middle = 0;
    for (auto step = std::bit_floor(nodes); step > 0; step /= 2)
        if (middle + step <= nodes &&
            2 * std::size_t{chain.edge_begin[chain.slot_begin[middle + step]]} <=
                chain.edge_count())
            middle += step;
    return {{0, middle}, {middle, nodes}};
}

namespace {

// Of lambdas in loops over edges.
#define JARIP_INLINED __attribute__((always_inline))

// What a day reads and writes of every edge, by pointers: most of a day's time is spent here, also where nothing is optimised.
struct EdgeRows {
    EdgeRows(const Chain& chain, const Conditions& conditions, State& state)
        : last{static_cast<std::uint32_t>(std::max<std::size_t>(1, chain.edge_count()) - 1)},
          supplier{chain.supplier.data()},
          served{chain.served.data()},
          flow{chain.flow.data()},
          delay{chain.delay.data()},
          open{conditions.open.data()},
          late{conditions.late.data()},
          left{state.left.data()},
          filled{state.filled.data()},
          order{state.order.data()},
          in_transit{state.in_transit.data()},
          ring_begin{state.ring_begin.data()},
          ring_mask{state.ring_mask.data()} {}

    // Of a later edge, what lies elsewhere is fetched from memory.
    [[nodiscard]] std::uint32_t ahead(std::uint32_t edge) const {
        return std::min(edge + static_cast<std::uint32_t>(kEdgesAhead), last);
    }

    std::uint32_t last;
    const std::uint32_t* supplier;
    const std::uint32_t* served;
    const double* flow;
    const std::uint32_t* delay;
    const double* open;
    const std::uint32_t* late;
    const double* left;
    const double* filled;
    double* order;
    double* in_transit;
    const std::uint32_t* ring_begin;
    const std::uint32_t* ring_mask;
};

// Of a node, final demand on the day and what it still owes.
double wanted_by_people(const Chain& chain, const Conditions& conditions, const State& state,
                        std::size_t n) {
    const double today = chain.final_demand[n] * conditions.surge[n];
    return state.backlog.empty() ? today : today + state.backlog[n];
}

// Step 2: what each class of customers asks of its supplier.
void see_demand(const Chain& chain, const Conditions& conditions, State& state) {
    if (!state.asked_known) add_orders(chain, state.order, state.asked);
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        state.asked[chain.final_class[n]] += wanted_by_people(chain, conditions, state, n);
    for (const auto& [served, units] : conditions.extra) state.asked[served] += units;
}

// Step 3, where nodes work overtime: ARIO's rule.
double overtime(const Chain& chain, const State& state, std::size_t n) {
    const double demand = state.demand[n];
    const double alpha = state.alpha[n];
    const double zeta = demand == 0 ? 0 : (demand - state.production[n]) / demand;
    const double change = zeta == 0 ? 1 - alpha : (chain.alpha_max[n] - alpha) * zeta;
    return std::max(1.0, alpha + change / chain.tau_alpha[n]);
}

// Step 3, where nodes have lines that stand idle: they are started as they are needed, and stopped again.
double ramp(const Chain& chain, double available, const State& state, std::size_t n) {
    const double alpha = state.alpha[n];
    const double there = chain.capacity[n] * available;
    if (!(there > 0) || std::isinf(there)) return alpha;
    const double least = chain.baseline[n] > 0 ? 1 : 0;
    const double needed = std::clamp(state.demand[n] / there, least, chain.alpha_max[n]);
    const double most = chain.ramp_per_day * chain.alpha_max[n];
    return alpha + std::clamp(needed - alpha, -most, most);
}

// Share of a node's wanted production that its stocks allow, and the slot that holds it back.
struct Allowed {
    double share = 1;
    std::uint32_t limit = kNotLimited;
};

// `level`: of the baseline, what is wanted.
Allowed allowed(const Chain& chain, const State& state, std::size_t node, double level) {
    Allowed result;
    for (std::uint32_t k = chain.slot_begin[node]; k < chain.slot_begin[node + 1]; ++k) {
        const double reserve = chain.permission[k] != 0 ? 1 : chain.reserve_days[k] * level;
        if (!chain.critical[k] || state.stock[k] >= reserve * result.share) continue;
        result = {state.stock[k] / reserve, k};
    }
    return result;
}

// Step 6: class after class, in proportion to the orders within each.
void allocate(const Chain& chain, std::size_t n, State& state) {
    const auto begin = chain.class_begin[n];
    const auto end = chain.class_begin[n + 1];
    const bool all = state.production[n] == state.demand[n];
    if (end == begin + 1 && (all || chain.from_stock[n] == 0)) {
        state.filled[begin] = state.demand[n] > 0 ? state.production[n] / state.demand[n]
                                                  : (state.asked[begin] > 0 ? 1 : 0);
        return;
    }
    double left = state.production[n] + chain.from_stock[n];
    for (auto c = begin; c < end; ++c) {
        const double asked = state.asked[c];
        state.filled[c] = all || left >= asked ? 1 : left / asked;
        left = std::max(0.0, left - asked);
    }
}

// Of what a node can give out: capacity, and what comes out of stocks in any case.
double left_of(const Chain& chain, std::size_t n, double working) {
    const double from_stock = chain.from_stock[n];
    // Orders follow what is lost of usual, not the lines that orders have started: else they would not come back.
    if (chain.ramp_per_day > 0) return std::min(1.0, working);
    if (from_stock == 0) return working;
    return (chain.baseline[n] * working + from_stock) / (chain.baseline[n] + from_stock);
}

// Steps 3 to 6.
void produce(const Chain& chain, const Conditions& conditions, std::uint32_t day, NodeRange nodes,
             State& state) {
    for (std::uint32_t n = nodes.begin; n < nodes.end; ++n) {
        state.demand[n] = demand_of(chain, state.asked, n);
        if (chain.ramp_per_day > 0)
            state.alpha[n] = ramp(chain, conditions.available[n], state, n);
        else if (day >= 2)
            state.alpha[n] = overtime(chain, state, n);
        const double working = conditions.available[n] * state.alpha[n];
        const double most = chain.capacity[n] * working;
        state.left[n] = left_of(chain, n, working);
        const double wanted = std::min(state.demand[n], most);
        const auto [share, limit] = allowed(chain, state, n, level_of(chain, n, wanted));
        state.wanted[n] = wanted;
        state.production[n] = wanted * share;
        state.limited_by[n] = share < 1 - kLimitedShare ? limit : kNotLimited;
        allocate(chain, n, state);
        if (!chain.keeps_backlog.empty() && chain.keeps_backlog[n] != 0)
            state.backlog[n] = wanted_by_people(chain, conditions, state, n) *
                               (1 - state.filled[chain.final_class[n]]);
    }
}

// Step 7 of one slot: what its suppliers send today, and what arrives, in units of the slot.
double arrivals(const Chain& chain, const EdgeRows& rows, std::uint32_t slot, std::uint32_t day,
                State& state) {
    if (state.ring_mask.empty())
        return sum_of_slot(chain, slot, [&](std::uint32_t e) JARIP_INLINED {
            __builtin_prefetch(rows.filled + rows.served[rows.ahead(e)]);
            return rows.order[e] * rows.filled[rows.served[e]];
        });
    double all_sent = 0;
    const double arrived = sum_of_slot(chain, slot, [&](std::uint32_t e) JARIP_INLINED {
        const auto ahead = rows.ahead(e);
        const std::uint32_t mask = rows.ring_mask[e];
        __builtin_prefetch(rows.in_transit + rows.ring_begin[ahead] + (day & rows.ring_mask[ahead]),
                           1);
        const double sent = rows.order[e] * rows.filled[rows.served[e]];
        all_sent += sent;
        double* const ring = rows.in_transit + rows.ring_begin[e];
        const std::uint32_t wait = std::min(rows.delay[e] + rows.late[e], mask);
        ring[(day + wait) & mask] += sent;
        const double comes = ring[day & mask];
        ring[day & mask] = 0;
        return comes;
    });
    if (!state.coming.empty()) state.coming[slot] += all_sent - arrived;
    return arrived;
}

// Whether a slot's orders follow the plan: from the day on which its usual suppliers do not send all.
bool is_planned(const Chain& chain, const Conditions& conditions, std::uint32_t slot,
                State& state) {
    if (conditions.plan == nullptr) return false;
    double sent = 0;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e)
        sent += chain.flow[e] * std::min(state.left[chain.supplier[e]] * conditions.open[e],
                                         state.filled[chain.served[e]]);
    if (sent < chain.slot_baseline[slot] * (1 - kLimitedShare)) state.planned[slot] = 1;
    return state.planned[slot] != 0;
}

// Step 8 of one slot of which a plan says whom to ask: all that is needed, by its shares, of those who can deliver at
// all. False: it says nothing, or none of them can.
bool order_as_planned(const Chain& chain, const Conditions& conditions, std::uint32_t slot,
                      double need, State& state) {
    if (!is_planned(chain, conditions, slot, state)) return false;
    const auto weight = [&](std::uint32_t e) {
        const bool works = conditions.open[e] > 0 && conditions.available[chain.supplier[e]] > 0;
        return works ? (*conditions.plan)[e] : 0.0;
    };
    double all = 0;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e)
        all += weight(e);
    if (!(all > 0)) return false;
    const double scale = need * chain.slot_baseline[slot] / all;
    for (std::uint32_t e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e)
        state.order[e] = scale * weight(e);
    return true;
}

// What the supplier of an edge sent today of what it was asked for, as far as that is no more than `at_baseline`.
double share_sent(const Chain& chain, const State& state, std::uint32_t e, double at_baseline) {
    const double filled = state.filled[chain.served[e]];
    if (filled >= 1 - kLimitedShare || state.order[e] == 0) return 1;
    return std::min(1.0, state.order[e] * filled / at_baseline);
}

// What a maker could make beyond its baseline, in units of the slot, as far as that is missing.
double spare_of(const Chain& chain, const Conditions& conditions, std::uint32_t e, double missing) {
    const auto maker = chain.supplier[e];
    const double available = conditions.available[maker];
    if (!(available > 0)) return 0;
    const double spare =
        chain.capacity[maker] * chain.alpha_max[maker] * available - chain.baseline[maker];
    return std::clamp(spare / chain.supplied[e], 0.0, missing) * conditions.open[e];
}

// Other makers are asked for a share of what is missing, as far as they have lines that stand idle. Gives what they are
// asked for.
double ask_others(const Chain& chain, const Conditions& conditions, std::uint32_t slot,
                  double missing, State& state) {
    double spare = 0;
    for (auto e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e) {
        if (chain.stands_in[e] != kOtherMaker) continue;
        state.weight[e] = spare_of(chain, conditions, e, missing);
        spare += state.weight[e];
    }
    if (!(spare > 0)) return 0;
    const double asked = std::min(chain.search_share * missing, spare);
    for (auto e = chain.edge_begin[slot]; e < chain.edge_begin[slot + 1]; ++e)
        if (chain.stands_in[e] == kOtherMaker) state.weight[e] *= asked / spare;
    return asked;
}

// Step 8 of one slot where edges stand by: what closed ways would bring comes over others, and what is still missing after
// search_days from other makers. Gives the share of the usual that all of them can deliver.
double order_of_all(const Chain& chain, const Conditions& conditions, std::uint32_t slot,
                    double need, State& state) {
    double reachable = 0;
    double sent = 0;
    bool has_suppliers = false;
    const auto begin = chain.edge_begin[slot];
    const auto end = chain.edge_begin[slot + 1];
    for (auto e = begin; e < end; ++e) {
        const auto role = chain.stands_in[e];
        double at_baseline = chain.flow[e];
        double passes = state.left[chain.supplier[e]] * conditions.open[e];
        if (role == kOtherMaker) {
            state.weight[e] = 0;
            continue;
        }
        if (role != kBaselineEdge) {
            at_baseline = chain.flow[role];
            passes *= 1 - conditions.open[role];
        }
        has_suppliers = has_suppliers || at_baseline > 0;
        state.weight[e] = at_baseline * passes;
        reachable += state.weight[e];
        sent += at_baseline * std::min(passes, share_sent(chain, state, e, at_baseline));
    }
    const double missing = chain.slot_baseline[slot] - sent;
    const bool lacks = missing > kLimitedShare * chain.slot_baseline[slot];
    state.lacking[slot] = lacks ? state.lacking[slot] + 1 : 0;
    double asked = 0;
    if (lacks && (!has_suppliers || state.lacking[slot] > chain.search_days))
        asked = ask_others(chain, conditions, slot, missing, state);
    // What others are not asked for is ordered as before.
    const double rest = chain.slot_baseline[slot] - asked;
    const double scale = !(reachable > 0) ? 0 : chain.adaptive ? need * rest / reachable : need;
    for (auto e = begin; e < end; ++e) {
        const bool as_before = !chain.adaptive && chain.stands_in[e] == kBaselineEdge;
        const bool other = chain.stands_in[e] == kOtherMaker;
        state.order[e] = as_before ? scale * chain.flow[e] * (conditions.open[e] > 0 ? 1 : 0)
                                   : (other ? need : scale) * state.weight[e];
    }
    return (reachable + asked) / chain.slot_baseline[slot];
}

// Step 8 of one slot; `need` in days of usual use. Gives the share of its usual suppliers that can deliver.
double order(const Chain& chain, const Conditions& conditions, const EdgeRows& rows,
             std::uint32_t slot, double need, State& state) {
    if (order_as_planned(chain, conditions, slot, need, state)) return 1;
    if (!chain.stands_in.empty()) return order_of_all(chain, conditions, slot, need, state);
    const double reachable = sum_of_slot(chain, slot, [&](std::uint32_t e) JARIP_INLINED {
        __builtin_prefetch(rows.left + rows.supplier[rows.ahead(e)]);
        return rows.flow[e] * rows.left[rows.supplier[e]] * rows.open[e];
    });
    const double whole = chain.adaptive ? reachable / chain.slot_baseline[slot] : 1;
    const double scale = reachable > 0 ? need / whole : 0;
    if (!state.slot_scale.empty()) state.slot_scale[slot] = scale;
    const auto end = chain.edge_begin[slot + 1];
    for (auto e = chain.edge_begin[slot]; e < end; ++e) {
        const double weight = chain.adaptive ? rows.left[rows.supplier[e]] * rows.open[e]
                                             : (rows.open[e] > 0 ? 1.0 : 0.0);
        rows.order[e] = scale * rows.flow[e] * weight;
    }
    return reachable / chain.slot_baseline[slot];
}

}  // namespace

void add_orders(const Chain& chain, const std::vector<double>& order, std::vector<double>& asked) {
    const auto add = [&](NodeRange nodes, std::vector<double>& to) {
        const auto end = chain.edge_begin[chain.slot_begin[nodes.end]];
        const std::uint32_t* const served = chain.served.data();
        const double* const units = order.data();
        const double* const supplied = chain.supplied.data();
        double* const sums = to.data();
        for (std::size_t e = chain.edge_begin[chain.slot_begin[nodes.begin]]; e < end; ++e) {
            __builtin_prefetch(sums + served[std::min<std::size_t>(e + kEdgesAhead, end - 1)], 1);
            sums[served[e]] += units[e] * supplied[e];
        }
    };
    std::fill(asked.begin(), asked.end(), 0.0);
    const auto parts = parts_of(chain);
    add(parts.front(), asked);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        std::vector<double> of_part(asked.size(), 0.0);
        add(parts[i], of_part);
        for (std::size_t c = 0; c < asked.size(); ++c) asked[c] += of_part[c];
    }
}

double demand_of(const Chain& chain, const std::vector<double>& asked, std::uint32_t node) {
    double all = asked[chain.class_begin[node]];
    for (auto c = chain.class_begin[node] + 1; c < chain.class_begin[node + 1]; ++c)
        all += asked[c];
    return std::max(0.0, all - chain.from_stock[node]);
}

double load_of(const Chain& chain, std::size_t lane, const std::vector<double>& order) {
    double load = 0;
    const std::uint32_t* const edge = chain.lane_edge.data();
    const double* const units = order.data();
    const double* const supplied = chain.supplied.data();
    const auto end = chain.lane_begin[lane + 1];
    for (auto i = chain.lane_begin[lane]; i < end; ++i) load += units[edge[i]] * supplied[edge[i]];
    return load;
}

namespace {

// What goes over an edge where nothing is closed; of one that the baseline does not use, what a plan wants of it.
double most_of(const Chain& chain, const Conditions& conditions, std::size_t edge) {
    if (chain.flow[edge] > 0) return chain.flow[edge];
    // What stands by is asked for what is open.
    if (!chain.stands_in.empty() && chain.stands_in[edge] != kBaselineEdge)
        return conditions.open[edge] > 0 ? std::numeric_limits<double>::infinity() : 0;
    if (conditions.plan == nullptr) return 0;
    return (*conditions.plan)[edge];
}

}  // namespace

void limit_orders(const Chain& chain, const Conditions& conditions, State& state) {
    if (state.limited) return;
    state.limited = true;
    if (conditions.all_open && chain.lane_count() == 0) return;
    write_orders(chain, state);
    state.asked_known = false;
    const double* const open = conditions.open.data();
    const std::size_t edges = conditions.all_open ? 0 : chain.edge_count();
    for (std::size_t e = 0; e < edges; ++e)
        if (open[e] < 1)
            state.order[e] = std::min(state.order[e], open[e] * most_of(chain, conditions, e));
    for (std::size_t lane = 0; lane < chain.lane_count(); ++lane) {
        const double load = load_of(chain, lane, state.order);
        if (load <= chain.lane_limit[lane]) continue;
        for (auto i = chain.lane_begin[lane]; i < chain.lane_begin[lane + 1]; ++i)
            state.order[chain.lane_edge[i]] *= chain.lane_limit[lane] / load;
    }
}

namespace {

// A node that stands by starts from nothing.
bool stands_by(const Chain& chain, std::size_t n) {
    return chain.baseline[n] == 0 && chain.scale[n] > 0;
}

}  // namespace

Conditions::Conditions(const Chain& chain)
    : available(chain.node_count(), 1.0),
      surge(chain.node_count(), 1.0),
      open(chain.edge_count(), 1.0),
      late(chain.edge_count(), 0),
      kept(chain.slot_count(), 1.0) {}

State::State(const Chain& chain, std::uint32_t days, const std::vector<std::uint32_t>& most_late)
    : demand(chain.node_count(), 0.0),
      alpha(chain.node_count(), 1.0),
      wanted(chain.node_count(), 0.0),
      production(chain.baseline),
      left(chain.node_count(), 1.0),
      backlog(chain.keeps_backlog.empty() ? 0 : chain.node_count(), 0.0),
      limited_by(chain.node_count(), kNotLimited),
      asked(chain.class_count(), 0.0),
      filled(chain.class_count(), 0.0),
      stock(chain.first_days),
      planned(chain.slot_count(), 0),
      lacking(chain.stands_in.empty() ? 0 : chain.slot_count(), 0),
      coming(chain.keeps_backlog.empty() || !chain.orders_ahead ? 0 : chain.slot_count(), 0.0),
      order(chain.flow),
      weight(chain.stands_in.empty() ? 0 : chain.edge_count(), 0.0) {
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        if (stands_by(chain, n)) alpha[n] = 0;
    const auto longest = [&](std::size_t e) {
        return std::min(chain.delay[e] + (most_late.empty() ? 0 : most_late[e]), days);
    };
    bool any = false;
    for (std::size_t e = 0; e < chain.edge_count() && !any; ++e) any = longest(e) > 0;
    if (!any) {
        if (is_plain(chain)) prepare_plainly(chain, *this);
        return;
    }
    ring_begin.resize(chain.edge_count());
    ring_mask.resize(chain.edge_count());
    std::size_t size = 0;
    for (std::size_t e = 0; e < chain.edge_count(); ++e) {
        const std::uint32_t ring = std::bit_ceil(longest(e) + 1);
        ring_begin[e] = static_cast<std::uint32_t>(size);
        ring_mask[e] = ring - 1;
        size += ring;
    }
    in_transit.resize(size);
    rest_until(chain, 0, *this);
}

bool is_at_rest(const Chain& chain, const State& state) {
    const auto is_none = [](const auto& values) {
        return std::all_of(values.begin(), values.end(), [](auto value) { return value == 0; });
    };
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const double alpha = stands_by(chain, n) ? 0 : 1;
        if (state.demand[n] != chain.baseline[n] || state.production[n] != chain.baseline[n] ||
            state.alpha[n] != alpha)
            return false;
    }
    for (std::uint32_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
            const double order = ordered(chain, state, k, e);
            if (order != chain.flow[e] || order * state.filled[chain.served[e]] != order)
                return false;
        }
    return state.stock == chain.first_days && is_none(state.backlog) && is_none(state.planned) &&
           is_none(state.lacking) && is_none(state.coming);
}

// What is on its way is all that has been sent in the days of an edge's delay.
void rest_until(const Chain& chain, std::uint32_t day, State& state) {
    if (state.ring_mask.empty()) return;
    std::fill(state.in_transit.begin(), state.in_transit.end(), 0.0);
    for (std::size_t e = 0; e < chain.edge_count(); ++e) {
        const std::uint32_t mask = state.ring_mask[e];
        for (std::uint32_t i = 0; i < std::min(chain.delay[e], mask + 1); ++i)
            state.in_transit[state.ring_begin[e] + ((day + i) & mask)] = chain.flow[e];
    }
}

namespace {

// Days of use that a slot has in stock less than it wants to have.
double missing_days(const Chain& chain, std::uint32_t slot, double wanted, const State& state) {
    return std::max(0.0, chain.target_days[slot] * wanted - state.stock[slot]);
}

// Whether a node owes customers what its suppliers have not sent.
bool has_backlog(const Chain& chain, const State& state, std::size_t n) {
    return !state.coming.empty() && chain.keeps_backlog[n] != 0;
}

// Step 8 of a demand that is owed to: it orders what is asked for today, what is missing in stock, and what it owes, less
// what is on its way beyond the usual. What is under way is not ordered again.
double need_with_backlog(const Chain& chain, const Conditions& conditions, std::size_t n,
                         std::uint32_t slot, const State& state) {
    const double today = level_of(chain, n, chain.final_demand[n] * conditions.surge[n]);
    const double missing =
        (chain.target_days[slot] * today - state.stock[slot]) / chain.rebuild_days[slot];
    const double owed = level_of(chain, n, state.backlog[n]);
    return today + std::max(0.0, missing + owed - state.coming[slot] / chain.slot_baseline[slot]);
}

// Steps 7 and 8 of some nodes.
void supply(const Chain& chain, const Conditions& conditions, std::uint32_t day, NodeRange nodes,
            State& state) {
    const EdgeRows rows{chain, conditions, state};
    for (std::uint32_t n = nodes.begin; n < nodes.end; ++n) {
        const double made = level_of(chain, n, state.production[n]);
        for (std::uint32_t k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const double arrived = arrivals(chain, rows, k, day, state) / chain.slot_baseline[k];
            state.stock[k] = std::max(0.0, state.stock[k] - made) + arrived;
        }
        // Replacing today's use would, with a day or two of stock, carry a gap in production round for ever:
        // a day without use would order nothing, and so leave a day without supplies.
        const double wanted = level_of(chain, n, state.wanted[n]);
        const double used =
            chain.orders_ahead ? wanted * allowed(chain, state, n, wanted).share : made;
        for (std::uint32_t k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const bool permission = chain.permission[k] != 0;
            const double need =
                permission ? wanted
                : has_backlog(chain, state, n)
                    ? need_with_backlog(chain, conditions, n, k, state)
                    : used + missing_days(chain, k, wanted, state) / chain.rebuild_days[k];
            const double given = order(chain, conditions, rows, k, need, state);
            if (permission) state.stock[k] = given;
        }
    }
}

}  // namespace

void advance(const Chain& chain, const Conditions& conditions, std::uint32_t day, State& state) {
    for (std::size_t k = 0; !conditions.all_kept && k < chain.slot_count(); ++k)
        state.stock[k] *= conditions.kept[k];
    limit_orders(chain, conditions, state);
    state.limited = false;
    see_demand(chain, conditions, state);
    const auto parts = parts_of(chain);
    parallel_for(parts.size(), state.threads,
                 [&](std::size_t i) { produce(chain, conditions, day, parts[i], state); });
    if (can_supply_plainly(state) && conditions.all_open && conditions.plan == nullptr)
        return supply_plainly(chain, parts, state);
    write_orders(chain, state);
    state.asked_known = false;
    parallel_for(parts.size(), state.threads,
                 [&](std::size_t i) { supply(chain, conditions, day, parts[i], state); });
    keep_in_slots(chain, conditions, state);
}

}  // namespace jarip::stress
