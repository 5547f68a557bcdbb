#include "jarip/trade/codes/customs_countries.hpp"

#include <map>

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
    // Read once: the table is a constant of the build.
    static const Codes codes = load_codes();
    const auto found = codes.find(std::pair{std::string{list_name(list)}, std::string{label}});
    if (found == codes.end()) return std::nullopt;
    return found->second;
}

}  // namespace jarip::trade
