#include "jarip/core/numeric.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace jarip {
namespace {

TEST(Sum, KeepsWhatLargeNumbersWouldSwallow) {
    EXPECT_EQ(sum(std::vector{1.0, 1e100, 1.0, -1e100}), 2.0);
    EXPECT_EQ(sum(std::vector<double>(10, 0.1)), 1.0);
    EXPECT_EQ(sum({}), 0.0);
}

TEST(Ratio, IsUndefinedRatherThanInfinite) {
    EXPECT_EQ(ratio(1, 4), 0.25);
    EXPECT_EQ(ratio(1, 0), std::nullopt);
    EXPECT_EQ(ratio(0, 0), std::nullopt);
    EXPECT_EQ(ratio(1e300, 1e-300), std::nullopt);
}

TEST(Near, ComparesRelativelyAboveOneAndAbsolutelyBelow) {
    EXPECT_TRUE(near(1e9, 1e9 + 0.5, 1e-9));
    EXPECT_FALSE(near(1e9, 1e9 + 2, 1e-9));
    EXPECT_TRUE(near(0, 1e-10, 1e-9));
    EXPECT_FALSE(near(0, 1e-8, 1e-9));
}

}  // namespace
}  // namespace jarip
