#include "jarip/plan/model/build.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "jarip/plan/model/amounts.hpp"
#include "jarip/plan/model/keeping.hpp"
#include "jarip/plan/model/lead_time.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/model/reach.hpp"
#include "jarip/plan/model/shares.hpp"
#include "jarip/plan/tolerances.hpp"

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

Ends ends_of(const Network& network, const Scope& scope, bool by_period) {
    Ends ends;
    if (scope.unlimited_demand) {
        for (const auto& process : network.processes)
            if (network.is_product(process.item)) ends.sinks.push_back(process.output);
    } else {
        for (const auto& demand : network.demands) ends.sinks.push_back(demand.pool);
    }
    ends.by_period = by_period;
    if (!by_period) return ends;
    for (const auto& stock : network.stock) {
        ends.sources.push_back(stock.pool);
        if (stock.minimum > 0 || stock.minimum_at_end > 0 || stock.is_worth_something())
            ends.sinks.push_back(stock.pool);
    }
    for (const auto& kept : network.minimum_stock)
        if (kept.minimum > 0) ends.sinks.push_back(kept.pool);
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
          order_{network},
          reach_{reach(network, scope, PoolArcs{network}, ends_of(network, scope, !steady_))},
          amounts_{amounts(network, scope, calendar, reach_)},
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
        for (const ProcessId id : network.processes.ids())
            if (reach_.process[id] != 0) makers_[network.processes[id].output].push_back(id);
        for (std::size_t i = 0; i < network.coproducts.size(); ++i) {
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

    Formulation build() {
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
            add_fixed_sourcing(t);
            add_largest_shares(t);
        }
        if (!steady_) {
            add_kept_set_ups();
            add_shelf_lives();
            add_limits_ahead();
        }
        add_balances();
        set_sizes(network_, calendar_, amounts_, result_);
        return std::move(result_);
    }

private:
    lp::Model& model() { return result_.model; }

    void make_room() {
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

    std::string name(const char* kind, const std::string& id) const {
        return row_name(kind, id, label_);
    }

    void put(std::size_t period, PoolId pool, lp::ColumnId column, double coefficient) {
        balance_[period * pool_count_ + pool.index()].push_back({column, coefficient});
    }

    /// What sets off from period t reaches the pool in the periods after.
    /// Nothing sets off that would arrive after the last.
    void put_later(std::size_t t, PoolId pool, lp::ColumnId column, double coefficient,
                   double days) {
        if (steady_) return put(t, pool, column, coefficient);
        const auto all = arrivals(calendar_.periods, t, days, network_.lead_times);
        if (all.empty()) model().columns[column].high = 0;
        for (const Arrival& arrival : all)
            put(arrival.period, pool, column, coefficient * arrival.share);
    }

    void add_processes(std::size_t t) {
        for (const ProcessId id : order_.processes) {
            const auto& process = network_.processes[id];
            if (reach_.process[id] == 0) continue;
            const std::size_t at = t * network_.processes.size() + id.index();
            const lp::ColumnId x = model().add_column(name("start", process.id), 0, lp::kInfinity,
                                                      process.running_cost());
            result_.started[at] = x;
            put_later(t, process.output, x, process.yield, process.cycle_days);
            for (const std::size_t i : coproducts_[id])
                put_later(t, network_.coproducts[i].pool, x, network_.coproducts[i].quantity,
                          process.cycle_days);
            const double capacity = calendar_.capacity[at];
            if (capacity < lp::kInfinity)
                result_.capacity[at] = model().add_row(name("capacity", process.id), -lp::kInfinity,
                                                       capacity, {{x, 1}});
            if (!steady_) add_lots(at, id, capacity);
        }
        for (const ProcessId id : order_.processes)
            if (reach_.process[id] != 0) add_slots(t, id);
    }

    void add_slots(std::size_t t, ProcessId id) {
        const auto& inputs = order_.inputs[id.index()];
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

    [[nodiscard]] bool is_blended(SlotId slot) const {
        const auto& parts = network_.slots[slot].parts;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (network_.parts[parts[i]].is_blended()) return true;
        return false;
    }

    /// Minimum lots and set-ups by a binary, lots by whole numbers.
    void add_lots(std::size_t at, ProcessId id, double capacity) {
        const auto& process = network_.processes[id];
        const lp::ColumnId x = result_.started[at];
        const double lot = process.lot_size.value_or(0);
        const double minimum = process.minimum_lot.value_or(0);
        const bool is_set_up = minimum > 0 || process.setup_cost > 0 || set_up_takes_[id] != 0;
        if (lot <= 0 && !is_set_up) return;
        const double most = require_finite(std::min(capacity, amounts_.useful[id]), process.id);
        if (lot > 0) {
            const lp::ColumnId lots = model().add_column(
                name("lots", process.id), 0, std::floor(most / lot * (1 + kWholeLots)), 0, true);
            model().add_row(name("lot", process.id), 0, 0, {{x, 1}, {lots, -lot}});
        }
        if (!is_set_up) return;
        const lp::ColumnId z =
            model().add_column(name("on", process.id), 0, 1, process.setup_cost, true);
        result_.set_up[at] = z;
        std::vector<lp::Term> ready{{x, 1}, {z, -most}};
        if (const lp::ColumnId kept = add_kept(at, id); kept.valid())
            ready.push_back({kept, -most});
        model().add_row(name("set-up", process.id), -lp::kInfinity, 0, ready);
        if (minimum <= 0) return;
        lp::ColumnId runs = z;
        if (ready.size() > 2) {
            // What is still set up need not run.
            runs = model().add_column(name("runs", process.id), 0, 1, 0, true);
            model().add_row(name("run", process.id), -lp::kInfinity, 0, {{x, 1}, {runs, -most}});
        }
        model().add_row(name("minimum", process.id), 0, lp::kInfinity, {{x, 1}, {runs, -minimum}});
    }

    /// Whether it is still set up from the period before; invalid where nothing keeps it so.
    lp::ColumnId add_kept(std::size_t at, ProcessId id) {
        const std::size_t count = network_.processes.size();
        if (keeps_set_up_[id] == 0 || at < count) return {};
        const lp::ColumnId kept =
            model().add_column(name("kept", network_.processes[id].id), 0, 1, 0, true);
        std::vector<lp::Term> before{{kept, 1}, {result_.set_up[at - count], -1}};
        if (result_.kept[at - count].valid()) before.push_back({result_.kept[at - count], -1});
        model().add_row(name("keep", network_.processes[id].id), -lp::kInfinity, 0,
                        std::move(before));
        return result_.kept[at] = kept;
    }

    /// A resource is left as it was set up for one process at the end of a period. Where that is the one it was set up for
    /// before the period, and not anew, it was set up for no other in between.
    void add_kept_set_ups() {
        std::map<ResourceId, std::vector<ProcessId>> sharing;
        for (const std::size_t i : order_.uses) {
            const auto& use = network_.uses[i];
            if (network_.resources[use.resource].keeps_setup &&
                result_.set_up[use.process.index()].valid())
                sharing[use.resource].push_back(use.process);
        }
        for (const ResourceId resource : order_.resources)
            for (std::size_t t = 1; sharing.contains(resource) && t < period_count_; ++t)
                add_kept_by(resource, sharing[resource], t);
    }

    void add_kept_by(ResourceId resource, const std::vector<ProcessId>& sharing, std::size_t t) {
        label_ = label(network_, calendar_.periods, t);
        const std::string& id = network_.resources[resource].id;
        const auto at = [&](const std::vector<lp::ColumnId>& columns, std::size_t period,
                            ProcessId process) {
            return columns[period * network_.processes.size() + process.index()];
        };
        std::vector<lp::Term> one;
        for (const ProcessId process : sharing) one.push_back({at(result_.kept, t, process), 1});
        model().add_row(name("kept for one", id), -lp::kInfinity, 1, std::move(one));
        if (t + 1 == period_count_) return;
        const lp::ColumnId through = model().add_column(name("kept through", id), 0, 1, 0);
        for (const ProcessId process : sharing) {
            const std::string& name_of = network_.processes[process].id;
            model().add_row(name("through", id + "," + name_of), -1, lp::kInfinity,
                            {{through, 1},
                             {at(result_.kept, t, process), -1},
                             {at(result_.kept, t + 1, process), -1},
                             {at(result_.set_up, t, process), 1}});
            model().add_row(name("no other", id + "," + name_of), -lp::kInfinity, 1,
                            {{through, 1}, {at(result_.set_up, t, process), 1}});
        }
    }

    void add_resources(std::size_t t) {
        std::vector<std::vector<lp::Term>> taken(network_.resources.size());
        for (const std::size_t i : order_.uses) {
            const auto& use = network_.uses[i];
            if (reach_.process[use.process] == 0) continue;
            const std::size_t at = t * network_.processes.size() + use.process.index();
            auto& terms = taken[use.resource.index()];
            terms.push_back({result_.started[at], use.quantity});
            if (!steady_ && use.setup_quantity > 0)
                terms.push_back({result_.set_up[at], use.setup_quantity});
        }
        for (const ResourceId id : order_.resources) {
            const std::size_t at = t * network_.resources.size() + id.index();
            const double capacity = calendar_.resource[at];
            auto& terms = taken[id.index()];
            if (capacity < lp::kInfinity && !terms.empty())
                result_.resource[at] = model().add_row(name("resource", network_.resources[id].id),
                                                       -lp::kInfinity, capacity, std::move(terms));
        }
    }

    void add_arcs(std::size_t t) {
        for (auto& terms : lane_terms_) terms.clear();
        lane_useful_.assign(network_.lanes.size(), 0);
        for (const ArcId id : order_.arcs) {
            const auto& arc = network_.arcs[id];
            const std::size_t at = t * network_.arcs.size() + id.index();
            if (reach_.arc[id] == 0) continue;
            const lp::ColumnId f = model().add_column(
                name("ship", pool_name(network_, arc.from) + ">" + pool_name(network_, arc.to)), 0,
                calendar_.arc_limit[at], calendar_.arc_cost[at] + calendar_.arc_holding[at]);
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

    void add_lane(std::size_t t, LaneId id) {
        const auto& lane = network_.lanes[id];
        auto& terms = lane_terms_[id.index()];
        const std::size_t at = t * network_.lanes.size() + id.index();
        const double capacity = calendar_.lane[at];
        const std::string line = "lanes.csv:" + std::to_string(lane.provenance.line);
        if (!steady_ && lane.is_opened() && !terms.empty()) {
            const double most = require_finite(
                std::min(capacity, std::max(lane_useful_[id.index()], lane.minimum)), line);
            const lp::ColumnId z =
                model().add_column(name("open", line), 0, 1, lane.fixed_cost, true);
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

    /// What comes along with something else is thrown away where nobody takes it.
    void add_waste(std::size_t t) {
        if (network_.coproducts.empty()) return;
        for (const PoolId id : order_.pools) {
            if (comes_along_[id] == 0 || reach_.pool[id] == 0) continue;
            const lp::ColumnId d =
                model().add_column(name("waste", pool_name(network_, id)), 0, lp::kInfinity, 0);
            result_.spoiled[t * pool_count_ + id.index()] = d;
            put(t, id, d, -1);
        }
    }

    /// A site sends to, and takes from, at most so many places (sites.csv).
    void add_numbers_of_places(std::size_t t) {
        std::map<std::pair<std::size_t, std::size_t>, std::vector<ArcId>> between;
        for (const ArcId id : order_.arcs) {
            const auto& arc = network_.arcs[id];
            if (reach_.arc[id] == 0) continue;
            const network::PlaceId from = network_.pools[arc.from].place;
            const network::PlaceId to = network_.pools[arc.to].place;
            if (number_of(from, &network::Site::max_destinations) ||
                number_of(to, &network::Site::max_origins))
                between[{from.index(), to.index()}].push_back(id);
        }
        std::map<std::size_t, std::vector<lp::Term>> sent, taken;
        for (const auto& [ends, arcs] : between) {
            const std::string pair = network_.place_id(network_.arcs[arcs.front()].from) + ">" +
                                     network_.place_id(network_.arcs[arcs.front()].to);
            const lp::ColumnId z = model().add_column(name("serve", pair), 0, 1, 0, true);
            for (const ArcId id : arcs) {
                const std::size_t at = t * network_.arcs.size() + id.index();
                const auto& arc = network_.arcs[id];
                const double least = arc.lane.valid() ? network_.lanes[arc.lane].minimum *
                                                            static_cast<double>(period_count_)
                                                      : 0;
                const double most =
                    require_finite(std::min({calendar_.arc_limit[at], amounts_.sent[id],
                                             amounts_.need[arc.to] + least}),
                                   pair);
                model().add_row(name("served", pair), -lp::kInfinity, 0,
                                {{result_.shipped[at], 1}, {z, -most}});
            }
            sent[ends.first].push_back({z, 1});
            taken[ends.second].push_back({z, 1});
        }
        limit_numbers("destinations", sent, &network::Site::max_destinations);
        limit_numbers("origins", taken, &network::Site::max_origins);
    }

    [[nodiscard]] std::optional<double> number_of(
        network::PlaceId place, std::optional<double> network::Site::*most) const {
        const network::SiteId site = network_.places[place].site;
        return site.valid() ? network_.sites[site].*most : std::nullopt;
    }

    void limit_numbers(const char* kind, const std::map<std::size_t, std::vector<lp::Term>>& used,
                       std::optional<double> network::Site::*most) {
        for (const auto& [place, terms] : used)
            if (const auto number = number_of(network::PlaceId{place}, most))
                model().add_row(
                    name(kind, network_.sites[network_.places[network::PlaceId{place}].site].id),
                    -lp::kInfinity, std::floor(*number), terms);
    }

    void add_taken() {
        result_.taken.resize(pool_count_);
        for (const ProcessId id : order_.processes) {
            const auto& process = network_.processes[id];
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
        for (const DemandId id : order_.demands) {
            const auto& demand = network_.demands[id];
            const std::size_t at = t * network_.demands.size() + id.index();
            const double wanted = calendar_.wanted[at];
            result_.wanted[at] = wanted;
            const bool reached = reach_.pool[demand.pool] != 0;
            const lp::ColumnId y =
                reached ? model().add_column(name("deliver", demand.id), 0, lp::kInfinity, 0)
                        : lp::ColumnId{};
            result_.delivered[at] = y;
            if (reached) put(t, demand.pool, y, -1);
            if (steady_) {
                if (reached)
                    result_.demand[at] =
                        model().add_row(name("demand", demand.id), 0, wanted, {{y, 1}});
                continue;
            }
            const bool last = t + 1 == period_count_;
            std::vector<lp::Term> terms;
            if (calendar_.expiring[at] > 0) {
                result_.lost[at] = model().add_column(name("lose", demand.id), 0,
                                                      calendar_.expiring[at], demand.lost_cost);
                terms.push_back({result_.lost[at], 1});
            }
            const lp::ColumnId b = model().add_column(
                name("owe", demand.id), 0, calendar_.largest_backlog[at],
                demand.late_cost_per_day * calendar_.days(t) + (last ? demand.lost_cost : 0));
            result_.backlog[at] = b;
            terms.push_back({b, 1});
            if (reached) terms.push_back({y, 1});
            if (t > 0) terms.push_back({result_.backlog[at - network_.demands.size()], -1});
            result_.demand[at] =
                model().add_row(name("demand", demand.id), wanted, wanted, std::move(terms));
        }
    }

    void add_stock(std::size_t t) {
        for (const PoolId id : order_.pools) {
            const std::size_t at = t * pool_count_ + id.index();
            if (reach_.pool[id] == 0) {
                add_idle(t, id);
                continue;
            }
            const auto& item = network_.items[network_.pools[id].item];
            const int days = calendar_.days(t);
            add_spoiling(t, id);
            const double maximum = keeping_.maximum(id);
            const double excess = maximum < lp::kInfinity ? keeping_.excess(t, id) : 0;
            if (excess > 0)
                result_.over[at] = model().add_column(name("over", pool_name(network_, id)), 0,
                                                      excess, shortage_price(item, excess) * days);
            const double minimum = keeping_.minimum(t, id);
            if (minimum > 0)
                result_.shortage[at] =
                    model().add_column(name("short", pool_name(network_, id)), 0, minimum,
                                       shortage_price(item, minimum) * days);
            const lp::ColumnId h = model().add_column(name("stock", pool_name(network_, id)), 0,
                                                      excess > 0 ? lp::kInfinity : maximum,
                                                      item.holding_cost_per_day * days);
            result_.stock[at] = h;
            if (excess > 0)
                model().add_row(name("storage", pool_name(network_, id)), -lp::kInfinity, maximum,
                                {{h, 1}, {result_.over[at], -1}});
            if (minimum > 0)
                model().add_row(name("safety", pool_name(network_, id)), minimum, lp::kInfinity,
                                {{h, 1}, {result_.shortage[at], 1}});
            if (t + 1 == period_count_ && keeping_.valued(id) > 0) {
                const lp::ColumnId left =
                    model().add_column(name("left", pool_name(network_, id)), 0,
                                       keeping_.valued(id), -keeping_.value(id));
                result_.left[id.index()] = left;
                model().add_row(name("left there", pool_name(network_, id)), -lp::kInfinity, 0,
                                {{left, 1}, {h, -1}});
            }
            const double kept = calendar_.stock_kept[at];
            balance_[at].push_back({h, -1});
            balance_sum_[at] -= keeping_.arrived(t, id);
            if (t == 0)
                balance_sum_[at] -= keeping_.opening(id) * kept;
            else
                balance_[at].push_back({result_.stock[at - pool_count_], kept});
        }
    }

    /// What nobody can use lies there until it spoils.
    void add_idle(std::size_t t, PoolId id) {
        const std::size_t at = t * pool_count_ + id.index();
        if (network_.items[network_.pools[id].item].shelf_life_days) {
            result_.idle_stock[at] = keeping_.idle(t, id);
            result_.idle_spoiled[at] = keeping_.idle_spoiled(t, id);
            return;
        }
        const double before = t == 0 ? keeping_.opening(id) : result_.idle_stock[at - pool_count_];
        result_.idle_stock[at] = keeping_.arrived(t, id) + calendar_.stock_kept[at] * before;
    }

    /// What spoils in a period has lain there since the last period whose stock has to leave by then.
    void add_spoiling(std::size_t t, PoolId id) {
        const auto since = keeping_.spoils_in(t, id);
        if (!since || result_.spoiled[t * pool_count_ + id.index()].valid()) return;
        const std::string pool = pool_name(network_, id);
        const lp::ColumnId d = model().add_column(name("spoil", pool), 0, lp::kInfinity, 0);
        result_.spoiled[t * pool_count_ + id.index()] = d;
        put(t, id, d, -1);
        if (*since < t)
            model().add_row(name("spoiled", pool), -lp::kInfinity, 0,
                            {{d, 1}, {result_.stock[*since * pool_count_ + id.index()], -1}});
    }

    /// What lies at the end of t leaves by the last period of its shelf life: first in, first out.
    void add_shelf_lives() {
        for (std::size_t t = 0; t < period_count_; ++t) {
            label_ = label(network_, calendar_.periods, t);
            for (const PoolId id : order_.pools) {
                if (reach_.pool[id] == 0) continue;
                const auto by = keeping_.leaves_by(t, id);
                if (!by) continue;
                std::vector<lp::Term> terms{{result_.stock[t * pool_count_ + id.index()], 1}};
                for (std::size_t s = t + 1; s <= *by; ++s) {
                    const std::size_t at = s * pool_count_ + id.index();
                    for (const lp::Term& term : balance_[at])
                        if (term.coefficient < 0 && term.column != result_.stock[at])
                            terms.push_back(term);
                }
                model().add_row(name("shelf life", pool_name(network_, id)), -lp::kInfinity, 0,
                                std::move(terms));
            }
        }
    }

    /// Of what lies at the end of a period no more than leaves within so many days from then on, whole periods counted; and what
    /// is to be kept there, what stock and receipts brought, and one lot over. Where several make it, the longest counts.
    void add_limits_ahead() {
        for (const PoolId id : order_.pools) {
            if (reach_.pool[id] == 0 || makers_[id].empty()) continue;
            double days = 0, lot = 0;
            for (const ProcessId maker : makers_[id]) {
                const auto& process = network_.processes[maker];
                days = std::max(days, process.max_days_ahead.value_or(lp::kInfinity));
                lot =
                    std::max({lot, process.lot_size.value_or(0), process.minimum_lot.value_or(0)});
            }
            if (days == lp::kInfinity) continue;
            double brought = keeping_.opening(id);
            for (std::size_t t = 0; t < period_count_; ++t) {
                label_ = label(network_, calendar_.periods, t);
                brought += keeping_.arrived(t, id);
                std::vector<lp::Term> terms{{result_.stock[t * pool_count_ + id.index()], 1}};
                const auto to_be_kept = [&](std::size_t s) {
                    return std::max(keeping_.minimum(s, id),
                                    s + 1 == period_count_ ? keeping_.valued(id) : 0);
                };
                double kept = to_be_kept(t);
                for (std::size_t s = t + 1; s < period_count_; ++s) {
                    if (static_cast<double>(
                            (calendar_.periods[s].end - calendar_.periods[t].end).count()) > days)
                        break;
                    kept = std::max(kept, to_be_kept(s));
                    const std::size_t at = s * pool_count_ + id.index();
                    for (const lp::Term& term : balance_[at])
                        if (term.coefficient < 0 && term.column != result_.stock[at])
                            terms.push_back({term.column, term.coefficient});
                }
                model().add_row(name("days ahead", pool_name(network_, id)), -lp::kInfinity,
                                brought + kept + lot, std::move(terms));
            }
        }
    }

    /// Of a unit and day: dearer than keeping it, and what it costs on the list a day later. Where it costs nothing, one
    /// a day for all that should be there, in whatever unit that is counted.
    [[nodiscard]] static double shortage_price(const network::Item& item, double minimum) {
        return item.holding_cost_per_day + (item.price > 0 ? item.price : 1 / minimum);
    }

    /// Whether a scenario closes the supplier's ways or all others: then nothing can keep to the share.
    [[nodiscard]] bool cannot_hold(const network::Sourcing& sourcing, std::size_t t) const {
        const auto is_open = [&](ArcId arc) {
            return calendar_.arc_limit[t * network_.arcs.size() + arc.index()] > 0;
        };
        const auto runs = [&](ProcessId id) {
            return reach_.process[id] != 0 &&
                   calendar_.capacity[t * network_.processes.size() + id.index()] > 0;
        };
        const auto makers = std::ranges::count_if(sourcing.makers, runs);
        const auto inflow = std::ranges::count_if(sourcing.inflow, is_open) + makers;
        const auto supplied =
            std::ranges::count_if(sourcing.supplied, is_open) + (sourcing.own ? makers : 0);
        const std::size_t all = sourcing.inflow.size() + sourcing.makers.size();
        const std::size_t of_supplier =
            sourcing.supplied.size() + (sourcing.own ? sourcing.makers.size() : 0);
        return (supplied == 0 && of_supplier > 0) || (supplied == inflow && of_supplier < all);
    }

    /// Σ flow from the supplier = share × Σ inflow, where sourcing.csv fixes it; and parts as part_shares.csv does.
    void add_fixed_sourcing(std::size_t t) {
        const auto hold = [&](const auto& row) {
            auto terms = terms_of(network_, result_, row, t);
            if (!terms.empty())
                model().add_row(name("share", share_name(network_, row)), 0, 0, std::move(terms));
        };
        for (const std::size_t i : order_.sourcing)
            if (const auto& row = network_.sourcing[i]; row.fixed && !cannot_hold(row, t))
                hold(row);
        for (const std::size_t i : order_.part_shares)
            if (const auto& row = network_.part_shares[i]; row.fixed) hold(row);
    }

    /// Those over which something can come in the period.
    [[nodiscard]] std::vector<ArcId> open_ways(const std::vector<ArcId>& arcs,
                                               std::size_t t) const {
        std::vector<ArcId> open;
        for (const ArcId arc : arcs)
            if (reach_.arc[arc] != 0 &&
                calendar_.arc_limit[t * network_.arcs.size() + arc.index()] > 0)
                open.push_back(arc);
        return open;
    }

    /// Of these, those whose makers can start something in the period, and those of what only passes through.
    [[nodiscard]] std::vector<ArcId> able_ways(const std::vector<ArcId>& arcs,
                                               std::size_t t) const {
        auto able = open_ways(arcs, t);
        std::erase_if(able, [&](ArcId arc) {
            const auto& makers = makers_[network_.arcs[arc].from];
            return !makers.empty() && std::ranges::none_of(makers, [&](ProcessId id) {
                return calendar_.capacity[t * network_.processes.size() + id.index()] > 0;
            });
        });
        return able;
    }

    /// What the suppliers of an item that are left open to a buyer may supply together, as a share.
    [[nodiscard]] double most_together(const network::Approval& approval, std::size_t t) const {
        double together = 0;
        for (const auto& other : network_.approvals)
            if (other.item == approval.item && other.buyer == approval.buyer &&
                !able_ways(other.supplied, t).empty())
                together += other.max_share;
        return together;
    }

    /// Σ flow from the supplier ≤ largest share × Σ inflow (approvals.csv). A buyer left with suppliers that may not
    /// fill it together takes what it gets.
    void add_largest_shares(std::size_t t) {
        for (const std::size_t i : order_.approvals) {
            const auto& approval = network_.approvals[i];
            if (approval.max_share >= 1) continue;
            const auto inflow = open_ways(approval.inflow, t);
            const auto supplied = open_ways(approval.supplied, t);
            if (supplied.empty() ||
                able_ways(approval.supplied, t).size() == able_ways(approval.inflow, t).size() ||
                most_together(approval, t) < 1)
                continue;
            std::vector<lp::Term> terms;
            for (const ArcId arc : inflow)
                terms.push_back(
                    {result_.shipped[t * network_.arcs.size() + arc.index()], -approval.max_share});
            for (const ArcId arc : supplied)
                terms.push_back({result_.shipped[t * network_.arcs.size() + arc.index()], 1});
            model().add_row(
                name("largest share", approval.buyer + "," + network_.items[approval.item].id +
                                          "," + approval.supplier),
                -lp::kInfinity, 0, std::move(terms));
        }
    }

    /// In the steady month nothing is kept: what comes in goes out.
    void add_balances() {
        for (std::size_t t = 0; t < period_count_; ++t) {
            label_ = label(network_, calendar_.periods, t);
            for (const PoolId id : order_.pools) {
                const std::size_t at = t * pool_count_ + id.index();
                if (reach_.pool[id] != 0)
                    result_.balance[at] =
                        model().add_row(name("balance", pool_name(network_, id)), balance_sum_[at],
                                        balance_sum_[at], std::move(balance_[at]));
            }
        }
    }

    const Network& network_;
    const Scope& scope_;
    const Calendar& calendar_;
    bool steady_;
    std::size_t period_count_;
    std::size_t pool_count_;
    RowOrder order_;
    Reach reach_;
    Amounts amounts_;
    Keeping keeping_;
    std::string label_;
    Indexed<PoolId, std::vector<ProcessId>> makers_;
    std::vector<std::vector<lp::Term>> balance_;
    std::vector<double> balance_sum_;
    std::vector<std::vector<lp::Term>> lane_terms_;
    std::vector<double> lane_useful_;  ///< the most that can be of use over each lane row
    Indexed<ProcessId, std::uint8_t> set_up_takes_;  ///< something of a resource
    Indexed<ProcessId, std::uint8_t> keeps_set_up_;  ///< into the next period
    Indexed<ProcessId, std::vector<std::size_t>> coproducts_;
    Indexed<PoolId, std::uint8_t> comes_along_;  ///< with something else that is made
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
