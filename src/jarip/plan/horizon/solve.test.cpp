#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "fixtures/random_network.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

Network tiny(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("models/tiny-chain", options);
}

TEST(Solve, WhereNothingIsWantedNothingIsMadeAndWhatLiesThereStays) {
    fixtures::NetworkBuilder b;
    b.item("bolt", 10);
    b.product("bolt");
    b.process({.id = "make", .site = "KR-a", .item = "bolt", .capacity = 10, .cost = 1});
    b.stock("KR-a", "bolt", 7);
    const Network network = b.build();
    const Plan plan = solve(network);
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_EQ(plan.objective, 0);
    EXPECT_EQ(plan.started, std::vector<double>(12, 0));
    EXPECT_EQ(plan.stock, std::vector<double>(12, 7));
    EXPECT_EQ(plan.spoiled, std::vector<double>(12, 0));
}

TEST(Solve, ThePlanIsToldBeforeWhatHoldsItBackIsKnown) {
    const auto network = tiny({"demand:*.quantity*=1.75"});
    std::vector<Plan> told;
    Options options;
    options.so_far = [&](const auto& known) { told.push_back(known()); };
    const Plan plan = solve(network, options);
    ASSERT_EQ(told.size(), 2U);
    for (const Plan& known : told) {
        EXPECT_EQ(known.status, lp::Status::interrupted);
        EXPECT_EQ(known.delivered, plan.delivered);
        EXPECT_EQ(known.late_total, plan.late_total);
        EXPECT_TRUE(known.bottlenecks.empty());
        EXPECT_TRUE(known.late_reasons.empty());
    }
    EXPECT_TRUE(told.front().pegging.empty());
    EXPECT_EQ(told.back().pegging.size(), plan.pegging.size());
    EXPECT_FALSE(plan.bottlenecks.empty());
    EXPECT_EQ(solve(tiny({"demand:*.quantity*=1.75"})).objective, plan.objective);
}

// Dantzig, Linear Programming and Extensions (1963), 3-3: 153.675.
TEST(Solve, DantzigsTransportProblemHasItsPublishedCost) {
    const std::string folder = "tests/known/plan/transport-dantzig";
    const Network network = network::load(folder);
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_NEAR(plan.objective, 153.675, 1e-9);
    EXPECT_TRUE(plan.certificate.holds) << plan.certificate.worst;
    EXPECT_NEAR(plan.delivered_total, 900, 1e-9);
    EXPECT_EQ(plan.late_total, 0);
}

TEST(Solve, WhatIsDeliveredIsPeggedToWhatWasMade) {
    const Network network = tiny();
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_TRUE(plan.certificate.holds) << plan.certificate.worst;
    ASSERT_EQ(plan.periods.size(), 12U);
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        for (const DemandId demand : network.demands.ids()) {
            double pegged = 0;
            for (const Pegging& peg : plan.pegging)
                if (peg.demand == demand && peg.period == t) pegged += peg.quantity;
            EXPECT_NEAR(pegged, plan.delivered[t * network.demands.size() + demand.index()], 1e-6);
        }
    }
}

// Hsinchu's 480 starts a month are 12 racks (README): no more than that leaves the chain in any month but for
// the stock of 320 chips, ten racks. Wanted are 15 a month.
TEST(Solve, TheYearDeliversWhatChipsAndStockAllow) {
    const Network network = tiny();
    const Plan plan = solve(network, {.objective = Objective::throughput});
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_NEAR(plan.wanted_total, 180, 1e-9);
    EXPECT_LE(plan.delivered_total, 12 * 12 + 10 + 1e-6);
    EXPECT_GT(plan.delivered_total, 12 * 11);
    EXPECT_NEAR(plan.delivered_total + plan.backlog[11 * 2] + plan.backlog[11 * 2 + 1], 180, 1e-6);
}

// Hsinchu goes on making chips, and after ninety days the rest of the chain has room to catch up.
TEST(Solve, NoChipsFromTaiwanMakeRacksLateNotFewer) {
    const Network network = tiny();
    const Plan open = solve(network);
    const Plan strait = solve(network, {.scenario = "strait"});
    ASSERT_EQ(strait.status, lp::Status::optimal);
    EXPECT_LE(strait.delivered_total, open.delivered_total + 1e-6);
    EXPECT_GT(strait.late_total, open.late_total + 1);
    EXPECT_GT(strait.objective, open.objective);
}

TEST(Solve, MoreOfTheLimitThatBindsNeverDeliversLess) {
    const Plan now = solve(tiny());
    const Plan more = solve(tiny({"processes:chip-hsinchu.capacity_per_month*=1.1"}));
    EXPECT_GE(more.delivered_total, now.delivered_total - 1e-6);
    ASSERT_FALSE(now.bottlenecks.empty());
    EXPECT_GT(now.bottlenecks.front().gain.value(), 0);
}

TEST(Solve, AReasonForLatenessIsALimitThatBinds) {
    const Network network = tiny();
    const Plan plan = solve(network);
    ASSERT_FALSE(plan.late_reasons.empty());
    for (const LateReason& reason : plan.late_reasons)
        for (const Bottleneck& limit : reason.because)
            EXPECT_NEAR(limit.used, limit.capacity, 1e-6 * limit.capacity);
}

TEST(Solve, ALotIsStartedWholeOrNotAtAll) {
    const Network network = tiny({"processes:rack-paju.lot_size=4"});
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        for (const ProcessId process : network.processes.ids()) {
            if (network.processes[process].id != "rack-paju") continue;
            const double lots = plan.started[t * network.processes.size() + process.index()] / 4;
            EXPECT_NEAR(lots, std::round(lots), 1e-5);
        }
    }
}

TEST(Solve, TheSamePlanHasTheSameBytes) {
    const Network network = tiny();
    const Plan a = solve(network), b = solve(network);
    EXPECT_EQ(a.objective, b.objective);
    EXPECT_EQ(a.shipped, b.shipped);
}

TEST(Solve, AModelOfMoneyFlowsHasNoPlan) {
    Network network = tiny();
    network.kind = network::Kind::flows;
    EXPECT_THROW((void)solve(network), Error);
}

// 100 of steel a month make 100 bolts, or 50 racks that are worth far more: as many products by value, not by number.
TEST(Solve, ThroughputOfSeveralProductsIsCountedAtListPrices) {
    fixtures::NetworkBuilder b;
    b.item("steel", 1);
    b.item("bolt", 2);
    b.item("rack", 1000);
    b.product("bolt");
    b.product("rack");
    b.process({"mine", "KR-a", "steel", 100, 1});
    b.process({"bolts", "KR-a", "bolt", std::nullopt, 0, 1, {{{"steel", 1}}}});
    b.process({"racks", "KR-a", "rack", std::nullopt, 0, 1, {{{"steel", 2}}}});
    b.demand({"bolts", "country:KR", "bolt", 100, 2});
    b.demand({"racks", "country:KR", "rack", 50, 1000});
    const Plan plan = solve(b.build(), {.objective = Objective::throughput});
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_NEAR(plan.delivered_total, 600, 1e-4);
}

// Demands are planned class by class, or for throughput first: however soon that ends, the bound is one of the cost.
TEST(Solve, ABoundOfAPlanThatWasEndedIsNoneOfAnotherObjective) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Network network = fixtures::random_network({.seed = seed, .capacity = 0.7});
        for (const DemandId id : network.demands.ids())
            network.demands[id].priority = static_cast<double>(id.index() % 3);
        for (const Objective objective : {Objective::cost, Objective::throughput}) {
            const Plan best = solve(network, {.objective = objective});
            ASSERT_EQ(best.status, lp::Status::optimal) << seed;
            for (int k = 0; k <= 9; ++k) {
                const Plan plan = solve(
                    network, {.objective = objective, .seconds = k == 0 ? 0 : 1e-4 * std::exp2(k)});
                EXPECT_NE(plan.status, lp::Status::infeasible) << seed << ' ' << k;
                if (plan.delivered.empty()) continue;
                EXPECT_LE(plan.bound, best.objective * (1 + 1e-6)) << seed << ' ' << k;
                EXPECT_LE(plan.bound, plan.objective) << seed << ' ' << k;
                if (plan.status == lp::Status::optimal) {
                    EXPECT_NEAR(plan.objective, best.objective, 1e-6 * best.objective) << seed;
                }
            }
        }
    }
}

}  // namespace
}  // namespace jarip::plan
