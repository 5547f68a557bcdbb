// A scenario over draws whose curves are known.

#include <gtest/gtest.h>

#include <string>

#include "jarip/core.hpp"
#include "jarip/uncertain.hpp"

namespace jarip::uncertain {
namespace {

/// The tiny chain (models/tiny-chain/README.md) with these ranges.
Network with_ranges(const std::string& ranges) {
    const Folder folder = network::open_folder("models/tiny-chain");
    std::vector<SourceFile> files;
    for (const auto& name : folder.names()) files.push_back(*folder.read(name));
    files.push_back({"ranges.csv", "table,key,column,low,high,shape,group,assumed\n" + ranges});
    return network::load(Folder::of(std::move(files)));
}

// A price moves no goods: on each day all draws are the run of the model.
TEST(Fan, WhatMovesNoGoodsLeavesTheCurve) {
    const Network network = with_ranges("items,chip,price,40,60,uniform,,true\n");
    const auto run = stress::simulate(network, "borders-closed");
    const auto result = fan(network, "borders-closed", {.draws = 16, .bands = Bands::none});
    EXPECT_EQ(result.draws, 16U);
    EXPECT_EQ(result.unsolved, 0U);
    ASSERT_EQ(result.received.size(), run.days.size());
    for (std::size_t day = 0; day < run.days.size(); ++day) {
        const auto& band = result.received[day];
        const double share = run.days[day].delivered / run.days[day].baseline;
        EXPECT_EQ(result.dates[day], run.days[day].date);
        for (const auto& value : {band.point, band.p5, band.p25, band.p50, band.p75, band.p95})
            EXPECT_NEAR(value.value(), share, 1e-9) << day;
    }
}

// Home wants 4 a month and the model's own curve falls when the stock of chips is used up. With demand drawn from 2 to 4
// evenly, n draws of a Sobol or Latin sequence lie one in each nth part, and what is used a day is in proportion: the less is wanted, the later
// it falls. So on every day the quantiles are in order, the point is the lowest, and the share lost is between those of the ends.
TEST(Fan, LessDemandFallsLater) {
    const Network network = with_ranges("demand,korea,quantity,2,4,uniform,,true\n");
    const auto result = fan(network, "borders-closed", {.draws = 32, .bands = Bands::none});
    const auto lost = [&](double quantity) {
        const auto ends = network::load(
            "models/tiny-chain",
            {.home = "", .sets = {"demand:korea.quantity=" + std::to_string(quantity)}});
        const auto run = stress::simulate(ends, "borders-closed");
        double at_baseline = 0;
        for (const auto& day : run.days) at_baseline += day.baseline;
        return run.lost / at_baseline;
    };
    const double least = std::min(lost(2), lost(4)), most = std::max(lost(2), lost(4));
    EXPECT_LT(least + 0.01, most);
    EXPECT_GE(result.lost.p5.value(), least - 1e-9);
    EXPECT_LE(result.lost.p95.value(), most + 1e-9);
    EXPECT_GT(result.lost.p95.value() - result.lost.p5.value(), 0.5 * (most - least));
    for (const auto& band : result.received) {
        EXPECT_LE(band.p5.value(), band.p25.value());
        EXPECT_LE(band.p25.value(), band.p50.value());
        EXPECT_LE(band.p50.value(), band.p75.value());
        EXPECT_LE(band.p75.value(), band.p95.value());
    }
}

TEST(Fan, SameBytesForAnyNumberOfThreads) {
    const Network network = network::load("models/tiny-chain");
    const auto one = fan(network, "strait", {.draws = 12, .run = {.threads = 1}});
    const auto three = fan(network, "strait", {.draws = 12, .run = {.threads = 3}});
    ASSERT_EQ(one.received.size(), three.received.size());
    for (std::size_t day = 0; day < one.received.size(); ++day) {
        EXPECT_EQ(one.received[day].p5, three.received[day].p5);
        EXPECT_EQ(one.made[day].p95, three.made[day].p95);
    }
}

TEST(Fan, NoSuchScenario) {
    const Network network = network::load("models/tiny-chain");
    EXPECT_THROW((void)fan(network, "nowhere", {.draws = 2}), Error);
}

}  // namespace
}  // namespace jarip::uncertain
