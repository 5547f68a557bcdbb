#include <algorithm>
#include <cctype>
#include <cmath>

#include "jarip/rack/checks/findings.hpp"

namespace jarip::rack {
namespace {

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// The outlet of IEC 60320 that takes a plug; other systems name plug and outlet alike.
std::string outlet_of(const std::string& plug) {
    auto name = lower(plug);
    if (name == "c14") return "c13";
    if (name == "c16") return "c15";
    if (name == "c20") return "c19";
    if (name == "c22") return "c21";
    return name;
}

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
        add(sums, lower(kind), count);
    for (const auto& stack : survey.stacks) {
        const auto& hangs = stack.device->feeds;
        if (std::find(hangs.begin(), hangs.end(), feed) == hangs.end()) continue;
        for (const auto& [kind, count] : stack.type->outlets)
            add(sums, lower(kind), count * stack.count / static_cast<double>(hangs.size()));
    }
    return sums;
}

// Plugs of the devices on a feed, by the outlets that take them.
std::vector<Connectors> plugs_on(const Survey& survey, std::size_t feed, Findings& findings) {
    std::vector<Connectors> sums;
    for (const auto& stack : survey.stacks) {
        const auto& hangs = stack.device->feeds;
        if (stack.type->supply != Supply::ac ||
            std::find(hangs.begin(), hangs.end(), feed) == hangs.end())
            continue;
        if (stack.type->plug.empty()) {
            findings.cannot_say("P07", stack, std::nullopt, "1", "P07_unknown",
                                {{"feed", survey.design.feeds[feed].id}});
            continue;
        }
        const double here =
            std::ceil(stack.type->psu_count.value_or(1) / static_cast<double>(hangs.size()));
        add(sums, outlet_of(stack.type->plug), stack.count * here);
    }
    return sums;
}

}  // namespace

void check_outlets(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
        const auto outlets = outlets_of(survey, feed);
        if (outlets.empty()) continue;
        for (const auto& [kind, plugs] : plugs_on(survey, feed, findings)) {
            double there = 0;
            for (const auto& outlet : outlets)
                if (outlet.kind == kind) there += outlet.count;
            findings.compare(
                {"P07", CheckSeverity::error, feeds[feed], {}, {}, "1", {{"kind", kind}}},
                Interval::exactly(plugs), there);
        }
    }
}

}  // namespace jarip::rack
