// The settings of [stress] that a model of a kind reads, and what holds where it gives none.

#include <array>
#include <string>
#include <utility>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/outages.hpp"

namespace jarip::stress {
namespace {

using SettingValue = Setting::Value;

// Beside each key: of recipes, of money flows. What is not here has none: a recipe's slot takes its own days, and nobody searches.
const std::array<std::pair<std::string_view, std::pair<SettingValue, SettingValue>>, 13> kDefaults{{
    {"psi", {0.0, kPsi}},
    {"target_days", {1.0, kTargetDays}},
    {"tau_inventory", {SettingValue{}, kTauInventory}},
    {"adaptive", {true, false}},
    {"allocation", {std::string{"priority"}, std::string{"proportional"}}},
    {"unmet", {std::string{"lost"}, std::string{"lost"}}},
    {"time_to_recover", {kTimeToRecover, kTimeToRecover}},
    {"ramp_per_day", {kRampPerDay, SettingValue{}}},
    {"search_share", {1.0, SettingValue{}}},
    {"reroute", {false, SettingValue{}}},
    {"alpha_max", {SettingValue{}, kAlphaMax}},
    {"tau_alpha", {SettingValue{}, kTauAlpha}},
    {"critical_share", {SettingValue{}, 0.0}},
}};

SettingValue default_of(std::string_view key, bool flows) {
    for (const auto& [name, values] : kDefaults)
        if (name == key) return flows ? values.second : values.first;
    return {};
}

template <class Optional>
SettingValue value_or_none(const Optional& value) {
    return value ? SettingValue{*value} : SettingValue{};
}

SettingValue given_of(const network::StressSetting& setting,
                      const network::StressSettings& settings) {
    if (setting.number != nullptr) return value_or_none(settings.*setting.number);
    if (setting.flag != nullptr) return value_or_none(settings.*setting.flag);
    const auto word = [&](const auto& choice) {
        return choice ? SettingValue{std::string{setting.words[static_cast<std::size_t>(*choice)]}}
                      : SettingValue{};
    };
    return setting.key == "unmet" ? word(settings.unmet) : word(settings.allocation);
}

}  // namespace

std::vector<Setting> settings(const Network& network) {
    const bool flows = network.kind == network::Kind::flows;
    std::vector<Setting> found;
    for (const auto& rule : network::stress_settings())
        if (flows ? rule.flows : rule.recipes)
            found.push_back({rule, given_of(rule, network.stress), default_of(rule.key, flows)});
    return found;
}

}  // namespace jarip::stress
