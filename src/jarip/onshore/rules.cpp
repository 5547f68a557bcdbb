#include "jarip/onshore/rules.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

using network::ArcId;
using network::DemandId;
using network::InputId;
using network::PoolId;
using network::Sourcing;
using network::TargetKind;

/// What flows in an answer: of a month, or of buckets all of them together.
struct Flows {
    Indexed<ArcId, double> shipped;
    Indexed<ProcessId, double> started;
    Indexed<InputId, double> used;
    Indexed<PoolId, double> taken;  ///< by processes, demands and ways out
};

Flows flows_of(const Network& network, const TargetModel& model, const lp::Solution& solution) {
    const auto& formulation = model.investments.formulation;
    const auto& columns = model.investments.model();
    const auto flow = [&](lp::ColumnId column) { return plan::flow_of(columns, solution, column); };
    Flows flows{Indexed<ArcId, double>{network.arcs.size(), 0.0},
                Indexed<ProcessId, double>{network.processes.size(), 0.0},
                Indexed<InputId, double>{network.inputs.size(), 0.0},
                Indexed<PoolId, double>{network.pools.size(), 0.0}};
    for (std::size_t i = 0; i < formulation.shipped.size(); ++i)
        flows.shipped[ArcId{i % network.arcs.size()}] += flow(formulation.shipped[i]);
    for (std::size_t i = 0; i < formulation.started.size(); ++i)
        flows.started[ProcessId{i % network.processes.size()}] += flow(formulation.started[i]);
    for (std::size_t i = 0; i < formulation.used.size(); ++i)
        if (const lp::Term& used = formulation.used[i]; used.column.valid())
            flows.used[InputId{i % network.inputs.size()}] += used.coefficient * flow(used.column);
    for (const InputId id : network.inputs.ids())
        flows.taken[network.inputs[id].pool] += flows.used[id];
    for (std::size_t i = 0; i < formulation.delivered.size(); ++i)
        flows.taken[network.demands[DemandId{i % network.demands.size()}].pool] +=
            flow(formulation.delivered[i]);
    for (const ArcId id : network.arcs.ids())
        flows.taken[network.arcs[id].from] += flows.shipped[id];
    return flows;
}

class Rules {
public:
    Rules(const Network& network, const TargetModel& model, const lp::Solution& solution,
          Result& result)
        : network_{network},
          model_{model},
          flows_{flows_of(network, model, solution)},
          share_arcs_{network},
          into_{network.pools.size()},
          makers_{network.pools.size()},
          result_{result} {
        for (const ArcId id : network.arcs.ids())
            if (is_open(id)) into_[network.arcs[id].to].push_back(id);
        for (const ProcessId id : network.processes.ids())
            if (stands(id) && runs(id)) makers_[network.processes[id].output].push_back(id);
    }

    void read() {
        const bool days = model_.days > 0;
        for (const PoolId id : network_.pools.ids()) {
            const bool choice = into_[id].size() + makers_[id].size() > 1 && !into_[id].empty();
            if (!choice || !chooses(id)) continue;
            const double all = days ? all_in_days(id) : come(id);
            if (all > 0) buy(id, all, !days);
        }
        network::count_own_makers(result_.bought);
        for (const ProcessId id : network_.processes.ids())
            if (flows_.started[id] > 0 && chooses(network_.processes[id].output)) fill(id, !days);
    }

private:
    [[nodiscard]] bool chooses(PoolId id) const {
        return model_.chooses.empty() ? network_.at_home(network_.country_of(id))
                                      : model_.chooses[id.index()] != 0;
    }

    /// Behind a closed border, where the steady month could buy too before it closed.
    [[nodiscard]] bool is_open(ArcId id) const {
        return model_.days > 0 || model_.investments.formulation.shipped[id.index()].valid();
    }
    [[nodiscard]] bool runs(ProcessId id) const {
        return model_.days > 0 || model_.investments.formulation.started[id.index()].valid();
    }
    [[nodiscard]] bool is_taken(InputId id) const {
        return model_.days > 0 || model_.investments.formulation.used[id.index()].column.valid();
    }
    [[nodiscard]] bool stands(ProcessId id) const {
        return network_.processes[id].status == network::Status::operating ||
               std::ranges::any_of(result_.built,
                                   [id](const Built& built) { return built.process == id; });
    }

    [[nodiscard]] double made(const std::vector<ProcessId>& makers) const {
        Sum sum;
        for (const ProcessId id : makers)
            sum.add(flows_.started[id] * network_.processes[id].yield);
        return sum.value();
    }
    [[nodiscard]] double shipped(const std::vector<ArcId>& arcs) const {
        Sum sum;
        for (const ArcId id : arcs) sum.add(flows_.shipped[id]);
        return sum.value();
    }
    [[nodiscard]] double come(PoolId pool) const {
        return shipped(into_[pool]) + made(makers_[pool]);
    }

    /// Behind a closed border: of what a buyer takes, or usually takes where that is more, what home's makers send; the
    /// rest is from stock, and comes from anywhere before the border closes. Who lives on production alone buys at home alone.
    [[nodiscard]] double all_in_days(PoolId pool) const {
        const double at_home = come(pool);
        if (at_home <= 0) return 0;
        const bool open = std::ranges::any_of(into_[pool], [&](ArcId id) {
            return !network_.at_home(network_.country_of(network_.arcs[id].from));
        });
        if (!open || !model_.from_stock) return at_home;
        const double months = model_.days * network_.months / network_.horizon.days();
        Sum baseline;
        for (const ArcId id : into_[pool]) baseline.add(model_.today.shipped[id] * months);
        for (const ProcessId id : makers_[pool])
            baseline.add(model_.today.made(network_, id) * months);
        return std::max({at_home, flows_.taken[pool], baseline.value()});
    }

    [[nodiscard]] std::string name_of(network::SiteId site) const {
        const std::string& id = network_.sites[site].id;
        const auto is_it = [&](const auto& rows, auto name) {
            return std::ranges::any_of(rows, [&](const auto& row) { return row.*name == id; });
        };
        const bool clashes = is_it(network_.countries, &network::Country::code) ||
                             is_it(network_.companies, &network::Company::id);
        return (clashes ? "site:" : "") + id;
    }
    [[nodiscard]] network::Target target_of(network::PlaceId id) const {
        const auto& place = network_.places[id];
        network::Target target{.country = place.country};
        if (!place.site.valid()) {
            target.kind = TargetKind::country;
            target.text = "country:" + network_.countries[place.country].code;
            return target;
        }
        return target_of(place.site);
    }
    [[nodiscard]] network::Target target_of(network::SiteId site) const {
        return {.kind = TargetKind::site, .site = site, .text = name_of(site)};
    }

    void buy(PoolId pool, double all, bool fixed) {
        std::vector<network::PlaceId> suppliers;
        const auto supplied_by = [&](PoolId from) {
            const auto place = network_.pools[from].place;
            if (std::ranges::find(suppliers, place) == suppliers.end()) suppliers.push_back(place);
        };
        if (made(makers_[pool]) > kNoPart * all) supplied_by(pool);
        for (const ArcId id : into_[pool])
            if (flows_.shipped[id] > kNoPart * all) supplied_by(network_.arcs[id].from);
        for (const auto place : suppliers) {
            Sourcing row{.item = network_.pools[pool].item, .fixed = fixed};
            row.bought_by = target_of(network_.pools[pool].place);
            row.supplied_by = target_of(place);
            row.buyer = row.bought_by.text;
            row.supplier = row.supplied_by.text;
            // A country as a supplier is all of its sites: what passes through it at no site is left open.
            if (row.supplied_by.kind == TargetKind::country) continue;
            share_arcs_.find(row);
            const double part = row.own ? made(makers_[pool]) : shipped(row.supplied);
            row.share = std::min(1.0, part / all_of(row, pool, all, fixed));
            result_.bought.push_back(std::move(row));
        }
    }

    /// A country's inflow is more than what comes to its customers, where its sites take the item too.
    [[nodiscard]] double all_of(const Sourcing& row, PoolId pool, double all, bool fixed) const {
        if (!fixed || row.bought_by.kind == TargetKind::site) return all;
        return std::max(shipped(row.inflow), come(pool));
    }

    void fill(ProcessId id, bool fixed) {
        const auto& inputs = network_.processes[id].inputs;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const auto& input = network_.inputs[inputs[i]];
            const auto is_same_slot = [&](std::size_t j) {
                return j != i && network_.inputs[inputs[j]].slot == input.slot &&
                       is_taken(inputs[j]);
            };
            bool choice = false;
            for (std::size_t j = 0; j < inputs.size(); ++j) choice = choice || is_same_slot(j);
            const double share =
                flows_.used[inputs[i]] / network_.parts[input.part].quantity / flows_.started[id];
            if (choice && share > kNoPart)
                result_.filled.push_back({.input = inputs[i],
                                          .share = std::min(1.0, share),
                                          .fixed = fixed,
                                          .slot = network_.slots[input.slot].name});
        }
    }

    const Network& network_;
    const TargetModel& model_;
    Flows flows_;
    network::ShareArcs share_arcs_;
    Indexed<PoolId, std::vector<ArcId>> into_;
    Indexed<PoolId, std::vector<ProcessId>> makers_;
    Result& result_;
};

}  // namespace

void read_rules(const Network& network, const TargetModel& model, const lp::Solution& solution,
                Result& result) {
    if (model.days > 0 || !model.chooses.empty()) Rules{network, model, solution, result}.read();
}

Network with_built(const Network& network, const Result& result) {
    Network built = network;
    for (const Built& each : result.built) {
        auto& process = built.processes[each.process];
        process.status = network::Status::operating;
        if (!process.capacity_per_month) continue;
        const double before = *process.capacity_per_month;
        *process.capacity_per_month = each.capacity.value_or(before) + each.expansion;
        // What is built ramps as capacity.csv says.
        for (auto& step : built.capacity_steps)
            if (step.process == each.process && before > 0)
                step.capacity_per_month *= *process.capacity_per_month / before;
    }
    return built;
}

Network with_built_and_bought(const Network& network, const Result& result) {
    Network built = with_built(network, result);
    std::erase_if(built.sourcing, [&](const Sourcing& row) {
        return std::ranges::any_of(result.bought, [&](const Sourcing& other) {
            return network::is_of_same_buyer(row, other);
        });
    });
    built.sourcing.insert(built.sourcing.end(), result.bought.begin(), result.bought.end());
    network::count_own_makers(built.sourcing);
    const auto& inputs = network.inputs;
    std::erase_if(built.part_shares, [&](const network::PartShare& row) {
        return std::ranges::any_of(result.filled, [&](const network::PartShare& other) {
            return inputs[row.input].process == inputs[other.input].process &&
                   inputs[row.input].slot == inputs[other.input].slot;
        });
    });
    built.part_shares.insert(built.part_shares.end(), result.filled.begin(), result.filled.end());
    return built;
}

}  // namespace jarip::onshore
