#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "build.hpp"
#include "calendar.hpp"
#include "horizon.hpp"
#include "jarip/plan.hpp"

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

/// The model of largest throughput: Σ delivered products, held by a row that is free until it is known.
struct Throughput {
    lp::Model model;
    std::vector<double> cost;
    lp::RowId total;

    Throughput(const Network& network, const Formulation& formulation) : model{formulation.model} {
        std::vector<lp::Term> terms;
        for (std::size_t i = 0; i < formulation.delivered.size(); ++i)
            if (formulation.delivered[i].valid() &&
                is_product_demand(network, i % network.demands.size()))
                terms.push_back({formulation.delivered[i], 1});
        total = model.add_row("throughput", -lp::kInfinity, lp::kInfinity, terms);
        for (auto& column : model.columns) cost.push_back(std::exchange(column.cost, 0.0));
        for (const lp::Term& term : terms) model.columns[term.column].cost = -1;
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
        lp::Model model = formulation_.model;
        lp::Solution solution;
        if (options_.objective == Objective::throughput) {
            Throughput throughput{network_, formulation_};
            solution = solve_certified(throughput.model);
            if (solution.status == lp::Status::optimal) {
                explained_ = throughput.model;
                throughput.hold(-solution.objective);
                model = throughput.model;
                solution = solve_certified(model);
            }
        } else {
            solution = solve_certified(model);
        }
        plan_.status = solution.status;
        if (solution.status == lp::Status::infeasible) plan_.conflict = conflict_of(model);
        if (!solution.values.empty()) read(model, solution);
        return std::move(plan_);
    }

private:
    lp::Solution solve_certified(const lp::Model& model) {
        lp::SolveOptions solver = options_.solver;
        if (!solver.stop.stop_possible()) solver.stop = options_.run.stop;
        lp::Solution solution = lp::solve(model, solver);
        if (!solution.values.empty()) plan_.certificate = lp::certify(model, solution);
        return solution;
    }

    void read(const lp::Model& model, const lp::Solution& solution) {
        const double preferences = formulation_.preference_cost(network_, solution);
        plan_.objective = solution.objective - preferences;
        plan_.bound = solution.bound - preferences;
        plan_.gap = solution.gap;

        // Bottlenecks and reasons are asked of the objective that the plan is after.
        lp::Model linear = with_whole_numbers_held(
            explained_.columns.empty() ? model : std::move(explained_), solution);
        lp::Solver solver{linear};
        lp::Solution duals = solver.solve({.stop = options_.run.stop});
        Horizon horizon{network_,          calendar_, formulation_,
                        std::move(linear), solution,  solver.basis()};
        read_flows(horizon);
        read_totals();
        plan_.pegging = peg(horizon);
        if (duals.status != lp::Status::optimal) return;
        horizon.solution.duals = std::move(duals.duals);
        horizon.solution.reduced_costs = std::move(duals.reduced_costs);
        plan_.late_reasons = find_late_reasons(horizon);
        plan_.bottlenecks = find_bottlenecks(horizon, options_);
    }

    void read_flows(const Horizon& horizon) {
        const auto values = [&](const std::vector<lp::ColumnId>& columns) {
            std::vector<double> result;
            for (const lp::ColumnId column : columns) result.push_back(horizon.value(column));
            return result;
        };
        plan_.started = values(formulation_.started);
        plan_.shipped = values(formulation_.shipped);
        plan_.delivered = values(formulation_.delivered);
        plan_.owed = values(formulation_.owed);
        plan_.stock = values(formulation_.stock);
        for (const lp::Term& term : formulation_.used)
            plan_.used.push_back(term.coefficient * horizon.value(term.column));
    }

    void read_totals() {
        Racks& racks = plan_.racks_per_month;
        for (std::size_t i = 0; i < plan_.delivered.size(); ++i) {
            const std::size_t demand = i % network_.demands.size();
            if (!is_product_demand(network_, demand)) continue;
            const double wanted = calendar_.wanted[i];
            plan_.wanted_total += wanted;
            plan_.delivered_total += plan_.delivered[i];
            plan_.late_total += std::min(wanted, plan_.owed[i]);
            racks.world += plan_.delivered[i] / network_.months;
            if (network_.country_of(network_.demands[DemandId{demand}].pool) != network_.home)
                continue;
            racks.obtained += plan_.delivered[i] / network_.months;
            racks.wanted += wanted / network_.months;
        }
        for (std::size_t i = 0; i < plan_.started.size(); ++i) {
            const auto& process = network_.processes[ProcessId{i % network_.processes.size()}];
            if (network_.is_product(process.item) &&
                network_.sites[process.site].country == network_.home)
                racks.built_at_home += process.yield * plan_.started[i] / network_.months;
        }
    }

    const Network& network_;
    const Options& options_;
    Calendar calendar_;
    Formulation formulation_;
    lp::Model explained_;
    Plan plan_;
};

}  // namespace

Plan solve(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    return Planner{network, options}.plan();
}

}  // namespace jarip::plan
