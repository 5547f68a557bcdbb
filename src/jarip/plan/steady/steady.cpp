#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <utility>

#include "jarip/plan.hpp"
#include "jarip/plan/model/limit.hpp"
#include "jarip/plan/steady/steady_model.hpp"

namespace jarip::plan {

namespace {

constexpr double kMoreCapacity = 0.01;     // docs/formulas.md (Plan): re-solve with +1 %
constexpr double kShadowTolerance = 1e-9;  // of the dearest demand: a limit worth less is rounding
constexpr double kShortTolerance = 1e-9;   // of what is wanted: below it nothing is short

/// Solves the month again under `count` changes of its bounds, dealt to threads in runs of neighbours; each
/// starts from the base's basis and nothing else.
std::vector<Rates> re_solve(const SteadyModel& model, const lp::Basis& basis, std::size_t count,
                            const RunOptions& run, Depth depth,
                            const std::function<void(std::size_t, Bounds&)>& change) {
    std::vector<Rates> rates(count);
    const std::size_t parts = std::min<std::size_t>(count, thread_count(run.threads));
    parallel_for(parts, run.threads, [&](std::size_t part) {
        lp::Solver solver = model.solver();
        const Bounds base = model.bounds();
        for (std::size_t i = part * count / parts; i < (part + 1) * count / parts; ++i) {
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

/// Limits with a dual, and what 1 % more of each brings. A limit without dual brings nothing: the gain of
/// more of it is at most its smallest dual.
std::vector<Bottleneck> find_bottlenecks(const Network& network, const SteadyModel& model,
                                         lp::Solver& solver, const Lexicographic& base,
                                         const RunOptions& run) {
    const Formulation& formulation = model.formulation();
    const lp::Solution value = model.solve_value(solver, base.basis, run.stop);
    if (value.status != lp::Status::optimal) return {};
    double largest = 0;
    for (const auto& demand : network.demands)
        largest = std::max(largest, demand.lost_cost * demand.total / network.months);
    auto binding = limits_of(network, formulation, base.solution);
    std::erase_if(binding, [&](Bottleneck& limit) {
        const lp::RowId row = row_of(network, formulation, limit, 0);
        limit.shadow_price = std::max(0.0, -value.duals[row]);
        return std::max(limit.shadow_price, -base.duals[row]) * limit.capacity <=
               kShadowTolerance * largest;
    });
    const auto rates = re_solve(
        model, base.basis, binding.size(), run, Depth::flows, [&](std::size_t i, Bounds& bounds) {
            bounds.rows[row_of(network, formulation, binding[i], 0)].high *= 1 + kMoreCapacity;
        });
    const Rates now = model.rates(base.solution);
    for (std::size_t i = 0; i < binding.size(); ++i) {
        const auto gain = [](double more, double less) {
            return std::abs(more - less) <= kNoFlow * std::max(1.0, less) ? 0 : more - less;
        };
        binding[i].gain = gain(rates[i].world, now.world);
        binding[i].gain_at_home = gain(rates[i].delivered_at_home, now.delivered_at_home);
    }
    std::ranges::stable_sort(binding, [](const Bottleneck& a, const Bottleneck& b) {
        return std::pair{a.gain, a.shadow_price} > std::pair{b.gain, b.shadow_price};
    });
    return binding;
}

/// The largest multiple of home's demand with all other deliveries held; nullopt where it has no limit.
std::optional<double> find_headroom(const Network& network, const RunOptions& run) {
    Formulation formulation = steady_formulation(network);
    lp::Model& model = formulation.model;
    for (auto& column : model.columns) column.cost = 0;
    const lp::ColumnId multiple = model.add_column("multiple", 0, lp::kInfinity, -1);
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        const lp::ColumnId delivered = formulation.delivered[id.index()];
        if (!delivered.valid()) continue;
        const double wanted = demand.total / network.months;
        if (network.country_of(demand.pool) != network.home) {
            model.rows[formulation.demand[id.index()]].low = wanted;
            continue;
        }
        model.rows[formulation.demand[id.index()]].high = lp::kInfinity;
        model.add_row("multiple[" + demand.id + "]", 0, 0, {{delivered, 1}, {multiple, -wanted}});
    }
    const lp::Solution solution = lp::solve(model, {.stop = run.stop});
    if (solution.status != lp::Status::optimal) return std::nullopt;
    return solution.values[multiple];
}

void read_flows(const Network& network, const SteadyModel& model, const lp::Solution& solution,
                SteadyPlan& plan) {
    const Formulation& formulation = model.formulation();
    for (const lp::ColumnId column : formulation.started)
        plan.started.add(flow_of(formulation.model, solution, column));
    for (const lp::Term& term : formulation.used)
        plan.used.add(term.column.valid()
                          ? term.coefficient * flow_of(formulation.model, solution, term.column)
                          : 0);
    for (const lp::ColumnId column : formulation.shipped)
        plan.shipped.add(flow_of(formulation.model, solution, column));
    plan.delivered_at_home.assign(network.products.size(), 0);
    Sum value;
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        const double delivered =
            flow_of(formulation.model, solution, formulation.delivered[id.index()]);
        plan.wanted.add(model.wanted(id));
        plan.delivered.add(delivered);
        value.add(demand.price * delivered);
        if (network.country_of(demand.pool) != network.home) continue;
        for (std::size_t i = 0; i < network.products.size(); ++i)
            if (network.pools[demand.pool].item == network.products[i])
                plan.delivered_at_home[i] += delivered;
    }
    plan.value_delivered = value.value();
    plan.objective = model.cost(solution) - formulation.preference_cost(network, solution);
    plan.rates = model.rates(solution);
}

SteadyPlan without_flows(const Network& network, lp::Status status) {
    SteadyPlan plan;
    plan.status = status;
    plan.started = Indexed<ProcessId, double>{network.processes.size()};
    plan.used = Indexed<InputId, double>{network.inputs.size()};
    plan.shipped = Indexed<ArcId, double>{network.arcs.size()};
    plan.wanted = Indexed<DemandId, double>{network.demands.size()};
    plan.delivered = plan.wanted;
    plan.delivered_at_home.assign(network.products.size(), 0);
    return plan;
}

bool nothing_is_short(const SteadyPlan& plan) {
    for (const DemandId id : plan.wanted.ids())
        if (plan.wanted[id] - plan.delivered[id] > kShortTolerance * plan.wanted[id]) return false;
    return true;
}

/// Closes what the change names; false where nothing of it is in use, so that the base stays the best.
bool close(const Formulation& formulation, const SteadyPlan& base, const Change& change,
           Bounds* bounds) {
    bool in_use = false;
    const auto shut = [&](lp::ColumnId column, double flow) {
        if (!column.valid()) return;
        in_use = in_use || flow != 0;
        if (bounds != nullptr) bounds->columns[column].low = bounds->columns[column].high = 0;
    };
    for (const ProcessId id : change.closed_processes)
        shut(formulation.started[id.index()], base.started[id]);
    for (const ArcId id : change.closed_arcs)
        shut(formulation.shipped[id.index()], base.shipped[id]);
    return in_use;
}

}  // namespace

double SteadyPlan::made(const Network& network, ProcessId process) const {
    return network.processes[process].yield * started[process];
}

SteadyPlan steady(const Network& network, const SteadyOptions& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    const SteadyModel model{network};
    lp::Solver solver = model.solver();
    const Lexicographic base =
        model.solve(solver, model.bounds(), options.run.stop, Depth::flows, true);
    SteadyPlan plan;
    plan.status = base.solution.status;
    if (plan.status != lp::Status::optimal) return without_flows(network, plan.status);
    plan.basis = base.basis;
    plan.certificate = base.certificate;
    read_flows(network, model, base.solution, plan);
    if (nothing_is_short(plan)) plan.headroom = find_headroom(network, options.run);
    if (options.bottlenecks)
        plan.bottlenecks = find_bottlenecks(network, model, solver, base, options.run);
    return plan;
}

std::vector<Rates> solve_variants(const Network& network, const SteadyPlan& base,
                                  std::span<const Change> changes, const RunOptions& run,
                                  Depth depth) {
    const SteadyModel model{network};
    const Formulation& formulation = model.formulation();
    Rates unchanged = base.rates;
    lp::Basis basis = base.basis;
    if (depth == Depth::deliveries) {
        // The base's basis is the best of other costs: repairing it takes longer than all the rest.
        lp::Solver solver = model.solver();
        solver.start_from(base.basis);
        const Lexicographic month = model.solve(solver, model.bounds(), run.stop, depth);
        if (month.solution.status != lp::Status::optimal) return std::vector<Rates>(changes.size());
        unchanged = model.rates(month.solution, depth);
        basis = month.basis;
    }
    std::vector<std::size_t> in_use;
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (close(formulation, base, changes[i], nullptr)) in_use.push_back(i);
    const auto solved =
        re_solve(model, basis, in_use.size(), run, depth, [&](std::size_t i, Bounds& bounds) {
            close(formulation, base, changes[in_use[i]], &bounds);
        });
    std::vector<Rates> rates(changes.size(), unchanged);
    for (std::size_t i = 0; i < in_use.size(); ++i) rates[in_use[i]] = solved[i];
    return rates;
}

}  // namespace jarip::plan
