/// The season of a monthly series: STL, seasonal-trend decomposition by loess.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace jarip::trade {

/// Values in three parts that add up to them.
struct Decomposition {
    std::vector<double> season, trend, rest;
};

/// Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6: two inner loops, no robustness
/// weights; seasonal window 13 (degree 0), trend window 21 and low-pass window 13 (degree 1), every point smoothed. The
/// defaults of R's stl with s.window = 13 and jumps of 1.
/// requires  two years or more
[[nodiscard]] Decomposition seasonal_decomposition(std::span<const double> values);

}  // namespace jarip::trade
