#include "jarip/stress/plain_supply.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "jarip/core/best_set.hpp"
#include "jarip/core/pack.hpp"
#include "jarip/core/parallel.hpp"

namespace jarip::stress {

bool is_plain(const Chain& chain) {
    const auto is_one = [](double units) { return units == 1; };
    const auto is_good = [](std::uint8_t permission) { return permission == 0; };
    return !chain.orders_ahead && chain.lane_count() == 0 && chain.stands_in.empty() &&
           chain.class_count() == chain.node_count() &&
           std::all_of(chain.supplied.begin(), chain.supplied.end(), is_one) &&
           std::all_of(chain.permission.begin(), chain.permission.end(), is_good);
}

void prepare_plainly(const Chain& chain, State& state) {
    const auto parts = parts_of(chain).size();
    if (chain.dense.empty()) {
        state.cells.resize(parts * chain.node_count());
        return;
    }
    state.asked_of_cell.resize(parts * chain.dense.cells);
    state.given.resize(chain.dense.cells);
    state.left_of_cell.resize(chain.dense.cells);
    state.slot_scale.assign(chain.slot_count(), 1.0);
    state.ordered_left.assign(chain.node_count(), 1.0);
    state.in_slots = true;
}

bool can_supply_plainly(const State& state) { return !state.cells.empty() || state.in_slots; }

void write_orders(const Chain& chain, State& state) {
    if (!state.in_slots) return;
    for (std::uint32_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            state.order[e] = ordered(chain, state, k, e);
    state.in_slots = false;
}

void keep_in_slots(const Chain& chain, const Conditions& conditions, State& state) {
    if (state.slot_scale.empty() || !conditions.all_open || conditions.plan != nullptr) return;
    state.in_slots = true;
    if (chain.adaptive) state.ordered_left = state.left;
}

namespace {

// What a node did today, of its baseline.
struct Levels {
    double made = 0;
    double wanted = 0;
};

// A slot once its goods have come: what its orders of tomorrow are of the usual, `reachable` being the flow of suppliers that can deliver.
inline double scale_of_orders(const Chain& chain, std::size_t slot, const Levels& level,
                              double arrived, double reachable, State& state) {
    const double baseline = chain.slot_baseline[slot];
    const double stock = std::max(0.0, state.stock[slot] - level.made) + arrived / baseline;
    state.stock[slot] = stock;
    const double missing = std::max(0.0, chain.target_days[slot] * level.wanted - stock);
    const double need = level.made + missing / chain.rebuild_days[slot];
    const double whole = chain.adaptive ? reachable / baseline : 1;
    return reachable > 0 ? need / whole : 0;
}

// Each edge is met once, and what it needs to know of its supplier lies in one place, `cells`, which are those of this part alone.
void supply_sparsely(const Chain& chain, NodeRange nodes, std::span<State::Cell> cells,
                     State& state) {
    // Whether suppliers have to be asked what they have left; else a fill of -0 says that it is nothing.
    bool ask = chain.adaptive;
    for (std::size_t n = 0; n < cells.size(); ++n) {
        const double filled = state.filled[n];
        const bool gone = !(state.left[n] > 0);
        ask = ask || (gone && filled != 0);
        cells[n] = {gone && filled == 0 ? -0.0 : filled, 0};
    }
    if (nodes.begin == nodes.end) return;
    const std::size_t edges = chain.edge_begin[chain.slot_begin[nodes.end]];
    const std::uint32_t* const supplier = chain.supplier.data();
    const double* const flow = chain.flow.data();
    const double* const left = state.left.data();
    State::Cell* const cell = cells.data();
    double* const order = state.order.data();
    for (std::size_t n = nodes.begin; n < nodes.end; ++n) {
        const Levels level{level_of(chain, n, state.production[n]),
                           level_of(chain, n, state.wanted[n])};
        for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const std::size_t begin = chain.edge_begin[k];
            const std::size_t end = chain.edge_begin[k + 1];
            double arrived = 0;
            double reachable = 0;
            for (std::size_t e = begin; e < end; ++e) {
                const auto ahead = supplier[std::min(e + kEdgesAhead, edges - 1)];
                __builtin_prefetch(cell + ahead, 1);
                if (ask) __builtin_prefetch(left + ahead);
                const double filled = cell[supplier[e]].filled;
                arrived += order[e] * filled;
                reachable += flow[e] * (ask ? left[supplier[e]] : std::signbit(filled) ? 0 : 1);
            }
            const double scale = scale_of_orders(chain, k, level, arrived, reachable, state);
            for (std::size_t e = begin; e < end; ++e) {
                order[e] = scale * flow[e] * (chain.adaptive ? left[supplier[e]] : 1.0);
                cell[supplier[e]].asked += order[e];
            }
        }
    }
}

constexpr std::size_t kWidth = Dense::kWidth;
using Eight = Pack<double, kWidth>;

// What a day of a part reads and writes, by cell.
struct Columns {
    const double* given;  // of what was ordered at the baseline's scale, what comes
    const double* left;   // null: all that is usual
    double* asked;
};

// Orders are (scale of the slot) × (usual flow) × (what the supplier had left), so that no edge has a state of its own.
JARIP_BEST_SET void supply_in_columns(const Chain& chain, NodeRange nodes, const Columns& columns,
                                      State& state) {
    const Dense& dense = chain.dense;
    for (std::size_t n = nodes.begin; n < nodes.end; ++n) {
        const Levels level{level_of(chain, n, state.production[n]),
                           level_of(chain, n, state.wanted[n])};
        for (std::size_t k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            const std::size_t size = dense.begin[k + 1] - dense.begin[k];
            const double* const flow = dense.flow.data() + dense.begin[k];
            const double* const given = columns.given + dense.first[k];
            Eight come;
            for (std::size_t i = 0; i < size; i += kWidth)
                come += Eight::read(flow + i) * Eight::read(given + i);
            double arrived = 0;
            for (std::size_t i = 0; i < kWidth; ++i) arrived += come[i];
            double reachable = chain.slot_baseline[k];
            if (columns.left != nullptr) {
                const double* const left = columns.left + dense.first[k];
                Eight there;
                for (std::size_t i = 0; i < size; i += kWidth)
                    there += Eight::read(flow + i) * Eight::read(left + i);
                reachable = 0;
                for (std::size_t i = 0; i < kWidth; ++i) reachable += there[i];
            }
            const double scale =
                scale_of_orders(chain, k, level, state.slot_scale[k] * arrived, reachable, state);
            state.slot_scale[k] = scale;
            double* const asked = columns.asked + dense.first[k];
            if (chain.adaptive) {
                const double* const left = columns.left + dense.first[k];
                for (std::size_t i = 0; i < size; i += kWidth)
                    (Eight::read(asked + i) + scale * Eight::read(flow + i) * Eight::read(left + i))
                        .write(asked + i);
            } else {
                for (std::size_t i = 0; i < size; i += kWidth)
                    (Eight::read(asked + i) + scale * Eight::read(flow + i)).write(asked + i);
            }
        }
    }
}

void supply_densely(const Chain& chain, const std::vector<NodeRange>& parts, State& state) {
    const Dense& dense = chain.dense;
    bool all_left = !chain.adaptive;
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const auto cell = dense.cell[n];
        state.given[cell] =
            chain.adaptive ? state.ordered_left[n] * state.filled[n] : state.filled[n];
        state.left_of_cell[cell] = state.left[n];
        all_left = all_left && state.left[n] > 0;
    }
    if (chain.adaptive) state.ordered_left = state.left;
    std::fill(state.asked_of_cell.begin(), state.asked_of_cell.end(), 0.0);
    parallel_for(parts.size(), state.threads, [&](std::size_t i) {
        supply_in_columns(chain, parts[i],
                          {state.given.data(), all_left ? nullptr : state.left_of_cell.data(),
                           state.asked_of_cell.data() + i * dense.cells},
                          state);
    });
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        double asked = 0;
        for (std::size_t i = dense.cell[n]; i < state.asked_of_cell.size(); i += dense.cells)
            asked += state.asked_of_cell[i];
        state.asked[n] = asked;
    }
}

// What the parts have asked of each node, in the order of parts.
void add_cells(const Chain& chain, State& state) {
    const std::size_t nodes = chain.node_count();
    const State::Cell* const cells = state.cells.data();
    for (std::size_t n = 0; n < nodes; ++n) {
        double asked = cells[n].asked;
        for (auto i = n + nodes; i < state.cells.size(); i += nodes) asked += cells[i].asked;
        state.asked[n] = asked;
    }
}

}  // namespace

void supply_plainly(const Chain& chain, const std::vector<NodeRange>& parts, State& state) {
    if (state.in_slots) {
        supply_densely(chain, parts, state);
    } else {
        parallel_for(parts.size(), state.threads, [&](std::size_t i) {
            const std::span cells{state.cells};
            supply_sparsely(chain, parts[i],
                            cells.subspan(i * chain.node_count(), chain.node_count()), state);
        });
        add_cells(chain, state);
    }
    state.asked_known = true;
}

}  // namespace jarip::stress
