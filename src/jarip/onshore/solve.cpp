#include "jarip/onshore/solve.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "jarip/onshore/confirm.hpp"
#include "jarip/onshore/rules.hpp"
#include "jarip/onshore/sizes.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

using network::InputId;

/// What less preferred parts cost in the model, which is not reported. docs/formulas.md (Plan)
double preference_cost(const Network& network, const Investments& investments,
                       const lp::Solution& solution) {
    Sum cost;
    const std::size_t count = network.inputs.size();
    for (std::size_t i = 0; i < investments.formulation.used.size(); ++i) {
        const lp::Term& used = investments.formulation.used[i];
        if (!used.column.valid()) continue;
        const auto& part = network.parts[network.inputs[InputId{i % count}].part];
        cost.add((part.preference - 1) * 0.01 * network.items[part.item].price * used.coefficient *
                 solution.values[used.column] * investments.operating_factor[i / count]);
    }
    return cost.value();
}

double level_of(const TargetModel& model, const lp::Solution& solution) {
    Sum level;
    for (const lp::Term& product : model.products)
        level.add(product.coefficient * solution.values[product.column]);
    return level.value();
}

void read_built(const Network& network, const Investments& investments,
                const lp::Solution& solution, Result& result) {
    Sum capex;
    for (const Choice& choice : investments.choices) {
        const bool built = choice.build.valid() && solution.values[choice.build] == 1;
        const double expansion = plan::flow_of(investments.model(), solution, choice.expansion);
        if (!built && expansion <= 0) continue;
        const double capital = investments.capital(network, choice, solution);
        Built each{choice.process, capital, expansion, {}};
        if (built && is_sized(network, choice.process))
            each.capacity = choice.built(investments.model(), solution);
        result.built.push_back(each);
        capex.add(capital);
        result.days_until_built = std::max(result.days_until_built.value_or(0),
                                           network.processes[choice.process].build_days);
    }
    result.capex = capex.value();
}

std::optional<Period> period_of(const Investments& investments, std::size_t period) {
    const auto& periods = investments.formulation.periods;
    return periods.empty() ? std::nullopt : std::optional{periods[period]};
}

/// Every column of the plan that is not zero. What less preferred parts cost is no price.
std::vector<Flow> read_flows(const Network& network, const Investments& investments,
                             const lp::Solution& solution) {
    const lp::Model& model = investments.model();
    const auto& used = investments.formulation.used;
    std::vector<double> preference(investments.period_of.size(), 0);
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i].column.valid()) continue;
        const auto& part = network.parts[network.inputs[InputId{i % network.inputs.size()}].part];
        preference[used[i].column.index()] +=
            (part.preference - 1) * 0.01 * network.items[part.item].price * used[i].coefficient;
    }
    std::vector<Flow> flows;
    for (std::size_t j = 0; j < preference.size(); ++j) {
        const lp::ColumnId id{j};
        const double quantity = plan::flow_of(model, solution, id);
        if (quantity == 0) continue;
        const lp::Column& column = model.columns[id];
        const std::size_t period = investments.period_of[j];
        const double factor = investments.operating_factor[period];
        const std::size_t bracket = column.name.find('[');
        const double cost = column.cost / factor - preference[j];
        // What is left of a price after another was taken away is rounding.
        const bool free = std::abs(cost) <= kRestOfPrice * std::abs(preference[j]);
        flows.push_back({column.name.substr(0, bracket),
                         bracket == std::string::npos
                             ? ""
                             : column.name.substr(bracket + 1, column.name.size() - bracket - 2),
                         period_of(investments, period), quantity, free ? 0 : cost, factor});
    }
    return flows;
}

/// Of the horizon, each period's by what its costs count for.
Indexed<ProcessId, double> started_in(const Network& network, const Investments& investments,
                                      const lp::Solution& solution) {
    Indexed<ProcessId, double> started{network.processes.size(), 0.0};
    const auto& columns = investments.formulation.started;
    for (std::size_t i = 0; i < columns.size(); ++i)
        started[ProcessId{i % network.processes.size()}] +=
            plan::flow_of(investments.model(), solution, columns[i]) *
            investments.operating_factor[i / network.processes.size()];
    return started;
}

/// What is built and expanded costs, and the plants alone.
struct Capital {
    double all = 0, plants = 0;
};
Capital capital_of(const TargetModel& model, const lp::Solution& solution) {
    const lp::Model& lines = model.investments.model();
    const lp::Row& budget = lines.rows[model.investments.budget];
    Sum all, plants;
    for (std::size_t t = budget.begin; t < budget.end; ++t) {
        const lp::Term& term = lines.terms[t];
        const double cost = term.coefficient * solution.values[term.column];
        all.add(cost);
        if (lines.columns[term.column].integer) plants.add(cost);
    }
    return {all.value(), plants.value()};
}

/// A budget is kept to the last digit, where the solver sees it within a tolerance: a set of plants that costs more is left
/// out, and expansions beyond it have as much less to spend; the model is solved again.
lp::Solution solve_within_budget(TargetModel model, const lp::SolveOptions& options) {
    constexpr int kMostSolves = 200;
    const lp::Clock clock{options};
    lp::Model& lines = model.investments.model();
    const double budget = lines.rows[model.investments.budget].high;
    lp::Solution solution = lp::solve(lines, options);
    for (int solves = 0; solves < kMostSolves; ++solves) {
        if (solution.values.empty()) return solution;
        const Capital capital = capital_of(model, solution);
        if (capital.all <= budget * (1 + kBudgetRounding)) return solution;
        if (capital.plants > budget * (1 + kBudgetRounding)) {
            std::vector<lp::Term> built;
            const lp::Row& row = lines.rows[model.investments.budget];
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const lp::ColumnId id = lines.terms[t].column;
                if (lines.columns[id].integer && solution.values[id] == 1) built.push_back({id, 1});
            }
            const double most = static_cast<double>(built.size()) - 1;
            lines.add_row("budget", -lp::kInfinity, most, std::move(built));
        } else {
            double& high = lines.rows[model.investments.budget].high;
            high = std::max(capital.plants, high - 2 * (capital.all - budget));
        }
        solution = lp::solve(lines, clock.rest());
    }
    solution = {};
    solution.status = lp::Status::unknown;
    return solution;
}

}  // namespace

double attainable(double level) { return std::max(0.0, level * (1 - kLevelSlack)); }

Level largest_level(TargetModel model, bool relaxed, const lp::SolveOptions& options) {
    lp::Model& lines = model.investments.model();
    for (auto& column : lines.columns) {
        column.cost = 0;
        column.integer = column.integer && !relaxed;
    }
    for (const lp::Term& product : model.products)
        lines.columns[product.column].cost = -product.coefficient;
    lp::Solution solution = solve_within_budget(std::move(model), options);
    if (solution.status == lp::Status::unbounded) throw Error{"E0552", "processes.csv", {}};
    Level level{0, solution.status, {}, {}};
    if (solution.values.empty()) return level;
    level.value = std::max(0.0, -solution.objective);
    if (std::isfinite(solution.bound)) level.bound = std::max(level.value, -solution.bound);
    level.solution = std::move(solution);
    return level;
}

namespace {

/// What a solution of the model says; no more than its status where it is no solution.
void read_result(const Network& network, const TargetModel& model, const lp::Solution& solution,
                 Result& result) {
    const lp::Model& lines = model.investments.model();
    result.certificate = lp::certify(lines, solution);
    if (!result.certificate.holds) {
        if (result.status == lp::Status::optimal || result.status == lp::Status::feasible)
            result.status = lp::Status::unknown;
        return;
    }
    result.reached = level_of(model, solution);
    if (!model.products.empty()) result.products.assign(network.products.size(), 0);
    for (std::size_t i = 0; i < model.products.size(); ++i)
        result.products[model.kinds[i]] += solution.values[model.products[i].column];
    read_built(network, model.investments, solution, result);
    result.flows = read_flows(network, model.investments, solution);
    result.subsidies = plan::subsidies(network, started_in(network, model.investments, solution));
    read_rules(network, model, solution, result);
    // From its parts: what is left of capital and cost together has lost its last digits.
    Sum operating;
    for (const Flow& flow : result.flows)
        operating.add(flow.quantity * flow.unit_cost * flow.factor);
    result.operating_cost = operating.value();
    result.objective = result.capex + result.operating_cost;
    if (std::isfinite(solution.bound)) {
        const double preferences = preference_cost(network, model.investments, solution);
        result.bound = std::min(solution.bound - preferences, result.objective);
        result.gap = solution.gap;
    }
}

/// What the same set does at exactly the level that was wanted, where it can.
std::optional<lp::Solution> at_exact_level(TargetModel model, const lp::Solution& solution,
                                           const lp::SolveOptions& options) {
    if (!model.exact_level && model.exact_low.empty()) return std::nullopt;
    lp::Model& lines = model.investments.model();
    for (const lp::ColumnId id : lines.columns.ids())
        if (lines.columns[id].integer)
            lines.columns[id].low = lines.columns[id].high = solution.values[id];
    if (model.exact_level) lines.rows[model.level].low = *model.exact_level;
    for (const auto& [column, low] : model.exact_low) lines.columns[column].low = low;
    lp::Solution exact = lp::solve(lines, options);
    if (exact.status != lp::Status::optimal || !lp::certify(lines, exact).holds)
        return std::nullopt;
    const double budget = lines.rows[model.investments.budget].high;
    if (capital_of(model, exact).all > budget * (1 + kBudgetRounding)) return std::nullopt;
    exact.bound = std::min(solution.bound, exact.objective);
    exact.gap = lp::relative_gap(exact.objective, exact.bound);
    return exact;
}

/// The set that makes the most, where there was no time to look for a cheaper one: nothing is proven of its cost.
void read_most(const Network& network, const TargetModel& model, lp::Solution most,
               Result& result) {
    const lp::Model& lines = model.investments.model();
    Sum cost;
    for (const lp::ColumnId id : lines.columns.ids())
        cost.add(lines.columns[id].cost * most.values[id]);
    most.objective = cost.value();
    most.bound = -lp::kInfinity;
    most.gap = lp::relative_gap(most.objective, most.bound);
    read_result(network, model, most, result);
}

}  // namespace

Result solve_model(const Network& network, const TargetModel& model,
                   const lp::SolveOptions& options, Conflicts conflicts) {
    const lp::Clock clock{options};
    const lp::Model& lines = model.investments.model();
    Result result;
    const auto say = [&](const lp::Conflict& conflict) {
        result.status = conflict.status;
        result.conflict = lp::names_of(lines, conflict);
        result.conflict_known = conflict.searched;
    };
    if (!model.backlog.empty()) {
        const lp::Conflict late = lp::conflict_with_limits(lines, model.backlog, options);
        if (!late.empty() || !late.searched) {
            say(late);
            return result;
        }
    }
    const lp::Solution solution = lines.rows[model.investments.budget].high < lp::kInfinity
                                      ? solve_within_budget(model, clock.rest())
                                      : lp::solve(lines, clock.rest());
    result.status = solution.status;
    if (solution.status == lp::Status::infeasible && conflicts == Conflicts::asked) {
        say(lp::irreducible_conflict(lines, clock.rest()));
        // The solver has said so.
        result.status = lp::Status::infeasible;
        // Only what the solver sees within a tolerance is left: the last digit of the budget.
        if (result.conflict.empty() && result.conflict_known)
            result.conflict.push_back(lines.rows[model.investments.budget].name);
    }
    if (solution.values.empty()) return result;
    const auto exact = at_exact_level(model, solution, clock.rest());
    read_result(network, model, exact ? *exact : solution, result);
    return result;
}

Result at_largest(const Network& network, const std::function<TargetModel(double)>& model_of,
                  double level, double least, const lp::SolveOptions& options) {
    const lp::Clock clock{options};
    Result result;
    for (const double share : {1.0, 1 - kSomething, 0.999}) {
        const double reached = std::max(level * share, least);
        TargetModel model = model_of(attainable(reached));
        model.exact_level = reached;
        result = solve_model(network, model, clock.rest(), Conflicts::not_asked);
        result.target = reached;
        if (result.status != lp::Status::infeasible) return result;
    }
    // A solution that reaches it was found.
    result.status = lp::Status::unknown;
    return result;
}

Result solve(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    lp::SolveOptions solver = options.solver;
    if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
    require_level(options);
    if (options.target == Target::domestic_content || options.target == Target::autonomy_days) {
        Result result = solve_confirmed(network, options, solver);
        result.target = *options.level;
        return result;
    }
    const bool largest = options.target == Target::closed_border_racks && !options.level;
    const lp::Clock clock{solver};
    const TargetModel model = target_model(network, options);
    Level level{options.level.value_or(1), lp::Status::optimal, {}, {}};
    if (largest) {
        // The other half is for a cheaper set that makes as much.
        lp::SolveOptions half = clock.rest();
        half.seconds /= 2;
        level = largest_level(model, false, half);
        if (!level.solution && level.status != lp::Status::infeasible) {
            Result none;
            none.status = level.status;
            return none;
        }
    }
    const auto model_of = [&](double reached) {
        Options at_level = options;
        at_level.level = reached;
        return target_model(network, at_level);
    };
    Result result = largest && level.value > 0
                        ? at_largest(network, model_of, level.value, 0, clock.rest())
                        : solve_model(network, largest ? model_of(0) : model, clock.rest());
    if (!result.found() && level.solution && level.value > 0)
        read_most(network, model, *level.solution, result);
    result.target = level.value;
    result.target_bound = level.bound;
    // The least cost of a level of which it is not known whether it is the largest.
    if (result.status == lp::Status::optimal) result.status = level.status;
    // It is hard: a solution reaches it.
    if (options.target == Target::demand && result.found()) result.reached = level.value;
    return result;
}

}  // namespace jarip::onshore
