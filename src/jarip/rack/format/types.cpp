#include <algorithm>
#include <iterator>
#include <map>

#include "jarip/rack/checks/frame.hpp"
#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/collect.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/format/part_tree.hpp"
#include "jarip/rack/format/parts.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/netbox/netbox.hpp"

extern "C" {
extern const unsigned char jarip_embedded_rack_types_begin[];
extern const unsigned char jarip_embedded_rack_types_end[];
}

namespace jarip::rack {
namespace {

void read_mass(TomlReader& reader, DeviceType& type) {
    const auto weight = reader.figure("weight", kKilograms);
    const auto unit = reader.choice("weight_unit", {"kg", "g", "lb", "oz"});
    type.weight_unit = unit;
    if (!weight.given || type.mass_kg.given) return;
    type.mass_kg = weight;
    type.mass_kg.value *= kilograms_per(unit);
}

// A type with outlets and no draw of its own is a distribution unit; a draw of 0 W is none.
bool passes_on(const DeviceType& type) {
    const bool draws = type.watts.value > 0 || type.watts_typ.value > 0 ||
                       type.watts_max.value > 0 || (type.psu_count.given && type.psu_w.given);
    return !type.outlets.empty() && !draws;
}

// What a type that does not say its power is: not powered, a distribution unit that passes on what it takes, fed by
// direct voltage as its terminals say, or else by alternating voltage.
Supply implied_supply(const DeviceType& type, bool is_powered) {
    if (!is_powered) return Supply::passive;
    if (passes_on(type)) return Supply::passive;
    return is_dc_plug(type.plug) ? Supply::dc : Supply::ac;
}

// After the components, of which some tell.
void read_supply(TomlReader& reader, DeviceType& type) {
    const bool is_powered = reader.flag("is_powered", true);
    const auto word = reader.choice("power", {"ac", "dc", "busbar", "source", "passive"});
    type.supply = implied_supply(type, is_powered);
    for (const auto supply :
         {Supply::ac, Supply::dc, Supply::busbar, Supply::source, Supply::passive})
        if (word == supply_word(supply)) type.supply = supply;
    // Of a distribution unit the word says what it passes on.
    if ((type.supply == Supply::ac || type.supply == Supply::dc) && passes_on(type))
        type.supply = Supply::passive;
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

// toml++ sorts keys by name; NetBox's are kept as they were written. What TOML cannot say stands as JSON in a table.
std::vector<Field> fields_as_written(const toml::table& row) {
    std::vector<std::pair<toml::source_position, Field>> found;
    for (const auto& [key, node] : row) {
        if (key.str() == kJsonKey && node.is_table()) {
            for (const auto& [inner, json] : *node.as_table())
                if (const auto* text = json.as_string())
                    found.emplace_back(inner.source().begin,
                                       Field{std::string{inner.str()}, text->get(), false});
        } else if (auto kept = field(key.str(), node)) {
            found.emplace_back(key.source().begin, std::move(*kept));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Field> fields;
    for (auto& [where, kept] : found) fields.push_back(std::move(kept));
    return fields;
}

// Keys that say little to a check and are kept for export: those that NetBox has, and [….netbox] for the others.
void read_kept(TomlReader& reader, const toml::table& table, std::vector<Field>& fields) {
    for (auto& kept : fields_as_written(table)) {
        if (!is_plain_key(kept.key)) continue;
        reader.ignore(kept.key);
        fields.push_back(std::move(kept));
    }
    if (const auto* others = reader.table(kOthersKey)) {
        auto kept = fields_as_written(*others);
        std::move(kept.begin(), kept.end(), std::back_inserter(fields));
    }
}

void read_netbox(TomlReader& reader, const toml::table& table, DeviceType& type) {
    read_kept(reader, table, type.fields);
    for (const auto list : component_lists()) {
        for (const auto* row : reader.tables(list)) {
            type.components.push_back({std::string{list}, fields_as_written(*row)});
        }
    }
    read_components(type);
}

void read_parts(TomlReader& reader, DeviceType& type) {
    for (const auto* row : reader.tables("parts")) {
        TomlReader inner{reader, *row, reader.name() + ".parts"};
        auto part = read_part(inner);
        if (part.parent == type.slug) part.parent.clear();
        type.parts.push_back(std::move(part));
        inner.finish();
    }
    report_faults(part_tree(type.slug, type.parts), type.parts, reader.diagnostics());
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
    type.transfer = reader.choice("transfer", transfer_switches());
    type.connector = reader.choice("connector", coolant_connectors());
    type.outlets = reader.connectors("outlets");
    type.ports = reader.connectors("ports");
    type.required_ports = reader.connectors("required_ports");
    read_parts(reader, type);
    read_mass(reader, type);
    read_airflow(reader, type);
    read_netbox(reader, table, type);
    read_supply(reader, type);
    reader.finish();
    return type;
}

// The types of one kind; a slug that stands there twice is reported.
std::vector<DeviceType> read_types(TomlReader& root, const char* kind) {
    std::vector<DeviceType> types;
    std::map<std::string, std::size_t, std::less<>> seen;
    for (const auto* table : root.tables(kind)) {
        TomlReader reader{root, *table, kind + (' ' + std::to_string(types.size() + 1))};
        types.push_back(read_type(reader, *table));
        const auto& slug = types.back().slug;
        if (!slug.empty() && !seen.emplace(slug, types.size() - 1).second)
            root.diagnostics().error("E0406", reader.where("slug"), {{"kind", kind}, {"id", slug}});
    }
    return types;
}

// What the binary holds; a fault in it is one of the build.
const Library& built_in() {
    static const Library library = [] {
        Diagnostics diagnostics;
        Library all;
        for (const auto& file :
             embedded_files(jarip_embedded_rack_types_begin, jarip_embedded_rack_types_end)) {
            auto more = load_library(file, diagnostics);
            std::move(more.devices.begin(), more.devices.end(), std::back_inserter(all.devices));
            std::move(more.frames.begin(), more.frames.end(), std::back_inserter(all.frames));
        }
        diagnostics.throw_if_errors();
        const auto by_slug = [](const auto& a, const auto& b) { return a.slug < b.slug; };
        std::sort(all.devices.begin(), all.devices.end(), by_slug);
        std::sort(all.frames.begin(), all.frames.end(), by_slug);
        return all;
    }();
    return library;
}

}  // namespace

Library load_library(const SourceFile& file, Diagnostics& diagnostics) {
    Library library;
    require_utf8(file);
    const auto document = parse_toml(file, diagnostics);
    if (!document) return library;
    TomlReader root{file, *document, file.name, diagnostics};
    library.devices = read_types(root, "type");
    library.modules = read_types(root, "module");
    for (const auto* table : root.tables("frame")) {
        TomlReader reader{root, *table, "[[frame]]"};
        FrameType type = read_frame_type(reader);
        read_kept(reader, *table, type.fields);
        // What NetBox describes says how far its rails are apart.
        type.frame.is_netbox =
            std::any_of(type.fields.begin(), type.fields.end(),
                        [](const Field& field) { return field.key == "form_factor"; });
        reader.finish();
        library.frames.push_back(std::move(type));
    }
    root.finish();
    return library;
}

std::vector<DeviceType> load_types(const SourceFile& file, Diagnostics& diagnostics) {
    return load_library(file, diagnostics).devices;
}

const std::vector<DeviceType>& built_in_types() { return built_in().devices; }

const std::vector<FrameType>& built_in_frames() { return built_in().frames; }

}  // namespace jarip::rack
