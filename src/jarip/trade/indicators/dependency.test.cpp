#include <gtest/gtest.h>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;

TEST(Dependency, OfACountryByHand) {
    const std::string text =
        "year,reporter,partner,product,flow,value\n2025,KR,TW,8542,import,80\n2025,KR,US,8542,import,20\n"
        "2025,KR,US,8542,export,50\n2025,KR,CN,8471,import,10\n2025,KR,VN,8471,import,10\n2025,KR,US,8471,export,100\n"
        "2025,KR,,7208,import,9\n";
    const auto result = dependencies(flows(text), {}).products;
    ASSERT_EQ(result.size(), 3U);
    EXPECT_EQ(result[0].product, "8542");
    EXPECT_EQ(result[0].imports, 100);
    EXPECT_DOUBLE_EQ(result[0].cdi1.value(), 0.68);
    EXPECT_EQ(result[0].cdi2, 1);
    EXPECT_EQ(result[0].cdi3, 2);
    EXPECT_EQ(result[0].largest_supplier, "TW");
    EXPECT_EQ(result[0].dependent, true);
    EXPECT_EQ(result[1].product, "8471");
    EXPECT_EQ(result[1].dependent, false) << "exports are larger than imports";
    EXPECT_EQ(result[2].cdi1, std::nullopt) << "a total has no suppliers";
    EXPECT_EQ(result[2].cdi2, 1);
    EXPECT_EQ(result[2].dependent, std::nullopt);
}

TEST(Dependency, OfAnAreaCountsWhatItsMembersSellEachOtherAsInside) {
    const std::string text =
        "year,reporter,partner,product,flow,value\n2025,DE,NL,8542,import,60\n2025,DE,TW,8542,import,30\n"
        "2025,NL,TW,8542,import,10\n2025,NL,DE,8542,export,60\n";
    const auto result = dependencies(flows(text), {.home = {"DE", "NL"}}).products;
    ASSERT_EQ(result.size(), 1U);
    EXPECT_EQ(result[0].imports, 40);
    EXPECT_EQ(result[0].cdi1, 1);
    EXPECT_DOUBLE_EQ(result[0].cdi2.value(), 0.4);
    EXPECT_DOUBLE_EQ(result[0].cdi3.value(), 40.0 / 60);
    EXPECT_EQ(result[0].dependent, false);
}

TEST(Dependency, LeavesOutGoodsOfWhichTheTablesTellOthersTradeOnly) {
    const auto table = fixtures::flows(
        "period,reporter,partner,product,flow,value\n"
        "2025,KR,TW,854232,import,20\n2025,US,TW,847150,import,100\n");
    EXPECT_EQ(dependencies(table, {}).products.size(), 1U);
    EXPECT_EQ(dependencies(table, {.hs = {"847150"}}).products.at(0).imports, 0.0);
}

TEST(Dependency, OfACodeToldWithinACoarserOneOnlyIsUndefined) {
    const auto table = fixtures::flows(
        "period,reporter,partner,product,flow,value\n2025,KR,TW,854232,import,20\n");
    const auto result = dependencies(table, {.hs = {"8542323000", "847150"}});
    EXPECT_EQ(result.products.at(0).imports, 0.0) << "nothing of 847150";
    EXPECT_EQ(result.products.at(1).imports, std::nullopt);
}

TEST(Dependency, OfCodesAskedForOverlapsWhereTheyDo) {
    const std::string text =
        "year,reporter,partner,product,flow,value\n2025,KR,TW,847150,import,5\n2025,KR,TW,847180,import,7\n";
    const auto result = dependencies(flows(text), {.hs = {"8471", "847150"}}).products;
    ASSERT_EQ(result.size(), 2U);
    EXPECT_EQ(result[0].imports, 12);
    EXPECT_EQ(result[1].imports, 5);
    EXPECT_EQ(result[0].cdi3, std::nullopt) << "no table speaks of exports";
}

TEST(DependencyOverTime, HasAPointForEachPeriodThatEveryMemberCovers) {
    const std::string text =
        "period,reporter,partner,product,flow,value\n2024-01,DE,TW,8542,import,30\n2024-01,NL,US,8542,import,10\n"
        "2024-02,DE,TW,8542,import,30\n2024-02,NL,TW,8542,import,30\n2024-03,DE,TW,8542,import,5\n";
    const auto series = dependencies(flows(text), {.home = {"DE", "NL"}}, Every::month);
    ASSERT_EQ(series.points.size(), 2U);
    EXPECT_DOUBLE_EQ(series.points[0].products[0].cdi1.value(), 0.75 * 0.75 + 0.25 * 0.25);
    EXPECT_EQ(series.points[1].products[0].cdi1, 1);
    EXPECT_EQ(series.incomplete, std::vector{*parse_period("2024-03")}) << "NL has no March";
    EXPECT_EQ(dependencies(flows(text), {.home = {"DE", "NL"}}, Every::year).points.size(), 0U);
}

}  // namespace
}  // namespace jarip::trade
