#include "jarip/origin/contributions.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "jarip/origin/tolerances.hpp"

namespace jarip::origin {

namespace {

CountryId country_of(const Network& network, const Contribution& part, View view) {
    return view == View::location ? part.country : network.companies[part.company].country;
}

std::string key_of(const Network& network, const Contribution& part, By by, View view) {
    if (!part.company.valid()) return "stock";
    switch (by) {
        case By::country: return network.countries[country_of(network, part, view)].code;
        case By::company: return network.companies[part.company].id;
        case By::stage: return part.stage.valid() ? network.stages[part.stage].id : "";
        case By::site: return network.sites[part.site].id;
        case By::item: return network.items[part.item].id;
    }
    return "";
}

}  // namespace

void Contributions::add(const Contribution& part) {
    Contribution& place = parts_[{part.item, part.site}];
    const double share = place.share + part.share;
    const double sourced = place.sourced + part.sourced;
    place = part;
    place.share = share;
    place.sourced = sourced;
}

double Contributions::total() const {
    Sum total;
    for (const auto& [key, part] : parts_) total.add(part.share);
    return total.value();
}

std::vector<Contribution> Contributions::sorted(double divisor) const {
    std::vector<Contribution> all;
    for (const auto& [key, part] : parts_) {
        all.push_back(part);
        all.back().share /= divisor;
        all.back().sourced /= divisor;
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tuple{-a.share, a.item, a.site} < std::tuple{-b.share, b.item, b.site};
    });
    return all;
}

/// Shares of a unit's price; empty where they do not sum to 1.
std::vector<Contribution> contributions_of(const Network& network, const Content& content,
                                           double price) {
    Contributions parts;
    for (const auto& made : content.made) {
        const auto& process = network.processes[made.process];
        const auto& site = network.sites[process.site];
        const double share = made.value_added / price;
        parts.add({process.item, process.site, site.company, site.country,
                   network.items[process.item].stage, share, share * made.sourced});
    }
    for (const auto& stocked : content.stocked) {
        const auto& item = network.items[stocked.item];
        const double share = stocked.units * item.price / price;
        parts.add(
            {stocked.item, {}, {}, {}, item.stage, share, item.provenance.sourced() ? share : 0});
    }
    const double total = parts.total();
    if (!(std::abs(total - 1) <= kShareSumRounding)) return {};
    return parts.sorted(total);
}

std::optional<double> domestic_share(const Network& network,
                                     const std::vector<Contribution>& contributions, View view) {
    if (contributions.empty()) return std::nullopt;
    Sum home;
    for (const auto& part : contributions)
        if (part.company.valid() && network.at_home(country_of(network, part, view)))
            home.add(part.share);
    return home.value();
}

std::vector<Share> shares_by(const Network& network, const std::vector<Contribution>& contributions,
                             By by, View view) {
    std::map<std::string, Sum> totals;
    for (const auto& part : contributions) totals[key_of(network, part, by, view)].add(part.share);
    std::vector<Share> shares;
    for (const auto& [key, total] : totals) shares.push_back({key, total.value()});
    std::stable_sort(shares.begin(), shares.end(),
                     [](const Share& a, const Share& b) { return a.share > b.share; });
    return shares;
}

std::vector<CrossedShare> shares_crossed(const Network& network,
                                         const std::vector<Contribution>& contributions, By by,
                                         By across, View view) {
    std::map<std::pair<std::string, std::string>, Sum> totals;
    for (const auto& part : contributions)
        totals[{key_of(network, part, by, view), key_of(network, part, across, view)}].add(
            part.share);
    std::vector<CrossedShare> shares;
    for (const auto& [keys, total] : totals)
        shares.push_back({keys.first, keys.second, total.value()});
    std::ranges::stable_sort(shares, std::ranges::greater{}, &CrossedShare::share);
    return shares;
}

std::vector<Contribution> without_design(const Network& network,
                                         const std::vector<Contribution>& contributions) {
    std::vector<bool> tangible(network.stages.size());
    for (const auto& item : network.items)
        if (item.stage.valid() && !item.intangible) tangible[item.stage.index()] = true;

    std::vector<Contribution> made;
    Sum total;
    for (const auto& part : contributions) {
        if (part.stage.valid() && !tangible[part.stage.index()]) continue;
        made.push_back(part);
        total.add(part.share);
    }
    if (!(total.value() > 0)) return {};
    for (auto& part : made) {
        part.share /= total.value();
        part.sourced /= total.value();
    }
    return made;
}

}  // namespace jarip::origin
