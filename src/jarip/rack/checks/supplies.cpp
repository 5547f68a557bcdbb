#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/feeds.hpp"
#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

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

// A device on one feed goes dark with it (P12); until then it should live through the loss of a supply.
void check_spare(const Stack& stack, double supplies, double needed, Findings& findings) {
    findings.compare({"P04",
                      CheckSeverity::warning,
                      stack,
                      {},
                      {},
                      "1",
                      {{"supplies", number_text(supplies)}},
                      "P04_spare",
                      Sense::at_least},
                     Interval::exactly(supplies - 1), needed);
}

void check_stack(const Stack& stack, Findings& findings) {
    const auto feeds = static_cast<double>(stack.device->feeds.size());
    const auto needed = supplies_needed(stack);
    const auto& supplies = stack.type->psu_count;
    if (stack.watts.high == 0 || feeds == 0) return;
    if (feeds < 2) {
        if (needed && supplies.given) check_spare(stack, supplies.value, *needed, findings);
        return;
    }
    if (!needed || !supplies.given) {
        findings.cannot_say("P04", stack, std::nullopt, "1", "P04_unknown");
        return;
    }
    const double left = supplies_left(supplies.value, feeds);
    findings.compare({"P04",
                      CheckSeverity::error,
                      stack,
                      {},
                      {},
                      "1",
                      {{"supplies", number_text(supplies.value)}, {"feeds", number_text(feeds)}},
                      {},
                      Sense::at_least},
                     Interval::exactly(left), *needed);
}

// The shelves that live when one feed is lost must carry the busbar.
void check_shelves(const Survey& survey, Findings& findings) {
    const auto& feeds = survey.design.feeds;
    for (std::size_t lost = 0; lost < feeds.size(); ++lost) {
        double left = 0;
        double out = 0;
        bool sized = true;
        for (const auto& stack : survey.stacks) {
            if (stack.type->supply != Supply::source || living_feeds(*stack.device, lost) == 0)
                continue;
            left += stack.count;
            out += stack.count * stack.type->shelf_out_w.value;
            sized = sized && stack.type->shelf_out_w.given;
        }
        if (left == survey.shelves || left == 0) continue;  // not touched, or P12
        if (!sized) {
            findings.cannot_say("P04", feeds[lost], std::nullopt, "1", "P04_unknown");
        } else if (exceeds(survey.busbar_w.low, out)) {
            const double needed = std::ceil(survey.busbar_w.known / (out / left) - kRounding);
            findings.add({"P04",
                          CheckSeverity::error,
                          feeds[lost],
                          left,
                          needed,
                          "1",
                          {},
                          "P04_shelves",
                          Sense::at_least});
        } else if (exceeds(survey.busbar_w.high, out)) {
            findings.cannot_say("P04", feeds[lost], survey.busbar_w, out, "W");
        }
    }
}

// Whatever their feeds, one shelf may fail.
void check_spare_shelf(const Survey& survey, Findings& findings) {
    double out = 0;
    double largest = 0;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::source) continue;
        if (!stack.type->shelf_out_w.given) return;  // P04 and P05 cannot say
        out += stack.count * stack.type->shelf_out_w.value;
        largest = std::max(largest, stack.type->shelf_out_w.value);
    }
    if (survey.shelves == 0 || findings.has_error("P04") || exceeds(survey.busbar_w.low, out))
        return;
    findings.compare(
        {"P04", CheckSeverity::warning, survey.design.id, {}, {}, "W", {}, "P04_spare_shelf"},
        survey.busbar_w, out - largest);
}

void check_fed(const Survey& survey, Findings& findings) {
    std::vector<std::size_t> of_shelves;
    for (const auto& stack : survey.stacks) {
        const auto& feeds = stack.device->feeds;
        const bool draws = stack.watts.high > 0 || stack.type->supply == Supply::source;
        if (takes_feeds(stack) && draws && feeds.empty()) {
            findings.add(
                {"P09", CheckSeverity::error, stack, 0.0, 1.0, "1", {}, {}, Sense::at_least});
        } else if (stack.type->supply == Supply::busbar && draws && survey.shelves == 0) {
            findings.add({"P09",
                          CheckSeverity::error,
                          stack,
                          0.0,
                          1.0,
                          "1",
                          {},
                          "P09_busbar",
                          Sense::at_least});
        } else if (stack.type->supply == Supply::ac && draws && feeds.size() == 1) {
            findings.add({"P12",
                          CheckSeverity::warning,
                          stack,
                          1.0,
                          2.0,
                          "1",
                          {{"feed", survey.design.feeds[feeds.front()].id}},
                          {},
                          Sense::at_least});
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
                      "P12_shelves",
                      Sense::at_least});
}

}  // namespace

void check_supplies(const Survey& survey, Findings& findings) {
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::ac) check_stack(stack, findings);
    check_shelves(survey, findings);
    check_spare_shelf(survey, findings);
    check_fed(survey, findings);
}

}  // namespace jarip::rack
