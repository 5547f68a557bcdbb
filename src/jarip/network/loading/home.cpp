// Home: a country, several, or companies.

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/core/split.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

constexpr std::string_view kCompany = "company:";

// "KR", "KR+US+JP", "EU27+company:tsmc": what home is made of. In an economy a label may hold a plus.
std::vector<std::string> parts_of_home(const Loading& loading) {
    const std::string& home = loading.unresolved.home;
    if (loading.countries.find(home).valid()) return {home};
    const auto parts = split(home, '+');
    return {parts.begin(), parts.end()};
}

bool is_company(std::string_view part) { return part.starts_with(kCompany); }

CompanyId company_of(const Loading& loading, std::string_view part) {
    return loading.companies.find(part.substr(kCompany.size()));
}

// What a company has in each country becomes a country of its own, which lies in that one.
class CompanyParts {
public:
    CompanyParts(Network& network, CompanyId company) : network_{network}, company_{company} {
        for (const auto& site : network.sites)
            if (site.company == company) countries_.push_back(site.country);
        countries_.push_back(network.companies[company].country);
        std::erase_if(countries_, [&](CountryId id) { return !id.valid() || network.at_home(id); });
        std::ranges::sort(countries_);
        const auto [first, last] = std::ranges::unique(countries_);
        countries_.erase(first, last);
    }

    // Of a company that has nothing beside what is at home anyway: none.
    std::vector<CountryId> take() {
        std::map<CountryId, CountryId> own;
        std::vector<CountryId> parts;
        for (const CountryId country : countries_) {
            std::string code{kCompany};
            code += network_.companies[company_].id;
            if (countries_.size() > 1) code += '/' + network_.countries[country].code;
            parts.push_back(network_.countries.add({std::move(code), {}, country}));
            own[country] = parts.back();
        }
        const auto replace = [&](CountryId& country) {
            if (const auto found = own.find(country); found != own.end()) country = found->second;
        };
        replace(network_.companies[company_].country);
        for (const SiteId id : network_.sites.ids())
            if (network_.sites[id].company == company_) replace(network_.sites[id].country);
        for (auto& place : network_.places)
            if (place.site.valid()) place.country = network_.sites[place.site].country;
        return parts;
    }

private:
    Network& network_;
    CompanyId company_;
    std::vector<CountryId> countries_;
};

}  // namespace

void read_home(Loading& loading) {
    auto& network = loading.network;
    const auto& unresolved = loading.unresolved;
    if (unresolved.home.empty()) return;
    std::vector<CountryId> members;
    for (const auto& part : parts_of_home(loading)) {
        if (is_company(part)) continue;
        const auto group = group_members(part);
        const auto before = members.size();
        for (const auto& code : group.value_or(std::vector<std::string>{}))
            if (const auto country = loading.countries.find(code); country.valid())
                members.push_back(country);
        if (members.size() > before) continue;
        // A country, or a group of which the model knows nothing.
        if (const auto country = loading.countries.find(part); country.valid())
            members.push_back(country);
        else if (!group)
            loading.diagnostics.error("E0216", unresolved.home_place,
                                      {{"value", part.substr(0, 60)}});
    }
    if (!members.empty() && !loading.diagnostics.has_errors())
        network.home = network.group_of(unresolved.home, std::move(members));
}

void check_home(Loading& loading) {
    const auto& network = loading.network;
    const auto& place = loading.unresolved.home_place;
    const auto is_there = [&](const std::string& code) {
        const auto country = loading.countries.find(code);
        const auto here = [&](const auto& each) { return each.country == country; };
        return country.valid() && (std::ranges::any_of(network.places, here) ||
                                   std::ranges::any_of(network.nodes, here));
    };
    for (const auto& part : parts_of_home(loading)) {
        bool found = false;
        if (is_company(part)) {
            const auto company = company_of(loading, part);
            if (!company.valid() && loading.broken.empty())
                loading.diagnostics.error("E0219", place,
                                          {{"value", part.substr(0, 60)},
                                           {"suggestion", nearest(part.substr(kCompany.size()),
                                                                  loading.companies.all())}});
            if (!company.valid()) continue;
            found = std::ranges::any_of(network.sites,
                                        [&](const Site& site) { return site.company == company; });
        } else {
            if (!network.home.valid()) continue;
            found = std::ranges::any_of(group_members(part).value_or(std::vector{part}), is_there);
        }
        if (!found) loading.diagnostics.warning("E0218", place, {{"home", part}});
    }
}

void take_companies_home(Loading& loading) {
    auto& network = loading.network;
    const auto parts = parts_of_home(loading);
    if (std::ranges::none_of(parts, is_company)) return;
    std::vector<CountryId> members = network.members_of(network.home);
    for (const auto& part : parts) {
        if (!is_company(part)) continue;
        const auto own = CompanyParts{network, company_of(loading, part)}.take();
        members.insert(members.end(), own.begin(), own.end());
    }
    if (members.empty()) members.push_back(network.countries.add({loading.unresolved.home}));
    network.home = network.group_of(loading.unresolved.home, std::move(members));
}

}  // namespace jarip::network
