#include <gtest/gtest.h>

#include <map>

#include "fixtures/customs.hpp"
#include "jarip/trade.hpp"

namespace jarip::trade {
namespace {

using fixtures::flows;

const std::string kTable =
    "period,reporter,partner,product,flow,value\n"
    "2025-01,KR,TW,847150,import,120.5\n"
    "2025-01,KR,JP,847150,import,30\n"
    "2025-02,KR,TW,847150,import,30\n"
    "2025-01,KR,,847150,import,150.5\n"
    "2025-01,KR,US,854232,export,7\n"
    "2025-01,KR,,854233,export,5\n";

TEST(BorderFigures, AddUpToTheIndicators) {
    const auto table = flows(kTable);
    std::map<Direction, double> totals;
    for (const auto& figure : border_figures(table, {.reporter = "KOR"}))
        totals[figure.direction] += figure.value;
    const auto indicators = trade::indicators(table, {});
    EXPECT_DOUBLE_EQ(totals[Direction::import], *indicators.imports);
    EXPECT_DOUBLE_EQ(totals[Direction::export_], *indicators.exports);
}

TEST(BorderFigures, ATotalGivesWayToPartners) {
    const auto figures = border_figures(flows(kTable), {.hs = {"8471"}});
    ASSERT_EQ(figures.size(), 3U);
    EXPECT_EQ(figures[1].partner, "TW");
    EXPECT_EQ(figures[1].value, 120.5);
    EXPECT_EQ(figures[2].period, *parse_period("2025-02"));
}

TEST(BorderFigures, OfATotalAreThePartsOfWhichPartnersAreTold) {
    const auto table = fixtures::flows(
        "period,reporter,partner,product,flow,value\n"
        "2025,KR,,8542,export,100\n2025,KR,TW,8542323000,export,20\n");
    const auto figures = border_figures(table, {});
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_EQ(figures[0].partner, "TW");
    EXPECT_EQ(indicators(table, {}).exports, 100);
}

TEST(BorderFigures, ATotalThatStandsAloneHasNoPartner) {
    const auto figures = border_figures(flows(kTable), {.hs = {"854233"}});
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_EQ(figures[0].partner, "");
    EXPECT_EQ(figures[0].direction, Direction::export_);
}

}  // namespace
}  // namespace jarip::trade
