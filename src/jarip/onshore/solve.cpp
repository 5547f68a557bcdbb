#include "jarip/onshore/solve.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace jarip::onshore {
namespace {

using network::InputId;

constexpr double kLevelSlack = 1e-9;      // of a level found by solving, absolute and relative
constexpr double kBuiltTolerance = 1e-6;  // of a binary
constexpr double kExpansionTolerance = 1e-7;

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
    for (const lp::ColumnId column : model.products) level.add(solution.values[column]);
    return level.value();
}

/// Limits that cannot all hold, by name: balances and other identities are left out where limits are named.
std::vector<std::string> named(const lp::Model& model, const lp::Conflict& conflict) {
    std::vector<std::string> limits, all;
    for (const lp::RowId row : conflict.rows) {
        all.push_back(model.rows[row].name);
        if (model.rows[row].low != model.rows[row].high) limits.push_back(model.rows[row].name);
    }
    for (const lp::ColumnId column : conflict.columns)
        if (model.columns[column].low > 0) limits.push_back(model.columns[column].name);
    return limits.empty() ? all : limits;
}

void read_built(const Network& network, const Investments& investments,
                const lp::Solution& solution, Result& result) {
    Sum capex;
    for (const Choice& choice : investments.choices) {
        const bool built =
            choice.build.valid() && solution.values[choice.build] > 1 - kBuiltTolerance;
        const double expansion = choice.expansion.valid() ? solution.values[choice.expansion] : 0.0;
        const double scale = std::max(1.0, network.processes[choice.process].max_expansion);
        if (!built && expansion <= kExpansionTolerance * scale) continue;
        const double capital = investments.capital(network, choice, solution);
        result.built.push_back({choice.process, capital, expansion});
        capex.add(capital);
        result.days_until_built = std::max(result.days_until_built.value_or(0),
                                           network.processes[choice.process].build_days);
    }
    result.capex = capex.value();
}

}  // namespace

double attainable(double level) {
    return std::max(0.0, level - kLevelSlack * std::max(1.0, std::abs(level)));
}

Level largest_level(TargetModel model, bool relaxed, const lp::SolveOptions& options) {
    lp::Model& lines = model.investments.model();
    for (auto& column : lines.columns) {
        column.cost = 0;
        column.integer = column.integer && !relaxed;
    }
    for (const lp::ColumnId product : model.products) lines.columns[product].cost = -1;
    const lp::Solution solution = lp::solve(lines, options);
    if (solution.status == lp::Status::unbounded) throw Error{"E0552", "processes.csv", {}};
    const double level = solution.values.empty() ? 0.0 : std::max(0.0, -solution.objective);
    return {level, solution.status};
}

Result solve_model(const Network& network, const TargetModel& model,
                   const lp::SolveOptions& options) {
    const lp::Model& lines = model.investments.model();
    Result result;
    if (!model.backlog.empty()) {
        const lp::Conflict late = lp::conflict_with_limits(lines, model.backlog, options.stop);
        if (!late.empty()) {
            result.status = lp::Status::infeasible;
            result.conflict = named(lines, late);
            return result;
        }
    }
    const lp::Solution solution = lp::solve(lines, options);
    result.status = solution.status;
    if (solution.status == lp::Status::infeasible)
        result.conflict = named(lines, lp::irreducible_conflict(lines, options.stop));
    if (solution.values.empty()) return result;
    result.certificate = lp::certify(lines, solution);
    const double preferences = preference_cost(network, model.investments, solution);
    result.objective = solution.objective - preferences;
    if (std::isfinite(solution.bound)) {
        result.bound = solution.bound - preferences;
        result.gap = solution.gap;
    }
    result.reached = level_of(model, solution);
    read_built(network, model.investments, solution, result);
    result.operating_cost = result.objective - result.capex;
    return result;
}

Result solve(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    lp::SolveOptions solver = options.solver;
    if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
    TargetModel model = target_model(network, options);
    Level level{options.level.value_or(1), lp::Status::optimal};
    if (options.target == Target::closed_border_racks && !options.level) {
        level = largest_level(model, false, solver);
        model.investments.model().rows[model.level].low = attainable(level.value);
    }
    Result result = solve_model(network, model, solver);
    result.target = level.value;
    // The least cost of a level of which it is not known whether it is the largest.
    if (result.status == lp::Status::optimal) result.status = level.status;
    // The other targets are hard: a solution reaches them.
    if (options.target != Target::closed_border_racks && result.status == lp::Status::optimal)
        result.reached = level.value;
    return result;
}

}  // namespace jarip::onshore
