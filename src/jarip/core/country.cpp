#include "jarip/core/country.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>

#include "jarip/core/ascii.hpp"
#include "jarip/core/folder.hpp"
#include "jarip/core/table.hpp"

namespace jarip {
namespace {

// Letters and digits only, without case and accents: "Korea, Rep." and "KOREA REP" are one label.
std::string label_key(std::string_view label) {
    constexpr auto kFolded =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                       UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(label.data()),
                                   static_cast<utf8proc_ssize_t>(label.size()), &mapped, kFolded);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{mapped, &std::free};
    std::string key;
    for (utf8proc_ssize_t at = 0; at < size;) {
        utf8proc_int32_t character = 0;
        const auto length = utf8proc_iterate(mapped + at, size - at, &character);
        const auto category = utf8proc_category(character);
        const bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
        const bool digit = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
        if (letter || digit)
            key.append(reinterpret_cast<const char*>(mapped + at),
                       static_cast<std::size_t>(length));
        at += length;
    }
    return key;
}

struct Country {
    std::string name;
    std::string name_ko;
};

struct Countries {
    std::map<std::string, Country, std::less<>> by_code;
    std::map<std::string, std::string, std::less<>> code_by_key;
};

Countries load() {
    const auto table = parse_embedded("countries.csv");
    enum Column : std::size_t { code, alpha3, m49, name, name_ko, aliases };
    Countries countries;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string id{table.cell(row, code)};
        countries.by_code[id] = {std::string{table.cell(row, name)},
                                 std::string{table.cell(row, name_ko)}};
        const auto know = [&](std::string_view label) {
            countries.code_by_key.emplace(label_key(label), id);
        };
        for (const auto column : {code, alpha3, m49, name, name_ko}) know(table.cell(row, column));
        auto number = table.cell(row, m49);
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
        know(number);
        for (const auto& alias : split_list(table.cell(row, aliases))) know(alias);
    }
    return countries;
}

// Read once: the list is a constant of the build.
const Countries& countries() {
    static const Countries all = load();
    return all;
}

std::optional<std::string> listed_code(std::string_view label) {
    const auto& known = countries().code_by_key;
    const auto found = known.find(label_key(label));
    if (found == known.end()) return std::nullopt;
    return found->second;
}

// Whether words in brackets behind a name do not change whose it is: articles, a kingdom, the mark of a note. A republic
// may be another one: that of China is Taiwan.
bool says_nothing(std::string_view words) {
    constexpr std::array<std::string_view, 4> kWords{"the", "of", "kingdom", "state"};
    if (words.size() <= 1) return true;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        const auto word = ascii_lower(words.substr(0, end));
        if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) return false;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return true;
}

}  // namespace

std::optional<std::string> country_code(std::string_view label) {
    if (auto code = listed_code(label)) return code;
    // "China, Taiwan Province of", "Korea, the Republic of"
    const auto comma = label.find(", ");
    if (comma != std::string_view::npos && (label.ends_with(" of") || label.ends_with(" of the")))
        if (auto code = listed_code(std::string{label.substr(comma + 2)} + ' ' +
                                    std::string{label.substr(0, comma)}))
            return code;
    // "Netherlands (Kingdom of the)", "Philippines (the)", "Viet Nam [a]"
    const auto open = label.find_last_of("([");
    if (open == 0 || open == std::string_view::npos ||
        (!label.ends_with(')') && !label.ends_with(']')) ||
        !says_nothing(label.substr(open + 1, label.size() - open - 2)))
        return std::nullopt;
    return listed_code(label.substr(0, open));
}

std::string country_name(std::string_view code, Language language) {
    const auto& known = countries().by_code;
    const auto found = known.find(code);
    if (found == known.end()) return std::string{code};
    return language == Language::ko ? found->second.name_ko : found->second.name;
}

std::vector<std::string> country_codes() {
    std::vector<std::string> codes;
    for (const auto& [code, country] : countries().by_code) codes.push_back(code);
    return codes;
}

}  // namespace jarip
