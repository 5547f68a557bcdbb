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

}  // namespace
}  // namespace jarip::plan
