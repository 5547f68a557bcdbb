/// How much memory may still be taken: asked before work that takes much.
#pragma once

#include <optional>
#include <string_view>

namespace jarip {

/// Bytes that this process may still take: the least of what its limit (ulimit -v), its control group and the
/// machine leave, memory that the system can free counted. nullopt where the system does not say.
[[nodiscard]] std::optional<double> memory_left();

/// Of a text like /proc/meminfo the figure of a key, in bytes; nullopt where it is not there.
[[nodiscard]] std::optional<double> memory_figure(std::string_view text, std::string_view key);

}  // namespace jarip
