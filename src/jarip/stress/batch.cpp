#include "jarip/stress/batch.hpp"

#include <algorithm>
#include <cassert>

#include "jarip/core/best_set.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

// More than any node can want.
template <class Real>
constexpr Real kPlenty = static_cast<Real>(1e30F);

// Share of a whole, as these numbers hold it.
template <class Real>
Real share_of(double value, double whole) {
    return whole > 0 ? static_cast<Real>(value / whole) : 0;
}

// So many links ahead their suppliers' rows are asked for.
constexpr std::uint32_t kAhead = 12;

// What a day reads and writes, by node. All figures are less 1, which is the usual: near it they are exact to a small part of what
// they differ by, so that overtime ends when it does in double precision.
template <class Real>
struct NodeRows {
    using Lane = typename Batch<Real>::Row;
    const Lane* cut;           // by hit: share of capacity that is lost
    const std::uint32_t* hit;  // by node
    Lane* asked;
    Lane* enough;  // the least of its slots: days in stock ÷ days in reserve
    Lane* alpha;
    Lane* left;
    Lane* wanted;
    Lane* production;
    Lane* given;
};

// Steps 2 to 6 of a node: docs/formulas.md (Stress).
template <class Real>
JARIP_BEST_SET void produce_in_all(const BatchChain<Real>& chain, bool overtime,
                                   const NodeRows<Real>& rows, double* lost) {
    using Lane = typename NodeRows<Real>::Lane;
    const Lane zero;
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const Lane before = rows.left[n];
        const Real sold = 1 - chain.final_share[n];
        const Lane demand =
            chain.adaptive ? before * sold + (1 + before) * rows.asked[n] : rows.asked[n];
        const Lane all = 1 + demand;
        const Lane some = select(all > 0, all, 1 + zero);
        Lane alpha = rows.alpha[n];
        if (overtime) {
            const Lane zeta = select(all > 0, (demand - rows.production[n]) / some, zero);
            const Lane change = select(zeta == 0, -alpha, (chain.alpha_max[n] - 1 - alpha) * zeta);
            alpha = larger(zero, alpha + change / chain.tau_alpha[n]);
        }
        rows.alpha[n] = alpha;
        const Lane working = alpha - rows.cut[rows.hit[n]] * (1 + alpha);
        rows.left[n] = working;
        const Lane wanted = smaller(demand, working);
        rows.wanted[n] = wanted;
        // wanted · min(1, enough ÷ wanted)
        const Lane made = smaller(rows.enough[n], wanted);
        rows.production[n] = made;
        const Lane unfilled = select(all > 0, (made - demand) / some, zero);
        rows.given[n] = chain.adaptive ? before + (1 + before) * unfilled : unfilled;
        for (std::size_t run = 0; run < Batch<Real>::kLanes; ++run)
            lost[run] -= chain.baseline[n] * std::min(0.0, static_cast<double>(made[run]));
        rows.asked[n] = zero;
    }
}

// Steps 7 and 8: what arrives, what lies in stock then, and what is ordered for tomorrow.
template <class Real>
JARIP_BEST_SET void supply_in_all(const BatchChain<Real>& chain, const NodeRows<Real>& rows,
                                  typename Batch<Real>::Row* short_of,
                                  typename Batch<Real>::Row* scale) {
    using Lane = typename NodeRows<Real>::Lane;
    const Lane zero;
    const auto last = static_cast<std::uint32_t>(chain.edges.size() - 1);
    for (std::size_t n = 0; n < chain.node_count(); ++n) {
        const Lane made = rows.production[n];
        const Lane wanted = rows.wanted[n];
        Lane enough = kPlenty<Real>;
        for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
            Lane given;
            Lane left;
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e) {
                const auto& edge = chain.edges[e];
                const auto ahead = chain.edges[std::min(e + kAhead, last)].supplier;
                __builtin_prefetch(rows.given + ahead);
                __builtin_prefetch(rows.asked + ahead, 1);
                given += edge.of_slot * rows.given[edge.supplier];
                if (chain.adaptive) left += edge.of_slot * rows.left[edge.supplier];
            }
            const Lane ordered = scale[k];
            const Lane arrived = ordered + (1 + ordered) * given;
            const Real target = chain.target_days[k];
            const Lane rest = short_of[k];
            const Lane stock = select(target - 1 + (rest - made) < 0, 1 + arrived - target,
                                      rest + (arrived - made));
            short_of[k] = stock;
            if (chain.critical[k] != 0) {
                const Real reserve = chain.reserve_days[k];
                enough = smaller((target - reserve + stock) / reserve, enough);
            }
            const Lane missing = target * wanted - stock;
            const Lane need = made + larger(missing, zero) / chain.rebuild_days[k];
            const Lane whole = 1 + left;
            const auto gone = whole < kCutOff<Real>;
            const Lane next = select(gone, zero - 1, (need - left) / select(gone, 1 + zero, whole));
            scale[k] = next;
            for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
                rows.asked[chain.edges[e].supplier] += chain.edges[e].of_supplier * next;
        }
        rows.enough[n] = enough;
    }
}

}  // namespace

bool can_run_in_batches(const Chain& chain) {
    const auto all = [](const auto& list, auto value) {
        return std::ranges::all_of(list, [&](auto each) { return each == value; });
    };
    return chain.ramp_per_day == 0 && !chain.orders_ahead && chain.keeps_backlog.empty() &&
           chain.lane_count() == 0 && chain.class_count() == chain.node_count() &&
           all(chain.delay, 0U) && all(chain.supplied, 1.0) &&
           all(chain.permission, std::uint8_t{0}) && all(chain.from_stock, 0.0) &&
           chain.capacity == chain.baseline && chain.first_days == chain.target_days;
}

template <class Real>
BatchChain<Real>::BatchChain(const Chain& chain)
    : adaptive{chain.adaptive},
      baseline{chain.baseline},
      alpha_max(chain.alpha_max.begin(), chain.alpha_max.end()),
      tau_alpha(chain.tau_alpha.begin(), chain.tau_alpha.end()),
      slot_begin{chain.slot_begin},
      target_days(chain.target_days.begin(), chain.target_days.end()),
      reserve_days(chain.reserve_days.begin(), chain.reserve_days.end()),
      rebuild_days(chain.rebuild_days.begin(), chain.rebuild_days.end()),
      critical{chain.critical},
      edge_begin{chain.edge_begin} {
    assert(can_run_in_batches(chain));
    for (std::size_t n = 0; n < chain.node_count(); ++n)
        final_share.push_back(share_of<Real>(chain.final_demand[n], chain.baseline[n]));
    edges.reserve(chain.edge_count());
    for (std::size_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
            edges.push_back({chain.supplier[e],
                             share_of<Real>(chain.flow[e], chain.slot_baseline[k]),
                             share_of<Real>(chain.flow[e], chain.baseline[chain.supplier[e]])});
    fills_begin.assign(chain.node_count() + 1, 0);
    for (const auto& edge : edges) ++fills_begin[edge.supplier + 1];
    for (std::size_t n = 0; n < chain.node_count(); ++n) fills_begin[n + 1] += fills_begin[n];
    fills.resize(edges.size());
    auto next = fills_begin;
    for (std::uint32_t k = 0; k < chain.slot_count(); ++k)
        for (auto e = edge_begin[k]; e < edge_begin[k + 1]; ++e)
            fills[next[edges[e].supplier]++] = k;
}

template <class Real>
Batch<Real>::Batch(const BatchChain<Real>& chain)
    : chain_{chain},
      hit_(chain.node_count()),
      asked_(chain.node_count()),
      enough_(chain.node_count()),
      alpha_(chain.node_count()),
      left_(chain.node_count()),
      wanted_(chain.node_count()),
      production_(chain.node_count()),
      given_(chain.node_count()),
      short_(chain.target_days.size()),
      scale_(chain.target_days.size()) {}

template <class Real>
void Batch<Real>::start(std::span<const std::vector<CapacityLoss>> runs) {
    assert(runs.size() <= kLanes);
    day_ = 0;
    lost_ = {};
    for (auto* rows : {&asked_, &alpha_, &left_, &wanted_, &production_, &given_, &short_, &scale_})
        std::fill(rows->begin(), rows->end(), Row{});
    for (std::size_t n = 0; n < chain_.node_count(); ++n) {
        Real least = kPlenty<Real>;
        for (auto k = chain_.slot_begin[n]; k < chain_.slot_begin[n + 1]; ++k)
            if (chain_.critical[k] != 0)
                least = std::min(least, (chain_.target_days[k] - chain_.reserve_days[k]) /
                                            chain_.reserve_days[k]);
        enough_[n] = least;
    }
    losses_.clear();
    for (std::size_t run = 0; run < runs.size(); ++run)
        for (const auto& loss : runs[run]) losses_.push_back({loss, run});
    std::fill(hit_.begin(), hit_.end(), 0U);
    cut_.assign(1, Row{});
    for (const auto& [loss, run] : losses_) {
        if (hit_[loss.node] != 0) continue;
        hit_[loss.node] = static_cast<std::uint32_t>(cut_.size());
        cut_.emplace_back();
    }
    set_dead();
}

// Where everybody orders in the usual shares, a slot orders nothing while none of its suppliers has any capacity left.
template <class Real>
void Batch<Real>::set_dead() {
    dead_.clear();
    if (chain_.adaptive) return;
    constexpr std::uint32_t kNever = 0xffffffff;
    std::vector<std::uint32_t> first(hit_.size(),
                                     kNever);  // by node: the days on which all of it is lost
    std::vector<std::uint32_t> end(hit_.size(), 0);
    for (std::size_t run = 0; run < kLanes; ++run) {
        // Only slots that a lost node fills can be without any supplier.
        std::vector<std::uint32_t> slots;
        for (const auto& [loss, of] : losses_) {
            if (of != run || loss.share < 1) continue;
            first[loss.node] = loss.first_day;
            end[loss.node] = loss.end_day;
            slots.insert(slots.end(), chain_.fills.begin() + chain_.fills_begin[loss.node],
                         chain_.fills.begin() + chain_.fills_begin[loss.node + 1]);
        }
        std::sort(slots.begin(), slots.end());
        slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
        for (const auto k : slots) {
            Dead dead{k, 0, kNever, run};
            for (auto e = chain_.edge_begin[k]; e < chain_.edge_begin[k + 1]; ++e) {
                dead.first_day = std::max(dead.first_day, first[chain_.edges[e].supplier]);
                dead.end_day = std::min(dead.end_day, end[chain_.edges[e].supplier]);
            }
            if (dead.first_day < dead.end_day) dead_.push_back(dead);
        }
        for (const auto& each : losses_) {
            first[each.loss.node] = kNever;
            end[each.loss.node] = 0;
        }
    }
}

// Of several losses of a node, each takes its share of what the others leave.
template <class Real>
void Batch<Real>::set_cut() {
    std::fill(cut_.begin(), cut_.end(), Row{});
    for (const auto& [loss, run] : losses_) {
        if (day_ < loss.first_day || day_ >= loss.end_day) continue;
        Row& cut = cut_[hit_[loss.node]];
        cut.set(run, cut[run] + (1 - cut[run]) * static_cast<Real>(loss.share));
    }
}

template <class Real>
void Batch<Real>::advance() {
    set_cut();
    const NodeRows<Real> rows{cut_.data(),    hit_.data(),        asked_.data(),
                              enough_.data(), alpha_.data(),      left_.data(),
                              wanted_.data(), production_.data(), given_.data()};
    produce_in_all(chain_, day_ >= 2, rows, lost_.data());
    supply_in_all(chain_, rows, short_.data(), scale_.data());
    for (const auto& [slot, first_day, end_day, run] : dead_) {
        if (day_ < first_day || day_ >= end_day) continue;
        const Real none = -1;
        for (auto e = chain_.edge_begin[slot]; e < chain_.edge_begin[slot + 1]; ++e) {
            Row& asked = asked_[chain_.edges[e].supplier];
            asked.set(run, asked[run] + chain_.edges[e].of_supplier * (none - scale_[slot][run]));
        }
        scale_[slot].set(run, none);
    }
    ++day_;
}

template struct BatchChain<float>;
template struct BatchChain<double>;
template class Batch<float>;
template class Batch<double>;

}  // namespace jarip::stress
