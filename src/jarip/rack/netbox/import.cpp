#include <algorithm>
#include <cmath>
#include <map>

#include "jarip/rack/checks/limits.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/netbox/rules.hpp"
#include "jarip/rack/netbox/yaml.hpp"

namespace jarip::rack {
namespace {

// Reads one file's keys, remembering which were asked for.
class NetboxReader {
public:
    NetboxReader(const SourceFile& file, const YamlNode& root, Diagnostics& diagnostics)
        : file_{file}, places_{file}, root_{root}, diagnostics_{diagnostics} {}

    std::string text(std::string_view key) {
        const auto* node = find(key);
        return node && node->kind == YamlNode::Kind::scalar ? node->value : std::string{};
    }

    // A figure out of its range, or no number, stays unknown and is warned about.
    Figure figure(std::string_view key, NumberRange range) {
        const auto* node = find(key);
        if (!node || node->kind == YamlNode::Kind::null) return {};
        const bool is_scalar = node->kind == YamlNode::Kind::scalar;
        const auto value = is_scalar ? parse_number(node->value) : std::nullopt;
        if (!value || !(*value >= range.low && *value <= range.high)) {
            unusable(key, *node);
            return {};
        }
        return {*value, true, false, file_.name};
    }

    bool flag(std::string_view key, bool fallback) {
        const auto* node = find(key);
        if (!node) return fallback;
        if (node->value == "true" || node->value == "True") return true;
        if (node->value == "false" || node->value == "False") return false;
        unusable(key, *node);
        return fallback;
    }

    std::vector<Component> components() {
        std::vector<Component> result;
        for (const auto list : component_lists()) {
            const auto* node = find(list);
            if (!node || node->kind == YamlNode::Kind::null) continue;
            if (node->kind != YamlNode::Kind::list) {
                unusable(list, *node);
                continue;
            }
            for (const auto& item : node->items) {
                Component component{std::string{list}, {}};
                if (item.kind != YamlNode::Kind::map) {
                    unusable(list, item);
                    continue;
                }
                for (const auto& value : item.items) {
                    const auto& key = value.key;
                    if (!is_component_key(key)) unknown(std::string{list} + '.' + key, value);
                    if ((is_of_watts(key) && !is_watts(value)) ||
                        (key == "feed_leg" && !is_leg(value)))
                        unusable(std::string{list} + '.' + key, value);
                    component.fields.push_back(kept(value));
                }
                result.push_back(std::move(component));
            }
        }
        return result;
    }

    // What no figure was made of, kept for export; keys that NetBox does not know are warned about.
    std::vector<Field> rest() {
        std::vector<Field> fields;
        for (const auto& node : root_.items) {
            const auto& key = node.key;
            if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
            if (!is_plain_key(key) && !is_refused(key)) unknown(key, node);
            fields.push_back(kept(node));
        }
        return fields;
    }

    // A word of a few; another one is warned about.
    std::string choice(std::string_view key, std::initializer_list<std::string_view> choices) {
        const auto word = text(key);
        if (word.empty() || std::find(choices.begin(), choices.end(), word) != choices.end())
            return word;
        unusable(key, *root_.find(key));
        return {};
    }

    // The same, kept as it was written.
    std::string choice_or_keep(std::string_view key,
                               std::initializer_list<std::string_view> choices) {
        auto word = choice(key, choices);
        if (word.empty() && !text(key).empty()) keep(key);
        return word;
    }

    // What was asked for and could not be used is kept as it was written.
    void keep(std::string_view key) {
        asked_.erase(std::remove(asked_.begin(), asked_.end(), key), asked_.end());
        refused_.emplace_back(key);
    }
    // The same with a warning, where it is not warned about yet.
    void refuse(std::string_view key) {
        if (const auto* node = root_.find(key)) unusable(key, *node);
        keep(key);
    }

    void unusable(std::string_view key, const YamlNode& node) {
        diagnostics_.warning("E0435", places_.of(node),
                             {{"key", std::string{key}}, {"value", node.value}});
        refused_.emplace_back(key);
    }
    void report(const char* code, std::string_view key) {
        if (const auto* node = root_.find(key))
            diagnostics_.warning(code, places_.of(*node), {{"value", node->value}});
        refused_.emplace_back(key);
    }

private:
    // Plain scalars are true/false, or numbers as every reader writes them: 08 and 1e5 are words.
    static bool is_text(const YamlNode& node) {
        if (node.is_text) return true;
        std::string_view rest = node.value;
        if (rest == "true" || rest == "false") return false;
        if (rest.starts_with('-')) rest.remove_prefix(1);
        const auto is_digits = [](std::string_view digits) {
            return !digits.empty() &&
                   digits.find_first_not_of("0123456789") == std::string_view::npos;
        };
        const auto point = rest.find('.');
        const auto whole = rest.substr(0, point);
        const bool is_number =
            is_digits(whole) && (whole.size() == 1 || whole[0] != '0') && whole.size() < 18 &&
            (point == std::string_view::npos || is_digits(rest.substr(point + 1)));
        return !is_number;
    }

    // What a supply draws is a number of watts.
    static bool is_of_watts(std::string_view key) {
        return key == "maximum_draw" || key == "allocated_draw";
    }
    static bool is_watts(const YamlNode& node) {
        if (node.kind == YamlNode::Kind::null || (node.value.empty() && !node.is_text)) return true;
        const auto watts = parse_number(node.value);
        return watts && *watts >= 0 && *watts <= 1e9;
    }

    static bool is_leg(const YamlNode& node) {
        return node.kind == YamlNode::Kind::null || (node.value.empty() && !node.is_text) ||
               node.value == "A" || node.value == "B" || node.value == "C";
    }

    // A value as it will be written again: what is no scalar as JSON, which is YAML too.
    static Field kept(const YamlNode& node) {
        if (node.kind == YamlNode::Kind::scalar) return {node.key, node.value, is_text(node)};
        return {node.key, json_text(node), false};
    }
    static std::string json_text(const YamlNode& node) {
        switch (node.kind) {
            case YamlNode::Kind::null: return "null";
            case YamlNode::Kind::scalar: return is_text(node) ? in_quotes(node.value) : node.value;
            case YamlNode::Kind::list:
            case YamlNode::Kind::map: break;
        }
        const bool is_map = node.kind == YamlNode::Kind::map;
        std::string text;
        for (const auto& item : node.items) {
            text += text.empty() ? "" : ", ";
            if (is_map) text += in_quotes(item.key) + ": ";
            text += json_text(item);
        }
        return is_map ? '{' + text + '}' : '[' + text + ']';
    }

    void unknown(const std::string& key, const YamlNode& node) {
        diagnostics_.warning("E0434", places_.of_key(node), {{"key", key}});
    }

    const YamlNode* find(std::string_view key) {
        asked_.emplace_back(key);
        return root_.find(key);
    }

    const SourceFile& file_;
    YamlPlaces places_;
    const YamlNode& root_;
    Diagnostics& diagnostics_;
    [[nodiscard]] bool is_refused(std::string_view key) const {
        return std::find(refused_.begin(), refused_.end(), key) != refused_.end();
    }

    std::vector<std::string> asked_, refused_;
};

// A mass in kg. Without a unit, or in one that nobody knows, it stays unknown and the words are kept.
Figure read_mass(NetboxReader& reader, std::string_view key, const std::string& unit,
                 bool has_unit) {
    auto mass = reader.figure(key, kKilograms);
    if (!mass.given) return mass;
    if (!unit.empty()) {
        mass.value *= kilograms_per(unit);
        return mass;
    }
    if (!has_unit) reader.report("E0449", key);
    reader.keep(key);
    return {};
}

std::string read_weight_unit(NetboxReader& reader, bool& is_said) {
    is_said = !reader.text("weight_unit").empty();
    const auto unit = reader.choice("weight_unit", {"kg", "g", "lb", "oz"});
    if (is_said && unit.empty()) reader.keep("weight_unit");
    return unit;
}

// Who makes it, and what it is called.
template <class Type>
void read_identity(NetboxReader& reader, const std::string& source, Type& type) {
    type.source = source;
    type.manufacturer = reader.text("manufacturer");
    type.model = reader.text("model");
    type.slug = reader.text("slug");
    if (type.slug.empty()) type.slug = slug_of(type.manufacturer, type.model);
}

DeviceType read_device(NetboxReader& reader, const std::string& source) {
    DeviceType type;
    read_identity(reader, source, type);
    type.u_height = reader.figure("u_height", kUnits);
    if (std::floor(type.u_height.value * 2) != type.u_height.value * 2) {
        reader.refuse("u_height");
        type.u_height = {};
    }
    // A child stands in a bay of its parent and takes no unit.
    if (reader.choice_or_keep("subdevice_role", {"parent", "child"}) == "child" &&
        type.u_height.value != 0) {
        reader.refuse("u_height");
        type.u_height = {};
    }
    reader.keep("subdevice_role");
    type.is_full_depth = reader.flag("is_full_depth", true);
    type.airflow =
        reader.choice_or_keep("airflow", {"front-to-rear", "rear-to-front", "left-to-right",
                                          "right-to-left", "side-to-rear", "rear-to-side",
                                          "bottom-to-top", "top-to-bottom", "passive", "mixed"});
    bool has_unit = false;
    type.weight_unit = read_weight_unit(reader, has_unit);
    type.mass_kg = read_mass(reader, "weight", type.weight_unit, has_unit);
    const bool is_powered = reader.flag("is_powered", true);
    type.cooling_method = reader.text("cooling_method");
    type.components = reader.components();
    read_components(type);
    // What has outlets passes on what it takes.
    const bool passes_on = !type.outlets.empty();
    type.supply = !is_powered || passes_on ? Supply::passive
                  : is_dc_plug(type.plug)  ? Supply::dc
                                           : Supply::ac;
    type.fields = reader.rest();
    return type;
}

FrameType read_rack(NetboxReader& reader, const std::string& source) {
    FrameType type;
    read_identity(reader, source, type);
    auto& frame = type.frame;
    frame.u_height = reader.figure("u_height", kUnits);
    frame.width_in = reader.figure("width", kMillimetres);
    const bool has_outer_unit = !reader.text("outer_unit").empty();
    frame.outer_unit = reader.choice("outer_unit", {"mm", "in"});
    if (has_outer_unit && frame.outer_unit.empty()) reader.keep("outer_unit");
    const auto length = [&](std::string_view key) {
        auto figure = reader.figure(key, kSides);
        if (frame.outer_unit == "in") figure.value *= 25.4;
        if (!figure.given || !frame.outer_unit.empty()) return figure;
        if (!has_outer_unit) reader.report("E0449", key);
        reader.keep(key);
        return Figure{};
    };
    frame.width_mm = length("outer_width");
    frame.height_mm = length("outer_height");
    frame.depth_mm = length("outer_depth");
    frame.starting_unit = reader.figure("starting_unit", kPositions);
    frame.desc_units = reader.flag("desc_units", false);
    frame.mounting_depth_mm = reader.figure("mounting_depth", kMillimetres);
    frame.is_netbox = true;
    bool has_weight_unit = false;
    frame.weight_unit = read_weight_unit(reader, has_weight_unit);
    frame.mass_empty_kg = read_mass(reader, "weight", frame.weight_unit, has_weight_unit);
    frame.max_load_kg = read_mass(reader, "max_weight", frame.weight_unit, has_weight_unit);
    // A word that a later NetBox may have is kept, but no check knows what it means.
    const auto capability = reader.text("cooling_capability");
    const auto& known = cooling_capabilities();
    if (std::find(known.begin(), known.end(), capability) != known.end())
        frame.cooling_capability = capability;
    else if (!capability.empty())
        type.fields.push_back({"cooling_capability", capability, true});
    frame.cooling_capacity_kw = reader.figure("cooling_capacity", kKilowatts);
    auto rest = reader.rest();
    std::move(rest.begin(), rest.end(), std::back_inserter(type.fields));
    return type;
}

enum class Kind { device, module, rack };

Kind kind_of(const SourceFile& file, const YamlNode& root) {
    if (file.name.find("module-types/") != std::string::npos) return Kind::module;
    if (file.name.find("rack-types/") != std::string::npos || root.find("form_factor"))
        return Kind::rack;
    return Kind::device;
}

struct Imported {
    std::optional<DeviceType> device, module;
    std::optional<FrameType> frame;
    Diagnostics diagnostics;
};

void import_file(const SourceFile& given, Imported& result) {
    auto& diagnostics = result.diagnostics;
    // What an export wrote as a comment, since NetBox refuses it.
    std::optional<SourceFile> restored;
    if (given.text.find(kRefusedMark) != std::string::npos)
        restored = SourceFile{given.name, with_refused_lines(given.text)};
    const auto& file = restored ? *restored : given;
    try {
        require_utf8(file);
    } catch (const Error& error) {
        diagnostics.append(error);
        return;
    }
    const auto root = parse_yaml(file, diagnostics);
    if (!root) return;
    if (root->kind != YamlNode::Kind::map) {
        diagnostics.error("E0437", YamlPlaces{file}.of(*root));
        return;
    }
    for (const char* key : {"manufacturer", "model"}) {
        const auto* node = root->find(key);
        if (node && !node->value.empty()) continue;
        diagnostics.error("E0433", YamlPlaces{file}.of(*root), {{"key", key}});
        return;
    }
    NetboxReader reader{file, *root, diagnostics};
    switch (kind_of(file, *root)) {
        case Kind::rack: result.frame = read_rack(reader, file.name); break;
        case Kind::module: result.module = read_device(reader, file.name); break;
        case Kind::device: result.device = read_device(reader, file.name); break;
    }
}

// A slug that is there already gets a number, so that both stay.
template <class Type>
void add(std::vector<Type>& types, Type type, std::map<std::string, std::size_t>& known,
         const SourceFile& file, Diagnostics& diagnostics) {
    auto& times = known[type.slug];
    if (++times > 1) {
        diagnostics.warning("E0438", {file.name, 1, 1, 1, ""}, {{"slug", type.slug}});
        const auto base = type.slug;
        while (known.contains(type.slug)) type.slug = base + '-' + std::to_string(times++);
        known[type.slug] = 1;
    }
    types.push_back(std::move(type));
}

}  // namespace

LibraryCounts counts(const Library& library) {
    LibraryCounts result;
    const auto rows = [](const DeviceType& type, std::string_view list) {
        return static_cast<std::size_t>(
            std::count_if(type.components.begin(), type.components.end(),
                          [&](const Component& component) { return component.list == list; }));
    };
    const auto draws = [](const DeviceType& type) {
        return std::any_of(
            type.components.begin(), type.components.end(), [](const Component& row) {
                return row.list == "power-ports" &&
                       std::any_of(row.fields.begin(), row.fields.end(),
                                   [](const Field& field) { return field.key == "maximum_draw"; });
            });
    };
    for (const auto& type : library.devices) {
        const bool mass = type.mass_kg.given;
        const bool draw = draws(type);
        result.with_mass += mass;
        result.with_draw += draw;
        result.with_both += mass && draw;
        result.without_height += !type.u_height.given;
        result.interfaces += rows(type, "interfaces");
        result.power_ports += rows(type, "power-ports");
        result.power_outlets += rows(type, "power-outlets");
        result.module_bays += rows(type, "module-bays");
        result.device_bays += rows(type, "device-bays");
    }
    for (const auto& type : library.modules) result.module_interfaces += rows(type, "interfaces");
    return result;
}

Library import_netbox(const std::vector<SourceFile>& files, unsigned threads) {
    std::vector<Imported> imported(files.size());
    // A file is small: a chunk of them is worth a thread's while.
    constexpr std::size_t kChunk = 64;
    parallel_for((files.size() + kChunk - 1) / kChunk, threads, [&](std::size_t chunk) {
        const auto end = std::min(files.size(), (chunk + 1) * kChunk);
        for (std::size_t i = chunk * kChunk; i < end; ++i) import_file(files[i], imported[i]);
    });
    Library library;
    auto& diagnostics = library.findings;
    std::map<std::string, std::size_t> devices, modules, frames;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto& one = imported[i];
        library.rejected += one.diagnostics.has_errors();
        diagnostics.append(one.diagnostics);
        if (one.device)
            add(library.devices, std::move(*one.device), devices, files[i], diagnostics);
        if (one.module)
            add(library.modules, std::move(*one.module), modules, files[i], diagnostics);
        if (one.frame) add(library.frames, std::move(*one.frame), frames, files[i], diagnostics);
    }
    return library;
}

}  // namespace jarip::rack
