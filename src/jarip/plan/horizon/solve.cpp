#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/horizon/costs.hpp"
#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/horizon/nearly.hpp"
#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/calendar.hpp"
#include "jarip/plan/model/made.hpp"
#include "jarip/plan/model/order.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

bool is_product_demand(const Network& network, std::size_t demand) {
    return network.is_product(network.pools[network.demands[DemandId{demand}].pool].item);
}

/// The model with a row of all products delivered, several of them at list prices: it is maximised, then held while cost
/// is minimised.
struct Throughput {
    lp::Model model;
    std::vector<double> cost;
    std::vector<lp::Term> products;
    lp::RowId total;

    Throughput(const Network& network, const Formulation& formulation) : model{formulation.model} {
        const bool priced = std::ranges::all_of(
            network.products, [&](ItemId product) { return network.items[product].price > 0; });
        for (std::size_t i = 0; i < formulation.delivered.size(); ++i) {
            const DemandId demand{i % network.demands.size()};
            if (!formulation.delivered[i].valid() || !is_product_demand(network, demand.index()))
                continue;
            const ItemId product = network.pools[network.demands[demand].pool].item;
            const bool several = network.products.size() > 1 && priced;
            products.push_back(
                {formulation.delivered[i], several ? network.items[product].price : 1});
        }
        total = model.add_row("throughput", -lp::kInfinity, lp::kInfinity, products);
        for (const auto& column : model.columns) cost.push_back(column.cost);
    }

    void maximise() {
        for (auto& column : model.columns) column.cost = 0;
        for (const lp::Term& term : products) model.columns[term.column].cost = -term.coefficient;
    }

    void hold(double throughput) {
        model.rows[total].low = throughput * (1 - kThroughputSlack);
        for (const lp::ColumnId id : model.columns.ids()) model.columns[id].cost = cost[id.index()];
    }
};

/// Whole numbers as they are in the solution, the rest free: a linear model with duals. Where something is set up, what it can
/// make is limited by its capacity alone: the tie to the set-up, which knows no more capacity than there is, would hold back
/// what more of it could make.
lp::Model with_whole_numbers_held(lp::Model model, const lp::Solution& solution,
                                  const std::vector<lp::RowId>& ties) {
    for (const lp::RowId id : ties) {
        auto& row = model.rows[id];
        const bool is_on = std::any_of(model.terms.begin() + static_cast<std::ptrdiff_t>(row.begin),
                                       model.terms.begin() + static_cast<std::ptrdiff_t>(row.end),
                                       [&](const lp::Term& term) {
                                           return model.columns[term.column].integer &&
                                                  std::round(solution.values[term.column]) > 0;
                                       });
        if (is_on) row.high = lp::kInfinity;
    }
    for (const lp::ColumnId id : model.columns.ids()) {
        auto& column = model.columns[id];
        if (std::exchange(column.integer, false))
            column.low = column.high = std::round(solution.values[id]);
    }
    return model;
}

/// Demands of one priority, or several whose order does not matter, that are planned together.
std::vector<DemandSet> classes_of(const Network& network, const Options& options) {
    std::set<double, std::greater<>> priorities;
    for (const auto& demand : network.demands) priorities.insert(demand.priority);
    const bool together = options.objective == Objective::throughput || priorities.size() < 2;
    std::vector<DemandSet> classes;
    for (const double priority : together ? std::set<double, std::greater<>>{0} : priorities) {
        DemandSet one{network.demands.size(), 0};
        for (const DemandId id : network.demands.ids())
            one[id] = together || network.demands[id].priority == priority ? 1 : 0;
        classes.push_back(std::move(one));
    }
    return classes;
}

class Planner {
public:
    Planner(const Network& network, const Options& options)
        : network_{network},
          options_{options},
          limits_{options},
          calendar_{calendar_of(network, options.scenario)},
          formulation_{build(network, {}, calendar_)},
          all_{network.demands.size(), 1} {}

    Plan plan() {
        plan_.periods = calendar_.periods;
        plan_.capacity = calendar_.capacity;
        plan_.prices = {calendar_.arc_cost, calendar_.arc_holding};
        plan_.scenario = options_.scenario;
        if (is_large() && solve_nearly())
            plan_.nearly = true;
        else if (options_.objective == Objective::throughput)
            solve_throughput();
        else
            solve_by_class();
        plan_.status = solution_.status;
        if (solution_.status == lp::Status::infeasible) find_conflict();
        // Without columns, since nothing is wanted, there is nothing but what lies there.
        const bool is_nothing =
            formulation_.model.columns.empty() && solution_.status == lp::Status::optimal;
        if (is_nothing || !solution_.values.empty()) read();
        return std::move(plan_);
    }

private:
    /// Which costs a solve counts: all that the objective is made of, some of them, or others too.
    enum class Counts { all, some, others };

    /// A basis to start from is one of a feasible solution.
    void solve(const lp::Model& model, const lp::Basis& start, Counts counts) {
        counts_ = counts;
        lp::Solver with{model};
        with.start_from(start);
        lp::SolveOptions how = limits_.solve(model, !start.empty());
        const bool mixed = is_mixed(model);
        if (mixed) how.known.assign(solution_.values.begin(), solution_.values.end());
        lp::Solution found = mixed ? lp::solve(model, how) : with.solve(how);
        if (found.values.empty() && !solution_.values.empty()) {
            // Stopped before it had a plan: the one of the solve before is kept, of which nothing is proved.
            solution_.status = found.status;
            solution_.bound = -lp::kInfinity;
            return;
        }
        solution_ = std::move(found);
        model_ = model;
        basis_ = with.basis();
        if (counts != Counts::others && solution_.status == lp::Status::optimal)
            known_bound_ = std::max(known_bound_, solution_.bound);
    }

    /// Too large to be solved to the end, unless that is asked for.
    [[nodiscard]] bool is_large() const {
        return formulation_.model.columns.size() >= options_.large &&
               options_.near_gap >= kLeastNearGap && !is_mixed(formulation_.model) &&
               options_.objective == Objective::cost && !has_minimum() &&
               classes_of(network_, options_).size() == 1;
    }

    bool solve_nearly() {
        auto found = nearly_best(network_, formulation_, options_, limits_);
        if (!found) return false;
        solution_ = std::move(*found);
        model_ = formulation_.model;
        return true;
    }

    /// The classes of demand one after the other, each at least cost of its own: what a class is owed is no more
    /// with the classes below it than without. Minimum stocks come last.
    void solve_by_class() {
        const auto classes = classes_of(network_, options_);
        lp::Model model = formulation_.model;
        for (std::size_t k = 0; k < classes.size(); ++k) {
            const bool last = k + 1 == classes.size();
            set_costs(model, classes, k);
            solve(model, basis_, last ? Counts::all : Counts::some);
            if (solution_.status != lp::Status::optimal) return;
            if (last && !has_minimum()) return;
            hold_backlog(model, classes[k], last);
            if (solution_.status != lp::Status::optimal) return;
        }
        for (const lp::ColumnId column : formulation_.shortage)
            if (column.valid())
                model.columns[column].cost = formulation_.model.columns[column].cost;
        solve(model, basis_, Counts::others);
    }

    void find_conflict() {
        const lp::Conflict conflict =
            lp::irreducible_conflict(formulation_.model, limits_.solve(formulation_.model));
        plan_.conflict = lp::names_of(formulation_.model, conflict);
        plan_.conflict_known = conflict.searched;
    }

    [[nodiscard]] bool has_minimum() const {
        return std::ranges::any_of(formulation_.shortage,
                                   [](lp::ColumnId column) { return column.valid(); });
    }

    /// Nothing is paid yet for what classes after the k-th are owed, nor for short minimum stock.
    void set_costs(lp::Model& model, const std::vector<DemandSet>& classes, std::size_t k) const {
        for (const lp::ColumnId column : formulation_.shortage)
            if (column.valid()) model.columns[column].cost = 0;
        each_backlog([&](DemandId demand, lp::ColumnId backlog) {
            bool reached = false;
            for (std::size_t j = 0; j <= k; ++j) reached = reached || classes[j][demand] != 0;
            model.columns[backlog].cost = reached ? formulation_.model.columns[backlog].cost : 0;
        });
    }

    /// What the class is owed is the most it may be owed from now on; why it is, is said with the costs of now.
    void hold_backlog(lp::Model& model, const DemandSet& demands, bool last) {
        SolvedPlan horizon{network_, calendar_, formulation_, model_, solution_, basis_};
        if (!hold_whole_numbers(horizon)) {
            solution_.status = limits_.stopped() ? limits_.why() : lp::Status::feasible;
            return;
        }
        settle_ties(horizon, demands, false, limits_);
        explain(horizon, demands, last);
        each_backlog([&](DemandId demand, lp::ColumnId backlog) {
            if (demands[demand] == 0) return;
            const double most = std::max(0.0, horizon.solution.values[backlog]);
            auto& column = model.columns[backlog];
            column.high = std::min(
                column.high, most + std::max(kBacklogSlack * most, kBacklogRounding * column.size));
        });
    }

    /// What is owed and what is lost.
    template <class Visit>
    void each_backlog(const Visit& visit) const {
        for (const auto* columns : {&formulation_.backlog, &formulation_.lost})
            for (std::size_t i = 0; i < columns->size(); ++i)
                if ((*columns)[i].valid())
                    visit(DemandId{i % network_.demands.size()}, (*columns)[i]);
    }

    /// Reasons of lateness and, of the last class, what holds back.
    void explain(const SolvedPlan& horizon, const DemandSet& demands, bool last) {
        const Relief relief{horizon, options_, limits_, plan_.nearly};
        const auto find_reasons = [&] {
            auto reasons = find_late_reasons(horizon, demands, relief);
            plan_.late_reasons.insert(plan_.late_reasons.end(), reasons.begin(), reasons.end());
        };
        if (last)
            find_limits(horizon, relief, find_reasons);
        else
            find_reasons();
    }

    /// What holds back; `beside` is done at the same time as what holds back together is looked for.
    template <class Beside>
    void find_limits(const SolvedPlan& horizon, const Relief& relief, const Beside& beside) {
        plan_.bottlenecks = find_bottlenecks(horizon, options_, relief);
        parallel_for(2, options_.run.threads, [&](std::size_t part) {
            if (part == 0)
                beside();
            else if (options_.bottlenecks > 0)
                plan_.joint = find_joint(plan_.bottlenecks, relief);
        });
        explained_ = true;
    }

    /// Most throughput, then least cost. A linear model is solved for cost first: since lost demand is dear,
    /// most throughput is near, while from nothing the search for it is long.
    void solve_throughput() {
        Throughput throughput{network_, formulation_};
        if (!is_mixed(throughput.model)) solve(throughput.model, {}, Counts::all);
        throughput.maximise();
        solve(throughput.model, basis_, Counts::others);
        if (solution_.status != lp::Status::optimal) return;
        SolvedPlan first{network_, calendar_, formulation_, model_, solution_, basis_};
        throughput.hold(-solution_.objective);
        solve(throughput.model, basis_, Counts::all);
        if (solution_.status != lp::Status::optimal) return;
        // The limits of throughput, at the plan of least cost: complementary to the duals of the first solve.
        if (!hold_whole_numbers(first)) return;
        SolvedPlan held{network_, calendar_, formulation_, model_, solution_, basis_};
        if (!hold_whole_numbers(held)) return;
        first.solution.values = held.solution.values;
        first.solution.activities = held.solution.activities;
        find_limits(first, Relief{first, options_, limits_, false}, [] {});
    }

    void read() {
        SolvedPlan horizon{network_, calendar_, formulation_, model_, solution_, std::move(basis_)};
        const bool held = hold_whole_numbers(horizon);
        if (held && !plan_.nearly) settle_ties(horizon, all_, true, limits_);
        plan_.certificate = lp::certify(model_, horizon.solution);
        read_flows(horizon);
        read_costs(horizon);
        read_totals();
        tell();
        Traced traced = peg(horizon);
        plan_.pegging = std::move(traced.deliveries);
        plan_.part_pegging = std::move(traced.parts);
        tell();
        const bool reasons = plan_.late_reasons.empty() && plan_.status == lp::Status::optimal;
        if (held && !explained_)
            explain(horizon, last_class(), true);
        else if (held && reasons && options_.objective == Objective::throughput)
            explain(horizon, all_, false);
        sort_reasons();
        if (plan_.status == lp::Status::optimal && limits_.stopped()) plan_.status = limits_.why();
    }

    /// What is known before what holds it back is: in the form of a plan that was stopped.
    void tell() const {
        if (!options_.so_far || explained_) return;
        options_.so_far([&] {
            Plan known = plan_;
            known.status = lp::Status::interrupted;
            return known;
        });
    }

    [[nodiscard]] DemandSet last_class() const {
        return options_.objective == Objective::throughput ? all_
                                                           : classes_of(network_, options_).back();
    }

    void sort_reasons() { std::ranges::stable_sort(plan_.late_reasons, {}, &LateReason::period); }

    /// Makes the horizon's model a linear one with duals; its re-solves then keep lots and set-ups as they
    /// are. False where that was interrupted.
    bool hold_whole_numbers(SolvedPlan& horizon) {
        if (!is_mixed(horizon.linear)) return true;
        horizon.linear = with_whole_numbers_held(std::move(horizon.linear), horizon.solution,
                                                 formulation_.set_up_ties);
        lp::Solver solver{horizon.linear};
        const lp::Solution held = solver.solve(limits_.solve(horizon.linear));
        if (held.status != lp::Status::optimal) return false;
        horizon.basis = solver.basis();
        horizon.solution.duals = held.duals;
        horizon.solution.reduced_costs = held.reduced_costs;
        return true;
    }

    void read_flows(const SolvedPlan& horizon) {
        const auto values = [&](const std::vector<lp::ColumnId>& columns) {
            std::vector<double> result;
            for (const lp::ColumnId column : columns) result.push_back(horizon.value(column));
            return result;
        };
        plan_.started = values(formulation_.started);
        plan_.shipped = values(formulation_.shipped);
        plan_.delivered = values(formulation_.delivered);
        plan_.backlog = values(formulation_.backlog);
        plan_.lost = values(formulation_.lost);
        plan_.spoiled = values(formulation_.spoiled);
        plan_.stock = values(formulation_.stock);
        plan_.set_up = values(formulation_.set_up);
        plan_.kept = values(formulation_.kept);
        plan_.left = values(formulation_.left);
        plan_.opening = values(formulation_.opening);
        for (const lp::Term& term : formulation_.used)
            plan_.used.push_back(term.coefficient * horizon.value(term.column));
        for (std::size_t i = 0; i < plan_.stock.size(); ++i) {
            plan_.stock[i] += formulation_.idle_stock[i];
            plan_.spoiled[i] += formulation_.idle_spoiled[i];
        }
        plan_.shortages = beyond(horizon, formulation_.shortage);
        plan_.overstock = beyond(horizon, formulation_.over);
        add_idle_overstock();
    }

    /// What nobody can use lies above its maximum until it spoils.
    void add_idle_overstock() {
        for (const auto& stock : network_.stock)
            for (std::size_t t = 0; stock.maximum && t < calendar_.periods.size(); ++t) {
                const std::size_t at = t * network_.pools.size() + stock.pool.index();
                const double over = plan_.stock[at] - *stock.maximum;
                if (!formulation_.stock[at].valid() && over > 0)
                    plan_.overstock.push_back({stock.pool, t, over});
            }
        std::ranges::stable_sort(plan_.overstock, {}, &Shortage::period);
    }

    /// What is there of columns by period and pool.
    [[nodiscard]] std::vector<Shortage> beyond(const SolvedPlan& horizon,
                                               const std::vector<lp::ColumnId>& columns) const {
        std::vector<Shortage> found;
        const RowOrder order{network_};
        for (std::size_t t = 0; t < calendar_.periods.size(); ++t)
            for (const PoolId id : order.pools) {
                const lp::ColumnId column = columns[t * network_.pools.size() + id.index()];
                const double quantity = horizon.value(column);
                if (quantity > 0 && quantity > kShortStock * model_.columns[column].size)
                    found.push_back({id, t, quantity});
            }
        return found;
    }

    /// The bound falls short of the objective by as much as the solver's. Where the last solve counted other costs than the
    /// plan's and was not ended, by what solves before it proved.
    void read_costs(const SolvedPlan& horizon) {
        plan_.costs = costs_of(network_, calendar_, plan_);
        plan_.objective = total(plan_.costs);
        if (counts_ == Counts::all || solution_.status == lp::Status::optimal) {
            plan_.gap = horizon.solution.gap;
            plan_.bound = plan_.objective - (solution_.objective - solution_.bound);
            if (std::isfinite(plan_.bound)) return;
        }
        const double proven =
            std::max(known_bound_, counts_ == Counts::some ? solution_.bound : -lp::kInfinity);
        plan_.bound =
            std::min(plan_.objective, plan_.objective - (model_cost(horizon.solution) - proven));
        plan_.gap = lp::relative_gap(plan_.objective, plan_.bound);
    }

    /// What the model counts of the plan's costs: with a price of less preferred parts.
    [[nodiscard]] double model_cost(const lp::Solution& solution) const {
        Sum cost;
        for (const lp::ColumnId id : formulation_.model.columns.ids())
            cost.add(formulation_.model.columns[id].cost * solution.values[id]);
        for (const lp::ColumnId id : formulation_.shortage)
            if (id.valid()) cost.add(-formulation_.model.columns[id].cost * solution.values[id]);
        return cost.value();
    }

    void read_totals() {
        Rates& rates = plan_.products_per_month;
        const std::vector<double> prices = list_prices(network_);
        auto& [home, wanted_at_home, built, world] = rates.by_product;
        home = wanted_at_home = built = world = std::vector<double>(prices.size(), 0);
        const RowOrder order{network_};
        for (std::size_t t = 0; t < calendar_.periods.size(); ++t) {
            for (const DemandId id : order.demands) {
                const std::size_t i = t * network_.demands.size() + id.index();
                if (!is_product_demand(network_, id.index())) continue;
                const double wanted = calendar_.wanted[i];
                plan_.wanted_total += wanted;
                plan_.delivered_total += plan_.delivered[i];
                plan_.late_total += late_in(calendar_, i, plan_.backlog[i], plan_.lost[i]);
                const bool last = t + 1 == calendar_.periods.size();
                const double never = plan_.lost[i] + (last ? plan_.backlog[i] : 0);
                plan_.lost_total += never;
                const PoolId pool = network_.demands[id].pool;
                const std::size_t at = network_.product_index(network_.pools[pool].item).value();
                plan_.value.wanted += wanted * prices[at];
                plan_.value.delivered += plan_.delivered[i] * prices[at];
                plan_.value.late +=
                    late_in(calendar_, i, plan_.backlog[i], plan_.lost[i]) * prices[at];
                plan_.value.lost += never * prices[at];
                const double a_month = plan_.delivered[i] / network_.months;
                world[at] += a_month;
                rates.world += a_month;
                if (!network_.at_home(network_.country_of(pool))) continue;
                home[at] += a_month;
                wanted_at_home[at] += wanted / network_.months;
                rates.delivered_at_home += a_month;
                rates.wanted += wanted / network_.months;
            }
            const auto made = built_at_home(network_, [&](ProcessId id) {
                return plan_.started[t * network_.processes.size() + id.index()];
            });
            for (std::size_t i = 0; i < made.size(); ++i) built[i] += made[i] / network_.months;
        }
        rates.built_at_home = jarip::sum(built);
    }

    const Network& network_;
    const Options& options_;
    Limits limits_;
    Calendar calendar_;
    Formulation formulation_;
    DemandSet all_;
    lp::Model model_;  ///< of the last solve, with its solution and basis
    lp::Solution solution_;
    lp::Basis basis_;
    Counts counts_ = Counts::all;
    double known_bound_ = -lp::kInfinity;  ///< of the plan's costs, by solves that were ended
    bool explained_ = false;               ///< what holds back is known before the last solve
    Plan plan_;
};

}  // namespace

Plan solve(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    return Planner{network, options}.plan();
}

}  // namespace jarip::plan
