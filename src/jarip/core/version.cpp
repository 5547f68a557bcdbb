#include "jarip/core/version.hpp"

namespace jarip {

std::string_view version() { return JARIP_VERSION; }

}  // namespace jarip
