/// What reports say of stress runs. For .cpp files of this folder.
#pragma once

#include <string>

#include "jarip/report/render/json.hpp"

namespace jarip::report {

/// A run's keys as in docs/schema/stress.json but for its days and nodes.
[[nodiscard]] Json as_json(const stress::Run& run);

/// "day 100 (2025-04-11)"; "–" where there is none.
[[nodiscard]] std::string day_of(std::optional<int> day, const Context& context);

/// What stands at the root of home's first loss: "board-daegu: chip"; "–" where nothing was held back at home.
[[nodiscard]] std::string root_of(const stress::Run& run, const Context& context);

}  // namespace jarip::report
