#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {
namespace {

std::optional<double> if_known(const Interval& value) {
    return value.is_exact() ? std::optional{value.known} : std::nullopt;
}

}  // namespace

std::vector<Placement> placements(const Design& design) {
    const Survey survey{design};
    std::vector<Placement> result;
    std::size_t stack = 0;
    for (const auto& device : design.devices) {
        Placement place;
        place.id = device.id;
        place.type = device.type_slug;
        place.count = device.count;
        place.face = device.face;
        place.is_known = device.type.has_value();
        for (const auto feed : device.feeds) place.feeds.push_back(design.feeds[feed].id);
        if (place.is_known) {
            const auto& known = survey.stacks[stack++];
            if (known.is_placed()) place.u = device.u;
            place.height = known.height;
            // Numbered from the top, the lowest number is that of its highest unit.
            if (place.u)
                place.number =
                    unit_number(design.frame, design.frame.desc_units ? known.top() : *place.u);
            place.part = part_of(device, *known.type);
            place.name = type_label(*known.type);
            place.is_full_depth = known.type->is_full_depth;
            place.power_w = if_known(known.heat_w);
            place.liquid_w = if_known(known.heat_w * known.liquid_share);
            place.air_w = if_known(known.heat_w * complement(known.liquid_share));
            place.mass_kg = if_known(known.mass_kg);
        }
        result.push_back(std::move(place));
    }
    return result;
}

std::string type_label(const DeviceType& type) {
    // Some models have their maker's name in them.
    const bool is_whole = type.manufacturer.empty() || type.model.starts_with(type.manufacturer);
    return is_whole || type.model.empty() ? type.model : type.manufacturer + ' ' + type.model;
}

const std::string& part_of(const Device& device, const DeviceType& type) {
    const auto& part = !device.part.empty() ? device.part : type.part;
    return part.empty() ? device.type_slug : part;
}

}  // namespace jarip::rack
