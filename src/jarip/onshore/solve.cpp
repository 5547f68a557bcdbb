#include "jarip/onshore/solve.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace jarip::onshore {
namespace {

using network::ArcId;
using network::InputId;
using network::PoolId;

constexpr double kLevelSlack = 1e-9;  // of a level found by solving

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
        const bool built = choice.build.valid() && solution.values[choice.build] == 1;
        const double expansion = plan::flow_of(investments.model(), solution, choice.expansion);
        if (!built && expansion <= 0) continue;
        const double capital = investments.capital(network, choice, solution);
        result.built.push_back({choice.process, capital, expansion});
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
        const bool free = std::abs(cost) <= 1e-12 * std::abs(preference[j]);
        flows.push_back({column.name.substr(0, bracket),
                         bracket == std::string::npos
                             ? ""
                             : column.name.substr(bracket + 1, column.name.size() - bracket - 2),
                         period_of(investments, period), quantity, free ? 0 : cost, factor});
    }
    return flows;
}

/// A month's flow of every way: of buckets, all of them together.
Indexed<ArcId, double> flow_of_ways(const Network& network, const TargetModel& model,
                                    const lp::Solution& solution) {
    const auto& formulation = model.investments.formulation;
    Indexed<ArcId, double> result{network.arcs.size(), 0.0};
    for (std::size_t i = 0; i < formulation.shipped.size(); ++i)
        result[ArcId{i % network.arcs.size()}] +=
            plan::flow_of(model.investments.model(), solution, formulation.shipped[i]);
    return result;
}

/// What is taken from every pool: by processes, by demands, by ways out of it.
Indexed<PoolId, double> taken_from(const Network& network, const TargetModel& model,
                                   const lp::Solution& solution,
                                   const Indexed<ArcId, double>& shipped) {
    const auto& formulation = model.investments.formulation;
    const auto& columns = model.investments.model();
    Indexed<PoolId, double> result{network.pools.size(), 0.0};
    for (std::size_t i = 0; i < formulation.used.size(); ++i) {
        const lp::Term& used = formulation.used[i];
        if (!used.column.valid()) continue;
        result[network.inputs[InputId{i % network.inputs.size()}].pool] +=
            used.coefficient * plan::flow_of(columns, solution, used.column);
    }
    for (std::size_t i = 0; i < formulation.delivered.size(); ++i)
        result[network.demands[network::DemandId{i % network.demands.size()}].pool] +=
            plan::flow_of(columns, solution, formulation.delivered[i]);
    for (const ArcId id : network.arcs.ids()) result[network.arcs[id].from] += shipped[id];
    return result;
}

/// Ways to buyers that have a choice of ways, by pool.
std::vector<std::pair<PoolId, std::vector<ArcId>>> choices(const Network& network) {
    std::vector<std::pair<PoolId, std::vector<ArcId>>> result;
    Indexed<PoolId, std::vector<ArcId>> inflow{network.pools.size(), std::vector<ArcId>{}};
    for (const ArcId id : network.arcs.ids()) inflow[network.arcs[id].to].push_back(id);
    for (const PoolId pool : network.pools.ids())
        if (inflow[pool].size() > 1) result.emplace_back(pool, inflow[pool]);
    return result;
}

/// A steady month with open borders: all that comes to a buyer, in the shares of the answer.
std::vector<Bought> bought_in_month(const Network& network, const Indexed<ArcId, double>& shipped) {
    std::vector<Bought> result;
    for (const auto& [pool, inflow] : choices(network)) {
        Sum all;
        for (const ArcId id : inflow) all.add(shipped[id]);
        if (all.value() <= 0) continue;
        for (const ArcId id : inflow) result.push_back({id, shipped[id] / all.value()});
    }
    return result;
}

/// Behind a closed border: of what a buyer takes, or usually takes where that is more, what home's makers send; the
/// rest is from stock, and comes from anywhere before the border closes.
std::vector<Bought> bought_in_days(const Network& network, const TargetModel& model,
                                   const lp::Solution& solution) {
    const auto shipped = flow_of_ways(network, model, solution);
    const auto taken = taken_from(network, model, solution, shipped);
    const plan::SteadyPlan month = plan::steady(network, {.bottlenecks = false});
    const double months = model.days * network.months / network.horizon.days();
    std::vector<Bought> result;
    for (const auto& [pool, inflow] : choices(network)) {
        Sum at_home, usual;
        bool open = false;
        if (!network.at_home(network.country_of(pool))) continue;
        for (const ArcId id : inflow) {
            at_home.add(shipped[id]);
            usual.add(month.shipped[id] * months);
            open = open || !network.at_home(network.country_of(network.arcs[id].from));
        }
        if (at_home.value() <= 0) continue;
        // Who lives on production alone buys at home alone.
        const bool from_stock = !model.backlog.empty();
        const double all = open && from_stock
                               ? std::max({at_home.value(), taken[pool], usual.value()})
                               : at_home.value();
        for (const ArcId id : inflow)
            if (shipped[id] > 0) result.push_back({id, shipped[id] / all, false});
    }
    return result;
}

std::vector<Bought> read_bought(const Network& network, const TargetModel& model,
                                const lp::Solution& solution) {
    if (model.days > 0) return bought_in_days(network, model, solution);
    if (!model.at_open_borders) return {};
    return bought_in_month(network, flow_of_ways(network, model, solution));
}

/// Of the two ways in which home can last, the one that costs less.
Result cheaper(Result full, Result lasting) {
    if (lasting.status == lp::Status::infeasible) return full;
    if (full.status == lp::Status::infeasible) return lasting;
    if (!full.found() || !lasting.found()) {
        Result found = full.found() ? std::move(full) : std::move(lasting);
        found.bound.reset();
        found.gap.reset();
        if (found.status == lp::Status::optimal) found.status = lp::Status::feasible;
        return found;
    }
    Result& less = lasting.objective < full.objective ? lasting : full;
    const Result& more = &less == &full ? lasting : full;
    if (!less.bound || !more.bound) {
        less.bound.reset();
        less.gap.reset();
    } else if (*more.bound < *less.bound) {
        less.bound = more.bound;
        less.gap = lp::relative_gap(less.objective, *less.bound);
    }
    if (less.status == lp::Status::optimal && more.status != lp::Status::optimal &&
        !(less.gap && *less.gap <= kProvenGap))
        less.status = more.status;
    return std::move(less);
}

}  // namespace

namespace {

/// What is built costs more than the budget, by less than the solver sees of it.
bool is_beyond_budget(const TargetModel& model, const lp::Solution& solution) {
    constexpr double kRounding = 1e-12;
    const lp::Model& lines = model.investments.model();
    const lp::Row& budget = lines.rows[model.investments.budget];
    Sum capital;
    for (std::size_t t = budget.begin; t < budget.end; ++t)
        if (const lp::Term& term = lines.terms[t]; lines.columns[term.column].integer)
            capital.add(term.coefficient * solution.values[term.column]);
    return capital.value() > budget.high * (1 + kRounding);
}

/// A set of plants that costs more than the budget is left out, and the model solved again without it.
lp::Solution solve_within_budget(TargetModel model, const lp::SolveOptions& options) {
    constexpr int kMostSets = 200;
    lp::Model& lines = model.investments.model();
    lp::Solution solution = lp::solve(lines, options);
    for (int sets = 0; sets < kMostSets; ++sets) {
        if (solution.values.empty() || !is_beyond_budget(model, solution)) return solution;
        std::vector<lp::Term> built;
        for (const Choice& choice : model.investments.choices)
            if (choice.build.valid() && solution.values[choice.build] == 1)
                built.push_back({choice.build, 1});
        const double most = static_cast<double>(built.size()) - 1;
        lines.add_row("budget", -lp::kInfinity, most, std::move(built));
        solution = lp::solve(lines, options);
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
    for (const lp::ColumnId product : model.products) lines.columns[product].cost = -1;
    const lp::Solution solution = solve_within_budget(std::move(model), options);
    if (solution.status == lp::Status::unbounded) throw Error{"E0552", "processes.csv", {}};
    const double level = solution.values.empty() ? 0.0 : std::max(0.0, -solution.objective);
    return {level, solution.status};
}

Result solve_model(const Network& network, const TargetModel& model,
                   const lp::SolveOptions& options, Conflicts conflicts) {
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
    const lp::Solution solution = lines.rows[model.investments.budget].high < lp::kInfinity
                                      ? solve_within_budget(model, options)
                                      : lp::solve(lines, options);
    result.status = solution.status;
    if (solution.status == lp::Status::infeasible && conflicts == Conflicts::asked)
        result.conflict = named(lines, lp::irreducible_conflict(lines, options.stop));
    if (solution.status == lp::Status::infeasible && conflicts == Conflicts::asked &&
        result.conflict.empty())
        result.conflict.push_back(lines.rows[model.investments.budget].name);
    if (solution.values.empty()) return result;
    result.certificate = lp::certify(lines, solution);
    if (!result.certificate.holds) {
        if (result.status == lp::Status::optimal || result.status == lp::Status::feasible)
            result.status = lp::Status::unknown;
        return result;
    }
    result.reached = level_of(model, solution);
    read_built(network, model.investments, solution, result);
    result.flows = read_flows(network, model.investments, solution);
    result.bought = read_bought(network, model, solution);
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
        Options at_most = options;
        at_most.level = attainable(level.value);
        model = target_model(network, at_most);
    }
    Result result = solve_model(network, model, solver);
    if (options.target == Target::autonomy_days) {
        model = target_model(network, options, Service::lasting);
        result = cheaper(std::move(result), solve_model(network, model, solver));
    }
    result.target = level.value;
    // The least cost of a level of which it is not known whether it is the largest.
    if (result.status == lp::Status::optimal) result.status = level.status;
    // The other targets are hard: a solution reaches them.
    if (options.target != Target::closed_border_racks && result.found())
        result.reached = level.value;
    return result;
}

Network with_built(const Network& network, const Result& result) {
    Network built = network;
    for (const Built& each : result.built) {
        auto& process = built.processes[each.process];
        process.status = network::Status::operating;
        if (process.capacity_per_month) *process.capacity_per_month += each.expansion;
    }
    return built;
}

Network with_built_and_bought(const Network& network, const Result& result) {
    Network built = with_built(network, result);
    Indexed<PoolId, std::vector<ArcId>> inflow{network.pools.size(), std::vector<ArcId>{}};
    for (const ArcId id : network.arcs.ids()) inflow[network.arcs[id].to].push_back(id);
    Indexed<PoolId, std::uint8_t> held{network.pools.size(), 0};
    for (const Bought& row : result.bought) held[network.arcs[row.way].to] = 1;
    std::erase_if(built.sourcing, [&](const network::Sourcing& row) {
        return std::ranges::any_of(row.inflow,
                                   [&](ArcId id) { return held[network.arcs[id].to] != 0; });
    });
    for (const Bought& row : result.bought) {
        const network::Arc& way = network.arcs[row.way];
        built.sourcing.push_back({.item = network.pools[way.to].item,
                                  .inflow = inflow[way.to],
                                  .supplied = {row.way},
                                  .share = row.share,
                                  .fixed = row.fixed,
                                  .buyer = network.place_id(way.to),
                                  .supplier = network.place_id(way.from)});
    }
    return built;
}

}  // namespace jarip::onshore
