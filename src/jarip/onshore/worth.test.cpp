#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

using fixtures::NetworkBuilder;
using ::testing::DoubleNear;

const Worth& of(const Network& network, const SetWorth& found, const std::string& process) {
    for (const Worth& each : found.stages)
        if (network.processes[each.process].id == process) return each;
    throw std::out_of_range{process};
}

/// Everything there is to build, built.
Result all_candidates(const Network& network) {
    Result result;
    for (const auto id : network.processes.ids())
        if (network.processes[id].status == network::Status::candidate)
            result.built.push_back({.process = id});
    return result;
}

/// A rack of a board, a chip and a frame; the last of these is made already.
Network chain(int stages) {
    NetworkBuilder b;
    b.item("rack", 100);
    b.product("rack");
    fixtures::ProcessRow rack{"rack", "KR-r", "rack", 10};
    for (int i = 0; i < stages; ++i) {
        const std::string part = "part" + std::to_string(i);
        b.item(part, 1);
        b.process({.id = "make" + std::to_string(i),
                   .site = "KR-r",
                   .item = part,
                   .capacity = 10,
                   .status = network::Status::candidate});
        rack.slots.push_back({{part, 1}});
    }
    b.process(rack);
    b.demand({"all", "KR-r", "rack", 5, 10});
    return b.build();
}

TEST(Worth, HalfAChainEarnsNothingAndEachStageHasTheSameShare) {
    const Network network = chain(3);
    const SetWorth found = worth(network, all_candidates(network));
    EXPECT_TRUE(found.exact);
    EXPECT_EQ(found.today, 0);
    EXPECT_NEAR(found.together, 10, 1e-9);
    ASSERT_EQ(found.stages.size(), 3U);
    for (const Worth& each : found.stages) {
        EXPECT_NEAR(each.share.value(), 10.0 / 3, 1e-9);
        EXPECT_EQ(each.alone, 0);
        EXPECT_NEAR(each.missing, 10, 1e-9);
    }
}

// Two makers of the same part, 4 and 8 a month, for a maker of 10 racks: v(a) = 4, v(b) = 8, v(ab) = 10.
// Shapley: a = (4 + 10 − 8) ÷ 2 = 3, b = (8 + 10 − 4) ÷ 2 = 7.
TEST(Worth, TwoMakersOfOnePartAsCountedByHand) {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 100);
    b.product("rack");
    b.process({.id = "a",
               .site = "KR-r",
               .item = "part",
               .capacity = 4,
               .status = network::Status::candidate});
    b.process({.id = "b",
               .site = "KR-r",
               .item = "part",
               .capacity = 8,
               .status = network::Status::candidate});
    b.process(
        {.id = "rack", .site = "KR-r", .item = "rack", .capacity = 10, .slots = {{{"part", 1}}}});
    b.demand({"all", "KR-r", "rack", 5, 10});
    const Network network = b.build();
    const SetWorth found = worth(network, all_candidates(network));
    EXPECT_NEAR(of(network, found, "a").share.value(), 3, 1e-9);
    EXPECT_NEAR(of(network, found, "b").share.value(), 7, 1e-9);
    EXPECT_NEAR(of(network, found, "a").alone, 4, 1e-9);
    EXPECT_NEAR(of(network, found, "a").missing, 2, 1e-9);
    EXPECT_EQ(network.processes[found.stages.front().process].id, "b");
}

TEST(Worth, StagesThatAllNeedShareAlikeHoweverManyTheyAre) {
    const Network network = chain(30);
    const SetWorth found = worth(network, all_candidates(network));
    EXPECT_TRUE(found.exact);
    for (const Worth& each : found.stages) EXPECT_NEAR(each.share.value(), 10.0 / 30, 1e-9);
}

/// 18 makers of 1 a month for 10 racks.
Network many_makers() {
    NetworkBuilder b;
    b.item("part", 1);
    b.item("rack", 100);
    b.product("rack");
    for (int i = 0; i < 18; ++i)
        b.process({.id = "make" + std::to_string(i),
                   .site = "KR-r",
                   .item = "part",
                   .capacity = 1,
                   .status = network::Status::candidate});
    b.process(
        {.id = "rack", .site = "KR-r", .item = "rack", .capacity = 10, .slots = {{{"part", 1}}}});
    b.demand({"all", "KR-r", "rack", 5, 10});
    return b.build();
}

TEST(Worth, BeyondSixteenStagesOrdersAreDrawnAndTheErrorIsSaid) {
    const Network network = many_makers();
    const auto set = all_candidates(network);
    const SetWorth found = worth(network, set, {}, 40);
    EXPECT_FALSE(found.exact);
    EXPECT_EQ(found.orders, 40U);
    double sum = 0;
    for (const Worth& each : found.stages) {
        sum += each.share.value();
        EXPECT_NEAR(each.share.value(), 10.0 / 18, 5 * each.error + 1e-9);
    }
    EXPECT_NEAR(sum, 10, 1e-9);
    Options one, two;
    one.run.threads = 1;
    two.run.threads = 2;
    const auto first = worth(network, set, one, 40);
    const auto second = worth(network, set, two, 40);
    for (std::size_t i = 0; i < first.stages.size(); ++i) {
        EXPECT_EQ(first.stages[i].process, second.stages[i].process);
        EXPECT_EQ(first.stages[i].share, second.stages[i].share);
    }
}

// First stage by stage what each is alone and missing, then their shares over ever more orders.
TEST(Worth, TellsWhatIsKnownOfIt) {
    const Network network = many_makers();
    const auto set = all_candidates(network);
    std::size_t told = 0, orders = 0;
    Options options;
    options.so_far.worth = [&](const std::function<SetWorth()>& known) {
        const SetWorth some = known();
        EXPECT_EQ(some.status, lp::Status::interrupted);
        EXPECT_EQ(some.stages.size(), std::min<std::size_t>(18, ++told));
        for (const Worth& each : some.stages) {
            EXPECT_NEAR(each.alone, 1, 1e-9);
            EXPECT_EQ(each.share.has_value(), some.orders >= 2);
        }
        EXPECT_GE(some.orders, orders);
        orders = some.orders;
    };
    const SetWorth whole = worth(network, set, options, 40);
    EXPECT_EQ(told, 18U + 40U);
    EXPECT_EQ(orders, 40U);
    EXPECT_EQ(whole.status, lp::Status::optimal);
}

TEST(Worth, ToldToStopItKeepsTheStagesThatItLookedAt) {
    const Network network = many_makers();
    std::stop_source source;
    Options options;
    options.run.stop = source.get_token();
    options.run.progress = [&](const Progress& progress) {
        if (progress.done == 3) source.request_stop();
    };
    const SetWorth some = worth(network, all_candidates(network), options);
    EXPECT_EQ(some.status, lp::Status::interrupted);
    ASSERT_EQ(some.stages.size(), 3U);
    for (const Worth& each : some.stages) EXPECT_FALSE(each.share);
}

}  // namespace
}  // namespace jarip::onshore
