#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "jarip/core/ascii.hpp"
#include "jarip/rack/format/device_types.hpp"
#include "jarip/rack/netbox/netbox.hpp"

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

// A page of YAML, key by key.
class Page {
public:
    void line(std::string_view key, std::string_view value) {
        page_ += std::string{key} + ": " + std::string{value} + '\n';
    }
    void text(std::string_view key, std::string_view words) {
        if (!words.empty()) line(key, yaml_text(words));
    }
    // NetBox's numbers have a fixed number of places after the point.
    void figure(std::string_view key, const Figure& figure, int places = 2, double unit = 1) {
        if (!figure.given) return;
        const double steps = std::pow(10, places);
        line(key, format_shortest(std::round(figure.value / unit * steps) / steps));
    }
    void mass(const Figure& mass, const std::string& unit) {
        if (!mass.given) return;
        figure("weight", mass, 2, kilograms_per(unit));
        line("weight_unit", unit.empty() ? "kg" : unit);
    }
    void name(const std::string& manufacturer, const std::string& model, const std::string& slug) {
        text("manufacturer", manufacturer.empty() ? "Generic" : manufacturer);
        text("model", model.empty() ? slug : model);
    }
    void fields(const std::vector<Field>& fields) {
        for (const auto& field : fields) line(key_text(field.key), value_text(field));
    }
    void components(const std::vector<Component>& rows) {
        for (const auto list : component_lists()) {
            bool is_open = false;
            for (const auto& row : rows) {
                if (row.list != list) continue;
                if (!is_open) page_ += std::string{list} + ":\n";
                is_open = true;
                for (std::size_t i = 0; i < row.fields.size(); ++i)
                    page_ += (i ? "    " : "  - ") + key_text(row.fields[i].key) + ": " +
                             value_text(row.fields[i]) + '\n';
                if (row.fields.empty()) page_ += "  - {}\n";
            }
        }
    }
    std::string done() && { return std::move(page_); }

private:
    static std::string key_text(const std::string& key) { return yaml_text(key); }

    std::string page_ = "---\n";
};

}  // namespace

std::string netbox_yaml(const DeviceType& type) {
    Page page;
    page.name(type.manufacturer, type.model, type.slug);
    page.text("slug", type.slug);
    page.figure("u_height", type.u_height);
    page.line("is_full_depth", type.is_full_depth ? "true" : "false");
    page.text("airflow", type.airflow);
    page.text("cooling_method", type.cooling_method);
    page.mass(type.mass_kg, type.weight_unit);
    if (type.supply != Supply::ac && type.supply != Supply::dc && type.outlets.empty())
        page.line("is_powered", "false");
    page.fields(type.fields);
    page.components(components_of(type));
    return std::move(page).done();
}

std::string netbox_module_yaml(const DeviceType& type) {
    Page page;
    page.name(type.manufacturer, type.model, type.slug);
    page.text("airflow", type.airflow);
    page.mass(type.mass_kg, type.weight_unit);
    page.fields(type.fields);
    page.components(components_of(type));
    return std::move(page).done();
}

std::string netbox_yaml(const FrameType& type) {
    const auto& frame = type.frame;
    const auto says = [&](std::string_view key) {
        return std::any_of(type.fields.begin(), type.fields.end(),
                           [&](const Field& field) { return field.key == key; });
    };
    Page page;
    page.name(type.manufacturer, type.model, type.slug);
    page.text("slug", type.slug);
    if (!says("form_factor")) page.line("form_factor", "4-post-cabinet");
    page.figure("width", frame.width_in, 0);
    page.figure("u_height", frame.u_height);
    page.line("starting_unit", format_shortest(frame.starting_unit.value_or(1)));
    if (frame.desc_units) page.line("desc_units", "true");
    const double length = frame.outer_unit == "in" ? 25.4 : 1;
    page.figure("outer_width", frame.width_mm, 2, length);
    page.figure("outer_height", frame.height_mm, 2, length);
    page.figure("outer_depth", frame.depth_mm, 2, length);
    if (frame.width_mm.given || frame.height_mm.given || frame.depth_mm.given)
        page.line("outer_unit", length == 1 ? "mm" : "in");
    page.figure("mounting_depth", frame.mounting_depth_mm, 0);
    const auto& unit = frame.weight_unit;
    page.mass(frame.mass_empty_kg, unit);
    page.figure("max_weight", frame.max_load_kg, 0, kilograms_per(unit));
    if (frame.max_load_kg.given && !frame.mass_empty_kg.given)
        page.line("weight_unit", unit.empty() ? "kg" : unit);
    page.text("cooling_capability", frame.cooling_capability);
    page.figure("cooling_capacity", frame.cooling_capacity_kw);
    page.fields(type.fields);
    return std::move(page).done();
}

}  // namespace jarip::rack
