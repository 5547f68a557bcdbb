#include "jarip/rack/checks/frame.hpp"

#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

void read_footprint(TomlReader& reader, Frame& frame) {
    if (!reader.has("footprint_mm")) {
        reader.ignore("footprint_mm");
        return;
    }
    const auto sides = reader.figures("footprint_mm", kSides);
    if (sides.size() != 2) {
        reader.diagnostics().error(
            "E0403", reader.where("footprint_mm"),
            {{"table", reader.name()}, {"key", "footprint_mm"}, {"expected", "[width, depth]"}});
        return;
    }
    frame.width_mm = sides[0];
    frame.depth_mm = sides[1];
}

void read_joints(TomlReader& reader, Frame& frame) {
    if (!reader.has("busbar_joints")) {
        reader.ignore("busbar_joints");
        return;
    }
    frame.busbar_joints.clear();
    for (const auto& unit : reader.figures("busbar_joints", kPositions))
        if (unit.given) frame.busbar_joints.push_back(unit.value);
}

}  // namespace

double unit_number(const Frame& frame, double unit) {
    const double first = frame.starting_unit.value_or(1);
    return frame.desc_units ? first + frame.u_height.value - unit : first + unit - 1;
}

Frame read_frame(TomlReader& reader, const Frame& base) {
    Frame frame = base;
    const auto unit = reader.choice("unit", {"RU", "OU"});
    if (!unit.empty()) frame.unit = unit == "OU" ? HeightUnit::ou : HeightUnit::ru;
    for (const auto& [key, figure, range] : frame_keys()) {
        const auto given =
            key == "u_height" ? reader.half_units(key, range) : reader.figure(key, range);
        if (!given.given) continue;
        frame.*figure = given;
        if (key == "mounting_depth_mm" || key == "max_load_kg") frame.is_netbox = false;
    }
    read_footprint(reader, frame);
    read_joints(reader, frame);
    const auto weight_unit = reader.choice("weight_unit", {"kg", "g", "lb", "oz"});
    const auto outer_unit = reader.choice("outer_unit", {"mm", "in"});
    if (!weight_unit.empty()) frame.weight_unit = weight_unit;
    if (!outer_unit.empty()) frame.outer_unit = outer_unit;
    const auto capability = reader.choice("cooling_capability", cooling_capabilities());
    if (!capability.empty()) frame.cooling_capability = capability;
    if (reader.has("desc_units"))
        frame.desc_units = reader.flag("desc_units", false);
    else
        reader.ignore("desc_units");
    for (const auto* table : reader.tables("extra_mass")) {
        TomlReader extra{reader, *table, "extra_mass"};
        extra.require("kg");
        frame.extra_mass.push_back({extra.text("name"), extra.figure("kg", kKilograms)});
        extra.finish();
    }
    return frame;
}

FrameType read_frame_type(TomlReader& reader) {
    FrameType type;
    type.source = reader.text("src");
    reader.set_default_source(type.source, reader.flag("assumed", false));
    reader.require("slug");
    type.slug = reader.text("slug");
    type.manufacturer = reader.text("manufacturer");
    type.model = reader.text("model");
    type.frame = read_frame(reader, {});
    return type;
}

}  // namespace jarip::rack
