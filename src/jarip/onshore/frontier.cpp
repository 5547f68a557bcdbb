#include <algorithm>
#include <vector>

#include "jarip/onshore/solve.hpp"

namespace jarip::onshore {
namespace {

/// A difference of levels that rounding makes.
constexpr double kNothing = 1e-7;

/// What each candidate adds to today's level when it alone is built and nothing is expanded.
std::vector<std::pair<ProcessId, double>> each_alone(TargetModel model, double today) {
    lp::Model& lines = model.investments.model();
    for (auto& column : lines.columns) {
        column.cost = 0;
        column.integer = false;
    }
    for (const lp::ColumnId product : model.products) lines.columns[product].cost = -1;
    for (const Choice& choice : model.investments.choices) {
        if (choice.build.valid()) lines.columns[choice.build].high = 0;
        if (choice.expansion.valid()) lines.columns[choice.expansion].high = 0;
    }
    const double slack = kNothing * std::max(1.0, today);
    lp::Solver solver{lines};
    std::vector<std::pair<ProcessId, double>> result;
    for (const Choice& choice : model.investments.choices) {
        if (!choice.build.valid()) continue;
        solver.set_bounds(choice.build, 0, 1);
        const lp::Solution solution = solver.solve();
        solver.set_bounds(choice.build, 0, 0);
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

/// The first solve that was ended tells the status of all.
void note(lp::Status status, Frontier& frontier) {
    const bool ended = status == lp::Status::limit || status == lp::Status::interrupted;
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
    const TargetModel model = target_model(network, base);

    Frontier result;
    const Level today = level_today(model, solver);
    const Level largest = largest_level(model, false, solver);
    result.today = today.value;
    result.largest = largest.value;
    for (const auto status : {today.status, largest.status}) note(status, result);
    result.alone = each_alone(model, result.today);

    const bool room = result.largest > result.today + kNothing * std::max(1.0, result.largest);
    const std::size_t count = room ? static_cast<std::size_t>(std::max(2, options.points)) : 1;
    result.points.resize(count);
    parallel_for(count, options.run.threads, [&](std::size_t i) {
        const double share = room ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
        const double level = result.today + share * (result.largest - result.today);
        TargetModel point = model;
        point.investments.model().rows[point.level].low = attainable(level);
        result.points[i] = solve_model(network, point, solver);
        result.points[i].target = level;
    });
    for (const Result& point : result.points) note(point.status, result);
    remove_dominated(result.points);
    return result;
}

}  // namespace jarip::onshore
