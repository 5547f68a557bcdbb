#include "jarip/trade/indicators/other_revisions.hpp"

#include <algorithm>

#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kDigitsOfHeading = 4, kDigitsOfSubheading = 6;

bool is_number_of_digits(std::string_view code) {
    return code.find_first_not_of("0123456789") == std::string_view::npos;
}

bool becomes_another_code(std::string_view six, int revision) {
    const auto carried = carried_to_2022(six, revision);
    return carried.how == Carried::divided || carried.code != six;
}

// Whether a code is other goods in the one than in the other. Where it was divided on its way from both of them to 2022,
// nothing tells what lies between the two.
bool is_other_goods(std::string_view six, int a, int b, bool is_carried) {
    const auto from_a = carried_to_2022(six, a), from_b = carried_to_2022(six, b);
    if (is_carried) return (from_a.how == Carried::divided) != (from_b.how == Carried::divided);
    return from_a.how != from_b.how || from_a.code != from_b.code;
}

}  // namespace

std::vector<std::string> of_other_goods(const RevisionsOfCodes& codes) {
    std::vector<std::string> changed;
    for (const auto& [code, revisions, is_carried] : codes) {
        const auto six = std::string_view{code}.substr(0, kDigitsOfSubheading);
        if (std::any_of(revisions.begin(), revisions.end(), [&](int revision) {
                return is_other_goods(six, *revisions.begin(), revision, is_carried);
            }))
            changed.push_back(code);
    }
    return changed;
}

std::vector<std::string> of_other_goods(const RevisionsOfCodes& a, const RevisionsOfCodes& b) {
    RevisionsOfCodes both = a;
    for (auto& of : both)
        for (const auto& other : b)
            if (other.code == of.code)
                of.revisions.insert(other.revisions.begin(), other.revisions.end());
    return of_other_goods(both);
}

void require_one_meaning(const Flows& flows, const Filter& filter, std::string_view reporter) {
    const auto inside = in_windows(flows, filter.windows);
    std::set<int> revisions;
    for (const auto& rows : flows.revisions) {
        const bool is_theirs = rows.reporter == Flows::kNoReporter || reporter.empty() ||
                               flows.countries[rows.reporter] == reporter;
        if (inside[rows.period] && is_theirs && !rows.is_carried) revisions.insert(rows.revision);
    }
    if (revisions.size() < 2) return;
    RevisionsOfCodes codes;
    for (std::size_t i = 0; i < flows.products.size(); ++i) {
        const std::string& code = flows.products[i];
        if (filter.products[i] && code.size() >= kDigitsOfSubheading && is_number_of_digits(code))
            codes.push_back({code, revisions, false});
    }
    const auto changed = of_other_goods(codes);
    if (changed.empty()) return;
    std::vector<std::string> years;
    for (const int revision : revisions) years.push_back(std::to_string(revision));
    throw Error{"E0169",
                "",
                {{"revisions", joined(years)},
                 {"codes", std::to_string(changed.size())},
                 {"code", *std::min_element(changed.begin(), changed.end())}}};
}

OtherRevisions::OtherRevisions(const Flows& flows, const std::vector<std::string>& asked)
    : flows_{flows} {
    if (flows.revisions.empty()) return;
    for (const auto& code : asked)
        if (code.size() >= kDigitsOfSubheading && is_number_of_digits(code)) asked_.push_back(code);
    if (asked_.empty()) return;
    by_period_.resize(flows.periods.size());
    for (const auto& of_rows : flows.revisions) {
        is_carried_ = is_carried_ || of_rows.is_carried;
        if (of_rows.reporter == Flows::kNoReporter)
            by_period_[of_rows.period] = of_rows.revision;
        else
            by_reporter_[{of_rows.reporter, of_rows.period}] = of_rows.revision;
    }
}

int OtherRevisions::revision_of(std::uint32_t row) const {
    const auto period = flows_.period[row];
    const auto of_reporter = by_reporter_.find({flows_.reporter[row], period});
    return of_reporter != by_reporter_.end() ? of_reporter->second : by_period_[period];
}

void OtherRevisions::meet(std::uint32_t row) {
    if (asked_.empty()) return;
    const int revision = revision_of(row);
    if (revision == 0) return;
    auto& told = told_[revision];
    told.resize(flows_.products.size());
    told[flows_.product[row]] = true;
}

std::vector<std::string> OtherRevisions::hidden() const {
    std::vector<std::string> codes;
    for (const auto& code : asked_)
        if (std::any_of(told_.begin(), told_.end(), [&](const auto& of_revision) {
                return is_hidden(code, of_revision.first, of_revision.second);
            }))
            codes.push_back(code);
    return codes;
}

RevisionsOfCodes OtherRevisions::told() const {
    RevisionsOfCodes codes;
    for (const auto& code : asked_) {
        RevisionsOfCode of{code, {}, is_carried_};
        for (const auto& [revision, told] : told_)
            for (std::size_t i = 0; i < told.size(); ++i)
                if (told[i] && flows_.products[i].starts_with(code)) of.revisions.insert(revision);
        if (!of.revisions.empty()) codes.push_back(std::move(of));
    }
    return codes;
}

bool OtherRevisions::is_hidden(const std::string& code, int revision,
                               const std::vector<bool>& told) const {
    const auto six = std::string_view{code}.substr(0, kDigitsOfSubheading);
    const int earlier = revision_before(revision);
    bool is_another =
        !becomes_another_code(six, revision) && earlier != 0 && becomes_another_code(six, earlier);
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (!told[i]) continue;
        const std::string_view product = flows_.products[i];
        if (product.starts_with(six)) return false;
        if (product.size() != kDigitsOfSubheading || !is_number_of_digits(product)) continue;
        const auto carried = carried_to_2022(product, revision);
        is_another = is_another ||
                     (carried.how == Carried::divided
                          ? product.substr(0, kDigitsOfHeading) == six.substr(0, kDigitsOfHeading)
                          : carried.code == six && carried.code != product);
    }
    return is_another && !stands_in(six, revision);
}

// Whether any rows of that revision have the code, whoever's they are: then it is one of its codes.
bool OtherRevisions::stands_in(std::string_view six, int revision) const {
    std::vector<bool> wanted;
    for (const std::string_view product : flows_.products)
        wanted.push_back(product.starts_with(six));
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) return false;
    for (std::uint32_t row = 0; row < flows_.size(); ++row)
        if (wanted[flows_.product[row]] && revision_of(row) == revision) return true;
    return false;
}

}  // namespace jarip::trade
