/// Parts of a rack as fields. For .cpp files of this folder.
#pragma once

#include "jarip/report/render/document.hpp"

namespace jarip::report {

/// A line of the bill of materials: what, in what, how often.
[[nodiscard]] const Fields<rack::BillLine>& part_fields();

}  // namespace jarip::report
