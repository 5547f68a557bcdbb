#include "jarip/core/random.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

#include "jarip/core/numeric.hpp"

namespace jarip {
namespace {

using Words = std::array<std::uint32_t, 4>;

Words philox(Words counter, std::array<std::uint32_t, 2> key) {
    const auto words =
        r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return {words[0], words[1], words[2], words[3]};
}

// Known answers of Random123's own kat_vectors (Salmon et al. 2011).
TEST(Philox, GivesTheKnownAnswers) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, IsPhiloxWithItsKeyAsCounter) {
    RandomStream zero{{0, 0, 0, 0}};
    EXPECT_EQ(zero.bits(), 0xe169c58d'6627e8d5U);
    EXPECT_EQ(zero.bits(), 0x9b00dbd8'bc57ac4cU);
    RandomStream stream{{0x299f31d0'a4093822, 5, 6, 7}};
    (void)stream.bits();
    (void)stream.bits();
    const auto second = philox({1, 5, 6, 7}, {0xa4093822, 0x299f31d0});
    EXPECT_EQ(stream.bits(), std::uint64_t{second[1]} << 32 | second[0]);
}

TEST(RandomStream, EveryPartOfTheKeyMakesAnotherStream) {
    std::set<std::uint64_t> first;
    for (const StreamKey key : {StreamKey{1, 0, 0, 0}, StreamKey{2, 0, 0, 0}, StreamKey{1, 1, 0, 0},
                                StreamKey{1, 0, 1, 0}, StreamKey{1, 0, 0, 1}})
        first.insert(RandomStream{key}.bits());
    EXPECT_EQ(first.size(), 5U);
}

// The bounds are six standard deviations of the estimate: a false alarm once in half a billion runs, and
// the seed is fixed.
constexpr double kSigmas = 6;
constexpr int kDraws = 200'000;

TEST(RandomStream, UniformHasItsMeanAndVariance) {
    RandomStream stream{{7, 0, 0, 0}};
    Sum total;
    Sum squares;
    for (int i = 0; i < kDraws; ++i) {
        const double draw = stream.uniform();
        ASSERT_GT(draw, 0);
        ASSERT_LT(draw, 1);
        total.add(draw - 0.5);
        squares.add((draw - 0.5) * (draw - 0.5));
    }
    EXPECT_NEAR(total.value() / kDraws, 0, kSigmas * std::sqrt(1.0 / 12 / kDraws));
    EXPECT_NEAR(squares.value() / kDraws, 1.0 / 12, kSigmas * std::sqrt(1.0 / 180 / kDraws));
}

TEST(RandomStream, ExponentialHasItsMeanAndMedian) {
    RandomStream stream{{8, 0, 0, 0}};
    Sum total;
    int below_median = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double draw = stream.exponential(30);
        total.add(draw);
        below_median += draw < 30 * std::log(2.0);
    }
    EXPECT_NEAR(total.value() / kDraws, 30, kSigmas * 30 / std::sqrt(kDraws));
    EXPECT_NEAR(static_cast<double>(below_median) / kDraws, 0.5, kSigmas * 0.5 / std::sqrt(kDraws));
}

TEST(RandomStream, BelowGivesEachValueEquallyOften) {
    RandomStream stream{{9, 0, 0, 0}};
    std::array<int, 7> counts{};
    for (int i = 0; i < kDraws; ++i) ++counts.at(stream.below(7));
    const double expected = kDraws / 7.0;
    for (const int count : counts)
        EXPECT_NEAR(count, expected, kSigmas * std::sqrt(expected * 6 / 7));
    EXPECT_EQ(stream.below(1), 0U);
}

}  // namespace
}  // namespace jarip
