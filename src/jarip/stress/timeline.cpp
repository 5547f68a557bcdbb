#include "jarip/stress/timeline.hpp"

#include <algorithm>
#include <cmath>

#include "jarip/stress/targets.hpp"

namespace jarip::stress {

using network::Event;
using network::EventKind;
using network::Network;

namespace {

constexpr double kMostLate = 3650;  // days that an event can add to a transit

// Days from the horizon's start to a date.
std::int64_t day_of(const Network& network, Day date) {
    return (date - network.horizon.first).count();
}

// The effect over days [0, days) of something whose severity on a day (from 0) is given.
template <class SeverityOn>
Effect effect_of(Effect::Kind kind, std::uint32_t days, std::vector<Effect::Hit> hits,
                 SeverityOn severity_on_day) {
    Effect effect{kind, 0, {}, std::move(hits)};
    if (effect.hits.empty()) return effect;
    for (std::uint32_t day = 0; day < days; ++day) effect.severity.push_back(severity_on_day(day));
    while (!effect.severity.empty() && effect.severity.back() == 0) effect.severity.pop_back();
    const auto first = std::find_if(effect.severity.begin(), effect.severity.end(),
                                    [](double s) { return s != 0; });
    effect.first_day = static_cast<std::uint32_t>(first - effect.severity.begin());
    effect.severity.erase(effect.severity.begin(), first);
    return effect;
}

std::vector<Effect> effects_of(const LabelledChain& chain, const Network& network,
                               const Event& event, std::uint32_t days) {
    const auto lasting = [&](Effect::Kind kind, std::vector<Effect::Hit> hits) {
        return effect_of(kind, days, std::move(hits), [&](std::uint32_t day) {
            return network::severity_on(event, network.horizon.first + std::chrono::days{day});
        });
    };
    switch (event.kind) {
        case EventKind::site_down:
        case EventKind::capacity_cut:
            return {lasting(Effect::Kind::capacity, capacity_hits(chain, event)),
                    lasting(Effect::Kind::flow, transit_hits(chain, event))};
        case EventKind::export_ban:
        case EventKind::import_ban:
        case EventKind::lane_cut: {
            auto hits = edge_hits(chain, event);
            for (auto& hit : hits) hit.weight = 1;
            return {lasting(Effect::Kind::flow, std::move(hits))};
        }
        case EventKind::transit_delay:
            return {lasting(Effect::Kind::delay, edge_hits(chain, event))};
        case EventKind::demand_surge:
            return {lasting(Effect::Kind::demand, demand_hits(chain, event))};
        case EventKind::stock_loss:
            return {effect_of(Effect::Kind::stock, days, stock_hits(chain, event),
                              [&](std::uint32_t day) {
                                  return day == day_of(network, event.start) ? event.severity : 0;
                              })};
        case EventKind::tariff:
        case EventKind::price_shock: return {};
    }
    return {};
}

// availability.csv. The plan of a recipe network counts on its mean, so that a process which is there on
// every second day runs at its baseline on average; an economy's figures are those of full availability.
std::vector<Effect> availability_effects(const LabelledChain& chain, const Network& network,
                                         std::uint32_t days) {
    std::vector<Effect> effects;
    for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        std::vector<const network::Availability*> rows;
        for (const auto& row : network.availability) {
            const auto& target = row.target;
            if ((node.process.valid() && target.process == node.process) ||
                (node.node.valid() && target.node == node.node) ||
                (node.process.valid() && target.site.valid() && target.site == node.where.site))
                rows.push_back(&row);
        }
        if (rows.empty()) continue;
        const double mean = node.process.valid() ? network.mean_availability(node.process) : 1;
        std::vector<double> available(days, 1.0);
        for (const auto* row : rows) {
            const std::int64_t first = day_of(network, row->date);
            const std::int64_t end = std::min<std::int64_t>(first + row->days, days);
            for (std::int64_t day = std::max<std::int64_t>(first, 0); day < end; ++day)
                available[static_cast<std::size_t>(day)] *= row->available;
        }
        effects.push_back(effect_of(Effect::Kind::capacity, days, {{n, 1}},
                                    [&](std::uint32_t day) { return 1 - available[day] / mean; }));
    }
    return effects;
}

void apply(const Effect& effect, double severity, Conditions& conditions) {
    for (const auto& [index, weight] : effect.hits) {
        const double hit = severity * weight;
        switch (effect.kind) {
            case Effect::Kind::capacity:
                conditions.available[index] *= std::max(0.0, 1 - hit);
                break;
            case Effect::Kind::demand: conditions.surge[index] *= std::max(0.0, 1 + hit); break;
            case Effect::Kind::flow: conditions.open[index] *= std::max(0.0, 1 - hit); break;
            case Effect::Kind::delay:
                conditions.late[index] +=
                    static_cast<std::uint32_t>(std::lround(std::min(hit, kMostLate)));
                break;
            case Effect::Kind::stock: conditions.kept[index] *= std::max(0.0, 1 - hit); break;
        }
    }
}

// The most that the effects together can add to one edge.
std::uint32_t most_late_of(const std::vector<Effect>& effects) {
    std::uint32_t most = 0;
    for (const Effect& effect : effects) {
        if (effect.kind != Effect::Kind::delay || effect.severity.empty()) continue;
        double weight = 0;
        for (const auto& hit : effect.hits) weight = std::max(weight, hit.weight);
        const double worst =
            *std::max_element(effect.severity.begin(), effect.severity.end()) * weight;
        most += static_cast<std::uint32_t>(std::lround(std::min(worst, kMostLate)));
    }
    return most;
}

}  // namespace

Timeline::Timeline(const LabelledChain& chain, const Network& network,
                   const network::Scenario* scenario, std::uint32_t days) {
    effects_ = availability_effects(chain, network, days);
    if (scenario == nullptr) return;
    if (scenario->borders_closed)
        effects_.push_back(effect_of(Effect::Kind::flow, days, border_hits(chain, network.home),
                                     [](std::uint32_t) { return 1.0; }));
    for (const Event& event : scenario->events) {
        if (event.kind == EventKind::tariff || event.kind == EventKind::price_shock) {
            price_only_.push_back(event.id);
            continue;
        }
        bool hit = false;
        for (Effect& effect : effects_of(chain, network, event, days)) {
            if (effect.severity.empty()) continue;
            hit = true;
            effects_.push_back(std::move(effect));
        }
        if (!hit) missed_.push_back(event.id);
    }
    most_late_ = most_late_of(effects_);
}

void Timeline::set(std::uint32_t day, Conditions& conditions) {
    if (acted_) {
        std::fill(conditions.available.begin(), conditions.available.end(), 1.0);
        std::fill(conditions.surge.begin(), conditions.surge.end(), 1.0);
        std::fill(conditions.open.begin(), conditions.open.end(), 1.0);
        std::fill(conditions.late.begin(), conditions.late.end(), 0U);
        std::fill(conditions.kept.begin(), conditions.kept.end(), 1.0);
        acted_ = false;
    }
    for (const Effect& effect : effects_) {
        if (day < effect.first_day || day - effect.first_day >= effect.severity.size()) continue;
        apply(effect, effect.severity[day - effect.first_day], conditions);
        acted_ = true;
    }
}

}  // namespace jarip::stress
