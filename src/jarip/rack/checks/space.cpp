#include <cmath>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

// The part of the width that a device takes: what its type says, or half where two of its inches fit into the frame's.
double width_share(const Stack& stack, const Frame& frame) {
    const auto& type = *stack.type;
    if (type.width_share.given) return type.width_share.value;
    if (!type.width_in.given || !frame.width_in.given || frame.width_in.value <= 0) return 1;
    const double share = type.width_in.value / frame.width_in.value;
    return exceeds(share, 0.5) ? 1 : share;
}

bool share_a_face(const Stack& a, const Stack& b) {
    return a.device->face == b.device->face || a.type->is_full_depth || b.type->is_full_depth;
}

bool share_a_unit(const Stack& a, const Stack& b) {
    return std::max(*a.device->u, *b.device->u) < std::min(a.top(), b.top()) + 1;
}

void report_overlap(const Survey& survey, const Stack& a, const Stack& b, Findings& findings) {
    // The lowest number of what both take: numbered from the top, that of its upper end.
    const auto& frame = survey.design.frame;
    const double unit =
        frame.desc_units ? std::min(a.top(), b.top()) : std::max(*a.device->u, *b.device->u);
    findings.add({"R01",
                  CheckSeverity::error,
                  {a.id() + ", " + b.id(), b.device->where},
                  unit_number(frame, unit),
                  std::nullopt,
                  "U",
                  {{"a", a.id()}, {"b", b.id()}}});
}

// Narrow devices stand side by side: the first that finds no room beside those before it.
void check_side_by_side(const Survey& survey, const Stack& stack, std::size_t before,
                        Findings& findings) {
    const auto& frame = survey.design.frame;
    double taken = width_share(stack, frame);
    const Stack* last = nullptr;
    for (std::size_t i = 0; i < before; ++i) {
        const auto& other = survey.stacks[i];
        if (!other.is_placed() || !share_a_face(other, stack) || !share_a_unit(other, stack))
            continue;
        const double share = width_share(other, frame);
        if (exceeds(share + width_share(stack, frame), 1)) continue;  // said of the two
        taken += share;
        last = &other;
    }
    if (last && exceeds(taken, 1)) report_overlap(survey, *last, stack, findings);
}

void check_overlap(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
        const auto& a = survey.stacks[i];
        if (!a.is_placed()) continue;
        for (std::size_t k = i + 1; k < survey.stacks.size(); ++k) {
            const auto& b = survey.stacks[k];
            if (!b.is_placed() || !share_a_face(a, b)) continue;
            if (!share_a_unit(a, b)) continue;
            if (exceeds(width_share(a, frame) + width_share(b, frame), 1))
                report_overlap(survey, a, b, findings);
        }
        if (width_share(a, frame) < 1) check_side_by_side(survey, a, i, findings);
    }
}

void check_range(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    for (const auto& stack : survey.stacks) {
        if (!stack.type->u_height.given && !stack.device->in && !stack.type->is_module)
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

// A device may reach beyond the rear rail, towards the door, and some then have nothing to rest on.
void check_rail(const Stack& stack, const Frame& frame, Findings& findings) {
    if (!frame.is_netbox || !frame.mounting_depth_mm.given) return;
    findings.compare({"R04", CheckSeverity::warning, stack, {}, {}, "mm", {}, "R04_rail"},
                     Interval::exactly(stack.type->depth_mm.value), frame.mounting_depth_mm.value);
}

void check_depth(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const bool is_usable = frame.mounting_depth_mm.given && !frame.is_netbox;
    const auto& limit = is_usable ? frame.mounting_depth_mm : frame.depth_mm;
    if (!limit.given && !frame.mounting_depth_mm.given) return;
    double unknown = 0;
    for (const auto& stack : survey.stacks) {
        if (stack.height == 0) continue;
        if (!stack.type->depth_mm.given) {
            unknown += stack.count;
            continue;
        }
        const double depth = stack.type->depth_mm.value + frame.cable_bend_mm.value_or(0);
        const bool is_too_deep = limit.given && exceeds(depth, limit.value);
        if (!is_too_deep) check_rail(stack, frame, findings);
        if (limit.given)
            findings.compare({"R04", CheckSeverity::error, stack, {}, {}, "mm"},
                             Interval::exactly(depth), limit.value);
    }
    for (const auto* device : survey.unknown_devices) unknown += device->count;
    if (unknown > 0)
        findings.cannot_say("R04", survey.design.id,
                            limit.given ? limit.value : frame.mounting_depth_mm.value, "mm",
                            "R04_unknown", {{"count", number_text(unknown)}});
}

// Devices of half the depth stand back to back in one unit as long as both fit between the rails and the door.
void check_back_to_back(const Survey& survey, Findings& findings) {
    const auto& frame = survey.design.frame;
    const bool is_usable = frame.mounting_depth_mm.given && !frame.is_netbox;
    const auto& limit = is_usable ? frame.mounting_depth_mm : frame.depth_mm;
    if (!limit.given) return;
    for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
        for (std::size_t k = i + 1; k < survey.stacks.size(); ++k) {
            const auto& a = survey.stacks[i];
            const auto& b = survey.stacks[k];
            if (!a.is_placed() || !b.is_placed() || share_a_face(a, b) || !share_a_unit(a, b) ||
                !a.type->depth_mm.given || !b.type->depth_mm.given)
                continue;
            findings.compare({"R04",
                              CheckSeverity::error,
                              {a.id() + ", " + b.id(), b.device->where},
                              {},
                              {},
                              "mm",
                              {{"a", a.id()}, {"b", b.id()}},
                              "R04_back"},
                             Interval::exactly(a.type->depth_mm.value + b.type->depth_mm.value),
                             limit.value);
        }
    }
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
                   width_share(stack, frame) == 1 &&
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

double rows_in(const DeviceType& type, std::string_view list) {
    return static_cast<double>(
        std::count_if(type.components.begin(), type.components.end(),
                      [&](const Component& row) { return row.list == list; }));
}

// What stands in the bays of each device against the bays that its type lists, devices and modules each in theirs.
void check_bays(const Survey& survey, Findings& findings) {
    const auto& devices = survey.design.devices;
    for (const auto& host : survey.stacks) {
        const auto index = static_cast<std::size_t>(host.device - devices.data());
        for (const bool is_module : {false, true}) {
            const double bays = rows_in(*host.type, is_module ? "module-bays" : "device-bays");
            if (bays == 0) continue;
            double inside = 0;
            for (const auto& stack : survey.stacks)
                if (stack.device->in == index && stack.type->is_module == is_module)
                    inside += stack.count;
            findings.compare({"R06",
                              CheckSeverity::error,
                              host,
                              {},
                              {},
                              "1",
                              {},
                              is_module ? "R06_modules" : ""},
                             Interval::exactly(inside), bays * host.count);
        }
    }
}

}  // namespace

void check_space(const Survey& survey, Findings& findings) {
    check_overlap(survey, findings);
    check_range(survey, findings);
    check_free(survey, findings);
    check_depth(survey, findings);
    check_back_to_back(survey, findings);
    check_fit(survey, findings);
    check_bays(survey, findings);
}

}  // namespace jarip::rack
