#include "jarip/rack/checks/lines.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace jarip::rack {
namespace {

constexpr double kRoot3 = 1.7320508075688772;

TEST(Lines, ALoadBetweenTwoLinesLoadsBothWithItsWholeCurrent) {
    LineLoads lines;
    lines.add(12, Interval::exactly(5500));
    EXPECT_NEAR(lines.worst_a(208).known, 5500 / 208.0, 1e-9);  // 26.44 A
}

TEST(Lines, ThreeEqualLoadsBetweenLinesAreABalancedLoad) {
    LineLoads lines;
    for (const int pair : {12, 23, 31}) lines.add(pair, Interval::exactly(1000));
    EXPECT_NEAR(lines.worst_a(208).known, 3000 / (kRoot3 * 208), 1e-9);
}

TEST(Lines, TwoLoadsBetweenLinesMeetInOneLine) {
    LineLoads lines;
    lines.add(12, Interval::exactly(2080));
    lines.add(23, Interval::exactly(2080));
    EXPECT_NEAR(lines.worst_a(208).known, 10 * kRoot3, 1e-9) << "10 A at 120° to 10 A, in L2";
}

TEST(Lines, ASupplyLiesOnOnePhase) {
    LineLoads lines;
    lines.add_cords({Interval::exactly(5000), 1, false});
    EXPECT_NEAR(lines.worst_a(400).low, 5000 / (400 / kRoot3), 1e-9);  // 21.65 A
    LineLoads unknown;
    unknown.add_cords({Interval::exactly(5000), 1, true});
    EXPECT_NEAR(unknown.worst_a(400).low, 5000 / (400 * kRoot3), 1e-9)
        << "it may have three phases";
    EXPECT_NEAR(unknown.worst_a(400).high, 5000 / (400 / kRoot3), 1e-9);
}

TEST(Lines, CordsAreDealtAsEvenlyAsTheyCanBe) {
    LineLoads lines;
    lines.add_cords({Interval::exactly(1000), 4, false});
    lines.add_cords({Interval::exactly(2000), 1, false});
    // 2,000 alone; 1,000 twice; 1,000 twice.
    EXPECT_NEAR(lines.worst_a(400).known, 2000 / (400 / kRoot3), 1e-9);
    const auto va = lines.lines_va(400);
    EXPECT_NEAR(va[0] + va[1] + va[2], 6000, 1e-9);
    LineLoads many;
    many.add_cords({Interval::exactly(1), 3e6 + 1, false});
    EXPECT_NEAR(many.worst_a(400).known, (1e6 + 1) / (400 / kRoot3), 1e-6);
}

// Four of 2,309.4 VA on 400 V: two on some line, 20 A; beside what nobody knows, and beside a small one, not less.
TEST(LineLoads, WhatLiesBesideEqualCordsTakesNothingFromTheirBestDeal) {
    const double each = 10 * 400 / std::sqrt(3.0);
    LineLoads lines;
    lines.add_cords({Interval::exactly(each), 4, false});
    EXPECT_NEAR(lines.worst_a(400).low, 20, 1e-9);
    auto beside = lines;
    beside.add_cords({Interval::unknown(), 2, true});
    EXPECT_NEAR(beside.worst_a(400).low, 20, 1e-9);
    beside.add_cords({Interval::unknown(), 1, false});
    beside.add(12, Interval::unknown());
    EXPECT_NEAR(beside.worst_a(400).low, 20, 1e-9);
    lines.add(1, Interval::exactly(each / 2));
    lines.add_cords({Interval::exactly(each / 10), 1, false});
    EXPECT_NEAR(lines.worst_a(400).low, 20, 1e-9);
    lines.add_three_phase(Interval::exactly(3 * each));
    EXPECT_NEAR(lines.worst_a(400).low, 30, 1e-9);
}

}  // namespace
}  // namespace jarip::rack
