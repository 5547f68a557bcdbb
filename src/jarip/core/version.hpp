/// Which jarip this is.
#pragma once

#include <string_view>

namespace jarip {

/// "0.1.0"
[[nodiscard]] std::string_view version();

}  // namespace jarip
