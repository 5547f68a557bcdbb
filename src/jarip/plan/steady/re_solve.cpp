#include "jarip/plan/steady/re_solve.hpp"

#include <algorithm>
#include <stdexcept>

namespace jarip::plan {

std::vector<std::optional<Rates>> re_solve(
    const SteadyModel& model, const lp::Basis& basis, std::size_t count, const RunOptions& run,
    Depth depth, const std::function<void(std::size_t, Bounds&)>& change) {
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
            const auto solved = model.solve(solver, bounds, run.stop, depth);
            if (solved.solution.status == lp::Status::optimal)
                rates[i] = model.rates(solved.solution, depth);
            else if (!run.stop.stop_requested())
                throw std::logic_error{"a month in which nothing has to be made was not solved"};
        }
    });
    return rates;
}

}  // namespace jarip::plan
