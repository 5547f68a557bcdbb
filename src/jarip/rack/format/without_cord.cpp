#include "jarip/rack/format/without_cord.hpp"

#include <algorithm>

#include "jarip/rack/format/toml_reader.hpp"
#include "jarip/rack/netbox/netbox.hpp"

namespace jarip::rack {
namespace {

// As the type lists them, else PSU1, PSU2 … as many as it counts.
std::vector<std::string> supply_names(const DeviceType& type) {
    auto names = power_inputs(type);
    if (!names.empty()) return names;
    for (double i = 1; i <= std::min(type.psu_count.value, kMostCounted); ++i)
        names.push_back("PSU" + number_text(i));
    return names;
}

}  // namespace

void leave_out_supplies(DeviceType& type, const NamedPorts& without_cord,
                        Diagnostics& diagnostics) {
    if (without_cord.names.empty()) return;
    const auto all = supply_names(type);
    auto corded = all;
    for (const auto& name : without_cord.names) {
        const auto found = std::find(corded.begin(), corded.end(), name);
        if (found != corded.end())
            corded.erase(found);
        else
            diagnostics.error(
                "E0407", without_cord.where,
                {{"kind", "without_cord"}, {"id", name}, {"suggestion", nearest(name, all)}});
    }
    // A type that only counts its supplies gets a list of those that are left, under their names.
    auto rows = components_of(type);
    const auto is_port = [](const Component& row) { return row.list == "power-ports"; };
    std::erase_if(type.components, is_port);
    for (auto& row : rows) {
        const auto* name = is_port(row) ? value_of(row, "name") : nullptr;
        if (name && std::find(corded.begin(), corded.end(), *name) != corded.end())
            type.components.push_back(std::move(row));
    }
    type.psu_count.value = static_cast<double>(corded.size());
}

bool has_no_cord(const Design& design, const Device& device) {
    if (device.without_cord.names.empty() || !device.type) return false;
    return design.types[*device.type].psu_count.value == 0;
}

}  // namespace jarip::rack
