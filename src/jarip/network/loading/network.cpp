#include "jarip/network.hpp"

#include <algorithm>

namespace jarip::network {
namespace {

constexpr std::size_t kMostListed = 20;  // scenarios in a message

// Whether a row of availability speaks of a process, by itself or by its site.
bool concerns(const Availability& row, ProcessId process, SiteId site) {
    if (row.target.kind == TargetKind::process) return row.target.process == process;
    return row.target.kind == TargetKind::site && row.target.site == site;
}

bool covers(const Availability& row, Day day) {
    return row.date <= day && day < row.date + std::chrono::days{row.days};
}

}  // namespace

bool Network::within(std::string_view code, CountryId group) const {
    return group.valid() && (countries[group].code == code ||
                             std::ranges::any_of(countries[group].members, [&](CountryId member) {
                                 return countries[member].code == code;
                             }));
}

bool Network::within(CountryId country, CountryId group) const {
    if (!country.valid() || !group.valid()) return false;
    return country == group || std::ranges::binary_search(countries[group].members, country);
}

CountryId Network::group_of(std::string code, std::vector<CountryId> members) {
    std::ranges::sort(members);
    const auto [first, last] = std::ranges::unique(members);
    members.erase(first, last);
    if (members.size() == 1) return members.front();
    return countries.add({std::move(code), std::move(members)});
}

bool Network::is_product(ItemId item) const {
    return std::find(products.begin(), products.end(), item) != products.end();
}

const Scenario& Network::scenario(std::string_view id) const {
    const auto found = std::find_if(scenarios.begin(), scenarios.end(),
                                    [&](const Scenario& each) { return each.id == id; });
    if (found != scenarios.end()) return *found;
    std::vector<std::string> names;
    std::string choices;
    for (const auto& each : scenarios) {
        names.push_back(each.id);
        if (names.size() <= kMostListed) choices += (choices.empty() ? "" : ", ") + each.id;
    }
    if (names.size() > kMostListed) choices += ", …";
    throw Error{
        "E0260",
        "",
        {{"id", std::string{id}}, {"suggestion", nearest(id, names)}, {"choices", choices}}};
}

double Network::available(ProcessId process, Day day) const {
    const SiteId site = processes[process].site;
    double share = 1;
    for (const auto& row : availability)
        if (concerns(row, process, site) && covers(row, day)) share *= row.available;
    return share;
}

double Network::mean_availability(ProcessId process) const {
    const SiteId site = processes[process].site;
    std::vector<const Availability*> rows;
    for (const auto& row : availability)
        if (concerns(row, process, site)) rows.push_back(&row);
    if (rows.empty() || months <= 0) return 1;
    Sum total;
    for (Day day = horizon.first; day < horizon.end; day += std::chrono::days{1}) {
        double share = 1;
        for (const auto* row : rows)
            if (covers(*row, day)) share *= row->available;
        total.add(share / days_in_month(day));
    }
    return total.value() / months;
}

}  // namespace jarip::network
