// models/tiny-chain, whose README solves it by hand.
#include <gmock/gmock.h>
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
using ::testing::ElementsAre;

class TinyChain : public ::testing::Test {
protected:
    [[nodiscard]] double share(By by, const std::string& key) const {
        for (const auto& one : shares_by(network_, origin_.products[0].contributions, by))
            if (one.key == key) return one.share;
        return 0;
    }
    [[nodiscard]] const SinglePoint* point(By kind, const std::string& id) const {
        const auto found =
            std::find_if(origin_.single_points.begin(), origin_.single_points.end(),
                         [&](const SinglePoint& one) { return one.kind == kind && one.id == id; });
        return found == origin_.single_points.end() ? nullptr : &*found;
    }
    [[nodiscard]] const ItemConcentration& item(const std::string& id) const {
        return origin_.concentration[find(network_.items, id).index()];
    }

    const Network network_ = network::load("models/tiny-chain");
    const plan::SteadyPlan month_ = plan::steady(network_);
    const Origin origin_ = shares(network_, month_);
};

TEST_F(TinyChain, KoreaAddsFourFifthsOfAKoreanRack) {
    EXPECT_NEAR(*origin_.domestic_content, 0.8, kByHand);
    EXPECT_NEAR(*origin_.domestic_content_owned, 0.8, kByHand);
    EXPECT_NEAR(share(By::country, "KR"), 0.8, kByHand);
    EXPECT_NEAR(share(By::country, "TW"), 0.2, kByHand);
    EXPECT_NEAR(share(By::company, "fab"), 0.2, kByHand);
    EXPECT_NEAR(share(By::site, "daegu"), 2400.0 / 6000, kByHand);
    EXPECT_NEAR(share(By::stage, "rack"), 2000.0 / 6000, kByHand);
    EXPECT_NEAR(share(By::stage, "board"), 2400.0 / 6000, kByHand);
    EXPECT_NEAR(share(By::stage, "chip"), 1200.0 / 6000, kByHand);
    EXPECT_NEAR(share(By::stage, "material"), 400.0 / 6000, kByHand);
}

TEST_F(TinyChain, FreightIsOutsideTheHundredPercent) {
    // Four wafers at 1, 32 chips at 0.5, eight boards at 5.
    EXPECT_NEAR(*origin_.products[0].freight_and_tariff, 60.0 / 6000, kByHand);
}

TEST_F(TinyChain, ClosedBordersMissTheChip) {
    EXPECT_EQ(origin_.closed_border_per_month, 0);
    ASSERT_EQ(origin_.missing_stages.size(), 1U);
    EXPECT_EQ(origin_.missing_stages[0].item, find(network_.items, "chip"));
    EXPECT_EQ(network_.stages[origin_.missing_stages[0].stage].id, "chip");
}

TEST_F(TinyChain, SinglePointsAreFoundByLeavingThemOut) {
    ASSERT_NE(point(By::site, "hsinchu"), nullptr);
    EXPECT_NEAR(point(By::site, "hsinchu")->lost, 1, kByHand);
    EXPECT_NEAR(point(By::country, "TW")->lost_at_home, 1, kByHand);
    EXPECT_NEAR(point(By::company, "silicon")->lost, 1, kByHand);  // wafers
    // Without Daegu 60 boards a month are left, 7.5 racks of 12; without Paju 6; without Fremont 10.
    EXPECT_NEAR(point(By::site, "daegu")->lost, 4.5 / 12, kByHand);
    EXPECT_NEAR(point(By::site, "paju")->lost, 0.5, kByHand);
    EXPECT_NEAR(point(By::country, "US")->lost, 2.0 / 12, kByHand);
    EXPECT_EQ(origin_.single_points.front().lost, origin_.single_points[1].lost);
    EXPECT_TRUE(std::is_sorted(origin_.single_points.begin(), origin_.single_points.end(),
                               [](const auto& a, const auto& b) { return a.lost > b.lost; }));
}

TEST_F(TinyChain, AHigherThresholdLeavesFewerSinglePoints) {
    const auto some = shares(network_, month_, {.single_point_threshold = 0.4});
    for (const auto& one : some.single_points) EXPECT_GT(std::max(one.lost, one.lost_at_home), 0.4);
    EXPECT_LT(some.single_points.size(), origin_.single_points.size());
}

TEST_F(TinyChain, ConcentrationIsThatOfTheUnitsMade) {
    EXPECT_NEAR(*item("chip").hhi_country, 1, kByHand);
    EXPECT_NEAR(*item("board").hhi_country, (80.0 * 80 + 16 * 16) / (96.0 * 96), kByHand);
    EXPECT_NEAR(*item("rack").hhi_company, 0.5, kByHand);
    EXPECT_NEAR(*origin_.stage_concentration[find(network_.stages, "rack").index()].hhi_country,
                0.5, kByHand);
}

TEST_F(TinyChain, SelfSufficiencyIsCapacityOverNeed) {
    EXPECT_NEAR(*item("chip").self_sufficiency, 0, kByHand);
    EXPECT_NEAR(*item("wafer").self_sufficiency, 1, kByHand);
    auto network = network_;
    // Home wants 5 racks, 160 chips, 200 started, 20 wafers.
    network.processes[find(network.processes, "wafer-gumi")].capacity_per_month = 5;
    const auto origin = shares(network, plan::steady(network), {.single_points = false});
    EXPECT_NEAR(*origin.concentration[find(network.items, "wafer").index()].self_sufficiency, 0.25,
                kByHand);
}

TEST_F(TinyChain, NothingIsSourcedWhereAllIsAssumed) { EXPECT_EQ(origin_.sourced_share, 0); }

TEST_F(TinyChain, AnotherHomeSeesItsOwnRack) {
    const auto network = network::load("models/tiny-chain", {.home = "US"});
    const auto origin = shares(network, plan::steady(network));
    // A quarter of America's racks come from Paju; boards for Fremont's 6 are two thirds Daegu's.
    const double fremont = (6.0 * 2000 + 16 * 300) / (8 * 6000);
    EXPECT_NEAR(*origin.domestic_content, fremont, kByHand);
}

TEST_F(TinyChain, ThreadsDoNotChangeTheResult) {
    const auto one = shares(network_, month_, {.run = {.threads = 1}});
    const auto two = shares(network_, month_, {.run = {.threads = 2}});
    ASSERT_EQ(one.single_points.size(), two.single_points.size());
    for (std::size_t i = 0; i < one.single_points.size(); ++i) {
        EXPECT_EQ(one.single_points[i].id, two.single_points[i].id);
        EXPECT_EQ(one.single_points[i].lost, two.single_points[i].lost);
    }
}

}  // namespace
}  // namespace jarip::origin
