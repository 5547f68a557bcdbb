/// What reports say of the origin of value. For .cpp files of this folder.
#pragma once

#include <string_view>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// The summary of an origin.
[[nodiscard]] const Fields<origin::Origin>& origin_fields();
/// "country", "company", …
[[nodiscard]] std::string_view by_word(origin::By by);

}  // namespace jarip::report
