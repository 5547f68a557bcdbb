// Outlets that cables of the design name, at the other end of which a supply is named.
#include <algorithm>
#include <map>
#include <tuple>

#include "jarip/rack/format/pattern.hpp"
#include "jarip/rack/netbox/netbox.hpp"
#include "jarip/rack/power/wiring_steps.hpp"

namespace jarip::rack {
namespace {

using Place = std::tuple<std::size_t, std::size_t, std::string>;  // device, number, port

class NamedOutlets {
public:
    NamedOutlets(const Survey& survey, Wiring& wiring)
        : survey_{survey}, design_{survey.design}, wiring_{wiring} {}

    std::vector<std::optional<std::size_t>> keep() && {
        read_named_outlets();
        keep_named();
        return std::move(named_outlet_);
    }

private:
    // Cables that name an outlet at one end and a supply at the other.
    void read_named_outlets() {
        for (const auto& cable : design_.cables) {
            const auto from = places(cable.from, cable.to, cable.from_ports);
            const auto to = places(cable.to, cable.from, cable.to_ports);
            if (from.empty() || from.size() != to.size()) continue;
            for (std::size_t i = 0; i < from.size(); ++i) {
                supply_of_outlet_.emplace(from[i], to[i]);
                supply_of_outlet_.emplace(to[i], from[i]);
            }
        }
    }

    [[nodiscard]] std::vector<Place> places(const std::string& end, const std::string& other,
                                            const NamedPorts& ports) const {
        std::vector<Place> places;
        if (ports.names.empty() || end == kOutside) return places;
        for (std::size_t i = 0; i < design_.devices.size(); ++i) {
            const auto& device = design_.devices[i];
            if (!names_device(end, other, device.id)) continue;
            for (double k = 1; k <= device.count; ++k) {
                if (ports.number && *ports.number != k) continue;
                for (const auto& name : ports.names)
                    places.emplace_back(i, static_cast<std::size_t>(k - 1), name);
                if (static_cast<double>(places.size()) > kMostCords) return {};
            }
        }
        return places;
    }

    [[nodiscard]] std::size_t device_of(const WiredCord& cord) const {
        return static_cast<std::size_t>(survey_.stacks[cord.stack].device - design_.devices.data());
    }

    // Outlets that cables name are dealt to nobody else.
    void keep_named() {
        named_outlet_.resize(wiring_.cords.size());
        if (supply_of_outlet_.empty()) return;
        std::map<Place, std::size_t> outlets;
        for (std::size_t i = 0; i < wiring_.outlets.size(); ++i) {
            const auto& unit = wiring_.units[wiring_.outlets[i].unit];
            outlets.emplace(Place{unit.device, unit.number, wiring_.outlets[i].name}, i);
        }
        for (std::size_t i = 0; i < wiring_.cords.size(); ++i) {
            const auto& cord = wiring_.cords[i];
            const auto named = supply_of_outlet_.find({device_of(cord), cord.number, cord.supply});
            if (named == supply_of_outlet_.end()) continue;
            const auto outlet = outlets.find(named->second);
            if (outlet == outlets.end() || wiring_.outlets[outlet->second].is_taken) continue;
            const auto unit = wiring_.outlets[outlet->second].unit;
            if (wiring_.units[unit].feed() != cord.feed) continue;
            if (cord.feeds_unit && cord.unit != unit) continue;
            wiring_.outlets[outlet->second].is_taken = true;
            named_outlet_[i] = outlet->second;
        }
    }

    const Survey& survey_;
    const Design& design_;
    Wiring& wiring_;
    std::map<Place, Place> supply_of_outlet_;
    std::vector<std::optional<std::size_t>> named_outlet_;  // of each cord
};

}  // namespace

std::vector<std::optional<std::size_t>> keep_named_outlets(const Survey& survey, Wiring& wiring) {
    return NamedOutlets{survey, wiring}.keep();
}

bool names_outlets(const Design& design) {
    const auto names_outlet = [&](const std::string& end, const std::string& other,
                                  const NamedPorts& ports) {
        if (ports.names.empty() || end == kOutside) return false;
        return std::any_of(design.devices.begin(), design.devices.end(), [&](const Device& device) {
            if (!device.type || !names_device(end, other, device.id)) return false;
            const auto names = names_in(design.types[*device.type], "power-outlets");
            return std::find(names.begin(), names.end(), ports.names.front()) != names.end();
        });
    };
    return std::any_of(design.cables.begin(), design.cables.end(), [&](const Cable& cable) {
        return !cable.from_ports.names.empty() && !cable.to_ports.names.empty() &&
               (names_outlet(cable.from, cable.to, cable.from_ports) ||
                names_outlet(cable.to, cable.from, cable.to_ports));
    });
}

}  // namespace jarip::rack
