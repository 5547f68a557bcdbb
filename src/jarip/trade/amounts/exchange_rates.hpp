/// Amounts of other currencies in dollars.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// What an amount is multiplied by and divided by, both > 0.
struct Conversion {
    std::int64_t times = 1;
    std::int64_t over = 1;
};

/// The first rate of just that period, else the mean of its months, else the rate of the first period that holds it,
/// else nullopt.
[[nodiscard]] std::optional<Conversion> average_rate(std::span<const ExchangeRate> rates,
                                                     std::string_view currency,
                                                     const Period& period);

/// Rounded to the nearest, halves away from 0; nullopt where it is too large.
[[nodiscard]] std::optional<std::int64_t> converted(std::int64_t amount,
                                                    const Conversion& conversion);

}  // namespace jarip::trade
