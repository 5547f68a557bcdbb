/// Ends of lanes: a site, `country:KR`, or `*`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

/// returns nullopt where the text is none of these
[[nodiscard]] std::optional<End> find_end(const Loading& loading, std::string_view text);

/// What a cell that is none of these may have meant: the country of that code, or the site whose id is nearest; "" where nothing
/// is near, or the fault is not kept.
///
/// returns nullopt where what is wrong is reported elsewhere
[[nodiscard]] std::optional<std::string> suggested_end(const Loading& loading,
                                                       const ModelTable& table, std::size_t row,
                                                       std::string_view text);

}  // namespace jarip::network
