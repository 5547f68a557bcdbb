#include "jarip/trade/amounts/decimal.hpp"

#include <gtest/gtest.h>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

TEST(Decimal, IsExactWhereDoublesAreNot) {
    EXPECT_EQ(parse_decimal("0.1", 4).value, 1000);
    EXPECT_EQ(parse_decimal("1569.66", 6 + 4).value, 15'696'600'000'000);
    EXPECT_EQ(parse_decimal("90071992547409.93", 4).value, 900'719'925'474'099'300);
    EXPECT_EQ(parse_decimal("-12", 4).value, -120'000);
    EXPECT_EQ(parse_decimal("+.5", 4).value, 5000);
    EXPECT_EQ(parse_decimal("7.", 4).value, 70'000);
    EXPECT_EQ(parse_decimal("1.2e6", 4).value, 12'000'000'000);
    EXPECT_EQ(parse_decimal("12E-2", 4).value, 1200);
    EXPECT_EQ(parse_decimal("0e300", 4).value, 0);
}

TEST(Decimal, FinerDigitsAreRoundedHalfAwayFromZero) {
    EXPECT_EQ(parse_decimal("0.00005", 4).value, 1);
    EXPECT_EQ(parse_decimal("0.000049", 4).value, 0);
    EXPECT_EQ(parse_decimal("-0.00005", 4).value, -1);
    EXPECT_EQ(parse_decimal("1.00000000000000000000000000001", 4).value, 10'000);
    EXPECT_EQ(parse_decimal("1e-300", 4).value, 0);
}

TEST(Decimal, WhatDoesNotFitIsTooLarge) {
    EXPECT_EQ(parse_decimal("922337203685477.5807", 4).value, INT64_MAX);
    for (const auto* large :
         {"922337203685477.5808", "99999999999999999999999999", "1e308", "1e999999999999"})
        EXPECT_EQ(parse_decimal(large, 4).fault, DecimalFault::too_large) << large;
}

TEST(Decimal, WhatIsNoNumberIsNone) {
    for (const auto* wrong : {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,000", "nan", "inf",
                              "0x1", "1 ", "--1", "+-1"})
        EXPECT_EQ(parse_decimal(wrong, 4).fault, DecimalFault::not_a_number) << wrong;
}

TEST(ExactSum, DoesNotOverflow) {
    ExactSum sum;
    for (int i = 0; i < 1000; ++i) sum.add(INT64_MAX);
    EXPECT_DOUBLE_EQ(sum.dollars(), 1000 * 922'337'203'685'477.5807);
}

TEST(ExactSum, OfNegativeValuesIsTheNegativeSum) {
    for (const std::int64_t units :
         {1LL, 9'999LL, 10'000LL, 4'294'967'296LL, 92'410'000'000'001LL}) {
        ExactSum up, down, none;
        up.add(units);
        down.add(-units);
        none.add(units);
        none.add(down);
        EXPECT_EQ(down.dollars(), -up.dollars()) << units;
        EXPECT_EQ(none.dollars(), 0) << units;
        EXPECT_DOUBLE_EQ(up.dollars(), static_cast<double>(units) / 10'000) << units;
    }
}

#ifdef JARIP_HAS_RAPIDCHECK
// Whatever the order: the sum of integers, which fits 64 bits here.
TEST(ExactSum, IsTheDoubleNearestToDollarsAndTheirFraction) {
    EXPECT_TRUE(rc::check([](const std::vector<std::int32_t>& values) {
        ExactSum sum;
        std::int64_t units = 0;
        for (const std::int64_t value : values) {
            sum.add(value * 65'537);
            units += value * 65'537;
        }
        RC_ASSERT(sum.dollars() == static_cast<double>(units / 10'000) +
                                       static_cast<double>(units % 10'000) / 10'000);
    }));
}

TEST(Decimal, ReadsBackWhatConvertWrites) {
    EXPECT_TRUE(rc::check([] {
        const auto value = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
        Flows flows;
        flows.periods = {*parse_period("2025")};
        flows.products = {"847150"};
        flows.reporter = {Flows::kNoReporter};
        flows.partner = {Flows::kTotal};
        flows.product = {0};
        flows.period = {0};
        flows.direction = {Direction::import};
        flows.value = {value};
        flows.mass_kg = {-1};
        Diagnostics diagnostics;
        RC_ASSERT(read({{"t.csv", tidy(flows)}}, diagnostics).value == flows.value);
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
