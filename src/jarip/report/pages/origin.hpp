/// What reports say of the origin of value. For .cpp files of this folder.
#pragma once

#include "jarip/report/render/json.hpp"

namespace jarip::report {

/// The summary of an origin.
[[nodiscard]] Json as_json(const network::Network& network, const origin::Origin& origin);

}  // namespace jarip::report
