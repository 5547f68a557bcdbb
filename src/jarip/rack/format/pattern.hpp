/// How the ends of cables name devices.
#pragma once

#include <string_view>

namespace jarip::rack {

inline constexpr std::string_view kOutside = "external";  ///< leaves the rack
inline constexpr std::string_view kEveryone = "all";  ///< every device but those of the other end

/// Whether an id fits a pattern with any number of *.
[[nodiscard]] bool matches(std::string_view id, std::string_view pattern);

/// Whether an end of a cable names a device, whose other end is `other`.
[[nodiscard]] inline bool names_device(std::string_view end, std::string_view other,
                                       std::string_view id) {
    return end == kEveryone ? !matches(id, other) : matches(id, end);
}

}  // namespace jarip::rack
