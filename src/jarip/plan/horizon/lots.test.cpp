// Minimum lots, lot sizes, set-ups and fixed costs: by hand and against trying every choice.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;

// One plant whose lots are wanted month by month; holding costs 1 a day and unit.
struct Plant {
    std::optional<double> capacity, minimum_lot, lot_size;
    double setup_cost = 0;
    std::vector<double> wanted;

    [[nodiscard]] Network network() const {
        NetworkBuilder b;
        b.item("bolt", 1000);
        b.product("bolt");
        b.months(static_cast<int>(wanted.size()));
        b.process({.id = "make",
                   .site = "KR-a",
                   .item = "bolt",
                   .capacity = capacity,
                   .cost = 2,
                   .minimum_lot = minimum_lot,
                   .lot_size = lot_size,
                   .setup_cost = setup_cost});
        b.demand({"korea", "KR-a", "bolt", 1, 1000, 50});
        Network built = b.build();
        built.items[network::ItemId{0}].holding_cost_per_day = 0.1;
        auto& demand = built.demands[DemandId{0}];
        demand.total = 0;
        for (std::size_t t = 0; t < wanted.size(); ++t) {
            demand.wanted[t].quantity = wanted[t];
            demand.total += wanted[t];
        }
        return built;
    }
};

TEST(Lots, ASetUpIsPaidInEachMonthOfMakingAndSavedByStock) {
    // Making 10 + 10 in January: a set-up, 20 · 2, and 10 kept for 31 days at 0.1. Making each month: two set-ups.
    const Plan kept = solve(Plant{.setup_cost = 40, .wanted = {10, 10}}.network());
    EXPECT_NEAR(kept.objective, 40 + 40 + 31, 1e-6);
    EXPECT_NEAR(kept.started[0], 20, 1e-6);
    const Plan each = solve(Plant{.setup_cost = 30, .wanted = {10, 10}}.network());
    EXPECT_NEAR(each.objective, 2 * 30 + 40, 1e-6);
    EXPECT_TRUE(each.certificate.holds);
    EXPECT_LE(each.gap, 1e-7);
}

TEST(Lots, AMinimumLotIsMadeWholeOrNotAtAll) {
    const Plan plan = solve(Plant{.minimum_lot = 25, .wanted = {10, 10, 10}}.network());
    for (const double started : plan.started) EXPECT_TRUE(started == 0 || started >= 25 - 1e-6);
    EXPECT_NEAR(plan.delivered_total, 30, 1e-6);
}

TEST(Lots, ACapacityBelowTheMinimumLotMakesNothing) {
    const Plan plan = solve(Plant{.capacity = 20, .minimum_lot = 25, .wanted = {10, 10}}.network());
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_EQ(plan.delivered_total, 0);
}

TEST(Lots, AnUnlimitedProcessInACycleNeedsACapacity) {
    NetworkBuilder b;
    b.item("hen", 10);
    b.product("hen");
    b.process({.id = "hatch",
               .site = "KR-a",
               .item = "hen",
               .cost = 1,
               .slots = {{{"hen", 0.5}}},
               .setup_cost = 3});
    b.stock("KR-a", "hen", 5);
    b.demand({"korea", "KR-a", "hen", 5, 10});
    const Network network = b.build();
    try {
        (void)solve(network);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code, "E0310");
    }
}

TEST(Lots, AFixedLaneCostIsPaidOnceAMonthThatTheLaneIsUsed) {
    NetworkBuilder b;
    b.item("bolt", 100);
    b.product("bolt");
    b.months(2);
    b.process({"make", "TW-a", "bolt", 100, 1});
    b.lane({.from = "TW-a", .to = "KR-b", .item = "bolt", .cost = 2, .fixed_cost = 70});
    b.demand({"korea", "KR-b", "bolt", 10, 100, 50});
    EXPECT_NEAR(solve(b.build()).objective, 20 * 3 + 70,
                1e-6);  // both months' in January: stock is free
}

// Of 180 racks 60 are Korea's, from Paju, which alone can make them: 8 boards and 32 chips each, of 0.8 yield.
TEST(Lots, UsefulStartsGoDownTheBillOfMaterials) {
    NetworkBuilder b;
    b.item("chip", 1);
    b.item("rack", 100);
    b.product("rack");
    b.months(1);
    b.process({.id = "chips", .site = "KR-a", .item = "chip", .yield = 0.8});
    b.process({.id = "few", .site = "KR-a", .item = "chip", .capacity = 7});
    b.process({.id = "racks", .site = "KR-a", .item = "rack", .slots = {{{"chip", 32}}}});
    b.demand({"korea", "KR-a", "rack", 60, 100});
    const auto useful = useful_starts(b.build(), {}, true);
    EXPECT_NEAR(useful[ProcessId{0}], 60 * 32 / 0.8, 1e-9);
    EXPECT_NEAR(useful[ProcessId{1}], 7, 1e-9);
    EXPECT_NEAR(useful[ProcessId{2}], 60, 1e-9);
}

// Bread keeps for a day and is made by ten at least: ten in each of three months, for the one that is wanted. All the flour is
// made at once, since a set-up costs 1,000: 1,000 + 30 · 1 + 30 · 2.
TEST(Lots, EachLotOfWhatSpoilsNeedsItsParts) {
    NetworkBuilder b;
    b.item("flour", 1);
    b.item("bread", 5000);
    b.product("bread");
    b.months(3);
    b.process({.id = "mill", .site = "KR-a", .item = "flour", .cost = 1, .setup_cost = 1000});
    b.process({.id = "oven",
               .site = "KR-a",
               .item = "bread",
               .cost = 2,
               .slots = {{{"flour", 1}}},
               .minimum_lot = 10});
    b.demand({"korea", "KR-a", "bread", 1, 5000, 500});
    Network network = b.build();
    network.items[network::ItemId{1}].shelf_life_days = 1;
    const Plan plan = solve(network);
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_NEAR(plan.objective, 1090, 1e-6);
    EXPECT_NEAR(plan.started[0], 30, 1e-6);
}

/// Cost of one plant's plan over three months by trying every combination of being on and whole lots.
double by_trying(const Plant& plant, int most_lots) {
    const std::size_t months = plant.wanted.size();
    const double days[] = {31, 28, 31};
    const double step = plant.lot_size.value_or(1);
    double best = 1e300;
    std::vector<int> lots(months, 0);
    for (;;) {
        double cost = 0;
        double stock = 0;
        bool allowed = true;
        for (std::size_t t = 0; t < months; ++t) {
            const double made = lots[t] * step;
            allowed = allowed && made <= plant.capacity.value_or(1e9) &&
                      (made == 0 || made >= plant.minimum_lot.value_or(0));
            stock += made - plant.wanted[t];
            cost += 2 * made + (made > 0 ? plant.setup_cost : 0) +
                    0.1 * days[t] * std::max(stock, 0.0) + 50 * days[t] * std::max(-stock, 0.0) +
                    (t + 1 == months ? 1000 * std::max(-stock, 0.0) : 0);
        }
        if (allowed) best = std::min(best, cost);
        std::size_t t = 0;
        while (t < months && ++lots[t] > most_lots) lots[t++] = 0;
        if (t == months) return best;
    }
}

// Wanted quantities and lots are whole, so that a best plan is whole too.
TEST(Lots, RandomPlansAgreeWithTryingEveryCombination) {
    for (std::uint32_t number = 0; number < 40; ++number) {
        RandomStream random{{.seed = 5, .replication = number}};
        const auto below = [&](std::uint64_t bound) {
            return static_cast<double>(random.below(bound));
        };
        Plant plant;
        for (int t = 0; t < 3; ++t) plant.wanted.push_back(below(8));
        plant.setup_cost = below(2) * (1 + below(60));
        if (random.below(2) == 0) plant.lot_size = 1 + below(4);
        if (random.below(2) == 0) plant.minimum_lot = 1 + below(9);
        plant.capacity = 6 + below(15);
        const Plan plan = solve(plant.network());
        ASSERT_EQ(plan.status, lp::Status::optimal) << number;
        EXPECT_TRUE(plan.certificate.holds) << number;
        EXPECT_NEAR(plan.objective, by_trying(plant, 21), 1e-4) << number;
    }
}

}  // namespace
}  // namespace jarip::plan
