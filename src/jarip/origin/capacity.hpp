// What processes can make a month.
#pragma once

#include <limits>

#include "jarip/network.hpp"

namespace jarip::origin {

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

/// Good units a month of each process on its own: capacity × mean availability, within what shared
/// resources allow it alone, × yield. 0 for candidates, kUnlimited without limit.
[[nodiscard]] Indexed<network::ProcessId, double> good_capacity(const network::Network& network);

/// Good units of each item that a country's operating processes can make a month, resources shared
/// among the processes of one item but not with other items. kUnlimited without limit.
[[nodiscard]] Indexed<network::ItemId, double> item_capacity(const network::Network& network,
                                                             network::CountryId country);

}  // namespace jarip::origin
