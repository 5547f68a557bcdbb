/// What reports say of investments. For .cpp files of this folder.
#pragma once

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// A frontier with its points.
[[nodiscard]] const Fields<onshore::Frontier>& frontier_fields();

}  // namespace jarip::report
