#include <fmt/format.h>

#include <cmath>

#include "device_types.hpp"
#include "netbox.hpp"

namespace jarip::rack {
namespace {

std::string toml_string(std::string_view words) {
    std::string result = "\"";
    for (const char c : words) {
        switch (c) {
            case '"': result += "\\\""; break;
            case '\\': result += "\\\\"; break;
            case '\n': result += "\\n"; break;
            case '\r': result += "\\r"; break;
            case '\t': result += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                    result += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
                else
                    result += c;
        }
    }
    return result + '"';
}

// Bare where TOML allows it.
std::string key_text(std::string_view key) {
    const bool bare = !key.empty() && key.find_first_not_of(
                                          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789_-") == std::string_view::npos;
    return bare ? std::string{key} : toml_string(key);
}

std::string value_text(const Field& field) {
    return field.is_text ? toml_string(field.value) : field.value;
}

class Writer {
public:
    explicit Writer(std::string source) : source_{std::move(source)} {}

    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) line(key, toml_string(value));
    }
    void figure(std::string_view key, const Figure& figure) {
        if (!figure.given) return;
        const auto number = format_shortest(figure.value);
        if (!figure.assumed && figure.source == source_) {
            line(key, number);
            return;
        }
        std::string value = "{v = " + number;
        if (!figure.source.empty()) value += ", src = " + toml_string(figure.source);
        line(key, value + (figure.assumed ? ", assumed = true}" : "}"));
    }
    void connectors(std::string_view key, const std::vector<Connectors>& all) {
        if (all.empty()) return;
        std::string value;
        for (const auto& [kind, count] : all)
            value += (value.empty() ? "{" : ", ") + key_text(kind) + " = " + format_shortest(count);
        line(key, value + '}');
    }
    void line(std::string_view key, std::string_view value) {
        page_ += key_text(key) + " = " + std::string{value} + '\n';
    }
    void head(std::string_view name) { page_ += '\n' + std::string{name} + '\n'; }
    std::string page() && { return std::move(page_); }

private:
    std::string source_;
    std::string page_;
};

std::string type_toml(const DeviceType& type) {
    Writer out{type.source};
    out.head("[[type]]");
    out.text("slug", type.slug);
    out.text("manufacturer", type.manufacturer);
    out.text("model", type.model);
    out.text("src", type.source);
    out.text("part", type.part);
    if (type.unit == HeightUnit::ou) out.text("unit", "OU");
    if (!type.is_full_depth) out.line("is_full_depth", "false");
    if (type.supply != Supply::ac) out.text("power", supply_word(type.supply));
    out.text("airflow", type.airflow);
    out.text("cooling_method", type.cooling_method);
    out.text("air_class", type.air_class);
    out.text("plug", type.plug);
    for (const auto& [key, figure, range] : figure_keys()) out.figure(key, type.*figure);
    out.connectors("ports", type.ports);
    out.connectors("required_ports", type.required_ports);
    out.connectors("outlets", type.outlets);
    for (const auto& field : type.fields)
        if (is_plain_key(field.key)) out.line(field.key, value_text(field));
    for (const auto& component : type.components) {
        out.head("[[type." + component.list + "]]");
        for (const auto& field : component.fields) out.line(field.key, value_text(field));
    }
    return std::move(out).page();
}

std::string frame_toml(const FrameType& type) {
    Writer out{type.source};
    out.head("[[frame]]");
    out.text("slug", type.slug);
    out.text("manufacturer", type.manufacturer);
    out.text("model", type.model);
    out.text("src", type.source);
    if (type.frame.unit == HeightUnit::ou) out.text("unit", "OU");
    for (const auto& [key, figure, range] : frame_keys()) out.figure(key, type.frame.*figure);
    out.text("cooling_capability", type.frame.cooling_capability);
    std::string masses;
    for (const auto& extra : type.frame.extra_mass)
        masses += (masses.empty() ? "[" : ", ") + ("{name = " + toml_string(extra.name)) +
                  ", kg = " + format_shortest(extra.mass_kg.value) + '}';
    if (!masses.empty()) out.line("extra_mass", masses + ']');
    return std::move(out).page();
}

}  // namespace

std::string types_toml(const std::vector<DeviceType>& types, const std::vector<FrameType>& frames) {
    std::string page = "# Device types for rack designs.\n";
    for (const auto& frame : frames) page += frame_toml(frame);
    for (const auto& type : types) page += type_toml(type);
    return page;
}

}  // namespace jarip::rack
