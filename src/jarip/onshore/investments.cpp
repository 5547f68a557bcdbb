#include "jarip/onshore/investments.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

namespace jarip::onshore {
namespace {

constexpr double kDaysOfYear = 365.25;

/// Of the bound that a linear model gives, so that rounding does not cut the best solution off.
constexpr double kBoundSlack = 1e-6;

class Adder {
public:
    Adder(const Network& network, plan::Formulation formulation) : network_{network} {
        result_.formulation = std::move(formulation);
    }

    Investments add(double horizon_months, double discount_rate) {
        assign_periods();
        scale_costs(horizon_months, discount_rate);
        std::vector<ProcessId> unbounded;
        for (const ProcessId id : network_.processes.ids()) {
            if (!runs(id)) continue;
            const auto& process = network_.processes[id];
            const bool candidate = process.status == network::Status::candidate;
            if (candidate && !process.capacity_per_month) unbounded.push_back(id);
            if (!candidate && (process.max_expansion <= 0 || !process.capacity_per_month)) continue;
            result_.choices.push_back(choice(id, candidate));
            for (std::size_t t = 0; t < period_count(); ++t) tie(result_.choices.back(), t);
        }
        bound(unbounded);
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
    bool runs(ProcessId id) const { return started(id, 0).valid(); }

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

    Choice choice(ProcessId id, bool candidate) {
        const auto& process = network_.processes[id];
        Choice result{id, {}, {}};
        if (candidate)
            result.build =
                model().add_column("build[" + process.id + "]", 0, 1, process.capex, true);
        if (process.max_expansion > 0 && process.capacity_per_month) {
            result.expansion =
                model().add_column("expand[" + process.id + "]", 0, process.max_expansion,
                                   process.expansion_capex_per_unit);
            if (candidate)
                model().add_row("expand[" + process.id + "]", -lp::kInfinity, 0,
                                {{result.expansion, 1}, {result.build, -process.max_expansion}});
        }
        return result;
    }

    /// Months' worth of capacity in the period, from the day on which what is built starts.
    double share(ProcessId id, std::size_t t) const {
        if (result_.formulation.periods.empty()) return network_.mean_availability(id);
        const auto ready = network_.horizon.first +
                           std::chrono::days{std::lround(network_.processes[id].build_days)};
        const Period& period = result_.formulation.periods[t];
        Sum months;
        for (Day day = std::max(period.first, ready); day < period.end; day += std::chrono::days{1})
            months.add(network_.available(id, day) / days_in_month(day));
        return months.value();
    }

    void tie(const Choice& choice, std::size_t t) {
        const auto& process = network_.processes[choice.process];
        if (!process.capacity_per_month) return;
        const lp::RowId old = result_.formulation.capacity[at(choice.process, t)];
        const double operating = choice.build.valid() ? 0 : model().rows[old].high;
        if (old.valid()) model().rows[old].high = lp::kInfinity;
        const double months = share(choice.process, t);
        std::vector<lp::Term> terms{{started(choice.process, t), 1}};
        if (choice.build.valid())
            terms.push_back({choice.build, -*process.capacity_per_month * months});
        if (choice.expansion.valid()) terms.push_back({choice.expansion, -months});
        std::string name = "built[" + process.id;
        if (period_count() > 1) name += "," + std::to_string(t + 1);
        model().add_row(name + "]", -lp::kInfinity, operating, std::move(terms));
    }

    /// Candidates without a capacity start at most what can be needed; where demand has no limit, or an item
    /// needs itself, what the rest of the chain, all of it built, could take.
    void bound(const std::vector<ProcessId>& unbounded) {
        if (unbounded.empty()) return;
        const Indexed<ItemId, double> useful = plan::useful_amounts(network_);
        const bool limited = result_.formulation.taken.empty();
        const double horizons = result_.formulation.periods.empty() ? network_.months : 1;
        std::vector<ProcessId> by_solving;
        for (const ProcessId id : unbounded) {
            const double most = plan::largest_start(network_, useful, id) / horizons;
            if (limited && std::isfinite(most))
                limit_starts(id, most);
            else
                by_solving.push_back(id);
        }
        if (!by_solving.empty()) bound_by_solving(by_solving);
    }

    void bound_by_solving(const std::vector<ProcessId>& unbounded) {
        lp::Model all = model();
        for (auto& column : all.columns) {
            column.cost = 0;
            column.integer = false;
        }
        lp::Solver solver{all};
        for (const ProcessId id : unbounded) {
            Sum limit;
            for (std::size_t t = 0; t < period_count(); ++t) {
                const lp::ColumnId x = started(id, t);
                solver.set_cost(x, -1);
                const lp::Solution most = solver.solve();
                solver.set_cost(x, 0);
                if (most.status == lp::Status::infeasible) return;  // as is the whole model
                if (most.status != lp::Status::optimal)
                    throw Error{"E0550", "processes.csv", {{"process", network_.processes[id].id}}};
                limit.add(-most.objective * (1 + kBoundSlack));
            }
            limit_starts(id, limit.value());
        }
    }

    /// All starts of a candidate are at most `limit`, if it is built, and none are before it stands.
    void limit_starts(ProcessId id, double limit) {
        const Choice& choice =
            *std::ranges::find(result_.choices, id, [](const Choice& one) { return one.process; });
        std::vector<lp::Term> terms;
        for (std::size_t t = 0; t < period_count(); ++t) {
            if (share(id, t) > 0)
                terms.push_back({started(id, t), 1});
            else
                model().columns[started(id, t)].high = 0;
        }
        if (limit > 0) terms.push_back({choice.build, -limit});
        model().add_row("built[" + network_.processes[id].id + "]", -lp::kInfinity, 0,
                        std::move(terms));
    }

    void add_budget() {
        std::vector<lp::Term> terms;
        for (const Choice& choice : result_.choices) {
            const auto& process = network_.processes[choice.process];
            if (choice.build.valid()) terms.push_back({choice.build, process.capex});
            if (choice.expansion.valid())
                terms.push_back({choice.expansion, process.expansion_capex_per_unit});
        }
        result_.budget = model().add_row("budget", -lp::kInfinity, lp::kInfinity, std::move(terms));
    }

    const Network& network_;
    Investments result_;
};

}  // namespace

double Investments::capital(const Network& network, const Choice& choice,
                            const lp::Solution& solution) const {
    const auto& process = network.processes[choice.process];
    double capital = 0;
    if (choice.build.valid()) capital += process.capex * solution.values[choice.build];
    if (choice.expansion.valid())
        capital += process.expansion_capex_per_unit * solution.values[choice.expansion];
    return capital;
}

Investments add_investments(const Network& network, plan::Formulation formulation,
                            double horizon_months, double discount_rate) {
    return Adder{network, std::move(formulation)}.add(horizon_months, discount_rate);
}

}  // namespace jarip::onshore
