// Rules of origin, value added in trade and crossed shares: models/tiny-chain, by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "fixtures/steady_month.hpp"
#include "fixtures/tolerance.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kByHand;

// Paju (KR) makes six racks from Daegu's boards; Fremont (US) six, from 32 boards of Daegu and 16 of its own.
class TinyTrade : public ::testing::Test {
protected:
    [[nodiscard]] const OriginTest& test(const std::string& country) const {
        return *std::ranges::find_if(rules_, [&](const OriginTest& each) {
            return network_.countries[each.country].code == country;
        });
    }
    [[nodiscard]] const ValueTrade& trade(const std::string& country) const {
        return *std::ranges::find_if(chain_.countries, [&](const ValueTrade& each) {
            return network_.countries[each.country].code == country;
        });
    }
    [[nodiscard]] const ItemPosition& position(const std::string& item) const {
        return *std::ranges::find(chain_.items, find(network_.items, item), &ItemPosition::item);
    }

    const Network network_ = network::load("models/tiny-chain");
    const plan::SteadyPlan month_ = plan::steady(network_);
    const std::vector<OriginTest> rules_ = rules_of_origin(network_, month_);
    const ValueChain chain_ = value_chain(network_, month_);
};

TEST_F(TinyTrade, ARackOfFremontHoldsTwoThirdsOfKoreanBoards) {
    const OriginTest& rack = test("US");
    EXPECT_NEAR(rack.price, 6000, kByHand);
    ASSERT_EQ(rack.materials.size(), 1);
    EXPECT_NEAR(rack.materials[0].quantity, 8, kByHand);
    EXPECT_NEAR(rack.materials[0].originating, 1.0 / 3, kByHand);
    EXPECT_NEAR(rack.non_originating, 4000 * 2.0 / 3, 1e-6);
    EXPECT_NEAR(rack.originating, 4000 / 3.0, 1e-6);
    EXPECT_NEAR(rack.conversion, 500, kByHand);
    EXPECT_NEAR(*rack.build_down, (6000 - 8000 / 3.0) / 6000, kByHand);
    EXPECT_NEAR(*rack.build_up, 4000 / 3.0 / 6000, kByHand);
    EXPECT_NEAR(*rack.net_cost, (4500 - 8000 / 3.0) / 4500, kByHand);
    // Its assembly, 2,000, and 16 ÷ 6 boards at 300.
    EXPECT_NEAR(*rack.value_added, 2800.0 / 6000, kByHand);
    EXPECT_EQ(rack.change, CodeChange::heading);  // 8473.30 becomes 8471.50
    EXPECT_FALSE(rack.codes_missing);
}

TEST_F(TinyTrade, ARackOfPajuIsWhollyOfKoreanBoardsButNotOfKoreanChips) {
    const OriginTest& rack = test("KR");
    EXPECT_NEAR(*rack.build_down, 1, kByHand);
    EXPECT_NEAR(*rack.build_up, 4000.0 / 6000, kByHand);
    EXPECT_NEAR(*rack.net_cost, 1, kByHand);
    EXPECT_NEAR(*rack.value_added, 0.8, kByHand);
    EXPECT_EQ(rack.change, std::nullopt);  // nothing has to change
    EXPECT_FALSE(rack.codes_missing);
}

TEST_F(TinyTrade, ValueAddedExportsLeaveOutWhatComesBackIn) {
    // Korea: 48 wafers, 80 boards and 6 racks; of its value 4 racks of 4,800 stay.
    EXPECT_NEAR(trade("KR").value_added, 48 * 100 + 80 * 300 + 6 * 2000, 1e-6);
    EXPECT_NEAR(trade("KR").value_added_exports, 40800 - 4 * 4800, 1e-6);
    EXPECT_NEAR(trade("KR").gross_exports, 48 * 100 + 32 * 500 + 2 * 6000, 1e-6);
    EXPECT_NEAR(*trade("KR").ratio, 21600.0 / 32800, kByHand);
    EXPECT_NEAR(trade("TW").value_added_exports, 384 * 37.5, 1e-6);
    EXPECT_NEAR(*trade("TW").ratio, 0.75, kByHand);
    EXPECT_NEAR(trade("US").value_added, 16 * 300 + 6 * 2000, 1e-6);
    EXPECT_NEAR(trade("US").value_added_exports, 0, 1e-6);
    EXPECT_EQ(trade("US").ratio, std::nullopt);  // it exports nothing
    EXPECT_NEAR(trade("US").value_added_imports, 48000 - 16800, 1e-6);
    double added = 0;
    double delivered = 0;
    for (const auto& row : chain_.countries) {
        added += row.value_added;
        delivered += row.delivered;
    }
    EXPECT_NEAR(added, delivered, 1e-6);
}

TEST_F(TinyTrade, AWaferIsFourProductionsFromItsUser) {
    EXPECT_NEAR(position("rack").upstreamness, 1, kByHand);
    EXPECT_NEAR(position("wafer").upstreamness, 4, kByHand);
    EXPECT_NEAR(position("wafer").downstreamness, 1, kByHand);
    EXPECT_NEAR(position("chip").downstreamness, 1.25, kByHand);
    EXPECT_NEAR(position("board").downstreamness, 1 + 0.4 * 1.25, kByHand);
    EXPECT_NEAR(position("rack").downstreamness, 2, kByHand);
    EXPECT_NEAR(*trade("TW").upstreamness, 3, kByHand);
    EXPECT_NEAR(*trade("KR").upstreamness, 79200.0 / 40800, kByHand);
    EXPECT_NEAR(*trade("US").upstreamness, 21600.0 / 16800, kByHand);
}

TEST_F(TinyTrade, SharesCrossedAddUpToThoseOfEither) {
    const Origin origin = shares(network_, month_);
    const auto crossed = shares_crossed(network_, origin.contributions, By::country, By::item);
    double chips = 0;
    double all = 0;
    for (const auto& each : crossed) {
        all += each.share;
        if (each.key == "TW") {
            EXPECT_EQ(each.across, "chip");
            chips += each.share;
        }
    }
    EXPECT_NEAR(all, 1, kByHand);
    EXPECT_NEAR(chips, 0.2, kByHand);
    EXPECT_EQ(crossed.front().across, "board");
    EXPECT_NEAR(crossed.front().share, 0.4, kByHand);
}

// Korea and the United States as one: what Daegu sends Fremont is theirs.
TEST(RulesOfOrigin, AGroupAtHomeCumulates) {
    const Network network = network::load("models/tiny-chain", {.home = "KR+US"});
    const auto rules = rules_of_origin(network, plan::steady(network));
    ASSERT_EQ(rules.size(), 1);
    EXPECT_NEAR(*rules[0].build_down, 1, kByHand);
    EXPECT_NEAR(*rules[0].value_added, 0.8, kByHand);
}

}  // namespace
}  // namespace jarip::origin
