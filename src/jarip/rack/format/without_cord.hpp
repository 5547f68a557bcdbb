/// Supplies of a device to which no cord leads.
#pragma once

#include "jarip/rack/design.hpp"

namespace jarip::rack {

/// Takes them out of the device's own type: they give it nothing and need no outlet.
/// errors  E0407 for a name that no supply has
void leave_out_supplies(DeviceType& type, const NamedPorts& without_cord, Diagnostics& diagnostics);

/// Whether all supplies of a device are without a cord: then no feed reaches it.
[[nodiscard]] bool has_no_cord(const Design& design, const Device& device);

}  // namespace jarip::rack
