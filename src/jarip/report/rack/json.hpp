/// What documents about racks share.
#pragma once

#include <vector>

#include "jarip/report/render/json.hpp"

namespace jarip::report {

/// Findings, each with value, limit, margin, place and what to change.
[[nodiscard]] Json checks_json(const std::vector<rack::Check>& checks, Language language);
/// A total with what it lies between.
[[nodiscard]] Json bounds_json(const rack::Total& total);

}  // namespace jarip::report
