#include <gtest/gtest.h>

#include <cmath>

#include "fixtures/random_network.hpp"
#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

/// Plants of home that may be built or expanded, their capital times a scale.
Network expandable(std::uint64_t seed, double scale) {
    Network network = fixtures::random_network(
        {.seed = seed, .depth = 3, .countries = 2, .makers = 4, .products = 1});
    RandomStream random{{.seed = seed + 5000}};
    for (auto& process : network.processes) {
        if (!network.at_home(network.sites[process.site].country)) continue;
        if (random.uniform() < 0.4) {
            process.status = network::Status::candidate;
            process.capex = scale * random.uniform();
        }
        if (random.uniform() < 0.6) {
            process.max_expansion = 200;
            process.expansion_capex_per_unit = scale / 100 * random.uniform();
        }
    }
    return network;
}

// The solver holds a limit within a tolerance; a budget is money that is not there.
TEST(Budget, IsNeverExceededWhateverPlantsAndExpansionsCost) {
    int spent = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Network network = expandable(seed, std::pow(10.0, static_cast<double>(seed % 13)));
        const Result all = solve(network);
        if (!all.found() || all.capex <= 0) continue;
        for (const double share : {0.3, 0.7, 0.99}) {
            const double budget = share * all.capex;
            const Result result = solve(network, {.budget = budget});
            ASSERT_TRUE(result.found()) << seed << ' ' << share;
            double capital = 0;
            for (const Built& built : result.built) capital += built.capex;
            EXPECT_LE(capital, budget * (1 + 1e-12)) << seed << ' ' << share;
            EXPECT_LE(result.reached, all.reached * (1 + 1e-6)) << seed << ' ' << share;
            spent += capital > 0.9 * budget;
        }
    }
    EXPECT_GE(spent, 5);
}

}  // namespace
}  // namespace jarip::onshore
