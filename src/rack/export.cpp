#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "device_types.hpp"
#include "netbox.hpp"

namespace jarip::rack {
namespace {

// Words that a reader of YAML 1.1 or 1.2 takes for something else than text.
bool reads_as_other(std::string_view words) {
    static constexpr std::array kWords{"true", "false", "yes", "no", "on",
                                       "off",  "null",  "y",   "n",  "~"};
    std::string lower;
    for (const char c : words) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end() ||
           words.find_first_not_of("0123456789+-._:eExXoObBaAcCdDfF") == std::string_view::npos;
}

std::string yaml_text(std::string_view words) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._/+()-";
    const bool plain = !words.empty() && std::isalnum(static_cast<unsigned char>(words.front())) &&
                       words.back() != ' ' &&
                       words.find_first_not_of(kPlain) == std::string_view::npos;
    if (plain && !reads_as_other(words)) return std::string{words};
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
            result += fmt::format("\\x{:02x}", byte);
        else
            result += c;
    }
    return result + '"';
}

std::string value_text(const Field& field) {
    return field.is_text ? yaml_text(field.value) : field.value;
}

std::string_view interface_of_port(std::string_view port) {
    struct Pair {
        std::string_view port, interface_type;
    };
    static constexpr std::array kPairs{
        Pair{"rj45", "1000base-t"},           Pair{"sfp", "1000base-x-sfp"},
        Pair{"sfp+", "10gbase-x-sfpp"},       Pair{"sfp28", "25gbase-x-sfp28"},
        Pair{"sfp56", "50gbase-x-sfp56"},     Pair{"sfp112", "100gbase-x-sfp112"},
        Pair{"qsfp+", "40gbase-x-qsfpp"},     Pair{"qsfp28", "100gbase-x-qsfp28"},
        Pair{"qsfp56", "200gbase-x-qsfp56"},  Pair{"qsfp112", "400gbase-x-qsfp112"},
        Pair{"qsfp-dd", "400gbase-x-qsfpdd"}, Pair{"qsfp-dd800", "800gbase-x-qsfpdd"},
        Pair{"osfp", "800gbase-x-osfp"},      Pair{"osfp1600", "1.6tbase-x-osfp1600"}};
    for (const auto& [name, interface_type] : kPairs)
        if (name == port) return interface_type;
    return "other";
}

std::string watts_text(double watts) {
    return fmt::format("{:.0f}", std::max(1.0, std::round(watts)));
}

// Rows for a type that says its supplies and ports in numbers only.
std::vector<Component> components_of(const DeviceType& type) {
    if (!type.components.empty()) return type.components;
    std::vector<Component> rows;
    if (type.supply == Supply::ac && type.psu_count.given) {
        const bool iec = type.plug.size() >= 2 && (type.plug[0] == 'c' || type.plug[0] == 'C');
        std::string plug = iec ? "iec-60320-" + type.plug : type.plug.empty() ? "other" : type.plug;
        for (char& c : plug) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (double i = 1; i <= std::min(type.psu_count.value, 100.0); ++i) {
            Component row{"power-ports",
                          {{"name", fmt::format("PSU{:.0f}", i), true}, {"type", plug, true}}};
            if (type.psu_w.given)
                row.fields.push_back({"maximum_draw", watts_text(type.psu_w.value), false});
            if (type.watts.given)
                row.fields.push_back(
                    {"allocated_draw", watts_text(type.watts.value / type.psu_count.value), false});
            rows.push_back(std::move(row));
        }
    }
    for (const auto& [kind, count] : type.ports)
        for (double i = 1; i <= std::min(count, 1000.0); ++i)
            rows.push_back({"interfaces",
                            {{"name", fmt::format("{}-{:.0f}", kind, i), true},
                             {"type", std::string{interface_of_port(kind)}, true}}});
    return rows;
}

}  // namespace

std::string netbox_yaml(const DeviceType& type) {
    std::string page = "---\n";
    const auto line = [&](std::string_view key, std::string_view value) {
        page += std::string{key} + ": " + std::string{value} + '\n';
    };
    line("manufacturer", yaml_text(type.manufacturer.empty() ? "Generic" : type.manufacturer));
    line("model", yaml_text(type.model.empty() ? type.slug : type.model));
    line("slug", yaml_text(type.slug));
    for (const auto& field : type.fields)
        if (field.key == "part_number") line(field.key, value_text(field));
    if (type.u_height.given) line("u_height", format_shortest(type.u_height.value));
    line("is_full_depth", type.is_full_depth ? "true" : "false");
    if (!type.airflow.empty()) line("airflow", yaml_text(type.airflow));
    if (type.mass_kg.given) {
        line("weight", format_shortest(type.mass_kg.value));
        line("weight_unit", "kg");
    }
    if (type.supply != Supply::ac) line("is_powered", "false");
    for (const auto& field : type.fields)
        if (field.key != "part_number") line(field.key, value_text(field));
    const auto rows = components_of(type);
    for (const auto list : component_lists()) {
        bool open = false;
        for (const auto& row : rows) {
            if (row.list != list) continue;
            if (!open) page += std::string{list} + ":\n";
            open = true;
            for (std::size_t i = 0; i < row.fields.size(); ++i)
                page += (i ? "    " : "  - ") + row.fields[i].key + ": " +
                        value_text(row.fields[i]) + '\n';
            if (row.fields.empty()) page += "  - {}\n";
        }
    }
    return page;
}

}  // namespace jarip::rack
