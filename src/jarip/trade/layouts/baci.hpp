/// What both readers of CEPII BACI know of it.
#pragma once

#include <cstddef>

namespace jarip::trade {

inline constexpr int kBaciThousand = 3;         ///< v is in thousand USD
inline constexpr double kBaciKgPerUnit = 1000;  ///< q is in tonnes
inline constexpr std::size_t kBaciCodeDigits =
    6;  ///< fewer have lost zeros to a tool that reads numbers

}  // namespace jarip::trade
