#include <algorithm>
#include <cmath>
#include <tuple>

#include "jarip/calibrate.hpp"
#include "jarip/calibrate/change_model.hpp"
#include "jarip/calibrate/reach.hpp"
#include "jarip/calibrate/shares.hpp"
#include "jarip/calibrate/smallest_change.hpp"

namespace jarip::calibrate {
namespace {

/// Buyers are pinned at most so often: each time more of them, or more finely.
constexpr int kFitRounds = 20;
/// Of what can be gained: more rows are worth it where they gain as much, or bring the wanted trade about.
constexpr double kWorth = 1e-3;

double model_value(const Network& network, const Indexed<ArcId, double>& shipped,
                   const Cell& cell) {
    Sum sum;
    for (const ArcId id : cell.arcs)
        sum.add(network.items[network.pools[network.arcs[id].from].item].price * shipped[id] *
                cell.months);
    return sum.value();
}

Network with_shares(const Network& network, const std::vector<ShareChange>& changes) {
    Network changed = network;
    std::vector<bool> removed(network.sourcing.size());
    for (const auto& change : changes) {
        if (!change.row)
            changed.sourcing.push_back(change.now);
        else if (change.removed)
            removed[*change.row] = true;
        else
            changed.sourcing[*change.row] = change.now;
    }
    std::vector<network::Sourcing> kept;
    for (std::size_t i = 0; i < changed.sourcing.size(); ++i)
        if (i >= removed.size() || !removed[i]) kept.push_back(std::move(changed.sourcing[i]));
    changed.sourcing = std::move(kept);
    return changed;
}

/// Shares under which the steady month has the wanted flows, as nearly as shares can bring it.
struct Realised {
    std::vector<ShareChange> shares;
    plan::SteadyPlan plan;
};

double left_by(const Network& network, const plan::SteadyPlan& plan,
               const std::vector<Cell>& cells) {
    Sum left;
    for (const Cell& cell : cells)
        left.add(std::abs(model_value(network, plan.shipped, cell) - cell.customs));
    return left.value();
}

bool is_realised(const Network& network, const plan::SteadyPlan& plan, const Changed& wanted,
                 const std::vector<Cell>& cells) {
    return std::all_of(cells.begin(), cells.end(), [&](const Cell& cell) {
        return std::abs(model_value(network, plan.shipped, cell) -
                        model_value(network, wanted.shipped, cell)) <= kMet / 10 * cell.size();
    });
}

Realised realise(const Network& network, const plan::SteadyPlan& plan, const Changed& wanted,
                 const std::vector<Cell>& cells, const RunOptions& run) {
    Shares shares{network, cells, wanted};
    Realised best{{}, plan};
    double least = left_by(network, plan, cells);
    const double worth = kWorth * (least - wanted.left);
    const plan::SteadyPlan* last = &plan;
    plan::SteadyPlan trial;
    for (int round = 0; round < kFitRounds && !is_realised(network, *last, wanted, cells);
         ++round) {
        if (!shares.pin(*last)) break;
        trial = plan::steady(with_shares(network, shares.changes()),
                             {.bottlenecks = false, .run = run});
        if (trial.status != lp::Status::optimal) break;
        last = &trial;
        const double left = left_by(network, trial, cells);
        if (left < least - worth || is_realised(network, trial, wanted, cells)) {
            least = left;
            best = {shares.changes(), trial};
        }
    }
    return best;
}

void list_flows(const Network& network, const plan::SteadyPlan& plan, const plan::SteadyPlan& after,
                Fit& result) {
    Sum moved;
    std::vector<std::pair<double, FlowChange>> changes;
    for (const auto id : network.arcs.ids()) {
        if (!differ(plan.shipped[id], after.shipped[id])) continue;
        const double money = network.items[network.pools[network.arcs[id].from].item].price *
                             std::abs(after.shipped[id] - plan.shipped[id]);
        moved.add(money);
        changes.emplace_back(money, FlowChange{id, plan.shipped[id], after.shipped[id]});
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [money, change] : changes) result.flows.push_back(change);
    result.moved = moved.value() / 2;
}

void list_cells(const Network& network, const plan::SteadyPlan& plan, const Changed& wanted,
                const plan::SteadyPlan& after, const FitOptions& options, Fit& result) {
    for (const Cell& cell : result.before.cells) {
        Fitted fitted{.cell = cell, .after = model_value(network, after.shipped, cell)};
        Totals& totals = cell.direction == Direction::import ? result.imports : result.exports;
        totals.model += fitted.after;
        totals.customs += cell.customs;
        totals.mismatch += std::abs(fitted.left());
        result.cells.push_back(std::move(fitted));
    }
    std::vector<Fitted*> unmet;
    for (auto& each : result.cells) {
        if (each.is_met()) continue;
        const Fitted by_flows{.cell = each.cell,
                              .after = model_value(network, wanted.shipped, each.cell)};
        each.why = WhyUnmet::shares;
        if (!by_flows.is_met()) unmet.push_back(&each);
    }
    explain(network, plan, unmet, options.comparison.run.stop);
    std::stable_sort(
        result.cells.begin(), result.cells.end(),
        [](const Fitted& a, const Fitted& b) { return std::abs(a.left()) > std::abs(b.left()); });
}

void sort_shares(std::vector<ShareChange>& shares) {
    std::stable_sort(shares.begin(), shares.end(), [](const ShareChange& a, const ShareChange& b) {
        const auto key = [](const ShareChange& each) {
            return std::tuple{!each.row, each.row.value_or(0)};
        };
        return key(a) < key(b);
    });
}

}  // namespace

bool Fitted::is_met() const { return std::abs(left()) <= kMet * cell.size(); }

bool Fit::met() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](const Fitted& each) { return each.why == WhyUnmet::met; });
}

Network fitted(const Network& network, const Fit& fit) { return with_shares(network, fit.shares); }

Fit fit(const Network& network, const trade::Flows& flows, const FitOptions& options) {
    const RunOptions& run = options.comparison.run;
    Fit result;
    result.norm = options.norm;
    const auto plan = plan::steady(network, {.bottlenecks = false, .run = run});
    result.before = reconcile(network, plan, flows, options.comparison);
    result.status = result.before.status;
    if (result.status != lp::Status::optimal) return result;

    const Changed wanted = smallest_change(network, plan, result.before.cells, options);
    result.status = wanted.status;
    if (result.status != lp::Status::optimal) return result;
    Realised realised = realise(network, plan, wanted, result.before.cells, run);
    if (run.stop.stop_requested()) {  // it may have ended short of the best
        result.status = lp::Status::interrupted;
        return result;
    }
    result.shares = std::move(realised.shares);
    sort_shares(result.shares);
    list_flows(network, plan, realised.plan, result);
    list_cells(network, plan, wanted, realised.plan, options, result);
    return result;
}

}  // namespace jarip::calibrate
