/// The numbers that Sobol sequences start from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace jarip::uncertain {

/// So many dimensions have direction numbers.
inline constexpr std::size_t kMostDimensions = 1024;

/// Of the second dimension and every further one (the first has none): the primitive polynomial of degree s over
/// GF(2), all its coefficients as bits, then m_1 … m_s.
[[nodiscard]] std::span<const std::uint16_t> direction_numbers();

}  // namespace jarip::uncertain
