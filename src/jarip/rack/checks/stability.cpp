// What a rack bears besides its load at rest: a device pulled out on its slides, its casters, an earthquake.
#include <algorithm>
#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kGravity = 9.80665;  // m/s²

double newton_metres(double kg, double mm) { return kg * kGravity * mm / 1000; }

// What pulls the rack over when one device is pulled out, and what holds it: moments about its front edge, or about the foot that
// reaches out in front of it.
struct PulledOut {
    const Stack* stack = nullptr;
    Interval pulls, holds;  // N·m

    [[nodiscard]] double least() const {
        return holds.high == kUnbounded ? 0 : pulls.low / holds.high;
    }
    [[nodiscard]] double most() const {
        return holds.low > 0 ? pulls.high / holds.low : kUnbounded;
    }
    [[nodiscard]] double known() const { return holds.known > 0 ? pulls.known / holds.known : 0; }
};

// The middle of the device stands half its depth behind its front, which is then `slide_mm` before the rack's.
PulledOut pulled_out(const Survey& survey, const Stack& stack) {
    const auto& frame = survey.design.frame;
    const double foot = frame.stabilizer_mm.value_or(0);
    const double slide = stack.type->slide_mm.value;
    const double deepest = frame.depth_mm.value;
    const double depth = stack.type->depth_mm.value_or(0);
    const double arm = slide - foot - depth / 2;
    const double least = stack.type->depth_mm.given ? arm : slide - foot - deepest / 2;
    const double back = frame.depth_mm.value / 2 + foot;
    const auto moment = [](double kg, double mm) {
        return kg == 0 || mm <= 0 ? 0 : newton_metres(kg, mm);
    };
    PulledOut result{&stack, {}, {}};
    const auto& own = stack.mass_kg;
    result.pulls = {moment(own.low, least), moment(own.known, arm), moment(own.high, arm)};
    const auto& all = survey.mass_kg;
    result.holds = {
        moment(all.low - own.low, back), moment(all.known - own.known, back),
        own.is_exact() && all.high != kUnbounded ? moment(all.high - own.high, back) : kUnbounded};
    if (survey.mass_kg.is_exact()) result.holds.high = result.holds.known;
    return result;
}

void check_slides(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    if (frame.anchors.value_or(0) > 0) return;
    PulledOut worst;
    for (const auto& stack : survey.stacks) {
        if (!stack.type->slide_mm.given || !stack.is_placed()) continue;
        if (!frame.depth_mm.given) {
            findings.cannot_say("M06", stack, std::nullopt, "N·m", "M06_footprint");
            return;
        }
        const auto one = pulled_out(survey, stack);
        if (!worst.stack || one.most() > worst.most()) worst = one;
    }
    if (!worst.stack || !exceeds(worst.most(), 1)) return;
    const bool is_sure = exceeds(worst.least(), 1);
    findings.add({"M06",
                  is_sure ? CheckSeverity::error : CheckSeverity::unknown,
                  *worst.stack,
                  worst.pulls.known,
                  worst.holds.known,
                  "N·m",
                  {{"slide", number_text(worst.stack->type->slide_mm.value)}},
                  is_sure ? "M06" : "M06_unknown"});
}

// On a floor that is not even, one of them bears nothing.
void check_casters(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    if (!frame.casters.given || !frame.caster_kg.given) return;
    const double count = frame.casters.value;
    const double limit = frame.caster_kg.value;
    const auto each = survey.mass_kg * (1 / count);
    findings.compare({"M07", CheckSeverity::error, survey.design.id, {}, {}, "kg"}, each, limit);
    if (judge(each, limit) != Verdict::kept || count < 2) return;
    findings.compare(
        {"M07", CheckSeverity::warning, survey.design.id, {}, {}, "kg", {}, "M07_uneven"},
        survey.mass_kg * (1 / (count - 1)), limit);
}

// The pull on each anchor: half of them hold the side that rises.
Interval anchor_pull_kn(const Survey& survey, const Interval& height, double side) {
    const double g = survey.design.site.seismic_g.value;
    const double holding = survey.design.frame.anchors.value / 2;
    const auto pull = [&](double kg, double mm) {
        if (kg == kUnbounded) return kUnbounded;
        return std::max(0.0, (g * mm - side / 2) * kg * kGravity / side / holding / 1000);
    };
    const auto& kg = survey.mass_kg;
    return {pull(kg.low, height.low), pull(kg.known, height.known), pull(kg.high, height.high)};
}

// Sideways over its shorter side, as one body on a firm floor.
void check_overturning(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const double g = survey.design.site.seismic_g.value;
    const auto height = centre_of_gravity_mm(survey);
    if (!height || !frame.width_mm.given) {
        findings.cannot_say("M08", survey.design.id, g, "g", "M08_footprint");
        return;
    }
    const double side = frame.depth_mm.given ? std::min(frame.width_mm.value, frame.depth_mm.value)
                                             : frame.width_mm.value;
    if (frame.anchors.value_or(0) > 0) {
        if (!frame.anchor_kn.given) return;
        findings.compare(
            {"M08", CheckSeverity::error, survey.design.id, {}, {}, "kN", {}, "M08_anchors"},
            anchor_pull_kn(survey, *height, side), frame.anchor_kn.value);
        return;
    }
    const auto borne = [&](double mm) { return mm > 0 ? side / 2 / mm : kUnbounded; };
    const Interval limit{borne(height->high), borne(height->known), borne(height->low)};
    const auto verdict = judge(limit, g, Sense::at_least);
    if (verdict == Verdict::kept) return;
    const bool is_sure = verdict == Verdict::broken;
    findings.add({"M08",
                  is_sure ? CheckSeverity::error : CheckSeverity::unknown,
                  survey.design.id,
                  limit.known,
                  g,
                  "g",
                  {},
                  is_sure ? "M08_tips" : "M08_unknown",
                  Sense::at_least});
}

void check_earthquake(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    if (survey.design.site.seismic_g.value_or(0) <= 0) return;
    if (frame.max_seismic_kg.given)
        findings.compare({"M08", CheckSeverity::error, survey.design.id, {}, {}, "kg"},
                         survey.load_kg, frame.max_seismic_kg.value);
    check_overturning(survey, findings);
}

}  // namespace

void check_stability(const Survey& survey, Findings& findings) {
    check_slides(survey, findings);
    check_casters(survey, findings);
    check_earthquake(survey, findings);
}

}  // namespace jarip::rack
