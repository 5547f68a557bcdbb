/// What a figure of a design may be: wide enough for any rack, narrow enough that sums stay numbers.
#pragma once

#include "jarip/core/table.hpp"

namespace jarip::rack {

inline constexpr NumberRange kUnits{0, 100};
inline constexpr NumberRange kPositions{-100, 200};
inline constexpr NumberRange kCounts{0, 1e6};
inline constexpr NumberRange kStacks{1, 1000};
inline constexpr NumberRange kMillimetres{0, 1e5};
inline constexpr NumberRange kSides{1, 1e5};
inline constexpr NumberRange kMetres{0, 1e4};
inline constexpr NumberRange kKilograms{0, 1e6};
inline constexpr NumberRange kWatts{0, 1e9};
inline constexpr NumberRange kKilowatts{0, 1e6};
inline constexpr NumberRange kVolts{1, 1e5};
inline constexpr NumberRange kSignedVolts{-1e5, 1e5};
inline constexpr NumberRange kAmperes{0, 1e6};
inline constexpr NumberRange kCelsius{-100, 200};
inline constexpr NumberRange kKelvins{0.1, 200};
inline constexpr NumberRange kFlows{0, 1e7};
inline constexpr NumberRange kAltitudes{-500, 9000};
inline constexpr NumberRange kMoney{0, 1e12};

}  // namespace jarip::rack
