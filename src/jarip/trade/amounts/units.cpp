#include "jarip/trade/amounts/units.hpp"

#include "jarip/core/ascii.hpp"

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
            result.back() += ascii_lower(c);
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
struct Currency {
    std::string_view word;
    std::string_view code;
};
constexpr std::array kCurrencies{
    Currency{"usd", "USD"},    Currency{"us$", "USD"},     Currency{"$", "USD"},
    Currency{"dollar", "USD"}, Currency{"dollars", "USD"}, Currency{"us$usd", "USD"},
    Currency{"달러", "USD"},   Currency{"eur", "EUR"},     Currency{"euro", "EUR"},
    Currency{"jpy", "JPY"},    Currency{"yen", "JPY"},     Currency{"엔", "JPY"},
    Currency{"krw", "KRW"},    Currency{"won", "KRW"},     Currency{"원", "KRW"},
    Currency{"cny", "CNY"},    Currency{"yuan", "CNY"},    Currency{"twd", "TWD"},
    Currency{"hkd", "HKD"},    Currency{"hk$", "HKD"},     Currency{"sgd", "SGD"},
    Currency{"s$", "SGD"},     Currency{"thb", "THB"},     Currency{"baht", "THB"},
    Currency{"gbp", "GBP"},    Currency{"cad", "CAD"},     Currency{"aud", "AUD"},
    Currency{"inr", "INR"},    Currency{"brl", "BRL"},     Currency{"mxn", "MXN"},
    Currency{"myr", "MYR"},    Currency{"zar", "ZAR"}};

std::optional<int> scale_power(std::string_view word) {
    const auto* const found = std::find_if(kScales.begin(), kScales.end(),
                                           [&](const Scale& scale) { return scale.word == word; });
    if (found == kScales.end()) return std::nullopt;
    return found->power;
}

std::optional<std::string_view> currency_code(std::string_view word) {
    const auto* const found =
        std::find_if(kCurrencies.begin(), kCurrencies.end(),
                     [&](const Currency& currency) { return currency.word == word; });
    if (found == kCurrencies.end()) return std::nullopt;
    return found->code;
}

// The first of the pairs of which the text holds the word.
template <class Pairs>
auto first_held(std::string_view text, const Pairs& pairs) {
    return std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return text.find(pair.word) != std::string_view::npos;
    });
}

}  // namespace

namespace {

bool has_east_asian(std::string_view text) {
    constexpr unsigned char kThreeBytes = 0xE0;
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= kThreeBytes; });
}

}  // namespace

std::optional<Money> tidy_money(std::string_view unit) {
    Money money;
    for (const std::string& word : words(unit)) {
        if (const auto currency = currency_code(word)) {
            money.currency = *currency;
            continue;
        }
        if (const auto scale = scale_power(word)) {
            money.power += *scale;
            continue;
        }
        // "kusd", "meur"
        const auto scale = scale_power(std::string_view{word}.substr(0, 1));
        const auto currency = currency_code(std::string_view{word}.substr(1));
        // "천달러"
        if (!scale || !currency) return has_east_asian(unit) ? money_in_words(unit) : std::nullopt;
        money.power += *scale;
        money.currency = *currency;
    }
    return money;
}

std::optional<Money> money_in_words(std::string_view text) {
    // Words that hold others come first.
    constexpr std::array kNames{
        Currency{"달러", "USD"},   Currency{"불", "USD"},     Currency{"USD", "USD"},
        Currency{"usd", "USD"},    Currency{"US$", "USD"},    Currency{"us$", "USD"},
        Currency{"美元", "USD"},   Currency{"美金", "USD"},   Currency{"新臺幣", "TWD"},
        Currency{"新台幣", "TWD"}, Currency{"人民币", "CNY"}, Currency{"엔", "JPY"},
        Currency{"円", "JPY"},     Currency{"유로", "EUR"},   Currency{"원", "KRW"}};
    constexpr std::array kWords{Scale{"십억", 9},     Scale{"백만", 6},    Scale{"百萬", 6},
                                Scale{"百万", 6},     Scale{"million", 6}, Scale{"억", 8},
                                Scale{"億", 8},       Scale{"천", 3},      Scale{"千", 3},
                                Scale{"thousand", 3}, Scale{"1,000", 3},   Scale{"1000", 3},
                                Scale{"만", 4},       Scale{"萬", 4}};
    const auto currency = first_held(text, kNames);
    if (currency == kNames.end()) return std::nullopt;
    const auto scale = first_held(text, kWords);
    return Money{currency->code, scale == kWords.end() ? 0 : scale->power};
}

std::optional<double> mass_in_words(std::string_view text) {
    struct Unit {
        std::string_view word;
        double kg;
    };
    constexpr std::array kUnits{Unit{"kg", 1}, Unit{"KG", 1}, Unit{"킬로", 1}, Unit{"톤", 1000},
                                Unit{"ton", 1000}};
    const auto unit = first_held(text, kUnits);
    if (unit == kUnits.end()) return std::nullopt;
    return unit->kg;
}

std::optional<std::string_view> value_unit(std::string_view column) {
    for (const std::string_view stem : {"value", "trade_value", "금액", "金额", "金額"}) {
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
