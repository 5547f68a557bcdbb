#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

bool share_a_face(const Stack& a, const Stack& b) {
    return a.device->face == b.device->face || a.type->is_full_depth || b.type->is_full_depth;
}

void check_overlap(const Survey& survey, Findings& findings) {
    for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
        const auto& a = survey.stacks[i];
        if (!a.is_placed()) continue;
        for (std::size_t k = i + 1; k < survey.stacks.size(); ++k) {
            const auto& b = survey.stacks[k];
            if (!b.is_placed() || !share_a_face(a, b)) continue;
            const double first = std::max(*a.device->u, *b.device->u);
            if (first >= std::min(a.top(), b.top()) + 1) continue;
            findings.add({"R01",
                          CheckSeverity::error,
                          {a.id() + ", " + b.id(), b.device->where},
                          unit_number(survey.design.frame, first),
                          std::nullopt,
                          "U",
                          {{"a", a.id()}, {"b", b.id()}}});
        }
    }
}

void check_range(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    for (const auto& stack : survey.stacks) {
        if (!stack.type->u_height.given)
            findings.cannot_say("R02", stack, Interval::unknown(), frame.u_height.value, "U");
        if (stack.height == 0) continue;
        const auto outside = [&](double unit, double last, Sense sense) {
            findings.add({"R02",
                          CheckSeverity::error,
                          stack,
                          unit_number(frame, unit),
                          unit_number(frame, last),
                          "U",
                          {},
                          {},
                          sense});
        };
        if (!stack.device->u) {
            findings.cannot_say("R02", stack, frame.u_height.value, "U", "R02_unplaced");
        } else if (*stack.device->u < 1) {
            outside(*stack.device->u, 1, frame.desc_units ? Sense::at_most : Sense::at_least);
        } else if (exceeds(stack.top(), frame.u_height.value)) {
            outside(stack.top(), frame.u_height.value,
                    frame.desc_units ? Sense::at_least : Sense::at_most);
        }
    }
    const double needed =
        frame.base_mm.value_or(0) + frame.u_height.value * millimetres(frame.unit);
    if (frame.height_mm.given && exceeds(needed, frame.height_mm.value))
        findings.add({"R02",
                      CheckSeverity::error,
                      survey.design.id,
                      needed,
                      frame.height_mm.value,
                      "mm",
                      {},
                      "R02_frame"});
}

// Units left free; not said where a height is missing, about which R02 or B01 speak.
void check_free(const Survey& survey, Findings& findings) {
    const double units = survey.design.frame.u_height.value;
    const auto& used = survey.height_u;
    if (used.is_exact() && used.known < units)
        findings.add({"R03",
                      CheckSeverity::info,
                      survey.design.id,
                      used.known,
                      units,
                      "U",
                      {{"free", number_text(units - used.known)}}});
}

void check_depth(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const auto& limit = frame.mounting_depth_mm.given ? frame.mounting_depth_mm : frame.depth_mm;
    if (!limit.given) return;
    double unknown = 0;
    for (const auto& stack : survey.stacks) {
        if (stack.height == 0) continue;
        if (!stack.type->depth_mm.given) {
            unknown += stack.count;
            continue;
        }
        const double depth = stack.type->depth_mm.value + frame.cable_bend_mm.value_or(0);
        findings.compare({"R04", CheckSeverity::error, stack, {}, {}, "mm"},
                         Interval::exactly(depth), limit.value);
    }
    for (const auto* device : survey.unknown_devices) unknown += device->count;
    if (unknown > 0)
        findings.cannot_say("R04", survey.design.id, limit.value, "mm", "R04_unknown",
                            {{"count", number_text(unknown)}});
}

void check_fit(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    for (const auto& stack : survey.stacks) {
        if (stack.height == 0) continue;
        if (stack.type->unit != frame.unit) {
            findings.add({"R05",
                          CheckSeverity::error,
                          stack,
                          millimetres(stack.type->unit),
                          millimetres(frame.unit),
                          "mm",
                          {},
                          {},
                          Sense::equal});
        } else if (stack.type->width_in.given && frame.width_in.given &&
                   stack.type->width_in.value != frame.width_in.value) {
            findings.add({"R05",
                          CheckSeverity::error,
                          stack,
                          stack.type->width_in.value,
                          frame.width_in.value,
                          "in",
                          {},
                          "R05_width",
                          Sense::equal});
        }
    }
}

}  // namespace

void check_space(const Survey& survey, Findings& findings) {
    check_overlap(survey, findings);
    check_range(survey, findings);
    check_free(survey, findings);
    check_depth(survey, findings);
    check_fit(survey, findings);
}

}  // namespace jarip::rack
