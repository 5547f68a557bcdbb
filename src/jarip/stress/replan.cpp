#include "jarip/stress/replan.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

namespace jarip::stress {

namespace {

// What a node, a slot and an edge are in whichever plan, in the order in which a chain lists them.
using NodeKey = std::pair<bool, std::string>;     // demands after processes, by id
using SlotKey = std::pair<NodeKey, std::string>;  // by the slot's name
using EdgeKey =
    std::tuple<SlotKey, std::string, NodeKey, std::vector<std::size_t>>;  // item, maker, way

NodeKey key_of(const Network& network, const NodeOrigin& node) {
    if (node.ref.process.valid()) return {false, network.processes[node.ref.process].id};
    return {true, network.demands[node.ref.demand].id};
}

// Where in which chain something stands first.
struct Place {
    std::size_t chain = 0;
    std::uint32_t index = 0;
};

class Joiner {
public:
    Joiner(const Network& network, const std::vector<LabelledChain>& chains)
        : network_{network}, chains_{chains} {
        for (std::size_t c = 0; c < chains.size(); ++c) list(c);
    }

    [[nodiscard]] LabelledChain join(std::vector<std::vector<double>>& flows) {
        const Chain& first = chains_[0].chain;
        chain_.adaptive = first.adaptive;
        chain_.orders_ahead = first.orders_ahead;
        chain_.ramp_per_day = first.ramp_per_day;
        std::uint32_t place = 0;
        for (const auto& [key, at] : nodes_) node_place_[key] = place++;
        flows.assign(chains_.size(), {});
        auto slot = slots_.begin();
        auto edge = edges_.begin();
        for (const auto& [key, at] : nodes_) {
            joined_.nodes.push_back(chains_[at.chain].nodes[at.index]);
            for (; slot != slots_.end() && slot->first.first == key; ++slot) {
                for (; edge != edges_.end() && std::get<0>(edge->first) == slot->first; ++edge)
                    add_edge(edge->first, edge->second, flows);
                add_slot(slot->second, at.chain == 0);
            }
            chain_.slot_begin.push_back(static_cast<std::uint32_t>(chain_.slot_count()));
            chain_.final_demand.push_back(at.chain == 0 ? chains_[0].chain.final_demand[at.index]
                                                        : 0);
            if (!first.keeps_backlog.empty())
                chain_.keeps_backlog.push_back(joined_.nodes.back().ref.demand.valid() ? 1 : 0);
            joined_.ranks.final_demand.push_back(final_rank(at));
        }
        set_classes();
        limit_lanes(joined_, network_);
        settle(chain_);
        set_scales(flows);
        return std::move(joined_);
    }

private:
    void list(std::size_t c) {
        const LabelledChain& labelled = chains_[c];
        const Chain& chain = labelled.chain;
        for (std::uint32_t n = 0; n < chain.node_count(); ++n) {
            const NodeKey node = key_of(network_, labelled.nodes[n]);
            nodes_.emplace(node, Place{c, n});
            for (auto k = chain.slot_begin[n]; k < chain.slot_begin[n + 1]; ++k) {
                const auto id = labelled.slot_id[k];
                const SlotKey slot{node, id.valid() ? network_.slots[id].name : std::string{}};
                const auto [place, is_new] = slots_.emplace(slot, Place{c, k});
                if (!is_new && place->second.chain == c)
                    throw std::logic_error{"two slots of a recipe have one name"};
                for (auto e = chain.edge_begin[k]; e < chain.edge_begin[k + 1]; ++e)
                    edges_[edge_key(labelled, slot, e)].push_back({c, e});
            }
        }
    }

    [[nodiscard]] EdgeKey edge_key(const LabelledChain& labelled, const SlotKey& slot,
                                   std::uint32_t edge) const {
        std::vector<std::size_t> way;
        for (const Hop& hop : labelled.way(edge)) way.push_back(hop.arc.index());
        return {slot, network_.items[labelled.edge_item[edge]].id,
                key_of(network_, labelled.nodes[labelled.chain.supplier[edge]]), std::move(way)};
    }

    void add_edge(const EdgeKey& key, const std::vector<Place>& at,
                  std::vector<std::vector<double>>& flows) {
        const auto& labelled = chains_[at.front().chain];
        const Chain& from = labelled.chain;
        const auto e = at.front().index;
        for (auto& each : flows) each.push_back(0);
        for (const auto& [c, edge] : at) flows[c].back() = chains_[c].chain.flow[edge];
        chain_.supplier.push_back(node_place_.at(std::get<2>(key)));
        chain_.flow.push_back(flows[0].back());
        chain_.supplied.push_back(from.supplied[e]);
        chain_.delay.push_back(from.delay[e]);
        joined_.edge_item.push_back(labelled.edge_item[e]);
        joined_.edge_pool.push_back(labelled.edge_pool[e]);
        joined_.edge_link.push_back(kNoLink);
        const auto way = labelled.way(e);
        joined_.hops.insert(joined_.hops.end(), way.begin(), way.end());
        joined_.hop_begin.push_back(static_cast<std::uint32_t>(joined_.hops.size()));
        if (!labelled.ranks.edge.empty()) joined_.ranks.edge.push_back(labelled.ranks.edge[e]);
    }

    // Whoever stands by has nothing in stock.
    void add_slot(const Place& at, bool runs) {
        const Chain& from = chains_[at.chain].chain;
        const auto k = at.index;
        chain_.target_days.push_back(from.target_days[k]);
        chain_.reserve_days.push_back(from.reserve_days[k]);
        chain_.rebuild_days.push_back(from.rebuild_days[k]);
        chain_.first_days.push_back(runs ? from.first_days[k] : 0);
        chain_.critical.push_back(from.critical[k]);
        chain_.permission.push_back(from.permission[k]);
        joined_.slot_id.push_back(chains_[at.chain].slot_id[k]);
        chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
    }

    [[nodiscard]] double final_rank(const Place& at) const {
        const auto& ranks = chains_[at.chain].ranks.final_demand;
        return ranks.empty() ? 0 : ranks[at.index];
    }

    void set_classes() {
        if (chains_[0].ranks.edge.empty()) {
            joined_.ranks = {};
            serve_in_proportion(chain_);
        } else {
            serve_by_rank(chain_, joined_.ranks);
        }
    }

    // What stands by is measured by the first plan that calls it.
    void set_scales(const std::vector<std::vector<double>>& flows) {
        std::uint32_t n = 0;
        for (const auto& [key, at] : nodes_) {
            const Chain& from = chains_[at.chain].chain;
            chain_.scale[n] = at.chain == 0 ? chain_.baseline[n] : from.baseline[at.index];
            chain_.capacity.push_back(at.chain == 0 && joined_.nodes[n].ref.process.valid()
                                          ? chain_.baseline[n]
                                          : from.capacity[at.index]);
            chain_.alpha_max.push_back(from.alpha_max[at.index]);
            ++n;
        }
        std::uint32_t k = 0;
        for (const auto& [key, at] : slots_) {
            if (chain_.slot_baseline[k] == 0) {
                double used = 0;
                for (auto e = chain_.edge_begin[k]; e < chain_.edge_begin[k + 1]; ++e)
                    used += flows[at.chain][e];
                const Chain& from = chains_[at.chain].chain;
                const auto buyer = buyer_of(from, at.index);
                chain_.slot_baseline[k] =
                    used * chain_.scale[node_place_.at(key.first)] / from.baseline[buyer];
            }
            ++k;
        }
    }

    static std::size_t buyer_of(const Chain& chain, std::uint32_t slot) {
        const auto next = std::upper_bound(chain.slot_begin.begin(), chain.slot_begin.end(), slot);
        return static_cast<std::size_t>(next - chain.slot_begin.begin()) - 1;
    }

    const Network& network_;
    const std::vector<LabelledChain>& chains_;
    std::map<NodeKey, Place> nodes_;
    std::map<SlotKey, Place> slots_;
    std::map<EdgeKey, std::vector<Place>> edges_;
    std::map<NodeKey, std::uint32_t> node_place_;
    LabelledChain joined_;
    Chain& chain_ = joined_.chain;
};

// What acts on a day, as if it lasted for ever; none where nothing does.
network::Scenario as_on(const network::Scenario& scenario, const Network& network, Day day) {
    network::Scenario then;
    then.id = "as on " + format_date(day);
    then.borders_closed = scenario.borders_closed;
    for (const auto& event : scenario.events) {
        const double severity = day < event.start ? 0 : network::severity_on(event, day);
        if (severity == 0) continue;
        then.events.push_back(event);
        then.events.back().start = network.horizon.first;
        then.events.back().days = network.horizon.days();
        then.events.back().severity = severity;
        then.events.back().recovery = network::Recovery::step;
        then.events.back().recovery_days = 0;
    }
    return then;
}

// Which events act how hard: plans of days that agree in it are the same.
std::vector<std::pair<std::string, double>> state_of(const network::Scenario& scenario) {
    std::vector<std::pair<std::string, double>> state;
    for (const auto& event : scenario.events) state.emplace_back(event.id, event.severity);
    if (scenario.borders_closed) state.emplace_back("", 1);
    return state;
}

// The ways that makers who were not approved have qualified for by a day.
std::vector<network::ArcId> qualified(const Network& network, const network::Scenario& scenario,
                                      Day day) {
    std::vector<network::ArcId> ways;
    const auto begin = network::events_begin(network, &scenario);
    for (const auto arc : network.arcs.ids())
        if (!network.arcs[arc].approved && network.arcs[arc].qualification_days &&
            network.approved_on(arc, day, begin))
            ways.push_back(arc);
    return ways;
}

}  // namespace

LabelledChain joined(const Network& network, const std::vector<LabelledChain>& chains,
                     std::vector<std::vector<double>>& flows) {
    return Joiner{network, chains}.join(flows);
}

Replanned replan(const Network& network, const LabelledChain& at_baseline,
                 const network::Scenario& scenario, std::uint32_t step, std::uint32_t days,
                 const RunOptions& run) {
    Replanned result;
    std::vector<LabelledChain> chains{at_baseline};
    std::map<std::vector<std::pair<std::string, double>>, std::size_t> known{
        {{}, Replanned::kNone}};
    Network other = network;
    for (std::uint32_t day = 0; day < days; ++day) {
        if (day % step != 0) {
            result.plan_on.push_back(result.plan_on.back());
            continue;
        }
        const Day date = network.horizon.first + std::chrono::days{day};
        auto then = as_on(scenario, network, date);
        const auto ways = qualified(network, scenario, date);
        auto state = state_of(then);
        // What has qualified goes on only while something is out of the ordinary.
        if (!state.empty() && !ways.empty())
            state.emplace_back("qualified", static_cast<double>(ways.size()));
        const auto [place, is_new] = known.emplace(std::move(state), chains.size());
        if (is_new) {
            for (const auto way : ways) other.arcs[way].approved = true;
            other.scenarios.assign(1, then);
            const auto month =
                plan::steady(other, {.bottlenecks = false,
                                     .scenario = then.id,
                                     .run = {.threads = run.threads, .stop = run.stop}});
            // Nothing can be planned: orders go on as they are.
            if (month.status == lp::Status::optimal)
                chains.push_back(chain_of(network, month));
            else
                place->second = Replanned::kNone;
        }
        result.plan_on.push_back(place->second);
    }
    result.chain = joined(network, chains, result.plans);
    return result;
}

}  // namespace jarip::stress
