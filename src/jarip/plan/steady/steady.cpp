#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "jarip/plan.hpp"
#include "jarip/plan/model/gain.hpp"
#include "jarip/plan/model/joint.hpp"
#include "jarip/plan/model/limit.hpp"
#include "jarip/plan/steady/path.hpp"
#include "jarip/plan/steady/re_solve.hpp"
#include "jarip/plan/steady/steady_model.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

SteadyPlan::SteadyPlan() = default;
SteadyPlan::~SteadyPlan() = default;
SteadyPlan::SteadyPlan(const SteadyPlan&) = default;
SteadyPlan::SteadyPlan(SteadyPlan&&) noexcept = default;
SteadyPlan& SteadyPlan::operator=(const SteadyPlan&) = default;
SteadyPlan& SteadyPlan::operator=(SteadyPlan&&) noexcept = default;

namespace {

constexpr double kMoreCapacity = 0.01;  // docs/formulas.md (Plan): re-solve with +1 %
constexpr std::size_t kMostJoint = 5;   // groups of limits in series
constexpr std::size_t kMostInSeries = 24;

/// What holds the month back: limits with a dual or used in full, and what 1 % more of each brings. A limit without
/// dual brings nothing: the gain of more of it is at most its smallest dual.
class Holdup {
public:
    Holdup(const Network& network, const SteadyModel& model, const Lexicographic& base,
           const RunOptions& run)
        : network_{network},
          model_{model},
          base_{base},
          run_{run},
          now_{model.rates(base.solution)} {}

    std::vector<Bottleneck> find(lp::Solver& solver) {
        const lp::Solution value = model_.solve_value(solver, base_.basis, run_.stop);
        if (value.status != lp::Status::optimal) return {};
        double largest = 0;
        for (const auto& demand : network_.demands)
            largest = std::max(largest, demand.lost_cost * demand.total / network_.months);
        auto limits = limits_of(network_, model_.formulation(), base_.solution);
        std::vector<std::vector<Bottleneck>> priced;
        std::erase_if(limits, [&](Bottleneck& limit) {
            const lp::RowId row = row_of(network_, model_.formulation(), limit, 0);
            limit.shadow_price = std::max(0.0, -value.duals[row]);
            const bool has_price =
                std::max(limit.shadow_price, -base_.duals[row]) * limit.capacity >
                kNoShadowPrice * largest;
            if (has_price)
                priced.push_back({limit});
            else
                limit.gain = limit.gain_at_home = limit.gain_value = limit.gain_value_at_home =
                    limit.shadow_price = 0;
            return !has_price && !is_full(limit);
        });
        const auto rates = more_of(priced);
        const std::vector<double> prices = list_prices(network_);
        std::size_t next = 0;
        for (Bottleneck& limit : limits) {
            if (limit.gain) continue;
            if (const auto& more = rates[next++]) {
                limit.gain = gained(more->by_product.world, now_.by_product.world);
                limit.gain_at_home = gained(more->by_product.home, now_.by_product.home);
                limit.gain_value = gained(more->by_product.world, now_.by_product.world, prices);
                limit.gain_value_at_home =
                    gained(more->by_product.home, now_.by_product.home, prices);
            }
        }
        std::ranges::stable_sort(limits, [](const Bottleneck& a, const Bottleneck& b) {
            return std::tuple{a.gain_value.value_or(0), a.gain.value_or(0), a.shadow_price} >
                   std::tuple{b.gain_value.value_or(0), b.gain.value_or(0), b.shadow_price};
        });
        return limits;
    }

    /// Of limits that bring nothing alone, those that do together.
    [[nodiscard]] std::vector<JointBottleneck> joint(const std::vector<Bottleneck>& limits) const {
        std::vector<Bottleneck> alone;
        for (const Bottleneck& limit : limits)
            if (limit.gain == 0.0 && alone.size() < kMostInSeries) alone.push_back(limit);
        const auto works = [&](const std::vector<Bottleneck>& set) {
            const auto more = more_of({set}).front();
            return more && gained(more->by_product.world, now_.by_product.world) > 0;
        };
        std::vector<JointBottleneck> found;
        while (alone.size() > 1 && found.size() < kMostJoint && works(alone)) {
            const auto series = least_that_works(alone, works);
            const auto more = more_of({series}).front();
            if (!more || series.size() < 2) break;
            found.push_back(
                {series, gained(more->by_product.world, now_.by_product.world),
                 gained(more->by_product.home, now_.by_product.home),
                 gained(more->by_product.world, now_.by_product.world, list_prices(network_))});
            std::erase_if(alone, [&](const Bottleneck& limit) {
                return std::ranges::any_of(
                    series, [&](const Bottleneck& other) { return is_same(limit, other); });
            });
        }
        return found;
    }

private:
    [[nodiscard]] std::vector<std::optional<Rates>> more_of(
        const std::vector<std::vector<Bottleneck>>& sets) const {
        return re_solve(
            model_, base_.basis, sets.size(), run_, Solves::value,
            [&](std::size_t i, Bounds& bounds) {
                for (const Bottleneck& limit : sets[i])
                    bounds.rows[row_of(network_, model_.formulation(), limit, 0)].high *=
                        1 + kMoreCapacity;
            });
    }

    [[nodiscard]] static bool is_full(const Bottleneck& limit) {
        return limit.capacity > 0 && limit.used >= limit.capacity * (1 - kFullUseSteady);
    }

    const Network& network_;
    const SteadyModel& model_;
    const Lexicographic& base_;
    const RunOptions& run_;
    Rates now_;
};

/// The largest multiple of home's demand with all other deliveries held; nullopt where it has no limit.
std::optional<double> find_headroom(const Network& network, const network::Scenario* scenario,
                                    const RunOptions& run) {
    Formulation formulation = steady_formulation(network, {.scenario = scenario});
    lp::Model& model = formulation.model;
    for (auto& column : model.columns) column.cost = 0;
    const lp::ColumnId multiple = model.add_column("multiple", 0, lp::kInfinity, -1);
    for (const DemandId id : network.demands.ids()) {
        const auto& demand = network.demands[id];
        const lp::ColumnId delivered = formulation.delivered[id.index()];
        if (!delivered.valid()) continue;
        const double wanted = formulation.wanted[id.index()];
        if (!network.at_home(network.country_of(demand.pool))) {
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
        if (!network.at_home(network.country_of(demand.pool))) continue;
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
        if (plan.wanted[id] - plan.delivered[id] > kShort * plan.wanted[id]) return false;
    return true;
}

/// The columns of what the change closes.
std::vector<lp::ColumnId> closed_by(const Formulation& formulation, const Change& change) {
    std::vector<lp::ColumnId> closed;
    const auto close = [&](lp::ColumnId column) {
        if (column.valid()) closed.push_back(column);
    };
    for (const ProcessId id : change.closed_processes) close(formulation.started[id.index()]);
    for (const ArcId id : change.closed_arcs) close(formulation.shipped[id.index()]);
    return closed;
}

/// Where nothing of what is closed is in use, the base stays the best.
bool is_in_use(const SteadyPlan& base, const Change& change) {
    return std::ranges::any_of(change.closed_processes,
                               [&](ProcessId id) { return base.started[id] != 0; }) ||
           std::ranges::any_of(change.closed_arcs, [&](ArcId id) { return base.shipped[id] != 0; });
}

}  // namespace

double SteadyPlan::made(const Network& network, ProcessId process) const {
    return network.processes[process].yield * started[process];
}

SteadyPlan steady(const Network& network, const SteadyOptions& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    std::optional<network::Scenario> scenario;
    if (!options.scenario.empty()) scenario = network.together(options.scenario);
    const network::Scenario* events = scenario ? &*scenario : nullptr;
    const SteadyModel model{network, events};
    lp::Solver solver = model.solver();
    if (options.start != nullptr) solver.start_from(*options.start);
    const Lexicographic base =
        model.solve(solver, model.bounds(), options.run.stop, !options.flows_only);
    SteadyPlan plan;
    plan.status = base.solution.status;
    if (plan.status != lp::Status::optimal) plan = without_flows(network, plan.status);
    plan.scenario = options.scenario;
    if (plan.status != lp::Status::optimal) return plan;
    plan.basis = base.basis;
    plan.certificate = base.certificate;
    read_flows(network, model, base.solution, plan);
    if (!options.flows_only && nothing_is_short(plan))
        plan.headroom = find_headroom(network, events, options.run);
    if (options.bottlenecks) {
        Holdup holdup{network, model, base, options.run};
        plan.bottlenecks = holdup.find(solver);
        plan.joint = holdup.joint(plan.bottlenecks);
    }
    if (options.path) {
        const auto telling = [&](std::vector<PathStep> SteadyPlan::*path) {
            return [&options, &plan, path](const std::vector<PathStep>& steps) {
                if (!options.so_far) return;
                options.so_far([&] {
                    SteadyPlan known = plan;
                    known.*path = steps;
                    known.status = lp::Status::interrupted;
                    return known;
                });
            };
        };
        telling (&SteadyPlan::path_home)({});
        plan.path_home = path_of_home(network, events, options.target, options.run,
                                      telling(&SteadyPlan::path_home));
        plan.path_world =
            path_of(network, model, base, false, options.run, telling(&SteadyPlan::path_world));
    }
    if (options.bottlenecks || options.path) {
        if (options.run.stop.stop_requested()) plan.status = lp::Status::interrupted;
    }
    return plan;
}

std::vector<Rates> solve_variants(const Network& network, const SteadyPlan& base,
                                  std::span<const Change> changes, const RunOptions& run,
                                  Depth depth) {
    const SteadyModel model{network};
    std::vector<std::size_t> in_use;
    std::vector<std::vector<lp::ColumnId>> closed;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (!is_in_use(base, changes[i])) continue;
        in_use.push_back(i);
        closed.push_back(closed_by(model.formulation(), changes[i]));
    }
    Rates unchanged = base.rates;
    std::vector<std::optional<Rates>> solved;
    const bool deliveries = depth == Depth::deliveries;
    if (deliveries) closed.emplace_back();  // the month as it is
    if (deliveries && model.value_home_first() != nullptr)
        solved = re_solve_deliveries(model, closed, run);
    else
        solved = re_solve(model, base.basis, closed.size(), run,
                          deliveries ? Solves::home_first : Solves::all,
                          [&](std::size_t i, Bounds& bounds) {
                              for (const lp::ColumnId id : closed[i])
                                  bounds.columns[id].low = bounds.columns[id].high = 0;
                          });
    if (deliveries) unchanged = solved.back().value_or(Rates{});
    std::vector<Rates> rates(changes.size(), unchanged);
    for (std::size_t i = 0; i < in_use.size(); ++i) rates[in_use[i]] = solved[i].value_or(Rates{});
    return rates;
}

}  // namespace jarip::plan
