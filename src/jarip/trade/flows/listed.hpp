/// What a finding names, in a line.
#pragma once

#include <string>
#include <vector>

namespace jarip::trade {

/// The first five of some words.
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace jarip::trade
