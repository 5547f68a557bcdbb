#include "jarip/rack/netbox/netbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/core/ascii.hpp"
#include "jarip/rack/format/device_types.hpp"

namespace jarip::rack {
namespace {

// In the order in which NetBox writes them; the two of cooling as of 4.7.
constexpr std::array<std::string_view, 12> kLists{
    "console-ports",   "console-server-ports", "power-ports", "power-outlets",
    "cooling-intakes", "cooling-outflows",     "interfaces",  "front-ports",
    "rear-ports",      "module-bays",          "device-bays", "inventory-items"};

constexpr std::array<std::string_view, 28> kComponentKeys{
    "name",          "type",           "label",         "description",
    "maximum_draw",  "allocated_draw", "power_port",    "feed_leg",
    "mgmt_only",     "enabled",        "bridge",        "poe_mode",
    "poe_type",      "rf_role",        "rear_port",     "rear_port_position",
    "positions",     "color",          "position",      "manufacturer",
    "part_id",       "diameter",       "diameter_unit", "max_flow",
    "max_flow_unit", "cooling_intake", "lag",           "_is_power_source"};

constexpr std::array<std::string_view, 8> kPlainKeys{"part_number",    "description", "comments",
                                                     "subdevice_role", "front_image", "rear_image",
                                                     "profile",        "form_factor"};

struct PortName {
    std::string_view interface_part, port;
};
// By what an interface type ends with or holds.
constexpr std::array kPortNames{PortName{"osfp1600", "osfp1600"},
                                PortName{"-osfp", "osfp"},
                                PortName{"infiniband-ndr", "osfp"},
                                PortName{"infiniband-xdr", "osfp"},
                                PortName{"infiniband-hdr", "qsfp56"},
                                PortName{"infiniband-edr", "qsfp28"},
                                PortName{"800gbase-x-qsfpdd", "qsfp-dd800"},
                                PortName{"-qsfpdd", "qsfp-dd"},
                                PortName{"-qsfp112", "qsfp112"},
                                PortName{"-qsfp56", "qsfp56"},
                                PortName{"-qsfp28", "qsfp28"},
                                PortName{"-qsfpp", "qsfp+"},
                                PortName{"-sfp112", "sfp112"},
                                PortName{"-sfp56", "sfp56"},
                                PortName{"-sfp28", "sfp28"},
                                PortName{"-sfpp", "sfp+"},
                                PortName{"1000base-x-sfp", "sfp"},
                                PortName{"base-t", "rj45"}};

// Plugs and outlets of IEC 60320 by their short name.
std::string connector_name(const std::string& type) {
    constexpr std::string_view kStandard = "iec-60320-";
    return type.starts_with(kStandard) ? type.substr(kStandard.size()) : type;
}

void count_one(std::vector<Connectors>& sums, std::string_view kind) {
    const auto same = std::find_if(sums.begin(), sums.end(),
                                   [&](const Connectors& sum) { return sum.kind == kind; });
    if (same == sums.end())
        sums.push_back({std::string{kind}, 1});
    else
        ++same->count;
}

std::optional<double> number_of(const Component& component, std::string_view key) {
    const auto* text = value_of(component, key);
    if (!text) return std::nullopt;
    const auto value = parse_number(*text);
    return value && *value >= 0 && *value <= 1e9 ? value : std::nullopt;
}

// Of all intakes; unknown where one does not say it.
void read_intakes(DeviceType& type) {
    double flow = 0;
    bool is_known = false;
    for (const auto& component : type.components) {
        if (component.list != "cooling-intakes") continue;
        const auto* kind = value_of(component, "type");
        const auto& known = coolant_connectors();
        if (kind && type.connector.empty() &&
            std::find(known.begin(), known.end(), *kind) != known.end())
            type.connector = *kind;
        const auto most = number_of(component, "max_flow");
        const auto* unit = value_of(component, "max_flow_unit");
        if (!most) return;
        is_known = true;
        flow += *most * litres_per_minute(unit ? *unit : "lpm");
    }
    if (is_known && !type.intake_max_lpm.given)
        type.intake_max_lpm = {flow, true, false, type.source};
}

}  // namespace

const std::string* value_of(const Component& component, std::string_view key) {
    for (const auto& field : component.fields)
        if (field.key == key) return &field.value;
    return nullptr;
}

std::span<const std::string_view> component_lists() { return kLists; }

bool is_component_key(std::string_view key) {
    return std::find(kComponentKeys.begin(), kComponentKeys.end(), key) != kComponentKeys.end();
}

bool is_plain_key(std::string_view key) {
    return std::find(kPlainKeys.begin(), kPlainKeys.end(), key) != kPlainKeys.end();
}

std::string_view port_of_interface(std::string_view interface_type) {
    for (const auto& [part, port] : kPortNames)
        if (interface_type.find(part) != std::string_view::npos) return port;
    return {};
}

std::string in_quotes(std::string_view words) {
    std::string result = "\"";
    for (const char c : words) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result += {'\\', c};
        else if (c == '\n')
            result += "\\n";
        else if (c == '\r')
            result += "\\r";
        else if (c == '\t')
            result += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\u{:04x}", byte);
        else
            result += c;
    }
    return result + '"';
}

std::string slug_of(std::string_view manufacturer, std::string_view model) {
    std::string slug;
    for (const char c : std::string{manufacturer} + '-' + std::string{model}) {
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (is_ascii_upper(c))
            slug += ascii_lower(c);
        else if (is_kept)
            slug += c;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (slug.ends_with('-')) slug.pop_back();
    return slug;
}

void read_components(DeviceType& type) {
    read_intakes(type);
    double allocated = 0, maximum = 0, supplies = 0;
    bool all_allocated = true, all_maximum = true;
    std::string plug;
    const bool count_ports = type.ports.empty();
    const bool count_outlets = type.outlets.empty();
    for (const auto& component : type.components) {
        if (component.list == "interfaces") {
            const auto* kind = value_of(component, "type");
            const auto port = kind ? port_of_interface(*kind) : std::string_view{};
            if (count_ports && !port.empty()) count_one(type.ports, port);
        } else if (component.list == "power-outlets") {
            const auto* kind = value_of(component, "type");
            if (count_outlets && kind) count_one(type.outlets, connector_name(*kind));
        } else if (component.list == "power-ports") {
            ++supplies;
            const auto most = number_of(component, "maximum_draw");
            const auto planned = number_of(component, "allocated_draw");
            all_maximum = all_maximum && most;
            all_allocated = all_allocated && planned;
            maximum += most.value_or(0);
            allocated += planned.value_or(0);
            const auto* kind = value_of(component, "type");
            if (kind && plug.empty()) plug = connector_name(*kind);
        }
    }
    if (supplies == 0) return;
    const auto set = [&](Figure& figure, double value, bool known) {
        if (known && !figure.given) figure = {value, true, false, type.source};
    };
    set(type.maximum_w, maximum, all_maximum);
    set(type.allocated_w, allocated, all_allocated);
    set(type.psu_count, supplies, true);
    if (type.plug.empty()) type.plug = plug;
}

}  // namespace jarip::rack
