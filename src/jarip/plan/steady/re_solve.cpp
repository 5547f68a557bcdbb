#include "jarip/plan/steady/re_solve.hpp"

#include <algorithm>
#include <stdexcept>

#include "jarip/plan/model/contract.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

namespace {

[[noreturn]] void refuse_unsolved() {
    throw std::logic_error{"a month in which nothing has to be made was not solved"};
}

/// One month after the other, dealt to threads in runs of neighbours; each run has a worker of its own.
template <class Make>
std::vector<std::optional<Rates>> in_runs(std::size_t count, const RunOptions& run,
                                          const Make& worker) {
    std::vector<std::optional<Rates>> rates(count);
    const std::size_t parts = std::min<std::size_t>(count, thread_count(run.threads));
    parallel_for(parts, run.threads, [&](std::size_t part) {
        auto solve = worker();
        for (std::size_t i = part * count / parts; i < (part + 1) * count / parts; ++i) {
            if (run.stop.stop_requested()) return;
            rates[i] = solve(i);
        }
    });
    return rates;
}

}  // namespace

std::vector<std::optional<Rates>> re_solve(
    const SteadyModel& model, const lp::Basis& basis, std::size_t count, const RunOptions& run,
    Solves solves, const std::function<void(std::size_t, Bounds&)>& change) {
    const Bounds base = model.bounds();
    return in_runs(count, run, [&] {
        return [&, solver = model.solver()](std::size_t i) mutable -> std::optional<Rates> {
            Bounds bounds = base;
            change(i, bounds);
            solver.start_from(basis);
            const lp::Solution solution =
                solves == Solves::all
                    ? model.solve(solver, bounds, run.stop).solution
                    : model.solve_first(solver, bounds, run.stop, solves == Solves::home_first);
            if (solution.status == lp::Status::optimal)
                return model.rates(solution,
                                   solves == Solves::all ? Depth::flows : Depth::deliveries);
            if (!run.stop.stop_requested()) refuse_unsolved();
            return std::nullopt;
        };
    });
}

namespace {

using Columns = std::vector<lp::ColumnId>;

/// Months of deliveries alone, each with some columns closed: one contraction of all of them with other limits where that is
/// what closing means, from the same basis; else one of their own.
class Months {
public:
    Months(const SteadyModel& model, const RunOptions& run)
        : model_{model},
          run_{run},
          whole_{model.formulation().model, *model.value_home_first()},
          open_{whole_.without({})} {
        if (!is_small()) return;
        lp::Solver solver{open_.model};
        if (is_solved(solver.solve(options()))) basis_ = solver.basis();
    }

    /// nullopt where it was stopped. `solver` is made for the first month that needs it; its limits are afterwards what
    /// they were.
    [[nodiscard]] std::optional<Rates> without(const Columns& closed,
                                               std::optional<lp::Solver>& solver) const {
        const auto limits = is_small() ? whole_.limits_without(open_, closed) : std::nullopt;
        if (!limits) return alone(closed);
        if (!solver) solver.emplace(open_.model);
        for (const auto& [column, high] : *limits)
            solver->set_bounds(column, open_.model.columns[column].low, high);
        solver->start_from(basis_);
        const lp::Solution solution = solver->solve(options());
        for (const auto& limit : *limits) {
            const lp::Column& column = open_.model.columns[limit.column];
            solver->set_bounds(limit.column, column.low, column.high);
        }
        return rates(open_, solution);
    }

private:
    /// Made smaller still a small contraction takes longer. A large one is solved from nothing sooner than from where another was:
    /// a closed site moves thousands of its columns.
    [[nodiscard]] bool is_small() const { return open_.model.columns.size() <= kSmallMonth; }

    [[nodiscard]] lp::SolveOptions options() const {
        return {.stop = run_.stop, .presolve = !is_small()};
    }

    [[nodiscard]] bool is_solved(const lp::Solution& solution) const {
        if (solution.status == lp::Status::optimal) return true;
        if (!run_.stop.stop_requested()) refuse_unsolved();
        return false;
    }

    [[nodiscard]] std::optional<Rates> alone(const Columns& closed) const {
        const auto part = whole_.without(closed);
        return rates(part, lp::solve(part.model, options()));
    }

    [[nodiscard]] std::optional<Rates> rates(const Contraction::Part& part,
                                             const lp::Solution& solution) const {
        if (!is_solved(solution)) return std::nullopt;
        lp::Solution month;
        month.values = part.values_of_whole(solution, model_.formulation().model.columns.size());
        return model_.rates(month, Depth::deliveries);
    }

    const SteadyModel& model_;
    const RunOptions& run_;
    Contraction whole_;
    Contraction::Part open_;
    lp::Basis basis_;
};

}  // namespace

std::vector<std::optional<Rates>> re_solve_deliveries(const SteadyModel& model,
                                                      const std::vector<Columns>& closed,
                                                      const RunOptions& run) {
    const Months months{model, run};
    return in_runs(closed.size(), run, [&] {
        return [&months, &closed, solver = std::optional<lp::Solver>{}](std::size_t i) mutable {
            return months.without(closed[i], solver);
        };
    });
}

}  // namespace jarip::plan
