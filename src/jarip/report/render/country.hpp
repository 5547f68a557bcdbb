/// How countries are called.
#pragma once

#include <string>
#include <string_view>

#include "jarip/core.hpp"

namespace jarip::network {
struct Network;
}

namespace jarip::report {

/// The name of a country in the language, or the label as it is.
[[nodiscard]] std::string country_label(const std::string& code, Language language);

/// The name of a country of a model, or of what a company has in one: "Taiwan", "TSMC (United States)".
[[nodiscard]] std::string area_name(const network::Network& network, std::string_view code,
                                    Language language);

}  // namespace jarip::report
