#include "jarip/network.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <span>

#include "jarip/core/country.hpp"

namespace jarip::network {

Network::Network() = default;
Network::~Network() = default;
Network::Network(const Network&) = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(const Network&) = default;
Network& Network::operator=(Network&&) noexcept = default;

namespace {

constexpr std::size_t kMostListed = 20;  // scenarios in a message

// Whether a row of availability speaks of a process, by itself or by its site.
bool concerns(const Availability& row, ProcessId process, SiteId site) {
    if (row.target.kind == TargetKind::process) return row.target.process == process;
    return row.target.kind == TargetKind::site && row.target.site == site;
}

// The steps of a target, which stand side by side in the order of their dates.
template <class IdType>
std::span<const CapacityStep> steps_of(const Network& network, IdType CapacityStep::*target,
                                       IdType id) {
    const std::span all{network.capacity_steps};
    std::size_t begin = 0;
    while (begin < all.size() && all[begin].*target != id) ++begin;
    std::size_t end = begin;
    while (end < all.size() && all[end].*target == id) ++end;
    return all.subspan(begin, end - begin);
}

double in_force(std::span<const CapacityStep> steps, Day day) {
    double capacity = steps.front().capacity_per_month;
    for (const auto& step : steps)
        if (step.from <= day) capacity = step.capacity_per_month;
    return capacity;
}

double share_in_force(std::span<const CapacityStep> steps, const std::optional<double>& mean,
                      Day day) {
    if (steps.empty() || !mean || *mean <= 0) return 1;
    return in_force(steps, day) / *mean;
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

std::string Network::place_id(PoolId pool) const {
    const auto& place = places[pools[pool].place];
    return place.site.valid() ? sites[place.site].id : "country:" + countries[place.country].code;
}

std::vector<CountryId> Network::members_of(CountryId country) const {
    if (!country.valid()) return {};
    const auto& members = countries[country].members;
    return members.empty() ? std::vector{country} : members;
}

CountryId Network::group_of(std::string code, std::vector<CountryId> members) {
    std::ranges::sort(members);
    const auto [first, last] = std::ranges::unique(members);
    members.erase(first, last);
    if (members.size() == 1) return members.front();
    return countries.add({std::move(code), std::move(members)});
}

std::size_t Network::country_count() const {
    return static_cast<std::size_t>(std::ranges::count_if(countries, [](const Country& country) {
        return country.members.empty() && !country.lies_in.valid() && !group_members(country.code);
    }));
}

bool Network::is_product(ItemId item) const { return product_index(item).has_value(); }

std::optional<std::size_t> Network::product_index(ItemId item) const {
    const auto product = std::find(products.begin(), products.end(), item);
    if (product == products.end()) return std::nullopt;
    return static_cast<std::size_t>(product - products.begin());
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
    const auto steps = steps_of(*this, &CapacityStep::process, process);
    Sum total;
    for (Day day = horizon.first; day < horizon.end; day += std::chrono::days{1}) {
        double share = share_in_force(steps, processes[process].capacity_per_month, day);
        for (const auto* row : rows)
            if (covers(*row, day)) share *= row->available;
        total.add(share / days_in_month(day));
    }
    return total.value() / months;
}

double Network::capacity_share(ProcessId process, Day day) const {
    return share_in_force(steps_of(*this, &CapacityStep::process, process),
                          processes[process].capacity_per_month, day);
}

double Network::capacity_share(ResourceId resource, Day day) const {
    return share_in_force(steps_of(*this, &CapacityStep::resource, resource),
                          resources[resource].capacity_per_month, day);
}

bool Network::has_steps(ProcessId process) const {
    return !steps_of(*this, &CapacityStep::process, process).empty();
}

bool Network::has_steps(ResourceId resource) const {
    return !steps_of(*this, &CapacityStep::resource, resource).empty();
}

bool Network::approved_on(ArcId arc, Day day, std::optional<Day> events_begin) const {
    const auto& way = arcs[arc];
    if (!way.approved_from || day >= *way.approved_from) return true;
    if (!way.qualification_days || !events_begin) return false;
    return day >= *events_begin + std::chrono::days{std::lround(*way.qualification_days)};
}

void set_mean_capacities(Network& network) {
    const auto mean = [&](std::span<const CapacityStep> steps) {
        Sum total;
        for (Day day = network.horizon.first; day < network.horizon.end;
             day += std::chrono::days{1})
            total.add(in_force(steps, day) / days_in_month(day));
        return total.value() / network.months;
    };
    for (const auto& step : network.capacity_steps)
        if (step.process.valid())
            network.processes[step.process].capacity_per_month =
                mean(steps_of(network, &CapacityStep::process, step.process));
        else
            network.resources[step.resource].capacity_per_month =
                mean(steps_of(network, &CapacityStep::resource, step.resource));
}

}  // namespace jarip::network
