/// Country codes that customs of one country use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

/// Whose list it is: ISO alpha-2; "" for the ISO codes themselves.
[[nodiscard]] std::string_view customs_of(CountryList list);

/// The name of an area that is no country and no sum of countries, by any label of it (text/leftover_areas.csv): what a
/// country traded with partners that are not told. Numbers are those of the United Nations.
[[nodiscard]] std::optional<std::string> leftover_area(std::string_view label);

/// Small letters and digits of a label, and what is not ASCII: "Areas, NES" and "areas nes" are one.
[[nodiscard]] std::string folded_label(std::string_view label);

}  // namespace jarip::trade
