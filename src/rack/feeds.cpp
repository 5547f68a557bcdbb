#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>

#include "findings.hpp"
#include "toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostImbalance = 0.1;

bool takes_feeds(const Stack& stack) {
    return stack.type->supply == Supply::ac || stack.type->supply == Supply::source;
}

double capacity_va(const Feed& feed, const Site& site) {
    const double factor = feed.phases.value_or(3) == 3 ? std::numbers::sqrt3 : 1;
    return factor * feed.volts.value * feed.amps.value * feed.circuits.value_or(1) *
           site.continuous * site.temp_derate.value_or(1);
}

constexpr auto kNone = static_cast<std::size_t>(-1);

// How many of a stack's feeds are alive.
double living_feeds(const Stack& stack, std::size_t lost) {
    return static_cast<double>(std::count_if(stack.device->feeds.begin(), stack.device->feeds.end(),
                                             [&](std::size_t feed) { return feed != lost; }));
}

// Apparent power on each feed with one of them lost (kNone: none). Shelves that live share the busbar's load.
std::vector<Interval> loads_va(const Survey& survey, std::size_t lost) {
    std::vector<Interval> loads(survey.design.feeds.size());
    double shelves = 0;
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::source && living_feeds(stack, lost) > 0)
            shelves += stack.count;
    for (const auto& stack : survey.stacks) {
        const double alive = takes_feeds(stack) ? living_feeds(stack, lost) : 0;
        if (alive == 0) continue;
        auto each = stack.watts;
        if (stack.type->supply == Supply::source)
            each += survey.busbar_w * (1 / shelves) + survey.shelf_loss(stack, shelves);
        const auto share = each * (stack.count / alive / stack.power_factor());
        for (const auto feed : stack.device->feeds)
            if (feed != lost) loads[feed] += share;
    }
    return loads;
}

// For each feed, the heaviest load over the losses of another one.
std::vector<Interval> worst_loads_va(const Survey& survey) {
    const auto count = survey.design.feeds.size();
    std::vector<Interval> worst(count);
    for (std::size_t lost = 0; lost < count; ++lost) {
        const auto loads = loads_va(survey, lost);
        for (std::size_t feed = 0; feed < count; ++feed) {
            worst[feed].low = std::max(worst[feed].low, loads[feed].low);
            worst[feed].known = std::max(worst[feed].known, loads[feed].known);
            worst[feed].high = std::max(worst[feed].high, loads[feed].high);
        }
    }
    return worst;
}

void check_loads(const Survey& survey, Findings& findings) {
    const auto& design = survey.design;
    const auto loads = loads_va(survey, kNone);
    const auto worst = worst_loads_va(survey);
    for (std::size_t i = 0; i < design.feeds.size(); ++i) {
        const auto& id = design.feeds[i].id;
        const double capacity = capacity_va(design.feeds[i], design.site);
        findings.compare("P02", id, loads[i], capacity, "VA");
        if (design.feeds.size() > 1 && judge(loads[i], capacity) == Verdict::within)
            findings.compare("P03", id, worst[i], capacity, "VA");
    }
}

// Supplies that a device needs to carry its draw; empty where nobody says.
std::optional<double> supplies_needed(const Stack& stack) {
    const auto& type = *stack.type;
    if (type.psu_needed.given) return type.psu_needed.value;
    if (type.psu_w.given && type.psu_w.value > 0 && stack.watts.is_exact())
        return std::ceil(stack.watts.known / type.psu_w.value - kRounding);
    return std::nullopt;
}

// floor(n · (F − 1) / F): the worst feed takes the larger part of an uneven deal with it.
double supplies_left(double supplies, double feeds) {
    return std::floor(supplies * (feeds - 1) / feeds + kRounding);
}

void check_supplies(const Stack& stack, Findings& findings) {
    const auto feeds = static_cast<double>(stack.device->feeds.size());
    const auto needed = supplies_needed(stack);
    const auto& supplies = stack.type->psu_count;
    if (feeds < 2 || stack.watts.high == 0) return;
    if (!needed || !supplies.given) {
        findings.add({"P04",
                      CheckSeverity::unknown,
                      stack.id(),
                      std::nullopt,
                      std::nullopt,
                      "1",
                      {},
                      "P04_unknown"});
        return;
    }
    const double left = supplies_left(supplies.value, feeds);
    if (exceeds(*needed, left))
        findings.add({"P04",
                      CheckSeverity::error,
                      stack.id(),
                      left,
                      *needed,
                      "1",
                      {{"supplies", number_text(supplies.value)}, {"feeds", number_text(feeds)}}});
}

// The shelves that live when one feed is lost must carry the busbar.
void check_shelves(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    for (std::size_t lost = 0; lost < feeds.size(); ++lost) {
        double left = 0;
        double out = 0;
        bool sized = true;
        for (const auto& stack : survey.stacks) {
            if (stack.type->supply != Supply::source || living_feeds(stack, lost) == 0) continue;
            left += stack.count;
            out += stack.count * stack.type->shelf_out_w.value;
            sized = sized && stack.type->shelf_out_w.given;
        }
        if (left == survey.shelves || left == 0) continue;  // not touched, or P12
        if (!sized) {
            findings.add({"P04",
                          CheckSeverity::unknown,
                          feeds[lost].id,
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {},
                          "P04_unknown"});
        } else if (exceeds(survey.busbar_w.low, out)) {
            const double needed = std::ceil(survey.busbar_w.known / (out / left) - kRounding);
            findings.add({"P04",
                          CheckSeverity::error,
                          feeds[lost].id,
                          left,
                          needed,
                          "1",
                          {},
                          "P04_shelves"});
        } else if (exceeds(survey.busbar_w.high, out)) {
            findings.cannot_say("P04", feeds[lost].id, survey.busbar_w, out, "W");
        }
    }
}

// The current of each phase, from devices that say on which they hang; the others load all three evenly.
void check_phases(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    std::vector<std::array<double, 3>> loads(feeds.size(), {0, 0, 0});
    bool any = false;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::ac || stack.device->feeds.empty()) continue;
        const auto& phases = stack.device->phases;
        any = any || !phases.empty();
        const double each = stack.watts.known / static_cast<double>(stack.device->feeds.size());
        for (const auto feed : stack.device->feeds) {
            if (phases.empty())
                for (auto& load : loads[feed]) load += each * stack.count / 3;
            for (std::size_t i = 0; !phases.empty() && i < static_cast<std::size_t>(stack.count);
                 ++i)
                loads[feed][static_cast<std::size_t>(phases[i % phases.size()] - 1)] += each;
        }
    }
    for (std::size_t i = 0; any && i < feeds.size(); ++i) {
        if (feeds[i].phases.value_or(3) != 3) continue;
        const auto& load = loads[i];
        const double mean = (load[0] + load[1] + load[2]) / 3;
        if (mean == 0) continue;
        double imbalance = 0;
        for (const double phase : load)
            imbalance = std::max(imbalance, std::abs(phase - mean) / mean);
        if (exceeds(imbalance, kMostImbalance))
            findings.add({"P06",
                          CheckSeverity::warning,
                          feeds[i].id,
                          imbalance,
                          kMostImbalance,
                          "1",
                          {{"percent", number_text(std::round(imbalance * 1000) / 10)}}});
    }
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// The outlet of IEC 60320 that takes a plug; other systems name plug and outlet alike.
std::string outlet_of(const std::string& plug) {
    const auto name = lower(plug);
    if (name == "c14") return "c13";
    if (name == "c16") return "c15";
    if (name == "c20") return "c19";
    if (name == "c22") return "c21";
    return name;
}

void check_outlets(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        if (feeds[i].outlets.empty()) continue;
        std::vector<Connectors> needed;
        for (const auto& stack : survey.stacks) {
            const auto& hangs = stack.device->feeds;
            if (stack.type->supply != Supply::ac ||
                std::find(hangs.begin(), hangs.end(), i) == hangs.end())
                continue;
            if (stack.type->plug.empty()) {
                findings.add({"P07",
                              CheckSeverity::unknown,
                              stack.id(),
                              std::nullopt,
                              std::nullopt,
                              "1",
                              {{"feed", feeds[i].id}},
                              "P07_unknown"});
                continue;
            }
            const auto kind = outlet_of(stack.type->plug);
            const double plugs = stack.count * std::ceil(stack.type->psu_count.value_or(1) /
                                                         static_cast<double>(hangs.size()));
            const auto same = std::find_if(needed.begin(), needed.end(),
                                           [&](const Connectors& c) { return c.kind == kind; });
            if (same == needed.end())
                needed.push_back({kind, plugs});
            else
                same->count += plugs;
        }
        for (const auto& [kind, plugs] : needed) {
            double outlets = 0;
            for (const auto& outlet : feeds[i].outlets)
                if (lower(outlet.kind) == kind) outlets += outlet.count;
            if (exceeds(plugs, outlets))
                findings.add({"P07",
                              CheckSeverity::error,
                              feeds[i].id,
                              plugs,
                              outlets,
                              "1",
                              {{"kind", kind}}});
        }
    }
}

void check_supply(const Survey& survey, Findings& findings) {
    std::vector<std::size_t> of_shelves;
    for (const auto& stack : survey.stacks) {
        const auto& feeds = stack.device->feeds;
        const bool draws = stack.watts.high > 0 || stack.type->supply == Supply::source;
        if (takes_feeds(stack) && draws && feeds.empty()) {
            findings.add({"P09", CheckSeverity::error, stack.id(), 0.0, 1.0, "1"});
        } else if (stack.type->supply == Supply::busbar && draws && survey.shelves == 0) {
            findings.add(
                {"P09", CheckSeverity::error, stack.id(), 0.0, 1.0, "1", {}, "P09_busbar"});
        } else if (stack.type->supply == Supply::ac && draws && feeds.size() == 1) {
            findings.add({"P12",
                          CheckSeverity::warning,
                          stack.id(),
                          1.0,
                          2.0,
                          "1",
                          {{"feed", survey.design.feeds[feeds.front()].id}}});
        }
        if (stack.type->supply == Supply::source)
            of_shelves.insert(of_shelves.end(), feeds.begin(), feeds.end());
    }
    const bool all_on_one =
        !of_shelves.empty() &&
        std::all_of(of_shelves.begin(), of_shelves.end(),
                    [&](std::size_t feed) { return feed == of_shelves.front(); });
    if (all_on_one)
        findings.add({"P12",
                      CheckSeverity::warning,
                      survey.design.id,
                      1.0,
                      2.0,
                      "1",
                      {{"feed", survey.design.feeds[of_shelves.front()].id}},
                      "P12_shelves"});
}

}  // namespace

std::vector<FeedLoad> feed_loads(const Survey& survey) {
    const auto& feeds = survey.design.feeds;
    const auto loads = loads_va(survey, kNone);
    const auto worst = worst_loads_va(survey);
    std::vector<FeedLoad> result;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        FeedLoad load{feeds[i].id, loads[i].known, capacity_va(feeds[i], survey.design.site), {}};
        if (feeds.size() > 1) load.load_after_loss = worst[i].known;
        result.push_back(std::move(load));
    }
    return result;
}

void check_feeds(const Survey& survey, Findings& findings) {
    check_loads(survey, findings);
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::ac) check_supplies(stack, findings);
    check_shelves(survey, findings);
    check_phases(survey, findings);
    check_outlets(survey, findings);
    check_supply(survey, findings);
}

}  // namespace jarip::rack
