#include "jarip/stress/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace jarip::stress {

using network::Effect;
using network::Network;
using Hits = std::vector<Influence::Hit>;
using Kind = Influence::Kind;

namespace {

constexpr double kMostLate = 3650;  // days that events can add to a transit

std::uint32_t whole_days(double late) {
    return static_cast<std::uint32_t>(std::lround(std::min(late, kMostLate)));
}

// Whether an effect acts on a row: ids are ascending.
class Rows {
public:
    explicit Rows(const std::vector<std::size_t>& ids) : ids_{&ids} {}
    template <class Row>
    [[nodiscard]] bool has(Row row) const {
        return row.valid() && has_row(row.index());
    }
    [[nodiscard]] bool has_row(std::size_t row) const {
        return std::binary_search(ids_->begin(), ids_->end(), row);
    }

private:
    const std::vector<std::size_t>* ids_;
};

Hits nodes_where(const LabelledChain& chain, const auto& is_hit) {
    Hits hits;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n)
        if (is_hit(n)) hits.push_back({n, 1});
    return hits;
}

// Edges with the number of their steps that are hit.
Hits edges_where(const LabelledChain& chain, const auto& steps_hit) {
    Hits hits;
    for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
        const auto count = steps_hit(e);
        if (count > 0) hits.push_back({e, static_cast<double>(count)});
    }
    return hits;
}

// Steps of an edge's way that are among the arcs, or the edge itself among the links.
Hits edges_over(const LabelledChain& chain, const Rows& rows, bool links) {
    return edges_where(chain, [&](std::uint32_t e) -> std::ptrdiff_t {
        if (links) return chain.edge_link[e] != kNoLink && rows.has_row(chain.edge_link[e]) ? 1 : 0;
        const auto way = chain.way(e);
        return std::ranges::count_if(way, [&](const Hop& hop) { return rows.has(hop.arc); });
    });
}

void whole(Hits& hits) {
    for (auto& hit : hits) hit.weight = 1;
}

// Edges that go through one of the pools, without starting there.
Hits edges_through(const LabelledChain& chain, const Network& network, const Rows& pools) {
    return edges_where(chain, [&](std::uint32_t e) {
        const auto way = chain.way(e);
        return !way.empty() && std::any_of(way.begin() + 1, way.end(),
                                           [&](const Hop& hop) {
                                               return pools.has(network.arcs[hop.arc].from);
                                           })
                   ? 1
                   : 0;
    });
}

// Slots with the share of their usual use that lies in the pools.
Hits slots_of(const LabelledChain& chain, const Rows& pools) {
    const Chain& arrays = chain.chain;
    Hits hits;
    for (std::uint32_t k = 0; k < arrays.slot_count(); ++k) {
        double all = 0;
        double hit = 0;
        for (std::uint32_t e = arrays.edge_begin[k]; e < arrays.edge_begin[k + 1]; ++e) {
            all += arrays.flow[e];
            if (pools.has(chain.edge_pool[e])) hit += arrays.flow[e];
        }
        if (hit > 0) hits.push_back({k, hit / all});
    }
    return hits;
}

Hits slots_of_nodes(const LabelledChain& chain, const Rows& nodes) {
    Hits hits;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n)
        if (nodes.has(chain.nodes[n].ref.node))
            for (auto k = chain.chain.slot_begin[n]; k < chain.chain.slot_begin[n + 1]; ++k)
                hits.push_back({k, 1});
    return hits;
}

struct Target {
    Kind kind;
    Hits hits;
};

// What an effect on the model is on the chain, as far as the baseline uses it.
Target target_of(const LabelledChain& chain, const Network& network, const Effect& effect) {
    const Chain& arrays = chain.chain;
    const Rows rows{effect.ids};
    const auto runs = [&](std::uint32_t n) { return arrays.scale[n] > 0; };
    switch (effect.on) {
        case Effect::On::process:
            return {Kind::capacity, nodes_where(chain, [&](std::uint32_t n) {
                        return rows.has(chain.nodes[n].ref.process) && runs(n);
                    })};
        case Effect::On::node:
            return {Kind::capacity, nodes_where(chain, [&](std::uint32_t n) {
                        return rows.has(chain.nodes[n].ref.node) && runs(n);
                    })};
        case Effect::On::passage: return {Kind::flow, edges_through(chain, network, rows)};
        case Effect::On::arc:
        case Effect::On::link: {
            Target ways{Kind::flow, edges_over(chain, rows, effect.on == Effect::On::link)};
            whole(ways.hits);
            return ways;
        }
        case Effect::On::arc_delay: return {Kind::delay, edges_over(chain, rows, false)};
        case Effect::On::link_delay: return {Kind::delay, edges_over(chain, rows, true)};
        case Effect::On::demand:
            return {Kind::demand, nodes_where(chain, [&](std::uint32_t n) {
                        return rows.has(chain.nodes[n].ref.demand) && arrays.final_demand[n] > 0;
                    })};
        case Effect::On::node_demand:
            return {Kind::demand, nodes_where(chain, [&](std::uint32_t n) {
                        return rows.has(chain.nodes[n].ref.node) && arrays.final_demand[n] != 0;
                    })};
        case Effect::On::pool_stock: return {Kind::stock, slots_of(chain, rows)};
        case Effect::On::node_stock: return {Kind::stock, slots_of_nodes(chain, rows)};
        // A process that shares a resource is hit at its site itself; prices move no quantity.
        case Effect::On::resource:
        case Effect::On::arc_tariff:
        case Effect::On::item_price: break;
    }
    return {Kind::capacity, {}};
}

// Of a day's availability, 1 − it; without the days before the first and after the last that differ from 1.
Influence lost_capacity(const std::vector<double>& available, double mean, std::uint32_t node) {
    Influence result{Kind::capacity, {}, 0, {}, {{node, 1}}};
    for (const double share : available) result.severity.push_back(1 - share / mean);
    auto& severity = result.severity;
    while (!severity.empty() && severity.back() == 0) severity.pop_back();
    const auto first = std::ranges::find_if(severity, [](double lost) { return lost != 0; });
    result.first_day = static_cast<std::uint32_t>(first - severity.begin());
    severity.erase(severity.begin(), first);
    return result;
}

// availability.csv. The plan of a recipe network counts on its mean, so that a process which is there on
// every second day runs at its baseline on average; an economy's figures are those of full availability.
std::vector<Influence> availability(const LabelledChain& chain, const Network& network,
                                    std::uint32_t days) {
    std::vector<Influence> influences;
    if (network.availability.empty()) return influences;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        if (node.ref.demand.valid()) continue;
        const auto available = node.ref.process.valid()
                                   ? network::available_days(network, node.ref.process, days)
                                   : network::available_days(network, node.ref.node, days);
        if (available.empty()) continue;
        const double mean =
            node.ref.process.valid() ? network.mean_availability(node.ref.process) : 1;
        influences.push_back(lost_capacity(available, mean, n));
    }
    return influences;
}

}  // namespace

Timeline::Timeline(const LabelledChain& chain, const Network& network,
                   const network::Scenario* scenario, std::uint32_t days)
    : influences_{availability(chain, network, days)} {
    if (scenario != nullptr) add_scenario(chain, network, *scenario, days);
    set_most_late(chain.chain.edge_count());
}

void Timeline::add_scenario(const LabelledChain& chain, const Network& network,
                            const network::Scenario& scenario, std::uint32_t days) {
    const network::Effects effects{network, scenario, days};
    price_only_ = effects.price_only();
    std::vector<bool> hit(scenario.events.size(), false);
    for (const Effect& effect : effects.all()) {
        auto [kind, hits] = target_of(chain, network, effect);
        if (hits.empty()) continue;
        if (effect.event != Effect::kBorders) hit[effect.event] = true;
        const std::string& event =
            effect.event == Effect::kBorders ? scenario.id : scenario.events[effect.event].id;
        influences_.push_back({kind, event, static_cast<std::uint32_t>(effect.first_day),
                               effect.severity, std::move(hits)});
        if (effect.event == Effect::kBorders ||
            scenario.events[effect.event].recovery != network::Recovery::rebuild)
            continue;
        Influence& damage = influences_.back();
        damage.rebuilt = true;
        damage.severity.assign(days - damage.first_day, scenario.events[effect.event].severity);
    }
    for (std::size_t i = 0; i < scenario.events.size(); ++i) {
        const std::string& id = scenario.events[i].id;
        if (!hit[i] && std::ranges::find(price_only_, id) == price_only_.end())
            missed_.push_back(id);
    }
}

// The strongest of each, added up: an edge that nothing delays needs no room for what is late.
void Timeline::set_most_late(std::size_t edges) {
    for (const Influence& influence : influences_) {
        if (influence.kind != Kind::delay) continue;
        if (late_.empty()) late_.assign(edges, 0.0);
        const double worst = std::ranges::max(influence.severity);
        for (const auto& [edge, weight] : influence.hits) late_[edge] += worst * weight;
    }
    for (const double late : late_) most_late_.push_back(whole_days(late));
}

std::map<std::uint32_t, double> Timeline::nodes_hit(const std::string& event) const {
    std::map<std::uint32_t, double> nodes;
    for (const Influence& influence : influences_)
        if (influence.kind == Kind::capacity && influence.event == event)
            for (const auto& [node, weight] : influence.hits) nodes[node] += weight;
    return nodes;
}

std::vector<std::string> Timeline::events_on(Kind kind, std::uint32_t index,
                                             std::uint32_t until) const {
    return events_on(
        kind, [index](std::uint32_t hit) { return hit == index; }, until);
}

std::vector<std::string> Timeline::events_on(Kind kind,
                                             const std::function<bool(std::uint32_t)>& is_one,
                                             std::uint32_t until) const {
    std::vector<std::string> events;
    for (const Influence& influence : influences_)
        if (influence.kind == kind && influence.first_day <= until &&
            std::ranges::any_of(influence.hits,
                                [&](const Influence::Hit& hit) { return is_one(hit.index); }))
            events.push_back(influence.event);
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    return events;
}

namespace {

// Of what an influence hit, conditions as they are without any.
void undo(const Influence& influence, Conditions& conditions) {
    for (const auto& hit : influence.hits) switch (influence.kind) {
            case Kind::capacity: conditions.available[hit.index] = 1; break;
            case Kind::demand: conditions.surge[hit.index] = 1; break;
            case Kind::flow: conditions.open[hit.index] = 1; break;
            case Kind::delay: break;
            case Kind::stock: conditions.kept[hit.index] = 1; break;
        }
}

}  // namespace

namespace {

double still_destroyed(const Timeline::Destroyed& destroyed, Influence::Kind kind,
                       std::uint32_t index) {
    if (kind != Influence::Kind::capacity) return destroyed.share;
    const auto of_node = destroyed.of_node.find(index);
    return of_node == destroyed.of_node.end() ? destroyed.share : of_node->second;
}

}  // namespace

std::uint32_t Timeline::first_day() const {
    std::uint32_t first = kNeverActs;
    for (const Influence& influence : influences_)
        if (!influence.severity.empty()) first = std::min(first, influence.first_day);
    return first;
}

void Timeline::set(std::uint32_t day, Conditions& conditions) {
    acting_.clear();
    conditions.all_open = conditions.all_kept = true;
    bool changes = false;  // whatever else is the same
    for (std::size_t i = 0; i < influences_.size(); ++i) {
        const Influence& influence = influences_[i];
        if (day < influence.first_day || day - influence.first_day >= influence.severity.size())
            continue;
        acting_.push_back({i, influence.severity[day - influence.first_day]});
        if (influence.kind == Kind::flow) conditions.all_open = false;
        if (influence.kind == Kind::stock) conditions.all_kept = false;
        changes = changes || influence.rebuilt;
    }
    if (acting_ == acted_ && !changes) return;
    for (const auto& [i, severity] : acted_) undo(influences_[i], conditions);
    std::swap(acted_, acting_);
    std::fill(late_.begin(), late_.end(), 0.0);
    for (const auto& [i, severity] : acted_) act(influences_[i], severity, conditions);
    for (std::size_t e = 0; e < late_.size(); ++e) conditions.late[e] = whole_days(late_[e]);
}

void Timeline::act(const Influence& influence, double severity, Conditions& conditions) {
    const auto leave = [](double& left, double lost) { left *= std::max(0.0, 1 - lost); };
    const auto* const destroyed = influence.rebuilt ? &destroyed_[influence.event] : nullptr;
    for (const auto& [index, weight] : influence.hits) {
        const double hit =
            severity * weight *
            (destroyed == nullptr ? 1 : still_destroyed(*destroyed, influence.kind, index));
        switch (influence.kind) {
            case Kind::capacity: leave(conditions.available[index], hit); break;
            case Kind::demand: leave(conditions.surge[index], -hit); break;
            case Kind::flow: leave(conditions.open[index], hit); break;
            case Kind::delay: late_[index] += hit; break;
            case Kind::stock: leave(conditions.kept[index], hit); break;
        }
    }
}

}  // namespace jarip::stress
