/// What reports say of stress runs. For .cpp files of this folder.
#pragma once

#include <string>

#include "jarip/report.hpp"
#include "jarip/report/render/fields.hpp"

namespace jarip::report {

/// Of the baseline of all days.
[[nodiscard]] std::optional<double> lost_share(const stress::Run& run);

/// "day 100 (2025-04-11)"; "–" where there is none.
[[nodiscard]] std::string day_of(std::optional<int> day, const Context& context);

/// What stands at the root of home's first loss: "board-daegu: chip"; "–" where nothing was held back at home.
[[nodiscard]] std::string root_of(const stress::Run& run, const Context& context);

}  // namespace jarip::report
