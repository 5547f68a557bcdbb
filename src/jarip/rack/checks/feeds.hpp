/// What hangs on feeds, for the checks of power.
#pragma once

#include <algorithm>

#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {

[[nodiscard]] inline bool takes_feeds(const Stack& stack) {
    return stack.type->supply == Supply::ac || stack.type->supply == Supply::source;
}

[[nodiscard]] inline bool has_three_phases(const Feed& feed) {
    return feed.phases.value_or(3) == 3;
}

/// How many of a device's feeds are alive when one is lost.
[[nodiscard]] inline double living_feeds(const Device& device, std::size_t lost) {
    return static_cast<double>(std::count_if(device.feeds.begin(), device.feeds.end(),
                                             [&](std::size_t feed) { return feed != lost; }));
}

}  // namespace jarip::rack
