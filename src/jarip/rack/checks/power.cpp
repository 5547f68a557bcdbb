#include <fmt/format.h>

#include <algorithm>

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

// What a shelf gives while all of its supplies live. One that names a rating of up to two supplies less keeps those to
// spare: of 15 kW with six of 3 kW it gives 18 kW, the last 3 without spare (P04). A lower rating is the shelf's own.
Interval shelf_output(const DeviceType& shelf) {
    const auto rated = Interval::of(shelf.shelf_out_w);
    if (!shelf.shelf_out_w.given || !shelf.psu_count.given || !shelf.psu_w.given ||
        shelf.psu_w.value <= 0)
        return rated;
    const double all = shelf.psu_count.value * shelf.psu_w.value;
    constexpr double kMostSpare = 2;
    const double spare = (all - rated.known) / shelf.psu_w.value;
    return spare > 0 && !exceeds(spare, kMostSpare) ? Interval::exactly(all) : rated;
}

void check_sizes(const Survey& survey, Findings& findings) {
    Interval shelf_out;
    for (const auto& stack : survey.stacks) {
        const auto& type = *stack.type;
        const bool is_shelf = type.supply == Supply::source;
        if (is_shelf && !stack.device->is_off) shelf_out += shelf_output(type) * stack.count;
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

// Findings about a type are made once, at the first device of it.
void check_figures(const Survey& survey, Findings& findings) {
    std::vector<const DeviceType*> seen;
    for (const auto& stack : survey.stacks) {
        const auto& type = *stack.type;
        if (std::find(seen.begin(), seen.end(), &type) != seen.end()) continue;
        seen.push_back(&type);
        // What stands in its bays has a type of its own.
        double count = 0;
        for (const auto& other : survey.stacks)
            if (other.type == &type && !other.is_draw_known) count += other.count;
        if (count > 0)
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

void check_power(const Survey& survey, Findings& findings) {
    check_site(survey, findings);
    check_sizes(survey, findings);
    check_figures(survey, findings);
}

}  // namespace jarip::rack
