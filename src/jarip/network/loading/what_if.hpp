/// --set TABLE:KEY.COLUMN=VALUE, read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/toml.hpp"

namespace jarip::network {

enum class Assignment { replace, multiply, add };

/// The pieces of a what-if; views into its text.
struct WhatIfText {
    std::string_view table, key, column, value;
    Assignment change = Assignment::replace;

    /// model:stress.psi=0.5 is of model.toml.
    [[nodiscard]] bool is_of_settings() const { return table == "model" || table == "model.toml"; }
};
/// nullopt: it has not the form.
[[nodiscard]] std::optional<WhatIfText> parse_what_if(std::string_view text);

/// Where a part of a what-if stands in it.
[[nodiscard]] Location place_in(std::string_view what_if, std::string_view part);

/// Puts what-ifs of model.toml into what has been read of it. What is no setting is found where the settings are read.
///
/// returns  each by the name of its setting, "stress.psi"
/// errors   E0272 not of [stress], E0274 no number to multiply by, E0275 nothing to multiply
[[nodiscard]] std::map<std::string, std::string_view> apply_to_settings(
    const std::vector<std::string>& sets, toml::table& settings, Diagnostics& diagnostics);

}  // namespace jarip::network
