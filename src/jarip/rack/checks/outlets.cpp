#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power/wiring.hpp"

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

// Outlets of a kind that the cords of one entry of a device's feeds take.
struct Need {
    std::size_t stack = 0, feed = 0;
    std::optional<std::size_t> unit;  // in Design::devices; empty: any outlet of the feed
    std::string kind;                 // empty: the plug is not given
    double count = 0;
};

// A cord whose outlet a cable names ends there, whatever the plug of the other ones is.
void move_named(const Survey& survey, std::vector<Need>& needs,
                const std::map<std::pair<std::size_t, std::size_t>, std::size_t>& of_entry) {
    if (!names_outlets(survey.design) || !can_be_wired(survey)) return;
    const auto wiring = wire(survey);
    for (const auto& cord : wiring.cords) {
        if (!cord.is_named) continue;
        const auto& outlet = wiring.outlets[*cord.outlet];
        const auto entry = of_entry.find({cord.stack, cord.entry});
        if (entry == of_entry.end() || outlet.kind.empty()) continue;
        auto& need = needs[entry->second];
        need.count -= cord.supplies;
        needs.push_back({cord.stack, need.feed, wiring.units[outlet.unit].device, outlet.kind, 1});
    }
}

std::vector<Need> needs_of(const Survey& survey) {
    std::vector<Need> needs;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> of_entry;
    for (std::size_t s = 0; s < survey.stacks.size(); ++s) {
        const auto& stack = survey.stacks[s];
        const auto& plug = stack.type->plug;
        for (std::size_t entry = 0; entry < stack.device->feeds.size(); ++entry) {
            const auto unit = unit_of(*stack.device, entry);
            // A unit that hangs on another takes an outlet of it; that of a feed hangs on a whip.
            const bool is_whip = stack.type->supply != Supply::ac && !unit;
            const double cords = stack.count * cords_on(stack, entry);
            if (is_whip || cords == 0) continue;
            of_entry[{s, entry}] = needs.size();
            needs.push_back({s, stack.device->feeds[entry], unit,
                             plug.empty() ? std::string{} : outlet_of(plug), cords});
        }
    }
    move_named(survey, needs, of_entry);
    std::erase_if(needs, [](const Need& need) { return need.count <= 0; });
    return needs;
}

// The outlets that cords on a distribution unit take.
std::vector<Connectors> plugs_in(const std::vector<Need>& needs, std::size_t unit) {
    std::vector<Connectors> sums;
    for (const auto& need : needs)
        if (need.unit == unit && !need.kind.empty()) add(sums, need.kind, need.count);
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

// Plugs of a kind that find no outlet at the distribution units on a feed that they name.
using Lacking = std::map<std::pair<std::size_t, std::string>, double>;

// Each distribution unit has the outlets of what hangs on it; others of its feed do not help.
Lacking check_units_outlets(const Survey& survey, const std::vector<Need>& needs,
                            Findings& findings) {
    Lacking lacking;
    for (const auto& unit : survey.stacks) {
        const auto& outlets = unit.type->outlets;
        if (outlets.empty() || !is_on_one_feed(*unit.device, *unit.type)) continue;
        const auto index = static_cast<std::size_t>(unit.device - survey.design.devices.data());
        for (const auto& [kind, plugs] : plugs_in(needs, index)) {
            if (plugs == 0) continue;
            const double there = outlets_like(outlets, kind) * unit.count;
            if (!exceeds(plugs, there)) continue;
            lacking[{unit.device->feeds.front(), kind}] += plugs - there;
            findings.compare(
                {"P07", CheckSeverity::error, unit, {}, {}, "1", {{"kind", kind}}, "P07_outlets"},
                Interval::exactly(plugs), there);
        }
    }
    return lacking;
}

// The outlets that cords on a feed take.
std::vector<Connectors> plugs_on(const Survey& survey, const std::vector<Need>& needs,
                                 std::size_t feed, Findings& findings) {
    std::vector<Connectors> sums;
    std::optional<std::size_t> asked;
    for (const auto& need : needs) {
        if (need.feed != feed) continue;
        const auto& stack = survey.stacks[need.stack];
        if (!need.kind.empty()) {
            add(sums, need.kind, need.count);
        } else if (stack.type->supply == Supply::ac && asked != need.stack) {
            asked = need.stack;
            findings.cannot_say("P07", stack, std::nullopt, "1", "P07_unknown",
                                {{"feed", survey.design.feeds[feed].id}});
        }
    }
    return sums;
}

}  // namespace

void check_outlets(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    const auto needs = needs_of(survey);
    const auto lacking = check_units_outlets(survey, needs, findings);
    ask_for_plugs(survey, findings);
    for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
        const auto outlets = outlets_of(survey, feed);
        if (outlets.empty()) continue;
        for (const auto& [kind, plugs] : plugs_on(survey, needs, feed, findings)) {
            // What its own unit has no outlet for is said of that unit; the others need those of the feed.
            const auto of_units = lacking.find({feed, kind});
            const double others = plugs - (of_units == lacking.end() ? 0 : of_units->second);
            const double there = outlets_like(outlets, kind);
            findings.compare(
                {"P07", CheckSeverity::error, feeds[feed], {}, {}, "1", {{"kind", kind}}},
                Interval::exactly(others), there);
        }
    }
}

}  // namespace jarip::rack
