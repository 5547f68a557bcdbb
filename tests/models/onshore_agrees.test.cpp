// What onshore recommends, switched on and bought as it says, reaches its target in the analysis that measures it: of random
// chains in the plan with borders closed, of tiny-chain in the origin of value and in the days that home lasts.

#include <gtest/gtest.h>

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
    EXPECT_GE(solved, 5);
}

TEST(OnshoreAgrees, WithTheOriginOfValue) {
    const Network network = network::load("models/tiny-chain");
    for (const double share : {0.5, 0.9}) {
        const Result result =
            solve(network, Options{.target = Target::domestic_content, .level = share});
        ASSERT_EQ(result.status, lp::Status::optimal) << share;
        const Network built = onshore::with_built_and_bought(network, result);
        const auto origin = origin::shares(built, plan::steady(built, {.bottlenecks = false}),
                                           {.single_points = false});
        EXPECT_GE(origin.domestic_content.value_or(0), share * (1 - 1e-6));
    }
}

TEST(OnshoreAgrees, WithTheDaysOfStress) {
    const Network network = network::load("models/tiny-chain");
    for (const int days : {60, 105}) {
        const Result result = solve(
            network, Options{.target = Target::autonomy_days, .level = static_cast<double>(days)});
        ASSERT_EQ(result.status, lp::Status::optimal) << days;
        EXPECT_GE(days_of(network, onshore::with_built_and_bought(network, result), days), days);
    }
}

}  // namespace
}  // namespace jarip
