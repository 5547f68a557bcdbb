#include <algorithm>
#include <array>
#include <cmath>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"

namespace jarip::report {
namespace {

using rack::Face;
using rack::Placement;

// "compute  6 kW · 32 kg · A B"
std::string label(const Placement& place) {
    std::string line = place.id;
    const auto add = [&](const std::string& more, const char* between) { line += between + more; };
    if (place.power_w && *place.power_w > 0) add(number(*place.power_w / 1000) + " kW", "  ");
    if (place.mass_kg) add(number(place.mass_kg) + " kg", " · ");
    for (std::size_t i = 0; i < place.feeds.size(); ++i) add(place.feeds[i], i ? " " : " · ");
    return line;
}

// What a face shows in one half unit: a label where a device begins (seen from above), a broken line where it goes on, a dot where
// a device of the other face reaches through.
std::string cell(const std::vector<Placement>& places, Face face, double from) {
    std::string behind;
    for (const auto& place : places) {
        if (!place.u || place.height <= 0) continue;
        const double below = from - *place.u;
        if (below < 0 || below >= place.height * place.count) continue;
        if (place.face != face) {
            if (place.is_full_depth) behind = "·";
            continue;
        }
        const double in_device = below - std::floor(below / place.height) * place.height;
        const bool is_top = in_device + 0.5 >= place.height;
        return is_top ? label(place) : "┆";
    }
    return behind;
}

bool has_half_units(const std::vector<Placement>& places) {
    const auto is_half = [](double value) { return value != std::floor(value); };
    return std::any_of(places.begin(), places.end(), [&](const Placement& place) {
        return place.u && (is_half(*place.u) || is_half(place.height));
    });
}

std::string elevation(const rack::Design& design, const Context& context) {
    const auto places = rack::placements(design);
    const auto say = [&](const char* key) {
        return text(context.language, std::string{"report.rack."} + key);
    };
    const std::size_t column = (context.width - 12) / 2;
    const auto fit = [&](const std::string& words) {
        return padded(shortened(words, column), column);
    };
    std::string page = (design.name.empty() ? design.id : design.name) + '\n';
    const auto row = [&](const std::string& unit, const std::string& front,
                         const std::string& rear) {
        std::string line =
            padded(unit, 4, false) + " │ " + fit(front) + "│ " + shortened(rear, column);
        line.erase(line.find_last_not_of(' ') + 1);
        page += line + '\n';
    };
    row(design.frame.unit == rack::HeightUnit::ou ? "OU" : "U", say("front"), say("rear"));
    const double step = has_half_units(places) ? 0.5 : 1;
    for (double u = design.frame.u_height.value + 1 - step; u >= 1; u -= step) {
        const bool is_whole = u == std::floor(u);
        // With whole units, the upper half of a unit shows what begins there.
        const double at = step == 1 ? u + 0.5 : u;
        row(is_whole ? number(rack::unit_number(design.frame, u)) : "",
            cell(places, Face::front, at), cell(places, Face::rear, at));
    }
    std::string rest;
    for (const auto& place : places)
        if (!place.u)
            rest += (rest.empty() ? "" : ", ") +
                    (place.count > 1 ? number(place.count) + " × " : "") + label(place);
    if (!rest.empty()) page += wrapped("  " + say("beside") + ' ' + rest, context.width, 4) + '\n';
    return page;
}

}  // namespace

std::string text(const RackDrawing& drawing, const Context& context) {
    std::string page;
    for (const auto& design : drawing.designs)
        page += (page.empty() ? "" : "\n") + elevation(design, context);
    return page;
}

// ---- what a program reads

namespace {

using rack::Design;

constexpr std::array<std::string_view, 2> kFaces{"front", "rear"};
constexpr double kDefaultWidth = 600;  // mm

const Fields<Placement>& placement_fields() {
    static constexpr FieldList fields{
        "device",
        field::id<&Placement::id>("id"),
        field::id<&Placement::type>("type"),
        field::id<&Placement::part>("item").says(
            "as lists of parts have it; empty: nobody knows the type"),
        field::name<&Placement::name>("name").says("maker and model of the type"),
        field::flag<&Placement::is_known>("known")
            .titled("fields.known_type")
            .says("false: nobody knows the type"),
        field::number<&Placement::u>("u").says(
            "lowest unit, counted from 1 at the bottom; null: takes none"),
        field::number<&Placement::number>("number").says(
            "lowest number that it takes, as the rack numbers its units (starting_unit, "
            "desc_units)"),
        field::quantity<&Placement::height>("height_u", "U").at_least(0),
        field::number<&Placement::count>("count"),
        field::word<[](const Placement& place) { return kFaces.at(place.face == Face::rear); }>(
            "face", kFaces),
        field::flag<&Placement::is_full_depth>("full_depth"),
        field::quantity<&Placement::power_w>("power_w", "W").says("of one device; null: not known"),
        field::quantity<&Placement::air_w>("air_w", "W"),
        field::quantity<&Placement::liquid_w>("liquid_w", "W"),
        field::quantity<&Placement::mass_kg>("mass_kg", "kg"),
        field::id<&Placement::feeds>("feeds"),
    };
    return fields;
}

const Fields<Design>& design_fields() {
    static constexpr FieldList fields{
        "rack",
        field::id<&Design::id>("id").as_key(),
        field::name<&Design::name>("name"),
        field::quantity<[](const Design& design) { return rack::millimetres(design.frame.unit); }>(
            "unit_mm", "mm"),
        field::quantity<[](const Design& design) { return design.frame.u_height.value; }>(
            "height_u", "U"),
        field::quantity<[](const Design& design) {
            return design.frame.width_mm.value_or(kDefaultWidth);
        }>("width_mm", "mm")
            .says("outside; 600 where the design does not say"),
        field::list<[](const Design& design) { return rack::placements(design); },
                    placement_fields>("devices"),
    };
    return fields;
}

const Fields<RackDrawing>& drawing_fields() {
    static constexpr FieldList fields{"drawing",
                                      field::list<&RackDrawing::designs, design_fields>("racks")};
    return fields;
}

constexpr std::array<FieldsFunction, 1> kDrawForms{field::any_fields<drawing_fields>};
constexpr std::array<std::string_view, 1> kDrawMain{"racks.devices"};

}  // namespace

extern const Document kRackDrawDocument;
const Document kRackDrawDocument{"rack-draw", "jarip rack draw", Head::seed, kDrawForms, kDrawMain};

Described described(const RackDrawing& drawing) {
    return {&kRackDrawDocument, &drawing_fields(), &drawing};
}

}  // namespace jarip::report
