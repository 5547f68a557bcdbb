/// How countries are called.
#pragma once

#include <string>

#include "jarip/core.hpp"

namespace jarip::report {

/// The name of a country in the language, or the label as it is.
[[nodiscard]] std::string country_label(const std::string& code, Language language);

}  // namespace jarip::report
