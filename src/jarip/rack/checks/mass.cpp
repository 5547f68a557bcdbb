#include <cmath>
#include <numbers>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

// A rack must not tip when tilted this far (IEC 62368-1).
constexpr double kLeastTilt = 10;

void check_floor(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const auto& limit = survey.design.site.floor_kg_m2;
    if (!limit.given) return;
    const double area = frame.tributary_m2.given ? frame.tributary_m2.value : survey.floor_m2();
    findings.compare({"M02", CheckSeverity::error, survey.design.id, {}, {}, "kg/m²"},
                     area > 0 ? survey.mass_kg * (1 / area) : Interval::unknown(), limit.value);
}

void check_balance(const Survey& survey, Findings& findings) {
    const auto& id = survey.design.id;
    if (survey.devices == 0) return;
    const auto height = centre_of_gravity_mm(survey);
    findings.compare({"M03", CheckSeverity::warning, id, {}, {}, "mm"},
                     height.value_or(Interval{0, 0, survey.height_mm}), survey.height_mm / 2);
    const auto angle = tilt_deg(survey);
    if (!angle) return;
    const auto verdict = judge(*angle, kLeastTilt, Sense::at_least);
    if (verdict == Verdict::kept) return;
    const bool is_unknown = verdict == Verdict::unknown;
    findings.add({"M03",
                  is_unknown ? CheckSeverity::unknown : CheckSeverity::error,
                  id,
                  angle->known,
                  kLeastTilt,
                  "°",
                  {{"low", number_text(std::round(angle->low * 10) / 10)}},
                  is_unknown ? "M03_tilt_unknown" : "M03_tilt",
                  Sense::at_least});
}

void check_known(const Survey& survey, Findings& findings) {
    double unknown = 0;
    std::string example;
    for (const auto& stack : survey.stacks) {
        if (stack.mass_kg.is_exact()) continue;
        if (unknown == 0) example = stack.type->slug;
        unknown += stack.count;
    }
    if (unknown > 0)
        findings.add({"M04",
                      CheckSeverity::warning,
                      survey.design.id,
                      survey.coverage.mass,
                      1.0,
                      "1",
                      {{"count", number_text(unknown)}, {"example", example}},
                      {},
                      Sense::at_least});
    if (!survey.design.frame.mass_empty_kg.given)
        findings.add({"M04",
                      CheckSeverity::warning,
                      survey.design.id,
                      std::nullopt,
                      std::nullopt,
                      "kg",
                      {},
                      "M04_frame"});
}

}  // namespace

std::optional<Interval> centre_of_gravity_mm(const Survey& survey) {
    const auto& frame = survey.design.frame;
    const double unit = millimetres(frame.unit);
    // The empty frame, extra masses and what takes no unit act at half the height.
    const double half = survey.height_mm / 2;
    const auto at_unit = [&](double u) { return frame.base_mm.value + (u - 1) * unit; };
    Sum mass;
    Sum moment;
    // Where masses that nobody gives may stand: any of them may outweigh all others.
    double lowest = kUnbounded;
    double highest = -kUnbounded;
    const auto add = [&](const Interval& kg, double height) {
        if (kg.is_exact()) {
            mass.add(kg.known);
            moment.add(kg.known * height);
        } else {
            lowest = std::min(lowest, height);
            highest = std::max(highest, height);
        }
    };
    add(Interval::of(frame.mass_empty_kg), half);
    for (const auto& extra : frame.extra_mass) add(Interval::of(extra.mass_kg), half);
    for (const auto& stack : survey.stacks)
        add(stack.mass_kg * stack.count,
            stack.is_placed() ? at_unit(*stack.device->u + stack.height * stack.count / 2) : half);
    for (const auto* device : survey.unknown_devices) {
        add(Interval::unknown(), device->u ? at_unit(*device->u) : 0);
        add(Interval::unknown(), survey.height_mm);
    }
    const auto known = ratio(moment.value(), mass.value());
    if (!known) return std::nullopt;
    return Interval{std::min(lowest, *known), *known, std::max(highest, *known)};
}

std::optional<Interval> tilt_deg(const Survey& survey) {
    const auto height = centre_of_gravity_mm(survey);
    const auto& frame = survey.design.frame;
    if (!height || height->known <= 0 || !frame.width_mm.given) return std::nullopt;
    const double side = frame.depth_mm.given ? std::min(frame.width_mm.value, frame.depth_mm.value)
                                             : frame.width_mm.value;
    const auto angle = [&](double at) {
        return at > 0 ? std::atan(side / 2 / at) * 180 / std::numbers::pi : 90;
    };
    return Interval{angle(height->high), angle(height->known), angle(height->low)};
}

void check_mass(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const auto& id = survey.design.id;
    if (frame.max_load_kg.given)
        findings.compare({"M01",
                          CheckSeverity::error,
                          id,
                          {},
                          {},
                          "kg",
                          {},
                          frame.is_netbox ? "M01_netbox" : "M01"},
                         frame.is_netbox ? survey.mass_kg : survey.load_kg,
                         frame.max_load_kg.value);
    check_floor(survey, findings);
    check_balance(survey, findings);
    check_known(survey, findings);
    if (frame.max_rolling_kg.given)
        findings.compare({"M05", CheckSeverity::warning, id, {}, {}, "kg"}, survey.load_kg,
                         frame.max_rolling_kg.value);
}

}  // namespace jarip::rack
