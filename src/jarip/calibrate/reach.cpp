#include "jarip/calibrate/reach.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "jarip/calibrate/tolerances.hpp"

namespace jarip::calibrate {
namespace {

constexpr std::size_t kMostLimits = 3;

class Reach {
public:
    Reach(const Network& network, const plan::SteadyPlan& plan)
        : network_{network},
          formulation_{plan::steady_formulation(network)},
          solver_{prepare(plan)} {
        start_ = solver_.solve().status == lp::Status::optimal ? solver_.basis() : lp::Basis{};
        name_limits();
    }

    void explain(Fitted& fitted, const std::stop_token& stop) {
        const Cell& cell = fitted.cell;
        const bool too_little = fitted.left() < 0;
        bool any = false;
        double largest = 0;
        std::vector<std::pair<lp::ColumnId, double>> costs;
        for (const ArcId id : cell.arcs) {
            const auto column = formulation_.shipped[id.index()];
            if (!column.valid()) continue;
            any = true;
            const double price = network_.items[network_.pools[network_.arcs[id].from].item].price;
            costs.emplace_back(column, too_little ? -price : price);
            largest = std::max(largest, price);
        }
        if (!any) {
            fitted.why = WhyUnmet::no_way;
            return;
        }
        for (const auto& [column, cost] : costs) solver_.set_cost(column, cost);
        solver_.start_from(start_);
        const lp::Solution solution = solver_.solve({.stop = stop, .from_feasible = true});
        for (const auto& [column, cost] : costs) solver_.set_cost(column, 0);
        if (solution.status != lp::Status::optimal) {
            // Unbounded: alone it could come as near as is asked.
            fitted.why = WhyUnmet::conflict;
            return;
        }
        const double reached = std::abs(solution.objective) * cell.months;
        const double tolerance = kMet * cell.size();
        const bool alone =
            too_little ? reached >= cell.customs - tolerance : reached <= cell.customs + tolerance;
        fitted.reach = reached;
        fitted.why = alone ? WhyUnmet::conflict : WhyUnmet::out_of_reach;
        if (!alone) read_limits(solution, kNoDual * largest, fitted.limits);
    }

private:
    lp::Solver prepare(const plan::SteadyPlan& plan) {
        for (auto& column : formulation_.model.columns) column.cost = 0;
        for (const auto id : network_.demands.ids()) {
            const auto column = formulation_.delivered[id.index()];
            if (!column.valid()) continue;
            auto& held = formulation_.model.columns[column];
            held.low = held.high = plan.delivered[id];
        }
        return lp::Solver{formulation_.model};
    }

    void name_limits() {
        for (const auto id : network_.processes.ids())
            name(formulation_.capacity[id.index()], {.process = id});
        for (const auto id : network_.resources.ids())
            name(formulation_.resource[id.index()], {.resource = id});
        for (const auto id : network_.lanes.ids())
            name(formulation_.lane[id.index()], {.lane = id});
        std::map<std::string, lp::RowId> by_name;
        for (const auto id : formulation_.model.rows.ids())
            by_name.emplace(formulation_.model.rows[id].name, id);
        for (std::size_t i = 0; i < network_.sourcing.size(); ++i) {
            const auto& row = network_.sourcing[i];
            if (!row.fixed) continue;
            const auto found = by_name.find("share[" + row.buyer + ',' +
                                            network_.items[row.item].id + ',' + row.supplier + ']');
            if (found != by_name.end()) name(found->second, {.share = i});
        }
    }

    void name(lp::RowId row, const Limit& limit) {
        if (row.valid()) limits_.emplace_back(row, limit);
    }

    void read_limits(const lp::Solution& solution, double noise, std::vector<Limit>& limits) const {
        std::vector<std::pair<double, Limit>> found;
        for (const auto& [row, limit] : limits_) {
            const double dual = std::abs(solution.duals[row]);
            // A fixed share has no quantity of its own: it stands last.
            if (dual > noise) found.emplace_back(dual * std::abs(solution.activities[row]), limit);
        }
        for (const auto id : network_.demands.ids()) {
            const auto column = formulation_.delivered[id.index()];
            if (!column.valid()) continue;
            const double dual = std::abs(solution.reduced_costs[column]);
            if (dual > noise)
                found.emplace_back(dual * solution.values[column], Limit{.demand = id});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        for (std::size_t i = 0; i < std::min(kMostLimits, found.size()); ++i)
            limits.push_back(found[i].second);
    }

    const Network& network_;
    plan::Formulation formulation_;
    lp::Solver solver_;
    lp::Basis start_;
    std::vector<std::pair<lp::RowId, Limit>> limits_;
};

}  // namespace

void explain(const Network& network, const plan::SteadyPlan& plan,
             const std::vector<Fitted*>& unmet, const std::stop_token& stop) {
    if (unmet.empty()) return;
    Reach reach{network, plan};
    for (Fitted* each : unmet) reach.explain(*each, stop);
}

}  // namespace jarip::calibrate
