#include <gmock/gmock.h>
#include <gtest/gtest.h>

#ifdef JARIP_HAS_RAPIDCHECK
#include <rapidcheck.h>
#endif

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;
using testing::ElementsAre;
using testing::IsEmpty;

std::string month(int year, int number) {
    return std::to_string(year) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

// Korea's imports: 10 from the US in each month of 2023, 20 in 2024, 30 in 2025 up to September; exports in 2025.
std::string monthly() {
    std::string table = "period,reporter,partner,product,flow,value\n";
    for (int year = 2023; year <= 2025; ++year)
        for (int number = 1; number <= (year == 2025 ? 9 : 12); ++number) {
            table += month(year, number) + ",KR,US,847150,import," +
                     std::to_string(10 * (year - 2022)) + "\n";
            if (year == 2025) table += month(year, number) + ",KR,US,847150,export,1\n";
        }
    return table;
}

std::vector<std::string> periods(const std::vector<Indicators>& points) {
    std::vector<std::string> result;
    for (const auto& point : points)
        result.push_back(format_date(point.period->first).substr(0, 7) + " to " +
                         format_date(point.period->end - std::chrono::days{1}).substr(0, 7));
    return result;
}

Series by(Every every, const std::optional<Period>& period = {},
          const std::string& table = monthly()) {
    SeriesQuery query{.every = every};
    query.query.period = period;
    return series(flows(table), query);
}

TEST(Series, YearsThatTheTablesCoverInPartAreLeftOutAndNamed) {
    const auto result = by(Every::year);
    EXPECT_THAT(periods(result.points), ElementsAre("2023-01 to 2023-12", "2024-01 to 2024-12"));
    EXPECT_EQ(result.points[1].imports, 240);
    EXPECT_EQ(result.points[1].growth_imports, 1.0);
    EXPECT_EQ(result.points[1].exports, std::nullopt) << "no table has the exports of 2024";
    EXPECT_THAT(result.incomplete, ElementsAre(*parse_period("2025")));
}

TEST(Series, YearToDateGoesFromJanuaryToEachMonth) {
    const auto result = by(Every::year_to_date, parse_period("2025"));
    ASSERT_EQ(result.points.size(), 9U);
    const auto& september = result.points.back();
    EXPECT_EQ(september.period, parse_period("2025Q1..2025Q3"));
    EXPECT_EQ(september.imports, 270);
    EXPECT_EQ(september.exports, 9);
    EXPECT_EQ(september.imports_a_year_earlier, 180) << "January to September 2024";
    EXPECT_DOUBLE_EQ(september.growth_imports.value(), 0.5);
}

TEST(Series, TwelveMonthsRollThroughTheTurnOfTheYear) {
    const auto result = by(Every::rolling12);
    ASSERT_EQ(result.points.size(), 22U) << "from December 2023 to September 2025";
    EXPECT_EQ(result.points[0].period, parse_period("2023"));
    const auto& last = result.points.back();
    EXPECT_EQ(last.period, parse_period("2024-10..2025-09"));
    EXPECT_EQ(last.imports, 3 * 20 + 9 * 30);
    EXPECT_EQ(last.imports_a_year_earlier, 3 * 10 + 9 * 20);
    EXPECT_THAT(result.incomplete, IsEmpty())
        << "before December 2023 no months are missing, only not there";
}

TEST(Series, QuartersAndMonthsAreThoseOfTheCalendar) {
    const auto quarters = by(Every::quarter, parse_period("2025"));
    EXPECT_THAT(periods(quarters.points),
                ElementsAre("2025-01 to 2025-03", "2025-04 to 2025-06", "2025-07 to 2025-09"));
    EXPECT_EQ(quarters.points[2].imports, 90);
    const auto months = by(Every::month, parse_period("2025-02..2025-03"));
    EXPECT_THAT(periods(months.points), ElementsAre("2025-02 to 2025-02", "2025-03 to 2025-03"));
    EXPECT_THAT(months.incomplete, IsEmpty());
}

TEST(Series, AMonthThatIsMissingLeavesTheYearOut) {
    auto table = monthly();
    const std::string gone = "2024-04,KR,US,847150,import,20\n";
    table.erase(table.find(gone), gone.size());
    const auto years = by(Every::year, {}, table);
    EXPECT_THAT(periods(years.points), ElementsAre("2023-01 to 2023-12"));
    EXPECT_THAT(years.incomplete, ElementsAre(*parse_period("2024"), *parse_period("2025")));
}

TEST(Series, YearsAreNotCutIntoMonths) {
    const auto result =
        by(Every::month, {}, "year,reporter,partner,flow,value\n2025,KR,US,import,5\n");
    EXPECT_THAT(result.points, IsEmpty());
}

TEST(Series, GoReporterByReporterAndGoodsByGoods) {
    const auto table = flows(
        "year,reporter,partner,product,flow,value\n2025,KR,US,847150,import,5\n"
        "2025,KR,US,854232,import,7\n2025,JP,US,847150,import,11\n");
    const auto result =
        series(table, {.reporters = {"Korea", "JP"}, .goods = {{"847150"}, {"8542"}}});
    std::vector<std::string> names;
    for (const auto& point : result.points)
        names.push_back(point.reporter + " " + point.hs[0] + " " +
                        format_shortest(point.imports.value()));
    EXPECT_THAT(names, ElementsAre("KR 847150 5", "KR 8542 7", "JP 847150 11", "JP 8542 0"));
}

#ifdef JARIP_HAS_RAPIDCHECK
TEST(Series, MonthsAddUpToTheirYears) {
    EXPECT_TRUE(rc::check([] {
        std::string table = "period,reporter,partner,product,flow,value\n";
        for (int year = 2024; year <= 2025; ++year)
            for (int number = 1; number <= 12; ++number)
                for (const auto* partner : {"US", "TW"})
                    table += month(year, number) + ",KR," + partner + ",847150,import," +
                             std::to_string(*rc::gen::inRange(0, 1000)) + "\n";
        const auto months = by(Every::month, {}, table);
        const auto years = by(Every::year, {}, table);
        RC_ASSERT(months.points.size() == 24U);
        for (std::size_t year = 0; year < 2; ++year) {
            double total = 0;
            for (std::size_t i = 0; i < 12; ++i)
                total += months.points[year * 12 + i].imports.value();
            RC_ASSERT(total == years.points[year].imports.value());
        }
        RC_ASSERT(years.points[1].growth_imports ==
                  by(Every::rolling12, {}, table).points.back().growth_imports);
    }));
}
#endif

}  // namespace
}  // namespace jarip::trade
