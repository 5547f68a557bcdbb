#include <algorithm>
#include <string>
#include <vector>

#include "jarip/report.hpp"
#include "jarip/report/render/country.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using coalition::Coalitions;

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostOnly = 3;
constexpr std::size_t kNever = 300;  // countries that a sentence lists: all

std::string country_names(const std::vector<network::CountryId>& countries,
                          const Context& context) {
    std::vector<std::string> names;
    for (const auto country : countries)
        names.push_back(area_name(*context.network, context.network->countries[country].code,
                                  context.language));
    return listed(names, context.language, kNever);
}

std::string monthly(std::optional<double> rate, const Context& context) {
    return rate ? number(rate) : text(context.language, "coalition.unlimited");
}

std::string sentence_of(const Coalitions& found, const Context& context) {
    const Language language = context.language;
    const auto& network = *context.network;
    const char* none = found.rate ? "none_at_rate" : "none";
    const char* key = found.groups.empty() ? (found.complete ? none : "not_found")
                                           : (found.complete ? "all" : "some");
    std::string page = text(
        language, std::string{"coalition."} + key,
        {{"product", network.items[found.product].name.in(language)},
         {"groups", counted(found.groups.size(), "coalition.groups", language)},
         {"count", std::to_string(found.groups.size())},
         {"size", std::to_string(found.proven_up_to)},
         {"home", area_name(network, network.countries[network.home].code, language)},
         {"with_home", std::to_string(found.with_home)},
         {"what", found.rate ? text(language, "coalition.at_rate", {{"rate", number(found.rate)}})
                             : text(language, "coalition.it")},
         {"most", monthly(found.per_month, context)},
         {"makers", std::to_string(found.makers.size())}});
    if (!found.in_every.empty())
        page += ' ' + text(language, "coalition.in_every",
                           {{"countries", country_names(found.in_every, context)}});
    return wrapped(page, context.width) + '\n';
}

std::string groups_table(const Coalitions& found, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "coalition.group")},
                    {text(language, "coalition.size"), Align::right},
                    {text(language, "coalition.a_month"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostGroups, found.groups.size()); ++i) {
        const auto& group = found.groups[i];
        std::string codes;
        for (const auto& member : group.members)
            codes += (codes.empty() ? "" : " ") + context.network->countries[member.country].code;
        table.add({codes, std::to_string(group.members.size()), monthly(group.per_month, context)});
    }
    if (table.empty()) return "";
    std::string page = '\n' + table.render(context.width, 2);
    if (found.groups.size() > kMostGroups)
        page += "  " +
                text(language, "coalition.more",
                     {{"n", std::to_string(found.groups.size() - kMostGroups)}}) +
                '\n';
    return page;
}

/// What each member of the first group makes that no other of it does.
std::string brings_table(const Coalitions& found, const Context& context) {
    if (found.groups.empty()) return "";
    const Language language = context.language;
    const auto& network = *context.network;
    TextTable table{{text(language, "coalition.country"), Align::left, 18},
                    {text(language, "coalition.items"), Align::right},
                    {text(language, "coalition.only")}};
    for (const auto& member : found.groups.front().members) {
        std::vector<std::string> names;
        for (const auto item : member.only) names.push_back(network.items[item].name.in(language));
        table.add({area_name(network, network.countries[member.country].code, language),
                   std::to_string(names.size()), listed(names, language, kMostOnly)});
    }
    return '\n' + wrapped(text(language, "coalition.brings"), context.width) + '\n' +
           table.render(context.width, 2);
}

}  // namespace

std::string text(const CoalitionReport& report, const Context& context) {
    std::string page = heading(context, "coalition.title");
    for (const auto& product : report.products) {
        if (&product != report.products.data()) page += '\n';
        page += sentence_of(product, context) + groups_table(product, context) +
                brings_table(product, context);
    }
    return page;
}

}  // namespace jarip::report
