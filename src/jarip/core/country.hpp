/// Countries of ISO 3166-1: 249 codes, their names, what customs tables call them, and groups of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core/diagnostic.hpp"
#include "jarip/core/folder.hpp"
#include "jarip/core/text.hpp"

namespace jarip {

/// The alpha-2 code of a country that is named by its alpha-2, alpha-3 or M49 code, its English or Korean
/// name, or another name that tables use: "TW", "TWN", "158", "490", "S19", "Taiwan", "대만" and
/// "Other Asia, nes" are all TW. Case, accents, blanks and punctuation do not matter. nullopt where the
/// label names no country (groups, "World", regions). The data are text/countries.csv.
[[nodiscard]] std::optional<std::string> country_code(std::string_view label);

/// The name of a country by its alpha-2 code; anything else is given back as it is.
[[nodiscard]] std::string country_name(std::string_view code, Language language);

/// All alpha-2 codes, sorted.
[[nodiscard]] std::vector<std::string> country_codes();

/// Countries that tables give a sum of.
struct CountryGroup {
    std::string name;
    std::vector<std::string> names;    ///< what tables call it, the name among them
    std::vector<std::string> members;  ///< ISO alpha-2; empty where it is only known to be a sum
};

/// The groups that are known (text/country_groups.csv).
[[nodiscard]] const std::vector<CountryGroup>& country_groups();

/// Groups as CSV, a row a group: group, members and aliases with ; between. errors  those of CSV, E0128
[[nodiscard]] std::vector<CountryGroup> parse_country_groups(const SourceFile& file);

/// The members of a group that is known by any of its names; nullopt for none and for groups without a list.
[[nodiscard]] std::optional<std::vector<std::string>> group_members(std::string_view label);

}  // namespace jarip
