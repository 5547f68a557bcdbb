#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

// tests/known/onshore/years/README.md solves it by hand.
Network by_hand(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/onshore/years", options);
}

Options ten(double rate = 0) { return {.level = 10, .discount_rate = rate}; }

std::vector<double> reached(const Roadmap& roadmap) {
    std::vector<double> levels;
    for (const BuildingYear& year : roadmap.years)
        levels.push_back(std::round(year.reached * 1e6) / 1e6);
    return levels;
}

int begun(const Network& network, const Roadmap& roadmap, const std::string& process) {
    for (const Planned& each : roadmap.built)
        if (network.processes[each.built.process].id == process) return each.year + 1;
    return 0;
}

using Levels = std::vector<double>;

TEST(Roadmap, BuildsWhatABudgetPaysInTheOrderSolvedByHand) {
    const Network network = by_hand();
    struct Row {
        std::vector<double> budgets;
        Levels levels;
        double products, cost;
        int fab, mini, shop;
    };
    for (const Row& row : {Row{{100}, {0, 0, 10, 10, 10}, 360, 520, 1, 0, 1},
                           Row{{140, 100}, {0, 4, 10, 10, 10}, 408, 608, 1, 1, 1},
                           Row{{80}, {0, 4, 4, 10, 10}, 336, 536, 2, 1, 1},
                           Row{{30}, {0, 0, 0, 0, 0}, 0, 0, 0, 0, 0}}) {
        const Roadmap found = roadmap(network, {.years = 5, .budgets = row.budgets}, ten());
        ASSERT_EQ(found.status, lp::Status::optimal) << row.products;
        EXPECT_EQ(reached(found), row.levels) << row.products;
        EXPECT_NEAR(found.products, row.products, 1e-5);
        EXPECT_NEAR(found.objective, row.cost, 1e-4);
        EXPECT_EQ(begun(network, found, "fab"), row.fab) << row.products;
        EXPECT_EQ(begun(network, found, "mini"), row.mini) << row.products;
        // Boards are of use no sooner than chips.
        EXPECT_GE(begun(network, found, "shop"), row.shop) << row.products;
        for (const BuildingYear& year : found.years)
            EXPECT_LE(year.capital, year.budget.value() * (1 + 1e-9));
    }
}

TEST(Roadmap, YearsCountForLessTheLaterTheyAre) {
    const Roadmap found = roadmap(by_hand(), {.years = 5, .budgets = {100}}, ten(0.1));
    double products = 0, cost = 0;
    const Levels capital{60, 100, 0, 0, 0};  // boards no sooner than the fab's chips
    for (int year = 0; year < 5; ++year) {
        const double factor = std::pow(1.1, -(year + 0.5));
        if (year >= 2) products += 120 * factor;
        cost += factor * (capital[static_cast<std::size_t>(year)] + (year >= 2 ? 120 : 0));
    }
    EXPECT_NEAR(found.products, products, 1e-6 * products);
    EXPECT_NEAR(found.objective, cost, 1e-6 * cost);
    // The answer adds up from its parts.
    double sum = 0;
    for (const BuildingYear& year : found.years) sum += year.factor * year.capital;
    for (const Flow& flow : found.flows) sum += flow.quantity * flow.unit_cost * flow.factor;
    EXPECT_NEAR(sum, found.objective, 1e-9 * sum);
}

TEST(Roadmap, LearnsFromWhatWasStartedInTheYearsBefore) {
    const std::vector<std::string> ready{
        "processes:fab.build_days=0", "processes:fab.yield=0.5", "processes:shop.build_days=0",
        "processes:mini.capacity_per_month=0", "learning:+fab/full.yield=1"};
    for (const auto& [started, levels] :
         std::vector<std::pair<std::string, Levels>>{{"100", {5, 10, 10}}, {"130", {5, 5, 10}}}) {
        auto sets = ready;
        sets.push_back("learning:fab/full.started=" + started);
        const Network network = by_hand(sets);
        const Roadmap found = roadmap(network, {.years = 3}, ten());
        ASSERT_EQ(found.status, lp::Status::optimal);
        EXPECT_EQ(reached(found), levels) << started;
        ASSERT_FALSE(found.learned.empty());
        EXPECT_EQ(found.learned.front().yield, 1);
        EXPECT_GE(found.learned.front().before, std::stod(started) * (1 - 1e-9));
    }
}

TEST(Roadmap, MoneyInAnotherUnitChangesNothing) {
    for (const double unit : {1e-6, 1e9}) {
        const auto in = format_shortest(unit);
        const Network network =
            by_hand({"processes:*.capex*=" + in, "processes:*.conversion_cost*=" + in});
        const Roadmap found = roadmap(network, {.years = 5, .budgets = {80 * unit}}, ten());
        EXPECT_EQ(reached(found), (Levels{0, 4, 4, 10, 10})) << unit;
        EXPECT_NEAR(found.objective / unit, 536, 1e-3) << unit;
    }
}

TEST(Roadmap, WhatAProcessDoesNotLearnIsRefused) {
    EXPECT_THROW(
        (void)by_hand({"learning:+assembly/a.started=5", "learning:+assembly/a.yield=0.9"}), Error);
    EXPECT_THROW(
        (void)by_hand({"learning:+assembly/a.started=5", "learning:+assembly/a.conversion_cost=2"}),
        Error);
}

/// Two stages of random plants: the best of all years in which each can be begun, or not, by enumeration.
TEST(Roadmap, RandomPlantsAreBegunInTheBestOfAllYears) {
    constexpr int kYears = 3;
    for (std::uint32_t number = 0; number < 40; ++number) {
        RandomStream random{{.seed = 31, .replication = number}};
        fixtures::NetworkBuilder b;
        b.product("rack");
        b.process({.id = "assembly",
                   .site = "KR-a",
                   .item = "rack",
                   .slots = {{{"chip", 1}}, {{"board", 1}}}});
        const std::size_t plants = 2 + random.below(3);
        for (std::size_t i = 0; i < plants; ++i)
            b.process({.id = "p" + std::to_string(i),
                       .site = "KR-a",
                       .item = i == 0 || (i > 1 && random.below(2) == 0) ? "chip" : "board",
                       .capacity = 1 + static_cast<double>(random.below(10)),
                       .status = network::Status::candidate});
        b.demand({"home", "KR-a", "rack", 10, 1});
        Network network = b.build();
        std::vector<int> lag;
        for (const auto id : network.processes.ids()) {
            auto& process = network.processes[id];
            if (process.status != network::Status::candidate) continue;
            process.capex = 10 + static_cast<double>(random.below(90));
            lag.push_back(static_cast<int>(random.below(3)));
            process.build_days = 365.25 * lag.back();
        }
        const double budget = 20 + static_cast<double>(random.below(100));
        double best_products = 0, best_cost = 0;
        std::vector<int> at(plants, 0);  // kYears: never
        while (true) {
            double spent[kYears] = {}, products = 0, cost = 0;
            double chips[kYears] = {}, boards[kYears] = {};
            std::size_t i = 0;
            for (const auto id : network.processes.ids()) {
                const auto& process = network.processes[id];
                if (process.status != network::Status::candidate) continue;
                for (int year = at[i]; year < kYears; ++year) {
                    if (year < at[i] + std::max(1, lag[i]))
                        spent[year] += process.capex / std::max(1, lag[i]);
                    if (year >= at[i] + lag[i])
                        (network.items[process.item].id == "chip" ? chips : boards)[year] +=
                            *process.capacity_per_month;
                }
                ++i;
            }
            bool pays = true;
            for (int year = 0; year < kYears; ++year) {
                pays = pays && spent[year] <= budget * (1 + 1e-9);
                products += 12 * std::min({chips[year], boards[year], 10.0});
                cost += spent[year];
            }
            if (pays && (products > best_products + 1e-6 ||
                         (products > best_products - 1e-6 && cost < best_cost))) {
                best_products = products;
                best_cost = cost;
            }
            std::size_t k = 0;
            while (k < plants && ++at[k] > kYears) at[k++] = 0;
            if (k == plants) break;
        }
        const Roadmap found = roadmap(network, {.years = kYears, .budgets = {budget}}, ten());
        ASSERT_EQ(found.status, lp::Status::optimal) << number;
        EXPECT_NEAR(found.products, best_products, 1e-5 * std::max(1.0, best_products)) << number;
        EXPECT_NEAR(found.objective, best_cost, 1e-5 * std::max(1.0, best_cost)) << number;
    }
}

}  // namespace
}  // namespace jarip::onshore
