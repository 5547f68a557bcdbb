#include <algorithm>
#include <set>
#include <utility>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"

namespace jarip::rack {
namespace {

void add(std::vector<Connectors>& sums, const std::string& kind, double count) {
    const auto same = std::find_if(sums.begin(), sums.end(),
                                   [&](const Connectors& sum) { return sum.kind == kind; });
    if (same == sums.end())
        sums.push_back({kind, count});
    else
        same->count += count;
}

// Outlets of a feed: those it says, and those of the distribution units that hang on it. Empty: nobody says.
std::vector<Connectors> outlets_of(const Survey& survey, std::size_t feed) {
    std::vector<Connectors> sums;
    for (const auto& [kind, count] : survey.design.feeds[feed].outlets)
        add(sums, plug_name(kind), count);
    for (const auto& stack : survey.stacks) {
        const auto& hangs = stack.device->feeds;
        const bool transfers = !stack.type->transfer.empty();
        if (transfers ? hangs.empty() || hangs.front() != feed
                      : std::find(hangs.begin(), hangs.end(), feed) == hangs.end())
            continue;
        const double entries = transfers ? 1 : static_cast<double>(hangs.size());
        for (const auto& [kind, count] : stack.type->outlets)
            add(sums, plug_name(kind), count * stack.count / entries);
    }
    return sums;
}

// Cords that one device has on an entry of its feeds: of a distribution unit, or a transfer switch, one.
double cords_on(const Stack& stack, std::size_t entry) {
    if (stack.type->supply == Supply::ac) return supplies_on(stack, entry);
    const bool is_unit = !takes_feeds(stack) && !stack.type->outlets.empty();
    return is_unit ? 1 : 0;
}

// Plugs whose cords end in a distribution unit, by the outlets that take them.
std::vector<Connectors> plugs_in(const Survey& survey, std::size_t unit) {
    std::vector<Connectors> sums;
    for (const auto& stack : survey.stacks) {
        if (stack.type->plug.empty()) continue;
        for (std::size_t entry = 0; entry < stack.device->units.size(); ++entry)
            if (stack.device->units[entry] == unit)
                add(sums, outlet_of(stack.type->plug), stack.count * cords_on(stack, entry));
    }
    return sums;
}

// A unit that hangs on another and does not say its plug.
void ask_for_plugs(const Survey& survey, Findings& findings) {
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply == Supply::ac || !stack.type->plug.empty()) continue;
        for (std::size_t entry = 0; entry < stack.device->units.size(); ++entry) {
            const auto& unit = stack.device->units[entry];
            if (!unit || cords_on(stack, entry) == 0) continue;
            findings.cannot_say("P07", stack, std::nullopt, "1", "P07_unit_unknown",
                                {{"unit_above", survey.design.devices[*unit].id}});
            break;
        }
    }
}

double outlets_like(const std::vector<Connectors>& outlets, const std::string& kind) {
    double there = 0;
    for (const auto& outlet : outlets)
        if (plug_name(outlet.kind) == kind) there += outlet.count;
    return there;
}

// Each distribution unit has the outlets of what hangs on it; others of its feed do not help. Kinds said of a feed.
void check_units_outlets(const Survey& survey, std::set<std::pair<std::size_t, std::string>>& said,
                         Findings& findings) {
    for (const auto& unit : survey.stacks) {
        const auto& outlets = unit.type->outlets;
        if (outlets.empty() || !is_on_one_feed(*unit.device, *unit.type)) continue;
        const auto index = static_cast<std::size_t>(unit.device - survey.design.devices.data());
        for (const auto& [kind, plugs] : plugs_in(survey, index)) {
            if (plugs == 0) continue;
            const double there = outlets_like(outlets, kind) * unit.count;
            if (!exceeds(plugs, there)) continue;
            said.emplace(unit.device->feeds.front(), kind);
            findings.compare(
                {"P07", CheckSeverity::error, unit, {}, {}, "1", {{"kind", kind}}, "P07_outlets"},
                Interval::exactly(plugs), there);
        }
    }
}

// Plugs of the devices on a feed, by the outlets that take them.
std::vector<Connectors> plugs_on(const Survey& survey, std::size_t feed, Findings& findings) {
    std::vector<Connectors> sums;
    for (const auto& stack : survey.stacks) {
        const auto& hangs = stack.device->feeds;
        if (std::find(hangs.begin(), hangs.end(), feed) == hangs.end()) continue;
        if (stack.type->supply != Supply::ac) {
            // A unit that hangs on another takes an outlet of it.
            for (std::size_t entry = 0; entry < stack.device->units.size(); ++entry)
                if (stack.device->units[entry] && hangs[entry] == feed &&
                    !stack.type->plug.empty() && cords_on(stack, entry) > 0)
                    add(sums, outlet_of(stack.type->plug), stack.count * cords_on(stack, entry));
            continue;
        }
        if (stack.type->plug.empty()) {
            findings.cannot_say("P07", stack, std::nullopt, "1", "P07_unknown",
                                {{"feed", survey.design.feeds[feed].id}});
            continue;
        }
        double here = 0;
        for (std::size_t entry = 0; entry < hangs.size(); ++entry)
            if (hangs[entry] == feed) here += supplies_on(stack, entry);
        add(sums, outlet_of(stack.type->plug), stack.count * here);
    }
    return sums;
}

}  // namespace

void check_outlets(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    std::set<std::pair<std::size_t, std::string>> said;
    check_units_outlets(survey, said, findings);
    ask_for_plugs(survey, findings);
    for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
        const auto outlets = outlets_of(survey, feed);
        if (outlets.empty()) continue;
        for (const auto& [kind, plugs] : plugs_on(survey, feed, findings)) {
            if (said.contains({feed, kind})) continue;
            const double there = outlets_like(outlets, kind);
            findings.compare(
                {"P07", CheckSeverity::error, feeds[feed], {}, {}, "1", {{"kind", kind}}},
                Interval::exactly(plugs), there);
        }
    }
}

}  // namespace jarip::rack
