/// What stands above a page.
#pragma once

#include <string>
#include <string_view>

#include "jarip/report.hpp"

namespace jarip::report {

/// The sentence under `key`, its gap {title} filled with the model's, wrapped to the page, and an empty line.
[[nodiscard]] std::string heading(const Context& context, std::string_view key,
                                  Arguments arguments = {});

}  // namespace jarip::report
