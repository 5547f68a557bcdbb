#include "jarip/plan/model/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

/// Bounds fall from pass to pass; chains settle in as many as they have stages, and where an item is needed to make
/// itself any pass is a bound.
constexpr int kMostPasses = 64;

double lot_of(const network::Process& process) {
    return std::max(process.lot_size.value_or(0), process.minimum_lot.value_or(0));
}

/// A plant that may be built at home and, if it is, has to run.
bool has_to_run(const Network& network, const network::Process& process) {
    return process.status == network::Status::candidate && process.minimum_use > 0 &&
           network.at_home(network.sites[process.site].country);
}

/// The most that is to be kept on any day.
Indexed<PoolId, double> largest_minimum(const Network& network) {
    Indexed<PoolId, double> largest{network.pools.size(), 0.0};
    for (const auto& stock : network.stock)
        largest[stock.pool] = std::max({largest[stock.pool], stock.minimum, stock.minimum_at_end});
    for (const auto& kept : network.minimum_stock)
        largest[kept.pool] = std::max(largest[kept.pool], kept.minimum);
    return largest;
}

/// Lowers a bound; whether that changed it.
bool lower(double& bound, double to) {
    if (!(to < bound * (1 - kSettledAmount))) return false;
    bound = to;
    return true;
}

class Counter {
public:
    Counter(const Network& network, const Scope& scope, const Calendar& calendar,
            const Reach& reach, const RowOrder& order)
        : network_{network}, scope_{scope}, calendar_{calendar}, reach_{reach}, order_{order} {
        result_.supply = Indexed<PoolId, double>{network.pools.size(), lp::kInfinity};
        result_.need = Indexed<PoolId, double>{network.pools.size(), lp::kInfinity};
        result_.useful = Indexed<ProcessId, double>{network.processes.size(), 0.0};
        by_item_ = Indexed<ItemId, double>{network.items.size(), lp::kInfinity};
        source_ = Indexed<PoolId, double>{network.pools.size(), 0.0};
        sink_ = Indexed<PoolId, double>{network.pools.size(), 0.0};
        kept_ = Indexed<PoolId, double>{network.pools.size(), 1.0};
        for (const auto& process : network.processes) over_.add(lot_of(process));
    }

    Amounts count() {
        read_limits();
        read_sources();
        read_sinks();
        settle([this] { return supply_by_item(); });
        spread(result_.supply);
        settle([this] { return supply_by_pool(); });
        for (double& amount : by_item_) amount = lp::kInfinity;
        settle([this] { return need_by_item(); });
        spread(result_.need);
        settle([this] { return need_by_pool(); });
        const auto needed = starts_for([this](PoolId pool) { return result_.need[pool]; });
        for (const ProcessId id : order_.processes)
            if (reach_.process[id] != 0) result_.useful[id] = useful(id, needed[id]);
        return std::move(result_);
    }

private:
    [[nodiscard]] bool steady() const { return calendar_.periods.empty(); }

    [[nodiscard]] double over_periods(const std::vector<double>& limits, std::size_t count,
                                      std::size_t index) const {
        double total = 0;
        for (std::size_t t = 0; t < calendar_.period_count(); ++t)
            total += limits[t * count + index];
        return total;
    }

    void read_limits() {
        const double months = steady() ? 1 : network_.months;
        for (const ProcessId id : network_.processes.ids()) {
            double most = over_periods(calendar_.capacity, network_.processes.size(), id.index());
            if (scope_.candidates) most += network_.processes[id].max_expansion * months;
            result_.most.add(most);
            if (!steady() && scope_.candidates && std::isfinite(most) &&
                has_to_run(network_, network_.processes[id]))
                over_[id] += network_.processes[id].minimum_use * most;
        }
        for (const auto& use : network_.uses)
            if (use.quantity > 0)
                result_.most[use.process] =
                    std::min(result_.most[use.process],
                             over_periods(calendar_.resource, network_.resources.size(),
                                          use.resource.index()) /
                                 use.quantity);
        for (const ArcId id : network_.arcs.ids()) {
            double most = over_periods(calendar_.arc_limit, network_.arcs.size(), id.index());
            if (const LaneId lane = network_.arcs[id].lane; lane.valid())
                most = std::min(most,
                                over_periods(calendar_.lane, network_.lanes.size(), lane.index()));
            result_.sent.add(most);
        }
    }

    void read_sources() {
        if (steady()) return;
        for (const auto& stock : network_.stock) source_[stock.pool] += stock.quantity;
        for (const std::size_t i : order_.receipts)
            source_[network_.receipts[i].pool] += network_.receipts[i].quantity;
    }

    /// Where a share of the stock is lost, so much more is of use; minimum stock may have to be filled up again.
    void read_sinks() {
        if (scope_.unlimited_demand) {
            const CountedIn counted = counted_in(network_);
            for (const auto& process : network_.processes)
                if (const auto product = network_.product_index(process.item))
                    sink_[process.output] = scope_.most_taken / counted.weights[*product];
            return;
        }
        for (const DemandId id : order_.demands)
            sink_[network_.demands[id].pool] +=
                over_periods(calendar_.wanted, network_.demands.size(), id.index());
        if (steady()) return;
        Indexed<PoolId, double> times{network_.pools.size(), 1.0};
        for (std::size_t t = 0; t < calendar_.period_count(); ++t)
            for (const PoolId id : order_.pools) {
                const double kept = calendar_.stock_kept[t * network_.pools.size() + id.index()];
                if (kept >= 1) continue;
                times[id] += 1;
                if (kept > 0) kept_[id] *= kept;
            }
        auto kept = largest_minimum(network_);
        for (const auto& stock : network_.stock)
            if (stock.is_worth_something())
                kept[stock.pool] = std::max(kept[stock.pool], stock.valued_at_end);
        for (const PoolId id : order_.pools) sink_[id] += kept[id] * times[id];
        read_lots(times);
    }

    /// Of a lot that is larger than what is needed the rest is used later: one lot over. Where it spoils, or is lost, each lot
    /// may leave such a rest.
    void read_lots(const Indexed<PoolId, double>& times) {
        for (const ProcessId id : order_.processes) {
            const auto& process = network_.processes[id];
            const bool spoils = network_.items[process.item].shelf_life_days.has_value();
            const double lots =
                spoils ? static_cast<double>(calendar_.period_count()) : times[process.output];
            over_[id] += lot_of(process) * (lots - 1);
        }
    }

    template <class Pass>
    void settle(const Pass& pass) {
        for (int i = 0; i < kMostPasses; ++i)
            if (!pass()) return;
    }

    /// Every pool of an item at first has all of it.
    void spread(Indexed<PoolId, double>& amounts) {
        for (const PoolId id : order_.pools)
            amounts[id] = reach_.pool[id] != 0 ? by_item_[network_.pools[id].item] : 0;
    }

    [[nodiscard]] ItemId item_of(PoolId pool) const { return network_.pools[pool].item; }

    /// Calls with each input that can come, its pool and its quantity.
    template <class Each>
    void for_inputs(ProcessId id, const Each& each) const {
        for (const InputId one : order_.inputs[id.index()]) {
            const auto& input = network_.inputs[one];
            if (reach_.input[one] != 0)
                each(input.slot, input.pool, network_.parts[input.part].quantity);
        }
    }

    /// Starts that can come to something, by process: of all that it makes, what most starts are needed for; `of(pool)` is
    /// needed.
    template <class Of>
    [[nodiscard]] Indexed<ProcessId, double> starts_for(const Of& of) const {
        Indexed<ProcessId, double> starts{network_.processes.size(), 0.0};
        for (const ProcessId id : order_.processes)
            starts[id] = of(network_.processes[id].output) / network_.processes[id].yield;
        for (const auto& coproduct : network_.coproducts)
            starts[coproduct.process] =
                std::max(starts[coproduct.process], of(coproduct.pool) / coproduct.quantity);
        return starts;
    }

    /// What the process can start of what comes: `of(pool)`.
    template <class Of>
    [[nodiscard]] double can_start(ProcessId id, const Of& of) const {
        double most = result_.most[id];
        SlotId slot;
        double filled = lp::kInfinity;
        for_inputs(id, [&](SlotId next, PoolId pool, double quantity) {
            if (next != slot) {
                most = std::min(most, filled);
                filled = 0;
                slot = next;
            }
            filled += of(pool) / quantity;
        });
        return std::min(most, filled);
    }

    bool supply_by_item() {
        Indexed<ItemId, double> sums{network_.items.size(), 0.0};
        for (const PoolId id : order_.pools) sums[item_of(id)] += source_[id];
        for (const ProcessId id : order_.processes)
            if (reach_.process[id] != 0)
                sums[network_.processes[id].item] +=
                    network_.processes[id].yield *
                    can_start(id, [&](PoolId pool) { return by_item_[item_of(pool)]; });
        for (const std::size_t i : order_.coproducts) {
            const auto& coproduct = network_.coproducts[i];
            if (reach_.process[coproduct.process] != 0)
                sums[coproduct.item] +=
                    coproduct.quantity * can_start(coproduct.process, [&](PoolId pool) {
                        return by_item_[item_of(pool)];
                    });
        }
        return lower_all(by_item_, sums);
    }

    bool supply_by_pool() {
        Indexed<PoolId, double> sums = source_;
        for (const ProcessId id : order_.processes)
            if (reach_.process[id] != 0)
                sums[network_.processes[id].output] +=
                    network_.processes[id].yield *
                    can_start(id, [&](PoolId pool) { return result_.supply[pool]; });
        for (const std::size_t i : order_.coproducts) {
            const auto& coproduct = network_.coproducts[i];
            if (reach_.process[coproduct.process] != 0)
                sums[coproduct.pool] +=
                    coproduct.quantity *
                    can_start(coproduct.process, [&](PoolId pool) { return result_.supply[pool]; });
        }
        for (const ArcId id : order_.arcs) {
            if (reach_.arc[id] == 0) continue;
            const auto& arc = network_.arcs[id];
            sums[arc.to] += std::min(result_.sent[id], result_.supply[arc.from]);
        }
        return lower_all(result_.supply, sums);
    }

    /// Of use where so many starts are needed.
    [[nodiscard]] double useful(ProcessId id, double starts) const {
        return std::min(result_.most[id], starts + over_[id]);
    }

    /// What a least shipment may bring beyond what is needed, once in each period.
    [[nodiscard]] double surplus(ArcId id) const {
        const LaneId lane = network_.arcs[id].lane;
        if (steady() || !lane.valid()) return 0;
        return network_.lanes[lane].minimum * static_cast<double>(calendar_.period_count());
    }

    bool need_by_item() {
        Indexed<ItemId, double> sums{network_.items.size(), 0.0};
        for (const PoolId id : order_.pools) sums[item_of(id)] += sink_[id];
        const auto needed = starts_for([this](PoolId pool) { return by_item_[item_of(pool)]; });
        for (const ProcessId id : order_.processes) {
            if (reach_.process[id] == 0) continue;
            const double starts = useful(id, needed[id]);
            for_inputs(id, [&](SlotId, PoolId pool, double quantity) {
                sums[item_of(pool)] += starts * quantity;
            });
        }
        for (const ArcId id : order_.arcs)
            if (reach_.arc[id] != 0) sums[item_of(network_.arcs[id].to)] += surplus(id);
        Indexed<ItemId, double> kept{network_.items.size(), 1.0};
        for (const PoolId id : order_.pools)
            kept[item_of(id)] = std::min(kept[item_of(id)], kept_[id]);
        for (const ItemId id : network_.items.ids()) sums[id] /= kept[id];
        return lower_all(by_item_, sums);
    }

    bool need_by_pool() {
        Indexed<PoolId, double> sums = sink_;
        const auto needed = starts_for([this](PoolId pool) { return result_.need[pool]; });
        for (const ProcessId id : order_.processes) {
            if (reach_.process[id] == 0) continue;
            const double starts = useful(id, needed[id]);
            for_inputs(
                id, [&](SlotId, PoolId pool, double quantity) { sums[pool] += starts * quantity; });
        }
        for (const ArcId id : order_.arcs) {
            if (reach_.arc[id] == 0) continue;
            const auto& arc = network_.arcs[id];
            sums[arc.from] += std::min(result_.sent[id], result_.need[arc.to] + surplus(id));
        }
        for (const PoolId id : order_.pools) sums[id] /= kept_[id];
        return lower_all(result_.need, sums);
    }

    template <class Id>
    static bool lower_all(Indexed<Id, double>& bounds, const Indexed<Id, double>& to) {
        bool changed = false;
        for (const Id id : bounds.ids()) changed = lower(bounds[id], to[id]) || changed;
        return changed;
    }

    const Network& network_;
    const Scope& scope_;
    const Calendar& calendar_;
    const Reach& reach_;
    const RowOrder& order_;  ///< of what is added up
    Amounts result_;
    Indexed<ItemId, double> by_item_;
    Indexed<PoolId, double> source_, sink_, kept_;
    Indexed<ProcessId, double> over_;  ///< starts beyond what is needed
};

/// The smallest of some bounds that says anything.
double size_of(std::initializer_list<double> bounds) {
    double size = lp::kInfinity;
    for (const double bound : bounds)
        if (bound > 0) size = std::min(size, bound);
    return std::isfinite(size) ? size : 1;
}

class Sizes {
public:
    Sizes(const Network& network, const Calendar& calendar, const Amounts& amounts,
          Formulation& formulation)
        : network_{network}, calendar_{calendar}, amounts_{amounts}, formulation_{formulation} {}

    void set() {
        // Where a slot has one part its use is the start's column, whose size is the start's.
        std::vector<lp::ColumnId> used;
        for (const lp::Term& term : formulation_.used) used.push_back(term.column);
        each(used, network_.inputs.size(), [&](std::size_t i) {
            const auto& input = network_.inputs[InputId{i}];
            return size_of(
                {starts(input.process) * network_.parts[input.part].quantity, amount(input.pool)});
        });
        each(formulation_.started, network_.processes.size(),
             [&](std::size_t i) { return starts(ProcessId{i}); });
        each(formulation_.shipped, network_.arcs.size(), [&](std::size_t i) {
            const auto& arc = network_.arcs[ArcId{i}];
            return size_of({amounts_.sent[ArcId{i}], amount(arc.from), amount(arc.to)});
        });
        for (const auto* columns :
             {&formulation_.stock, &formulation_.taken, &formulation_.over, &formulation_.spoiled})
            each(*columns, network_.pools.size(), [&](std::size_t i) { return amount(PoolId{i}); });
        const auto minimum = largest_minimum(network_);
        for (const auto& stock : network_.stock)
            if (!formulation_.left.empty())
                if (const auto column = formulation_.left[stock.pool.index()]; column.valid())
                    formulation_.model.columns[column].size = size_of({stock.valued_at_end});
        each(formulation_.shortage, network_.pools.size(),
             [&](std::size_t i) { return size_of({minimum[PoolId{i}]}); });
        // However much is wanted, no more is delivered than can come.
        each(formulation_.delivered, network_.demands.size(), [&](std::size_t i) {
            return size_of({wanted(i), amount(network_.demands[DemandId{i}].pool)});
        });
        for (const auto* columns : {&formulation_.backlog, &formulation_.lost})
            each(*columns, network_.demands.size(), [&](std::size_t i) { return wanted(i); });
    }

private:
    template <class Size>
    void each(const std::vector<lp::ColumnId>& columns, std::size_t count, const Size& size) {
        if (count == 0) return;
        std::vector<double> sizes(count);
        for (std::size_t i = 0; i < count; ++i) sizes[i] = size(i);
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].valid()) formulation_.model.columns[columns[i]].size = sizes[i % count];
    }

    [[nodiscard]] double amount(PoolId pool) const {
        return size_of({amounts_.supply[pool], amounts_.need[pool]});
    }

    [[nodiscard]] double starts(ProcessId id) const {
        const auto& process = network_.processes[id];
        return size_of({amounts_.useful[id], amounts_.supply[process.output] / process.yield});
    }

    [[nodiscard]] double wanted(std::size_t demand) const {
        double total = 0;
        for (std::size_t t = 0; t < calendar_.period_count(); ++t)
            total += calendar_.wanted[t * network_.demands.size() + demand];
        return size_of({total});
    }

    const Network& network_;
    const Calendar& calendar_;
    const Amounts& amounts_;
    Formulation& formulation_;
};

}  // namespace

Amounts amounts(const Network& network, const Scope& scope, const Calendar& calendar,
                const Reach& reach, const RowOrder& order) {
    return Counter{network, scope, calendar, reach, order}.count();
}

void set_sizes(const Network& network, const Calendar& calendar, const Amounts& amounts,
               Formulation& formulation) {
    Sizes{network, calendar, amounts, formulation}.set();
}

void require_comparable(const Network& network, const Calendar& calendar, const Amounts& amounts) {
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        double wanted = 0;
        for (std::size_t t = 0; t < calendar.period_count(); ++t)
            wanted += calendar.wanted[t * network.demands.size() + id.index()];
        const double most = amounts.supply[demand.pool];
        if (!(most > 0) || wanted <= kMostTimesWanted * most) continue;
        throw Error{Diagnostic{"E0317",
                               Severity::error,
                               {.file = "demand.csv", .line = demand.provenance.line},
                               {{"demand", demand.id},
                                {"wanted", format_shortest(wanted)},
                                {"most", format_shortest(most)}}}};
    }
}

double require_finite(double limit, const std::string& name) {
    if (!std::isfinite(limit)) throw Error{"E0310", "", {{"name", name}}};
    return limit;
}

}  // namespace jarip::plan
