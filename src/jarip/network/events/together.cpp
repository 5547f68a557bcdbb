// Scenarios that act together.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "jarip/core/split.hpp"
#include "jarip/network.hpp"

namespace jarip::network {
namespace {

// "scenario/event" where two scenarios have an event of that id.
void tell_apart(const std::vector<const Scenario*>& scenarios, Scenario& all) {
    std::unordered_map<std::string_view, int> uses;
    for (const auto* scenario : scenarios)
        for (const auto& event : scenario->events) ++uses[event.id];
    std::size_t next = 0;
    for (const auto* scenario : scenarios)
        for (const auto& event : scenario->events) {
            if (uses[event.id] > 1) all.events[next].id = scenario->id + '/' + event.id;
            ++next;
        }
}

}  // namespace

Scenario Network::together(std::string_view ids) const {
    const bool is_one = ids.find('+') == std::string_view::npos ||
                        std::ranges::find(scenarios, ids, &Scenario::id) != scenarios.end();
    if (is_one) return scenario(ids);
    Scenario all{.id = std::string{ids}, .events = {}, .name = {}};
    std::vector<const Scenario*> named;
    for (const auto part : split(ids, '+')) {
        const Scenario* one = &scenario(part);
        if (std::ranges::find(named, one) != named.end())
            throw Error{"E0285", "", {{"id", one->id}}};
        all.borders_closed |= one->borders_closed;
        all.events.insert(all.events.end(), one->events.begin(), one->events.end());
        all.name.en += (named.empty() ? "" : " + ") + one->name.en;
        all.name.ko += (named.empty() ? "" : " + ") + one->name.ko;
        named.push_back(one);
    }
    tell_apart(named, all);
    return all;
}

}  // namespace jarip::network
