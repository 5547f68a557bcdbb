#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

Network frames(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/plan/shares-of-parts-and-own", options);
}

double started(const Network& network, const SteadyPlan& month, const std::string& id) {
    for (const auto process : network.processes.ids())
        if (network.processes[process].id == id) return month.started[process];
    throw std::out_of_range{id};
}

// README.md there: 7 of 10 frames take two bolts, of which a quarter are the site's own.
TEST(Shares, PartsAndASitesOwnMakersAreHeld) {
    const Network network = frames();
    const SteadyPlan month = steady(network);
    ASSERT_EQ(month.status, lp::Status::optimal);
    EXPECT_NEAR(started(network, month, "bolt-a"), 3.5, 1e-9);
    EXPECT_NEAR(started(network, month, "bolt-b"), 10.5, 1e-9);
    EXPECT_NEAR(started(network, month, "nut-b"), 3, 1e-9);
}

// Three quarters of T bolts should be the site's own, which makes 7 at most: both suppliers are off by 0.75 T − 7, at 2 each, and the
// parts by 14 − T bolts at 2: the least, 3 T − 28 + 28 − 2 T, is where the suppliers' shares hold, T = 28/3, and nuts join 10 − 14/3.
TEST(Shares, AreComeNearToWhereTheyAreNotHeld) {
    const Network network =
        frames({"part_shares:frame-a/bolt.fixed=false", "sourcing:a/bolt/a.fixed=false",
                "sourcing:a/bolt/b.fixed=false", "sourcing:a/bolt/a.share=0.75",
                "sourcing:a/bolt/b.share=0.25", "processes:bolt-a.capacity_per_month=7"});
    const SteadyPlan month = steady(network);
    ASSERT_EQ(month.status, lp::Status::optimal);
    EXPECT_NEAR(started(network, month, "bolt-a"), 7, 1e-9);
    EXPECT_NEAR(started(network, month, "nut-b"), 10 - 14.0 / 3, 1e-9);
}

TEST(Shares, AreHeldInEveryBucketOfAPlan) {
    const Network network = frames();
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    const std::size_t count = network.processes.size();
    for (const auto id : network.processes.ids()) {
        double sum = 0;
        for (std::size_t t = 0; t < plan.periods.size(); ++t)
            sum += plan.started[t * count + id.index()];
        const auto& name = network.processes[id].id;
        const bool is_own = name == "bolt-a";
        if (is_own || name == "nut-b") {
            EXPECT_NEAR(sum, is_own ? 3.5 : 3, 1e-9);
        }
    }
}

// README.md there. With r of the f sent to b coming back, f - 5 <= r <= f, half of what x buys is b's: s - r = a, a + s - f = 12, so that
// a = 6 + (f - r)/2 <= 8.5, and b makes s + 5 - f = 17 - a.
Network sent_back(std::vector<std::string> sets) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/plan/shares-there-and-back", options);
}

const std::vector<std::string> kComesNear{"sourcing:x/chip/a.fixed=false",
                                          "sourcing:x/chip/b.fixed=false"};
const std::vector<std::string> kNoneAtB{"demand:of-b.quantity=0"};

TEST(Shares, WhatGoesToASupplierAndComesBackIsNotTheSuppliers) {
    for (auto sets : {std::vector<std::string>{}, kComesNear}) {
        const Network network = sent_back(sets);
        const SteadyPlan month = steady(network);
        ASSERT_EQ(month.status, lp::Status::optimal);
        EXPECT_NEAR(started(network, month, "chip-a"), 8.5, 1e-9) << sets.size();
        EXPECT_NEAR(started(network, month, "chip-b"), 8.5, 1e-9) << sets.size();
        sets.insert(sets.end(), kNoneAtB.begin(), kNoneAtB.end());
        const Network without = sent_back(sets);
        const SteadyPlan alone = steady(without);
        EXPECT_NEAR(started(without, alone, "chip-a"), 6, 1e-9) << sets.size();
        EXPECT_NEAR(started(without, alone, "chip-b"), 6, 1e-9) << sets.size();
    }
}

// By weeks and with days on the way, chips that b sends back weeks later are still not b's.
TEST(Shares, WhatComesBackIsNotTheSuppliersInALaterPeriod) {
    for (const bool by_week : {false, true}) {
        std::vector<std::string> sets = kNoneAtB;
        if (by_week)
            sets.insert(sets.end(), {"demand:d.date=2025-01-27", "lanes:x/b/chip.transit_days=7"});
        Network network = sent_back(sets);
        if (by_week) network.bucket = Bucket::week;
        const Plan plan = solve(network);
        ASSERT_EQ(plan.status, lp::Status::optimal);
        EXPECT_NEAR(plan.objective, 6 + 60, 1e-6) << by_week;
    }
}

}  // namespace
}  // namespace jarip::plan
