/// Changes of the model's folder as they are asked for, and what is answered.
#pragma once

#include <string>
#include <string_view>

#include "jarip/serve/workshop.hpp"

namespace jarip::serve {

/// The folder's version and its steps, as JSON. errors  E0723 for the embedded model
[[nodiscard]] std::string edits(const Request& request);

/// Whether it is the path of a change.
[[nodiscard]] bool is_change(std::string_view path);
/// Does it, or says what is wrong: 400, 409.
[[nodiscard]] Reply changed(Workshop& workshop, std::string_view path, std::string_view body);

}  // namespace jarip::serve
