#include <algorithm>
#include <iterator>
#include <map>

#include "device_types.hpp"
#include "limits.hpp"
#include "netbox.hpp"
#include "toml_reader.hpp"

extern "C" {
extern const unsigned char jarip_embedded_rack_types_begin[];
extern const unsigned char jarip_embedded_rack_types_end[];
}

namespace jarip::rack {
namespace {

void read_mass(TomlReader& reader, DeviceType& type) {
    const auto weight = reader.figure("weight", kKilograms);
    const auto unit = reader.choice("weight_unit", {"kg", "g", "lb", "oz"});
    if (!weight.given || type.mass_kg.given) return;
    type.mass_kg = weight;
    type.mass_kg.value *= kilograms_per(unit);
}

void read_supply(TomlReader& reader, DeviceType& type) {
    const bool is_powered = reader.flag("is_powered", true);
    const auto supply = reader.choice("power", {"ac", "busbar", "source", "passive"});
    type.supply = supply == "busbar"                                       ? Supply::busbar
                  : supply == "source"                                     ? Supply::source
                  : supply == "passive" || (supply.empty() && !is_powered) ? Supply::passive
                                                                           : Supply::ac;
}

void read_airflow(TomlReader& reader, DeviceType& type) {
    type.airflow = reader.text("airflow");
    const auto cfm = reader.figure("airflow_cfm", kFlows);
    if (!cfm.given || type.airflow_m3_h.given) return;
    type.airflow_m3_h = cfm;
    type.airflow_m3_h.value *= kCubicMetresPerHourPerCfm;
}

std::optional<Field> field(std::string_view key, const toml::node& node) {
    const std::string name{key};
    if (const auto* text = node.as_string()) return Field{name, text->get(), true};
    if (const auto* flag = node.as_boolean())
        return Field{name, flag->get() ? "true" : "false", false};
    if (const auto* whole = node.as_integer())
        return Field{name, std::to_string(whole->get()), false};
    if (const auto* real = node.as_floating_point())
        return Field{name, format_shortest(real->get()), false};
    return std::nullopt;
}

// toml++ sorts keys by name; NetBox's lists are kept as they were written.
std::vector<Field> fields_as_written(const toml::table& row) {
    std::vector<std::pair<toml::source_position, Field>> found;
    for (const auto& [key, node] : row)
        if (auto kept = field(key.str(), node))
            found.emplace_back(key.source().begin, std::move(*kept));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Field> fields;
    for (auto& [where, kept] : found) fields.push_back(std::move(kept));
    return fields;
}

// NetBox's keys and lists, which say little to a check and are kept for export.
void read_netbox(TomlReader& reader, const toml::table& table, DeviceType& type) {
    for (const auto& [key, node] : table) {
        if (!is_plain_key(key.str())) continue;
        reader.ignore(key.str());
        if (auto kept = field(key.str(), node)) type.fields.push_back(std::move(*kept));
    }
    for (const auto list : component_lists()) {
        for (const auto* row : reader.tables(list)) {
            type.components.push_back({std::string{list}, fields_as_written(*row)});
        }
    }
    read_components(type);
}

DeviceType read_type(TomlReader& reader, const toml::table& table) {
    reader.require("slug");
    DeviceType type;
    type.source = reader.text("src");
    reader.set_default_source(type.source, reader.flag("assumed", false));
    type.slug = reader.text("slug");
    type.manufacturer = reader.text("manufacturer");
    type.model = reader.text("model");
    type.part = reader.text("part");
    type.unit = reader.choice("unit", {"RU", "OU"}) == "OU" ? HeightUnit::ou : HeightUnit::ru;
    for (const auto& [key, figure, range] : figure_keys())
        type.*figure =
            key == "u_height" ? reader.half_units(key, range) : reader.figure(key, range);
    type.is_full_depth = reader.flag("is_full_depth", true);
    type.cooling_method = reader.text("cooling_method");
    type.air_class = reader.choice("air_class", ashrae_classes());
    type.plug = reader.text("plug");
    type.outlets = reader.connectors("outlets");
    type.ports = reader.connectors("ports");
    type.required_ports = reader.connectors("required_ports");
    read_mass(reader, type);
    read_supply(reader, type);
    read_airflow(reader, type);
    read_netbox(reader, table, type);
    reader.finish();
    return type;
}

// Reads what the binary holds of types; a fault in it is one of the build.
template <class Type, class Read>
std::vector<Type> built_in(Read read) {
    Diagnostics diagnostics;
    std::vector<Type> result;
    for (const auto& file :
         embedded_files(jarip_embedded_rack_types_begin, jarip_embedded_rack_types_end)) {
        auto of_file = read(file, diagnostics);
        std::move(of_file.begin(), of_file.end(), std::back_inserter(result));
    }
    diagnostics.throw_if_errors();
    std::sort(result.begin(), result.end(),
              [](const Type& a, const Type& b) { return a.slug < b.slug; });
    return result;
}

}  // namespace

std::vector<DeviceType> load_types(const SourceFile& file, Diagnostics& diagnostics) {
    std::vector<DeviceType> types;
    require_utf8(file);
    const auto document = parse_toml(file, diagnostics);
    if (!document) return types;
    TomlReader root{file, *document, file.name, diagnostics};
    std::map<std::string, std::size_t, std::less<>> seen;
    for (const auto* table : root.tables("type")) {
        TomlReader reader{file, *table, "type " + std::to_string(types.size() + 1), diagnostics};
        types.push_back(read_type(reader, *table));
        const auto& slug = types.back().slug;
        if (!slug.empty() && !seen.emplace(slug, types.size() - 1).second)
            diagnostics.error("E0406", reader.where("slug"), {{"kind", "type"}, {"id", slug}});
    }
    root.ignore("frame");  // load_frames reads them
    root.finish();
    return types;
}

const std::vector<DeviceType>& built_in_types() {
    static const auto types = built_in<DeviceType>(load_types);
    return types;
}

const std::vector<FrameType>& built_in_frames() {
    static const auto frames = built_in<FrameType>(load_frames);
    return frames;
}

}  // namespace jarip::rack
