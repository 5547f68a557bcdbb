#include "jarip/onshore/investments.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "jarip/onshore/sizes.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

using network::ArcId;

constexpr double kDaysOfYear = 365.25;

class Adder {
public:
    Adder(const Network& network, plan::Formulation formulation, Indexed<ProcessId, double> useful)
        : network_{network},
          useful_{std::move(useful)},
          ways_{plan::candidate_ways(network)},
          build_{network.processes.size()} {
        result_.formulation = std::move(formulation);
    }

    Investments add(double horizon_months, double discount_rate) {
        assign_periods();
        scale_costs(horizon_months, discount_rate);
        bound_by_solving();
        for (const ProcessId id : network_.processes.ids()) {
            if (!runs(id)) continue;
            if (!at_home(id)) {
                if (is_candidate(id)) never_start(id);
                continue;
            }
            const auto& process = network_.processes[id];
            const bool expands = process.max_expansion > 0 && process.capacity_per_month;
            if (is_candidate(id))
                add_candidate(id);
            else if (expands)
                add_expansion(id);
        }
        for (const plan::CandidateWay& way : ways_) {
            tie_way(way.arc, way.makers);
            tie_way(way.arc, way.users);
        }
        add_budget();
        return std::move(result_);
    }

private:
    lp::Model& model() { return result_.formulation.model; }
    std::size_t period_count() const { return result_.formulation.period_count(); }
    std::size_t at(ProcessId id, std::size_t t) const {
        return t * network_.processes.size() + id.index();
    }
    lp::ColumnId started(ProcessId id, std::size_t t) const {
        return result_.formulation.started[at(id, t)];
    }
    lp::ColumnId shipped(ArcId id, std::size_t t) const {
        return result_.formulation.shipped[t * network_.arcs.size() + id.index()];
    }
    bool runs(ProcessId id) const { return started(id, 0).valid(); }
    bool is_candidate(ProcessId id) const {
        return network_.processes[id].status == network::Status::candidate;
    }
    bool at_home(ProcessId id) const {
        return network_.at_home(network_.sites[network_.processes[id].site].country);
    }

    void never_start(ProcessId id) {
        for (std::size_t t = 0; t < period_count(); ++t) model().columns[started(id, t)].high = 0;
    }

    /// A plan's columns are made period by period, and what is backlog or in stock comes last.
    void assign_periods() {
        result_.period_of.assign(model().columns.size(), period_count() - 1);
        const auto& formulation = result_.formulation;
        std::size_t begin = 0;
        for (std::size_t t = 0; t + 1 < period_count(); ++t) {
            std::size_t end = begin;
            for (const auto* columns : {&formulation.started, &formulation.shipped,
                                        &formulation.stock, &formulation.backlog}) {
                const std::size_t width = columns->size() / period_count();
                for (std::size_t i = t * width; i < (t + 1) * width; ++i)
                    if ((*columns)[i].valid()) end = std::max(end, (*columns)[i].index() + 1);
            }
            for (; begin < end; ++begin) result_.period_of[begin] = t;
        }
    }

    void scale_costs(double horizon_months, double discount_rate) {
        if (result_.formulation.periods.empty()) {
            double factor = 0;
            for (const Period& month : buckets(network_.horizon, Bucket::month))
                factor += months_in(month) * discount(month, discount_rate);
            result_.operating_factor = {factor * horizon_months / network_.months};
        } else {
            for (const Period& period : result_.formulation.periods)
                result_.operating_factor.push_back(discount(period, discount_rate));
        }
        for (const lp::ColumnId id : model().columns.ids())
            model().columns[id].cost *= result_.operating_factor[result_.period_of[id.index()]];
    }

    double discount(const Period& period, double rate) const {
        const double middle = static_cast<double>((period.first - network_.horizon.first).count()) +
                              period.days() / 2.0;
        return std::pow(1 + rate, -middle / kDaysOfYear);
    }

    /// Of use in the formulation, within the whole of it.
    double most_useful(ProcessId id) const { return useful_[id] * (1 + kBoundSlack); }

    /// Units started a month beyond which capacity is of no use in any period; 0 where none can be used.
    double most_of_use(ProcessId id) const {
        double least_months = lp::kInfinity;
        for (std::size_t t = 0; t < period_count(); ++t)
            if (share(id, t) > 0) least_months = std::min(least_months, share(id, t));
        return std::isfinite(least_months) ? most_useful(id) / least_months : 0;
    }

    lp::ColumnId add_amount(ProcessId id) {
        const auto& process = network_.processes[id];
        const double most = std::min(process.max_expansion, most_of_use(id));
        const lp::ColumnId amount = model().add_column("expand[" + process.id + "]", 0, most,
                                                       process.expansion_capex_per_unit);
        if (most > 0) model().columns[amount].size = most;
        return amount;
    }

    void add_expansion(ProcessId id) {
        const Choice choice{.process = id, .expansion = add_amount(id)};
        for (std::size_t t = 0; t < period_count(); ++t) {
            const lp::RowId old = result_.formulation.capacity[at(id, t)];
            const double operating = model().rows[old].high;
            const double months = share(id, t) * left(id, old);
            model().rows[old].high = lp::kInfinity;
            model().add_row(row_name(id, t), -lp::kInfinity, operating,
                            {{started(id, t), 1}, {choice.expansion, -months}});
        }
        result_.choices.push_back(choice);
    }

    void add_candidate(ProcessId id) {
        const auto& process = network_.processes[id];
        Choice choice{.process = id};
        const auto points = size_points(network_, id);
        choice.capacity = points.front().capacity;
        choice.capex = points.front().capex;
        choice.build = model().add_column("build[" + process.id + "]", 0, 1, choice.capex, true);
        build_[id] = choice.build;
        add_sizes(choice, points);
        if (process.max_expansion > 0 && process.capacity_per_month) {
            choice.expansion = add_amount(id);
            model().add_row(
                "expand[" + process.id + "]", -lp::kInfinity, 0,
                {{choice.expansion, 1}, {choice.build, -model().columns[choice.expansion].high}});
        }
        for (std::size_t t = 0; t < period_count(); ++t) tie(choice, t);
        if (period_count() > 1) tie_all(choice);
        result_.choices.push_back(choice);
    }

    /// Sizes up to the first that is as large as can be of use: each step only beyond the one before it.
    void add_sizes(Choice& choice, const std::vector<SizePoint>& points) {
        const std::string& name = network_.processes[choice.process].id;
        const double enough = most_of_use(choice.process);
        lp::ColumnId before = choice.build;
        for (std::size_t k = 1; k < points.size() && points[k - 1].capacity < enough; ++k) {
            const std::string label = "[" + name + "," + std::to_string(k) + "]";
            const double capacity = points[k].capacity - points[k - 1].capacity;
            const double capex = points[k].capex - points[k - 1].capex;
            if (!points[k].between) {
                const auto column = model().add_column("larger" + label, 0, 1, capex, true);
                choice.larger.push_back({column, capacity, capex, 1});
                model().add_row("larger" + label, -lp::kInfinity, 0, {{column, 1}, {before, -1}});
                before = column;
                continue;
            }
            const double slope = capex / capacity;
            const auto column = model().add_column("larger" + label, 0, capacity, slope);
            model().columns[column].size = std::min(capacity, enough);
            choice.larger.push_back({column, 1, slope, capacity});
            model().add_row("larger" + label, -lp::kInfinity, 0,
                            {{column, 1}, {before, -capacity}});
            const bool dearer_beyond = k + 1 < points.size() && points[k + 1].between &&
                                       (points[k + 1].capex - points[k].capex) >=
                                           slope * (points[k + 1].capacity - points[k].capacity);
            if (dearer_beyond || k + 1 == points.size()) continue;
            before = model().add_column("complete" + label, 0, 1, 0, true);
            choice.complete.push_back(before);
            model().add_row("complete" + label, 0, lp::kInfinity,
                            {{column, 1}, {before, -capacity}});
        }
    }

    std::string row_name(ProcessId id, std::size_t t) const {
        std::string name = "built[" + network_.processes[id].id;
        // As other limits of a period are named: by its month, or its first day.
        if (period_count() > 1) {
            const auto date = format_date(result_.formulation.periods[t].first);
            name += ',' + (network_.bucket == Bucket::month ? date.substr(0, 7) : date);
        }
        return name + "]";
    }

    /// Months' worth of capacity in the period, from the day on which what is built starts.
    double share(ProcessId id, std::size_t t) const {
        if (result_.formulation.periods.empty()) return network_.mean_availability(id);
        const Period& period = result_.formulation.periods[t];
        Sum months;
        for (Day day = std::max(period.first, ready(id)); day < period.end;
             day += std::chrono::days{1})
            months.add(network_.capacity_share(id, day) * network_.available(id, day) /
                       days_in_month(day));
        return months.value();
    }

    /// The day from which on a candidate stands.
    Day ready(ProcessId id) const {
        return network_.horizon.first +
               std::chrono::days{std::lround(network_.processes[id].build_days)};
    }

    /// Of an average month's capacity, what a scenario leaves.
    double left(ProcessId id, lp::RowId old) const {
        const auto& process = network_.processes[id];
        if (!result_.formulation.periods.empty() || !old.valid()) return 1;
        const double whole =
            process.capacity_per_month.value_or(lp::kInfinity) * network_.mean_availability(id);
        const double ratio = result_.formulation.model.rows[old].high / whole;
        return ratio < 1 - kRoundingOfCut ? std::max(0.0, ratio) : 1;
    }

    /// Nothing starts unless it is built, and no more than it can and is of use.
    void tie(const Choice& choice, std::size_t t) {
        const ProcessId id = choice.process;
        const auto& process = network_.processes[id];
        const lp::RowId old = result_.formulation.capacity[at(id, t)];
        const double months = share(id, t) * left(id, old);
        if (old.valid()) model().rows[old].high = lp::kInfinity;
        const double capacity = process.capacity_per_month.value_or(lp::kInfinity);
        const double most =
            months > 0 ? std::min((capacity + process.max_expansion) * months, most_useful(id)) : 0;
        if (most <= 0) {
            model().columns[started(id, t)].high = 0;
            return;
        }
        model().add_row(row_name(id, t), -lp::kInfinity, 0,
                        {{started(id, t), 1}, {choice.build, -most}});
        auto built = capacity_terms(choice, -months);
        built.push_back({started(id, t), 1});
        if (built.size() > 2 || choice.capacity < capacity)
            model().add_row("capacity of " + row_name(id, t), -lp::kInfinity, 0, built);
        if (process.minimum_use <= 0 || !std::isfinite(choice.capacity)) return;
        built = capacity_terms(choice, -months * process.minimum_use);
        built.push_back({started(id, t), 1});
        result_.least_use.push_back(
            model().add_row("least use of " + row_name(id, t), 0, lp::kInfinity, std::move(built)));
    }

    /// Units started a month that are built, times a factor.
    std::vector<lp::Term> capacity_terms(const Choice& choice, double factor) const {
        std::vector<lp::Term> terms;
        if (std::isfinite(choice.capacity))
            terms.push_back({choice.build, choice.capacity * factor});
        for (const Enlargement& each : choice.larger)
            terms.push_back({each.column, each.capacity * factor});
        if (choice.expansion.valid()) terms.push_back({choice.expansion, factor});
        return terms;
    }

    /// The same of all periods together.
    void tie_all(const Choice& choice) {
        std::vector<lp::Term> terms{{choice.build, -most_useful(choice.process)}};
        for (std::size_t t = 0; t < period_count(); ++t)
            if (share(choice.process, t) > 0) terms.push_back({started(choice.process, t), 1});
        model().add_row("built[" + network_.processes[choice.process].id + "]", -lp::kInfinity, 0,
                        std::move(terms));
    }

    /// The way is open in a period in which one of them stands, and for no more than is of use.
    void tie_way(ArcId arc, const std::vector<ProcessId>& candidates) {
        if (candidates.empty()) return;
        const double most = all_of(network_.pools[network_.arcs[arc].to].item) * (1 + kBoundSlack);
        for (std::size_t t = 0; t < period_count(); ++t) {
            const lp::ColumnId flow = shipped(arc, t);
            if (!flow.valid()) continue;
            std::vector<lp::Term> terms{{flow, 1}};
            for (const ProcessId id : candidates)
                if (build_[id].valid() && stands(id, t)) terms.push_back({build_[id], -most});
            if (terms.size() == 1 || most <= 0) {
                model().columns[flow].high = 0;
                continue;
            }
            model().add_row("way of " + model().columns[flow].name, -lp::kInfinity, 0,
                            std::move(terms));
        }
    }

    /// At the end of the period.
    bool stands(ProcessId id, std::size_t t) const {
        const auto& periods = result_.formulation.periods;
        return periods.empty() || ready(id) < periods[t].end;
    }

    /// Where neither capacities nor demand bound what is tied to a candidate (an item needs itself), the most that it
    /// can be when everything else is built.
    void bound_by_solving() {
        Indexed<ItemId, std::uint8_t> sent{network_.items.size(), 0};
        for (const plan::CandidateWay& way : ways_)
            if (shipped(way.arc, 0).valid())
                sent[network_.pools[network_.arcs[way.arc].to].item] = 1;
        std::vector<ProcessId> unbounded;
        for (const ProcessId id : network_.processes.ids()) {
            const bool tied =
                (is_candidate(id) && at_home(id)) || sent[network_.processes[id].item] != 0;
            if (runs(id) && tied && !std::isfinite(useful_[id])) unbounded.push_back(id);
        }
        if (unbounded.empty()) return;
        lp::Solver solver{with_everything_built()};
        for (const ProcessId id : unbounded) useful_[id] = most_started(solver, id);
    }

    /// What is made of an item or was there: no more of it can be sent, unless it is sent in a circle.
    double all_of(ItemId item) const {
        Sum all;
        for (const ProcessId id : network_.processes.ids())
            if (runs(id) && network_.processes[id].item == item)
                all.add(useful_[id] * network_.processes[id].yield);
        if (result_.formulation.periods.empty()) return all.value();
        for (const auto& stock : network_.stock)
            if (network_.pools[stock.pool].item == item) all.add(stock.quantity);
        for (const auto& receipt : network_.receipts)
            if (network_.pools[receipt.pool].item == item) all.add(receipt.quantity);
        return all.value();
    }

    /// Capacities with all expansions, at no cost.
    lp::Model with_everything_built() const {
        lp::Model all = result_.formulation.model;
        for (auto& column : all.columns) {
            column.cost = 0;
            column.integer = false;
        }
        for (std::size_t t = 0; t < period_count(); ++t)
            for (const ProcessId id : network_.processes.ids())
                if (const lp::RowId row = result_.formulation.capacity[at(id, t)]; row.valid())
                    all.rows[row].high += network_.processes[id].max_expansion * share(id, t);
        return all;
    }

    /// In all periods together, each solved for itself.
    double most_started(lp::Solver& solver, ProcessId id) const {
        Sum limit;
        for (std::size_t t = 0; t < period_count(); ++t) {
            const lp::ColumnId column = started(id, t);
            solver.set_cost(column, -1);
            const lp::Solution most = solver.solve();
            solver.set_cost(column, 0);
            if (most.status == lp::Status::infeasible) break;  // as is the whole model
            if (most.status != lp::Status::optimal)
                throw Error{"E0550", "processes.csv", {{"process", network_.processes[id].id}}};
            limit.add(-most.objective);
        }
        return limit.value();
    }

    void add_budget() {
        std::vector<lp::Term> terms;
        for (const Choice& choice : result_.choices) {
            const auto& process = network_.processes[choice.process];
            if (choice.build.valid()) terms.push_back({choice.build, choice.capex});
            for (const Enlargement& each : choice.larger)
                terms.push_back({each.column, each.capex});
            if (choice.expansion.valid())
                terms.push_back({choice.expansion, process.expansion_capex_per_unit});
        }
        result_.budget = model().add_row("budget", -lp::kInfinity, lp::kInfinity, std::move(terms));
    }

    const Network& network_;
    Indexed<ProcessId, double> useful_;
    std::vector<plan::CandidateWay> ways_;
    Indexed<ProcessId, lp::ColumnId> build_;  ///< invalid for what is no choice
    Investments result_;
};

}  // namespace

std::vector<lp::ColumnId> Choice::columns() const {
    std::vector<lp::ColumnId> all{build, expansion};
    for (const Enlargement& each : larger) all.push_back(each.column);
    all.insert(all.end(), complete.begin(), complete.end());
    return all;
}

double Choice::built(const lp::Model& model, const lp::Solution& solution) const {
    if (!build.valid() || solution.values[build] != 1) return 0;
    double sum = capacity;
    for (const Enlargement& each : larger)
        sum += each.capacity * plan::flow_of(model, solution, each.column);
    return sum;
}

void Investments::hold(const Choice& choice, const Built* built) {
    auto& columns = model().columns;
    if (choice.build.valid()) {
        columns[choice.build].low = columns[choice.build].high = built != nullptr ? 1 : 0;
        columns[choice.build].integer = false;
    }
    double left = built != nullptr && built->capacity ? *built->capacity - choice.capacity : 0;
    for (const Enlargement& each : choice.larger) {
        const double amount = std::clamp(left / each.capacity, 0.0, each.most);
        columns[each.column].low = columns[each.column].high = amount;
        columns[each.column].integer = false;
        left -= amount * each.capacity;
    }
    for (const lp::ColumnId id : choice.complete) columns[id].integer = false;
    if (choice.expansion.valid())
        columns[choice.expansion].high =
            std::min(columns[choice.expansion].high, built != nullptr ? built->expansion : 0.0);
}

double Investments::capital(const Network& network, const Choice& choice,
                            const lp::Solution& solution) const {
    const auto& process = network.processes[choice.process];
    double capital = 0;
    if (choice.build.valid()) capital += choice.capex * solution.values[choice.build];
    for (const Enlargement& each : choice.larger)
        capital += each.capex * plan::flow_of(model(), solution, each.column);
    if (choice.expansion.valid())
        capital += process.expansion_capex_per_unit * solution.values[choice.expansion];
    return capital;
}

Investments add_investments(const Network& network, plan::Formulation formulation,
                            Indexed<ProcessId, double> useful, double horizon_months,
                            double discount_rate) {
    network::require_no_coproducts(network, "jarip onshore");
    return Adder{network, std::move(formulation), std::move(useful)}.add(horizon_months,
                                                                         discount_rate);
}

}  // namespace jarip::onshore
