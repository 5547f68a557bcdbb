#include "jarip/uncertain/sobol.hpp"

#include <algorithm>
#include <bit>

#include "jarip/core/random.hpp"
#include "jarip/uncertain/direction_numbers.hpp"

namespace jarip::uncertain {
namespace {

// What random numbers are for (StreamKey::use), apart from every other use of a seed.
constexpr std::uint32_t kScramble = 0x5C4A;
constexpr std::uint32_t kIndependent = 0x1D33;
// Levels of the tree of bits whose flips hang on all bits before; what is below is finer than 2²⁴ points, and is
// filled by random bits.
constexpr unsigned kNested = 24;

std::uint32_t low_word(std::uint64_t bits) { return static_cast<std::uint32_t>(bits); }

}  // namespace

SobolPoints::SobolPoints(std::size_t dimensions, std::uint64_t seed)
    : dimensions_{dimensions}, seed_{seed} {
    const auto numbers = direction_numbers();
    std::size_t next = 0;
    for (std::size_t d = 0; d < std::min(dimensions, kMostDimensions); ++d) {
        Directions v{};
        if (d == 0) {
            for (std::size_t k = 0; k < kBits; ++k) v[k] = 1U << (kBits - 1 - k);
            directions_.push_back(v);
            continue;
        }
        const std::uint32_t polynomial = numbers[next++];
        const auto degree = static_cast<std::size_t>(std::bit_width(polynomial)) - 1;
        for (std::size_t k = 0; k < kBits; ++k) {
            if (k < degree) {
                v[k] = std::uint32_t{numbers[next++]} << (kBits - 1 - k);
                continue;
            }
            v[k] = v[k - degree] ^ (v[k - degree] >> degree);
            for (std::size_t j = 1; j < degree; ++j)
                if ((polynomial >> (degree - j) & 1U) != 0) v[k] ^= v[k - j];
        }
        directions_.push_back(v);
    }
}

// Points in the order of the Gray code of their number, as is usual: the same points for any 2^m of them.
std::uint32_t SobolPoints::bits(std::size_t point, std::size_t dimension) const {
    const auto& v = directions_[dimension];
    std::uint32_t x = 0;
    const std::uint64_t gray = point ^ (point >> 1U);
    for (std::size_t k = 0; k < kBits; ++k)
        if ((gray >> k & 1U) != 0) x ^= v[k];
    return x;
}

double SobolPoints::unscrambled(std::size_t point, std::size_t dimension) const {
    return bits(point, dimension) * 0x1p-32;
}

double SobolPoints::at(std::size_t point, std::size_t dimension) const {
    const auto entity = static_cast<std::uint32_t>(dimension);
    if (dimension >= directions_.size())
        return RandomStream{{.seed = seed_,
                             .replication = static_cast<std::uint32_t>(point),
                             .entity = entity,
                             .use = kIndependent}}
            .uniform();
    const std::uint32_t x = bits(point, dimension);
    std::uint32_t scrambled = 0;
    for (unsigned k = 0; k < kNested; ++k) {
        // The place in the tree: a leading one, then the bits before.
        const std::uint32_t place = 1U << k | (k == 0 ? 0U : x >> (kBits - k));
        RandomStream flips{
            {.seed = seed_, .replication = place, .entity = entity, .use = kScramble}};
        const std::uint32_t bit = (x >> (kBits - 1 - k) ^ low_word(flips.bits())) & 1U;
        scrambled |= bit << (kBits - 1 - k);
    }
    RandomStream rest{{.seed = seed_,
                       .replication = 1U << kNested | x >> (kBits - kNested),
                       .entity = entity,
                       .use = kScramble}};
    const std::uint32_t fine = low_word(rest.bits()) >> kNested;
    return ((scrambled | fine) + 0.5) * 0x1p-32;
}

}  // namespace jarip::uncertain
