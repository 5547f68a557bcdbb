/// The racks of a hall as they stand in a quarter, and their rows.
#pragma once

#include <optional>
#include <vector>

#include "jarip/rack/hall.hpp"

namespace jarip::rack {

/// So many of these racks at a time.
struct Standing {
    const HallRacks* racks = nullptr;
    double count = 0;
};

/// A total that is this, or that nobody can say.
[[nodiscard]] inline Total exactly(std::optional<double> value) {
    return {value, value ? 1.0 : 0.0, 0, value, value};
}

/// From the first quarter in which racks come, or in which those without a beginning stand, to the last in which some come or
/// go; none where no rack says a quarter. Of more than a hundred years, the later ones in which something changes.
[[nodiscard]] std::vector<Quarter> quarters_of(const std::vector<HallRacks>& racks);
/// In a quarter; those at first where it is empty.
[[nodiscard]] std::vector<Standing> standing_in(const std::vector<HallRacks>& racks,
                                                const std::optional<Quarter>& quarter);
/// The rows that racks name, in the order in which they are met.
[[nodiscard]] std::vector<HallRowReport> rows_of(const Hall& hall,
                                                 const std::vector<Standing>& racks);
/// The floor at the ends of the rows; empty where a rack of them does not say how deep it is.
[[nodiscard]] std::optional<double> row_ends_m2(const Hall& hall,
                                                const std::vector<Standing>& racks);

}  // namespace jarip::rack
