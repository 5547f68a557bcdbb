/// Faults and warnings of what was read, as fields. For .cpp files of this folder.
#pragma once

#include "jarip/report/render/document.hpp"

namespace jarip::report {

/// severity, code, file, line, column, message
[[nodiscard]] const Fields<Diagnostic>& finding_fields();

}  // namespace jarip::report
