#include "jarip/core/date.hpp"

#include <gtest/gtest.h>

namespace jarip {
namespace {

Period period(std::string_view text) { return parse_period(text).value(); }
std::string shown(const Period& period) {
    return format_date(period.first) + ".." + format_date(period.end);
}

TEST(Date, IsReadAndWrittenAsIso8601) {
    EXPECT_EQ(format_date(parse_date("2024-02-29").value()), "2024-02-29");
    for (const auto* wrong : {"", "2025-02-29", "2025-13-01", "2025-00-01", "2025-1-01", "20250101",
                              "2025-01-01x", "-025-01-01", "2025-+1-01", "2025/01/01"})
        EXPECT_EQ(parse_date(wrong), std::nullopt) << wrong;
}

TEST(Period, IsReadInEveryForm) {
    EXPECT_EQ(shown(period("2025")), "2025-01-01..2026-01-01");
    EXPECT_EQ(shown(period("2025Q1")), "2025-01-01..2025-04-01");
    EXPECT_EQ(shown(period("2025q4")), "2025-10-01..2026-01-01");
    EXPECT_EQ(shown(period("2024-02")), "2024-02-01..2024-03-01");
    EXPECT_EQ(shown(period("2025-12-31")), "2025-12-31..2026-01-01");
    EXPECT_EQ(shown(period("2025Q1..2025Q3")), "2025-01-01..2025-10-01");
    EXPECT_EQ(shown(period("2024..2025-09")), "2024-01-01..2025-10-01");
}

TEST(Period, IsRefusedWhereItIsNoneOrEndsBeforeItStarts) {
    for (const auto* wrong : {"", "25", "2025Q5", "2025Q0", "2025Q", "2025-13", "2025-00", "2025..",
                              "..2025", "2025Q3..2025Q1", "2025Q1...2025Q3", "2025-02-30", "year"})
        EXPECT_EQ(parse_period(wrong), std::nullopt) << wrong;
}

TEST(Period, AYearEarlierHasTheSameMonths) {
    EXPECT_EQ(years_earlier(period("2025Q1..2025Q3"), 1), period("2024Q1..2024Q3"));
    EXPECT_EQ(years_earlier(period("2024-02"), 1), period("2023-02"));
    EXPECT_EQ(years_earlier(period("2023-02"), -1), period("2024-02"));
    EXPECT_EQ(shown(years_earlier(period("2024-02-29"), 1)), "2023-02-28..2023-03-01");
    EXPECT_EQ(shown(years_earlier({period("2024-02-01").first, period("2024-02-29").first}, 1)),
              "2023-02-01..2023-03-01");
}

TEST(Buckets, CoverThePeriodWithoutGapOrOverlap) {
    const Period span{parse_date("2025-01-15").value(), parse_date("2025-04-02").value()};
    for (const Bucket bucket : {Bucket::day, Bucket::week, Bucket::month}) {
        const auto parts = buckets(span, bucket);
        EXPECT_EQ(parts.front().first, span.first);
        EXPECT_EQ(parts.back().end, span.end);
        for (std::size_t i = 1; i < parts.size(); ++i) EXPECT_EQ(parts[i - 1].end, parts[i].first);
    }
    EXPECT_EQ(buckets(span, Bucket::day).size(), 77U);
    EXPECT_EQ(buckets(span, Bucket::month).size(), 4U);
}

TEST(Buckets, WeeksBeginOnMonday) {
    const auto weeks = buckets(period("2025-01"), Bucket::week);
    EXPECT_EQ(shown(weeks[0]), "2025-01-01..2025-01-06");  // Wednesday to Sunday
    EXPECT_EQ(shown(weeks[1]), "2025-01-06..2025-01-13");
    EXPECT_EQ(shown(weeks.back()), "2025-01-27..2025-02-01");
}

TEST(Buckets, OfAnEmptyPeriodAreNone) {
    const Day day = parse_date("2025-01-01").value();
    EXPECT_TRUE(buckets({day, day}, Bucket::month).empty());
}

TEST(MonthsIn, CountsAWholeMonthAsExactlyOne) {
    EXPECT_EQ(months_in(period("2024-02")), 1.0);
    EXPECT_EQ(months_in(period("2025")), 12.0);
    EXPECT_DOUBLE_EQ(
        months_in({parse_date("2025-01-31").value(), parse_date("2025-02-15").value()}),
        1.0 / 31 + 0.5);
    EXPECT_EQ(days_in_month(parse_date("2100-02-01").value()), 28);
}

}  // namespace
}  // namespace jarip
