/// What a candidate costs by its size.
#pragma once

#include <vector>

#include "jarip/onshore.hpp"

namespace jarip::onshore {

/// A size that may be built. Capital between two points is on the straight line between them.
struct SizePoint {
    double capacity = 0;  ///< units started a month; infinite where the process has no limit
    double capex = 0;
    bool between = false;  ///< so is any size between the point before it and this one
};

/// The sizes of a candidate, the smallest first: those of sizes.csv; points of capex · (size ÷ capacity)^scale_exponent from
/// `minimum_capacity` on, ten and more to a factor of ten; or the one of processes.csv.
[[nodiscard]] std::vector<SizePoint> size_points(const network::Network& network,
                                                 network::ProcessId process);

/// Whether it may be built in several sizes.
[[nodiscard]] bool is_sized(const network::Network& network, network::ProcessId process);

/// Capital of a size, between points on the line.
[[nodiscard]] double capex_of_size(const std::vector<SizePoint>& points, double capacity);

}  // namespace jarip::onshore
