#include "jarip/stress/targets.hpp"

#include <algorithm>

namespace jarip::stress {

using network::Event;
using network::EventKind;
using network::ItemId;
using network::Target;
using network::TargetKind;
using Hits = std::vector<Effect::Hit>;

namespace {

bool is_at(const network::End& end, const Location& where) {
    if (end.site.valid()) return end.site == where.site;
    if (end.country.valid()) return end.country == where.country;
    return true;
}

// Whether a target that names places takes in this one; other targets take in none.
bool holds(const Target& target, const Location& where) {
    switch (target.kind) {
        case TargetKind::site: return target.site == where.site;
        case TargetKind::company: return target.company == where.company;
        case TargetKind::country: return target.country == where.country;
        default: return false;
    }
}

bool holds(const Target& target, const NodeOrigin& node) {
    switch (target.kind) {
        case TargetKind::process: return target.process == node.process;
        case TargetKind::node: return target.node == node.node;
        case TargetKind::item: return target.item == node.item;
        default: return holds(target, node.where);
    }
}

bool limits(const Event& event, ItemId item) { return !event.item.valid() || event.item == item; }

bool is_ban(const Event& event) {
    return event.kind == EventKind::export_ban || event.kind == EventKind::import_ban;
}

// A ban stops what crosses a border; lanes are hit inside a country too.
bool hits_hop(const Event& event, const Hop& hop) {
    const Target& target = event.target;
    if (is_ban(event) && hop.from.country == hop.to.country) return false;
    if (target.kind == TargetKind::pair)
        return is_at(target.origin, hop.from) && is_at(target.destination, hop.to);
    if (target.kind == TargetKind::item) return true;
    if (event.kind == EventKind::export_ban) return holds(target, hop.from);
    if (event.kind == EventKind::import_ban) return holds(target, hop.to);
    return holds(target, hop.from) || holds(target, hop.to);
}

// A design goes on without the place where it was drawn, but not without its owner.
bool outlives(const NodeOrigin& node, const Target& target) {
    return node.intangible &&
           (target.kind == TargetKind::site || target.kind == TargetKind::country);
}

}  // namespace

Hits capacity_hits(const LabelledChain& chain, const Event& event) {
    Hits hits;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        if (outlives(node, event.target)) continue;
        if (!node.demand.valid() && holds(event.target, node) && limits(event, node.item))
            hits.push_back({n, 1});
    }
    return hits;
}

Hits transit_hits(const LabelledChain& chain, const Event& event) {
    Hits hits;
    for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
        const auto way = chain.way(e);
        if (way.size() < 2 || !limits(event, chain.edge_item[e])) continue;
        if (std::any_of(way.begin() + 1, way.end(),
                        [&](const Hop& hop) { return holds(event.target, hop.from); }))
            hits.push_back({e, 1});
    }
    return hits;
}

Hits edge_hits(const LabelledChain& chain, const Event& event) {
    Hits hits;
    for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
        const ItemId item = chain.edge_item[e];
        if (!limits(event, item) || (chain.intangible[e] != 0 && !is_ban(event))) continue;
        const Target& target = event.target;
        if (target.kind == TargetKind::item && target.item != item) continue;
        const auto way = chain.way(e);
        auto count = std::count_if(way.begin(), way.end(),
                                   [&](const Hop& hop) { return hits_hop(event, hop); });
        // What a process or a node sends is hit wherever it goes.
        if (target.kind == TargetKind::process || target.kind == TargetKind::node) {
            const bool sends = holds(target, chain.nodes[chain.chain.supplier[e]]);
            count = !sends ? 0 : std::count_if(way.begin(), way.end(), [&](const Hop& hop) {
                return !is_ban(event) || hop.from.country != hop.to.country;
            });
        }
        if (count > 0) hits.push_back({e, static_cast<double>(count)});
    }
    return hits;
}

Hits border_hits(const LabelledChain& chain, network::CountryId home) {
    Hits hits;
    for (std::uint32_t e = 0; e < chain.chain.edge_count(); ++e) {
        if (chain.intangible[e] != 0) continue;
        const auto way = chain.way(e);
        if (std::any_of(way.begin(), way.end(), [&](const Hop& hop) {
                return (hop.from.country == home) != (hop.to.country == home);
            }))
            hits.push_back({e, 1});
    }
    return hits;
}

Hits demand_hits(const LabelledChain& chain, const Event& event) {
    Hits hits;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        if (!node.process.valid() && chain.chain.final_demand[n] > 0 && holds(event.target, node) &&
            limits(event, node.item))
            hits.push_back({n, 1});
    }
    return hits;
}

Hits stock_hits(const LabelledChain& chain, const Event& event) {
    const Chain& arrays = chain.chain;
    const ItemId item = event.target.kind == TargetKind::item ? event.target.item : event.item;
    Hits hits;
    for (std::uint32_t n = 0; n < arrays.node_count(); ++n) {
        if (event.target.kind != TargetKind::item && !holds(event.target, chain.nodes[n])) continue;
        for (std::uint32_t k = arrays.slot_begin[n]; k < arrays.slot_begin[n + 1]; ++k) {
            double whole = 0;
            double hit = 0;
            for (std::uint32_t e = arrays.edge_begin[k]; e < arrays.edge_begin[k + 1]; ++e) {
                whole += arrays.flow[e];
                if (chain.intangible[e] == 0 && (!item.valid() || chain.edge_item[e] == item))
                    hit += arrays.flow[e];
            }
            if (hit > 0) hits.push_back({k, hit / whole});
        }
    }
    return hits;
}

}  // namespace jarip::stress
