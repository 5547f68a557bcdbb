#include "jarip/plan/model/build.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "jarip/core/memory.hpp"
#include "jarip/plan/model/builder.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/model/room.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

std::string label(const Network& network, const std::vector<Period>& periods, std::size_t period) {
    if (periods.empty()) return "";
    const std::string date = format_date(periods[period].first);
    return network.bucket == Bucket::month ? date.substr(0, 7) : date;
}

std::string row_name(std::string_view kind, const std::string& id, const std::string& period) {
    std::string name;
    name.reserve(kind.size() + id.size() + period.size() + 3);
    name += kind;
    name += '[';
    name += id;
    if (!period.empty()) (name += ',') += period;
    name += ']';
    return name;
}

double preference_cost(const Network& network, InputId input) {
    const auto& part = network.parts[network.inputs[input].part];
    return (part.preference - 1) * 0.01 * network.items[part.item].price;
}

namespace {

Ends ends_of(const Network& network, const Scope& scope, bool by_period) {
    Ends ends;
    if (scope.unlimited_demand) {
        for (const auto& process : network.processes)
            if (network.is_product(process.item)) ends.sinks.push_back(process.output);
    } else {
        for (const auto& demand : network.demands) ends.sinks.push_back(demand.pool);
    }
    ends.by_period = by_period;
    if (!by_period && !scope.from_stock) return ends;
    for (const auto& stock : network.stock) ends.sources.push_back(stock.pool);
    for (const auto& receipt : network.receipts) ends.sources.push_back(receipt.pool);
    if (!by_period) return ends;
    for (const auto& stock : network.stock)
        if (stock.minimum > 0 || stock.minimum_at_end > 0 || stock.is_worth_something())
            ends.sinks.push_back(stock.pool);
    for (const auto& kept : network.minimum_stock)
        if (kept.minimum > 0) ends.sinks.push_back(kept.pool);
    return ends;
}

}  // namespace

Builder::Builder(const Network& network, const Scope& scope, const Calendar& calendar)
    : network_{network},
      scope_{scope},
      calendar_{calendar},
      steady_{calendar_.periods.empty()},
      period_count_{calendar_.period_count()},
      pool_count_{network.pools.size()},
      order_{network},
      reach_{reach(network, scope, PoolArcs{network}, ends_of(network, scope, !steady_))},
      amounts_{amounts(network, scope, calendar, reach_, order_)},
      keeping_{network, calendar, order_},
      makers_{network.pools.size()},
      balance_(period_count_ * pool_count_),
      balance_sum_(period_count_ * pool_count_, 0.0),
      lane_terms_(network.lanes.size()),
      set_up_takes_{network.processes.size(), 0},
      keeps_set_up_{network.processes.size(), 0},
      coproducts_{network.processes.size()},
      comes_along_{network.pools.size(), 0} {
    result_.periods = calendar_.periods;
    for (const PoolId id : network.pools.ids()) pool_names_.add(pool_name(network, id));
    for (const auto& arc : network.arcs)
        arc_names_.add(pool_names_[arc.from] + ">" + pool_names_[arc.to]);
    for (const ProcessId id : order_.processes)
        if (reach_.process[id] != 0) makers_[network.processes[id].output].push_back(id);
    for (const std::size_t i : order_.coproducts) {
        const auto& coproduct = network.coproducts[i];
        coproducts_[coproduct.process].push_back(i);
        comes_along_[coproduct.pool] = 1;
        comes_along_[network.processes[coproduct.process].output] = 1;
    }
    for (const auto& use : network.uses) {
        if (use.setup_quantity > 0) set_up_takes_[use.process] = 1;
        if (network.resources[use.resource].keeps_setup) keeps_set_up_[use.process] = 1;
    }
    for (const ProcessId id : network.processes.ids())
        if (network.processes[id].keeps_setup) keeps_set_up_[id] = 1;
    make_room();
}

std::size_t Builder::expected_columns() const {
    const auto reached = [](const auto& of) {
        return static_cast<std::size_t>(
            std::ranges::count_if(of, [](auto one) { return one != 0; }));
    };
    std::size_t columns = reached(reach_.process) + reached(reach_.arc);
    for (const InputId id : network_.inputs.ids()) {
        const SlotId slot = network_.inputs[id].slot;
        const bool alone = network_.slots[slot].parts.size() == 1 && !is_blended(slot);
        if (reach_.input[id] != 0 && !alone) ++columns;
    }
    if (!scope_.unlimited_demand) columns += network_.demands.size() * (steady_ ? 1 : 2);
    if (!steady_) columns += reached(reach_.pool);
    return columns * period_count_;
}

Formulation Builder::build() {
    require_room(expected_columns(), memory_left());
    // Of candidates it is asked what they cost, and a demand that cannot be met is no answer.
    if (!scope_.candidates && !scope_.unlimited_demand)
        require_comparable(network_, calendar_, amounts_);
    for (std::size_t t = 0; t < period_count_; ++t) {
        label_ = label(network_, calendar_.periods, t);
        add_processes(t);
        add_resources(t);
        add_arcs(t);
        if (!steady_) add_numbers_of_places(t);
        add_waste(t);
        if (scope_.unlimited_demand)
            add_taken();
        else
            add_demands(t);
        if (!steady_) add_stock(t);
        if (scope_.closed_border.valid() || !scope_.shares) continue;
        add_what_comes_back(t);
        add_fixed_sourcing(t);
        add_largest_shares(t);
    }
    if (!steady_) {
        add_kept_set_ups();
        add_shelf_lives();
        add_limits_ahead();
        add_backlog_until_lost();
    }
    add_balances();
    set_sizes(network_, calendar_, amounts_, result_);
    for (const auto& [column, other] : as_large_as_)
        model().columns[column].size = model().columns[other].size;
    return std::move(result_);
}

void Builder::make_room() {
    const auto room = [&](auto& ids, std::size_t count) { ids.resize(period_count_ * count); };
    room(result_.started, network_.processes.size());
    room(result_.capacity, network_.processes.size());
    room(result_.set_up, network_.processes.size());
    room(result_.kept, network_.processes.size());
    room(result_.used, network_.inputs.size());
    room(result_.resource, network_.resources.size());
    room(result_.shipped, network_.arcs.size());
    room(result_.lane, network_.lanes.size());
    room(result_.opening, network_.lanes.size());
    room(result_.balance, pool_count_);
    room(result_.came_back, network_.sourcing.size());
    if (!scope_.unlimited_demand) {
        room(result_.delivered, network_.demands.size());
        room(result_.demand, network_.demands.size());
        room(result_.wanted, network_.demands.size());
        if (!steady_) {
            room(result_.backlog, network_.demands.size());
            room(result_.lost, network_.demands.size());
        }
    }
    room(result_.spoiled, pool_count_);
    if (steady_) return;
    room(result_.stock, pool_count_);
    room(result_.shortage, pool_count_);
    room(result_.over, pool_count_);
    room(result_.idle_stock, pool_count_);
    room(result_.idle_spoiled, pool_count_);
    result_.left.resize(pool_count_);
}

std::string Builder::name(std::string_view kind, const std::string& id) const {
    return row_name(kind, id, label_);
}

void Builder::put_later(std::size_t t, PoolId pool, lp::ColumnId column, double coefficient,
                        double days) {
    if (steady_) return put(t, pool, column, coefficient);
    const auto all = arrivals(calendar_.periods, t, days, network_.lead_times);
    if (all.empty()) model().columns[column].high = 0;
    for (const Arrival& arrival : all)
        put(arrival.period, pool, column, coefficient * arrival.share);
}

void Builder::add_processes(std::size_t t) {
    for (const ProcessId id : order_.processes) {
        const auto& process = network_.processes[id];
        if (reach_.process[id] == 0) continue;
        const std::size_t at = t * network_.processes.size() + id.index();
        const lp::ColumnId x =
            model().add_column(name("start", process.id), 0, lp::kInfinity, process.running_cost());
        result_.started[at] = x;
        put_later(t, process.output, x, process.yield, process.cycle_days);
        for (const std::size_t i : coproducts_[id])
            put_later(t, network_.coproducts[i].pool, x, network_.coproducts[i].quantity,
                      process.cycle_days);
        const double capacity = calendar_.capacity[at];
        if (capacity < lp::kInfinity)
            result_.capacity[at] =
                model().add_row(name("capacity", process.id), -lp::kInfinity, capacity, {{x, 1}});
        if (!steady_) add_lots(at, id, capacity);
    }
    for (const ProcessId id : order_.processes)
        if (reach_.process[id] != 0) add_slots(t, id);
}

void Builder::add_slots(std::size_t t, ProcessId id) {
    const auto& inputs = order_.inputs[id.index()];
    for (std::size_t i = 0; i < inputs.size();) {
        const SlotId slot = network_.inputs[inputs[i]].slot;
        std::vector<InputId> parts;
        for (; i < inputs.size() && network_.inputs[inputs[i]].slot == slot; ++i)
            if (reach_.input[inputs[i]] != 0) parts.push_back(inputs[i]);
        add_slot(t, id, slot, parts);
    }
}

void Builder::add_slot(std::size_t t, ProcessId id, SlotId slot,
                       const std::vector<InputId>& parts) {
    const lp::ColumnId x = result_.started[t * network_.processes.size() + id.index()];
    const auto use = [&](InputId input, lp::Term term) {
        result_.used[t * network_.inputs.size() + input.index()] = term;
        put(t, network_.inputs[input].pool, term.column, -term.coefficient);
    };
    if (parts.size() == 1 && !is_blended(slot)) {
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
        const std::string blend = where + "," + network_.items[part.item].id;
        if (part.max_share < 1)
            model().add_row(name("largest share", blend), -lp::kInfinity, 0,
                            {{u, 1 / part.quantity}, {x, -part.max_share}});
        if (part.min_share > 0)
            model().add_row(name("least share", blend), 0, lp::kInfinity,
                            {{u, 1 / part.quantity}, {x, -part.min_share}});
    }
    model().add_row(name("slot", where), 0, 0, std::move(filling));
}

bool Builder::is_blended(SlotId slot) const {
    const auto& parts = network_.slots[slot].parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (network_.parts[parts[i]].is_blended()) return true;
    return false;
}

void Builder::add_arcs(std::size_t t) {
    for (auto& terms : lane_terms_) terms.clear();
    lane_useful_.assign(network_.lanes.size(), 0);
    for (const ArcId id : order_.arcs) {
        const auto& arc = network_.arcs[id];
        const std::size_t at = t * network_.arcs.size() + id.index();
        if (reach_.arc[id] == 0) continue;
        const lp::ColumnId f =
            model().add_column(name("ship", arc_names_[id]), 0, calendar_.arc_limit[at],
                               calendar_.arc_cost[at] + calendar_.arc_holding[at]);
        result_.shipped[at] = f;
        put(t, arc.from, f, -1);
        put_later(t, arc.to, f, 1, calendar_.transit_days[at]);
        if (!arc.lane.valid()) continue;
        lane_terms_[arc.lane.index()].push_back({f, 1});
        if (network_.lanes[arc.lane].is_opened())
            lane_useful_[arc.lane.index()] += amounts_.need[arc.to];
    }
    for (const LaneId id : order_.lanes) add_lane(t, id);
}

void Builder::add_lane(std::size_t t, LaneId id) {
    const auto& lane = network_.lanes[id];
    auto& terms = lane_terms_[id.index()];
    const std::size_t at = t * network_.lanes.size() + id.index();
    const double capacity = calendar_.lane[at];
    const std::string line = "lanes.csv:" + std::to_string(lane.provenance.line);
    if (!steady_ && lane.is_opened() && !terms.empty()) {
        const double most = require_finite(
            std::min(capacity, std::max(lane_useful_[id.index()], lane.minimum)), line);
        const lp::ColumnId z = model().add_column(name("open", line), 0, 1, lane.fixed_cost, true);
        result_.opening[at] = z;
        auto opening = terms;
        opening.push_back({z, -most});
        model().add_row(name("opening", line), -lp::kInfinity, 0, opening);
        if (lane.minimum > 0) {
            opening.back().coefficient = -lane.minimum;
            model().add_row(name("least sent", line), 0, lp::kInfinity, std::move(opening));
        }
    }
    if (capacity < lp::kInfinity && !terms.empty())
        result_.lane[at] = model().add_row(name("lane", line), -lp::kInfinity, capacity, terms);
}

void Builder::add_waste(std::size_t t) {
    if (network_.coproducts.empty()) return;
    for (const PoolId id : order_.pools) {
        if (comes_along_[id] == 0 || reach_.pool[id] == 0) continue;
        const lp::ColumnId d =
            model().add_column(name("waste", pool_names_[id]), 0, lp::kInfinity, 0);
        result_.spoiled[t * pool_count_ + id.index()] = d;
        put(t, id, d, -1);
    }
}

void Builder::add_taken() {
    result_.taken.resize(pool_count_);
    for (const ProcessId id : order_.processes) {
        const auto& process = network_.processes[id];
        auto& column = result_.taken[process.output.index()];
        if (column.valid() || reach_.pool[process.output] == 0 ||
            !network_.is_product(process.item))
            continue;
        column = model().add_column(name("take", pool_names_[process.output]), 0, lp::kInfinity, 0);
        put(0, process.output, column, -1);
    }
}

void Builder::add_balances() {
    for (std::size_t t = 0; t < period_count_; ++t) {
        label_ = label(network_, calendar_.periods, t);
        for (const PoolId id : order_.pools) {
            const std::size_t at = t * pool_count_ + id.index();
            if (reach_.pool[id] != 0)
                result_.balance[at] =
                    model().add_row(name("balance", pool_names_[id]), balance_sum_[at],
                                    balance_sum_[at], balance_.of(at));
        }
    }
}

Indexed<ProcessId, double> useful_starts(const Network& network, const Scope& scope, bool steady) {
    const Calendar calendar = steady ? steady_calendar(network) : period_calendar(network);
    const Reach within = reach(network, scope, PoolArcs{network}, ends_of(network, scope, !steady));
    return amounts(network, scope, calendar, within, RowOrder{network}).useful;
}

Formulation build(const Network& network, const Scope& scope, const Calendar& calendar) {
    return Builder{network, scope, calendar}.build();
}

}  // namespace jarip::plan
