#include <algorithm>
#include <cstddef>
#include <deque>
#include <tuple>
#include <utility>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/lead_time.hpp"

namespace jarip::plan {

namespace {

/// Units of one making.
struct Lot {
    ProcessId process;
    std::size_t made = 0;
    double quantity = 0;
};

/// What leaves a pool in a period: to a delivery, over an arc, or into a process.
struct Outflow {
    DemandId demand;
    ArcId arc;
    double left = 0;
};

/// Moves the plan's quantities through the pools period by period, first in first out.
class Tracer {
public:
    explicit Tracer(const SolvedPlan& horizon)
        : horizon_{horizon},
          network_{horizon.network},
          form_{horizon.formulation},
          lots_(network_.pools.size()),
          arriving_(form_.period_count() * network_.pools.size()) {}

    std::vector<Pegging> trace() {
        for (const auto& stock : network_.stock)
            if (stock.quantity > kLeast) lots_[stock.pool].push_back({{}, 0, stock.quantity});
        for (const auto& receipt : network_.receipts)
            for (std::size_t t = 0; t < form_.period_count(); ++t)
                if (form_.periods[t].contains(receipt.date))
                    arrive(t, receipt.pool, {{}, t, receipt.quantity});
        for (std::size_t t = 0; t < form_.period_count(); ++t) trace_period(t);
        std::ranges::sort(pegging_, {}, [](const Pegging& peg) {
            return std::tuple{peg.demand, peg.period, peg.made, peg.process};
        });
        return std::move(pegging_);
    }

private:
    void arrive(std::size_t t, PoolId pool, Lot lot) {
        if (lot.quantity > kLeast)
            arriving_[t * network_.pools.size() + pool.index()].push_back(lot);
    }

    void arrive_later(std::size_t t, PoolId pool, const Lot& lot, double days) {
        for (const Arrival& arrival : arrivals(form_.periods, t, days, network_.lead_times))
            arrive(arrival.period, pool, {lot.process, lot.made, lot.quantity * arrival.share});
    }

    [[nodiscard]] std::vector<std::vector<Outflow>> outflows(std::size_t t) const {
        std::vector<std::vector<Outflow>> out(network_.pools.size());
        for (const DemandId id : network_.demands.ids())
            out[network_.demands[id].pool.index()].push_back(
                {id,
                 {},
                 horizon_.value(form_.delivered[t * network_.demands.size() + id.index()])});
        for (const ArcId id : network_.arcs.ids())
            out[network_.arcs[id].from.index()].push_back(
                {{}, id, horizon_.value(form_.shipped[t * network_.arcs.size() + id.index()])});
        for (const InputId id : network_.inputs.ids()) {
            const lp::Term& term = form_.used[t * network_.inputs.size() + id.index()];
            out[network_.inputs[id].pool.index()].push_back(
                {{}, {}, term.coefficient * horizon_.value(term.column)});
        }
        for (auto& list : out)
            std::erase_if(list, [](const Outflow& flow) { return flow.left <= kLeast; });
        return out;
    }

    void trace_period(std::size_t t) {
        for (const PoolId pool : network_.pools.ids()) {
            const double kept =
                horizon_.calendar.stock_kept[t * network_.pools.size() + pool.index()];
            if (kept < 1)
                for (Lot& lot : lots_[pool]) lot.quantity *= kept;
        }
        for (const ProcessId id : network_.processes.ids()) {
            const auto& process = network_.processes[id];
            const double started =
                horizon_.value(form_.started[t * network_.processes.size() + id.index()]);
            arrive_later(t, process.output, {id, t, process.yield * started}, process.cycle_days);
        }
        auto out = outflows(t);
        // What arrives without delay can leave again in the same period: until nothing moves.
        for (bool moved = true; moved;) {
            moved = false;
            for (const PoolId pool : network_.pools.ids()) {
                auto& arriving = arriving_[t * network_.pools.size() + pool.index()];
                std::ranges::stable_sort(arriving, {}, &Lot::made);
                lots_[pool].insert(lots_[pool].end(), arriving.begin(), arriving.end());
                arriving.clear();
                for (Outflow& flow : out[pool.index()]) moved = draw(t, pool, flow) || moved;
            }
        }
    }

    bool draw(std::size_t t, PoolId pool, Outflow& flow) {
        bool moved = false;
        auto& lots = lots_[pool];
        while (flow.left > kLeast && !lots.empty()) {
            Lot& first = lots.front();
            Lot part = first;
            part.quantity = std::min(first.quantity, flow.left);
            first.quantity -= part.quantity;
            flow.left -= part.quantity;
            if (first.quantity <= kLeast) lots.pop_front();
            moved = true;
            if (flow.arc.valid())
                arrive_later(t, network_.arcs[flow.arc].to, part, transit_days(t, flow.arc));
            else if (flow.demand.valid())
                record(t, flow.demand, part);
        }
        return moved;
    }

    void record(std::size_t t, DemandId demand, const Lot& lot) {
        for (auto peg = pegging_.rbegin(); peg != pegging_.rend() && peg->period == t; ++peg)
            if (peg->demand == demand && peg->process == lot.process && peg->made == lot.made) {
                peg->quantity += lot.quantity;
                return;
            }
        pegging_.push_back({demand, t, lot.process, lot.made, lot.quantity});
    }

    [[nodiscard]] double transit_days(std::size_t t, ArcId arc) const {
        return horizon_.calendar.transit_days[t * network_.arcs.size() + arc.index()];
    }

    static constexpr double kLeast = 1e-9;
    const SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    Indexed<PoolId, std::deque<Lot>> lots_;
    std::vector<std::vector<Lot>> arriving_;  ///< by period and pool
    std::vector<Pegging> pegging_;
};

}  // namespace

std::vector<Pegging> peg(const SolvedPlan& horizon) { return Tracer{horizon}.trace(); }

}  // namespace jarip::plan
