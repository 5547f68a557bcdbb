/// Ends of lanes: a site, `country:KR`, or `*`.
#pragma once

#include <optional>
#include <string_view>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

/// returns nullopt where the text is none of these
[[nodiscard]] std::optional<End> find_end(const Loading& loading, std::string_view text);

}  // namespace jarip::network
