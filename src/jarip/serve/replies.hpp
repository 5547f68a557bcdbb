/// What is answered where there is no result.
#pragma once

#include <string>

#include "jarip/core/json.hpp"
#include "jarip/serve.hpp"

namespace jarip::serve {

[[nodiscard]] Reply fault(int status, std::string words);
[[nodiscard]] Reply json_reply(int status, const Json& body);

}  // namespace jarip::serve
