// What onshore recommends, switched on and bought as it says, reaches its target in the analysis that measures it: of random
// chains in the plan with borders closed, in the origin of value and in the days that home lasts.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
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
        if (run.days[static_cast<std::size_t>(day)].delivered <
            onshore::kAutonomous * a_day * (1 - 1e-9))
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

/// What a unit of the item costs in parts at most, by the dearest recipe and alternates.
double dearest_parts(const Network& network, network::ItemId item) {
    double dearest = 0;
    for (const auto& process : network.processes) {
        if (process.item != item || !process.recipe.valid()) continue;
        double cost = 0;
        const auto& slots = network.recipes[process.recipe].slots;
        for (std::size_t k = 0; k < slots.size(); ++k) {
            double most = 0;
            const auto& parts = network.slots[slots[k]].parts;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                const auto& part = network.parts[parts[i]];
                most = std::max(most, part.quantity * network.items[part.item].price);
            }
            cost += most / process.yield;
        }
        dearest = std::max(dearest, cost);
    }
    return dearest;
}

/// A random chain that delivers to home today, in which every maker adds value; items stand before what they go into.
std::optional<Network> delivering_chain(std::uint64_t seed) {
    Network network = fixtures::random_network({.seed = seed,
                                                .depth = 3,
                                                .countries = 2,
                                                .makers = 5,
                                                .products = seed % 3 == 0 ? 2 : 1,
                                                .lead_times = seed % 2 == 1});
    RandomStream random{{.seed = seed + 1000}};
    for (auto& process : network.processes) {
        if (!network.at_home(network.sites[process.site].country) || random.uniform() < 0.6)
            continue;
        process.status = Status::candidate;
        process.capex = std::round(1000 * random.uniform());
    }
    for (const auto id : network.items.ids()) network.items[id].price += dearest_parts(network, id);
    for (auto& demand : network.demands)
        demand.price = network.items[network.pools[demand.pool].item].price;
    network.stress.target_days = static_cast<double>(seed % 3) * 10;
    const auto month = plan::steady(network, {.bottlenecks = false});
    if (month.rates.delivered_at_home <= 0) return std::nullopt;
    return network;
}

double content_of(const Network& built) {
    return origin::shares(built, plan::steady(built, {.bottlenecks = false}),
                          {.single_points = false})
        .domestic_content.value_or(0);
}

// Every answer holds in the other analysis, or says that it does not; where today is enough nothing dearer is proposed.
TEST(OnshoreAgrees, WithTheOriginOfValueAndTheDaysOfStress) {
    int confirmed = 0, refused = 0, with_rules = 0;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        const auto network = delivering_chain(seed);
        if (!network) continue;
        const double content_today = content_of(*network);
        const auto check = [&](Target target, double level) {
            const Result result = solve(*network, Options{.target = target, .level = level});
            const bool content = target == Target::domestic_content;
            const int days = static_cast<int>(level);
            const double today = content ? content_today : days_of(*network, *network, days);
            if (today >= level) {
                EXPECT_TRUE(result.found()) << seed << ' ' << level;
            }
            if (!result.found()) return;
            if (result.refused) {
                EXPECT_NE(result.status, lp::Status::optimal) << seed << ' ' << level;
                EXPECT_LT(result.reached, level) << seed;
                ++refused;
                return;
            }
            const Network built = onshore::with_built_and_bought(*network, result);
            const double found = content ? content_of(built) : days_of(*network, built, days);
            EXPECT_GE(found, level * (1 - 1e-6)) << seed << ' ' << level;
            ++confirmed;
            with_rules += !result.bought.empty() || !result.filled.empty();
        };
        for (const double share : {0.3, 0.6, 0.9}) check(Target::domestic_content, share);
        for (const int days : {15, 40}) check(Target::autonomy_days, days);
    }
    EXPECT_GE(confirmed, 40);
    EXPECT_GE(with_rules, 8);
    EXPECT_LT(refused, confirmed / 3);
}

// The rows that the answer names, written into the tables of the model.
TEST(OnshoreAgrees, WithItsRowsInTheTablesOfTheModel) {
    const Network network = network::load("models/tiny-chain");
    for (const double share : {0.5, 0.9}) {
        const Result result =
            solve(network, Options{.target = Target::domestic_content, .level = share});
        ASSERT_EQ(result.status, lp::Status::optimal) << share;
        network::LoadOptions options;
        for (const auto& built : result.built)
            options.sets.push_back("processes:" + network.processes[built.process].id +
                                   ".status=operating");
        for (const auto& row : result.bought) {
            const std::string key =
                "sourcing:+" + row.buyer + "/" + network.items[row.item].id + "/" + row.supplier;
            options.sets.push_back(key + ".share=" + format_shortest(row.share));
            options.sets.push_back(key + ".fixed=true");
        }
        for (const auto& row : result.filled) {
            const auto& input = network.inputs[row.input];
            const std::string key = "part_shares:+" + network.processes[input.process].id + "/" +
                                    row.slot + "/" +
                                    network.items[network.parts[input.part].item].id;
            options.sets.push_back(key + ".share=" + format_shortest(row.share));
            options.sets.push_back(key + ".fixed=true");
        }
        EXPECT_GE(content_of(network::load("models/tiny-chain", options)), share * (1 - 1e-6));
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
