#include "jarip/origin/single_points.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "jarip/origin/supply.hpp"
#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

using network::ArcId;

using SiteSet = std::vector<SiteId>;  // ascending

struct Candidate {
    By kind = By::site;
    std::string id;
    SiteSet sites;
};

std::vector<bool> active_sites(const Network& network, const plan::SteadyPlan& month) {
    std::vector<bool> active(network.sites.size(), false);
    for (const ProcessId process : network.processes.ids())
        if (month.started[process] > 0) active[network.processes[process].site.index()] = true;
    for (const ArcId arc : network.arcs.ids()) {
        const SiteId site = network.places[network.pools[network.arcs[arc].from].place].site;
        if (site.valid() && month.shipped[arc] > 0) active[site.index()] = true;
    }
    return active;
}

std::vector<Candidate> candidates(const Network& network, const plan::SteadyPlan& month) {
    const auto active = active_sites(network, month);
    Indexed<CompanyId, SiteSet> of_company{network.companies.size()};
    Indexed<CountryId, SiteSet> of_country{network.countries.size()};
    std::vector<Candidate> found;
    for (const SiteId site : network.sites.ids()) {
        const auto& row = network.sites[site];
        of_company[row.company].push_back(site);
        of_country[network.state_of(row.country)].push_back(site);
        if (active[site.index()]) found.push_back({By::site, row.id, {site}});
    }
    const auto is_active = [&](SiteId site) { return active[site.index()]; };
    for (const CompanyId company : network.companies.ids()) {
        const auto& sites = of_company[company];
        if (std::any_of(sites.begin(), sites.end(), is_active))
            found.push_back({By::company, network.companies[company].id, sites});
    }
    for (const CountryId country : network.countries.ids()) {
        const auto& sites = of_country[country];
        if (std::any_of(sites.begin(), sites.end(), is_active))
            found.push_back({By::country, network.countries[country].code, sites});
    }
    return found;
}

plan::Change without(const Network& network, const SiteSet& sites) {
    const auto absent = [&](SiteId site) {
        return site.valid() && std::binary_search(sites.begin(), sites.end(), site);
    };
    plan::Change change;
    for (const ProcessId process : network.processes.ids())
        if (absent(network.processes[process].site)) change.closed_processes.push_back(process);
    for (const ArcId arc : network.arcs.ids())
        if (absent(network.places[network.pools[network.arcs[arc].from].place].site))
            change.closed_arcs.push_back(arc);
    return change;
}

/// By list prices, since products differ in size.
double share_lost(const Network& network, const std::vector<double>& before,
                  const std::vector<double>& after) {
    return std::max(
        0.0, 1 - ratio(plan::worth(network, after), plan::worth(network, before)).value_or(1));
}

}  // namespace

std::vector<SinglePoint> single_points(const Network& network, const plan::SteadyPlan& month,
                                       const Options& options) {
    const auto suspects = candidates(network, month);
    // A company with one site is that site: each set of sites is solved once.
    std::map<SiteSet, std::size_t> place{{{}, 0}};
    std::vector<plan::Change> changes{{}};
    for (const auto& suspect : suspects)
        if (place.emplace(suspect.sites, changes.size()).second)
            changes.push_back(without(network, suspect.sites));
    const auto after =
        plan::solve_variants(network, month, changes, options.run, plan::Depth::deliveries);
    if (options.run.stop.stop_requested()) return {};
    const auto& before = after.front();

    std::vector<SinglePoint> points;
    for (const auto& suspect : suspects) {
        const auto& left = after[place.at(suspect.sites)];
        const SinglePoint point{suspect.kind, suspect.id,
                                share_lost(network, before.by_product.world, left.by_product.world),
                                share_lost(network, before.by_product.home, left.by_product.home)};
        if (std::max(point.lost, point.lost_at_home) > options.single_point_threshold)
            points.push_back(point);
    }
    // Losses that only rounding tells apart are the same: sites, companies, countries, each in the order of their tables.
    const auto rounded = [](const SinglePoint& point) {
        return std::pair{std::round(point.lost / kSameLoss),
                         std::round(point.lost_at_home / kSameLoss)};
    };
    std::ranges::stable_sort(points, std::greater{}, rounded);
    return points;
}

}  // namespace jarip::origin
