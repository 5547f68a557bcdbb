#include "jarip/trade/codes/hs.hpp"

#include "jarip/core/ascii.hpp"
#include "jarip/core/table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace jarip::trade {
namespace {

// H0 … H6 of the United Nations.
constexpr std::array kRevisions{1992, 1996, 2002, 2007, 2012, 2017, 2022};
// Rows of more than one revision.
constexpr int kSeveral = -1;

using Revisions = std::map<std::pair<int, std::string>, CarriedCode, std::less<>>;

Revisions load_revisions() {
    const auto table = parse_embedded("hs_revisions.csv");
    enum Column : std::size_t { revision, code, code_2022, relation };
    Revisions revisions;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto word = table.cell(row, relation);
        const auto how = word == "one to one"    ? Carried::one_to_one
                         : word == "many to one" ? Carried::many_to_one
                                                 : Carried::divided;
        const auto old = table.cell(row, code);
        const auto now = how == Carried::divided ? old : table.cell(row, code_2022);
        revisions.emplace(
            std::pair{std::stoi(std::string{table.cell(row, revision)}), std::string{old}},
            CarriedCode{how, std::string{now}});
    }
    return revisions;
}

}  // namespace

CarriedCode carried_to_2022(std::string_view code, int revision) {
    // Read once, when a table of an older revision is carried: the table is a constant of the build.
    static const Revisions revisions = load_revisions();
    const auto found = revisions.find(std::pair{revision, std::string{code}});
    if (found == revisions.end()) return {Carried::same, std::string{code}};
    return found->second;
}

int revision_before(int revision) {
    const auto at = std::find(kRevisions.begin(), kRevisions.end(), revision);
    return at == kRevisions.begin() || at == kRevisions.end() ? 0 : *(at - 1);
}

int hs_revision_of_file(std::string_view name) {
    constexpr std::string_view kMark = "HS";
    for (auto at = name.find(kMark); at != std::string_view::npos; at = name.find(kMark, at + 1))
        if (const int revision = hs_revision(name.substr(at, 4)); revision != 0) return revision;
    return 0;
}

int hs_revision(std::string_view text) {
    if (text.size() == 2 && text[0] == 'H' && text[1] >= '0' && text[1] <= '6')
        return kRevisions[static_cast<std::size_t>(text[1] - '0')];
    if (!text.starts_with("HS")) return 0;
    text.remove_prefix(2);
    if (text.starts_with(' ')) text.remove_prefix(1);
    for (const int revision : kRevisions) {
        const auto year = std::to_string(revision);
        if (text == year || text == std::string_view{year}.substr(2)) return revision;
    }
    return 0;
}

std::string nomenclature(std::string_view classification) {
    std::string name;
    for (const char c : classification) {
        const char capital = ascii_upper(c);
        if (is_ascii_upper(capital) || (c >= '0' && c <= '9')) name += capital;
    }
    if (name.empty() || name.front() == 'H' || name == "CN" || name == "CN8" || name == "NC")
        return "";
    const auto is_short = [&](char letter) {
        return name.size() == 2 && name[0] == letter && name[1] >= '0' && name[1] <= '9';
    };
    if (is_short('S')) return std::string{"SITC"} + name[1] + ':';
    if (name == "SS" || name == "ST") return "SITC:";
    if (is_short('B')) return std::string{"BEC"} + name[1] + ':';
    if (name == "BE") return "BEC:";
    for (const std::string_view known : {"SITC", "BEC", "CPC", "CPA", "ISIC", "NAICS", "EBOPS"})
        if (name.starts_with(known)) {
            // "SITC Rev.4", "SITCREV4", "SITC4"
            std::string version = name.substr(known.size());
            if (version.starts_with("REV")) version.erase(0, 3);
            return std::string{known} + version + ':';
        }
    if (name.starts_with("EB")) return "EBOPS:";
    return name + ':';
}

std::string_view nomenclature_of(std::string_view product) {
    const auto colon = product.find(':');
    return colon == std::string_view::npos ? std::string_view{} : product.substr(0, colon + 1);
}

bool is_code_of_nomenclature(std::string_view product) {
    constexpr std::size_t kLongest = 13;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!nomenclature_of(product).empty()) return true;
    if (product.empty() || product.size() > kLongest || !is_digit(product[0])) return false;
    if (product.size() == 1) return true;
    return is_digit(product[1]) && product.substr(0, 2) != "00" &&
           std::all_of(product.begin(), product.end(),
                       [&](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
}

std::uint16_t note_hs_revision(FlowsBuilder& flows, std::string_view classification) {
    const int revision = hs_revision(classification);
    int& known = flows.source().hs_revision;
    if (revision != 0 && known != revision) known = known == 0 ? revision : kSeveral;
    return static_cast<std::uint16_t>(revision);
}

}  // namespace jarip::trade
