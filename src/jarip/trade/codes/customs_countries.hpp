/// Country codes that customs of one country use.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace jarip::trade {

/// Lists of country codes that are none of ISO 3166 (text/customs_countries.csv); names and ISO codes are always
/// understood.
enum class CountryList : std::uint8_t {
    iso,
    census,
    japan,
    china,
    brazil,
    geonomenclature  ///< of Eurostat until 1998, which the United Kingdom still uses
};

/// ISO alpha-2 of a code of the list, or of any label that `country_code` knows; the name of a state that is no more
/// (text/former_countries.csv). Digits are looked up in the list
/// only: 124 is India in Japan's and Canada in the United Nations'.
[[nodiscard]] std::optional<std::string> customs_country(std::string_view label, CountryList list);

/// Whether a code of the list is one of several of its country: mainland Spain and the Canary Islands, Gaza and the West
/// Bank.
[[nodiscard]] bool is_one_of_several_codes(std::string_view code, CountryList list);

/// Whose list it is: ISO alpha-2; "" for the ISO codes themselves.
[[nodiscard]] std::string_view customs_of(CountryList list);

/// The name of an area that is no country and no sum of countries, by any label of it (text/leftover_areas.csv): what a
/// country traded with partners that are not told. Numbers are those of the United Nations.
[[nodiscard]] std::optional<std::string> leftover_area(std::string_view label);

/// Small letters and digits of a label, and what is not ASCII: "Areas, NES" and "areas nes" are one.
[[nodiscard]] std::string folded_label(std::string_view label);

/// The sum of countries that a label which no list knows is by its words: "European Union (EU 27) Aggregation" and
/// "EU-27 (2020)" are EU27, "EXT_EA20" is EXTRA-EA, "High income" and "Developing economies" are groups of their own
/// name. nullopt where no word says so.
[[nodiscard]] std::optional<std::string> group_in_words(std::string_view label);

/// Whether a label says that it is all others: "Rest of World", "Other countries", "기타".
[[nodiscard]] bool is_rest_in_words(std::string_view label);

/// Whether a label that no list knows is an area of no country: by its last word ("Area Nes", "Africa, n.e.s.") or as
/// all others.
[[nodiscard]] bool is_leftover_in_words(std::string_view label);

/// The countries of a group, ISO alpha-2; both empty where nobody knows which they are.
struct GroupReach {
    std::set<std::string> members;
    std::set<std::string> perhaps;  ///< members by some tables
};
/// Of a group with a list of members that list; of EXTRA-EU and EXTRA-EA all others; of a part of the world what
/// text/region_countries.csv says.
[[nodiscard]] GroupReach reach_of_group(const std::string& name,
                                        const std::vector<std::string>& members);

}  // namespace jarip::trade
