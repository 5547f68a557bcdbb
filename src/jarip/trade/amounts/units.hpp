/// Units as the headers and cells of tidy tables write them.
#pragma once

#include <optional>
#include <string_view>

namespace jarip::trade {

/// What the figures of a column are in: 10^power of a currency.
struct Money {
    std::string_view currency = "USD";
    int power = 0;

    friend bool operator==(const Money&, const Money&) = default;
};

/// What a column of values of a tidy table is in: "" and "USD", "kUSD", "thousand EUR", "million JPY", "KRW".
/// nullopt for anything else.
[[nodiscard]] std::optional<Money> tidy_money(std::string_view unit);

/// What figures are in by the words of a header or title, Korean, Chinese or English: "(단위: 천 달러, %)", "美元(千元)",
/// "수출 금액(천원)". nullopt where no currency is named.
[[nodiscard]] std::optional<Money> money_in_words(std::string_view words);

/// What a line above a table says of the unit of its values; both empty where it says nothing of it.
struct SaidMoney {
    std::optional<std::string_view> currency;
    std::optional<int> power;
    bool is_unknown = false;  ///< a unit is named that nobody knows
};
/// "Values in million US dollars", "Unit: Thousand EUR", "(US$ million)", "(단위: 천 달러)". A currency or a scale alone,
/// in the middle of a sentence, is none.
[[nodiscard]] SaidMoney money_in_title(std::string_view line);

/// The power of ten that a column of scales gives: 6 of "6" in unit_mult, of "Millions" and of "1000000".
[[nodiscard]] std::optional<int> power_of_scale(std::string_view text);

/// Kilograms a unit: "수출 중량(톤)" 1,000, "kg" 1. nullopt where no unit is named.
[[nodiscard]] std::optional<double> mass_in_words(std::string_view words);

/// The unit that a column's name gives: "" of "value", "kusd" of "value_kusd". nullopt where the name is
/// no column of value.
[[nodiscard]] std::optional<std::string_view> value_unit(std::string_view column);

/// Kilograms a unit of "mass", "mass_kg", "net_weight_kg" (1), "mass_t", "weight_tonnes" (1,000). nullopt where
/// the name is no column of mass.
[[nodiscard]] std::optional<double> mass_unit(std::string_view column);

}  // namespace jarip::trade
