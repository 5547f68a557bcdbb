#include "jarip/network/events/effects.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "jarip/network/events/kinds.hpp"

namespace jarip::network {
namespace {

using On = Effect::On;
using Ids = std::vector<std::size_t>;

std::size_t order_of(On what) { return static_cast<std::size_t>(what); }

// A place as events name it; only what it has is valid. What a company has at home is also of the country it lies in.
struct Where {
    SiteId site;
    CompanyId company;
    CountryId country;
    NodeId node;
    CountryId state;
};

Where where(const Network& network, PlaceId id) {
    const auto& place = network.places[id];
    if (!place.site.valid()) return {.country = place.country, .state = place.country};
    return {.site = place.site,
            .company = network.sites[place.site].company,
            .country = place.country,
            .state = network.state_of(place.country)};
}

Where where(const Network& network, PoolId pool) {
    return where(network, network.pools[pool].place);
}

Where where(const Network& network, NodeId node) {
    const CountryId country = network.nodes[node].country;
    return {.country = country, .node = node, .state = country};
}

bool holds(const End& end, const Where& at) {
    if (end.site.valid()) return end.site == at.site;
    if (end.company.valid()) return end.company == at.company;
    if (end.node.valid()) return end.node == at.node;
    if (end.country.valid()) return end.country == at.country || end.country == at.state;
    return true;
}

bool is_place(TargetKind kind) {
    return kind == TargetKind::site || kind == TargetKind::company || kind == TargetKind::country ||
           kind == TargetKind::node;
}

// Whether a target that names places takes in this one; other targets take in none.
bool holds(const Target& target, const Where& at) {
    if (target.kind == TargetKind::places)
        return std::ranges::any_of(target.places, [&](const End& end) { return holds(end, at); });
    if (!is_place(target.kind)) return false;
    return holds(End{target.site, target.country, target.company, target.node}, at);
}

bool limits(const Event& event, ItemId item) {
    if (event.target.kind == TargetKind::item && event.target.item != item) return false;
    return !event.item.valid() || event.item == item;
}

// Designs and licences have no way: what closes or slows ways passes them by, only bans stop them.
bool is_moved(const Network& network, PoolId pool) {
    return !network.items[network.pools[pool].item].intangible;
}

bool is_ban(Ways ways) { return ways == Ways::leaving || ways == Ways::entering; }

// Every id of a table for which something holds.
template <class Table, class Holds>
Ids ids_where(const Table& table, const Holds& holds) {
    Ids ids;
    for (const auto id : table.ids())
        if (holds(id)) ids.push_back(id.index());
    return ids;
}

// ---- which ways ------------------------------------------------------------------------------------

bool crosses(const Where& from, const Where& to) { return from.state != to.state; }

// By the two ends alone; what the item or the row of lanes.csv decides is asked in arcs_of.
bool is_way(const Event& event, Ways ways, const Where& from, const Where& to) {
    const Target& target = event.target;
    if (ways == Ways::across) return holds(target, from) != holds(target, to);
    if (ways != Ways::any && !crosses(from, to)) return false;
    if (target.kind == TargetKind::item) return true;
    if (target.kind == TargetKind::pair)
        return holds(target.origin, from) && holds(target.destination, to);
    if (ways == Ways::leaving) return holds(target, from);
    if (ways == Ways::entering) return holds(target, to);
    return holds(target, from) || holds(target, to);
}

// The ways of a process's goods: of what it makes, out of its site; under Ways::entering of what it takes, into it.
// Kinds that act at borders find the border behind places of the same country that only pass the goods on.
class ProcessWays {
public:
    ProcessWays(const Network& network, const Event& event, Ways ways)
        : network_{network}, event_{event}, ways_{ways} {
        for (const auto& process : network.processes) maker_at_.push_back(process.output);
        std::ranges::sort(maker_at_);
    }

    [[nodiscard]] Ids find() {
        const auto& process = network_.processes[event_.target.process];
        if (ways_ == Ways::entering) {
            for (std::size_t i = 0; i < process.inputs.size(); ++i)
                reached_.push_back(network_.inputs[process.inputs[i]].pool);
        } else {
            reached_.push_back(process.output);
        }
        for (std::size_t next = 0; next < reached_.size(); ++next) follow(reached_[next]);
        std::ranges::sort(found_);
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
        return found_;
    }

private:
    void follow(PoolId pool) {
        for (const ArcId id : network_.arcs.ids()) {
            const auto& arc = network_.arcs[id];
            const bool back = ways_ == Ways::entering;
            if ((back ? arc.to : arc.from) != pool || !limits(event_, network_.pools[pool].item) ||
                (!is_ban(ways_) && !is_moved(network_, pool)))
                continue;
            if (ways_ == Ways::any || crosses(where(network_, arc.from), where(network_, arc.to))) {
                found_.push_back(id.index());
                continue;
            }
            const PoolId other = back ? arc.from : arc.to;
            const bool passes_on = !std::ranges::binary_search(maker_at_, other) &&
                                   std::ranges::find(reached_, other) == reached_.end();
            if (passes_on) reached_.push_back(other);
        }
    }

    const Network& network_;
    const Event& event_;
    Ways ways_;
    std::vector<PoolId> maker_at_;  // sorted
    std::vector<PoolId> reached_;
    Ids found_;
};

Ids arcs_of(const Network& network, const Event& event, Ways ways) {
    if (event.target.kind == TargetKind::process) return ProcessWays{network, event, ways}.find();
    return ids_where(network.arcs, [&](ArcId id) {
        const auto& arc = network.arcs[id];
        return limits(event, network.pools[arc.from].item) &&
               (is_ban(ways) || is_moved(network, arc.from)) &&
               is_way(event, ways, where(network, arc.from), where(network, arc.to));
    });
}

Ids nodes_of(const Network& network, const Event& event);

Ids links_of(const Network& network, const Event& event, Ways ways) {
    Ids ids;
    if (ways == Ways::across) {
        std::vector<char> inside(network.nodes.size(), 0);
        for (const std::size_t node : nodes_of(network, event)) inside[node] = 1;
        for (std::size_t i = 0; i < network.links.size(); ++i)
            if (inside[network.links[i].supplier.index()] != inside[network.links[i].buyer.index()])
                ids.push_back(i);
        return ids;
    }
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (is_way(event, ways, where(network, network.links[i].supplier),
                   where(network, network.links[i].buyer)))
            ids.push_back(i);
    return ids;
}

// ---- which makers, buyers and stocks ---------------------------------------------------------------

Ids processes_of(const Network& network, const Event& event) {
    return ids_where(network.processes, [&](ProcessId id) {
        const auto& process = network.processes[id];
        if (!limits(event, process.item)) return false;
        if (event.target.kind == TargetKind::process) return event.target.process == id;
        // A design goes on without the place where it was drawn, but not without its owner.
        const bool intangible = network.items[process.item].intangible;
        if (intangible &&
            (event.target.kind == TargetKind::site || event.target.kind == TargetKind::country))
            return false;
        if (intangible && event.target.kind == TargetKind::places)
            return std::ranges::any_of(event.target.places, [&](const End& end) {
                return end.company.valid() && holds(end, where(network, process.output));
            });
        return event.target.kind == TargetKind::item ||
               holds(event.target, where(network, process.output));
    });
}

Ids resources_of(const Network& network, const Event& event) {
    if (event.item.valid()) return {};
    return ids_where(network.resources, [&](ResourceId id) {
        return holds(event.target, where(network, PlaceId{network.resources[id].site.index()}));
    });
}

// Of a list, which may be a sector's thousands, nodes are looked for among the sorted.
Ids nodes_of(const Network& network, const Event& event) {
    if (event.target.kind == TargetKind::places) {
        std::vector<std::size_t> listed;
        std::vector<End> others;
        for (const End& end : event.target.places) {
            if (end.node.valid())
                listed.push_back(end.node.index());
            else
                others.push_back(end);
        }
        std::ranges::sort(listed);
        return ids_where(network.nodes, [&](NodeId id) {
            return std::ranges::binary_search(listed, id.index()) ||
                   std::ranges::any_of(
                       others, [&](const End& end) { return holds(end, where(network, id)); });
        });
    }
    return ids_where(network.nodes,
                     [&](NodeId id) { return holds(event.target, where(network, id)); });
}

Ids pools_at(const Network& network, const Event& event) {
    return ids_where(network.pools, [&](PoolId id) {
        return is_moved(network, id) && limits(event, network.pools[id].item) &&
               holds(event.target, where(network, id));
    });
}

Ids stocks_of(const Network& network, const Event& event) {
    if (event.target.kind == TargetKind::process) {
        Ids ids;
        const auto& inputs = network.processes[event.target.process].inputs;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const PoolId pool = network.inputs[inputs[i]].pool;
            if (is_moved(network, pool) && limits(event, network.pools[pool].item))
                ids.push_back(pool.index());
        }
        std::ranges::sort(ids);
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }
    if (event.target.kind != TargetKind::item) return pools_at(network, event);
    return ids_where(network.pools, [&](PoolId id) {
        return is_moved(network, id) && limits(event, network.pools[id].item);
    });
}

Ids demands_of(const Network& network, const Event& event) {
    return ids_where(network.demands, [&](DemandId id) {
        const PoolId pool = network.demands[id].pool;
        return limits(event, network.pools[pool].item) &&
               (event.target.kind == TargetKind::item || holds(event.target, where(network, pool)));
    });
}

struct Hits {
    On on;
    Ids ids;
};

// What an event acts on, in a model of recipes or of money flows: the tables of the other kind are empty.
std::vector<Hits> hits_of(const Network& network, const Event& event) {
    const KindRule& rule = rule_of(event.kind);
    const auto ways = [&](On arcs, On links) -> std::vector<Hits> {
        return {{arcs, arcs_of(network, event, rule.ways)},
                {links, links_of(network, event, rule.ways)}};
    };
    switch (rule.acts) {
        case Acts::production:
            return {{On::process, processes_of(network, event)},
                    {On::resource, resources_of(network, event)},
                    {On::passage, pools_at(network, event)},
                    {On::node, nodes_of(network, event)}};
        case Acts::flow: return ways(On::arc, On::link);
        case Acts::delay: return ways(On::arc_delay, On::link_delay);
        case Acts::tariff: return {{On::arc_tariff, arcs_of(network, event, rule.ways)}};
        case Acts::demand:
            return {{On::demand, demands_of(network, event)},
                    {On::node_demand, nodes_of(network, event)}};
        case Acts::stock:
            return {{On::pool_stock, stocks_of(network, event)},
                    {On::node_stock, nodes_of(network, event)}};
        case Acts::price: return {{On::item_price, {event.target.item.index()}}};
    }
    return {};
}

// ---- when ------------------------------------------------------------------------------------------

struct Course {
    std::size_t first_day = 0;
    std::vector<double> severity;
};

Course course_of(const Network& network, const Event& event, std::size_t days) {
    const bool once = rule_of(event.kind).acts == Acts::stock;
    Course course;
    for (std::size_t day = 0; day < days; ++day) {
        const Day date = network.horizon.first + std::chrono::days{day};
        const double severity =
            once ? (date == event.start ? event.severity : 0) : severity_on(event, date);
        if (course.severity.empty() && severity == 0) continue;
        if (course.severity.empty()) course.first_day = day;
        course.severity.push_back(severity);
    }
    while (!course.severity.empty() && course.severity.back() == 0) course.severity.pop_back();
    return course;
}

// Ways of which exactly one end is at home, from the first day on.
std::vector<Effect> closed_borders(const Network& network, std::size_t days) {
    Event blockade{.id = {}, .kind = EventKind::blockade};
    blockade.target.kind = TargetKind::places;
    for (const CountryId member : network.members_of(network.home))
        blockade.target.places.push_back({.country = member});
    std::vector<Effect> effects;
    for (auto& [on, ids] : hits_of(network, blockade))
        if (!ids.empty() && days > 0)
            effects.push_back(
                {on, Effect::kBorders, 0, std::vector<double>(days, 1.0), std::move(ids)});
    return effects;
}

}  // namespace

Effects::Effects(const Network& network, const Scenario& scenario, std::size_t days)
    : network_{&network} {
    if (scenario.borders_closed) all_ = closed_borders(network, days);
    for (std::size_t i = 0; i < scenario.events.size(); ++i) {
        const Event& event = scenario.events[i];
        const auto acts = rule_of(event.kind).acts;
        if (acts == Acts::tariff || acts == Acts::price) price_only_.push_back(event.id);
        const auto [first_day, severity] = course_of(network, event, days);
        if (severity.empty()) continue;
        for (auto& [on, ids] : hits_of(network, event))
            if (!ids.empty()) all_.push_back({on, i, first_day, severity, std::move(ids)});
    }
    index();
}

void Effects::index() {
    for (auto& entries : entries_) entries.clear();
    for (std::uint32_t i = 0; i < all_.size(); ++i)
        for (const std::size_t id : all_[i].ids) entries_[order_of(all_[i].on)].emplace_back(id, i);
    for (auto& entries : entries_) std::ranges::sort(entries);
}

Effects Effects::in_full() const {
    Effects full = *this;
    full.in_full_ = true;
    std::erase_if(full.all_, [](const Effect& effect) {
        return effect.on == On::pool_stock || effect.on == On::node_stock;
    });
    for (Effect& effect : full.all_)
        effect.severity = {*std::ranges::max_element(
            effect.severity, {}, [](double severity) { return std::abs(severity); })};
    full.index();
    return full;
}

double Effects::severity_on(const Effect& effect, Day day) const {
    if (in_full_) return effect.severity.front();
    const auto since =
        (day - network_->horizon.first).count() - static_cast<std::ptrdiff_t>(effect.first_day);
    if (since < 0 || since >= std::ssize(effect.severity)) return 0;
    return effect.severity[static_cast<std::size_t>(since)];
}

std::span<const Effects::Entry> Effects::on(On what, std::size_t id) const {
    const auto& entries = entries_[order_of(what)];
    const auto range = std::ranges::equal_range(entries, id, {}, &Entry::first);
    return {range.begin(), range.end()};
}

double Effects::left_of(On what, std::size_t id, Day day) const {
    double left = 1;
    for (const auto& [row, i] : on(what, id)) left *= std::max(0.0, 1 - severity_on(all_[i], day));
    return left;
}

double Effects::factor_of(On what, std::size_t id, Day day) const {
    double factor = 1;
    for (const auto& [row, i] : on(what, id))
        factor *= std::max(0.0, 1 + severity_on(all_[i], day));
    return factor;
}

double Effects::added_to(On what, std::size_t id, Day day) const {
    double added = 0;
    for (const auto& [row, i] : on(what, id)) added += severity_on(all_[i], day);
    return added;
}

double Effects::left(ProcessId process, Day day) const {
    return left_of(On::process, process.index(), day);
}

double Effects::left(ResourceId resource, Day day) const {
    return left_of(On::resource, resource.index(), day);
}

double Effects::left(ArcId arc, Day day) const { return left_of(On::arc, arc.index(), day); }

double Effects::passing(PoolId pool, Day day) const {
    return left_of(On::passage, pool.index(), day);
}

double Effects::days_late(ArcId arc, Day day) const {
    return added_to(On::arc_delay, arc.index(), day);
}

double Effects::tariff(ArcId id, Day day) const {
    const Arc& arc = network_->arcs[id];
    const ItemId item = network_->pools[arc.from].item;
    const double rate = added_to(On::arc_tariff, id.index(), day);
    const double unchanged = arc.tariff + (rate == 0 ? 0 : rate * network_->items[item].price);
    return unchanged * factor_of(On::item_price, item.index(), day);
}

double Effects::demand_factor(DemandId demand, Day day) const {
    return factor_of(On::demand, demand.index(), day);
}

double Effects::stock_kept(PoolId pool, const Period& period) const {
    double kept = 1;
    for (const auto& [row, i] : on(On::pool_stock, pool.index())) {
        const Effect& effect = all_[i];
        const Day day = network_->horizon.first + std::chrono::days{effect.first_day};
        if (period.contains(day)) kept *= std::max(0.0, 1 - effect.severity.front());
    }
    return kept;
}

namespace {

// The product of all rows of availability.csv that hold for something, by day.
std::vector<double> available_days(const Network& network, std::size_t days,
                                   const std::function<bool(const Target&)>& is_about) {
    std::vector<double> available;
    for (const auto& row : network.availability) {
        if (!is_about(row.target)) continue;
        if (available.empty()) available.assign(days, 1.0);
        const auto first = (row.date - network.horizon.first).count();
        const auto end = std::min<std::int64_t>(first + row.days, static_cast<std::int64_t>(days));
        for (auto day = std::max<std::int64_t>(first, 0); day < end; ++day)
            available[static_cast<std::size_t>(day)] *= row.available;
    }
    return available;
}

}  // namespace

std::vector<double> available_days(const Network& network, ProcessId process, std::size_t days) {
    const SiteId site = network.processes[process].site;
    return available_days(network, days, [&](const Target& target) {
        return target.kind == TargetKind::process ? target.process == process
                                                  : target.site.valid() && target.site == site;
    });
}

std::vector<double> available_days(const Network& network, NodeId node, std::size_t days) {
    return available_days(network, days, [&](const Target& target) {
        return target.kind == TargetKind::node && target.node == node;
    });
}

double available(const Network& network, SiteId site, Day day) {
    double share = 1;
    for (const auto& row : network.availability)
        if (row.target.kind == TargetKind::site && row.target.site == site && row.date <= day &&
            day < row.date + std::chrono::days{row.days})
            share *= row.available;
    return share;
}

std::optional<Day> events_begin(const Network& network, const Scenario* scenario) {
    if (scenario == nullptr || (scenario->events.empty() && !scenario->borders_closed))
        return std::nullopt;
    Day first = scenario->borders_closed ? network.horizon.first : network.horizon.end;
    for (const auto& event : scenario->events) first = std::min(first, event.start);
    return std::max(first, network.horizon.first);
}

}  // namespace jarip::network
