#include "jarip/plan/steady/re_solve.hpp"

#include <algorithm>
#include <stdexcept>

#include "jarip/plan/model/contract.hpp"

namespace jarip::plan {

namespace {

[[noreturn]] void refuse_unsolved() {
    throw std::logic_error{"a month in which nothing has to be made was not solved"};
}

}  // namespace

std::vector<std::optional<Rates>> re_solve(
    const SteadyModel& model, const lp::Basis& basis, std::size_t count, const RunOptions& run,
    Solves solves, const std::function<void(std::size_t, Bounds&)>& change) {
    std::vector<std::optional<Rates>> rates(count);
    const std::size_t parts = std::min<std::size_t>(count, thread_count(run.threads));
    parallel_for(parts, run.threads, [&](std::size_t part) {
        lp::Solver solver = model.solver();
        const Bounds base = model.bounds();
        for (std::size_t i = part * count / parts; i < (part + 1) * count / parts; ++i) {
            if (run.stop.stop_requested()) return;
            Bounds bounds = base;
            change(i, bounds);
            solver.start_from(basis);
            const lp::Solution solution =
                solves == Solves::all
                    ? model.solve(solver, bounds, run.stop).solution
                    : model.solve_first(solver, bounds, run.stop, solves == Solves::home_first);
            if (solution.status == lp::Status::optimal)
                rates[i] =
                    model.rates(solution, solves == Solves::all ? Depth::flows : Depth::deliveries);
            else if (!run.stop.stop_requested())
                refuse_unsolved();
        }
    });
    return rates;
}

std::vector<std::optional<Rates>> re_solve_deliveries(
    const SteadyModel& model, const std::vector<std::vector<lp::ColumnId>>& closed,
    const RunOptions& run) {
    std::vector<std::optional<Rates>> rates(closed.size());
    const Contraction whole{model.formulation().model, *model.value_home_first()};
    parallel_for(closed.size(), run.threads, [&](std::size_t i) {
        if (run.stop.stop_requested()) return;
        const auto part = whole.without(closed[i]);
        const lp::Solution solution = lp::solve(part.model, {.stop = run.stop});
        lp::Solution month;
        if (solution.status == lp::Status::optimal) {
            month.values = part.values_of_whole(solution, model.formulation().model.columns.size());
            rates[i] = model.rates(month, Depth::deliveries);
        }
        if (solution.status != lp::Status::optimal && !run.stop.stop_requested()) refuse_unsolved();
    });
    return rates;
}

}  // namespace jarip::plan
