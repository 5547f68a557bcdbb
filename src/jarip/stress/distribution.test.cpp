#include "jarip/stress/distribution.hpp"

#include <gtest/gtest.h>

namespace jarip::stress {
namespace {

// A hundred years: 90 lose nothing, 8 lose 10 and 2 lose 100.
const std::vector<Drawn> kHundred{{100, 2}, {0, 90}, {10, 8}};

TEST(Distribution, OfAHundredYearsIsAsCountedByHand) {
    const auto result = distribution_of(kHundred, {0.9, 0.95, 0.99});
    EXPECT_DOUBLE_EQ(result.mean.value, (8 * 10 + 2 * 100) / 100.0);
    // Σ (x − 2.8)² = 90·2.8² + 8·7.2² + 2·97.2² = 20,016; ÷ 99 ÷ 100, and the root of it.
    EXPECT_NEAR(result.mean.standard_error.value(), std::sqrt(20016.0 / 99 / 100), 1e-12);
    EXPECT_EQ(result.largest, 100);
    EXPECT_EQ(result.tail[0].quantile.value, 0);
    EXPECT_DOUBLE_EQ(result.tail[0].shortfall.value, (8 * 10 + 2 * 100) / 10.0);
    EXPECT_EQ(result.tail[1].quantile.value, 10);
    EXPECT_NEAR(result.tail[1].shortfall.value, (3 * 10 + 2 * 100) / 5.0, 1e-9);
    EXPECT_EQ(result.tail[2].quantile.value, 100);
    EXPECT_NEAR(result.tail[2].shortfall.value, 100, 1e-9);
}

TEST(Distribution, TheWorstYearsThatAreEqualShareWhatIsLeft) {
    EXPECT_EQ(worst_of(kHundred, 0.75), (std::vector<double>{2, 90 * 15.0 / 90, 8}));
    EXPECT_EQ(worst_of({{5, 2}, {5, 6}}, 0.5), (std::vector<double>{1, 3}));
}

// One year has no spread (s of one value is undefined), and no year lies beyond any level. Of 10 years, 1 is beyond
// 90 % and half a year beyond 95 %; of 20, 1 is beyond 95 %.
TEST(Distribution, SaysNothingOfWhatNoYearLiesBeyond) {
    const std::vector<double> levels{0.5, 0.9, 0.95, 0.99};
    const auto one = distribution_of({{7, 1}}, levels);
    EXPECT_EQ(one.mean.value, 7);
    EXPECT_FALSE(one.mean.standard_error);
    EXPECT_TRUE(one.tail.empty());
    const auto count = [&](std::size_t years) {
        return distribution_of({{0, years - 1}, {7, 1}}, levels).tail.size();
    };
    EXPECT_EQ(count(2), 1U);
    EXPECT_EQ(count(10), 2U);
    EXPECT_EQ(count(19), 2U);
    EXPECT_EQ(count(20), 3U);
    EXPECT_EQ(count(99), 3U);
    EXPECT_EQ(count(100), 4U);
    EXPECT_FALSE(has_worst({{0, 99}}, 0.99));
    EXPECT_TRUE(has_worst({{0, 100}}, 0.99));
}

TEST(Distribution, OneLossHasNoError) {
    const auto result = distribution_of({{7, 50}}, {0.9});
    EXPECT_EQ(result.mean.standard_error, 0);
    EXPECT_EQ(result.tail[0].quantile.standard_error, 0);
    EXPECT_NEAR(result.tail[0].shortfall.value, 7, 1e-12);
    EXPECT_NEAR(result.tail[0].shortfall.standard_error.value(), 0, 1e-12);
}

}  // namespace
}  // namespace jarip::stress
