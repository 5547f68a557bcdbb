// tests/known/origin/residual-licence, whose README solves it by hand: a cheaper chip is the designer's loss.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixtures/steady_month.hpp"
#include "fixtures/tolerance.hpp"
#include "jarip/origin.hpp"

namespace jarip::origin {
namespace {

using fixtures::find;
using fixtures::kExact;

Network residual_licence(const std::vector<std::string>& sets = {}) {
    return network::load("tests/known/origin/residual-licence", {.home = {}, .sets = sets});
}

double price(const Network& network, const std::string& item) {
    return network.items[find(network.items, item)].price;
}

double share(const Network& network, const std::string& company) {
    const auto origin = shares(network, plan::steady(network), {.single_points = false});
    EXPECT_FALSE(origin.findings.has_errors());
    for (const auto& one : shares_by(network, origin.products[0].contributions, By::company))
        if (one.key == company) return one.share;
    return 0;
}

TEST(ResidualLicence, IsWhatTheChipLeaves) {
    const auto network = residual_licence();
    EXPECT_NEAR(price(network, "licence"), 65, kExact);
    EXPECT_NEAR(price(network, "board"), 215, kExact);
    EXPECT_NEAR(price(network, "rack"), 920, kExact);
    EXPECT_NEAR(share(network, "designer"), 520.0 / 920, kExact);
    EXPECT_NEAR(share(network, "foundry"), 280.0 / 920, kExact);
    EXPECT_NEAR(share(network, "builder"), 120.0 / 920, kExact);
}

TEST(ResidualLicence, ACheaperChipIsTheDesignersLoss) {
    const auto network = residual_licence({"items:chip.price=70"});
    EXPECT_NEAR(share(network, "designer"), 280.0 / 680, kExact);
    EXPECT_NEAR(share(network, "foundry"), 280.0 / 680, kExact);
    EXPECT_NEAR(share(network, "builder"), 120.0 / 680, kExact);
}

// Of a chip of 100 the licence has 65 after a die of 25: were the die to cost twice as much, 40.
TEST(ResidualLicence, RestsOnThePriceOfTheChipAsFarAsOtherPartsLeave) {
    auto network = residual_licence();
    network::Provenance sourced;
    sourced.source = network.sources.add({"s", {}, {}, {}, {}, {}});
    for (auto& part : network.parts) part.provenance = sourced;
    network.items[find(network.items, "chip")].provenance = sourced;
    const auto origin = shares(network, plan::steady(network), {.single_points = false});
    // Eight chips of 40, and what packaging adds to them, 10.
    EXPECT_NEAR(origin.sourced_share, 8 * (40.0 + 10) / 920, kExact);
}

TEST(ResidualLicence, WithoutDesignTheMakersShareWhatIsLeft) {
    // 280 + 120 of the rack's 920 are made; the licence has a stage of its own.
    auto network = residual_licence();
    const auto design = network.stages.add({.id = "design"});
    const auto made = network.stages.add({.id = "made"});
    for (auto& item : network.items) item.stage = item.intangible ? design : made;
    const auto origin = shares(network, plan::steady(network), {.single_points = false});
    const auto& all = origin.products[0].contributions;
    const auto left = without_design(network, all);
    for (const auto& one : shares_by(network, left, By::company))
        EXPECT_NEAR(one.share,
                    one.key == "foundry"   ? 0.7
                    : one.key == "builder" ? 0.3
                                           : 0,
                    kExact)
            << one.key;
    network.items[find(network.items, "die")].stage = design;  // then something tangible is in it
    EXPECT_EQ(without_design(network, all).size(), all.size());
    for (auto& item : network.items) item.intangible = true;
    EXPECT_TRUE(without_design(network, all).empty());
}

TEST(ResidualLicence, AYieldThatFallsIsTheDesignersLoss) {
    // A die costs 20 ÷ 0.5 = 40 a good chip, and 0.8 ÷ 0.5 licences go into it.
    EXPECT_NEAR(price(residual_licence({"processes:chip.yield=0.5"}), "licence"), 50 / 1.6, kExact);
}

TEST(ResidualLicence, MakersCountByCapacity) {
    auto network = residual_licence();
    auto other = network.processes[find(network.processes, "chip")];
    other.id = "chip-2";
    other.yield = 0.5;
    other.capacity_per_month = 1600;  // 800 good chips, as many as the first makes
    network.processes.add(other);
    EXPECT_FALSE(network::set_prices(network).has_errors());
    EXPECT_NEAR(price(network, "licence"), (65 + 50 / 1.6) / 2, kExact);
}

TEST(ResidualLicence, CountsMoneyInAnyUnit) {
    // Prices and charges a billion times as large: the same shares.
    std::vector<std::string> sets;
    for (const auto* item : {"die", "chip", "pcb"})
        sets.push_back("items:" + std::string{item} + ".price*=1e9");
    for (const auto* item : {"chip", "board", "rack"})
        sets.push_back("items:" + std::string{item} + ".value_added*=1e9");
    const auto network = residual_licence(sets);
    EXPECT_NEAR(price(network, "rack") / 1e9, 920, kExact * 920);
    EXPECT_NEAR(share(network, "designer"), 520.0 / 920, kExact);
}

}  // namespace
}  // namespace jarip::origin
