#include "jarip/trade/indicators/matching.hpp"

#include <algorithm>
#include <set>

#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/codes/hs.hpp"

namespace jarip::trade {

std::vector<bool> unknown_labels(const Flows& flows) {
    std::vector<bool> unknown;
    const auto is_group = [&](const std::string& name) {
        return std::any_of(flows.groups.begin(), flows.groups.end(),
                           [&](const CountryGroup& group) { return group.name == name; });
    };
    for (const std::string& name : flows.countries)
        unknown.push_back(name.size() > 2 && name != Flows::kOtherPartners &&
                          !leftover_area(name) && !is_leftover_in_words(name) && !is_group(name) &&
                          !customs_country(name, CountryList::iso));
    return unknown;
}

std::vector<bool> unnamed_partners(const Flows& flows) {
    std::vector<bool> unnamed;
    for (const std::string& name : flows.countries)
        // Codes of countries need not be looked at.
        unnamed.push_back(name == Flows::kOtherPartners ||
                          (name.size() > 2 && is_rest_in_words(name)));
    for (const CountryGroup& group : flows.groups) {
        if (leftover_area(group.name) || is_leftover_in_words(group.name)) continue;
        const auto at = std::find(flows.countries.begin(), flows.countries.end(), group.name);
        if (at != flows.countries.end())
            unnamed[static_cast<std::size_t>(at - flows.countries.begin())] = true;
    }
    return unnamed;
}

bool may_hold(const Flows& flows, std::uint32_t unnamed, const std::string& country) {
    const auto& name = flows.countries[unnamed];
    const auto group = std::find_if(flows.groups.begin(), flows.groups.end(),
                                    [&](const CountryGroup& each) { return each.name == name; });
    if (group == flows.groups.end()) return true;
    const auto reach = reach_of_group(name, group->members);
    return reach.members.empty() || reach.members.contains(country) ||
           reach.perhaps.contains(country);
}

bool is_code(std::string_view hs) {
    hs.remove_prefix(nomenclature_of(hs).size());
    return hs.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> expanded(const std::vector<std::string>& hs) {
    std::vector<std::string> codes;
    for (const std::string& entry : hs) {
        if (is_code(entry)) {
            codes.push_back(entry);
        } else {
            for (const BasketCode& line : basket(entry)) codes.push_back(line.hs);
        }
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<std::string> country_codes_of(const std::vector<std::string>& labels) {
    std::vector<std::string> codes;
    for (const std::string& label : labels) codes.push_back(country_code(label).value_or(label));
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<bool> matching_countries(const Flows& flows, const std::vector<std::string>& codes) {
    if (codes.empty()) return {};
    std::vector<bool> matches;
    for (const std::string& country : flows.countries)
        matches.push_back(std::binary_search(codes.begin(), codes.end(), country));
    return matches;
}

std::vector<std::string> outermost(std::vector<std::string> codes) {
    std::sort(codes.begin(), codes.end());
    std::vector<std::string> result;
    for (std::string& code : codes)
        if (result.empty() || !code.starts_with(result.back())) result.push_back(std::move(code));
    return result;
}

std::vector<bool> of_one_nomenclature(const Flows& flows) {
    return of_one_nomenclature(flows, std::vector<bool>(flows.products.size(), true));
}

std::vector<bool> of_one_nomenclature(const Flows& flows, const std::vector<bool>& products) {
    // The Harmonized System, whose name is empty, comes first.
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < products.size(); ++i)
        if (products[i]) names.insert(nomenclature_of(flows.products[i]));
    std::vector<bool> matches;
    for (const std::string& product : flows.products)
        matches.push_back(!names.empty() && nomenclature_of(product) == *names.begin());
    return matches;
}

std::vector<bool> matching_products(const Flows& flows, const std::vector<std::string>& codes) {
    if (codes.empty()) return of_one_nomenclature(flows);
    std::vector<bool> matches(flows.products.size());
    for (std::size_t i = 0; i < flows.products.size(); ++i)
        for (const std::string& code : codes)
            if (flows.products[i].starts_with(code)) matches[i] = true;
    return matches;
}

}  // namespace jarip::trade
