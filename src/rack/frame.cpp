#include "frame.hpp"

#include "device_types.hpp"
#include "limits.hpp"

namespace jarip::rack {
namespace {

void read_footprint(TomlReader& reader, Frame& frame) {
    const auto* sides = reader.array("footprint_mm");
    if (!sides) return;
    const auto side = [&](std::size_t i) -> Figure {
        const auto value = sides->size() == 2 ? (*sides)[i].value<double>() : std::nullopt;
        if (value && *value >= kSides.low && *value <= kSides.high) return reader.sourced(*value);
        return {};
    };
    const auto width = side(0);
    const auto depth = side(1);
    if (!width.given || !depth.given) {
        reader.diagnostics().error(
            "E0403", reader.where("footprint_mm"),
            {{"table", reader.name()}, {"key", "footprint_mm"}, {"expected", "[width, depth]"}});
        return;
    }
    frame.width_mm = width;
    frame.depth_mm = depth;
}

}  // namespace

Frame read_frame(TomlReader& reader, const Frame& base) {
    Frame frame = base;
    const auto unit = reader.choice("unit", {"RU", "OU"});
    if (!unit.empty()) frame.unit = unit == "OU" ? HeightUnit::ou : HeightUnit::ru;
    for (const auto& [key, figure, range] : frame_keys()) {
        const auto given =
            key == "u_height" ? reader.half_units(key, range) : reader.figure(key, range);
        if (given.given) frame.*figure = given;
    }
    if (!frame.u_height.given) reader.require("u_height");
    read_footprint(reader, frame);
    const auto capability =
        reader.choice("cooling_capability", {"air-only", "liquid-capable", "liquid-required"});
    if (!capability.empty()) frame.cooling_capability = capability;
    for (const auto* table : reader.tables("extra_mass")) {
        TomlReader extra{reader.file(), *table, "extra_mass", reader.diagnostics()};
        extra.require("kg");
        frame.extra_mass.push_back({extra.text("name"), extra.figure("kg", kKilograms)});
        extra.finish();
    }
    return frame;
}

std::vector<FrameType> load_frames(const SourceFile& file, Diagnostics& diagnostics) {
    std::vector<FrameType> frames;
    // What is not TOML is reported with the types of the same file.
    Diagnostics syntax;
    const auto document = parse_toml(file, syntax);
    if (!document) return frames;
    TomlReader root{file, *document, file.name, diagnostics};
    for (const auto* table : root.tables("frame")) {
        TomlReader reader{file, *table, "[[frame]]", diagnostics};
        FrameType type;
        type.source = reader.text("src");
        reader.set_default_source(type.source, reader.flag("assumed", false));
        reader.require("slug");
        type.slug = reader.text("slug");
        type.manufacturer = reader.text("manufacturer");
        type.model = reader.text("model");
        type.frame = read_frame(reader, {});
        reader.finish();
        frames.push_back(std::move(type));
    }
    return frames;
}

}  // namespace jarip::rack
