/// What reports say of investments. For .cpp files of this folder.
#pragma once

#include "jarip/report/render/json.hpp"

namespace jarip::report {

/// A frontier with its points.
[[nodiscard]] Json as_json(const network::Network& network, const onshore::Frontier& frontier);

}  // namespace jarip::report
