/// Where do these devices stand best in a rack?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/lp.hpp"
#include "jarip/rack/design.hpp"

namespace jarip::rack {

/// Devices that are to be placed: a row of a list.
struct ToPlace {
    std::string id, type;
    double count = 1;
    std::vector<std::string> feeds;
    std::string loop;
    std::optional<double> u;  ///< the number of the unit that it must take; empty: any
    Face face = Face::front;
    std::optional<double> watts, weight_kg;  ///< of one; empty: as its type says
    Location where;
};

/// What a list of devices asks to place.
struct DeviceList {
    std::vector<ToPlace> devices;
    Diagnostics findings;  ///< warnings: E0462, a column that nothing reads
};

/// A list of devices, CSV: id, type, and as they are there count, feeds (`;` between), loop, u, face, watts, weight_kg.
/// errors  those of reading tables, E0450 no column id or type, E0451 no face or count
[[nodiscard]] DeviceList load_device_list(const SourceFile& table);

/// Devices of one kind on top of each other.
struct PlacedStack {
    std::string id, type;
    std::optional<double> number;  ///< the unit of the lowest, as the rack numbers it; empty: none
    double count = 1;
    double height = 0;  ///< units of one
    Face face = Face::front;
    std::vector<std::string> feeds;
    std::vector<std::string> phases;  ///< dealt to the stack in turn; empty: none are named
    std::string loop;
    std::optional<double> watts, weight_kg;  ///< of one, where the list says them
};

struct PlacedDevices {
    lp::Status status = lp::Status::unknown;
    double gap = 0;
    std::vector<PlacedStack> stacks;  ///< from the top
    double hot_neighbours = 0;        ///< pairs of hot devices on top of each other
    double imbalance =
        0;  ///< of the phases of the feeds: the largest distance from their mean, of it (P06)
    std::string design;  ///< the design with the devices, as its file
};

/// Places devices in the free units of a design: heavy ones low, hot ones not on top of each other, cords of one phase so
/// that the phases of a feed carry alike. Masses that nobody gives count as the mean of those that are given. Hot is what
/// puts more heat into the air a unit than 1.2 times the mean of the devices placed. The design's own devices stay.
/// errors  E0452 a type that nobody knows, E0453 a feed or a loop that the design does not have; E0454 an id twice;
///         E0460 a unit at which the device cannot stand
/// source  docs/formulas.md (Rack, placing)
[[nodiscard]] PlacedDevices place_devices(const SourceFile& design,
                                          const std::vector<ToPlace>& devices,
                                          const std::vector<SourceFile>& files);

}  // namespace jarip::rack
