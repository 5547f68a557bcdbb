#include "jarip/onshore/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "jarip/onshore.hpp"

namespace jarip::onshore {
namespace {

Network chain(std::vector<std::string> sets = {}) {
    network::LoadOptions options;
    options.sets = std::move(sets);
    return network::load("models/tiny-chain", options);
}

network::ProcessId id_of(const Network& network, const std::string& process) {
    for (const auto id : network.processes.ids())
        if (network.processes[id].id == process) return id;
    return {};
}

TEST(Rules, WhatIsBuiltOperatesInTheSizeInWhichItIsBuilt) {
    const Network network = chain();
    Result result;
    result.built.push_back({id_of(network, "chip-gumi"), 0, 7, 20.0});
    const Network built = with_built(network, result);
    const auto& plant = built.processes[id_of(built, "chip-gumi")];
    EXPECT_EQ(plant.status, network::Status::operating);
    EXPECT_DOUBLE_EQ(plant.capacity_per_month.value(), 27);
}

TEST(Rules, AnExpansionRampsAsCapacityDoes) {
    Network network = chain();
    const auto board = id_of(network, "board-daegu");
    network.capacity_steps = {
        {.process = board, .from = network.horizon.first, .capacity_per_month = 10},
        {.process = board,
         .from = network.horizon.first + std::chrono::days{181},
         .capacity_per_month = 30}};
    network::set_mean_capacities(network);
    const double mean = network.processes[board].capacity_per_month.value();
    Result result;
    result.built.push_back({board, 0, mean, {}});
    const Network built = with_built(network, result);
    const Day second = network.horizon.first + std::chrono::days{1};
    EXPECT_NEAR(built.capacity_share(board, second) * *built.processes[board].capacity_per_month,
                20, 1e-9);
}

TEST(Rules, WhatHomeMustBuyStandsInsteadOfWhatIsObserved) {
    const Network network = chain({"sourcing:+daegu/chip/hsinchu.share=1"});
    const Result result = solve(network, {.target = Target::domestic_content, .level = 0.9});
    ASSERT_TRUE(result.found());
    const Network built = with_built_and_bought(network, result);
    const auto of_daegu = [](const network::Sourcing& row) { return row.buyer == "daegu"; };
    const auto rows = std::ranges::count_if(built.sourcing, of_daegu);
    EXPECT_EQ(rows, std::ranges::count_if(result.bought, of_daegu));
    EXPECT_GT(rows, 0);
}

}  // namespace
}  // namespace jarip::onshore
