#include "jarip/plan/model/disruption.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace jarip::plan {

using network::Event;
using network::EventKind;
using network::PlaceId;
using network::Target;
using network::TargetKind;

namespace {

bool is_at(const Network& network, const network::End& end, PlaceId id) {
    const auto& place = network.places[id];
    if (end.site.valid()) return end.site == place.site;
    if (end.country.valid()) return end.country == place.country;
    return true;
}

/// Whether a target that names places takes in this one; other targets take in none.
bool holds(const Network& network, const Target& target, PlaceId id) {
    const auto& place = network.places[id];
    switch (target.kind) {
        case TargetKind::site: return target.site == place.site;
        case TargetKind::company:
            return place.site.valid() && network.sites[place.site].company == target.company;
        case TargetKind::country: return target.country == place.country;
        default: return false;
    }
}

bool limits(const Event& event, ItemId item) {
    if (event.target.kind == TargetKind::item && event.target.item != item) return false;
    return !event.item.valid() || event.item == item;
}

bool hits_process(const Network& network, const Event& event, ProcessId id) {
    if (event.kind != EventKind::site_down && event.kind != EventKind::capacity_cut) return false;
    const auto& process = network.processes[id];
    if (!limits(event, process.item)) return false;
    if (event.target.kind == TargetKind::process) return event.target.process == id;
    return event.target.kind == TargetKind::item ||
           holds(network, event.target, network.pools[process.output].place);
}

/// Whether the event is about this way at all: its ends, its item, its border.
bool concerns(const Network& network, const Event& event, const network::Arc& arc) {
    const auto& from = network.pools[arc.from];
    const auto& to = network.pools[arc.to];
    if (!limits(event, from.item)) return false;
    const bool at_border = event.kind == EventKind::export_ban ||
                           event.kind == EventKind::import_ban || event.kind == EventKind::tariff;
    if (at_border && network.country_of(arc.from) == network.country_of(arc.to)) return false;
    const Target& target = event.target;
    if (target.kind == TargetKind::pair)
        return is_at(network, target.origin, from.place) &&
               is_at(network, target.destination, to.place);
    if (target.kind == TargetKind::item) return true;
    if (event.kind == EventKind::export_ban) return holds(network, target, from.place);
    if (event.kind == EventKind::import_ban) return holds(network, target, to.place);
    return holds(network, target, from.place) || holds(network, target, to.place);
}

bool cuts_ways(EventKind kind) {
    return kind == EventKind::export_ban || kind == EventKind::import_ban ||
           kind == EventKind::lane_cut;
}

bool takes_places_down(EventKind kind) {
    return kind == EventKind::site_down || kind == EventKind::capacity_cut;
}

}  // namespace

Disruption::Disruption(const Network& network, const network::Scenario* scenario)
    : network_{network}, scenario_{scenario}, made_here_{network.pools.size(), 0} {
    for (const auto& process : network.processes) made_here_[process.output] = 1;
}

double Disruption::process_open(ProcessId process, Day day) const {
    double open = 1;
    if (any())
        for (const Event& event : scenario_->events)
            if (hits_process(network_, event, process)) open *= 1 - severity_on(event, day);
    return std::max(0.0, open);
}

double Disruption::resource_open(ResourceId resource, Day day) const {
    double open = 1;
    if (any())
        for (const Event& event : scenario_->events)
            if (takes_places_down(event.kind) && !event.item.valid() &&
                holds(network_, event.target, PlaceId{network_.resources[resource].site.index()}))
                open *= 1 - severity_on(event, day);
    return std::max(0.0, open);
}

double Disruption::arc_open(ArcId id, Day day) const {
    if (!any()) return 1;
    const auto& arc = network_.arcs[id];
    const bool starts_home = network_.country_of(arc.from) == network_.home;
    const bool ends_home = network_.country_of(arc.to) == network_.home;
    if (scenario_->borders_closed && starts_home != ends_home) return 0;
    double open = 1;
    for (const Event& event : scenario_->events) {
        const bool hit = cuts_ways(event.kind)
                             ? concerns(network_, event, arc)
                             : takes_places_down(event.kind) && made_here_[arc.from] == 0 &&
                                   limits(event, network_.pools[arc.from].item) &&
                                   holds(network_, event.target, network_.pools[arc.from].place);
        if (hit) open *= 1 - severity_on(event, day);
    }
    return std::max(0.0, open);
}

double Disruption::days_late(ArcId arc, Day day) const {
    double days = 0;
    if (any())
        for (const Event& event : scenario_->events)
            if (event.kind == EventKind::transit_delay &&
                concerns(network_, event, network_.arcs[arc]))
                days += severity_on(event, day);
    return days;
}

double Disruption::extra_cost(ArcId id, Day day) const {
    double cost = 0;
    if (!any()) return cost;
    const auto& arc = network_.arcs[id];
    const ItemId item = network_.pools[arc.from].item;
    for (const Event& event : scenario_->events) {
        if (event.kind == EventKind::tariff && concerns(network_, event, arc))
            cost += severity_on(event, day) * network_.items[item].price;
        if (event.kind == EventKind::price_shock && event.target.kind == TargetKind::item &&
            event.target.item == item)
            cost += severity_on(event, day) * arc.tariff;
    }
    return cost;
}

double Disruption::demand_factor(DemandId id, Day day) const {
    double factor = 1;
    if (!any()) return factor;
    const auto& pool = network_.pools[network_.demands[id].pool];
    for (const Event& event : scenario_->events)
        if (event.kind == EventKind::demand_surge && limits(event, pool.item) &&
            (event.target.kind == TargetKind::item || holds(network_, event.target, pool.place)))
            factor *= 1 + severity_on(event, day);
    return std::max(0.0, factor);
}

double Disruption::stock_kept(PoolId id, const Period& period) const {
    double kept = 1;
    if (!any()) return kept;
    const auto& pool = network_.pools[id];
    for (const Event& event : scenario_->events)
        if (event.kind == EventKind::stock_loss && period.contains(event.start) &&
            limits(event, pool.item) &&
            (event.target.kind == TargetKind::item || holds(network_, event.target, pool.place)))
            kept *= 1 - event.severity;
    return std::max(0.0, kept);
}

const SteadyPlan& Disruption::baseline() const {
    if (!usual_) usual_ = steady(network_, {.bottlenecks = false});
    return *usual_;
}

double Disruption::baseline_start(ProcessId process) const { return baseline().started[process]; }
double Disruption::baseline_flow(ArcId arc) const { return baseline().shipped[arc]; }

}  // namespace jarip::plan
