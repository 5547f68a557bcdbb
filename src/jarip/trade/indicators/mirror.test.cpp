#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

Mirror mirrored(const std::string& rows, const Query& query = {}) {
    return mirror(fixtures::flows("period,reporter,partner,product,flow,value\n" + rows), query);
}

TEST(Mirror, GapIsImportsOverExportsLessOneWhoeverReportsThem) {
    const auto result = mirrored(
        "2024,KR,TW,847150,import,110\n2024,TW,KR,847150,export,100\n"
        "2024,KR,TW,847150,export,50\n2024,TW,KR,847150,import,40\n");
    ASSERT_EQ(result.rows.size(), 2U);
    EXPECT_EQ(result.rows[0].partner, "TW");
    EXPECT_EQ(result.rows[0].direction, Direction::import);
    EXPECT_NEAR(result.rows[0].gap.value(), 0.1, 1e-12);
    EXPECT_EQ(result.rows[1].direction, Direction::export_);
    EXPECT_EQ(result.rows[1].exports, 50) << "what Korea reports";
    EXPECT_EQ(result.rows[1].imports, 40) << "what Taiwan reports";
    EXPECT_NEAR(result.rows[1].gap.value(), -0.2, 1e-12);
}

TEST(Mirror, ComparesOnlyTheTimeThatBothCover) {
    const auto months = mirrored(
        "2024-01,KR,US,847150,import,30\n2024-02,KR,US,847150,import,30\n"
        "2024-02,US,KR,847150,export,40\n2024-03,US,KR,847150,export,99\n");
    ASSERT_EQ(months.rows.size(), 1U);
    EXPECT_EQ(months.rows[0].covered, parse_period("2024-02"));
    EXPECT_EQ(months.rows[0].imports, 30);
    EXPECT_EQ(months.rows[0].exports, 40);
    EXPECT_TRUE(
        mirrored("2024,KR,US,847150,import,30\n2024-02,US,KR,847150,export,40\n").rows.empty())
        << "a year is not cut into months";
}

TEST(Mirror, OneFigureForBothSidesSaysNothing) {
    EXPECT_TRUE(mirrored("2024,TW,KR,847150,both,30\n").rows.empty());
    EXPECT_TRUE(
        mirrored("2024,KR,TW,847150,import,30\n2024,US,JP,847150,export,30\n").rows.empty());
}

TEST(Mirror, WhatOneSideAloneReportsHasNoGapOrIsAllOfIt) {
    const auto result = mirrored(
        "2024,KR,TW,847150,import,30\n2024,TW,US,847150,export,1\n"
        "2024,KR,JP,854232,import,1\n2024,JP,KR,847150,export,7\n",
        {.hs = {"847150"}});
    ASSERT_EQ(result.rows.size(), 2U);
    EXPECT_EQ(result.rows[0].partner, "TW");
    EXPECT_EQ(result.rows[0].gap, std::nullopt) << "Taiwan reports none";
    EXPECT_EQ(result.rows[1].gap, -1.0) << "Korea reports none";
}

TEST(Mirror, ATotalSaysNothingOfAPartner) {
    EXPECT_TRUE(mirrored("2024,KR,US,847150,export,30\n2024,US,,847150,import,900\n").rows.empty())
        << "not a gap of -100 %";
}

TEST(MirrorOverTime, HasAGapForEachPeriodThatBothSidesCover) {
    const auto series = mirror(
        fixtures::flows("period,reporter,partner,product,flow,value\n"
                        "2023,KR,TW,847150,import,110\n2023,TW,KR,847150,export,100\n"
                        "2024-01..2024-06,KR,TW,847150,import,60\n2024,TW,KR,847150,export,100\n"
                        "2025,KR,TW,847150,import,90\n2025,TW,KR,847150,export,100\n"),
        {}, Every::year);
    ASSERT_EQ(series.points.size(), 2U);
    EXPECT_NEAR(series.points[0].rows.at(0).gap.value(), 0.1, 1e-12);
    EXPECT_NEAR(series.points[1].rows.at(0).gap.value(), -0.1, 1e-12);
    EXPECT_EQ(series.incomplete, std::vector{*parse_period("2024")});
}

}  // namespace
}  // namespace jarip::trade
