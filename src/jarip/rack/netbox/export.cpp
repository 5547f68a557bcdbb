#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "jarip/core/ascii.hpp"
#include "jarip/core/cell.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/netbox/rules.hpp"

namespace jarip::rack {
namespace {

// Words that a reader of YAML 1.1 or 1.2 takes for something else than text.
bool reads_as_other(std::string_view words) {
    static constexpr std::array kWords{"true", "false", "yes", "no", "on",
                                       "off",  "null",  "y",   "n",  "~"};
    return std::find(kWords.begin(), kWords.end(), ascii_lower(words)) != kWords.end() ||
           words.find_first_not_of("0123456789+-._:eExXoObBaAcCdDfF") == std::string_view::npos;
}

std::string yaml_text(std::string_view words) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._/+()-";
    const bool plain = !words.empty() && std::isalnum(static_cast<unsigned char>(words.front())) &&
                       words.back() != ' ' &&
                       words.find_first_not_of(kPlain) == std::string_view::npos;
    return plain && !reads_as_other(words) ? std::string{words} : in_quotes(words);
}

std::string value_text(const Field& field) {
    return field.is_text ? yaml_text(field.value) : field.value;
}

// A page of YAML, key by key. What NetBox refuses stands in it as a comment that an import takes for what it was, so that
// the page is accepted and nothing is lost.
class Page {
public:
    Page(NetboxKind kind, const std::string& slug, Diagnostics& diagnostics)
        : kind_{kind}, slug_{slug}, diagnostics_{diagnostics} {}

    // Whether NetBox takes it.
    bool line(std::string_view key, std::string_view value, bool is_taken = true) {
        if (!is_taken) {
            page_ += kRefusedMark;
            left_out(key, value);
        }
        page_ += std::string{key} + ": " + std::string{value} + '\n';
        return is_taken;
    }
    bool text(std::string_view key, std::string_view words) {
        return !words.empty() && line(key, yaml_text(words), netbox_takes(kind_, key, words));
    }
    // NetBox's numbers have a fixed number of places after the point.
    bool figure(std::string_view key, const Figure& figure, int places = 2, double unit = 1) {
        if (!figure.given) return false;
        const double steps = std::pow(10, places);
        const auto number = format_shortest(std::round(figure.value / unit * steps) / steps);
        return line(key, number, netbox_takes(kind_, key, number));
    }
    void mass(const Figure& mass, const std::string& unit) {
        if (figure("weight", mass, 2, kilograms_per(unit)))
            line("weight_unit", unit.empty() ? "kg" : unit);
    }
    void name(const std::string& manufacturer, const std::string& model) {
        text("manufacturer", manufacturer.empty() ? "Generic" : manufacturer);
        text("model", model.empty() ? slug_ : model);
    }
    void slug() {
        if (text("slug", slug_)) return;
        const auto sound = slug_of({}, slug_);
        line("slug", sound.empty() ? "type" : sound);
    }
    // What was not understood when it was read: masses without a unit that NetBox knows are refused too.
    void fields(const std::vector<Field>& fields) {
        for (const auto& field : fields)
            line(key_text(field.key), value_text(field),
                 netbox_takes(kind_, field.key, field.value) && !lacks_unit(field.key, fields));
    }
    void components(const DeviceType& type) {
        const bool is_parent =
            std::any_of(type.fields.begin(), type.fields.end(), [](const Field& field) {
                return field.key == "subdevice_role" && field.value == "parent";
            });
        const auto rows = components_of(type);
        for (const auto list : component_lists()) {
            std::set<std::string> names;
            std::string taken, refused;
            for (const auto& row : rows) {
                if (row.list != list) continue;
                const auto* name = value_of(row, "name");
                const bool is_taken = !needs_more(row) && (list != "device-bays" || is_parent) &&
                                      netbox_takes_of_row("name", *name) &&
                                      names.insert(*name).second;
                if (is_taken)
                    taken += taken_row(row, rows);
                else
                    refused += refused_row(row);
            }
            if (taken.empty() && refused.empty()) continue;
            if (taken.empty()) page_ += kRefusedMark;
            page_ += std::string{list} + ":\n" + taken + refused;
        }
    }
    std::string done() && { return std::move(page_); }

private:
    static std::string key_text(const std::string& key) { return yaml_text(key); }

    static bool lacks_unit(std::string_view key, const std::vector<Field>& fields) {
        const auto says = [&](std::string_view unit) {
            return std::any_of(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.key == unit; });
        };
        const bool is_mass = key == "weight" || key == "max_weight";
        // A unit among these is one that nobody understood.
        return is_mass || (key.starts_with("outer_") && key != "outer_unit") ||
               (key == "weight_unit" && !says("weight") && !says("max_weight"));
    }
    static bool needs_more(const Component& row) {
        for (const std::string_view key : {"name", "type", "rear_port"}) {
            const auto* value = value_of(row, key);
            if (netbox_needs(row.list, key) && (!value || value->empty())) return true;
        }
        return false;
    }
    // A reference to a port that is not there, or a plan above the most that is drawn.
    static bool contradicts(const Field& field, const Component& row,
                            const std::vector<Component>& rows) {
        const auto is_there = [&](std::string_view list) {
            return std::any_of(rows.begin(), rows.end(), [&](const Component& other) {
                const auto* name = value_of(other, "name");
                return other.list == list && name && *name == field.value;
            });
        };
        if (field.value.empty()) return false;
        if (field.key == "power_port") return !is_there("power-ports");
        if (field.key == "allocated_draw") {
            const auto* most = value_of(row, "maximum_draw");
            const auto limit = most ? parse_number(*most) : std::nullopt;
            return limit && *limit >= 1 && parse_number(field.value).value_or(0) > *limit;
        }
        return false;
    }
    std::string taken_row(const Component& row, const std::vector<Component>& rows) {
        bool is_first = true;
        std::string lines, comments;
        for (const auto& field : row.fields) {
            const auto words = key_text(field.key) + ": " + value_text(field) + '\n';
            if (netbox_takes_of_row(field.key, field.value) && !contradicts(field, row, rows)) {
                lines += (std::exchange(is_first, false) ? "  - " : "    ") + words;
            } else {
                comments += "    " + std::string{kRefusedMark} + words;
                left_out(std::string{row.list} + '.' + field.key, field.value);
            }
        }
        return lines + comments;
    }
    std::string refused_row(const Component& row) {
        std::string lines, words;
        for (const auto& field : row.fields) {
            const auto one = key_text(field.key) + ": " + value_text(field);
            lines += (lines.empty() ? "  " + std::string{kRefusedMark} + "- "
                                    : "    " + std::string{kRefusedMark}) +
                     one + '\n';
            words += (words.empty() ? "" : ", ") + one;
        }
        if (lines.empty()) lines = "  " + std::string{kRefusedMark} + "- {}\n";
        left_out(row.list, '{' + words + '}');
        return lines;
    }
    void left_out(std::string_view key, std::string_view value) {
        diagnostics_.warning("E0468", {},
                             {{"type", slug_},
                              {"key", std::string{key}},
                              {"value", std::string{shortened(value, 60)}}});
    }

    NetboxKind kind_;
    const std::string& slug_;
    Diagnostics& diagnostics_;
    std::string page_ = "---\n";
};

bool is_child(const DeviceType& type) {
    return std::any_of(type.fields.begin(), type.fields.end(), [](const Field& field) {
        return field.key == "subdevice_role" && field.value == "child";
    });
}

}  // namespace

NetboxFile netbox_file(const DeviceType& type) {
    NetboxFile file;
    Page page{NetboxKind::device, type.slug, file.findings};
    page.name(type.manufacturer, type.model);
    page.slug();
    auto rest = type.fields;
    if (is_child(type)) {
        // NetBox takes a height of 1 for one that is not given, and children of none only.
        const auto is_height = [](const Field& field) { return field.key == "u_height"; };
        for (const auto& field : rest)
            if (is_height(field)) page.line("u_height", field.value, false);
        std::erase_if(rest, is_height);
        page.line("u_height", "0");
    } else {
        page.figure("u_height", type.u_height, 1);
    }
    page.line("is_full_depth", type.is_full_depth ? "true" : "false");
    page.text("airflow", type.airflow);
    page.text("cooling_method", type.cooling_method);
    page.mass(type.mass_kg, type.weight_unit);
    if (type.supply != Supply::ac && type.supply != Supply::dc && type.outlets.empty())
        page.line("is_powered", "false");
    page.fields(rest);
    page.components(type);
    file.yaml = std::move(page).done();
    return file;
}

NetboxFile netbox_module_file(const DeviceType& type) {
    NetboxFile file;
    Page page{NetboxKind::module, type.slug, file.findings};
    page.name(type.manufacturer, type.model);
    page.text("airflow", type.airflow);
    page.mass(type.mass_kg, type.weight_unit);
    page.fields(type.fields);
    page.components(type);
    file.yaml = std::move(page).done();
    return file;
}

NetboxFile netbox_file(const FrameType& type) {
    NetboxFile file;
    const auto& frame = type.frame;
    const auto form = std::find_if(type.fields.begin(), type.fields.end(), [](const Field& field) {
        return field.key == "form_factor" && netbox_takes(NetboxKind::rack, field.key, field.value);
    });
    Page page{NetboxKind::rack, type.slug, file.findings};
    page.name(type.manufacturer, type.model);
    page.slug();
    if (form == type.fields.end()) page.line("form_factor", "4-post-cabinet");
    page.figure("width", frame.width_in, 0);
    page.figure("u_height", frame.u_height);
    page.line("starting_unit", format_shortest(frame.starting_unit.value_or(1)));
    if (frame.desc_units) page.line("desc_units", "true");
    const double length = frame.outer_unit == "in" ? 25.4 : 1;
    bool has_sides = page.figure("outer_width", frame.width_mm, 2, length);
    has_sides = page.figure("outer_height", frame.height_mm, 2, length) || has_sides;
    has_sides = page.figure("outer_depth", frame.depth_mm, 2, length) || has_sides;
    if (has_sides) page.line("outer_unit", length == 1 ? "mm" : "in");
    page.figure("mounting_depth", frame.mounting_depth_mm, 0);
    const auto& unit = frame.weight_unit;
    page.mass(frame.mass_empty_kg, unit);
    if (page.figure("max_weight", frame.max_load_kg, 0, kilograms_per(unit)) &&
        !frame.mass_empty_kg.given)
        page.line("weight_unit", unit.empty() ? "kg" : unit);
    page.text("cooling_capability", frame.cooling_capability);
    page.figure("cooling_capacity", frame.cooling_capacity_kw);
    page.fields(type.fields);
    file.yaml = std::move(page).done();
    return file;
}

std::string netbox_yaml(const DeviceType& type) { return netbox_file(type).yaml; }
std::string netbox_module_yaml(const DeviceType& type) { return netbox_module_file(type).yaml; }
std::string netbox_yaml(const FrameType& type) { return netbox_file(type).yaml; }

}  // namespace jarip::rack
