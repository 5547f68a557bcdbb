/// Ports that cables name.
#pragma once

#include "jarip/rack.hpp"

namespace jarip::rack {

/// Gives the ends of cables that do not say their kind of port the kind of the port that they name, else that of the other
/// end.
void name_port_kinds(Design& design);

}  // namespace jarip::rack
