// What holds back, and what is next: chains solved by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;

/// Wafers 20, of two makers; chips 10; boards 40 a month; 50 are wanted.
Network three_in_series() {
    NetworkBuilder b;
    for (const char* item : {"wafer", "chip", "board"}) b.item(item, 10);
    b.product("board");
    b.process({.id = "wafer-a", .site = "KR-a", .item = "wafer", .capacity = 12});
    b.process({.id = "wafer-b", .site = "KR-b", .item = "wafer", .capacity = 8});
    b.process(
        {.id = "chip", .site = "KR-c", .item = "chip", .capacity = 10, .slots = {{{"wafer", 1}}}});
    b.process(
        {.id = "board", .site = "KR-d", .item = "board", .capacity = 40, .slots = {{{"chip", 1}}}});
    b.lane({"KR-a", "KR-c", "wafer"})
        .lane({"KR-b", "KR-c", "wafer"})
        .lane({"KR-c", "KR-d", "chip"});
    b.demand({"korea", "KR-d", "board", 50, 100});
    return b.build();
}

std::vector<double> rates_of(const std::vector<PathStep>& path) {
    std::vector<double> rates;
    for (const PathStep& step : path) rates.push_back(step.rates.delivered_at_home);
    return rates;
}

std::vector<std::size_t> counts_of(const std::vector<PathStep>& path) {
    std::vector<std::size_t> counts;
    for (const PathStep& step : path) counts.push_back(step.limits.size());
    return counts;
}

const auto kRates = testing::Pointwise(testing::DoubleNear(1e-6), std::vector<double>{20, 40, 50});

TEST(Path, IsToldStepByStep) {
    const auto network = three_in_series();
    std::vector<SteadyPlan> told;
    const auto month = steady(
        network, {.path = true, .so_far = [&](const auto& known) { told.push_back(known()); }});
    ASSERT_EQ(told.size(), 1 + month.path_home.size() + month.path_world.size());
    EXPECT_TRUE(told.front().path_home.empty());
    EXPECT_EQ(told.front().rates.delivered_at_home, month.rates.delivered_at_home);
    for (std::size_t at = 1; at <= month.path_home.size(); ++at) {
        EXPECT_EQ(told[at].status, lp::Status::interrupted);
        EXPECT_EQ(told[at].path_home.size(), at);
        EXPECT_EQ(rates_of(told[at].path_home).back(), rates_of(month.path_home)[at - 1]);
        EXPECT_TRUE(told[at].path_world.empty());
    }
    EXPECT_EQ(rates_of(told.back().path_home), rates_of(month.path_home));
}

TEST(Path, LiftsChipsThenBothMakersOfWafersThenBoards) {
    const Network network = three_in_series();
    const SteadyPlan month = steady(network, {.path = true});
    EXPECT_THAT(rates_of(month.path_home), kRates);
    EXPECT_THAT(rates_of(month.path_world), kRates);
    ASSERT_THAT(counts_of(month.path_home), testing::ElementsAre(1, 2, 1));
    EXPECT_EQ(network.processes[month.path_home[0].limits[0].process].id, "chip");
    EXPECT_NEAR(month.path_home[0].limits[0].used, 20, 1e-6);
    EXPECT_NEAR(month.path_home[1].limits[0].used + month.path_home[1].limits[1].used, 40, 1e-6);
}

TEST(Path, GoesUpToAnyTarget) {
    const Network network = three_in_series();
    EXPECT_THAT(rates_of(steady(network, {.path = true, .target = 30}).path_home),
                testing::Pointwise(testing::DoubleNear(1e-6), std::vector<double>{20, 30}));
    EXPECT_THAT(rates_of(steady(network, {.path = true, .target = 80}).path_home),
                testing::Pointwise(testing::DoubleNear(1e-6), std::vector<double>{20, 40, 80}));
    EXPECT_THAT(steady(network, {.path = true, .target = 10}).path_home, testing::IsEmpty());
}

TEST(Path, LiftsWhatOnlyHelpsTogetherInOneStep) {
    const Network network = network::load("tests/known/plan/two-bottlenecks-in-series");
    const SteadyPlan month = steady(network, {.path = true});
    ASSERT_EQ(month.path_home.size(), 1U);
    EXPECT_EQ(month.path_home[0].limits.size(), 2U);
    EXPECT_NEAR(month.path_home[0].rates.delivered_at_home, 60, 1e-6);
}

/// Wafers 48 and chips 49 a month; Korea wants 20 racks and the United States 60: six tenths of each are there.
Network two_customers(const std::string& of_korea, const std::string& of_the_us) {
    NetworkBuilder b;
    for (const char* item : {"wafer", "chip"}) b.item(item, 10);
    b.product("chip");
    b.process({.id = "wafer", .site = "KR-a", .item = "wafer", .capacity = 48});
    b.process(
        {.id = "chip", .site = "KR-a", .item = "chip", .capacity = 49, .slots = {{{"wafer", 1}}}});
    b.lane({"KR-a", "KR-b", "chip"}).lane({"KR-a", "US-c", "chip"});
    b.demand({of_korea, "KR-b", "chip", 20, 100}).demand({of_the_us, "US-c", "chip", 60, 100});
    return b.build();
}

// Of one chip more Korea gets nothing where names put it last, and of one wafer more neither: what comes after is lifted with it.
TEST(Path, GoesOnWhereAStepBringsNothingToHome) {
    for (const auto& [korea, us] : {std::pair{"a", "b"}, {"b", "a"}}) {
        const SteadyPlan month = steady(two_customers(korea, us), {.path = true});
        EXPECT_NEAR(month.rates.delivered_at_home, 12, 1e-6) << korea;
        ASSERT_FALSE(month.path_home.empty()) << korea;
        EXPECT_NEAR(month.path_home.back().rates.delivered_at_home, 20, 1e-6) << korea;
        EXPECT_NEAR(month.path_world.back().rates.world, 80, 1e-6) << korea;
    }
}

// Either of two parts fills the slot: lifting one brings as much as lifting the other, in whatever unit it is counted.
TEST(Path, LiftsTheFirstByNameOfWhatBringsTheSame) {
    for (const double unit : {1e-9, 1.0, 1e9}) {
        NetworkBuilder b;
        b.item("a", 10 * unit);
        b.item("b", 10);
        b.item("board", 100);
        b.product("board");
        b.process({.id = "a", .site = "KR-a", .item = "a", .capacity = 10 / unit});
        b.process({.id = "b", .site = "KR-a", .item = "b", .capacity = 20});
        b.process({.id = "board",
                   .site = "KR-a",
                   .item = "board",
                   .capacity = 100,
                   .slots = {{{"a", 1 / unit}, {"b", 1}}}});
        b.demand({"korea", "KR-a", "board", 90, 100});
        const Network network = b.build();
        const SteadyPlan month = steady(network, {.path = true});
        ASSERT_EQ(month.path_home.size(), 1U) << unit;
        EXPECT_EQ(network.processes[month.path_home[0].limits[0].process].id, "a") << unit;
        EXPECT_NEAR(month.path_home[0].rates.delivered_at_home, 90, 1e-6) << unit;
    }
}

TEST(Path, IsEmptyWhereItIsNotAskedFor) {
    EXPECT_TRUE(steady(three_in_series()).path_home.empty());
}

}  // namespace
}  // namespace jarip::plan
