// What onshore recommends, switched on, reaches its target in the analysis that measures it: in the plan with borders
// closed, in the origin of value and in the days that home lasts.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "fixtures/random_network.hpp"
#include "jarip/onshore.hpp"
#include "jarip/origin.hpp"
#include "jarip/stress.hpp"

namespace jarip {
namespace {

using network::Network;
using network::Status;
using onshore::Options;
using onshore::Result;
using onshore::Target;

/// A random chain of which some of home's plants are not built yet.
Network chain(std::uint64_t seed) {
    Network network = fixtures::random_network({.seed = seed,
                                                .depth = 3,
                                                .countries = 2,
                                                .makers = 3,
                                                .products = 1,
                                                .lead_times = seed % 2 == 1});
    RandomStream random{{.seed = seed + 1000}};
    for (auto& process : network.processes) {
        if (!network.at_home(network.sites[process.site].country) || random.uniform() < 0.4)
            continue;
        process.status = Status::candidate;
        process.capex = std::round(1000 * random.uniform());
        if (random.uniform() < 0.3) {
            process.max_expansion = 100;
            process.expansion_capex_per_unit = 1;
        }
    }
    // Nobody sells below the cost of the parts.
    for (const auto item : network.items.ids()) {
        double parts = 0;
        for (const auto& process : network.processes) {
            if (process.item != item) continue;
            double cost = 0;
            for (std::size_t i = 0; i < process.inputs.size(); ++i) {
                const auto& part = network.parts[network.inputs[process.inputs[i]].part];
                cost += part.quantity / process.yield * network.items[part.item].price;
            }
            parts = std::max(parts, cost);
        }
        network.items[item].price = 1 + 1.5 * parts;
    }
    network.stress.target_days = static_cast<double>(seed % 3) * 10;
    return network;
}

int days_of(const Network& network, const Network& built, int days) {
    const auto today = plan::steady(network, {.bottlenecks = false});
    double delivered = 0;
    double wanted = 0;
    for (const auto id : network.demands.ids()) {
        if (!network.at_home(network.country_of(network.demands[id].pool))) continue;
        delivered += today.delivered[id];
        wanted += today.wanted[id];
    }
    const double a_day =
        (delivered > 0 ? delivered : wanted) * network.months / network.horizon.days();
    const auto run = stress::simulate(built, "borders-closed", {.days = days});
    for (int day = 0; day < days; ++day)
        if (run.days[static_cast<std::size_t>(day)].delivered < onshore::kAutonomous * a_day)
            return day;
    return days;
}

TEST(OnshoreAgrees, WithTheRateBehindClosedBorders) {
    int solved = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Network network = chain(seed);
        const Result most = solve(network, Options{});
        if (!most.found() || most.reached <= 0) continue;
        const double level = most.reached * 0.6;
        const Result result = solve(network, Options{.level = level});
        ASSERT_EQ(result.status, lp::Status::optimal) << seed;
        const auto rate = plan::closed_border(onshore::with_built(network, result), network.home);
        ++solved;
        EXPECT_GE(rate.total.value_or(level), level * (1 - 1e-6)) << seed;
    }
    EXPECT_GE(solved, 10);
}

TEST(OnshoreAgrees, WithTheOriginOfValue) {
    int solved = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Network network = chain(seed);
        for (const double share : {0.2, 0.5, 0.8}) {
            const Result result =
                solve(network, Options{.target = Target::domestic_content, .level = share});
            if (!result.found()) continue;
            ++solved;
            const Network built = onshore::with_built_and_bought(network, result);
            const auto origin = origin::shares(built, plan::steady(built, {.bottlenecks = false}),
                                               {.single_points = false});
            EXPECT_GE(origin.domestic_content.value_or(0), share * (1 - 1e-6)) << seed;
        }
    }
    EXPECT_GE(solved, 10);
}

TEST(OnshoreAgrees, WithTheDaysOfStress) {
    int solved = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Network network = chain(seed);
        for (const int days : {10, 40, 120}) {
            const Result result = solve(network, Options{.target = Target::autonomy_days,
                                                         .level = static_cast<double>(days)});
            if (!result.found()) continue;
            ++solved;
            const Network built = onshore::with_built_and_bought(network, result);
            EXPECT_GE(days_of(network, built, days), days)
                << seed << ' ' << result.built.size() << ' ' << result.bought.size();
        }
    }
    EXPECT_GE(solved, 10);
}

}  // namespace
}  // namespace jarip
