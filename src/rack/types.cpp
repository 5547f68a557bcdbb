#include <algorithm>
#include <iterator>
#include <map>

#include "device_types.hpp"
#include "limits.hpp"
#include "toml_reader.hpp"

extern "C" {
extern const unsigned char jarip_embedded_rack_types_begin[];
extern const unsigned char jarip_embedded_rack_types_end[];
}

namespace jarip::rack {
namespace {

// Sums NetBox's draws over the power ports: a port without one leaves its sum unknown.
void read_power_ports(TomlReader& reader, DeviceType& type) {
    const auto ports = reader.tables("power-ports");
    const auto sum = [&](std::string_view key, Figure& total) {
        double watts = 0;
        bool all = !ports.empty();
        for (std::size_t i = 0; i < ports.size(); ++i) {
            TomlReader port{reader.file(), *ports[i], "power-ports", reader.diagnostics()};
            const auto figure = port.figure(key, kWatts);
            all = all && figure.given;
            watts += figure.value;
        }
        if (all && !total.given) total = {watts, true, false, type.source};
    };
    sum("allocated_draw", type.allocated_w);
    sum("maximum_draw", type.maximum_w);
}

void read_mass(TomlReader& reader, DeviceType& type) {
    type.mass_kg = reader.figure("weight_kg", kKilograms);
    const auto weight = reader.figure("weight", kKilograms);
    const auto unit = reader.choice("weight_unit", {"kg", "g", "lb", "oz"});
    if (!weight.given || type.mass_kg.given) return;
    type.mass_kg = weight;
    type.mass_kg.value *= kilograms_per(unit);
}

void read_power(TomlReader& reader, DeviceType& type) {
    type.watts = reader.figure("watts", kWatts);
    type.watts_typ = reader.figure("watts_typ", kWatts);
    type.watts_max = reader.figure("watts_max", kWatts);
    type.allocated_w = reader.figure("allocated_w", kWatts);
    type.maximum_w = reader.figure("maximum_w", kWatts);
    read_power_ports(reader, type);
    type.power_factor = reader.figure("power_factor", {0.1, 1});
    type.psu_count = reader.figure("psu_count", kCounts);
    type.psu_w = reader.figure("psu_w", kWatts);
    type.psu_needed = reader.figure("psu_needed", kCounts);
    type.shelf_out_w = reader.figure("shelf_out_w", kWatts);
    type.efficiency = reader.figure("efficiency", {0.1, 1});
    type.bus_v = reader.figure("bus_v", kVolts);
    type.plug = reader.text("plug");
    type.outlets = reader.connectors("outlets");

    const bool is_powered = reader.flag("is_powered", true);
    const auto supply = reader.choice("power", {"ac", "busbar", "source", "passive"});
    type.supply = supply == "busbar"              ? Supply::busbar
                  : supply == "source"            ? Supply::source
                  : supply == "passive"           ? Supply::passive
                  : supply.empty() && !is_powered ? Supply::passive
                                                  : Supply::ac;
}

void read_cooling(TomlReader& reader, DeviceType& type) {
    type.liquid_fraction = reader.figure("liquid_fraction", kShare);
    type.liquid_max_c = reader.figure("liquid_max_c", kCelsius);
    type.return_max_c = reader.figure("return_max_c", kCelsius);
    type.pressure_kpa = reader.figure("pressure_kpa", kFlows);
    type.cooling_kw = reader.figure("cooling_kw", kKilowatts);
    type.airflow_m3_h = reader.figure("airflow_m3_h", kFlows);
    const auto cfm = reader.figure("airflow_cfm", kFlows);
    if (cfm.given && !type.airflow_m3_h.given) {
        type.airflow_m3_h = cfm;
        type.airflow_m3_h.value *= kCubicMetresPerHourPerCfm;
    }
    type.airflow = reader.text("airflow");
    type.cooling_method = reader.text("cooling_method");
    type.air_class = reader.choice("air_class", ashrae_classes());
}

// NetBox's keys that say nothing to a check are read by `import`.
void ignore_netbox(TomlReader& reader) {
    for (const char* key :
         {"part_number", "description", "comments", "subdevice_role", "front_image", "rear_image",
          "console-ports", "console-server-ports", "power-outlets", "interfaces", "front-ports",
          "rear-ports", "module-bays", "device-bays", "inventory-items"})
        reader.ignore(key);
}

DeviceType read_type(TomlReader& reader) {
    reader.require("slug");
    DeviceType type;
    type.source = reader.text("src");
    reader.set_default_source(type.source, reader.flag("assumed", false));
    type.slug = reader.text("slug");
    type.manufacturer = reader.text("manufacturer");
    type.model = reader.text("model");
    type.part = reader.text("part");
    type.unit = reader.choice("unit", {"RU", "OU"}) == "OU" ? HeightUnit::ou : HeightUnit::ru;
    type.u_height = reader.half_units("u_height", kUnits);
    type.width_in = reader.figure("width_in", kMillimetres);
    type.depth_mm = reader.figure("depth_mm", kMillimetres);
    type.is_full_depth = reader.flag("is_full_depth", true);
    read_mass(reader, type);
    read_power(reader, type);
    read_cooling(reader, type);
    type.accelerators = reader.figure("accelerators", kCounts);
    type.accelerator_w = reader.figure("accelerator_w", kWatts);
    type.ports = reader.connectors("ports");
    type.required_ports = reader.connectors("required_ports");
    type.price = reader.figure("price", kMoney);
    ignore_netbox(reader);
    reader.finish();
    return type;
}

}  // namespace

double kilograms_per(std::string_view weight_unit) {
    if (weight_unit == "g") return 0.001;
    if (weight_unit == "lb") return 0.45359237;
    if (weight_unit == "oz") return 0.028349523125;
    return 1;
}

const std::vector<std::string>& ashrae_classes() {
    static const std::vector<std::string> classes{"A1", "A2", "A3", "A4", "H1"};
    return classes;
}

std::vector<DeviceType> load_types(const SourceFile& file, Diagnostics& diagnostics) {
    std::vector<DeviceType> types;
    require_utf8(file);
    const auto document = parse_toml(file, diagnostics);
    if (!document) return types;
    TomlReader root{file, *document, file.name, diagnostics};
    std::map<std::string, std::size_t, std::less<>> seen;
    for (const auto* table : root.tables("type")) {
        TomlReader reader{file, *table, "type " + std::to_string(types.size() + 1), diagnostics};
        types.push_back(read_type(reader));
        const auto& slug = types.back().slug;
        if (!slug.empty() && !seen.emplace(slug, types.size() - 1).second)
            diagnostics.error("E0406", reader.where("slug"), {{"kind", "type"}, {"id", slug}});
    }
    root.finish();
    return types;
}

const std::vector<DeviceType>& built_in_types() {
    static const auto types = [] {
        Diagnostics diagnostics;
        std::vector<DeviceType> result;
        for (const auto& file :
             embedded_files(jarip_embedded_rack_types_begin, jarip_embedded_rack_types_end)) {
            auto types_of_file = load_types(file, diagnostics);
            std::move(types_of_file.begin(), types_of_file.end(), std::back_inserter(result));
        }
        diagnostics.throw_if_errors();
        std::sort(result.begin(), result.end(),
                  [](const DeviceType& a, const DeviceType& b) { return a.slug < b.slug; });
        return result;
    }();
    return types;
}

}  // namespace jarip::rack
