#include "jarip/trade/codes/customs_countries.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "jarip/core.hpp"
#include "jarip/core/ascii.hpp"
#include "jarip/core/table.hpp"

namespace jarip::trade {
namespace {

std::string_view list_name(CountryList list) {
    switch (list) {
        case CountryList::census: return "census";
        case CountryList::japan: return "japan";
        case CountryList::china: return "china";
        case CountryList::brazil: return "brazil";
        case CountryList::geonomenclature: return "geonomenclature";
        case CountryList::iso: break;
    }
    return "";
}

using Codes = std::map<std::pair<std::string, std::string>, std::string, std::less<>>;

Codes load_codes() {
    const auto table = parse_embedded("customs_countries.csv");
    enum Column : std::size_t { list, code, country };
    Codes codes;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        codes.emplace(std::pair{table.cell(row, list), table.cell(row, code)},
                      table.cell(row, country));
    return codes;
}

// Read once: the table is a constant of the build.
const Codes& customs_codes() {
    static const Codes codes = load_codes();
    return codes;
}

// "013" and "13" are one code.
std::string_view without_zeros(std::string_view code) {
    return code.substr(std::min(code.find_first_not_of('0'), code.size()));
}

// List and code of each where others of the list are the same country.
std::set<std::pair<std::string, std::string>> codes_of_divided_countries() {
    using Country = std::pair<std::string_view, std::string_view>;  // list, ISO
    std::map<Country, std::set<std::string_view>> codes_of;
    for (const auto& [code, country] : customs_codes())
        codes_of[{code.first, country}].insert(without_zeros(code.second));
    std::set<std::pair<std::string, std::string>> several;
    for (const auto& [code, country] : customs_codes())
        if (codes_of[{code.first, country}].size() > 1) several.insert(code);
    return several;
}

// States that are no more, by every label of theirs.
std::map<std::string, std::string, std::less<>> load_former() {
    const auto table = parse_embedded("former_countries.csv");
    enum Column : std::size_t { name, labels };
    std::map<std::string, std::string, std::less<>> names;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string known{table.cell(row, name)};
        names.emplace(known, known);
        for (const auto& label : split_list(table.cell(row, labels))) names.emplace(label, known);
    }
    return names;
}

std::map<std::string, std::string, std::less<>> load_leftovers() {
    const auto table = parse_embedded("leftover_areas.csv");
    enum Column : std::size_t { name, labels };
    std::map<std::string, std::string, std::less<>> names;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string known{table.cell(row, name)};
        names.emplace(folded_label(known), known);
        for (const auto& label : split_list(table.cell(row, labels)))
            names.emplace(folded_label(label), known);
    }
    return names;
}

}  // namespace

std::string folded_label(std::string_view label) {
    std::string key;
    for (const char c : label) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        if (is_ascii_upper(c))
            key += ascii_lower(c);
        else if (!ascii || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
            key += c;
    }
    return key;
}

std::optional<std::string> leftover_area(std::string_view label) {
    // Read once: the table is a constant of the build.
    static const auto names = load_leftovers();
    const auto found = names.find(folded_label(label));
    if (found == names.end()) return std::nullopt;
    return found->second;
}

std::string_view customs_of(CountryList list) {
    switch (list) {
        case CountryList::census: return "US";
        case CountryList::japan: return "JP";
        case CountryList::china: return "CN";
        case CountryList::brazil: return "BR";
        case CountryList::geonomenclature: return "GB";
        case CountryList::iso: break;
    }
    return "";
}

std::optional<std::string> customs_country(std::string_view label, CountryList list) {
    const bool number = label.find_first_not_of("0123456789") == std::string_view::npos;
    if (list == CountryList::iso || !number) {
        if (auto code = country_code(label)) return code;
        static const auto former = load_former();
        const auto found = former.find(label);
        if (found == former.end()) return std::nullopt;
        return found->second;
    }
    const auto& codes = customs_codes();
    const auto found = codes.find(std::pair{std::string{list_name(list)}, std::string{label}});
    if (found == codes.end()) return std::nullopt;
    return found->second;
}

bool is_one_of_several_codes(std::string_view code, CountryList list) {
    // Asked of many rows: which they are is found once.
    static const auto several = codes_of_divided_countries();
    return several.contains(std::pair{std::string{list_name(list)}, std::string{code}});
}

namespace {

// "High income: OECD" as {"high", "income", "oecd"}.
std::vector<std::string> words_of_label(std::string_view label) {
    std::vector<std::string> words{""};
    for (const char c : label) {
        const char small = ascii_lower(c);
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9'))
            words.back() += small;
        else if (c != '.' && !words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The European Union, the euro area, and all others, however they are written.
std::optional<std::string> union_in_words(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 19> kAround{
        "from",  "in",     "countries", "member",      "states",   "members",  "total",
        "trade", "brexit", "fixed",     "composition", "of",       "changing", "the",
        "all",   "area",   "zone",      "aggregation", "aggregate"};
    bool extra = false, is_union = false, is_euro = false;
    std::string digits;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        if (word == "extra" || word == "ext" || word == "non") {
            extra = true;
            continue;
        }
        if (word == "intra" || word == "int") continue;
        if (word == "european" && i + 1 < words.size() && words[i + 1] == "union") {
            is_union = true;
            ++i;
            continue;
        }
        if (word == "eurozone" || (word == "euro" && i + 1 < words.size() &&
                                   (words[i + 1] == "area" || words[i + 1] == "zone"))) {
            is_euro = true;
            continue;
        }
        if (is_digits(word) && word.size() == 2) {
            digits = word;
            continue;
        }
        if (is_one_of(word, kAround) || (is_digits(word) && word.size() == 4)) continue;
        if (!word.starts_with("eu") && !word.starts_with("ea")) return std::nullopt;
        (word.starts_with("eu") ? is_union : is_euro) = true;
        word.remove_prefix(2);
        if (word.empty()) continue;
        if (!is_digits(word) || word.size() != 2) return std::nullopt;
        digits = word;
    }
    if (is_union == is_euro) return std::nullopt;
    // EA alone may be anything.
    if (is_euro && digits.empty() && !extra && words.size() == 1 && words[0] == "ea")
        return std::nullopt;
    if (is_euro) {
        if (extra) return "EXTRA-EA";
        return digits.empty() || digits == "20" ? "EA20" : "EA" + digits;
    }
    if (extra) return "EXTRA-EU";
    return digits.empty() || digits == "27" ? "EU27" : "EU" + digits;
}

}  // namespace

namespace {

// "Western Africa", "Latin America and the Caribbean": points of the compass and continents, and nothing else.
bool is_part_of_world(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 10> kContinents{
        "africa",  "asia",    "europe",    "america",     "americas",
        "oceania", "pacific", "caribbean", "australasia", "mediterranean"};
    constexpr std::array<std::string_view, 27> kWhere{
        "north",      "south",        "east",      "west",  "northern", "southern", "eastern",
        "western",    "central",      "middle",    "latin", "sub",      "saharan",  "subsaharan",
        "southeast",  "southeastern", "northeast", "and",   "the",      "of",       "in",
        "developing", "developed",    "emerging",  "near",  "far",      "regions"};
    bool any = false;
    for (const auto& word : words) {
        const bool is_continent = is_one_of(word, kContinents);
        any = any || is_continent;
        if (!is_continent && !is_one_of(word, kWhere)) return false;
    }
    return any;
}

}  // namespace

std::optional<std::string> group_in_words(std::string_view label) {
    constexpr std::array<std::string_view, 20> kNone{
        "other",        "others",      "rest",    "nes",       "nie",     "not",  "unspecified",
        "unknown",      "undefined",   "secret",  "special",   "former",  "free", "unallocated",
        "confidential", "undisclosed", "neutral", "elsewhere", "bunkers", "zones"};
    constexpr std::array<std::string_view, 33> kWords{
        "economies", "countries", "aggregation", "aggregate", "income", "developing", "developed",
        "ldc",       "ldcs",      "lldc",        "lldcs",     "sids",   "oecd",       "opec",
        "asean",     "apec",      "mercosur",    "comesa",    "ecowas", "sadc",       "efta",
        "safta",     "saarc",     "nafta",       "gcc",       "brics",  "cis",        "rcep",
        "cptpp",     "acp",       "ida",         "ibrd",      "union"};
    constexpr std::array<std::string_view, 8> kElsewhere{
        "선진국", "개도국", "개발도상국", "신흥국", "국가군", "經濟體", "经济体", "发展中"};
    const auto words = words_of_label(label);
    if (words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return is_one_of(word, kNone);
        }))
        return std::nullopt;
    if (std::any_of(label.begin(), label.end(),
                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        for (const auto word : kElsewhere)
            if (label.find(word) != std::string_view::npos) return std::string{label};
    } else if (auto known = union_in_words(words)) {
        return known;
    }
    const bool is_club = words.size() <= 2 && words[0].size() <= 3 && words[0].starts_with('g') &&
                         is_digits(std::string_view{words[0]}.substr(1));
    if (is_club) {
        auto name = words[0];
        name[0] = 'G';
        return name;
    }
    const bool is_sum = is_part_of_world(words) ||
                        std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                            return word == "world" || is_one_of(word, kWords);
                        });
    if (!is_sum) return std::nullopt;
    // "ASEAN Aggregation" is ASEAN.
    std::string stem;
    for (const auto& word : words)
        if (word != "aggregation" && word != "aggregate" && word != "countries" &&
            word != "economies")
            stem += word;
    for (const CountryGroup& group : country_groups())
        for (const std::string& name : group.names)
            if (folded_label(name) == stem) return group.name;
    return std::string{label};
}

bool is_rest_in_words(std::string_view label) {
    constexpr std::array<std::string_view, 13> kRest{
        "rest",  "other",    "others",  "all",       "remaining", "of",     "the",
        "world", "partners", "partner", "countries", "markets",   "country"};
    for (const std::string_view word :
         {"기타", "기타국", "기타국가", "기타 국가", "其他", "其他国家", "其他國家", "その他"})
        if (label == word) return true;
    const auto words = words_of_label(label);
    const auto says = [&](std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    return (says("rest") || says("other") || says("others") || says("remaining")) &&
           std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return is_one_of(word, kRest); });
}

bool is_leftover_in_words(std::string_view label) {
    if (is_rest_in_words(label)) return true;
    const auto words = words_of_label(label);
    return words.size() > 1 && (words.back() == "nes" || words.back() == "nie");
}

GroupReach reach_of_group(const std::string& name, const std::vector<std::string>& members) {
    using Reaches = std::map<std::string, GroupReach, std::less<>>;
    static const Reaches regions = [] {
        const auto table = parse_embedded("region_countries.csv");
        enum Column : std::size_t { region, countries, perhaps };
        Reaches all;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            auto& of = all[std::string{table.cell(row, region)}];
            for (auto& code : split_list(table.cell(row, countries))) of.members.insert(code);
            for (auto& code : split_list(table.cell(row, perhaps))) of.perhaps.insert(code);
        }
        return all;
    }();
    if (!members.empty()) return {{members.begin(), members.end()}, {}};
    const bool outside_union = name == "EXTRA-EU";
    if (outside_union || name == "EXTRA-EA") {
        const auto inside = group_members(outside_union ? "EU27" : "EA20").value_or(members);
        GroupReach all;
        for (auto& code : country_codes())
            if (std::find(inside.begin(), inside.end(), code) == inside.end())
                all.members.insert(code);
        return all;
    }
    const auto found = regions.find(name);
    return found == regions.end() ? GroupReach{} : found->second;
}

}  // namespace jarip::trade
