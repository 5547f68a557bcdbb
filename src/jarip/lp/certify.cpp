#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/lp/scale.hpp"
#include "jarip/lp/tolerances.hpp"

namespace jarip::lp {

namespace {

/// Keeps the largest fault and whose it is.
class Worst {
public:
    void see(double& field, double fault, const std::string& name) {
        if (std::isnan(fault)) fault = kInfinity;
        field = std::max(field, fault);
        if (fault > largest_) {
            largest_ = fault;
            name_ = name;
        }
    }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    double largest_ = 0;
    std::string name_;
};

double outside(double value, double low, double high) {
    return std::max({0.0, low - value, value - high});
}

double size_of_bound(double bound) { return std::isfinite(bound) ? std::abs(bound) : 0; }

/// What a dual (or reduced cost) has to do with the bounds: where it is positive the value is at its low
/// bound, where negative at its high. The first number is the dual where that bound does not exist,
/// the second what the dual says is lost by the distance from that bound.
std::pair<double, double> dual_faults(double dual, double value, double low, double high) {
    const double bound = dual > 0 ? low : high;
    if (dual == 0) return {0, 0};
    if (!std::isfinite(bound)) return {std::abs(dual), 0};
    return {0, std::abs(dual) * std::abs(value - bound)};
}

/// A row's sum at the solution, and the largest of its terms and bounds, and of its coefficients times the sizes
/// of their columns.
struct RowValue {
    double activity = 0;
    double size = 0;
};

RowValue value_of(const Model& model, const Row& row, const Solution& solution) {
    RowValue result;
    result.size = std::max({size_of(model, row), size_of_bound(row.low), size_of_bound(row.high)});
    Sum activity;
    for (std::size_t t = row.begin; t < row.end; ++t) {
        const Term& term = model.terms[t];
        const double part = term.coefficient * solution.values[term.column];
        activity.add(part);
        result.size = std::max(result.size, std::abs(part));
    }
    result.activity = activity.value();
    return result;
}

/// One certification: what the checks share.
struct Certifier {
    const Model& model;
    const Solution& solution;
    double tolerance;
    Certificate result{};
    Worst worst{};
    double money = 1;  ///< Σ |cost · value|

    void check_objective_and_columns() {
        Sum objective;
        Sum absolute;
        double largest = 0;
        for (const ColumnId id : model.columns.ids()) {
            const Column& column = model.columns[id];
            const double value = solution.values[id];
            objective.add(column.cost * value);
            absolute.add(std::abs(column.cost * value));
            largest = std::max(largest, std::abs(column.cost) * column.size);
            const double size =
                std::max({column.size, size_of_bound(column.low), size_of_bound(column.high)});
            worst.see(result.primal_fault, outside(value, column.low, column.high) / size,
                      column.name);
            if (column.integer)
                worst.see(result.whole_fault, std::abs(value - std::round(value)), column.name);
        }
        money = std::max(absolute.value(), kLeastMoney * largest);
        if (money == 0) money = 1;
        result.gap = relative_gap(objective.value(), solution.bound);
        worst.see(result.objective_fault, std::abs(solution.objective - objective.value()) / money,
                  "");
    }

    void check_rows() {
        for (const Row& row : model.rows) {
            const RowValue value = value_of(model, row, solution);
            worst.see(result.primal_fault, outside(value.activity, row.low, row.high) / value.size,
                      row.name);
        }
    }

    /// What is there in rows whose whole numbers leave nothing for it.
    void check_ties() {
        for (const Row& row : model.rows) {
            if (row.high == kInfinity) continue;
            double left = row.high;
            double size = 0;
            bool whole = false;
            bool adds = true;
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const auto& [id, coefficient] = model.terms[t];
                const Column& column = model.columns[id];
                if (!column.integer) {
                    adds = adds && coefficient > 0 && column.low >= 0;
                    continue;
                }
                whole = true;
                left -= coefficient * solution.values[id];
                size = std::max(
                    {size, size_of_bound(row.high), std::abs(coefficient * solution.values[id])});
            }
            if (!whole || !adds || left > kNothingLeftOfRow * size) continue;
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const ColumnId id = model.terms[t].column;
                if (!model.columns[id].integer)
                    worst.see(result.whole_fault, solution.values[id] / model.columns[id].size,
                              row.name);
            }
        }
    }

    /// Reduced costs are computed anew from the duals.
    void check_duals() {
        std::vector<double> reduced;
        std::vector<double> terms;       // the largest that a reduced cost is made of
        std::vector<double> quantities;  // of a column: as many as its rows are large
        for (const Column& column : model.columns) {
            reduced.push_back(column.cost);
            terms.push_back(std::abs(column.cost));
            quantities.push_back(column.size);
        }
        for (const RowId id : model.rows.ids()) {
            const Row& row = model.rows[id];
            const RowValue value = value_of(model, row, solution);
            const double dual = solution.duals[id];
            const auto [sign, slack] = dual_faults(dual, value.activity, row.low, row.high);
            worst.see(result.dual_fault, sign * value.size / money, row.name);
            worst.see(result.complementarity_fault, slack / money, row.name);
            for (std::size_t t = row.begin; t < row.end; ++t) {
                const std::size_t j = model.terms[t].column.index();
                const double part = model.terms[t].coefficient * dual;
                reduced[j] -= part;
                terms[j] = std::max(terms[j], std::abs(part));
                if (const double one = std::abs(model.terms[t].coefficient); one > 0)
                    quantities[j] = std::max(quantities[j], value.size / one);
            }
        }
        for (const ColumnId id : model.columns.ids()) {
            const Column& column = model.columns[id];
            const double cost = reduced[id.index()];
            const double noise = tolerance * terms[id.index()];
            const auto [sign, slack] =
                dual_faults(cost, solution.values[id], column.low, column.high);
            worst.see(result.dual_fault, sign * quantities[id.index()] / money, column.name);
            // A reduced cost within the noise of its own sum says nothing about a distance.
            if (std::abs(cost) > noise)
                worst.see(result.complementarity_fault, slack / money, column.name);
            if (solution.reduced_costs.size() == model.columns.size())
                worst.see(
                    result.dual_fault,
                    std::abs(solution.reduced_costs[id] - cost) * quantities[id.index()] / money,
                    column.name);
        }
    }
};

}  // namespace

Certificate certify(const Model& model, const Solution& solution, double tolerance) {
    if (solution.status == Status::infeasible || solution.status == Status::unbounded ||
        solution.values.size() != model.columns.size())
        return {};
    const bool mixed = std::ranges::any_of(model.columns, &Column::integer);
    const bool has_duals = !mixed && solution.status != Status::feasible;
    if (has_duals && solution.duals.size() != model.rows.size()) return {};

    Certifier certifier{model, solution, tolerance};
    certifier.check_objective_and_columns();
    certifier.check_rows();
    if (mixed) certifier.check_ties();
    if (has_duals) certifier.check_duals();
    Certificate result = certifier.result;
    result.worst = certifier.worst.name();
    result.holds = result.whole_fault == 0 && result.primal_fault <= tolerance &&
                   result.dual_fault <= tolerance && result.complementarity_fault <= tolerance &&
                   result.objective_fault <= tolerance;
    return result;
}

}  // namespace jarip::lp
