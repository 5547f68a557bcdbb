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

// However soon it ends, what is said is true: no more is spent or made than can be, no cost is below the bound, and what can be
// reached is not called out of reach.
TEST(Budget, ASearchThatEndsEarlySaysNothingThatIsWrong) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Network network = expandable(seed, 1000);
        const Result all = solve(network);
        if (!all.found() || all.capex <= 0) continue;
        const double budget = 0.7 * all.capex;
        const Result best = solve(network, {.budget = budget});
        ASSERT_EQ(best.status, lp::Status::optimal) << seed;
        const Result level = solve(network, {.level = best.reached / 2, .budget = budget});
        for (int k = 0; k <= 8; ++k) {
            Options options{.budget = budget};
            options.solver.seconds = k == 0 ? 0 : 1e-4 * std::exp2(k);
            const Result most = solve(network, options);
            EXPECT_NE(most.status, lp::Status::infeasible) << seed << ' ' << k;
            if (most.found()) {
                EXPECT_LE(most.reached, best.reached * (1 + 1e-6)) << seed << ' ' << k;
                EXPECT_LE(most.capex, budget * (1 + 1e-12)) << seed << ' ' << k;
            }
            if (most.target_bound) {
                EXPECT_GE(*most.target_bound, best.reached * (1 - 1e-6));
            }
            options.level = best.reached / 2;
            const Result half = solve(network, options);
            EXPECT_NE(half.status, lp::Status::infeasible) << seed << ' ' << k;
            if (half.found()) {
                EXPECT_GE(half.objective, level.objective * (1 - 1e-6));
            }
            if (half.bound) {
                EXPECT_LE(*half.bound, level.objective * (1 + 1e-6)) << seed;
            }
            if (half.status == lp::Status::optimal) {
                EXPECT_NEAR(half.objective, level.objective, 1e-6 * level.objective) << seed;
            }
        }
    }
}

}  // namespace
}  // namespace jarip::onshore
