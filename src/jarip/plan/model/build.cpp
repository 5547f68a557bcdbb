#include "jarip/plan/model/build.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "jarip/plan/model/amounts.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/model/reach.hpp"

namespace jarip::plan {

std::string label(const Network& network, const std::vector<Period>& periods, std::size_t period) {
    if (periods.empty()) return "";
    const std::string date = format_date(periods[period].first);
    return network.bucket == Bucket::month ? date.substr(0, 7) : date;
}

std::string row_name(const char* kind, const std::string& id, const std::string& period) {
    std::string name = kind;
    name += '[';
    name += id;
    if (!period.empty()) name += "," + period;
    name += ']';
    return name;
}

double preference_cost(const Network& network, InputId input) {
    const auto& part = network.parts[network.inputs[input].part];
    return (part.preference - 1) * 0.01 * network.items[part.item].price;
}

namespace {

std::string pool_name(const Network& network, PoolId pool) {
    const auto& place = network.places[network.pools[pool].place];
    const std::string where = place.site.valid()
                                  ? network.sites[place.site].id
                                  : "country:" + network.countries[place.country].code;
    return where + "," + network.items[network.pools[pool].item].id;
}

Ends ends_of(const Network& network, const Scope& scope, bool by_period) {
    Ends ends;
    if (scope.unlimited_demand) {
        for (const auto& process : network.processes)
            if (network.is_product(process.item)) ends.sinks.push_back(process.output);
    } else {
        for (const auto& demand : network.demands) ends.sinks.push_back(demand.pool);
    }
    if (!by_period) return ends;
    for (const auto& stock : network.stock) {
        ends.sources.push_back(stock.pool);
        if (stock.minimum > 0) ends.sinks.push_back(stock.pool);
    }
    for (const auto& receipt : network.receipts) ends.sources.push_back(receipt.pool);
    return ends;
}

class Builder {
public:
    Builder(const Network& network, const Scope& scope, const Calendar& calendar)
        : network_{network},
          scope_{scope},
          calendar_{calendar},
          steady_{calendar_.periods.empty()},
          period_count_{calendar_.period_count()},
          pool_count_{network.pools.size()},
          reach_{reach(network, scope, PoolArcs{network}, ends_of(network, scope, !steady_))},
          amounts_{amounts(network, scope, calendar, reach_)},
          balance_(period_count_ * pool_count_),
          balance_sum_(period_count_ * pool_count_, 0.0),
          lane_terms_(network.lanes.size()) {
        result_.periods = calendar_.periods;
    }

    Formulation build() {
        for (std::size_t t = 0; t < period_count_; ++t) {
            label_ = label(network_, calendar_.periods, t);
            add_processes(t);
            add_resources(t);
            add_arcs(t);
            if (scope_.unlimited_demand)
                add_taken();
            else
                add_demands(t);
            if (!steady_) add_stock(t);
            if (!scope_.closed_border.valid()) add_fixed_sourcing(t);
        }
        add_balances();
        set_sizes(network_, calendar_, amounts_, result_);
        return std::move(result_);
    }

private:
    lp::Model& model() { return result_.model; }

    std::string name(const char* kind, const std::string& id) const {
        return row_name(kind, id, label_);
    }

    void put(std::size_t period, PoolId pool, lp::ColumnId column, double coefficient) {
        balance_[period * pool_count_ + pool.index()].push_back({column, coefficient});
    }

    /// What sets off from period t reaches the pool in the periods after.
    void put_later(std::size_t t, PoolId pool, lp::ColumnId column, double coefficient,
                   double days) {
        if (steady_) return put(t, pool, column, coefficient);
        for (const Arrival& arrival : arrivals(calendar_.periods, t, days, network_.lead_times))
            put(arrival.period, pool, column, coefficient * arrival.share);
    }

    void add_processes(std::size_t t) {
        for (const ProcessId id : network_.processes.ids()) {
            const auto& process = network_.processes[id];
            if (reach_.process[id] == 0) {
                result_.started.emplace_back();
                result_.capacity.emplace_back();
                continue;
            }
            const lp::ColumnId x = model().add_column(name("start", process.id), 0, lp::kInfinity,
                                                      process.conversion_cost);
            result_.started.push_back(x);
            put_later(t, process.output, x, process.yield, process.cycle_days);
            const double capacity = calendar_.capacity[t * network_.processes.size() + id.index()];
            result_.capacity.push_back(capacity < lp::kInfinity
                                           ? model().add_row(name("capacity", process.id),
                                                             -lp::kInfinity, capacity, {{x, 1}})
                                           : lp::RowId{});
            if (!steady_) add_lots(id, x, capacity);
        }
        result_.used.resize((t + 1) * network_.inputs.size());
        for (const ProcessId id : network_.processes.ids())
            if (reach_.process[id] != 0) add_slots(t, id);
    }

    void add_slots(std::size_t t, ProcessId id) {
        const auto& inputs = network_.processes[id].inputs;
        for (std::size_t i = 0; i < inputs.size();) {
            const SlotId slot = network_.inputs[inputs[i]].slot;
            std::vector<InputId> parts;
            for (; i < inputs.size() && network_.inputs[inputs[i]].slot == slot; ++i)
                if (reach_.input[inputs[i]] != 0) parts.push_back(inputs[i]);
            add_slot(t, id, slot, parts);
        }
    }

    void add_slot(std::size_t t, ProcessId id, SlotId slot, const std::vector<InputId>& parts) {
        const lp::ColumnId x = result_.started[t * network_.processes.size() + id.index()];
        const auto use = [&](InputId input, lp::Term term) {
            result_.used[t * network_.inputs.size() + input.index()] = term;
            put(t, network_.inputs[input].pool, term.column, -term.coefficient);
        };
        if (parts.size() == 1) {
            const double quantity = network_.parts[network_.inputs[parts[0]].part].quantity;
            model().columns[x].cost += quantity * preference_cost(network_, parts[0]);
            return use(parts[0], {x, quantity});
        }
        std::vector<lp::Term> filling{{x, -1}};
        const std::string where = network_.processes[id].id + "," + network_.slots[slot].name;
        for (const InputId input : parts) {
            const auto& part = network_.parts[network_.inputs[input].part];
            const lp::ColumnId u =
                model().add_column(name("use", where + "," + network_.items[part.item].id), 0,
                                   lp::kInfinity, preference_cost(network_, input));
            filling.push_back({u, 1 / part.quantity});
            use(input, {u, 1});
        }
        model().add_row(name("slot", where), 0, 0, std::move(filling));
    }

    /// Minimum lots and set-ups by a binary, lots by whole numbers.
    void add_lots(ProcessId id, lp::ColumnId x, double capacity) {
        const auto& process = network_.processes[id];
        const double lot = process.lot_size.value_or(0);
        const double minimum = process.minimum_lot.value_or(0);
        if (lot <= 0 && minimum <= 0 && process.setup_cost <= 0) return;
        const double most = require_finite(std::min(capacity, amounts_.useful[id]), process.id);
        if (lot > 0) {
            const lp::ColumnId lots = model().add_column(
                name("lots", process.id), 0, std::floor(most / lot * (1 + 1e-12)), 0, true);
            model().add_row(name("lot", process.id), 0, 0, {{x, 1}, {lots, -lot}});
        }
        if (minimum <= 0 && process.setup_cost <= 0) return;
        const lp::ColumnId z =
            model().add_column(name("on", process.id), 0, 1, process.setup_cost, true);
        model().add_row(name("set-up", process.id), -lp::kInfinity, 0, {{x, 1}, {z, -most}});
        if (minimum > 0)
            model().add_row(name("minimum", process.id), 0, lp::kInfinity, {{x, 1}, {z, -minimum}});
    }

    void add_resources(std::size_t t) {
        std::vector<std::vector<lp::Term>> taken(network_.resources.size());
        for (const auto& use : network_.uses)
            if (reach_.process[use.process] != 0)
                taken[use.resource.index()].push_back(
                    {result_.started[t * network_.processes.size() + use.process.index()],
                     use.quantity});
        for (const ResourceId id : network_.resources.ids()) {
            const double capacity = calendar_.resource[t * network_.resources.size() + id.index()];
            auto& terms = taken[id.index()];
            result_.resource.push_back(
                capacity < lp::kInfinity && !terms.empty()
                    ? model().add_row(name("resource", network_.resources[id].id), -lp::kInfinity,
                                      capacity, std::move(terms))
                    : lp::RowId{});
        }
    }

    void add_arcs(std::size_t t) {
        for (auto& terms : lane_terms_) terms.clear();
        lane_useful_.assign(network_.lanes.size(), 0);
        for (const ArcId id : network_.arcs.ids()) {
            const auto& arc = network_.arcs[id];
            const std::size_t at = t * network_.arcs.size() + id.index();
            if (reach_.arc[id] == 0) {
                result_.shipped.emplace_back();
                continue;
            }
            const lp::ColumnId f = model().add_column(
                name("ship", pool_name(network_, arc.from) + ">" + pool_name(network_, arc.to)), 0,
                calendar_.arc_limit[at], calendar_.arc_cost[at]);
            result_.shipped.push_back(f);
            put(t, arc.from, f, -1);
            put_later(t, arc.to, f, 1, calendar_.transit_days[at]);
            if (!arc.lane.valid()) continue;
            lane_terms_[arc.lane.index()].push_back({f, 1});
            if (network_.lanes[arc.lane].fixed_cost > 0)
                lane_useful_[arc.lane.index()] += amounts_.need[arc.to];
        }
        for (const LaneId id : network_.lanes.ids()) add_lane(t, id);
    }

    void add_lane(std::size_t t, LaneId id) {
        const auto& lane = network_.lanes[id];
        auto& terms = lane_terms_[id.index()];
        const double capacity = calendar_.lane[t * network_.lanes.size() + id.index()];
        const std::string line = "lanes.csv:" + std::to_string(lane.provenance.line);
        if (!steady_ && lane.fixed_cost > 0 && !terms.empty()) {
            const double most = require_finite(std::min(capacity, lane_useful_[id.index()]), line);
            const lp::ColumnId z =
                model().add_column(name("open", line), 0, 1, lane.fixed_cost, true);
            auto opening = terms;
            opening.push_back({z, -most});
            model().add_row(name("opening", line), -lp::kInfinity, 0, std::move(opening));
        }
        result_.lane.push_back(
            capacity < lp::kInfinity && !terms.empty()
                ? model().add_row(name("lane", line), -lp::kInfinity, capacity, terms)
                : lp::RowId{});
    }

    void add_taken() {
        result_.taken.resize(pool_count_);
        for (const auto& process : network_.processes) {
            auto& column = result_.taken[process.output.index()];
            if (column.valid() || reach_.pool[process.output] == 0 ||
                !network_.is_product(process.item))
                continue;
            column = model().add_column(name("take", pool_name(network_, process.output)), 0,
                                        lp::kInfinity, 0);
            put(0, process.output, column, -1);
        }
    }

    void add_demands(std::size_t t) {
        for (const DemandId id : network_.demands.ids()) {
            const auto& demand = network_.demands[id];
            const std::size_t at = t * network_.demands.size() + id.index();
            const double wanted = calendar_.wanted[at];
            const bool reached = reach_.pool[demand.pool] != 0;
            const lp::ColumnId y =
                reached ? model().add_column(name("deliver", demand.id), 0, lp::kInfinity, 0)
                        : lp::ColumnId{};
            result_.delivered.push_back(y);
            if (reached) put(t, demand.pool, y, -1);
            if (steady_) {
                result_.demand.push_back(
                    reached ? model().add_row(name("demand", demand.id), 0, wanted, {{y, 1}})
                            : lp::RowId{});
                continue;
            }
            const bool last = t + 1 == period_count_;
            const lp::ColumnId b = model().add_column(
                name("owe", demand.id), 0, lp::kInfinity,
                demand.late_cost_per_day * calendar_.days(t) + (last ? demand.lost_cost : 0));
            result_.backlog.push_back(b);
            std::vector<lp::Term> terms{{b, 1}};
            if (reached) terms.push_back({y, 1});
            if (t > 0) terms.push_back({result_.backlog[at - network_.demands.size()], -1});
            result_.demand.push_back(
                model().add_row(name("demand", demand.id), wanted, wanted, std::move(terms)));
        }
    }

    void add_stock(std::size_t t) {
        if (t == 0) read_stock();
        for (const PoolId id : network_.pools.ids()) {
            const std::size_t at = t * pool_count_ + id.index();
            if (reach_.pool[id] == 0) {
                result_.stock.emplace_back();
                continue;
            }
            const auto& item = network_.items[network_.pools[id].item];
            const lp::ColumnId h =
                model().add_column(name("stock", pool_name(network_, id)), minimum_[id],
                                   lp::kInfinity, item.holding_cost_per_day * calendar_.days(t));
            result_.stock.push_back(h);
            const double kept = calendar_.stock_kept[at];
            balance_[at].push_back({h, -1});
            if (t == 0)
                balance_sum_[at] -= opening_[id] * kept;
            else
                balance_[at].push_back({result_.stock[at - pool_count_], kept});
        }
        for (const auto& receipt : network_.receipts)
            if (calendar_.periods[t].contains(receipt.date))
                balance_sum_[t * pool_count_ + receipt.pool.index()] -= receipt.quantity;
    }

    void read_stock() {
        opening_ = Indexed<PoolId, double>{pool_count_, 0.0};
        minimum_ = Indexed<PoolId, double>{pool_count_, 0.0};
        for (const auto& stock : network_.stock) {
            opening_[stock.pool] += stock.quantity;
            minimum_[stock.pool] += stock.minimum;
        }
    }

    /// Σ flow from the supplier = share × Σ inflow, where sourcing.csv fixes it.
    void add_fixed_sourcing(std::size_t t) {
        for (const auto& sourcing : network_.sourcing) {
            if (!sourcing.fixed) continue;
            std::vector<lp::Term> terms;
            const auto add = [&](const std::vector<ArcId>& arcs, double coefficient) {
                for (const ArcId arc : arcs)
                    if (reach_.arc[arc] != 0)
                        terms.push_back(
                            {result_.shipped[t * network_.arcs.size() + arc.index()], coefficient});
            };
            add(sourcing.inflow, -sourcing.share);
            add(sourcing.supplied, 1);
            if (!terms.empty())
                model().add_row(
                    name("share", sourcing.buyer + "," + network_.items[sourcing.item].id + "," +
                                      sourcing.supplier),
                    0, 0, std::move(terms));
        }
    }

    /// In the steady month nothing is kept: what comes in goes out.
    void add_balances() {
        for (std::size_t t = 0; t < period_count_; ++t) {
            label_ = label(network_, calendar_.periods, t);
            for (const PoolId id : network_.pools.ids()) {
                const std::size_t at = t * pool_count_ + id.index();
                result_.balance.push_back(
                    reach_.pool[id] != 0 ? model().add_row(name("balance", pool_name(network_, id)),
                                                           balance_sum_[at], balance_sum_[at],
                                                           std::move(balance_[at]))
                                         : lp::RowId{});
            }
        }
    }

    const Network& network_;
    const Scope& scope_;
    const Calendar& calendar_;
    bool steady_;
    std::size_t period_count_;
    std::size_t pool_count_;
    Reach reach_;
    Amounts amounts_;
    std::string label_;
    std::vector<std::vector<lp::Term>> balance_;
    std::vector<double> balance_sum_;
    std::vector<std::vector<lp::Term>> lane_terms_;
    std::vector<double> lane_useful_;  ///< the most that can be of use over each lane row
    Indexed<PoolId, double> opening_, minimum_;
    Formulation result_;
};

}  // namespace

Indexed<ProcessId, double> useful_starts(const Network& network, const Scope& scope, bool steady) {
    const Calendar calendar = steady ? steady_calendar(network) : period_calendar(network);
    const Reach within = reach(network, scope, PoolArcs{network}, ends_of(network, scope, !steady));
    return amounts(network, scope, calendar, within).useful;
}

Formulation build(const Network& network, const Scope& scope, const Calendar& calendar) {
    return Builder{network, scope, calendar}.build();
}

}  // namespace jarip::plan
