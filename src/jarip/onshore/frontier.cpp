#include <algorithm>
#include <mutex>
#include <vector>

#include "jarip/onshore/solve.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

/// What each candidate adds to today's level when it alone is built and nothing is expanded; nullopt where time was up.
std::optional<std::vector<std::pair<ProcessId, double>>> each_alone(TargetModel model, double today,
                                                                    const lp::Clock& clock) {
    lp::Model& lines = model.investments.model();
    for (auto& column : lines.columns) {
        column.cost = 0;
        column.integer = false;
    }
    for (const lp::Term& product : model.products)
        lines.columns[product.column].cost = -product.coefficient;
    for (const Choice& choice : model.investments.choices) {
        if (choice.build.valid()) lines.columns[choice.build].high = 0;
        if (choice.expansion.valid()) lines.columns[choice.expansion].high = 0;
    }
    const double slack = kSameLevel * std::max(model.most, today);
    lp::Solver solver{lines};
    std::vector<std::pair<ProcessId, double>> result;
    for (const Choice& choice : model.investments.choices) {
        if (!choice.build.valid()) continue;
        solver.set_bounds(choice.build, 0, 1);
        const lp::Solution solution = solver.solve(clock.rest());
        solver.set_bounds(choice.build, 0, 0);
        if (solution.values.empty() && clock.is_over()) return std::nullopt;
        const double level = solution.values.empty() ? today : -solution.objective;
        result.emplace_back(choice.process, level > today + slack ? level - today : 0.0);
    }
    return result;
}

Level level_today(TargetModel model, const lp::SolveOptions& options) {
    for (const Choice& choice : model.investments.choices) {
        auto& columns = model.investments.model().columns;
        if (choice.build.valid()) columns[choice.build].high = 0;
        if (choice.expansion.valid()) columns[choice.expansion].high = 0;
    }
    return largest_level(std::move(model), true, options);
}

/// Builds every candidate without which today's level cannot be passed, whatever else is built: what is then left to decide is
/// little, where a dear one would otherwise be built in part in each bound.
void build_what_is_needed(TargetModel& model, double today, const lp::Clock& clock) {
    lp::Model lines = model.investments.model();
    for (auto& column : lines.columns) {
        column.cost = 0;
        column.integer = false;
    }
    for (const lp::Term& product : model.products)
        lines.columns[product.column].cost = -product.coefficient;
    const double slack = kSameLevel * std::max(model.most, today);
    lp::Solver solver{lines};
    for (const Choice& choice : model.investments.choices) {
        if (!choice.build.valid()) continue;
        solver.set_bounds(choice.build, 0, 0);
        const lp::Solution solution = solver.solve(clock.rest());
        solver.set_bounds(choice.build, 0, 1);
        if (solution.status == lp::Status::optimal && -solution.objective <= today + slack)
            model.investments.model().columns[choice.build].low = 1;
    }
}

/// The solution of least capital that reaches the model's level.
lp::Solution least_capital(TargetModel model, const lp::SolveOptions& options) {
    lp::Model& lines = model.investments.model();
    for (auto& column : lines.columns) column.cost = 0;
    const lp::Row& budget = lines.rows[model.investments.budget];
    for (std::size_t t = budget.begin; t < budget.end; ++t)
        lines.columns[lines.terms[t].column].cost = lines.terms[t].coefficient;
    return lp::solve(lines, options);
}

/// No more is built and expanded than in the solution, but what costs nothing.
void hold_built(const lp::Solution& solution, TargetModel& model) {
    auto& columns = model.investments.model().columns;
    for (const Choice& choice : model.investments.choices) {
        if (choice.build.valid() && columns[choice.build].cost > 0)
            columns[choice.build].high = solution.values[choice.build];
        std::vector<lp::ColumnId> amounts{choice.expansion};
        for (const Enlargement& each : choice.larger) amounts.push_back(each.column);
        for (const lp::ColumnId id : amounts)
            if (id.valid() && columns[id].cost > 0)
                columns[id].high = std::min(columns[id].high, solution.values[id]);
    }
}

/// What may be spent to reach the most, and then to reach it at least cost.
struct Budgets {
    std::optional<double> level, cost;
};

/// The most that the budget allows, at least cost; with no more built than in `held`.
std::optional<Result> most_at_least_cost(const Network& network, Options options, double today,
                                         const Budgets& budgets, const lp::Solution* held,
                                         const lp::Clock& clock) {
    const double least = *options.level;
    const auto model_of = [&](std::optional<double> reached) {
        options.level = reached;
        TargetModel model = target_model(network, options);
        if (held) hold_built(*held, model);
        return model;
    };
    options.budget = budgets.level;
    TargetModel open = model_of({});
    build_what_is_needed(open, today, clock);
    const Level level = largest_level(std::move(open), false, clock.rest());
    options.budget = budgets.cost;
    Result result = at_largest(network, model_of, level.value, least, clock.rest());
    if (result.status == lp::Status::optimal) result.status = level.status;
    if (!result.found()) return std::nullopt;
    return result;
}

/// The most that the least capital for anything is good for, at least cost. Where the sets that this capital buys are
/// told apart by less than the solver sees of it, of the one that was found.
std::optional<Result> first_step(const Network& network, const Options& base,
                                 const Frontier& frontier, const lp::Clock& clock) {
    Options at_level = base;
    const double today = *frontier.today;
    at_level.level = today + kSomething * (*frontier.largest - today);
    const lp::Solution least = least_capital(target_model(network, at_level), clock.rest());
    if (least.values.empty()) return std::nullopt;
    const Budgets budgets{least.objective * (1 + kSameCapital),
                          least.objective * (1 + kCapitalRoom)};
    auto first = most_at_least_cost(network, at_level, today, budgets, nullptr, clock);
    if (first) return first;
    return most_at_least_cost(network, at_level, today, {base.budget, base.budget}, &least, clock);
}

/// The first solve that was ended tells the status of all.
void note(lp::Status status, Frontier& frontier) {
    const bool ended = status != lp::Status::optimal && status != lp::Status::infeasible;
    if (ended && frontier.status == lp::Status::optimal) frontier.status = status;
}

/// Of two points, the one that reaches less at no less cost goes.
void remove_dominated(std::vector<Result>& points) {
    std::vector<Result> kept;
    for (std::size_t i = points.size(); i-- > 0;) {
        if (!points[i].found()) continue;
        if (kept.empty() || points[i].objective < kept.back().objective)
            kept.push_back(std::move(points[i]));
    }
    std::reverse(kept.begin(), kept.end());
    points = std::move(kept);
}

}  // namespace

Frontier frontier(const Network& network, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    lp::SolveOptions solver = options.solver;
    if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
    Options base = options;
    base.target = Target::closed_border_racks;
    base.level.reset();
    const lp::Clock clock{solver};
    const TargetModel model = target_model(network, base);

    Frontier result;
    const auto level_of = [&](const Level& level) {
        note(level.status, result);
        const bool known = level.solution || level.status == lp::Status::infeasible;
        return known ? std::optional{level.value} : std::nullopt;
    };
    result.today = level_of(level_today(model, clock.rest()));
    result.largest = level_of(largest_level(model, false, clock.rest()));
    auto alone = result.today ? each_alone(model, *result.today, clock) : std::nullopt;
    result.alone_known = alone.has_value();
    if (alone) result.alone = std::move(*alone);
    if (!result.today || !result.largest) return result;

    const double today = *result.today;
    const double largest = *result.largest;
    const bool room = largest > today * (1 + kSameLevel);
    const std::size_t count = room ? static_cast<std::size_t>(std::max(2, options.points)) : 1;
    result.points.resize(count);
    Frontier known = result;
    known.points.clear();
    std::mutex telling;
    const auto behind = [](std::vector<Result>& points, double level) {
        return std::ranges::upper_bound(points, level, {},
                                        [](const Result& point) { return point.target.value(); });
    };
    parallel_for(count, options.run.threads, [&](std::size_t i) {
        const double share = room ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
        const double level = today + share * (largest - today);
        Options at_level = base;
        at_level.level = attainable(level);
        TargetModel at = target_model(network, at_level);
        at.exact_level = level;
        result.points[i] = solve_model(network, at, clock.rest());
        result.points[i].target = level;
        if (!options.so_far.frontier || !result.points[i].found()) return;
        const std::lock_guard lock{telling};
        known.points.insert(behind(known.points, level), result.points[i]);
        options.so_far.frontier([&] { return known; });
    });
    for (const Result& point : result.points) note(point.status, result);
    if (room) result.first = first_step(network, base, result, clock);
    if (result.first) {
        note(result.first->status, result);
        result.points.insert(behind(result.points, *result.first->target), *result.first);
    } else if (clock.is_over()) {
        note(clock.why(), result);
    }
    if (!result.alone_known) note(clock.why(), result);
    remove_dominated(result.points);
    return result;
}

}  // namespace jarip::onshore
