#include <algorithm>
#include <compare>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

/// Units of one making that arrived in one period: what is alike is one lot, however many ways it came.
struct Lot {
    std::size_t arrived = 0;
    std::size_t made = 0;
    std::size_t maker = 0;  ///< from 1, by name; 0: none
    auto operator<=>(const Lot&) const = default;
};
/// First in first out: the lot that arrived first comes first.
using Lots = std::map<Lot, double>;

/// Of a lot, what a process took in a period; when it arrived makes no difference.
struct Taken {
    std::size_t process = 0;  ///< by name
    std::size_t period = 0;
    std::size_t input = 0;  ///< of the process, by name
    std::size_t made = 0;
    std::size_t maker = 0;
    auto operator<=>(const Taken&) const = default;
};

/// What leaves a pool in a period: to a delivery, over an arc, into a process, or spoiled.
struct Outflow {
    DemandId demand;
    ArcId arc;
    InputId input;
    double left = 0;
};

/// Moves the plan's quantities through the pools period by period, first in first out.
class Tracer {
public:
    explicit Tracer(const SolvedPlan& horizon)
        : horizon_{horizon},
          network_{horizon.network},
          form_{horizon.formulation},
          order_{network_},
          maker_{network_.processes.size(), 0},
          rank_{network_.inputs.size(), 0},
          lots_(network_.pools.size()),
          least_{network_.pools.size(), 0.0},
          arriving_(form_.period_count() * network_.pools.size()) {
        for (std::size_t i = 0; i < order_.processes.size(); ++i)
            maker_[order_.processes[i]] = i + 1;
        for (const auto& inputs : order_.inputs)
            for (std::size_t i = 0; i < inputs.size(); ++i) rank_[inputs[i]] = i;
        for (std::size_t i = 0; i < form_.stock.size(); ++i)
            if (form_.stock[i].valid())
                least_[PoolId{i % network_.pools.size()}] =
                    kLeastPeg * form_.model.columns[form_.stock[i]].size;
    }

    Traced trace() {
        for (const auto& stock : network_.stock) arrive(0, stock.pool, {}, stock.quantity);
        for (const auto& receipt : network_.receipts)
            for (std::size_t t = 0; t < form_.period_count(); ++t)
                if (form_.periods[t].contains(receipt.date))
                    arrive(t, receipt.pool, {.made = t}, receipt.quantity);
        for (std::size_t t = 0; t < form_.period_count(); ++t) trace_period(t);
        Indexed<DemandId, std::size_t> rank{network_.demands.size(), 0};
        for (std::size_t i = 0; i < order_.demands.size(); ++i) rank[order_.demands[i]] = i;
        std::ranges::sort(traced_.deliveries, {}, [&](const Pegging& peg) {
            return std::tuple{rank[peg.demand], peg.period, peg.made,
                              peg.process.valid() ? maker_[peg.process] : 0};
        });
        for (const auto& [taken, quantity] : parts_)
            traced_.parts.push_back({order_.processes[taken.process], taken.period, item_of(taken),
                                     maker_of(taken.maker), taken.made, quantity});
        return std::move(traced_);
    }

private:
    void arrive(std::size_t t, PoolId pool, Lot lot, double quantity) {
        if (quantity <= least_[pool]) return;
        lot.arrived = t;
        arriving_[t * network_.pools.size() + pool.index()][lot] += quantity;
    }

    void arrive_later(std::size_t t, PoolId pool, const Lot& lot, double quantity, double days) {
        for (const Arrival& arrival : arrivals(form_.periods, t, days, network_.lead_times))
            arrive(arrival.period, pool, lot, quantity * arrival.share);
    }

    [[nodiscard]] std::vector<std::vector<Outflow>> outflows(std::size_t t) const {
        std::vector<std::vector<Outflow>> out(network_.pools.size());
        for (const DemandId id : order_.demands)
            out[network_.demands[id].pool.index()].push_back(
                {.demand = id,
                 .left =
                     horizon_.value(form_.delivered[t * network_.demands.size() + id.index()])});
        for (const ArcId id : order_.arcs)
            out[network_.arcs[id].from.index()].push_back(
                {.arc = id,
                 .left = horizon_.value(form_.shipped[t * network_.arcs.size() + id.index()])});
        for (const ProcessId process : order_.processes)
            for (const InputId id : order_.inputs[process.index()]) {
                const lp::Term& term = form_.used[t * network_.inputs.size() + id.index()];
                out[network_.inputs[id].pool.index()].push_back(
                    {.input = id, .left = term.coefficient * horizon_.value(term.column)});
            }
        for (const PoolId pool : order_.pools)
            out[pool.index()].push_back(
                {.left = horizon_.value(form_.spoiled[t * network_.pools.size() + pool.index()])});
        for (const PoolId pool : network_.pools.ids())
            std::erase_if(out[pool.index()],
                          [&](const Outflow& flow) { return flow.left <= least_[pool]; });
        return out;
    }

    /// Pools in the order in which flows of the period pass through them, those of a circle last.
    [[nodiscard]] std::vector<PoolId> downstream(
        const std::vector<std::vector<Outflow>>& out) const {
        std::vector<std::size_t> before(network_.pools.size(), 0);
        const auto each_next = [&](PoolId pool, const auto& visit) {
            for (const Outflow& flow : out[pool.index()])
                if (flow.arc.valid()) visit(network_.arcs[flow.arc].to);
        };
        for (const PoolId pool : order_.pools)
            each_next(pool, [&](PoolId to) { ++before[to.index()]; });
        std::vector<PoolId> order;
        for (const PoolId pool : order_.pools)
            if (before[pool.index()] == 0) order.push_back(pool);
        for (std::size_t i = 0; i < order.size(); ++i)
            each_next(order[i], [&](PoolId to) {
                if (--before[to.index()] == 0) order.push_back(to);
            });
        for (const PoolId pool : order_.pools)
            if (before[pool.index()] != 0) order.push_back(pool);
        return order;
    }

    void trace_period(std::size_t t) {
        for (const PoolId pool : order_.pools) {
            const double kept =
                horizon_.calendar.stock_kept[t * network_.pools.size() + pool.index()];
            if (kept < 1)
                for (auto& [lot, quantity] : lots_[pool]) quantity *= kept;
        }
        for (const ProcessId id : network_.processes.ids()) {
            const auto& process = network_.processes[id];
            const double started =
                horizon_.value(form_.started[t * network_.processes.size() + id.index()]);
            arrive_later(t, process.output, {.made = t, .maker = maker_[id]},
                         process.yield * started, process.cycle_days);
        }
        for (const auto& coproduct : network_.coproducts) {
            const ProcessId id = coproduct.process;
            arrive_later(
                t, coproduct.pool, {.made = t, .maker = maker_[id]},
                coproduct.quantity *
                    horizon_.value(form_.started[t * network_.processes.size() + id.index()]),
                network_.processes[id].cycle_days);
        }
        auto out = outflows(t);
        const auto order = downstream(out);
        // What goes in a circle within the period comes round in shrinking parts: until little moves.
        bool moved = true;
        for (int round = 0; moved && round < kMostRounds; ++round) {
            moved = false;
            for (const PoolId pool : order) {
                auto& arriving = arriving_[t * network_.pools.size() + pool.index()];
                for (const auto& [lot, quantity] : arriving) lots_[pool][lot] += quantity;
                arriving.clear();
                for (Outflow& flow : out[pool.index()]) moved = draw(t, pool, flow) || moved;
            }
        }
    }

    bool draw(std::size_t t, PoolId pool, Outflow& flow) {
        bool moved = false;
        auto& lots = lots_[pool];
        while (flow.left > least_[pool] && !lots.empty()) {
            const auto first = lots.begin();
            const Lot lot = first->first;
            const double part = std::min(first->second, flow.left);
            first->second -= part;
            flow.left -= part;
            if (first->second <= least_[pool]) lots.erase(first);
            moved = true;
            if (flow.arc.valid())
                arrive_later(t, network_.arcs[flow.arc].to, lot, part, transit_days(t, flow.arc));
            else if (flow.demand.valid())
                record(t, flow.demand, lot, part);
            else if (flow.input.valid())
                parts_[{maker_[network_.inputs[flow.input].process] - 1, t, rank_[flow.input],
                        lot.made, lot.maker}] += part;
        }
        return moved;
    }

    void record(std::size_t t, DemandId demand, const Lot& lot, double quantity) {
        const ProcessId process = maker_of(lot.maker);
        auto& pegging = traced_.deliveries;
        for (auto peg = pegging.rbegin(); peg != pegging.rend() && peg->period == t; ++peg)
            if (peg->demand == demand && peg->process == process && peg->made == lot.made) {
                peg->quantity += quantity;
                return;
            }
        pegging.push_back({demand, t, process, lot.made, quantity});
    }

    [[nodiscard]] ProcessId maker_of(std::size_t maker) const {
        return maker > 0 ? order_.processes[maker - 1] : ProcessId{};
    }

    [[nodiscard]] ItemId item_of(const Taken& taken) const {
        const ProcessId process = order_.processes[taken.process];
        const InputId input = order_.inputs[process.index()][taken.input];
        return network_.parts[network_.inputs[input].part].item;
    }

    [[nodiscard]] double transit_days(std::size_t t, ArcId arc) const {
        return horizon_.calendar.transit_days[t * network_.arcs.size() + arc.index()];
    }

    static constexpr int kMostRounds = 1000;
    const SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    RowOrder order_;
    Indexed<ProcessId, std::size_t> maker_;  ///< from 1, by name
    Indexed<InputId, std::size_t> rank_;     ///< among those of its process, by name
    Indexed<PoolId, Lots> lots_;
    Indexed<PoolId, double> least_;  ///< less than this is nothing
    std::vector<Lots> arriving_;     ///< by period and pool
    Traced traced_;
    std::map<Taken, double> parts_;
};

}  // namespace

Traced peg(const SolvedPlan& horizon) { return Tracer{horizon}.trace(); }

}  // namespace jarip::plan
