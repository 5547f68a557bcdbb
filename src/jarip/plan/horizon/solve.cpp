#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/plan/horizon/horizon.hpp"
#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/calendar.hpp"
#include "jarip/plan/model/face.hpp"

namespace jarip::plan {

namespace {

/// Of the throughput, what the second solve may give up: rounding, no more.
constexpr double kThroughputSlack = 1e-9;

/// Names of limits, not of identities such as balances, that cannot all hold.
std::vector<std::string> conflict_of(const lp::Model& model) {
    const lp::Conflict conflict = lp::irreducible_conflict(model);
    std::vector<std::string> names;
    for (const lp::RowId row : conflict.rows)
        if (model.rows[row].low != model.rows[row].high) names.push_back(model.rows[row].name);
    for (const lp::ColumnId column : conflict.columns)
        if (model.columns[column].low > 0) names.push_back(model.columns[column].name);
    if (names.empty())
        for (const lp::RowId row : conflict.rows) names.push_back(model.rows[row].name);
    return names;
}

bool is_product_demand(const Network& network, std::size_t demand) {
    return network.is_product(network.pools[network.demands[DemandId{demand}].pool].item);
}

/// The model with a row of all products delivered: it is maximised, then held while cost is minimised.
struct Throughput {
    lp::Model model;
    std::vector<double> cost;
    std::vector<lp::Term> products;
    lp::RowId total;

    Throughput(const Network& network, const Formulation& formulation) : model{formulation.model} {
        for (std::size_t i = 0; i < formulation.delivered.size(); ++i)
            if (formulation.delivered[i].valid() &&
                is_product_demand(network, i % network.demands.size()))
                products.push_back({formulation.delivered[i], 1});
        total = model.add_row("throughput", -lp::kInfinity, lp::kInfinity, products);
        for (const auto& column : model.columns) cost.push_back(column.cost);
    }

    void maximise() {
        for (auto& column : model.columns) column.cost = 0;
        for (const lp::Term& term : products) model.columns[term.column].cost = -1;
    }

    void hold(double throughput) {
        model.rows[total].low = throughput - kThroughputSlack * std::max(1.0, throughput);
        for (const lp::ColumnId id : model.columns.ids()) model.columns[id].cost = cost[id.index()];
    }
};

/// Whole numbers as they are in the solution, the rest free: a linear model with duals.
lp::Model with_whole_numbers_held(lp::Model model, const lp::Solution& solution) {
    for (const lp::ColumnId id : model.columns.ids()) {
        auto& column = model.columns[id];
        if (std::exchange(column.integer, false))
            column.low = column.high = std::round(solution.values[id]);
    }
    return model;
}

bool is_mixed(const lp::Model& model) {
    return std::ranges::any_of(model.columns, &lp::Column::integer);
}

/// A solved model whose duals are asked for later.
struct Explained {
    lp::Model model;
    lp::Solution solution;
    lp::Basis basis;
};

class Planner {
public:
    Planner(const Network& network, const Options& options)
        : network_{network},
          options_{options},
          calendar_{period_calendar(
              network, options.scenario.empty() ? nullptr : &network.scenario(options.scenario))},
          formulation_{build(network, {}, calendar_)} {}

    Plan plan() {
        plan_.periods = calendar_.periods;
        if (options_.objective == Objective::throughput)
            solve_throughput();
        else
            solve(formulation_.model, {});
        plan_.status = solution_.status;
        if (solution_.status == lp::Status::infeasible)
            plan_.conflict = conflict_of(formulation_.model);
        if (!solution_.values.empty()) read();
        return std::move(plan_);
    }

private:
    /// A basis to start from is one of a feasible solution.
    void solve(const lp::Model& model, const lp::Basis& start) {
        lp::SolveOptions solver = options_.solver;
        if (!solver.stop.stop_possible()) solver.stop = options_.run.stop;
        solver.from_feasible = !start.empty();
        lp::Solver with{model};
        with.start_from(start);
        solution_ = is_mixed(model) ? lp::solve(model, solver) : with.solve(solver);
        model_ = model;
        basis_ = with.basis();
    }

    /// Most throughput, then least cost. A linear model is solved for cost first: since lost demand is dear,
    /// most throughput is near, while from nothing the search for it is long.
    void solve_throughput() {
        Throughput throughput{network_, formulation_};
        if (!is_mixed(throughput.model)) solve(throughput.model, {});
        throughput.maximise();
        solve(throughput.model, basis_);
        if (solution_.status != lp::Status::optimal) return;
        throughput_ = Explained{model_, solution_, basis_};
        throughput.hold(-solution_.objective);
        solve(throughput.model, basis_);
    }

    void read() {
        SolvedPlan horizon{network_, calendar_, formulation_, model_, solution_, std::move(basis_)};
        const bool explained = hold_whole_numbers(horizon);
        if (explained) deliver_early(horizon);
        plan_.certificate = lp::certify(model_, horizon.solution);
        read_cost(horizon.solution);
        read_flows(horizon);
        read_totals();
        plan_.pegging = peg(horizon);
        if (!explained) return;
        plan_.late_reasons = find_late_reasons(horizon);
        if (throughput_) {
            horizon.linear = std::move(throughput_->model);
            horizon.basis = std::move(throughput_->basis);
            horizon.solution.duals = throughput_->solution.duals;
            if (!hold_whole_numbers(horizon)) return;
        }
        plan_.bottlenecks = find_bottlenecks(horizon, options_);
    }

    /// Where lateness costs nothing, the plan among those of the same cost that owes least for shortest.
    void deliver_early(SolvedPlan& horizon) const {
        lp::Model& model = horizon.linear;
        std::vector<double> lateness(model.columns.size(), 0);
        bool any = false;
        for (std::size_t i = 0; i < formulation_.backlog.size(); ++i) {
            const std::size_t demands = network_.demands.size();
            if (network_.demands[DemandId{i % demands}].late_cost_per_day > 0) continue;
            lateness[formulation_.backlog[i].index()] = calendar_.days(i / demands);
            any = any || horizon.value(formulation_.backlog[i]) > 0;
        }
        if (!any) return;
        std::vector<double> costs;
        for (const auto& column : model.columns) costs.push_back(column.cost);
        Bounds face{model};
        hold_face(face, horizon.solution, face_tolerance(worth_of(model, costs)));
        lp::Solver solver{model};
        solver.start_from(horizon.basis);
        face.apply(solver);
        for (const lp::ColumnId id : model.columns.ids()) solver.set_cost(id, lateness[id.index()]);
        lp::Solution early = solver.solve({.stop = options_.run.stop, .from_feasible = true});
        if (early.status != lp::Status::optimal) return;
        horizon.solution.values = std::move(early.values);
        horizon.solution.activities = std::move(early.activities);
    }

    void read_cost(const lp::Solution& solution) {
        Sum cost;
        for (const lp::ColumnId id : formulation_.model.columns.ids())
            cost.add(formulation_.model.columns[id].cost * solution.values[id]);
        plan_.objective = cost.value() - formulation_.preference_cost(network_, solution);
        plan_.gap = solution.gap;
        plan_.bound = plan_.objective - (solution.objective - solution.bound);
    }

    /// Makes the horizon's model a linear one with duals; its re-solves then keep lots and set-ups as they
    /// are. False where that was interrupted.
    bool hold_whole_numbers(SolvedPlan& horizon) {
        if (!is_mixed(horizon.linear)) return true;
        horizon.linear = with_whole_numbers_held(std::move(horizon.linear), horizon.solution);
        lp::Solver solver{horizon.linear};
        const lp::Solution held = solver.solve({.stop = options_.run.stop});
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
        plan_.stock = values(formulation_.stock);
        for (const lp::Term& term : formulation_.used)
            plan_.used.push_back(term.coefficient * horizon.value(term.column));
    }

    void read_totals() {
        Rates& rates = plan_.products_per_month;
        for (std::size_t i = 0; i < plan_.delivered.size(); ++i) {
            const std::size_t demand = i % network_.demands.size();
            if (!is_product_demand(network_, demand)) continue;
            const double wanted = calendar_.wanted[i];
            plan_.wanted_total += wanted;
            plan_.delivered_total += plan_.delivered[i];
            plan_.late_total += std::min(wanted, plan_.backlog[i]);
            rates.world += plan_.delivered[i] / network_.months;
            if (network_.country_of(network_.demands[DemandId{demand}].pool) != network_.home)
                continue;
            rates.delivered_at_home += plan_.delivered[i] / network_.months;
            rates.wanted += wanted / network_.months;
        }
        for (std::size_t i = 0; i < plan_.started.size(); ++i) {
            const auto& process = network_.processes[ProcessId{i % network_.processes.size()}];
            if (network_.is_product(process.item) &&
                network_.sites[process.site].country == network_.home)
                rates.built_at_home += process.yield * plan_.started[i] / network_.months;
        }
    }

    const Network& network_;
    const Options& options_;
    Calendar calendar_;
    Formulation formulation_;
    lp::Model model_;  ///< of the last solve, with its solution and basis
    lp::Solution solution_;
    lp::Basis basis_;
    /// The first solve, where throughput is the objective.
    std::optional<Explained> throughput_;
    Plan plan_;
};

}  // namespace

Plan solve(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    return Planner{network, options}.plan();
}

}  // namespace jarip::plan
