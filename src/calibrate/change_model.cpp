#include "change_model.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace jarip::calibrate {
namespace {

/// Of a figure: the solver's tolerance, within which it is met exactly.
constexpr double kExact = 1e-7;
/// Of the figures' sizes: what is left may be this much more than the least.
constexpr double kLeftTolerance = 2e-7;
/// Of its bound: a row that the plan breaks by less is kept as it is.
constexpr double kRowNoise = 1e-7;
/// Small against a weight: decides between changes that cost the same, by names.
constexpr double kByName = 1e-6;
/// A flow that changes with all of its buyer's inflow, its share the same, counts so much of one that does not.
constexpr double kVolume = 0.01;
/// Least squares: within this of the least, in at most so many linear models, after tangents at 1, ½, ¼ … of a size.
constexpr double kGap = 1e-6;
constexpr int kRounds = 60;
constexpr double kLargestFactor = 1e6;
constexpr int kFirstTangents = 8;
/// Of a buyer's inflow: so large counts a flow that is not there yet, under least squares.
constexpr double kOpening = 0.01;

/// What a row of a cell is counted in. A figure that is small beside the model's must not get lost in it.
double size_of(const Cell& cell) { return std::max(cell.size(), cell.model / 1'000); }

class ChangeModel {
public:
    ChangeModel(const Network& network, const plan::SteadyPlan& plan,
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
        for (const Cell& cell : cells_) unit_ = std::max({unit_, cell.customs, cell.model});
    }

    /// Every figure with what may be left of it, under and over, at the price that its size is.
    [[nodiscard]] lp::Model elastic() const {
        lp::Model model = model_;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            auto terms = cell_terms(cells_[i]);
            for (const double sign : {1.0, -1.0}) {
                const std::string name = sign > 0 ? "under[" : "over[";
                const auto left = model.add_column(name + std::to_string(i) + ']', 0, lp::kInfinity,
                                                   size_of(cells_[i]) / unit_);
                terms.push_back({left, sign});
            }
            const double missing = missing_of(cells_[i]);
            model.add_row("cell[" + std::to_string(i) + ']', missing, missing, std::move(terms));
        }
        return model;
    }

    /// The least that can be left, whatever changes.
    [[nodiscard]] lp::Model nearest() const {
        lp::Model model = elastic();
        for (std::size_t i = 0; i < model_.columns.size(); ++i)
            model.columns[lp::ColumnId{i}].cost = 0;
        return model;
    }

    /// No more in all is left than that, and little changes.
    [[nodiscard]] lp::Model as_near(double least) const {
        lp::Model model = elastic();
        std::vector<lp::Term> terms;
        double sizes = 0;
        for (std::size_t i = model_.columns.size(); i < model.columns.size(); ++i) {
            auto& column = model.columns[lp::ColumnId{i}];
            terms.push_back({lp::ColumnId{i}, std::exchange(column.cost, 0)});
            sizes += terms.back().coefficient;
        }
        model.add_row("left", -lp::kInfinity, least + kLeftTolerance * sizes, std::move(terms));
        return model;
    }

    /// The cells change by so much, and at most `room` less or more, in units of their sizes.
    [[nodiscard]] lp::Model meeting(const std::vector<double>& changes, double room) const {
        lp::Model model = model_;
        for (std::size_t i = 0; i < cells_.size(); ++i)
            if (auto terms = cell_terms(cells_[i]); !terms.empty())
                model.add_row("cell[" + std::to_string(i) + ']', changes[i] - room,
                              changes[i] + room, std::move(terms));
        return model;
    }

    /// The best solution of a model made by `meeting`. Squares are approached from below by tangents, at the solution of
    /// one linear model after the other, until they are within kGap of the least.
    [[nodiscard]] lp::Solution solve(lp::Model model, std::stop_token stop) const {
        if (squares_.empty()) return lp::solve(model, {.stop = stop});
        double unit = 0;
        for (const Square& square : squares_) unit = std::max(unit, square.factor / kLargestFactor);
        std::vector<Square> squares = squares_;
        std::vector<lp::ColumnId> costs;
        for (Square& square : squares) {
            square.factor /= unit;
            costs.push_back(model.add_column("square", 0, lp::kInfinity, 1));
            for (int k = 0; k < kFirstTangents; ++k)
                add_tangent(model, square, costs.back(), std::exp2(-k));
        }
        lp::Solution solution;
        for (int round = 0; round < kRounds; ++round) {
            solution = lp::solve(model, {.stop = stop});
            if (solution.status != lp::Status::optimal) break;
            std::vector<double> at;
            Sum exact;
            for (const Square& square : squares) {
                at.push_back(solution.values[square.up] + solution.values[square.down]);
                exact.add(square.factor * at.back() * at.back());
            }
            if (exact.value() <= solution.objective * (1 + kGap)) break;
            const double small =
                kGap * solution.objective / static_cast<double>(2 * squares.size());
            for (std::size_t i = 0; i < squares.size(); ++i)
                if (squares[i].factor * at[i] * at[i] > solution.values[costs[i]] + small)
                    add_tangent(model, squares[i], costs[i], at[i]);
        }
        return solution;
    }

    /// What is left of each cell in a solution of an elastic model, under or over, in units of its size.
    [[nodiscard]] std::vector<double> left(const lp::Solution& solution) const {
        std::vector<double> result;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const std::size_t at = model_.columns.size() + 2 * i;
            result.push_back(solution.values[lp::ColumnId{at}] -
                             solution.values[lp::ColumnId{at + 1}]);
        }
        return result;
    }

    [[nodiscard]] static double missing_of(const Cell& cell) {
        return -cell.mismatch() / size_of(cell);
    }

    [[nodiscard]] double unit() const { return unit_; }

    [[nodiscard]] Indexed<ArcId, double> shipped(const lp::Solution& solution) const {
        Indexed<ArcId, double> result = plan_.shipped;
        for (const ArcId id : network_.arcs.ids()) {
            double change = 0;
            for (const auto& [column, sign] : changes_[id])
                change += sign * solution.values[column];
            const double now = std::max(0.0, plan_.shipped[id] + change);
            if (differ(now, plan_.shipped[id])) result[id] = now;
        }
        return result;
    }

private:
    struct Square {
        lp::ColumnId up, down;
        double factor = 0;
    };

    // cost ≥ factor · (2 · at · (up + down) − at²)
    static void add_tangent(lp::Model& model, const Square& square, lp::ColumnId cost, double at) {
        const double slope = 2 * square.factor * at;
        model.add_row("tangent", -square.factor * at * at, lp::kInfinity,
                      {{cost, 1}, {square.up, -slope}, {square.down, -slope}});
    }

    // Values of the formulation's columns in the plan.
    void read_base() {
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

    void weigh() {
        weight_ = Indexed<ArcId, double>{network_.arcs.size(), 1.0};
        for (const auto& row : network_.sourcing)
            if (row.provenance.sourced())
                for (const ArcId id : row.supplied) weight_[id] = kSourcedWeight;
        inflow_ = Indexed<network::PoolId, double>{network_.pools.size(), 0.0};
        for (const auto id : network_.arcs.ids())
            inflow_[network_.arcs[id].to] += plan_.shipped[id];
    }

    // Every column as its change from the plan: nothing changes at zero.
    void add_changes() {
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

    // Limits of a change, and the size that it is counted in: the solver's tolerances are absolute.
    struct Room {
        double down = 0, up = 0, size = 1;
    };

    static double power_of_two(double size) {
        return size > plan::kNoFlow && std::isfinite(size) ? std::exp2(std::round(std::log2(size)))
                                                           : 1;
    }

    std::vector<std::pair<lp::ColumnId, double>> add_flow(ArcId id, const std::string& name,
                                                          const Room& room) {
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
    void add_share_changes() {
        std::vector<bool> said(network_.arcs.size());
        for (std::size_t i = 0; i < network_.sourcing.size(); ++i) {
            const auto& row = network_.sourcing[i];
            if (row.fixed) continue;
            for (const ArcId id : row.supplied) said[id.index()] = true;
            add_share_change(
                "row " + row.buyer + ',' + network_.items[row.item].id + ',' + row.supplier,
                {row.supplied, row.inflow, row.share,
                 row.provenance.sourced() ? kSourcedWeight : 1});
        }
        Indexed<network::PoolId, std::vector<ArcId>> suppliers;
        suppliers.resize(network_.pools.size());
        for (const auto id : network_.arcs.ids())
            if (formulation_.shipped[id.index()].valid())
                suppliers[network_.arcs[id].to].push_back(id);
        for (const auto id : network_.arcs.ids()) {
            const auto column = formulation_.shipped[id.index()];
            const auto& all = suppliers[network_.arcs[id].to];
            if (!column.valid() || said[id.index()] || all.size() < 2) continue;
            add_share_change(formulation_.model.columns[column].name, {{id}, all, 0, 1});
        }
    }

    struct Share {
        std::vector<ArcId> supplied, inflow;
        double otherwise = 0;  ///< where the plan has no inflow
        double weight = 1;
    };

    void add_share_change(const std::string& name, const Share& share) {
        const auto total = [&](const std::vector<ArcId>& arcs) {
            Sum sum;
            for (const ArcId id : arcs) sum.add(plan_.shipped[id]);
            return sum.value() > plan::kNoFlow ? sum.value() : 0.0;
        };
        const double inflow = total(share.inflow);
        const double supplied = total(share.supplied);
        const double part = ratio(supplied, inflow).value_or(share.otherwise);
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

    void price_change(lp::ColumnId up, lp::ColumnId down, double cost, double square) {
        if (norm_ == Norm::l1)
            model_.columns[up].cost = model_.columns[down].cost = cost;
        else
            squares_.push_back({up, down, square});
    }

    void add_rows() {
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

    void append(std::vector<lp::Term>& terms, lp::ColumnId column, double coefficient) const {
        for (const auto& [part, sign] : parts_[column.index()])
            terms.push_back({part, sign * coefficient});
    }

    // Σ price × months × change, in units of the cell's own size.
    [[nodiscard]] std::vector<lp::Term> cell_terms(const Cell& cell) const {
        std::vector<lp::Term> terms;
        for (const ArcId id : cell.arcs) {
            const auto column = formulation_.shipped[id.index()];
            const double price = network_.items[network_.pools[network_.arcs[id].from].item].price;
            if (column.valid()) append(terms, column, price * cell.months / size_of(cell));
        }
        return terms;
    }

    const Network& network_;
    const plan::SteadyPlan& plan_;
    const std::vector<Cell>& cells_;
    Norm norm_;
    plan::Formulation formulation_;
    lp::Model model_;
    std::vector<double> base_;
    Indexed<ArcId, double> weight_;
    std::vector<Square> squares_;
    Indexed<network::PoolId, double> inflow_;
    std::vector<std::vector<std::pair<lp::ColumnId, double>>> parts_;  // by formulation's column
    Indexed<ArcId, std::vector<std::pair<lp::ColumnId, double>>> changes_;
    double unit_ = 1;
};

bool is_met(const Cell& cell) { return std::abs(cell.mismatch()) <= kMet * cell.size(); }

/// The change of each cell that leaves least, of several such the one for which least flows change; empty where
/// it was not found.
struct Targets {
    lp::Status status = lp::Status::limit;
    double least = 0;
    std::vector<double> wanted;  ///< what is as good as met is met exactly
    std::vector<double> found;   ///< as the solver has it: flows for these are known to be there
};

Targets find_targets(const ChangeModel& model, const std::vector<Cell>& cells,
                     std::stop_token stop) {
    Targets targets;
    lp::Solution solution = lp::solve(model.nearest(), {.stop = stop});
    targets.status = solution.status;
    if (solution.status != lp::Status::optimal) return targets;
    targets.least = std::max(0.0, solution.objective) * model.unit();
    const auto is_left = [](double left) { return std::abs(left) > kExact; };
    auto left = model.left(solution);
    if (std::any_of(left.begin(), left.end(), is_left)) {
        solution = lp::solve(model.as_near(std::max(0.0, solution.objective)), {.stop = stop});
        targets.status = solution.status;
        if (solution.status != lp::Status::optimal) return targets;
        left = model.left(solution);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double missing = ChangeModel::missing_of(cells[i]);
        targets.found.push_back(missing - left[i]);
        targets.wanted.push_back(std::abs(left[i]) <= kMet ? missing : targets.found.back());
    }
    return targets;
}

}  // namespace

bool differ(double a, double b) {
    return std::abs(a - b) > kNoChange * std::max({1.0, std::abs(a), std::abs(b)});
}

Changed smallest_change(const Network& network, const plan::SteadyPlan& plan,
                        const std::vector<Cell>& cells, const FitOptions& options) {
    const std::stop_token stop = options.comparison.run.stop;
    const ChangeModel by_amount{network, plan, cells, Norm::l1};
    const Targets targets = find_targets(by_amount, cells, stop);
    Changed result{targets.status, plan.shipped, targets.least};
    if (targets.status != lp::Status::optimal) return result;
    if (std::all_of(cells.begin(), cells.end(), is_met)) return result;
    const ChangeModel model{network, plan, cells, options.norm};
    lp::Solution change = model.solve(model.meeting(targets.wanted, 0), stop);
    // Rounding of figures and flows may forbid exactness, by less than the solver's tolerance.
    for (const double room : {0.0, kExact / 10, kExact, 5 * kExact}) {
        if (change.status != lp::Status::infeasible) break;
        change = model.solve(model.meeting(targets.found, room), stop);
    }
    result.status = change.status;
    if (change.status == lp::Status::optimal) result.shipped = model.shipped(change);
    return result;
}

}  // namespace jarip::calibrate
