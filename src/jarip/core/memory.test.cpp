#include "jarip/core/memory.hpp"

#include <gtest/gtest.h>

#include <cstddef>

namespace jarip {
namespace {

TEST(Memory, FiguresOfTheSystemAreInKilobytes) {
    constexpr auto kText =
        "MemTotal:       24643544 kB\nMemFree:         2064728 kB\nMemAvailable:   23 kB\nSwapFree:";
    EXPECT_EQ(memory_figure(kText, "MemAvailable"), 23 * 1'024.0);
    EXPECT_EQ(memory_figure(kText, "MemTotal"), 24'643'544 * 1'024.0);
    EXPECT_EQ(memory_figure(kText, "Mem"), std::nullopt);
    EXPECT_EQ(memory_figure(kText, "SwapFree"), std::nullopt);
    EXPECT_EQ(memory_figure("", "MemFree"), std::nullopt);
}

// A test that runs has some left, and no machine has a billion gigabytes.
TEST(Memory, WhatIsLeftIsSomething) {
    const auto left = memory_left();
    if (!left) GTEST_SKIP() << "the system does not say";
    EXPECT_GT(*left, 1e6);
    EXPECT_LT(*left, 1e18);
}

}  // namespace
}  // namespace jarip
