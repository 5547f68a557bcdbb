#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "jarip/stress.hpp"

namespace jarip::stress {
namespace {

const Setting& of(const std::vector<Setting>& all, std::string_view key) {
    return *std::ranges::find_if(all, [&](const Setting& each) { return each.rule.key == key; });
}

TEST(Settings, AreThoseOfTheModelsKindWithWhatItGivesAndWhatHoldsOtherwise) {
    const auto chain = settings(network::load("models/tiny-chain"));
    EXPECT_EQ(of(chain, "target_days").given, Setting::Value{10.0});
    EXPECT_EQ(of(chain, "psi").given, Setting::Value{});
    EXPECT_EQ(of(chain, "psi").default_value, Setting::Value{0.0});
    EXPECT_EQ(of(chain, "search_days").default_value, Setting::Value{});
    EXPECT_EQ(of(chain, "allocation").default_value, Setting::Value{std::string{"priority"}});
    const auto economy = settings(network::load("tests/known/stress/rows-cause/a"));
    EXPECT_EQ(of(economy, "psi").default_value, Setting::Value{0.8});
    EXPECT_EQ(of(economy, "adaptive").default_value, Setting::Value{false});
    for (const auto& rule : network::stress_settings()) {
        const auto has = [&](const std::vector<Setting>& all) {
            return std::ranges::any_of(all,
                                       [&](const auto& each) { return each.rule.key == rule.key; });
        };
        EXPECT_EQ(has(chain), rule.recipes) << rule.key;
        EXPECT_EQ(has(economy), rule.flows) << rule.key;
    }
}

// What is said to hold is what a run does: giving the default changes nothing.
TEST(Settings, TheDefaultGivenIsTheRunWithout) {
    const auto plain = network::load("models/tiny-chain");
    const auto lost = simulate(plain, "strait").lost;
    for (const auto& setting : settings(plain)) {
        std::string value;
        if (const auto* number = std::get_if<double>(&setting.default_value))
            value = format_shortest(*number);
        else if (const auto* flag = std::get_if<bool>(&setting.default_value))
            value = *flag ? "true" : "false";
        else if (const auto* word = std::get_if<std::string>(&setting.default_value))
            value = *word;
        if (value.empty() || setting.given != Setting::Value{}) continue;
        const auto set = "model:stress." + std::string{setting.rule.key} + '=' + value;
        EXPECT_EQ(simulate(network::load("models/tiny-chain", {.sets = {set}}), "strait").lost,
                  lost)
            << set;
    }
}

}  // namespace
}  // namespace jarip::stress
