#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

// Above this share of what the site gives, a warning.
constexpr double kFull = 0.9;
// Σ maximum_draw of NetBox is the supplies' nameplate; this far above the draw it misleads.
constexpr double kNameplate = 1.5;

std::string percent(double part, double whole) {
    return whole > 0 ? fmt::format("{:.1f}", part / whole * 100) : "–";
}

void check_site(const Survey& survey, Findings& findings) {
    const auto& site = survey.design.site.power_kw;
    if (!site.given) return;
    const auto power = survey.power_w * 1e-3;
    const Arguments share{{"percent", percent(power.known, site.value)}};
    findings.compare({"P01", CheckSeverity::error, survey.design.id, {}, {}, "kW", share}, power,
                     site.value);
    if (judge(power, site.value) == Verdict::kept && exceeds(power.low, kFull * site.value))
        findings.add({"P01", CheckSeverity::warning, survey.design.id, power.known, site.value,
                      "kW", share, "P01_near"});
}

void check_sizes(const Survey& survey, Findings& findings) {
    Interval shelf_out;
    for (const auto& stack : survey.stacks) {
        const auto& type = *stack.type;
        const bool is_shelf = type.supply == Supply::source;
        if (is_shelf) shelf_out += Interval::of(type.shelf_out_w) * stack.count;
        if (!type.psu_count.given || !type.psu_w.given) continue;
        if (is_shelf && !type.shelf_out_w.given) continue;
        const auto needed = is_shelf ? Interval::of(type.shelf_out_w) : stack.watts;
        findings.compare({"P05", CheckSeverity::error, stack, {}, {}, "W"}, needed,
                         type.psu_count.value * type.psu_w.value);
    }
    if (survey.shelves == 0) return;
    if (exceeds(survey.busbar_w.low, shelf_out.high)) {
        findings.add({"P05", CheckSeverity::error, survey.design.id, survey.busbar_w.known,
                      shelf_out.known, "W"});
    } else if (exceeds(survey.busbar_w.high, shelf_out.low)) {
        findings.cannot_say("P05", survey.design.id, survey.busbar_w, shelf_out.known, "W");
    }
}

void check_busbar(const Survey& survey, Findings& findings) {
    const auto& rating = survey.design.frame.busbar_a;
    if (!rating.given || survey.shelves == 0) return;
    findings.compare({"P08", CheckSeverity::error, survey.design.id, {}, {}, "A"},
                     busbar_current_a(survey).value_or(Interval::unknown()), rating.value);
}

// Findings about a type are made once, at the first device of it.
void check_figures(const Survey& survey, Findings& findings) {
    std::vector<const DeviceType*> seen;
    for (const auto& stack : survey.stacks) {
        const auto& type = *stack.type;
        if (std::find(seen.begin(), seen.end(), &type) != seen.end()) continue;
        seen.push_back(&type);
        if (!stack.watts.is_exact()) {
            double count = 0;
            for (const auto& other : survey.stacks)
                if (other.type == &type) count += other.count;
            findings.add(
                {"P10",
                 CheckSeverity::warning,
                 type.slug,
                 survey.coverage.power,
                 1.0,
                 "1",
                 {{"count", number_text(count)}, {"percent", percent(survey.coverage.power, 1)}},
                 {},
                 Sense::at_least});
        }
        if (type.supply == Supply::source && !type.efficiency.given)
            findings.add({"P10",
                          CheckSeverity::warning,
                          type.slug,
                          std::nullopt,
                          std::nullopt,
                          "1",
                          {},
                          "P10_efficiency"});
        if (type.allocated_w.given && type.maximum_w.given &&
            exceeds(type.allocated_w.value, type.maximum_w.value))
            findings.add({"P11", CheckSeverity::warning, type.slug, type.allocated_w.value,
                          type.maximum_w.value, "W"});
        if (type.watts.given && type.watts.value > 0 && type.maximum_w.given &&
            type.maximum_w.value >= kNameplate * type.watts.value)
            findings.add({"P13",
                          CheckSeverity::warning,
                          type.slug,
                          type.maximum_w.value,
                          kNameplate * type.watts.value,
                          "W",
                          {{"watts", number_text(type.watts.value)}}});
    }
}

}  // namespace

std::optional<Interval> busbar_current_a(const Survey& survey) {
    if (survey.shelves == 0) return std::nullopt;
    struct Tap {
        double u;
        double watts;  // in, less out
    };
    std::vector<Tap> taps;
    double volts = 0;
    for (const auto& stack : survey.stacks) {
        const bool is_shelf = stack.type->supply == Supply::source;
        if (!is_shelf && stack.type->supply != Supply::busbar) continue;
        if (!stack.device->u) return Interval::unknown();
        if (is_shelf) {
            if (!stack.type->bus_v.given) return Interval::unknown();
            volts = volts == 0 ? stack.type->bus_v.value : std::min(volts, stack.type->bus_v.value);
        }
        const double watts = is_shelf ? survey.busbar_w.known / survey.shelves : -stack.watts.known;
        for (double i = 0; i < stack.count; ++i)
            taps.push_back({*stack.device->u + i * stack.height, watts});
    }
    std::stable_sort(taps.begin(), taps.end(),
                     [](const Tap& a, const Tap& b) { return a.u < b.u; });
    double sum = 0;
    double largest = 0;
    for (const auto& tap : taps) {
        sum += tap.watts;
        largest = std::max(largest, std::abs(sum));
    }
    const double known = largest / volts;
    if (survey.busbar_w.is_exact()) return Interval::exactly(known);
    // A load that is not known may ease a segment or burden it, with all that the shelves could give to it.
    return Interval{0, known, survey.busbar_w.high / volts};
}

void check_power(const Survey& survey, Findings& findings) {
    check_site(survey, findings);
    check_sizes(survey, findings);
    check_busbar(survey, findings);
    check_figures(survey, findings);
}

}  // namespace jarip::rack
