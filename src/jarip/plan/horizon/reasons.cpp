#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>

#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/joint.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/model/limit.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

constexpr double kWorthNaming =
    0.01;  // of all that one more unit pays: below it a limit is no reason

/// Cost of one more unit and, to decide between equals, the periods it is kept: late making is preferred.
using Cost = std::pair<double, double>;

/// How one more unit comes to be in a pool at a period: by a process, over an arc, or kept from the period before.
struct Way {
    ProcessId process;
    double made = 1;  ///< by a unit started
    ArcId arc;
    std::size_t from = 0;  ///< period of starting, sending or keeping
    Cost cost;
};

/// The cheapest ways to one more unit in every pool and period, where what is full is paid its shadow price (its dual),
/// so that a way does not lead through what is full where another is not: Knuth's generalisation of Dijkstra's
/// algorithm (Inf. Proc. Letters 6, 1977), since a process needs a unit in each of its slots.
class CheapestWays {
public:
    explicit CheapestWays(const SolvedPlan& horizon)
        : horizon_{horizon},
          network_{horizon.network},
          form_{horizon.formulation},
          pool_count_{network_.pools.size()},
          ways_(form_.period_count() * pool_count_),
          settled_(ways_.size(), 0),
          uses_(network_.processes.size()),
          users_(pool_count_),
          leaving_(pool_count_),
          rank_(pool_count_) {
        const RowOrder order{network_};
        for (std::size_t i = 0; i < pool_count_; ++i) rank_[order.pools[i].index()] = i;
        for (const std::size_t i : order.uses)
            uses_[network_.uses[i].process.index()].push_back(network_.uses[i]);
        for (const ProcessId process : order.processes)
            for (const InputId id : order.inputs[process.index()])
                users_[network_.inputs[id].pool.index()].push_back(id);
        sources_ = order.processes;
        for (const ArcId id : order.arcs) leaving_[network_.arcs[id].from.index()].push_back(id);
        find();
    }

    /// nullopt where there is none.
    [[nodiscard]] const std::optional<Way>& to(std::size_t t, PoolId pool) const {
        return ways_[t * pool_count_ + pool.index()];
    }

    [[nodiscard]] std::size_t settled(std::size_t t, PoolId pool) const {
        return settled_[t * pool_count_ + pool.index()];
    }
    [[nodiscard]] const std::vector<network::Use>& uses(ProcessId id) const {
        return uses_[id.index()];
    }

    /// The part that fills each slot of a process most cheaply, all slots; empty where one cannot be filled.
    [[nodiscard]] std::optional<std::vector<InputId>> parts(std::size_t t, ProcessId id) const {
        std::vector<InputId> chosen;
        const auto& inputs = network_.processes[id].inputs;
        for (std::size_t i = 0; i < inputs.size();) {
            const SlotId slot = network_.inputs[inputs[i]].slot;
            std::optional<InputId> best;
            for (; i < inputs.size() && network_.inputs[inputs[i]].slot == slot; ++i)
                if (settled(t, network_.inputs[inputs[i]].pool) != 0 &&
                    (!best || part_cost(t, inputs[i]) < part_cost(t, *best)))
                    best = inputs[i];
            if (!best) return std::nullopt;
            chosen.push_back(*best);
        }
        return chosen;
    }

private:
    struct Entry {
        Cost cost;
        std::size_t period;
        std::size_t rank;  ///< of the pool's name
        std::size_t at;
        bool operator>(const Entry& other) const {
            return std::tie(cost, period, rank) > std::tie(other.cost, other.period, other.rank);
        }
    };

    [[nodiscard]] Cost part_cost(std::size_t t, InputId id) const {
        const auto& input = network_.inputs[id];
        const double quantity = network_.parts[input.part].quantity;
        const Cost& cost = to(t, input.pool)->cost;
        return {quantity * cost.first, quantity * cost.second};
    }

    void offer(std::size_t t, PoolId pool, const Way& way) {
        const std::size_t at = t * pool_count_ + pool.index();
        if (settled_[at] != 0 || (ways_[at] && ways_[at]->cost <= way.cost)) return;
        ways_[at] = way;
        queue_.push({way.cost, t, rank_[pool.index()], at});
    }

    void offer_process(std::size_t t, ProcessId id) {
        if (!form_.started[t * network_.processes.size() + id.index()].valid()) return;
        const auto chosen = parts(t, id);
        if (!chosen) return;
        const auto& process = network_.processes[id];
        Cost cost{process.running_cost() + shadow_price(t, id), 0};
        for (const InputId part : *chosen) {
            cost.first += part_cost(t, part).first;
            cost.second += part_cost(t, part).second;
        }
        const auto offer_made = [&](PoolId pool, double quantity) {
            for (const Arrival& arrival :
                 arrivals(form_.periods, t, process.cycle_days, network_.lead_times))
                offer(arrival.period, pool,
                      {.process = id,
                       .made = quantity,
                       .from = t,
                       .cost = {cost.first / quantity, cost.second / quantity}});
        };
        offer_made(process.output, process.yield);
        for (const auto& coproduct : network_.coproducts)
            if (coproduct.process == id) offer_made(coproduct.pool, coproduct.quantity);
    }

    /// Of a unit started: its capacity's and its resources'.
    [[nodiscard]] double shadow_price(std::size_t t, ProcessId id) const {
        double total = horizon_.shadow_price(row_of(network_, form_, {.process = id}, t));
        for (const auto& use : uses_[id.index()])
            total += use.quantity *
                     horizon_.shadow_price(row_of(network_, form_, {.resource = use.resource}, t));
        return total;
    }

    [[nodiscard]] double shadow_price(std::size_t t, ArcId id) const {
        const LaneId lane = network_.arcs[id].lane;
        return (lane.valid() ? horizon_.shadow_price(row_of(network_, form_, {.lane = lane}, t))
                             : 0) +
               horizon_.shadow_price(form_.shipped[t * network_.arcs.size() + id.index()]);
    }

    void offer_onwards(std::size_t t, PoolId pool) {
        const Cost cost = to(t, pool)->cost;
        for (const ArcId id : leaving_[pool.index()]) {
            const std::size_t at = t * network_.arcs.size() + id.index();
            if (!form_.shipped[at].valid()) continue;
            const Cost sent{
                cost.first + form_.model.columns[form_.shipped[at]].cost + shadow_price(t, id),
                cost.second};
            for (const Arrival& arrival : arrivals(
                     form_.periods, t, horizon_.calendar.transit_days[at], network_.lead_times))
                offer(arrival.period, network_.arcs[id].to, {.arc = id, .from = t, .cost = sent});
        }
        if (t + 1 < form_.period_count()) {
            const lp::ColumnId kept = form_.stock[t * pool_count_ + pool.index()];
            if (kept.valid())
                offer(t + 1, pool,
                      {.from = t,
                       .cost = {cost.first + form_.model.columns[kept].cost, cost.second + 1}});
        }
        for (const InputId input : users_[pool.index()])
            offer_process(t, network_.inputs[input].process);
    }

    void find() {
        for (std::size_t t = 0; t < form_.period_count(); ++t)
            for (const ProcessId id : sources_)
                if (network_.processes[id].inputs.empty()) offer_process(t, id);
        while (!queue_.empty()) {
            const std::size_t at = queue_.top().at;
            queue_.pop();
            if (settled_[at] != 0) continue;
            settled_[at] = ++last_settled_;
            offer_onwards(at / pool_count_, PoolId{at % pool_count_});
        }
    }

    const SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    std::size_t pool_count_;
    std::vector<std::optional<Way>> ways_;  ///< by period and pool
    std::vector<std::size_t>
        settled_;  ///< when, from 1: a way leads through what was settled before
    std::size_t last_settled_ = 0;
    std::vector<std::vector<network::Use>> uses_;
    std::vector<std::vector<InputId>> users_;
    std::vector<std::vector<ArcId>> leaving_;
    std::vector<std::size_t> rank_;
    std::vector<ProcessId> sources_;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue_;
};

/// Collects the limits along a way to one more unit, by what that unit pays them.
class Reasons {
public:
    Reasons(const SolvedPlan& horizon, const CheapestWays& ways)
        : horizon_{horizon}, network_{horizon.network}, form_{horizon.formulation}, ways_{ways} {}

    /// By what that unit pays them, those that are full and cost nothing last.
    std::vector<Bottleneck> along(std::size_t t, PoolId pool) {
        found_.clear();
        open_.clear();
        need(t, pool, 1);
        // Last settled first: by the time a pool's turn comes, all that is needed of it is known.
        while (!open_.empty()) {
            const Need next = open_.begin()->second;
            open_.erase(open_.begin());
            follow(next);
        }
        std::ranges::stable_sort(found_, std::greater{}, &Found::paid);
        double total = 0;
        for (const Found& found : found_) total += found.paid;
        std::vector<Bottleneck> limits;
        for (const Found& found : found_)
            if (found.paid >= kWorthNaming * total || found.paid == 0)
                limits.push_back(found.limit);
        return limits;
    }

private:
    struct Need {
        std::size_t period = 0;
        PoolId pool;
        double quantity = 0;
    };
    struct Found {
        Bottleneck limit;
        double paid = 0;
    };

    void need(std::size_t t, PoolId pool, double quantity) {
        auto& entry = open_[ways_.settled(t, pool)];
        entry.period = t;
        entry.pool = pool;
        entry.quantity += quantity;
    }

    void follow(const Need& unit) {
        const Way& way = *ways_.to(unit.period, unit.pool);
        if (way.process.valid()) {
            const double started = unit.quantity / way.made;
            see({.process = way.process}, way.from, started);
            for (const auto& use : ways_.uses(way.process))
                see({.resource = use.resource}, way.from, use.quantity * started);
            const auto parts = ways_.parts(way.from, way.process);
            for (const InputId part : *parts)
                need(way.from, network_.inputs[part].pool,
                     started * network_.parts[network_.inputs[part].part].quantity);
        } else if (way.arc.valid()) {
            see_arc(way.arc, way.from, unit.quantity);
            need(way.from, network_.arcs[way.arc].from, unit.quantity);
        } else {
            need(way.from, unit.pool, unit.quantity);
        }
    }

    void see(Bottleneck limit, std::size_t t, double quantity) {
        const lp::RowId row = row_of(network_, form_, limit, t);
        if (!row.valid() || !horizon_.binds(row)) return;
        const double months = months_in(form_.periods[t]);
        limit.used = horizon_.solution.activities[row] / months;
        limit.capacity = form_.model.rows[row].high / months;
        limit.shadow_price = horizon_.shadow_price(row);
        limit.full_until = t;
        for (std::size_t next = t + 1; next < form_.period_count(); ++next) {
            const lp::RowId later = row_of(network_, form_, limit, next);
            if (!later.valid() || !horizon_.binds(later)) break;
            limit.full_until = next;
        }
        add(limit, quantity);
    }

    /// A way that an event has cut is named by its lane row.
    void see_arc(ArcId id, std::size_t t, double quantity) {
        const LaneId lane = network_.arcs[id].lane;
        if (!lane.valid()) return;
        see({.lane = lane}, t, quantity);
        const lp::ColumnId column = form_.shipped[t * network_.arcs.size() + id.index()];
        const double most = form_.model.columns[column].high;
        const double flow = horizon_.value(column);
        if (!std::isfinite(most) || flow < most * (1 - kLate)) return;
        const double months = months_in(form_.periods[t]);
        add({.lane = lane,
             .used = flow / months,
             .capacity = most / months,
             .shadow_price = horizon_.shadow_price(column),
             .full_until = t},
            quantity);
    }

    void add(const Bottleneck& limit, double quantity) {
        const double paid = limit.shadow_price * quantity;
        for (Found& found : found_)
            if (found.limit.process == limit.process && found.limit.resource == limit.resource &&
                found.limit.lane == limit.lane) {
                found.paid += paid;
                found.limit.full_until = std::max(found.limit.full_until, limit.full_until);
                return;
            }
        found_.push_back({limit, paid});
    }

    const SolvedPlan& horizon_;
    const Network& network_;
    const Formulation& form_;
    const CheapestWays& ways_;
    std::map<std::size_t, Need, std::greater<>> open_;  ///< by when it was settled
    std::vector<Found> found_;
};

/// Keeps of the limits on a way those of which more helps: each of them alone, else some of them together.
class Judge {
public:
    Judge(const Relief& relief, std::size_t columns)
        : relief_{relief}, most_solved_{relief.believes_prices() ? 0 : most_solved(columns)} {}

    void judge(std::vector<LateReason>& late) {
        solve_alone(late);
        for (LateReason& reason : late) {
            if (reason.because.empty()) continue;
            const Relief::Set way = std::move(reason.because);
            reason.because.clear();
            for (const Bottleneck& limit : way)
                if (helps({limit})) reason.because.push_back(limit);
            if (!reason.because.empty() || way.size() < 2 || !helps(way)) continue;
            reason.because =
                least_that_works(way, [&](const Relief::Set& some) { return helps(some); });
            reason.joint = reason.because.size() > 1;
        }
    }

private:
    /// Every limit once, many at a time.
    void solve_alone(const std::vector<LateReason>& late) {
        std::vector<Relief::Set> sets;
        for (const LateReason& reason : late)
            for (const Bottleneck& limit : reason.because)
                if (sets.size() < std::min(kMostAlone, most_solved_) &&
                    known_.emplace(Relief::key({limit}), false).second)
                    sets.push_back({limit});
        const auto effects = relief_.of(sets);
        for (std::size_t i = 0; i < sets.size(); ++i)
            known_[Relief::key(sets[i])] = effects[i] && relief_.saves(sets[i], *effects[i]);
    }

    bool helps(const Relief::Set& set) {
        const auto known = known_.find(Relief::key(set));
        if (known != known_.end()) return known->second;
        // Beyond so many the duals are believed.
        if (known_.size() >= most_solved_) return set.front().shadow_price > 0;
        const auto effect = relief_.of({set}).front();
        return known_[Relief::key(set)] = effect && relief_.saves(set, *effect);
    }

    /// A re-solve of twice as many columns takes four times as long, and more.
    static std::size_t most_solved(std::size_t columns) {
        const double many = static_cast<double>(columns) / kColumns;
        return static_cast<std::size_t>(kMostSolved / std::max(1.0, many * many));
    }

    static constexpr std::size_t kMostAlone = 60;
    static constexpr double kMostSolved = 120;
    static constexpr double kColumns = 60'000;
    const Relief& relief_;
    std::size_t most_solved_;
    std::map<Relief::Key, bool> known_;
};

}  // namespace

std::vector<LateReason> find_late_reasons(const SolvedPlan& horizon, const DemandSet& demands,
                                          const Relief& relief) {
    const Network& network = horizon.network;
    const Formulation& form = horizon.formulation;
    const RowOrder order{network};
    std::vector<LateReason> late;
    for (std::size_t t = 0; t < form.period_count(); ++t)
        for (const DemandId id : order.demands) {
            if (demands[id] == 0) continue;
            const std::size_t at = t * network.demands.size() + id.index();
            const double wanted = horizon.calendar.wanted[at];
            const double quantity = late_in(horizon.calendar, at, horizon.value(form.backlog[at]),
                                            horizon.value(form.lost[at]));
            if (quantity > kLate * wanted)
                late.push_back({.demand = id, .period = t, .quantity = quantity});
        }
    if (late.empty()) return late;
    const CheapestWays ways{horizon};
    Reasons reasons{horizon, ways};
    for (LateReason& reason : late) {
        const PoolId pool = network.demands[reason.demand].pool;
        reason.possible = ways.to(reason.period, pool).has_value();
        if (reason.possible) reason.because = reasons.along(reason.period, pool);
    }
    Judge{relief, form.model.columns.size()}.judge(late);
    return late;
}

}  // namespace jarip::plan
