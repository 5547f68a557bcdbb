#include "units.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace jarip::trade {
namespace {

// "Million US$" as {"million", "us$"}.
std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result{""};
    for (const char c : text) {
        if (c == ' ' || c == '_' || c == '(' || c == ')' || c == '-') {
            if (!result.back().empty()) result.emplace_back();
        } else {
            result.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (result.back().empty()) result.pop_back();
    return result;
}

struct Scale {
    std::string_view word;
    int power;
};
constexpr std::array kScales{
    Scale{"k", 3},  Scale{"thousand", 3}, Scale{"1000", 3},    Scale{"1,000", 3}, Scale{"천", 3},
    Scale{"m", 6},  Scale{"mn", 6},       Scale{"million", 6}, Scale{"백만", 6},  Scale{"b", 9},
    Scale{"bn", 9}, Scale{"billion", 9},  Scale{"십억", 9}};
constexpr std::array<std::string_view, 7> kDollars{"usd",     "us$",    "$",   "dollar",
                                                   "dollars", "us$usd", "달러"};

std::optional<int> scale_power(std::string_view word) {
    const auto* const found = std::find_if(kScales.begin(), kScales.end(),
                                           [&](const Scale& scale) { return scale.word == word; });
    if (found == kScales.end()) return std::nullopt;
    return found->power;
}

bool is_dollar(std::string_view word) {
    return std::find(kDollars.begin(), kDollars.end(), word) != kDollars.end();
}

}  // namespace

std::optional<int> dollar_power(std::string_view unit) {
    int power = 0;
    for (const std::string& word : words(unit)) {
        if (is_dollar(word)) continue;
        if (const auto scale = scale_power(word)) {
            power += *scale;
            continue;
        }
        // "kusd", "musd"
        const auto scale = scale_power(std::string_view{word}.substr(0, 1));
        if (!scale || !is_dollar(std::string_view{word}.substr(1))) return std::nullopt;
        power += *scale;
    }
    return power;
}

std::optional<std::string_view> value_unit(std::string_view column) {
    for (const std::string_view stem : {"value", "trade_value"}) {
        if (column == stem) return "";
        if (column.starts_with(stem) && column[stem.size()] == '_')
            return column.substr(stem.size() + 1);
    }
    return std::nullopt;
}

std::optional<double> mass_unit(std::string_view column) {
    constexpr double kTonne = 1000;
    double kg_per_unit = 1;
    bool is_mass = false;
    for (const std::string& word : words(column)) {
        if (word == "mass" || word == "weight" || word == "netweight")
            is_mass = true;
        else if (word == "t" || word == "tonne" || word == "tonnes")
            kg_per_unit = kTonne;
        else if (word != "net" && word != "kg")
            return std::nullopt;
    }
    if (!is_mass) return std::nullopt;
    return kg_per_unit;
}

}  // namespace jarip::trade
