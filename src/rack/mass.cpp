#include <cmath>
#include <numbers>

#include "findings.hpp"
#include "toml_reader.hpp"

namespace jarip::rack {
namespace {

// A rack must not tip when tilted this far (IEC 62368-1).
constexpr double kLeastTilt = 10;

void check_floor(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const auto& limit = survey.design.site.floor_kg_m2;
    const double area = frame.tributary_m2.given ? frame.tributary_m2.value : survey.floor_m2();
    if (!limit.given) return;
    if (area > 0)
        findings.compare("M02", survey.design.id, survey.mass_kg * (1 / area), limit.value,
                         "kg/m²");
    else
        findings.cannot_say("M02", survey.design.id, Interval::unknown(), limit.value, "kg/m²");
}

void check_balance(const Survey& survey, Findings& findings) {
    const auto& id = survey.design.id;
    const auto height = centre_of_gravity_mm(survey);
    if (!height) return;
    const double half = survey.height_mm / 2;
    const auto angle = tilt_deg(survey);
    if (!survey.mass_kg.is_exact() || survey.with_mass < survey.devices) {
        findings.cannot_say("M03", id, {0, *height, survey.height_mm}, half, "mm");
        return;
    }
    if (exceeds(*height, half))
        findings.add({"M03", CheckSeverity::warning, id, *height, half, "mm"});
    if (angle && exceeds(kLeastTilt, *angle))
        findings.add({"M03", CheckSeverity::error, id, *angle, kLeastTilt, "°", {}, "M03_tilt"});
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
                      survey.with_mass / survey.devices,
                      1.0,
                      "1",
                      {{"count", number_text(unknown)}, {"example", example}}});
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

std::optional<double> centre_of_gravity_mm(const Survey& survey) {
    const auto& frame = survey.design.frame;
    const double unit = millimetres(frame.unit);
    // The empty frame, extra masses and what takes no unit act at half the height.
    Sum mass;
    Sum moment;
    const auto add = [&](double kg, double height) {
        mass.add(kg);
        moment.add(kg * height);
    };
    add(frame.mass_empty_kg.value, survey.height_mm / 2);
    for (const auto& extra : frame.extra_mass) add(extra.mass_kg.value, survey.height_mm / 2);
    for (const auto& stack : survey.stacks) {
        const double middle =
            stack.is_placed() ? frame.base_mm.value +
                                    (*stack.device->u - 1 + stack.height * stack.count / 2) * unit
                              : survey.height_mm / 2;
        add(stack.mass_kg.known * stack.count, middle);
    }
    return ratio(moment.value(), mass.value());
}

std::optional<double> tilt_deg(const Survey& survey) {
    const auto height = centre_of_gravity_mm(survey);
    const auto& frame = survey.design.frame;
    if (!height || *height <= 0 || !frame.width_mm.given) return std::nullopt;
    const double side = frame.depth_mm.given ? std::min(frame.width_mm.value, frame.depth_mm.value)
                                             : frame.width_mm.value;
    return std::atan(side / 2 / *height) * 180 / std::numbers::pi;
}

void check_mass(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const auto& id = survey.design.id;
    if (frame.max_load_kg.given)
        findings.compare("M01", id, survey.load_kg, frame.max_load_kg.value, "kg");
    check_floor(survey, findings);
    check_balance(survey, findings);
    check_known(survey, findings);
    if (frame.max_rolling_kg.given)
        findings.compare("M05", id, survey.load_kg, frame.max_rolling_kg.value, "kg",
                         CheckSeverity::warning);
}

}  // namespace jarip::rack
