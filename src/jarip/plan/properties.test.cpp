// What must hold of the plans of any network, over random small ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "fixtures/network_builder.hpp"
#include "fixtures/random_network.hpp"
#include "jarip/plan.hpp"
#include "jarip/plan/steady/steady_model.hpp"

namespace jarip::plan {
namespace {

using fixtures::NetworkBuilder;
using fixtures::random_network;
using fixtures::RandomNetwork;

constexpr std::uint64_t kNetworks = 60;
constexpr double kTolerance = 1e-6;  // of the largest quantity of a balance

std::string pool_name(const Network& network, PoolId pool) {
    const auto& place = network.places[network.pools[pool].place];
    return (place.site.valid() ? network.sites[place.site].id
                               : network.countries[place.country].code) +
           "," + network.items[network.pools[pool].item].id;
}

/// What comes into each pool less what goes out, and the largest part of it.
struct Balance {
    double sum = 0;
    double largest = 1;
    void add(double quantity) {
        sum += quantity;
        largest = std::max(largest, std::abs(quantity));
    }
};

TEST(Properties, WhatComesIntoAPoolOfTheMonthGoesOut) {
    for (std::uint64_t seed = 1; seed <= kNetworks; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan month = steady(network, {.bottlenecks = false});
        ASSERT_EQ(month.status, lp::Status::optimal) << seed;
        EXPECT_TRUE(month.certificate.holds) << seed << " " << month.certificate.worst;
        std::vector<Balance> pools(network.pools.size());
        for (const ProcessId id : network.processes.ids()) {
            pools[network.processes[id].output.index()].add(month.made(network, id));
            EXPECT_LE(month.started[id],
                      network.processes[id].capacity_per_month.value_or(1e18) * (1 + kTolerance));
        }
        for (const InputId id : network.inputs.ids())
            pools[network.inputs[id].pool.index()].add(-month.used[id]);
        for (const ArcId id : network.arcs.ids()) {
            pools[network.arcs[id].from.index()].add(-month.shipped[id]);
            pools[network.arcs[id].to.index()].add(month.shipped[id]);
        }
        for (const DemandId id : network.demands.ids()) {
            pools[network.demands[id].pool.index()].add(-month.delivered[id]);
            EXPECT_LE(month.delivered[id], month.wanted[id] * (1 + kTolerance));
        }
        for (const PoolId pool : network.pools.ids())
            EXPECT_NEAR(pools[pool.index()].sum, 0, kTolerance * pools[pool.index()].largest)
                << seed << " " << pool_name(network, pool);
    }
}

TEST(Properties, EverySlotOfTheMonthIsFilled) {
    for (std::uint64_t seed = 1; seed <= kNetworks; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan month = steady(network, {.bottlenecks = false});
        std::map<std::pair<ProcessId, SlotId>, double> filled;
        for (const InputId id : network.inputs.ids()) {
            const auto& input = network.inputs[id];
            filled[{input.process, input.slot}] +=
                month.used[id] / network.parts[input.part].quantity;
        }
        for (const auto& [slot, units] : filled)
            EXPECT_NEAR(units, month.started[slot.first], kTolerance * std::max(1.0, units))
                << seed;
    }
}

TEST(Properties, MoreCapacityNeverDeliversLessValue) {
    for (std::uint64_t seed = 1; seed <= kNetworks; ++seed) {
        const auto value = [](const Network& network) {
            const SteadyPlan month = steady(network, {.bottlenecks = false});
            double total = 0;
            for (const DemandId id : network.demands.ids())
                total += network.demands[id].lost_cost * month.delivered[id];
            return total;
        };
        Network network = random_network({.seed = seed});
        const double now = value(network);
        RandomStream random{{.seed = seed}};
        auto& process = network.processes[ProcessId{random.below(network.processes.size())}];
        process.capacity_per_month = 2 * process.capacity_per_month.value_or(0);
        // The weights that make equal demands fill equally may shift up to a hundredth of value.
        EXPECT_GE(value(network), now * 0.99) << seed;
    }
}

TEST(Properties, DoublingEveryCapacityDoublesWhatIsMadeBehindClosedBorders) {
    int above_zero = 0;
    for (std::uint64_t seed = 1; seed <= kNetworks; ++seed) {
        const Network network = random_network({.seed = seed, .countries = 2});
        const Network doubled = random_network({.seed = seed, .countries = 2, .capacity = 2});
        for (const CountryId country : network.countries.ids()) {
            const ClosedBorder one = closed_border(network, country);
            const ClosedBorder two = closed_border(doubled, country);
            ASSERT_TRUE(one.total && two.total);
            EXPECT_NEAR(*two.total, 2 * *one.total, kTolerance * std::max(1.0, *one.total)) << seed;
            above_zero += *one.total > 0 ? 1 : 0;
            const std::vector<double> weights = counted_in(network).weights;
            for (std::size_t i = 0; i < one.alone.size(); ++i)
                EXPECT_LE(weights[i] * *one.alone[i], *one.total * (1 + kTolerance) + kTolerance)
                    << seed;
        }
    }
    EXPECT_GT(above_zero, 10);
}

TEST(Properties, TheOrderOfRowsChangesNothing) {
    for (std::uint64_t seed = 1; seed <= kNetworks; ++seed) {
        const Network network = random_network({.seed = seed});
        const Network shuffled = random_network({.seed = seed, .shuffle = 99});
        const SteadyPlan a = steady(network, {.bottlenecks = false});
        const SteadyPlan b = steady(shuffled, {.bottlenecks = false});
        std::map<std::string, double> started;
        for (const ProcessId id : network.processes.ids())
            started[network.processes[id].id] = a.started[id];
        for (const ProcessId id : shuffled.processes.ids()) {
            const double other = started.at(shuffled.processes[id].id);
            EXPECT_NEAR(b.started[id], other, kTolerance * std::max(1.0, other))
                << seed << " " << shuffled.processes[id].id;
        }
        std::map<std::string, double> shipped;
        const auto name = [](const Network& n, ArcId id) {
            return pool_name(n, n.arcs[id].from) + ">" + pool_name(n, n.arcs[id].to);
        };
        for (const ArcId id : network.arcs.ids()) shipped[name(network, id)] = a.shipped[id];
        for (const ArcId id : shuffled.arcs.ids()) {
            const double other = shipped.at(name(shuffled, id));
            EXPECT_NEAR(b.shipped[id], other, kTolerance * std::max(1.0, other))
                << seed << " " << name(shuffled, id);
        }
    }
}

TEST(Properties, TheNumberOfThreadsChangesNoByte) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan one = steady(network, {.run = {.threads = 1}});
        const SteadyPlan two = steady(network, {.run = {.threads = 2}});
        ASSERT_EQ(one.bottlenecks.size(), two.bottlenecks.size());
        for (std::size_t i = 0; i < one.bottlenecks.size(); ++i)
            EXPECT_EQ(one.bottlenecks[i].gain, two.bottlenecks[i].gain) << seed;
        EXPECT_EQ(one.shipped.values(), two.shipped.values());
        std::vector<Change> changes(network.processes.size());
        for (const ProcessId id : network.processes.ids())
            changes[id.index()].closed_processes = {id};
        const auto a = solve_variants(network, one, changes, {.threads = 1});
        const auto b = solve_variants(network, one, changes, {.threads = 2});
        for (std::size_t i = 0; i < changes.size(); ++i) {
            EXPECT_EQ(a[i].world, b[i].world) << seed;
            EXPECT_EQ(a[i].delivered_at_home, b[i].delivered_at_home) << seed;
            EXPECT_EQ(a[i].built_at_home, b[i].built_at_home) << seed;
        }
    }
}

TEST(Properties, AReSolveIsTheMonthSolvedFromNothing) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan base = steady(network, {.bottlenecks = false});
        std::vector<Change> changes(network.processes.size());
        for (const ProcessId id : network.processes.ids())
            changes[id.index()].closed_processes = {id};
        const auto racks = solve_variants(network, base, changes);
        for (const ProcessId id : network.processes.ids()) {
            Network closed = network;
            closed.processes[id].capacity_per_month = 0;
            const SteadyPlan month = steady(closed, {.bottlenecks = false});
            EXPECT_NEAR(racks[id.index()].world, month.rates.world, 1e-5) << seed;
            EXPECT_NEAR(racks[id.index()].delivered_at_home, month.rates.delivered_at_home, 1e-5)
                << seed;
            EXPECT_NEAR(racks[id.index()].built_at_home, month.rates.built_at_home, 1e-5) << seed;
        }
    }
}

// The largest weighted value of the whole model with the columns closed, solved as it is.
TEST(Properties, ReSolvedDeliveriesAreThoseOfTheWholeModel) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan base = steady(network, {.bottlenecks = false});
        const SteadyModel model{network};
        std::vector<Change> changes(network.sites.size());
        for (const ProcessId id : network.processes.ids())
            changes[network.processes[id].site.index()].closed_processes.push_back(id);
        for (const ArcId id : network.arcs.ids())
            if (const auto site = network.places[network.pools[network.arcs[id].from].place].site;
                site.valid())
                changes[site.index()].closed_arcs.push_back(id);
        const auto found = solve_variants(network, base, changes, {}, Depth::deliveries);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            lp::Solver solver = model.solver();
            Bounds bounds = model.bounds();
            const auto close = [&](lp::ColumnId column) {
                if (column.valid()) bounds.columns[column].low = bounds.columns[column].high = 0;
            };
            for (const ProcessId id : changes[i].closed_processes)
                close(model.formulation().started[id.index()]);
            for (const ArcId id : changes[i].closed_arcs)
                close(model.formulation().shipped[id.index()]);
            const auto month = model.solve_first(solver, bounds, {}, true);
            const Rates rates = model.rates(month, Depth::deliveries);
            EXPECT_NEAR(found[i].world, rates.world, 1e-6 * rates.world) << seed << ' ' << i;
            EXPECT_NEAR(found[i].delivered_at_home, rates.delivered_at_home, 1e-6 * rates.world)
                << seed << ' ' << i;
        }
    }
}

TEST(Properties, PlansOfBucketsBalanceAndPegAllTheyDeliver) {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        const Network network = random_network({.seed = seed, .lead_times = true});
        const Plan plan = solve(network, {.bottlenecks = 0});
        ASSERT_EQ(plan.status, lp::Status::optimal) << seed;
        EXPECT_TRUE(plan.certificate.holds) << seed << " " << plan.certificate.worst;
        std::vector<double> pegged(plan.delivered.size(), 0);
        for (const Pegging& peg : plan.pegging) {
            pegged[peg.period * network.demands.size() + peg.demand.index()] += peg.quantity;
            EXPECT_LE(peg.made, peg.period);
        }
        for (std::size_t i = 0; i < pegged.size(); ++i)
            EXPECT_NEAR(pegged[i], plan.delivered[i], kTolerance * std::max(1.0, plan.delivered[i]))
                << seed;
        for (std::size_t i = 0; i < plan.backlog.size(); ++i) {
            const DemandId demand{i % network.demands.size()};
            const double before =
                i < network.demands.size() ? 0 : plan.backlog[i - network.demands.size()];
            const double wanted = network.demands[demand].total / 12;
            EXPECT_NEAR(plan.backlog[i], before + wanted - plan.delivered[i],
                        kTolerance * std::max(1.0, plan.backlog[i]));
        }
    }
}

/// What a demand's rate is worth in the steady month, whose k-th tenth has the weight 10 ÷ k.
double worth_of(const network::Demand& demand, double rate, double wanted) {
    double worth = 0;
    for (int k = 1; k <= 10; ++k)
        worth += 10.0 / k * std::clamp(rate - (k - 1) * wanted / 10, 0.0, wanted / 10);
    return demand.lost_cost * worth;
}

// Without lead times the mean of twelve months is a steady month, and twelve steady months are a plan: a plan's mean
// month is worth no more than the steady one, nor is its cost with what is lost.
TEST(Properties, BucketsWithoutLeadTimesAreNeitherWorthNorCostMoreThanTwelveSteadyMonths) {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        const Network network = random_network({.seed = seed});
        const SteadyPlan month = steady(network, {.bottlenecks = false});
        const Plan plan = solve(network, {.bottlenecks = 0});
        Indexed<DemandId, double> mean{network.demands.size()};
        for (std::size_t i = 0; i < plan.delivered.size(); ++i)
            mean[DemandId{i % network.demands.size()}] += plan.delivered[i] / 12;
        double worth = 0;
        double steady_worth = 0;
        double lost = 0;
        for (const DemandId id : network.demands.ids()) {
            const auto& demand = network.demands[id];
            worth += worth_of(demand, mean[id], month.wanted[id]);
            steady_worth += worth_of(demand, month.delivered[id], month.wanted[id]);
            lost += 12 * demand.lost_cost * (month.wanted[id] - month.delivered[id]);
        }
        EXPECT_LE(worth, steady_worth * (1 + kTolerance)) << seed;
        EXPECT_LE(plan.objective, (12 * month.objective + lost) * (1 + kTolerance)) << seed;
    }
}

/// Products at list prices, or by number where there is one only.
double worth_delivered(const Network& network, const Plan& plan) {
    double worth = 0;
    for (std::size_t i = 0; i < plan.delivered.size(); ++i) {
        const auto item =
            network.pools[network.demands[DemandId{i % network.demands.size()}].pool].item;
        if (network.is_product(item))
            worth +=
                plan.delivered[i] * (network.products.size() > 1 ? network.items[item].price : 1);
    }
    return worth;
}

TEST(Solve, MostThroughputIsAtLeastThatOfLeastCost) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Network network = random_network({.seed = seed, .lead_times = true});
        const Plan cheap = solve(network, {.bottlenecks = 0});
        const Plan most = solve(network, {.objective = Objective::throughput, .bottlenecks = 0});
        EXPECT_GE(worth_delivered(network, most),
                  worth_delivered(network, cheap) * (1 - kTolerance))
            << seed;
        EXPECT_GE(most.objective, cheap.objective - kTolerance * std::abs(cheap.objective)) << seed;
        EXPECT_TRUE(most.certificate.holds) << seed;
    }
}

// 10 a month are made; 5 a month are wanted and come first: 5, 10, 15 … lie at the ends of the months.
TEST(Solve, AMinimumStockIsFilledAsDemandLeavesRoomAndItsShortageIsSaid) {
    NetworkBuilder b;
    b.item("bolt", 10);
    b.product("bolt");
    b.months(6).process({.id = "make", .site = "KR-a", .item = "bolt", .capacity = 10, .cost = 1});
    b.stock("KR-a", "bolt", 0, 18);
    b.demand({"korea", "KR-a", "bolt", 5, 10});
    const Plan plan = solve(b.build());
    ASSERT_EQ(plan.status, lp::Status::optimal);
    EXPECT_NEAR(plan.late_total, 0, 1e-6);
    ASSERT_EQ(plan.shortages.size(), 3);
    EXPECT_NEAR(plan.shortages[0].quantity, 13, 1e-6);
    EXPECT_NEAR(plan.shortages[1].quantity, 8, 1e-6);
    EXPECT_NEAR(plan.shortages[2].quantity, 3, 1e-6);
    EXPECT_NEAR(plan.objective, 48, 1e-6);  // 30 delivered and 18 kept, made at 1 each
}

// Half of what two customers want can be made: the one of the higher priority gets all of it, equal ones share it.
TEST(Solve, PrioritiesComeOneAfterTheOtherAndEqualDemandsShare) {
    const auto delivered = [](double first, double second) {
        NetworkBuilder b;
        b.item("bolt", 10);
        b.product("bolt");
        b.months(1).process({.id = "make", .site = "KR-a", .item = "bolt", .capacity = 10});
        b.demand({"one", "KR-a", "bolt", 10, 10});
        b.demand({"two", "KR-a", "bolt", 10, 10});
        Network network = b.build();
        network.demands[DemandId{0}].priority = first;
        network.demands[DemandId{1}].priority = second;
        return solve(network).delivered;
    };
    EXPECT_NEAR(delivered(1, 2)[1], 10, 1e-6);
    EXPECT_NEAR(delivered(2, 1)[0], 10, 1e-6);
    EXPECT_NEAR(delivered(1, 1)[0], 5, 1e-6);
}

TEST(Properties, TheOrderOfRowsChangesNoFigureOfAPlan) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const Network network = random_network({.seed = seed, .lead_times = true});
        const Network shuffled = random_network({.seed = seed, .lead_times = true, .shuffle = 7});
        const Plan a = solve(network, {.bottlenecks = 5});
        const Plan b = solve(shuffled, {.bottlenecks = 5});
        EXPECT_EQ(a.objective, b.objective) << seed;
        std::map<std::string, double> started;
        for (const ProcessId id : network.processes.ids())
            started[network.processes[id].id] = a.started[id.index()];
        for (const ProcessId id : shuffled.processes.ids())
            EXPECT_EQ(b.started[id.index()], started.at(shuffled.processes[id].id)) << seed;
        ASSERT_EQ(a.late_reasons.size(), b.late_reasons.size()) << seed;
        for (std::size_t i = 0; i < a.late_reasons.size(); ++i)
            EXPECT_EQ(a.late_reasons[i].quantity, b.late_reasons[i].quantity) << seed;
    }
}

/// Orders of any dates, lost after some days: as one demand, or each as a demand of its own.
Network with_orders(std::uint64_t seed, bool apart) {
    RandomStream random{{.seed = seed}};
    const auto pick = [&](std::uint64_t count) { return static_cast<double>(random.below(count)); };
    NetworkBuilder b;
    b.item("bolt", 10);
    b.product("bolt");
    b.months(3);
    b.process({.id = "make", .site = "KR-a", .item = "bolt", .capacity = 2 + pick(20), .cost = 1});
    b.stock("KR-a", "bolt", pick(20));
    const Bucket bucket = random.below(2) == 0 ? Bucket::month : Bucket::week;
    const double days = pick(bucket == Bucket::month ? 60 : 25);
    const double late = 0.1 * pick(10);
    const double lost = 1 + pick(12);
    std::vector<network::Wanted> orders;
    for (std::size_t k = 0; k < 6; ++k) orders.push_back({.date = {}, .quantity = 1 + pick(20)});
    std::vector<int> dates;
    for (std::size_t k = 0; k < orders.size(); ++k) dates.push_back(static_cast<int>(pick(90)));
    std::ranges::sort(dates);
    for (std::size_t k = 0; k < (apart ? orders.size() : 1); ++k)
        b.demand({"order" + std::to_string(k), "KR-a", "bolt", 1, 10, late});
    Network network = b.build();
    network.bucket = bucket;
    for (std::size_t k = 0; k < orders.size(); ++k)
        orders[k].date = network.horizon.first + std::chrono::days{dates[k]};
    for (const DemandId id : network.demands.ids()) {
        auto& demand = network.demands[id];
        demand.wanted = orders;
        if (apart) demand.wanted = {orders[id.index()]};
        demand.total = 0;
        for (const auto& order : demand.wanted) demand.total += order.quantity;
        demand.max_late_days = days;
        demand.lost_cost = lost;
    }
    return network;
}

TEST(Properties, OrdersOfOneDemandAreLostAsIfEachWereADemand) {
    int losing = 0;
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        const Plan together = solve(with_orders(seed, false), {.bottlenecks = 0});
        const Plan apart = solve(with_orders(seed, true), {.bottlenecks = 0});
        ASSERT_EQ(together.status, lp::Status::optimal) << seed;
        EXPECT_TRUE(together.certificate.holds) << seed << " " << together.certificate.worst;
        EXPECT_NEAR(together.objective, apart.objective, kTolerance * (1 + apart.objective))
            << seed;
        // A plan that is found nearly keeps to the same rules.
        const Plan nearly = solve(with_orders(seed, false), {.bottlenecks = 0, .large = 1});
        EXPECT_TRUE(nearly.certificate.holds) << seed << " " << nearly.certificate.worst;
        EXPECT_GE(nearly.objective, together.objective * (1 - kTolerance) - kTolerance) << seed;
        EXPECT_LE(nearly.bound, together.objective * (1 + kTolerance) + kTolerance) << seed;
        losing += together.lost_total > 1 ? 1 : 0;
    }
    EXPECT_GT(losing, 20);
}

TEST(Solve, ATimeLimitLeavesOutWhatItDidNotCompute) {
    const Network network = random_network({.seed = 2, .lead_times = true, .capacity = 0.3});
    Options options{.seconds = 2};
    // Time is up when the plan is known and what holds it back is not.
    options.so_far = [&](const auto&) {
        std::this_thread::sleep_for(std::chrono::duration<double>{options.seconds});
    };
    const Plan plan = solve(network, options);
    EXPECT_EQ(plan.status, lp::Status::limit);
    EXPECT_FALSE(plan.delivered.empty());
    EXPECT_FALSE(plan.bottlenecks.empty());
    for (const Bottleneck& limit : plan.bottlenecks)
        EXPECT_FALSE(limit.shadow_price > 0 && limit.gain.has_value());
}

TEST(Solve, WeeksAreCutAtTheEndsOfTheHorizon) {
    Network network = random_network({.seed = 3, .lead_times = true});
    network.bucket = Bucket::week;
    network.horizon.end = network.horizon.first + std::chrono::days{31};
    network.months = 1;
    for (auto& demand : network.demands) {
        demand.wanted.resize(1);
        demand.total = demand.wanted.front().quantity;
    }
    const Plan plan = solve(network, {.bottlenecks = 0});
    EXPECT_EQ(plan.status, lp::Status::optimal);
    EXPECT_TRUE(plan.certificate.holds);
    ASSERT_EQ(plan.periods.size(), 5);
    EXPECT_EQ(plan.periods.front().days(), 5);  // from Wednesday, 1 January 2025
    EXPECT_EQ(plan.periods.back().days(), 5);
}

// onshore ties these rows to its binaries; a whole month has exactly the monthly figure.
TEST(Formulation, CandidatesOfTheFacilityCaseHaveCapacityRowsOfExactlyFiveThousand) {
    const std::string folder = "tests/known/onshore/facility-cap41";
    const Network network = network::load(folder);
    const Formulation with = period_formulation(network, {.candidates = true});
    ASSERT_EQ(with.period_count(), 1);
    for (const ProcessId id : network.processes.ids()) {
        ASSERT_TRUE(with.capacity[id.index()].valid());
        EXPECT_EQ(with.model.rows[with.capacity[id.index()]].high, 5000);
    }
    const Formulation without = period_formulation(network);
    for (const lp::ColumnId started : without.started) EXPECT_FALSE(started.valid());
}

}  // namespace
}  // namespace jarip::plan
