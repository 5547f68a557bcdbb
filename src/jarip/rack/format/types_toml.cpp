#include <fmt/format.h>

#include <cmath>

#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/netbox/netbox.hpp"

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

std::string toml_value(const Field& field) {
    return field.is_text ? toml_string(field.value) : field.value;
}

bool is_json(const Field& field) {
    return !field.is_text &&
           (field.value == "null" || field.value.starts_with('{') || field.value.starts_with('['));
}

// Those that NetBox knows, or the others.
std::vector<Field> plain_ones(const std::vector<Field>& fields, bool are_plain) {
    std::vector<Field> result;
    for (const auto& field : fields)
        if ((is_plain_key(field.key) && !is_json(field)) == are_plain) result.push_back(field);
    return result;
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
    void parts(const std::vector<PartLine>& lines) {
        if (lines.empty()) return;
        std::string rows = "[\n";
        for (const auto& part : lines) {
            Writer row{source_};
            row.between_ = ", ";
            row.text("item", part.item);
            row.text("parent", part.parent);
            row.line("qty", format_shortest(part.quantity));
            if (part.scrap != 0) row.line("scrap", format_shortest(part.scrap));
            if (part.yield != 1) row.line("yield", format_shortest(part.yield));
            row.figure("cost", part.cost);
            row.figure("lead_weeks", part.lead_weeks);
            row.text("origin", part.origin);
            const auto end = row.between_.size();
            auto keys = std::move(row).page();
            keys.resize(keys.size() - end);
            rows += "    {" + keys + "},\n";
        }
        line("parts", rows + ']');
    }
    // Keys that are kept; null and what nests as JSON in a table of their own.
    void fields(const std::vector<Field>& fields) {
        std::string json;
        for (const auto& field : fields) {
            if (!is_json(field))
                line(field.key, toml_value(field));
            else
                json += (json.empty() ? "{" : ", ") + key_text(field.key) + " = " +
                        toml_string(field.value);
        }
        if (!json.empty()) line(kJsonKey, json + '}');
    }
    void line(std::string_view key, std::string_view value) {
        page_ += key_text(key) + " = " + std::string{value} + between_;
    }
    void head(std::string_view name) { page_ += '\n' + std::string{name} + '\n'; }
    std::string page() && { return std::move(page_); }

private:
    std::string source_;
    std::string between_ = "\n";  // keys
    std::string page_;
};

void write_kept(Writer& out, const std::vector<Field>& fields, const std::string& kind) {
    const auto others = plain_ones(fields, false);
    if (others.empty()) return;
    out.head('[' + kind + '.' + std::string{kOthersKey} + ']');
    out.fields(others);
}

void write_type(Writer& out, const DeviceType& type, const std::string& kind) {
    out.head("[[" + kind + "]]");
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
    out.text("connector", type.connector);
    out.text("transfer", type.transfer);
    if (type.weight_unit != "kg") out.text("weight_unit", type.weight_unit);
    for (const auto& [key, figure, range] : figure_keys()) out.figure(key, type.*figure);
    out.connectors("ports", type.ports);
    out.connectors("required_ports", type.required_ports);
    out.connectors("outlets", type.outlets);
    out.parts(type.parts);
    out.fields(plain_ones(type.fields, true));
    write_kept(out, type.fields, kind);
    for (const auto& component : type.components) {
        out.head("[[" + kind + '.' + component.list + "]]");
        out.fields(component.fields);
    }
}

void write_frame(Writer& out, const FrameType& type) {
    out.head("[[frame]]");
    out.text("slug", type.slug);
    out.text("manufacturer", type.manufacturer);
    out.text("model", type.model);
    out.text("src", type.source);
    if (type.frame.unit == HeightUnit::ou) out.text("unit", "OU");
    for (const auto& [key, figure, range] : frame_keys()) out.figure(key, type.frame.*figure);
    if (type.frame.weight_unit != "kg") out.text("weight_unit", type.frame.weight_unit);
    if (type.frame.outer_unit != "mm") out.text("outer_unit", type.frame.outer_unit);
    if (type.frame.desc_units) out.line("desc_units", "true");
    std::string joints;
    for (const double unit : type.frame.busbar_joints)
        joints += (joints.empty() ? "[" : ", ") + format_shortest(unit);
    if (!joints.empty()) out.line("busbar_joints", joints + ']');
    out.text("cooling_capability", type.frame.cooling_capability);
    std::string masses;
    for (const auto& extra : type.frame.extra_mass)
        masses += (masses.empty() ? "[" : ", ") + ("{name = " + toml_string(extra.name)) +
                  ", kg = " + format_shortest(extra.mass_kg.value) + '}';
    if (!masses.empty()) out.line("extra_mass", masses + ']');
    out.fields(plain_ones(type.fields, true));
    write_kept(out, type.fields, "frame");
}

template <class Type, class Write>
std::string pages(const std::vector<Type>& types, Write write) {
    std::string all;
    for (const auto& type : types) {
        Writer out{type.source};
        write(out, type);
        all += std::move(out).page();
    }
    return all;
}

}  // namespace

std::string types_toml(const Library& library) {
    const auto writes = [](const char* kind) {
        return [kind](Writer& out, const DeviceType& type) { write_type(out, type, kind); };
    };
    return "# Device types for rack designs.\n" + pages(library.frames, write_frame) +
           pages(library.devices, writes("type")) + pages(library.modules, writes("module"));
}

}  // namespace jarip::rack
