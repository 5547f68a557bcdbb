#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;

const std::string kUnitsHeader = "year,partner,product,flow,value,mass_kg\n";

// Logarithms to the base 2 are 1, 2, 3, 4, 10: median 3, deviations 2, 1, 0, 1, 7, whose median is 1. The last scores
// 0.6745 × 7 / 1 = 4.7215, the first 0.6745 × −2 = −1.349.
const std::string kPowers = kUnitsHeader +
                            "2025,A,847150,import,2,1\n2025,B,847150,import,40,10\n"
                            "2025,C,847150,import,8,1\n2025,D,847150,import,16,1\n"
                            "2025,E,847150,import,512,0.5\n2025,F,847150,import,3,\n";

TEST(UnitValues, OutliersByHand) {
    const auto result = unit_values(flows(kPowers), {});
    ASSERT_EQ(result.rows.size(), 5U);
    EXPECT_EQ(result.without, 1U);
    EXPECT_EQ(result.rows[1].unit_value, 4);
    EXPECT_NEAR(result.rows[0].score.value(), -1.349, 1e-12);
    EXPECT_NEAR(result.rows[4].score.value(), 4.7215, 1e-12);
    EXPECT_FALSE(result.rows[0].outlier);
    EXPECT_TRUE(result.rows[4].outlier);
    ASSERT_EQ(result.ranges.size(), 1U);
    EXPECT_EQ(result.ranges[0].median, 8);
    EXPECT_EQ(result.ranges[0].lowest, 2);
    EXPECT_EQ(result.ranges[0].highest, 1024);
    EXPECT_EQ(result.ranges[0].outliers, 1U);
}

TEST(UnitValues, FewOrEqualFiguresAreNotScored) {
    const auto few = unit_values(
        flows(kUnitsHeader + "2025,A,1,import,1,1\n2025,B,1,import,9,1\n2025,C,1,export,5,1\n"),
        {});
    EXPECT_EQ(few.rows.size(), 3U);
    EXPECT_EQ(few.rows[1].score, std::nullopt);
    std::string equal = kUnitsHeader;
    for (const auto* partner : {"A", "B", "C", "D"})
        equal += "2025," + std::string{partner} + ",1,import,5,1\n";
    const auto result = unit_values(flows(equal + "2025,E,1,import,500,1\n"), {});
    EXPECT_EQ(result.rows[4].score, std::nullopt) << "no spread to measure it by";
    EXPECT_FALSE(result.rows[4].outlier);
}

TEST(UnitValues, DoNotDependOnUnitsNorOnTheOrderOfRows) {
    const auto baseline = unit_values(flows(kPowers), {});
    const auto other = unit_values(
        flows("year,partner,product,flow,value_kusd,mass_t\n2025,E,847150,import,0.512,0.0005\n"
              "2025,D,847150,import,0.016,0.001\n2025,C,847150,import,0.008,0.001\n"
              "2025,B,847150,import,0.04,0.01\n2025,A,847150,import,0.002,0.001\n"),
        {});
    ASSERT_EQ(other.rows.size(), baseline.rows.size());
    for (std::size_t i = 0; i < baseline.rows.size(); ++i) {
        EXPECT_EQ(other.rows[i].partner, baseline.rows[i].partner);
        EXPECT_NEAR(other.rows[i].score.value(), baseline.rows[i].score.value(), 1e-9);
    }
}

TEST(UnitValuesOverTime, AddUpMonthsAndLeaveOutWhatIsCoveredInPart) {
    std::string table = "period,partner,product,flow,value,mass_kg\n";
    for (int month = 1; month <= 12; ++month)
        table += "2023-" + std::string{month < 10 ? "0" : ""} + std::to_string(month) +
                 ",TW,847150,import," + std::to_string(month * 10) + ",2\n";
    table += "2024-01,TW,847150,import,10,1\n";
    const auto result = unit_values(fixtures::flows(table), {}, Every::year);
    ASSERT_EQ(result.rows.size(), 1U);
    EXPECT_EQ(result.rows[0].period, parse_period("2023"));
    EXPECT_DOUBLE_EQ(result.rows[0].unit_value, 780.0 / 24);
    EXPECT_EQ(result.incomplete, std::vector{*parse_period("2024")});
}

}  // namespace
}  // namespace jarip::trade
