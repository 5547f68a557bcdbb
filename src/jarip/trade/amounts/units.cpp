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

namespace {

constexpr std::array kTitleScales{
    Scale{"thousand", 3},  Scale{"thousands", 3}, Scale{"000", 3},      Scale{"1000", 3},
    Scale{"1,000", 3},     Scale{"million", 6},   Scale{"millions", 6}, Scale{"mln", 6},
    Scale{"mn", 6},        Scale{"mio", 6},       Scale{"mil", 6},      Scale{"1000000", 6},
    Scale{"1,000,000", 6}, Scale{"billion", 9},   Scale{"billions", 9}, Scale{"bn", 9},
    Scale{"bln", 9},       Scale{"lakh", 5},      Scale{"lakhs", 5},    Scale{"lac", 5},
    Scale{"lacs", 5},      Scale{"crore", 7},     Scale{"crores", 7}};
constexpr std::array kTitleCurrencies{
    Currency{"euros", "EUR"},  Currency{"\u20ac", "EUR"},   Currency{"us$", "USD"},
    Currency{"rupee", "INR"},  Currency{"rupees", "INR"},   Currency{"rs", "INR"},
    Currency{"pounds", "GBP"}, Currency{"sterling", "GBP"}, Currency{"\u00a3", "GBP"},
    Currency{"rmb", "CNY"},    Currency{"ringgit", "MYR"},  Currency{"rand", "ZAR"},
    Currency{"reais", "BRL"},  Currency{"nt$", "TWD"},      Currency{"ntd", "TWD"},
    Currency{"c$", "CAD"},     Currency{"a$", "AUD"},       Currency{"usd$", "USD"}};
// Whose dollars they are.
constexpr std::array kDollarsOf{Currency{"us", "USD"},        Currency{"american", "USD"},
                                Currency{"canadian", "CAD"},  Currency{"australian", "AUD"},
                                Currency{"singapore", "SGD"}, Currency{"kong", "HKD"},
                                Currency{"taiwan", "TWD"},    Currency{"nt", "TWD"}};
constexpr std::array<std::string_view, 14> kUnknownMoney{
    "peso",  "pesos",  "franc", "francs", "chf", "lira", "try",
    "ruble", "rubles", "krone", "kronor", "sek", "nok",  "dkk"};

// "Values in million U.S. dollars (f.o.b.)" as {"values", "in", "million", "us", "dollars", "fob"}.
std::vector<std::string> title_words(std::string_view line) {
    std::vector<std::string> result{""};
    for (const char c : line) {
        if (std::string_view{" ()[]:;=/-_\"'"}.find(c) != std::string_view::npos) {
            if (!result.back().empty()) result.emplace_back();
        } else if (c != '.') {
            result.back() += ascii_lower(c);
        }
    }
    for (auto& word : result)
        while (word.ends_with(',')) word.pop_back();
    std::erase(result, "");
    return result;
}

template <class Pairs>
auto equal_word(std::string_view text, const Pairs& pairs) {
    return std::find_if(pairs.begin(), pairs.end(),
                        [&](const auto& pair) { return pair.word == text; });
}

// What one word of a title is, after the word before it.
struct TitleWord {
    std::optional<std::string_view> currency;
    std::optional<int> power;
    bool is_unknown = false, is_filler = false;
};
TitleWord title_word(const std::vector<std::string>& words, std::size_t at) {
    const auto& word = words[at];
    const std::string_view before = at > 0 ? std::string_view{words[at - 1]} : "";
    TitleWord result;
    if (const auto scale = equal_word(word, kTitleScales); scale != kTitleScales.end())
        result.power = scale->power;
    else if (word == "dollar" || word == "dollars" || word == "$") {
        const auto whose = equal_word(before, kDollarsOf);
        result.currency = whose == kDollarsOf.end() ? "USD" : whose->code;
        result.is_unknown = before == "zealand" || before == "jamaican";
    } else if (word == "euro" && at + 1 < words.size() &&
               (words[at + 1] == "area" || words[at + 1] == "zone")) {
        return result;
    } else if (const auto known = equal_word(word, kTitleCurrencies);
               known != kTitleCurrencies.end())
        result.currency = known->code;
    else if (const auto code = currency_code(word))
        result.currency = *code;
    else if (std::find(kUnknownMoney.begin(), kUnknownMoney.end(), word) != kUnknownMoney.end())
        result.is_unknown = true;
    else if (const auto both = word.size() > 2 ? tidy_money(word) : std::nullopt) {
        result.currency = both->currency;  // "kusd"
        result.power = both->power;
    }
    const bool is_whose = equal_word(word, kDollarsOf) != kDollarsOf.end() &&
                          at + 1 < words.size() && words[at + 1].starts_with("dollar");
    result.is_filler = is_whose || word == "of" || word == "the" || word == "current" ||
                       word == "hong" || word == "s";
    return result;
}

}  // namespace

SaidMoney money_in_title(std::string_view line) {
    SaidMoney said;
    if (has_east_asian(line)) {
        const bool is_unit = line.find("단위") != std::string_view::npos ||
                             line.find("单位") != std::string_view::npos ||
                             line.find("單位") != std::string_view::npos;
        const auto money = is_unit ? money_in_words(line) : std::nullopt;
        if (money) said = {money->currency, money->power};
        return said;
    }
    constexpr std::array<std::string_view, 11> kMarks{"unit",     "units",   "value",  "values",
                                                      "in",       "figures", "amount", "amounts",
                                                      "currency", "measure", "prices"};
    constexpr std::array<std::string_view, 8> kMasses{"ton", "tons",      "tonne",  "tonnes",
                                                      "kg",  "kilograms", "pieces", "number"};
    const auto words = title_words(line);
    bool is_run = true;  // nothing but words of money
    bool any_mass = false;
    std::size_t last_power = words.size();
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto word = title_word(words, at);
        any_mass =
            any_mass || std::find(kMasses.begin(), kMasses.end(), words[at]) != kMasses.end();
        const bool is_mark = std::find(kMarks.begin(), kMarks.end(), words[at]) != kMarks.end();
        if (!word.currency && !word.power && !word.is_unknown) {
            is_run = is_run && (is_mark || word.is_filler);
            continue;
        }
        if (word.currency) said.currency = word.currency;
        if (word.power) {
            // A thousand million, or the same once more.
            if (!said.power || last_power + 1 == at)
                said.power = said.power.value_or(0) + *word.power;
            else
                said.is_unknown = said.is_unknown || *said.power != *word.power;
            last_power = at;
        }
        said.is_unknown = said.is_unknown || word.is_unknown;
    }
    // Whether a mark, or a bracket, stands before the first word of money.
    bool is_marked = is_run;
    for (std::size_t at = 0; at < words.size() && !is_marked; ++at) {
        if (std::find(kMarks.begin(), kMarks.end(), words[at]) == kMarks.end()) continue;
        for (auto next = at + 1; next < words.size(); ++next) {
            const auto word = title_word(words, next);
            if (word.currency || word.power || word.is_unknown) is_marked = true;
            if (!word.is_filler && !is_marked && words[next] != "in" && words[next] != "at") break;
            if (is_marked) break;
        }
    }
    for (auto open = line.find_first_of("(["); open != std::string_view::npos && !is_marked;
         open = line.find_first_of("([", open + 1)) {
        const auto inside =
            title_words(line.substr(open + 1, line.find_first_of(")]", open) - open - 1));
        for (std::size_t at = 0; at < inside.size(); ++at) {
            const auto word = title_word(inside, at);
            is_marked = is_marked || word.currency ||
                        (word.power && inside.size() <= 2 && inside[at].size() > 4);
        }
    }
    // Thousand tonnes are none of money.
    if (!is_marked || (any_mass && !said.currency)) return {};
    return said;
}

std::optional<int> power_of_scale(std::string_view text) {
    const auto words = title_words(text);
    if (words.size() != 1) return words.empty() ? std::optional{0} : std::nullopt;
    const auto& word = words[0];
    if (word == "units" || word == "unit" || word == "ones" || word == "one" || word == "1") {
        if (word != "1") return 0;
    }
    if (const auto scale = equal_word(word, kTitleScales); scale != kTitleScales.end())
        return scale->power;
    if (word.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    if (word.size() <= 2) {
        const int power = std::stoi(word);
        return power <= 12 ? std::optional{power} : std::nullopt;
    }
    const bool is_power = word[0] == '1' && word.find_first_not_of('0', 1) == std::string::npos;
    return is_power && word.size() <= 13 ? std::optional{static_cast<int>(word.size()) - 1}
                                         : std::nullopt;
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
    for (const std::string_view stem : {"value", "trade_value", "금액", "값", "金额", "金額"}) {
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
        if (word == "mass" || word == "weight" || word == "netweight" || word == "순중량")
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
