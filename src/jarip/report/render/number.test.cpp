#include "jarip/report/render/number.hpp"

#include <gtest/gtest.h>

namespace jarip::report {
namespace {

constexpr auto en = Language::en;
constexpr auto ko = Language::ko;

TEST(Number, UndefinedIsADash) {
    EXPECT_EQ(fixed(std::nullopt), "–");
    EXPECT_EQ(number(std::nullopt), "–");
    EXPECT_EQ(percent(std::nullopt, en), "–");
    EXPECT_EQ(money(std::nullopt, "USD", en), "–");
    EXPECT_EQ(date(std::nullopt), "–");
    EXPECT_EQ(listed({}, en), "–");
}

TEST(Number, SeparatesThousands) {
    EXPECT_EQ(fixed(1569.66, 1), "1,569.7");
    EXPECT_EQ(fixed(-1234567.0), "-1,234,567");
    EXPECT_EQ(fixed(999.0), "999");
    EXPECT_EQ(fixed(-999.0), "-999");
    EXPECT_EQ(fixed(-0.01, 1), "0.0");
}

TEST(Number, KeepsThreeDigitsThatMatter) {
    EXPECT_EQ(number(0.0), "0");
    EXPECT_EQ(number(6.0), "6");
    EXPECT_EQ(number(12.44), "12.4");
    EXPECT_EQ(number(0.031249), "0.0312");
    EXPECT_EQ(number(1569.66), "1,570");
    EXPECT_EQ(number(0.5), "0.5");
    EXPECT_EQ(number(1.5e-12), "1.50e-12");
}

TEST(Number, SharesArePercent) {
    EXPECT_EQ(percent(0.05887, en, 2), "5.89 %");
    EXPECT_EQ(percent(0.05887, ko, 2), "5.89%");
    EXPECT_EQ(change(0.2759, en), "+27.6 %");
    EXPECT_EQ(change(-0.1, en), "-10.0 %");
    EXPECT_EQ(change(0.0, en), "0.0 %");
}

TEST(Number, MoneyHasAScale) {
    EXPECT_EQ(money(1569.66e6, "USD", en), "1,569.7 million USD");
    EXPECT_EQ(money(1569.66e6, "USD", ko), "15억 6,966만 달러");
    EXPECT_EQ(money(92.41e6, "USD", ko), "9,241만 달러");
    EXPECT_EQ(money(-2e9, "USD", ko), "-20억 달러");
    EXPECT_EQ(money(99.99999e8, "USD", ko), "100억 달러") << "rounded up to the next step";
    EXPECT_EQ(money(16.74e9, "USD", ko), "167억 달러");
    EXPECT_EQ(money(92.41e6, "USD", en), "92.4 million USD");
    EXPECT_EQ(money(12.44e9, "USD", en), "12.4 bn USD");
    EXPECT_EQ(money(2.2399e12, "KRW", ko), "2조 2,399억 원");
    EXPECT_EQ(money(15600.0, "USD", en), "15,600 USD");
    EXPECT_EQ(money(316371.0, "USD", ko), "31만 6,371달러");
    EXPECT_EQ(money(20000.0, "USD", ko), "2만 달러");
    EXPECT_EQ(money(-9999.6, "USD", ko), "-10,000달러") << "rounded, not counted in steps";
    EXPECT_EQ(money(999999.7, "USD", ko), "100만 달러");
    EXPECT_EQ(money(0.0, "USD", ko), "0달러");
    EXPECT_EQ(money(0.5, "USD", ko), "0.50달러");
    EXPECT_EQ(money(250.0, "SEK", ko), "250 SEK") << "a code stands apart";
    EXPECT_EQ(money(0.5, "USD", en), "0.50 USD");
}

TEST(Number, PeriodsAreSaidShortly) {
    const auto said = [](const char* text) { return period(*parse_period(text), Language::en); };
    EXPECT_EQ(said("2025"), "2025");
    EXPECT_EQ(said("2025Q3"), "Q3 2025");
    EXPECT_EQ(said("2025Q1..2025Q3"), "Q1–Q3 2025");
    EXPECT_EQ(said("2025-02"), "2025-02");
    EXPECT_EQ(said("2025-02..2025-05"), "2025-02 … 2025-05");
    EXPECT_EQ(said("2025-01-10..2025-02-03"), "2025-01-10 … 2025-02-03");
    EXPECT_EQ(period(*parse_period("2025Q1..2025Q3"), ko), "2025년 1–3분기");
}

TEST(Number, ListsEndWithAnd) {
    EXPECT_EQ(listed({"a"}, en), "a");
    EXPECT_EQ(listed({"a", "b"}, en), "a and b");
    EXPECT_EQ(listed({"a", "b", "c"}, en), "a, b and c");
    EXPECT_EQ(listed({"a", "b", "c"}, ko), "a, b, c");
    EXPECT_EQ(listed({"a, x", "b", "c"}, en), "a, x; b; c");
    EXPECT_EQ(listed({"a, x", "b", "c", "d"}, en, 2), "a, x; b and 2 more");
    EXPECT_EQ(listed({"a", "b", "c", "d"}, en, 2), "a, b and 2 more");
    EXPECT_EQ(listed({"a", "b", "c"}, en, 2), "a, b and c");
}

}  // namespace
}  // namespace jarip::report
