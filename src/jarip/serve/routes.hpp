/// Paths that are answered with what is computed.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "jarip/serve/workshop.hpp"

namespace jarip::serve {

struct Route {
    std::string_view path;
    std::string (*answer)(const Request&);
    bool kept = true;  ///< the same until the model's files change
};

/// Results as the command line prints them.
[[nodiscard]] std::span<const Route> result_routes();
/// What the page shows, as bundles (docs/page.md).
[[nodiscard]] std::span<const Route> page_routes();

}  // namespace jarip::serve
