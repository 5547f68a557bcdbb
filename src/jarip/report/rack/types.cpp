// Device types and frames as a list.
#include <array>
#include <optional>

#include "jarip/report/render/document.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {
namespace {

using rack::DeviceType;
using rack::Figure;
using rack::FrameType;

constexpr std::array<std::string_view, 5> kSupplies{"ac", "dc", "busbar", "source", "passive"};
std::string_view supply_of(const DeviceType& type) {
    return kSupplies.at(static_cast<std::size_t>(type.supply));
}

std::optional<double> given(const Figure& figure) {
    return figure.given ? std::optional{figure.value} : std::nullopt;
}

// What a check counts: the draw of the design, else the most, else what is allocated.
const Figure& draw_of(const DeviceType& type) {
    if (type.watts.given) return type.watts;
    return type.watts_max.given ? type.watts_max : type.allocated_w;
}

bool is_assumed(const DeviceType& type) {
    return (draw_of(type).given && draw_of(type).assumed) ||
           (type.mass_kg.given && type.mass_kg.assumed);
}
bool is_assumed(const FrameType& type) {
    return (type.frame.mass_empty_kg.given && type.frame.mass_empty_kg.assumed) ||
           (type.frame.max_load_kg.given && type.frame.max_load_kg.assumed);
}

const Fields<DeviceType>& type_fields() {
    static constexpr FieldList fields{
        "device_type",
        field::id<&DeviceType::slug>("slug"),
        field::text<&DeviceType::manufacturer>("manufacturer"),
        field::text<&DeviceType::model>("model").titled("fields.type_model"),
        field::word<supply_of>("power", kSupplies)
            .titled("fields.supply")
            .says("what feeds it; source: a power shelf"),
        field::quantity<[](const DeviceType& type) { return given(type.u_height); }>("height_u",
                                                                                     "U"),
        field::quantity<[](const DeviceType& type) { return given(type.depth_mm); }>("depth_mm",
                                                                                     "mm"),
        field::quantity<[](const DeviceType& type) { return given(type.mass_kg); }>("mass_kg",
                                                                                    "kg"),
        field::quantity<[](const DeviceType& type) { return given(draw_of(type)); }>("power_w", "W")
            .says("watts, else watts_max, else what is allocated"),
        field::number<[](const DeviceType& type) { return given(type.psu_count); }>("supplies"),
        field::quantity<[](const DeviceType& type) { return given(type.psu_w); }>("supply_w", "W"),
        field::text<&DeviceType::plug>("plug"),
        field::share<[](const DeviceType& type) { return given(type.liquid_fraction); }>(
            "liquid_share")
            .says("of its heat"),
        field::number<[](const DeviceType& type) { return given(type.accelerators); }>(
            "accelerators"),
        field::quantity<[](const DeviceType& type) { return given(type.price); }>("price", "USD"),
        field::flag<[](const DeviceType& type) { return is_assumed(type); }>("assumed").says(
            "whether its draw or its mass is"),
        field::text<&DeviceType::source>("source"),
    };
    return fields;
}

const Fields<FrameType>& frame_fields() {
    static constexpr FieldList fields{
        "frame",
        field::id<&FrameType::slug>("slug"),
        field::text<&FrameType::manufacturer>("manufacturer"),
        field::text<&FrameType::model>("model").titled("fields.type_model"),
        field::quantity<[](const FrameType& type) { return given(type.frame.u_height); }>(
            "height_u", "U"),
        field::quantity<[](const FrameType& type) { return rack::millimetres(type.frame.unit); }>(
            "unit_mm", "mm"),
        field::quantity<[](const FrameType& type) { return given(type.frame.mass_empty_kg); }>(
            "mass_kg", "kg"),
        field::quantity<[](const FrameType& type) { return given(type.frame.max_load_kg); }>(
            "max_load_kg", "kg"),
        field::flag<[](const FrameType& type) { return is_assumed(type); }>("assumed").says(
            "whether its mass or its load is"),
        field::text<&FrameType::source>("source"),
    };
    return fields;
}

const Fields<RackTypes>& types_fields() {
    static constexpr FieldList fields{
        "types",
        field::list<&RackTypes::types, type_fields>("types"),
        field::list<&RackTypes::frames, frame_fields>("frames"),
    };
    return fields;
}

constexpr std::array<FieldsFunction, 1> kTypesForms{field::any_fields<types_fields>};
constexpr std::array<std::string_view, 1> kTypesMain{"types"};

std::string name_of_type(const std::string& manufacturer, const std::string& model) {
    return manufacturer.empty() || model.starts_with(manufacturer) ? model
                                                                   : manufacturer + ' ' + model;
}

}  // namespace

std::string text(const RackTypes& result, const Context& context) {
    const auto say = [&](const char* key, const Arguments& arguments = {}) {
        return text(context.language, std::string{"report.rack."} + key, arguments);
    };
    std::string page;
    // An asterisk stands after what rests on an assumed figure.
    const auto mark = [](bool assumed) { return std::string{assumed ? " *" : ""}; };
    if (!result.types.empty()) {
        TextTable table{{say("types_slug")},
                        {say("types_name")},
                        {"U", Align::right},
                        {"W", Align::right},
                        {"kg", Align::right},
                        {say("types_supply")},
                        {""}};
        for (const auto& type : result.types)
            table.add({type.slug, name_of_type(type.manufacturer, type.model),
                       number(given(type.u_height)), number(given(draw_of(type))),
                       number(given(type.mass_kg)), std::string{supply_of(type)},
                       mark(is_assumed(type))});
        page += table.render(context.width);
    }
    if (!result.frames.empty()) {
        if (!page.empty()) page += '\n';
        TextTable table{{say("types_frame")},
                        {say("types_name")},
                        {"U", Align::right},
                        {"kg", Align::right},
                        {say("types_load"), Align::right},
                        {""}};
        for (const auto& type : result.frames)
            table.add({type.slug, name_of_type(type.manufacturer, type.model),
                       number(given(type.frame.u_height)), number(given(type.frame.mass_empty_kg)),
                       number(given(type.frame.max_load_kg)), mark(is_assumed(type))});
        page += table.render(context.width);
    }
    if (!page.empty()) page += '\n';
    page +=
        wrapped(say(result.types.empty() && result.frames.empty() ? "types_none" : "types_count",
                    {{"types", std::to_string(result.types.size())},
                     {"frames", std::to_string(result.frames.size())}}),
                context.width) +
        '\n';
    return page;
}

extern const Document kRackTypesDocument;
const Document kRackTypesDocument{"rack-types", "jarip rack types", Head::version, kTypesForms,
                                  kTypesMain};

Described described(const RackTypes& result) {
    return {&kRackTypesDocument, &types_fields(), &result};
}

}  // namespace jarip::report
