#include "jarip/onshore/content.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
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

constexpr int kMostRounds = 1000;  ///< of passing shares on from pool to pool
/// Of what goes through a buyer at home: so much for home, and what fills it is home's to choose.
constexpr double kForHome = 0.1;

bool home_pool(const Network& network, PoolId pool) {
    return network.at_home(network.country_of(pool));
}
bool home_process(const Network& network, ProcessId id) {
    return network.at_home(network.sites[network.processes[id].site].country);
}

bool wants_at_home(const Network& network, const network::Demand& demand) {
    return home_pool(network, demand.pool) && network.is_product(network.pools[demand.pool].item);
}

/// Passes values on until they change no more, or for kMostRounds.
template <class Step>
Indexed<PoolId, double> settled(std::size_t pools, const Step& step) {
    Indexed<PoolId, double> values{pools, 0.0};
    for (int round = 0; round < kMostRounds; ++round) {
        auto next = step(values);
        double change = 0, size = 0;
        for (const PoolId id : values.ids()) {
            change = std::max(change, std::abs(next[id] - values[id]));
            size = std::max(size, std::abs(next[id]));
        }
        values = std::move(next);
        if (change <= kSettled * size) break;
    }
    return values;
}

/// Of what lies in each pool, the share that goes into products delivered at home; nullopt: nothing lies there.
Indexed<PoolId, std::optional<double>> bound_for_home(const Network& network,
                                                      const plan::SteadyPlan& month) {
    Indexed<PoolId, double> all{network.pools.size(), 0.0};
    const auto share = settled(network.pools.size(), [&](const Indexed<PoolId, double>& before) {
        Indexed<PoolId, double> goes{network.pools.size(), 0.0};
        all = goes;
        const auto add = [&](PoolId pool, double flow, double into) {
            all[pool] += flow;
            goes[pool] += flow * into;
        };
        for (const InputId id : network.inputs.ids()) {
            const auto& input = network.inputs[id];
            add(input.pool, month.used[id], before[network.processes[input.process].output]);
        }
        for (const ArcId id : network.arcs.ids())
            add(network.arcs[id].from, month.shipped[id], before[network.arcs[id].to]);
        for (const DemandId id : network.demands.ids())
            add(network.demands[id].pool, month.delivered[id],
                wants_at_home(network, network.demands[id]) ? 1 : 0);
        for (const PoolId id : network.pools.ids())
            if (all[id] > 0) goes[id] /= all[id];
        return goes;
    });
    Indexed<PoolId, std::optional<double>> result{network.pools.size(), std::nullopt};
    for (const PoolId id : network.pools.ids())
        if (all[id] > 0) result[id] = share[id];
    return result;
}

/// The same network with what home wants of products only.
Network with_products_at_home(const Network& network) {
    Network home = network;
    for (auto& demand : home.demands) {
        if (wants_at_home(network, demand)) continue;
        demand.total = 0;
        demand.wanted.clear();
    }
    return home;
}

class ContentModel {
public:
    ContentModel(const Network& world, const plan::SteadyPlan& today, Newcomers newcomers)
        : world_{world},
          newcomers_{newcomers},
          home_{with_products_at_home(world)},
          month_{today},
          bound_{bound_for_home(world, today)} {}

    TargetModel build(double share, double discount_rate) {
        const plan::Scope scope{.candidates = true};
        auto formulation = plan::steady_formulation(home_, scope);
        leave_to_others(formulation);
        mix_as_today(formulation);
        TargetModel result{.investments = add_investments(home_, std::move(formulation),
                                                          plan::useful_starts(home_, scope, true),
                                                          home_.months, discount_rate)};
        deliver(result);
        hold_content(result, share);
        for (const PoolId id : world_.pools.ids()) result.chooses.push_back(chooses(id) ? 1 : 0);
        return result;
    }

private:
    /// A buyer at home that serves home, or nobody yet.
    [[nodiscard]] bool chooses(PoolId id) const {
        return home_pool(world_, id) && bound_[id].value_or(1) >= kForHome;
    }

    /// What others start with the process today.
    [[nodiscard]] double started_by_others(ProcessId id) const {
        return month_.started[id] * (1 - bound_[world_.processes[id].output].value_or(0));
    }
    [[nodiscard]] double sent_to_others(ArcId id) const {
        return month_.shipped[id] * (1 - bound_[world_.arcs[id].to].value_or(0));
    }

    /// Takes what others use off capacities.
    void leave_to_others(plan::Formulation& formulation) const {
        auto& rows = formulation.model.rows;
        const auto take = [&](lp::RowId row, double others) {
            if (row.valid() && others > 0) rows[row].high = std::max(0.0, rows[row].high - others);
        };
        for (const ProcessId id : world_.processes.ids())
            take(formulation.capacity[id.index()], started_by_others(id));
        for (const auto& use : world_.uses)
            take(formulation.resource[use.resource.index()],
                 use.quantity * started_by_others(use.process));
        for (const ArcId id : world_.arcs.ids())
            if (const auto lane = world_.arcs[id].lane; lane.valid())
                take(formulation.lane[lane.index()], sent_to_others(id));
    }

    /// Of a buyer that takes `total` today: each of its suppliers keeps its share.
    struct Part {
        lp::ColumnId column;
        double coefficient = 1;  ///< units of the column that count as one
        double today = 0;
    };
    static void keep_shares(lp::Model& model, const std::string& name, std::vector<Part> parts) {
        double total = 0;
        for (const Part& part : parts) total += part.today;
        std::erase_if(parts, [](const Part& part) { return !part.column.valid(); });
        if (total <= 0 || parts.size() < 2) return;
        const auto largest = std::ranges::max_element(parts, {}, &Part::today);
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            if (part == largest) continue;
            const double share = part->today / total;
            if (share <= kNoShare) {
                model.columns[part->column].high = 0;
                continue;
            }
            std::vector<lp::Term> terms{{part->column, part->coefficient}};
            for (const Part& other : parts)
                terms.push_back({other.column, -share * other.coefficient});
            model.add_row("as today[" + name + "]", 0, 0, std::move(terms));
        }
    }

    /// Nothing comes in today.
    static bool is_new(const std::vector<Part>& parts) {
        return std::ranges::all_of(parts, [](const Part& part) { return part.today <= 0; });
    }

    void mix_as_today(plan::Formulation& formulation) const {
        Indexed<PoolId, std::vector<Part>> into{world_.pools.size(), std::vector<Part>{}};
        for (const ProcessId id : world_.processes.ids())
            into[world_.processes[id].output].push_back({formulation.started[id.index()],
                                                         world_.processes[id].yield,
                                                         month_.made(world_, id)});
        for (const ArcId id : world_.arcs.ids())
            into[world_.arcs[id].to].push_back(
                {formulation.shipped[id.index()], 1, month_.shipped[id]});
        for (const PoolId id : world_.pools.ids()) {
            if (chooses(id)) continue;
            if (newcomers_ == Newcomers::none && is_new(into[id]))
                for (const Part& part : into[id])
                    if (part.column.valid()) formulation.model.columns[part.column].high = 0;
            if (newcomers_ == Newcomers::as_is_best || !is_new(into[id]))
                keep_shares(formulation.model,
                            world_.place_id(id) + "," + world_.items[world_.pools[id].item].id,
                            into[id]);
        }
        for (const ProcessId id : world_.processes.ids()) {
            if (chooses(world_.processes[id].output)) continue;
            std::vector<Part> slot;
            const auto& inputs = world_.processes[id].inputs;
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const auto& input = world_.inputs[inputs[i]];
                const double quantity = world_.parts[input.part].quantity;
                const lp::Term used = formulation.used[inputs[i].index()];
                slot.push_back(
                    {used.column, used.coefficient / quantity, month_.used[inputs[i]] / quantity});
                if (i + 1 < inputs.size() && world_.inputs[inputs[i + 1]].slot == input.slot)
                    continue;
                keep_shares(formulation.model,
                            world_.processes[id].id + "," + world_.slots[input.slot].name,
                            std::move(slot));
                slot.clear();
            }
        }
    }

    /// At least what is delivered today; where home gets nothing, what it wants.
    void deliver(TargetModel& result) const {
        auto& formulation = result.investments.formulation;
        auto& model = result.investments.model();
        double delivered = 0;
        for (const DemandId id : home_.demands.ids())
            if (home_.demands[id].total > 0) delivered += month_.delivered[id];
        for (const DemandId id : home_.demands.ids()) {
            const double wanted = home_.demands[id].total / home_.months;
            if (wanted <= 0) continue;
            const double least = delivered > 0
                                     ? std::min(wanted, month_.delivered[id] * (1 - kTodayRounding))
                                     : wanted;
            if (const lp::ColumnId column = formulation.delivered[id.index()]; column.valid()) {
                model.columns[column].low = least;
                if (delivered > 0)
                    result.exact_low.emplace_back(column, std::min(wanted, month_.delivered[id]));
                model.columns[column].high = wanted;
            } else if (least > 0) {
                // Nothing can bring it: a row that cannot hold names the demand.
                model.add_row("demand[" + home_.demands[id].id + "]", least, lp::kInfinity, {});
            }
        }
    }

    /// Value added at home, of what is delivered.
    void hold_content(TargetModel& result, double share) const {
        auto& formulation = result.investments.formulation;
        std::vector<lp::Term> terms;
        for (const DemandId id : home_.demands.ids())
            if (const lp::ColumnId column = formulation.delivered[id.index()];
                column.valid() && home_.demands[id].total > 0)
                terms.push_back(
                    {column, -share * home_.items[home_.pools[home_.demands[id].pool].item].price});
        for (const ProcessId id : home_.processes.ids()) {
            const auto& process = home_.processes[id];
            const lp::ColumnId started = formulation.started[id.index()];
            if (!started.valid() || !home_process(home_, id)) continue;
            terms.push_back({started, home_.items[process.item].price * process.yield});
            for (std::size_t i = 0; i < process.inputs.size(); ++i) {
                const InputId input = process.inputs[i];
                const lp::Term used = formulation.used[input.index()];
                const auto item = home_.parts[home_.inputs[input].part].item;
                if (used.column.valid())
                    terms.push_back({used.column, -home_.items[item].price * used.coefficient});
            }
        }
        result.level = result.investments.model().add_row("domestic content", 0, lp::kInfinity,
                                                          std::move(terms));
    }

    const Network& world_;
    Newcomers newcomers_;
    Network home_;
    const plan::SteadyPlan& month_;
    Indexed<PoolId, std::optional<double>> bound_;
};

}  // namespace

TargetModel content_model(const Network& network, double share, double discount_rate,
                          const plan::SteadyPlan& today, Newcomers newcomers) {
    return ContentModel{network, today, newcomers}.build(share, discount_rate);
}

}  // namespace jarip::onshore
