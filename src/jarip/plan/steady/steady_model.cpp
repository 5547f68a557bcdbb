#include "jarip/plan/steady/steady_model.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "jarip/plan/model/made.hpp"
#include "jarip/plan/model/shares.hpp"

namespace jarip::plan {

namespace {

constexpr int kTenths = 10;
/// Of the k-th tenth against the last: steps of a logarithm, so that what is worth the same by what is scarce is cut
/// alike, and what is worth half of it twice as much. docs/formulas.md (The steady plan)
constexpr double tenth_weight(int k) { return static_cast<double>(kTenths) / k; }
/// Small against the tenth between the last two: decides only between what is worth the same to a hundredth or so.
constexpr double kHomeWeight = 2e-3;
/// Half of that: among these the names decide, so that what each gets is the same however it is solved.
constexpr double kNameWeight = 1e-3;

/// By demand from 0 to 1, in equal steps in an order that only the names decide.
Indexed<DemandId, double> steps_by_name(const Network& network) {
    std::vector<std::pair<double, DemandId>> order;
    for (const DemandId id : network.demands.ids())
        order.emplace_back(fraction_of(network.demands[id].id), id);
    std::ranges::sort(order, {}, [](const auto& each) { return each.first; });
    Indexed<DemandId, double> steps{network.demands.size()};
    for (std::size_t i = 0; i < order.size(); ++i)
        steps[order[i].second] = static_cast<double>(i) / static_cast<double>(order.size());
    return steps;
}

/// Divides by the smallest worth of a column that is not zero, and gives it.
double normalise(const lp::Model& model, std::vector<double>& costs) {
    const double smallest = worth_of(model, costs).smallest;
    if (smallest == 0) return 1;
    for (double& cost : costs) cost /= smallest;
    return smallest;
}

/// A basis found on a face, as one of the whole: what the face holds stands at the bound it is held at.
lp::Basis of_whole(lp::Basis basis, const Bounds& face, const Bounds& whole) {
    const auto settle = [](lp::BasisStatus& stand, const Bounds::Limits& held,
                           const Bounds::Limits& limits) {
        if (stand == lp::BasisStatus::basic || held.low != held.high) return;
        stand = held.low == limits.low ? lp::BasisStatus::low : lp::BasisStatus::high;
    };
    for (const lp::ColumnId id : whole.columns.ids())
        settle(basis.columns[id], face.columns[id], whole.columns[id]);
    for (const lp::RowId id : whole.rows.ids())
        settle(basis.rows[id], face.rows[id], whole.rows[id]);
    return basis;
}

/// The larger fault of each kind.
lp::Certificate worse(const lp::Certificate& a, const lp::Certificate& b) {
    const auto largest = [](const lp::Certificate& c) {
        return std::max({c.primal_fault, c.dual_fault, c.complementarity_fault, c.objective_fault});
    };
    return {a.holds && b.holds,
            std::max(a.primal_fault, b.primal_fault),
            std::max(a.dual_fault, b.dual_fault),
            std::max(a.complementarity_fault, b.complementarity_fault),
            std::max(a.objective_fault, b.objective_fault),
            std::max(a.whole_fault, b.whole_fault),
            std::max(a.gap, b.gap),
            largest(a) >= largest(b) ? a.worst : b.worst};
}

}  // namespace

SteadyModel::SteadyModel(const Network& network, const network::Scenario* scenario)
    : network_{network}, formulation_{steady_formulation(network, {.scenario = scenario})} {
    add_tenths();
    add_deviations();
    auto& columns = formulation_.model.columns;
    value_.resize(columns.size());
    deviation_.resize(columns.size());
    const std::vector<double> item_sizes = sizes_by_item();
    for (const lp::ColumnId id : columns.ids()) {
        cost_.push_back(columns[id].cost);
        by_name_.push_back((1 + fraction_of(columns[id].name)) / item_sizes[id.index()]);
    }
    value_unit_ = normalise(formulation_.model, value_);
    for (Urgency& each : urgencies_) {
        each.value.resize(columns.size());
        each.home_first.resize(columns.size());
        normalise(formulation_.model, each.value);
        normalise(formulation_.model, each.home_first);
    }
    normalise(formulation_.model, deviation_);
}

// By column, the largest size among those of the same item: names decide in whatever unit it is counted.
std::vector<double> SteadyModel::sizes_by_item() const {
    const auto& columns = formulation_.model.columns;
    std::vector<ItemId> items(columns.size());
    const auto is_of = [&](lp::ColumnId column, ItemId item) {
        if (column.valid()) items[column.index()] = item;
    };
    for (const InputId id : network_.inputs.ids())
        is_of(formulation_.used[id.index()].column, network_.parts[network_.inputs[id].part].item);
    for (const ProcessId id : network_.processes.ids())
        is_of(formulation_.started[id.index()], network_.processes[id].item);
    for (const ArcId id : network_.arcs.ids())
        is_of(formulation_.shipped[id.index()], network_.pools[network_.arcs[id].from].item);
    Indexed<ItemId, double> largest{network_.items.size(), 0.0};
    std::vector<double> sizes;
    for (const lp::ColumnId id : columns.ids())
        if (const ItemId item = items[id.index()]; item.valid())
            largest[item] = std::max(largest[item], columns[id].size);
    for (const lp::ColumnId id : columns.ids()) {
        const ItemId item = items[id.index()];
        sizes.push_back(item.valid() ? largest[item] : columns[id].size);
    }
    return sizes;
}

/// Of demands of a priority; the more urgent first.
SteadyModel::Urgency& SteadyModel::urgency_of(double priority) {
    auto place = std::ranges::lower_bound(urgencies_, priority, std::greater{}, &Urgency::priority);
    if (place == urgencies_.end() || place->priority != priority)
        place =
            urgencies_.insert(place, Urgency{.priority = priority, .value = {}, .home_first = {}});
    return *place;
}

// Each demand is filled in ten steps, an earlier one worth more, so that who wants the same gets the same.
void SteadyModel::add_tenths() {
    auto& model = formulation_.model;
    const Indexed<DemandId, double> by_name = steps_by_name(network_);
    for (const DemandId id : network_.demands.ids()) {
        const lp::ColumnId delivered = formulation_.delivered[id.index()];
        if (!delivered.valid()) continue;
        const auto& demand = network_.demands[id];
        const bool at_home = network_.at_home(network_.country_of(demand.pool));
        value_.resize(model.columns.size());
        value_[delivered.index()] = -demand.lost_cost;
        std::vector<lp::Term> parts{{delivered, -1}};
        for (int k = 1; k <= kTenths; ++k) {
            const lp::ColumnId tenth = model.add_column(
                "tenth[" + demand.id + "," + std::to_string(k) + "]", 0, wanted(id) / kTenths, 0);
            model.columns[tenth].size = model.columns[delivered].size;
            const double value =
                -demand.lost_cost * tenth_weight(k) * (1 + kNameWeight * by_name[id]);
            Urgency& urgency = urgency_of(demand.priority);
            urgency.value.resize(model.columns.size());
            urgency.home_first.resize(model.columns.size());
            urgency.value.back() = value;
            urgency.home_first.back() = value * (at_home ? 1 + kHomeWeight : 1);
            parts.push_back({tenth, 1});
        }
        model.add_row("tenths[" + demand.id + "]", 0, 0, std::move(parts));
    }
}

// Σ flow from the supplier − share · Σ inflow = over − under; and so for parts.
void SteadyModel::add_deviations() {
    auto& model = formulation_.model;
    const auto add = [&](const auto& row, double price) {
        auto terms = terms_of(network_, formulation_, row, 0);
        if (row.fixed || terms.empty()) return;
        const std::string name = "[" + share_name(network_, row) + "]";
        const lp::ColumnId over = model.add_column("over" + name, 0, lp::kInfinity, 0);
        const lp::ColumnId under = model.add_column("under" + name, 0, lp::kInfinity, 0);
        double size = 0;
        for (const lp::Term& term : terms) size = std::max(size, model.columns[term.column].size);
        model.columns[over].size = model.columns[under].size = size;
        terms.push_back({over, -1});
        terms.push_back({under, 1});
        model.add_row("sourcing" + name, 0, 0, std::move(terms));
        deviation_.resize(model.columns.size());
        deviation_[over.index()] = deviation_[under.index()] = price;
    };
    for (const auto& row : network_.sourcing) add(row, network_.items[row.item].price);
    for (const auto& row : network_.part_shares) {
        const auto& part = network_.parts[network_.inputs[row.input].part];
        add(row, network_.items[part.item].price * part.quantity);
    }
}

double SteadyModel::cost(const lp::Solution& solution) const {
    Sum total;
    for (const lp::ColumnId id : formulation_.model.columns.ids())
        total.add(cost_[id.index()] * solution.values[id]);
    return total.value();
}

double SteadyModel::wanted(DemandId demand) const { return formulation_.wanted[demand.index()]; }

void SteadyModel::set_costs(lp::Solver& solver, const std::vector<double>& costs) const {
    for (const lp::ColumnId id : formulation_.model.columns.ids())
        solver.set_cost(id, costs[id.index()]);
}

lp::Certificate SteadyModel::certify(const std::vector<double>& costs, const Bounds& bounds,
                                     const lp::Solution& solution) const {
    lp::Model model = formulation_.model;
    for (const lp::ColumnId id : model.columns.ids()) {
        auto& column = model.columns[id];
        column.low = bounds.columns[id].low;
        column.high = bounds.columns[id].high;
        column.cost = costs[id.index()];
    }
    for (const lp::RowId id : model.rows.ids()) {
        model.rows[id].low = bounds.rows[id].low;
        model.rows[id].high = bounds.rows[id].high;
    }
    return lp::certify(model, solution);
}

Lexicographic SteadyModel::solve(lp::Solver& solver, const Bounds& bounds,
                                 const std::stop_token& stop, bool certified) const {
    Lexicographic result;
    result.certificate.holds = certified;
    Bounds face = bounds;
    std::vector<const std::vector<double>*> phases;
    for (const Urgency& each : urgencies_) phases.push_back(&each.value);
    if (phases.empty()) phases.push_back(&value_);  // nothing is wanted
    const std::size_t of_value = phases.size();
    phases.insert(phases.end(), {&deviation_, &cost_, &by_name_});
    for (std::size_t phase = 0; phase < phases.size(); ++phase) {
        const auto* costs = phases[phase];
        const bool first = phase == 0;
        set_costs(solver, *costs);
        face.apply(solver);
        result.solution = solver.solve({.stop = stop, .from_feasible = !first});
        if (result.solution.status != lp::Status::optimal) break;
        if (certified)
            result.certificate = worse(result.certificate, certify(*costs, face, result.solution));
        if (first)
            result.duals = result.solution.duals;
        else if (phase < of_value)
            for (const lp::RowId id : formulation_.model.rows.ids())
                result.duals[id] = std::min(result.duals[id], result.solution.duals[id]);
        if (phase + 1 < phases.size())
            hold_face(face, result.solution, face_tolerance(worth_of(formulation_.model, *costs)));
    }
    if (result.solution.status == lp::Status::optimal)
        result.basis = of_whole(solver.basis(), face, bounds);
    bounds.apply(solver);
    return result;
}

lp::Solution SteadyModel::solve_first(lp::Solver& solver, const Bounds& bounds,
                                      const std::stop_token& stop, bool home_first) const {
    Bounds face = bounds;
    lp::Solution solution;
    for (std::size_t i = 0; i < urgencies_.size() || i == 0; ++i) {
        const auto& costs = urgencies_.empty() ? value_
                            : home_first       ? urgencies_[i].home_first
                                               : urgencies_[i].value;
        set_costs(solver, costs);
        face.apply(solver);
        solution = solver.solve({.stop = stop, .from_feasible = i > 0});
        if (solution.status != lp::Status::optimal || i + 1 >= urgencies_.size()) break;
        hold_face(face, solution, face_tolerance(worth_of(formulation_.model, costs)));
    }
    return solution;
}

lp::Solution SteadyModel::solve_value(lp::Solver& solver, const lp::Basis& start,
                                      const std::stop_token& stop) const {
    solver.start_from(start);
    set_costs(solver, value_);
    lp::Solution solution = solver.solve({.stop = stop});
    for (double& dual : solution.duals) dual *= value_unit_;
    return solution;
}

Rates SteadyModel::rates(const lp::Solution& solution, Depth depth) const {
    Rates rates;
    auto& [home, wanted_at_home, built, world] = rates.by_product;
    home = wanted_at_home = built = world = std::vector<double>(network_.products.size(), 0);
    for (const DemandId id : network_.demands.ids()) {
        const PoolId pool = network_.demands[id].pool;
        const auto product = network_.product_index(network_.pools[pool].item);
        if (!product) continue;
        const double delivered =
            flow_of(formulation_.model, solution, formulation_.delivered[id.index()]);
        rates.world += delivered;
        world[*product] += delivered;
        if (!network_.at_home(network_.country_of(pool))) continue;
        home[*product] += delivered;
        wanted_at_home[*product] += wanted(id);
        rates.delivered_at_home += delivered;
        rates.wanted += wanted(id);
    }
    if (depth == Depth::deliveries) return rates;
    built = built_at_home(network_, [&](ProcessId id) {
        return flow_of(formulation_.model, solution, formulation_.started[id.index()]);
    });
    rates.built_at_home = sum(built);
    return rates;
}

}  // namespace jarip::plan
