/// Limits that cannot all hold, in words. For .cpp files of this folder.
#pragma once

#include <string>
#include <vector>

#include "jarip/report.hpp"

namespace jarip::report {

/// A line for each limit, whatever the number of periods in which it clashes: "kind[id,period]" as what it is, whose,
/// and from when to when. Names of another shape stand as they are.
[[nodiscard]] std::string clash_lines(const std::vector<std::string>& limits,
                                      const Context& context);

}  // namespace jarip::report
