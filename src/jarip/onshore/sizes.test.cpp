#include "jarip/onshore/sizes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

// tests/known/onshore/sizes/README.md solves it by hand.
Network sizes(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("tests/known/onshore/sizes", options);
}

Result racks(const Network& network, double level) {
    return solve(network, {.target = Target::closed_border_racks, .level = level});
}

double built_of(const Network& network, const Result& result, const std::string& process) {
    for (const Built& each : result.built)
        if (network.processes[each.process].id == process) return each.capacity.value();
    return 0;
}

TEST(Sizes, LeastCapitalIsThatSolvedByHand) {
    struct Row {
        double racks, fab, shop, capex, curve;
    };
    const Network network = sizes();
    for (const Row& row :
         {Row{3, 4, 0, 40, 0}, Row{6, 10, 0, 70, 0}, Row{12, 10, 2, 70 + 40 * std::sqrt(2), 0},
          Row{13, 10, 3, 70 + 40 * std::sqrt(3), 0.0017}, Row{16, 0, 16, 160, 0}}) {
        const Result result = racks(network, row.racks);
        ASSERT_EQ(result.status, lp::Status::optimal) << row.racks;
        EXPECT_NEAR(built_of(network, result, "fab"), row.fab, 1e-6) << row.racks;
        EXPECT_NEAR(built_of(network, result, "shop"), row.shop, 1e-5) << row.racks;
        EXPECT_LE(result.capex, row.capex * (1 + 1e-9)) << row.racks;
        EXPECT_GE(result.capex, row.capex * (1 - row.curve) - 1e-6) << row.racks;
        EXPECT_NEAR(result.operating_cost, 12 * row.racks, 1e-5) << row.racks;
        const Network built = with_built(network, result);
        EXPECT_GE(plan::closed_border(built, built.home).total.value(), row.racks * (1 - 1e-9));
        for (const Built& each : result.built)
            EXPECT_NEAR(capex_of(network, each), each.capex, 1e-9 * each.capex);
    }
}

TEST(Sizes, APlantThatMustRunIsNotBuiltTooLarge) {
    const Network network = sizes({"processes:fab.minimum_use=0.9"});
    const Result result = racks(network, 6);
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_NEAR(result.capex, 40 + 40 * std::sqrt(2), 1e-6);
    EXPECT_NEAR(racks(network, 9).capex, 70, 1e-6);
}

TEST(Sizes, APlantThatMustRunMakesMoreThanTheLevelWhereThatIsCheapest) {
    const Result six = racks(sizes({"processes:fab.minimum_use=0.8"}), 6);
    ASSERT_EQ(six.status, lp::Status::optimal);
    EXPECT_NEAR(six.reached, 8, 1e-6);
    EXPECT_NEAR(six.objective, 70 + 12 * 8, 1e-5);
    const Network network = network::load("tests/known/onshore/minimum-use-above-the-level");
    for (const auto& [level, reached, cost] : {std::tuple{6.0, 19.0, 3224.0},
                                               {15.0, 19.0, 3224.0},
                                               {17.0, 19.0, 3224.0},
                                               {19.0, 19.0, 3224.0},
                                               {20.0, 20.0, 3308.0}}) {
        const Result result = racks(network, level);
        ASSERT_EQ(result.status, lp::Status::optimal) << level;
        EXPECT_NEAR(result.reached, reached, 1e-5) << level;
        EXPECT_NEAR(result.objective, cost, 1e-3) << level;
    }
    const Frontier home = frontier(network, {.points = 6});
    for (std::size_t i = 1; i < home.points.size(); ++i) {
        EXPECT_GT(home.points[i].objective, home.points[i - 1].objective);
        EXPECT_GT(home.points[i].reached, home.points[i - 1].reached * (1 + 1e-6));
    }
    const Roadmap years = roadmap(network, {.years = 3, .budgets = {3000}},
                                  {.target = Target::closed_border_racks, .level = 15});
    ASSERT_EQ(years.status, lp::Status::optimal);
    EXPECT_NEAR(years.products, 540, 1e-4);
}

TEST(Sizes, APlantThatMustRunFillsTheStockOfAHorizon) {
    // 6 racks a month for a year; the shop costs 16,000 · √(size ÷ 16). The fab of 10 runs at 8 a month, 96 chips of 72.
    const Result result =
        solve(sizes({"processes:fab.minimum_use=0.8", "processes:fab.build_days=0",
                     "processes:shop.capex=16000", "demand:home.quantity=6"}),
              {.target = Target::demand});
    ASSERT_EQ(result.status, lp::Status::optimal);
    EXPECT_NEAR(result.objective, 70 + 72, 1e-5);
}

TEST(Sizes, BetweenTwoRowsCapitalIsOnTheLine) {
    const Network network = sizes({"sizes:+fab/large.capacity_per_month=20",
                                   "sizes:+fab/large.capex=100", "sizes:+fab/large.between=true"});
    EXPECT_NEAR(racks(network, 12).capex, 76, 1e-6);
    EXPECT_NEAR(built_of(network, racks(network, 12), "fab"), 12, 1e-6);
    EXPECT_NEAR(racks(network, 6).capex, 70, 1e-6);
}

TEST(Sizes, ABudgetBuysNoMoreThanItPays) {
    const Network network = sizes();
    const Result result =
        solve(network, {.target = Target::closed_border_racks, .budget = 70 + 40 * std::sqrt(2)});
    ASSERT_EQ(result.status, lp::Status::optimal);
    // Of 126.57: the fab's 10 and the shop's 2; the shop alone would be (126.57 ÷ 40)² = 10.01.
    EXPECT_NEAR(result.reached, 12, 1e-5);
    const Frontier home = frontier(network, {.points = 4});
    EXPECT_EQ(home.status, lp::Status::optimal);
    EXPECT_NEAR(home.largest.value(), 26, 1e-5);
    ASSERT_TRUE(home.first);
    EXPECT_NEAR(home.first->capex, 40, 1e-6);
    EXPECT_NEAR(home.first->reached, 4, 1e-5);
}

TEST(Sizes, UnitsChangeNothing) {
    for (const double unit : {1e-9, 1e9}) {
        const auto in = [&](const char* cell) {
            return std::string{cell} + "*=" + format_shortest(unit);
        };
        const Network network =
            sizes({in("processes:assembly.capacity_per_month"),
                   in("processes:shop.capacity_per_month"), in("processes:shop.minimum_capacity"),
                   in("sizes:*.capacity_per_month"), in("demand:home.quantity"),
                   "processes:assembly.conversion_cost=" + format_shortest(1 / unit)});
        EXPECT_NEAR(racks(network, 12 * unit).capex, 70 + 40 * std::sqrt(2), 1e-6) << unit;
    }
}

/// Plants of one item in sizes of their own, wanted so much a month; the least capital by trying every set of sizes.
TEST(Sizes, RandomPlantsCostTheLeastOfAllSetsOfSizes) {
    for (std::uint32_t number = 0; number < 60; ++number) {
        RandomStream random{{.seed = 21, .replication = number}};
        const double need = std::pow(10.0, -6 + 15 * random.uniform());
        const double money = std::pow(10.0, -3 + 12 * random.uniform());
        fixtures::NetworkBuilder b;
        b.months(1).product("p");
        const std::size_t plants = 1 + random.below(4);
        for (std::size_t i = 0; i < plants; ++i)
            b.process({.id = "p" + std::to_string(i),
                       .site = "KR-a",
                       .item = "p",
                       .status = network::Status::candidate});
        b.demand({"home", "KR-a", "p", need, 1});
        Network network = b.build();
        std::vector<std::vector<std::pair<double, double>>> choices;
        for (const auto id : network.processes.ids()) {
            double capacity = 0, capex = 0;
            choices.push_back({{0.0, 0.0}});
            for (std::size_t k = 0, count = 1 + random.below(3); k < count; ++k) {
                capacity += need * (0.05 + random.uniform());
                capex += money * random.uniform();
                network.sizes.push_back({id, std::to_string(k), capacity, capex, false, {}});
                choices.back().emplace_back(capacity, capex);
            }
            network.processes[id].capacity_per_month = capacity;
            network.processes[id].capex = capex;
        }
        double least = std::numeric_limits<double>::infinity();
        std::vector<std::size_t> at(plants, 0);
        while (true) {
            double capacity = 0, capex = 0;
            for (std::size_t i = 0; i < plants; ++i) {
                capacity += choices[i][at[i]].first;
                capex += choices[i][at[i]].second;
            }
            if (capacity >= need) least = std::min(least, capex);
            std::size_t i = 0;
            while (i < plants && ++at[i] == choices[i].size()) at[i++] = 0;
            if (i == plants) break;
        }
        const Result result = racks(network, need);
        if (std::isfinite(least)) {
            ASSERT_EQ(result.status, lp::Status::optimal) << number;
            EXPECT_NEAR(result.capex, least, 1e-6 * least) << number;
        } else {
            EXPECT_EQ(result.status, lp::Status::infeasible) << number;
        }
    }
}

TEST(Sizes, WhatAWhatIfSwitchesOnHasTheCapacityThatItGivesElseTheLargest) {
    const auto capacity_of = [](const std::string& id, std::vector<std::string> sets) {
        const Network network = sizes(std::move(sets));
        for (const auto& process : network.processes)
            if (process.id == id) {
                EXPECT_EQ(process.status, network::Status::operating);
                EXPECT_FALSE(process.minimum_capacity);
                EXPECT_EQ(process.minimum_use, 0);
                return process.capacity_per_month.value();
            }
        return 0.0;
    };
    const std::string fab = "processes:fab.status=operating";
    EXPECT_EQ(capacity_of("fab", {fab}), 10);
    EXPECT_EQ(capacity_of("fab", {"processes:fab.capacity_per_month=4", fab}), 4);
    EXPECT_EQ(
        capacity_of("fab", {"processes:fab.minimum_use=0.5", fab, "processes:fab.minimum_use="}),
        10);
    EXPECT_EQ(capacity_of("shop", {"processes:shop.status=operating"}), 16);
    EXPECT_EQ(capacity_of("shop", {"processes:*.status=operating",
                                   "processes:shop.capacity_per_month=1.5"}),
              1.5);
    EXPECT_THROW((void)sizes({fab, "processes:fab.minimum_use=0.5"}), Error);
    EXPECT_THROW(
        (void)sizes({fab, "processes:fab.status=candidate", "processes:fab.capacity_per_month=4"}),
        Error);
}

TEST(Sizes, RowsThatContradictOthersAreRefusedWithTheirPlace) {
    for (const auto& [set, code] : std::vector<std::pair<std::string, std::string>>{
             {"sizes:+assembly/big.capacity_per_month=5", "E0257"},
             {"processes:fab.capex=5", "E0258"},
             {"sizes:fab/small.capex=71", "E0259"},
             {"sizes:fab/small.capacity_per_month=10", "E0259"},
             {"processes:shop.minimum_capacity=17", "E0264"},
             {"processes:fab.scale_exponent=0.6", "E0264"},
             {"processes:assembly.minimum_use=0.6", "E0264"}}) {
        try {
            (void)sizes({set});
            ADD_FAILURE() << set;
        } catch (const Error& error) {
            const auto& found = error.diagnostics();
            EXPECT_TRUE(std::ranges::any_of(found, [&](const Diagnostic& each) {
                return each.code == code && each.where.line > 0;
            })) << set;
        }
    }
}

}  // namespace
}  // namespace jarip::onshore
