/// The same figures for several countries, side by side.
#pragma once

#include <optional>
#include <vector>

#include "jarip/assess.hpp"

namespace jarip::assess {

/// What one country looks like from its own side, on the one steady plan.
struct Standpoint {
    CountryId country;
    origin::Origin origin;  ///< as its own home, without single points
    stress::Run closed;     ///< its borders closed
    std::optional<trade::Indicators> trade;
};

/// The model seen from another country: the same flows, with that country as home.
[[nodiscard]] Network seen_from(const Network& network, CountryId country);

[[nodiscard]] std::vector<ScoreLine> scorecard(const Network& network, const Assessment& result,
                                               const std::vector<Standpoint>& standpoints);

}  // namespace jarip::assess
