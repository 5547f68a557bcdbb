// Lots, set-ups, those that are kept, and shared resources.
#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/builder.hpp"
#include "jarip/plan/tolerances.hpp"

namespace jarip::plan {

void Builder::add_lots(std::size_t at, ProcessId id, double capacity) {
    const auto& process = network_.processes[id];
    const lp::ColumnId x = result_.started[at];
    const double lot = process.lot_size.value_or(0);
    const double minimum = process.minimum_lot.value_or(0);
    const bool is_set_up = minimum > 0 || process.setup_cost > 0 || set_up_takes_[id] != 0;
    if (lot <= 0 && !is_set_up) return;
    const double most = require_finite(std::min(capacity, amounts_.useful[id]), process.id);
    if (lot > 0) {
        const lp::ColumnId lots = model().add_column(
            name("lots", process.id), 0, std::floor(most / lot * (1 + kWholeLots)), 0, true);
        model().add_row(name("lot", process.id), 0, 0, {{x, 1}, {lots, -lot}});
    }
    if (!is_set_up) return;
    const lp::ColumnId z =
        model().add_column(name("on", process.id), 0, 1, process.setup_cost, true);
    result_.set_up[at] = z;
    std::vector<lp::Term> ready{{x, 1}, {z, -most}};
    if (const lp::ColumnId kept = add_kept(at, id); kept.valid()) ready.push_back({kept, -most});
    result_.set_up_ties.push_back(
        model().add_row(name("set-up", process.id), -lp::kInfinity, 0, ready));
    if (minimum <= 0) return;
    lp::ColumnId runs = z;
    if (keeps_set_up_[id] != 0) {
        // What is set up, or still is, need not run: it may be for a later period.
        runs = model().add_column(name("runs", process.id), 0, 1, 0, true);
        result_.set_up_ties.push_back(
            model().add_row(name("run", process.id), -lp::kInfinity, 0, {{x, 1}, {runs, -most}}));
    }
    model().add_row(name("minimum", process.id), 0, lp::kInfinity, {{x, 1}, {runs, -minimum}});
}

lp::ColumnId Builder::add_kept(std::size_t at, ProcessId id) {
    const std::size_t count = network_.processes.size();
    if (keeps_set_up_[id] == 0 || at < count) return {};
    const lp::ColumnId kept =
        model().add_column(name("kept", network_.processes[id].id), 0, 1, 0, true);
    std::vector<lp::Term> before{{kept, 1}, {result_.set_up[at - count], -1}};
    if (result_.kept[at - count].valid()) before.push_back({result_.kept[at - count], -1});
    model().add_row(name("keep", network_.processes[id].id), -lp::kInfinity, 0, std::move(before));
    return result_.kept[at] = kept;
}

void Builder::add_kept_set_ups() {
    std::map<ResourceId, std::vector<ProcessId>> sharing;
    for (const std::size_t i : order_.uses) {
        const auto& use = network_.uses[i];
        if (network_.resources[use.resource].keeps_setup &&
            result_.set_up[use.process.index()].valid())
            sharing[use.resource].push_back(use.process);
    }
    for (const ResourceId resource : order_.resources)
        for (std::size_t t = 1; sharing.contains(resource) && t < period_count_; ++t)
            add_kept_by(resource, sharing[resource], t);
}

void Builder::add_kept_by(ResourceId resource, const std::vector<ProcessId>& sharing,
                          std::size_t t) {
    label_ = label(network_, calendar_.periods, t);
    const std::string& id = network_.resources[resource].id;
    const auto at = [&](const std::vector<lp::ColumnId>& columns, std::size_t period,
                        ProcessId process) {
        return columns[period * network_.processes.size() + process.index()];
    };
    std::vector<lp::Term> one;
    for (const ProcessId process : sharing) one.push_back({at(result_.kept, t, process), 1});
    model().add_row(name("kept for one", id), -lp::kInfinity, 1, std::move(one));
    if (t + 1 == period_count_) return;
    const lp::ColumnId through = model().add_column(name("kept through", id), 0, 1, 0);
    for (const ProcessId process : sharing) {
        const std::string& name_of = network_.processes[process].id;
        model().add_row(name("through", id + "," + name_of), -1, lp::kInfinity,
                        {{through, 1},
                         {at(result_.kept, t, process), -1},
                         {at(result_.kept, t + 1, process), -1},
                         {at(result_.set_up, t, process), 1}});
        model().add_row(name("no other", id + "," + name_of), -lp::kInfinity, 1,
                        {{through, 1}, {at(result_.set_up, t, process), 1}});
    }
}

void Builder::add_resources(std::size_t t) {
    std::vector<std::vector<lp::Term>> taken(network_.resources.size());
    for (const std::size_t i : order_.uses) {
        const auto& use = network_.uses[i];
        if (reach_.process[use.process] == 0) continue;
        const std::size_t at = t * network_.processes.size() + use.process.index();
        auto& terms = taken[use.resource.index()];
        terms.push_back({result_.started[at], use.quantity});
        if (!steady_ && use.setup_quantity > 0)
            terms.push_back({result_.set_up[at], use.setup_quantity});
    }
    for (const ResourceId id : order_.resources) {
        const std::size_t at = t * network_.resources.size() + id.index();
        const double capacity = calendar_.resource[at];
        auto& terms = taken[id.index()];
        if (capacity < lp::kInfinity && !terms.empty())
            result_.resource[at] = model().add_row(name("resource", network_.resources[id].id),
                                                   -lp::kInfinity, capacity, std::move(terms));
    }
}

}  // namespace jarip::plan
