#include "jarip/stress/standstill.hpp"

#include <algorithm>
#include <utility>

#include "jarip/network/events/effects.hpp"
#include "jarip/stress/recorder.hpp"
#include "jarip/stress/stand_ins.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/timeline.hpp"

namespace jarip::stress {

namespace {

using network::Effect;
using network::TargetKind;

// The longest time to recover of the sites where its processes are; of a part without any, of the sites it names.
void set_recovery(const Network& network, const std::vector<SiteId>& named, Part& part) {
    const double default_days = network.stress.time_to_recover.value_or(kTimeToRecover);
    std::vector<SiteId> sites = named;
    if (!part.processes.empty()) {
        sites.clear();
        for (const auto process : part.processes)
            sites.push_back(network.processes[ProcessId{process}].site);
    }
    for (const SiteId site : sites) {
        const auto& own = network.sites[site].time_to_recover;
        part.time_to_recover = std::max(part.time_to_recover, own.value_or(default_days));
        part.recovery_assumed = part.recovery_assumed || !own;
    }
    if (!sites.empty()) return;
    part.time_to_recover = default_days;
    part.recovery_assumed = true;
}

Part part_of(const Network& network, const PartRef& ref, std::vector<network::Target> targets,
             const std::vector<SiteId>& sites) {
    Part part{.ref = ref, .targets = std::move(targets)};
    const network::Effects effects{network, standstill(network, part, 1), 1};
    for (const Effect& effect : effects.all()) {
        auto& list = effect.on == Effect::On::process ? part.processes : part.pools;
        if (effect.on == Effect::On::process || effect.on == Effect::On::passage)
            list.insert(list.end(), effect.ids.begin(), effect.ids.end());
    }
    for (auto* list : {&part.processes, &part.pools}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    set_recovery(network, sites, part);
    return part;
}

std::vector<SiteId> sites_where(const Network& network, const auto& holds) {
    std::vector<SiteId> sites;
    for (const SiteId id : network.sites.ids())
        if (holds(network.sites[id])) sites.push_back(id);
    return sites;
}

network::Target of_country(CountryId country) {
    return {.kind = TargetKind::country, .country = country};
}

}  // namespace

network::Scenario standstill(const Network& network, const Part& part, double days) {
    network::Scenario scenario;
    scenario.id = id_of(network, part.ref);
    for (const auto& target : part.targets) {
        network::Event event{.id = scenario.id, .kind = network::EventKind::site_down};
        event.target = target;
        event.start = network.horizon.first;
        event.days = std::max(1.0, days);
        scenario.events.push_back(std::move(event));
    }
    return scenario;
}

std::vector<Part> parts_of(const Network& network, PartKind kind) {
    std::vector<Part> parts;
    switch (kind) {
        case PartKind::site:
            for (const SiteId id : network.sites.ids())
                parts.push_back(
                    part_of(network, {.site = id}, {{.kind = TargetKind::site, .site = id}}, {id}));
            break;
        case PartKind::company:
            for (const CompanyId id : network.companies.ids())
                parts.push_back(part_of(
                    network, {.company = id}, {{.kind = TargetKind::company, .company = id}},
                    sites_where(network, [&](const auto& s) { return s.company == id; })));
            break;
        case PartKind::country:
            for (const CountryId id : network.countries.ids())
                if (network.countries[id].members.empty() && !network.at_home(id))
                    parts.push_back(part_of(network, {.country = id}, {of_country(id)},
                                            sites_where(network, [&](const auto& s) {
                                                return network.state_of(s.country) == id;
                                            })));
            break;
        case PartKind::item:
            for (const ItemId id : network.items.ids())
                parts.push_back(
                    part_of(network, {.item = id}, {{.kind = TargetKind::item, .item = id}}, {}));
            break;
    }
    std::sort(parts.begin(), parts.end(), [&](const Part& a, const Part& b) {
        return id_of(network, a.ref) < id_of(network, b.ref);
    });
    return parts;
}

Part all_of_home(const Network& network) {
    std::vector<network::Target> targets;
    for (const CountryId member : network.members_of(network.home))
        targets.push_back(of_country(member));
    return part_of(network, {.country = network.home}, std::move(targets),
                   sites_where(network, [&](const auto& s) { return network.at_home(s.country); }));
}

Worth::Worth(const LabelledChain& chain, const Network& network) {
    for (std::size_t n = 0; n < chain.nodes.size(); ++n) {
        const auto& node = chain.nodes[n];
        const bool is_received = node.ref.demand.valid() && network.is_product(node.item);
        const bool home = network.at_home(node.where.country);
        price.push_back(is_received                ? network.demands[node.ref.demand].price
                        : node.ref.process.valid() ? network.items[node.item].price
                                                   : 0);
        received.push_back(is_received ? 1 : 0);
        at_home.push_back(home ? 1 : 0);
        const double value = price[n] * chain.chain.baseline[n];
        if (is_received) received_everywhere += value;
        if (is_received && home) received_at_home += value;
        if (node.ref.process.valid() && home) made_at_home += value;
    }
}

std::uint32_t days_of(const Network& network, const Options& options) {
    return static_cast<std::uint32_t>(std::max(1, options.days.value_or(network.horizon.days())));
}

Missed missed(const LabelledChain& at_baseline, const Network& network, const Worth& worth,
              const network::Scenario& scenario, std::uint32_t days, Until until) {
    const auto changed = with_stand_ins(at_baseline, network, scenario, 2 * days);
    const LabelledChain& labelled = changed ? *changed : at_baseline;
    const Chain& chain = labelled.chain;
    Timeline timeline{labelled, network, &scenario, 2 * days};
    Conditions conditions{chain};
    State state{chain, 2 * days, timeline.most_late()};
    Missed result{.by_node = std::vector<double>(at_baseline.nodes.size(), 0.0)};
    const bool of_home = worth.received_at_home > 0;
    std::uint32_t calm = 0;
    for (std::uint32_t day = 0; day < 2 * days; ++day) {
        if (day >= days && (until == Until::first_loss || calm >= kCalm)) break;
        timeline.set(day, conditions);
        advance(chain, conditions, day, state);
        double lost = 0;
        double lost_at_home = 0;
        double unmade = 0;
        for (std::size_t n = 0; n < result.by_node.size(); ++n) {
            const double short_of = chain.baseline[n] - state.production[n];
            if (worth.received[n] == 0) {
                result.by_node[n] += short_of;
                if (worth.at_home[n] != 0) unmade += short_of * worth.price[n];
                continue;
            }
            if (short_of <= kLoss * chain.baseline[n]) continue;
            result.by_node[n] += short_of;
            lost += short_of * worth.price[n];
            if (worth.at_home[n] != 0) lost_at_home += short_of * worth.price[n];
        }
        const auto is_first = [&](const std::optional<int>& first, double value, double whole) {
            return !first && value > kLoss * whole;
        };
        if (is_first(result.first_at_home, lost_at_home, worth.received_at_home))
            result.first_at_home = static_cast<int>(day);
        if (is_first(result.first_anywhere, lost, worth.received_everywhere))
            result.first_anywhere = static_cast<int>(day);
        const bool good = lost <= kRecovered * worth.received_everywhere &&
                          lost_at_home <= kRecovered * worth.received_at_home &&
                          unmade <= kRecovered * worth.made_at_home;
        calm = good ? calm + 1 : 0;
        const auto& first = of_home ? result.first_at_home : result.first_anywhere;
        if (until == Until::first_loss && first) break;
    }
    return result;
}

}  // namespace jarip::stress
