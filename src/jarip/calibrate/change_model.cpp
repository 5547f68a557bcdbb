#include "jarip/calibrate/change_model.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/calibrate/tolerances.hpp"

namespace jarip::calibrate {
namespace {

/// Prices of what is left are between 1, of the smallest figure, and this.
constexpr double kLargestPrice = 1e6;
/// Small against a weight: decides between changes that cost the same, by names.
constexpr double kByName = 1e-6;
/// A flow that changes with all of its buyer's inflow, its share the same, counts so much of one that does not.
constexpr double kVolume = 0.01;
/// Of a buyer's inflow: so large counts a flow that is not there yet, under least squares.
constexpr double kOpening = 0.01;

/// What a row of a cell is counted in. A figure that is small beside the model's must not get lost in it.
double size_of(const Cell& cell) { return std::max(cell.size(), cell.model / 1'000); }

double power_of_two(double size) {
    return size > plan::kNoFlow && std::isfinite(size) ? std::exp2(std::round(std::log2(size))) : 1;
}

}  // namespace

bool differ(double a, double b) {
    return std::abs(a - b) > kNoChange * std::max({1.0, std::abs(a), std::abs(b)});
}

ChangeModel::ChangeModel(const Network& network, const plan::SteadyPlan& plan,
                         const std::vector<Cell>& cells, Norm norm)
    : network_{network},
      plan_{plan},
      cells_{cells},
      norm_{norm},
      formulation_{plan::steady_formulation(network)} {
    read_base();
    weigh();
    add_changes();
    add_rows();
    add_share_changes();
    choose_unit();
}

// Values of the formulation's columns in the plan.
void ChangeModel::read_base() {
    base_.assign(formulation_.model.columns.size(), 0);
    const auto set = [&](lp::ColumnId column, double value) {
        if (column.valid()) base_[column.index()] = value;
    };
    for (const auto id : network_.processes.ids())
        set(formulation_.started[id.index()], plan_.started[id]);
    for (const auto id : network_.arcs.ids())
        set(formulation_.shipped[id.index()], plan_.shipped[id]);
    for (const auto id : network_.demands.ids())
        set(formulation_.delivered[id.index()], plan_.delivered[id]);
    for (const auto id : network_.inputs.ids()) {
        const lp::Term& term = formulation_.used[id.index()];
        // A slot of one part is filled by the units started themselves.
        if (term.column.valid() &&
            term.column != formulation_.started[network_.inputs[id].process.index()])
            set(term.column, plan_.used[id] / term.coefficient);
    }
}

void ChangeModel::weigh() {
    weight_ = Indexed<ArcId, double>{network_.arcs.size(), 1.0};
    for (const auto& row : network_.sourcing)
        if (row.provenance.sourced())
            for (const ArcId id : row.supplied) weight_[id] = kSourcedWeight;
    inflow_ = Indexed<network::PoolId, double>{network_.pools.size(), 0.0};
    for (const auto id : network_.arcs.ids()) inflow_[network_.arcs[id].to] += plan_.shipped[id];
}

// Every column as its change from the plan: nothing changes at zero.
void ChangeModel::add_changes() {
    changes_.resize(network_.arcs.size());
    parts_.resize(formulation_.model.columns.size());
    std::vector<ArcId> arc_of(formulation_.model.columns.size());
    for (const auto id : network_.arcs.ids())
        if (const auto column = formulation_.shipped[id.index()]; column.valid())
            arc_of[column.index()] = id;
    std::vector<bool> delivered(formulation_.model.columns.size());
    for (const auto column : formulation_.delivered)
        if (column.valid()) delivered[column.index()] = true;
    for (const auto id : formulation_.model.columns.ids()) {
        const auto& column = formulation_.model.columns[id];
        const double base = base_[id.index()];
        const double down = std::min(0.0, column.low - base);
        const double up = std::max(0.0, column.high - base);
        auto& parts = parts_[id.index()];
        if (delivered[id.index()]) continue;
        const ArcId arc = arc_of[id.index()];
        const double size = power_of_two(base > 0      ? base
                                         : arc.valid() ? inflow_[network_.arcs[arc].to]
                                                       : column.high);
        if (arc.valid())
            changes_[arc] = parts = add_flow(arc, column.name, {down, up, size});
        else
            parts.emplace_back(model_.add_column(column.name, down / size, up / size, 0), size);
    }
}

ChangeModel::Parts ChangeModel::add_flow(ArcId id, const std::string& name, const Room& room) {
    const double size = room.size;
    const double price = network_.items[network_.pools[network_.arcs[id].from].item].price;
    const double weight = kVolume * weight_[id] * price;
    const double money = plan_.shipped[id] + kOpening * inflow_[network_.arcs[id].to];
    const auto more = model_.add_column("more," + name, 0, room.up / size, 0);
    const auto less = model_.add_column("less," + name, 0, -room.down / size, 0);
    price_change(more, less, weight * (1 + kByName * fraction_of(name)) * size,
                 weight * size * size / (money > 0 ? money : 1));
    return {{more, size}, {less, -size}};
}

// Σ supplied − share in the plan × Σ inflow: the part of a change that is another share. For every row of
// sourcing; where no row speaks of a flow, for the flow among all that its buyer takes.
void ChangeModel::add_share_changes() {
    std::vector<bool> said(network_.arcs.size());
    for (std::size_t i = 0; i < network_.sourcing.size(); ++i) {
        const auto& row = network_.sourcing[i];
        if (row.fixed) continue;
        for (const ArcId id : row.supplied) said[id.index()] = true;
        add_share_change(
            "row " + row.buyer + ',' + network_.items[row.item].id + ',' + row.supplier,
            {row.supplied, row.inflow, row.share, row.provenance.sourced() ? kSourcedWeight : 1});
    }
    Indexed<network::PoolId, std::vector<ArcId>> suppliers;
    suppliers.resize(network_.pools.size());
    for (const auto id : network_.arcs.ids())
        if (formulation_.shipped[id.index()].valid()) suppliers[network_.arcs[id].to].push_back(id);
    for (const auto id : network_.arcs.ids()) {
        const auto column = formulation_.shipped[id.index()];
        const auto& all = suppliers[network_.arcs[id].to];
        if (!column.valid() || said[id.index()] || all.size() < 2) continue;
        add_share_change(formulation_.model.columns[column].name, {{id}, all, 0, 1});
    }
}

void ChangeModel::add_share_change(const std::string& name, const Share& share) {
    const auto total = [&](const std::vector<ArcId>& arcs) {
        Sum sum;
        for (const ArcId id : arcs) sum.add(plan_.shipped[id]);
        return sum.value() > plan::kNoFlow ? sum.value() : 0.0;
    };
    const double inflow = total(share.inflow);
    const double supplied = total(share.supplied);
    const double part = ratio(supplied, inflow).value_or(share.default_value);
    const double size = power_of_two(inflow);
    std::vector<lp::Term> terms;
    const auto add = [&](const std::vector<ArcId>& arcs, double coefficient) {
        for (const ArcId id : arcs)
            if (const auto column = formulation_.shipped[id.index()]; column.valid())
                append(terms, column, coefficient / size);
    };
    add(share.supplied, 1);
    add(share.inflow, -part);
    if (terms.empty()) return;
    const auto& arc = network_.arcs[share.inflow.front()];
    const double price = network_.items[network_.pools[arc.from].item].price;
    const double cost = share.weight * price * (1 + kByName * fraction_of(name)) * size;
    const double money = supplied + kOpening * inflow;
    const double square = share.weight * price * size * size / (money > 0 ? money : 1);
    const auto up = model_.add_column("up," + name, 0, lp::kInfinity, 0);
    const auto down = model_.add_column("down," + name, 0, lp::kInfinity, 0);
    price_change(up, down, cost, square);
    terms.push_back({up, -1});
    terms.push_back({down, 1});
    model_.add_row("share," + name, 0, 0, std::move(terms));
}

void ChangeModel::price_change(lp::ColumnId up, lp::ColumnId down, double cost, double square) {
    if (norm_ == Norm::l1)
        model_.columns[up].cost = model_.columns[down].cost = cost;
    else
        squares_.push_back({up, down, square});
}

void ChangeModel::add_rows() {
    for (const auto& row : formulation_.model.rows) {
        Sum base;
        double size = 1;
        std::vector<lp::Term> terms;
        for (std::size_t t = row.begin; t < row.end; ++t) {
            const lp::Term& term = formulation_.model.terms[t];
            const double part = term.coefficient * base_[term.column.index()];
            base.add(part);
            size = std::max(size, std::abs(part));
            append(terms, term.column, term.coefficient);
        }
        if (terms.empty()) continue;
        double largest = 0;
        for (const auto& term : terms) largest = std::max(largest, std::abs(term.coefficient));
        const double unit = power_of_two(largest);
        for (auto& term : terms) term.coefficient /= unit;
        const auto room = [&](double bound) {
            const double left = bound - base.value();
            return std::abs(left) <= kRowNoise * size ? 0 : left / unit;
        };
        model_.add_row(row.name, std::min(0.0, room(row.low)), std::max(0.0, room(row.high)),
                       std::move(terms));
    }
}

void ChangeModel::append(std::vector<lp::Term>& terms, lp::ColumnId column,
                         double coefficient) const {
    for (const auto& [part, sign] : parts_[column.index()])
        terms.push_back({part, sign * coefficient});
}

// Σ price × months × change, in units of the cell's own size.
std::vector<lp::Term> ChangeModel::cell_terms(const Cell& cell) const {
    std::vector<lp::Term> terms;
    for (const ArcId id : cell.arcs) {
        const auto column = formulation_.shipped[id.index()];
        const double price = network_.items[network_.pools[network_.arcs[id].from].item].price;
        if (column.valid()) append(terms, column, price * cell.months / size_of(cell));
    }
    return terms;
}

void ChangeModel::choose_unit() {
    if (cells_.empty()) return;
    double smallest = lp::kInfinity;
    double largest = 0;
    for (const Cell& cell : cells_) {
        smallest = std::min(smallest, size_of(cell));
        largest = std::max(largest, size_of(cell));
    }
    unit_ = std::max(smallest, largest / kLargestPrice);
}

lp::Model ChangeModel::elastic() const {
    lp::Model model = model_;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Cell& cell = cells_[i];
        auto terms = cell_terms(cell);
        for (const double sign : {1.0, -1.0}) {
            const std::string name = sign > 0 ? "under[" : "over[";
            const auto left = model.add_column(name + std::to_string(i) + ']', 0, lp::kInfinity,
                                               size_of(cell) / unit_);
            terms.push_back({left, sign});
        }
        const double missing = -cell.mismatch() / size_of(cell);
        model.add_row("cell[" + std::to_string(i) + ']', missing, missing, std::move(terms));
    }
    return model;
}

lp::Model ChangeModel::nearest() const {
    lp::Model model = elastic();
    for (std::size_t i = 0; i < model_.columns.size(); ++i) model.columns[lp::ColumnId{i}].cost = 0;
    return model;
}

lp::Model ChangeModel::as_near(double most) const {
    lp::Model model = elastic();
    std::vector<lp::Term> terms;
    for (std::size_t i = model_.columns.size(); i < model.columns.size(); ++i) {
        const lp::ColumnId id{i};
        terms.push_back({id, std::exchange(model.columns[id].cost, 0)});
    }
    model.add_row("left", -lp::kInfinity, most, std::move(terms));
    return model;
}

lp::Model ChangeModel::leaving(lp::Model elastic, const std::vector<double>& left,
                               double room) const {
    for (const lp::ColumnId id : model_.columns.ids())
        elastic.columns[id].cost = model_.columns[id].cost;
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto& column = elastic.columns[lp::ColumnId{model_.columns.size() + i}];
        column.cost = 0;
        column.high = left[i] + room;
    }
    return elastic;
}

std::vector<double> ChangeModel::left(const lp::Solution& solution) const {
    std::vector<double> result;
    for (std::size_t i = 0; i < 2 * cells_.size(); ++i)
        result.push_back(std::max(0.0, solution.values[lp::ColumnId{model_.columns.size() + i}]));
    return result;
}

double ChangeModel::changed(double before, const Parts& parts, const lp::Solution& solution) {
    double change = 0;
    for (const auto& [column, sign] : parts) change += sign * solution.values[column];
    const double now = std::max(0.0, before + change);
    return differ(now, before) ? now : before;
}

Indexed<ArcId, double> ChangeModel::shipped(const lp::Solution& solution) const {
    Indexed<ArcId, double> result = plan_.shipped;
    for (const ArcId id : network_.arcs.ids())
        result[id] = changed(result[id], changes_[id], solution);
    return result;
}

Indexed<network::ProcessId, double> ChangeModel::started(const lp::Solution& solution) const {
    Indexed<network::ProcessId, double> result = plan_.started;
    for (const auto id : network_.processes.ids())
        if (const auto column = formulation_.started[id.index()]; column.valid())
            result[id] = changed(result[id], parts_[column.index()], solution);
    return result;
}

}  // namespace jarip::calibrate
