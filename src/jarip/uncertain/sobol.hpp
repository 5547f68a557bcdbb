/// Points that fill a cube evenly: scrambled Sobol sequences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace jarip::uncertain {

/// The first 2³² points of a Sobol sequence, each coordinate scrambled as Owen does: bit k is flipped by a random
/// bit that hangs on the bits before it. Any 2^m points that follow each other from a multiple of 2^m have one point
/// in each of 2^m equal parts of every coordinate, and each point by itself is uniform.
///
/// Coordinates beyond the 1,024th have no direction numbers; they are drawn independently.
///
/// source  Sobol (1967), USSR Comput. Math. Math. Phys. 7(4); Joe & Kuo (2008); Owen (1995), in: Monte Carlo and
///         Quasi-Monte Carlo Methods in Scientific Computing
class SobolPoints {
public:
    SobolPoints(std::size_t dimensions, std::uint64_t seed);

    /// The coordinate of a point, in (0, 1).
    [[nodiscard]] double at(std::size_t point, std::size_t dimension) const;
    /// The same as it is before scrambling, in [0, 1).
    [[nodiscard]] double unscrambled(std::size_t point, std::size_t dimension) const;
    [[nodiscard]] std::size_t dimensions() const { return dimensions_; }

private:
    static constexpr unsigned kBits = 32;
    using Directions = std::array<std::uint32_t, kBits>;
    [[nodiscard]] std::uint32_t bits(std::size_t point, std::size_t dimension) const;

    std::size_t dimensions_;
    std::uint64_t seed_;
    std::vector<Directions> directions_;  // by dimension, of those that have any
};

}  // namespace jarip::uncertain
