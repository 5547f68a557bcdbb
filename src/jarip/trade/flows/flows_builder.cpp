#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/amounts/exchange_rates.hpp"
#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/flows/listed.hpp"
#include "jarip/trade/flows/repeats.hpp"
#include "jarip/trade/layouts/layout.hpp"

namespace jarip::trade {
namespace {

constexpr std::array<std::string_view, 27> kWorld{"",
                                                  "G001",
                                                  "-",
                                                  "0",
                                                  "W00",
                                                  "WLD",
                                                  "00",
                                                  "World",
                                                  "WORLD",
                                                  "world",
                                                  "총계",
                                                  "합계",
                                                  "total",
                                                  "TOTAL",
                                                  "Total",
                                                  "ALL",
                                                  "All",
                                                  "World Total",
                                                  "WORLD TOTAL",
                                                  "All countries",
                                                  "All Countries",
                                                  "000",
                                                  "wld",
                                                  "all",
                                                  "TOTAL ALL COUNTRIES",
                                                  "_T",
                                                  "Wld"};

bool is_number(std::string_view label) {
    return label.find_first_not_of("0123456789") == std::string_view::npos;
}

// "Total All Markets", "TOTAL FOR ALL COUNTRIES", "Grand total", "All trading partners": nothing but such words.
bool is_total_of_partners(std::string_view label) {
    constexpr std::array<std::string_view, 26> kWords{
        "total",   "totals",   "grand",        "all",     "world",     "whole",   "of",
        "for",     "the",      "and",          "country", "countries", "markets", "market",
        "partner", "partners", "destinations", "origins", "trading",   "trade",   "economies",
        "regions", "imports",  "exports",      "area",    "areas"};
    bool says_all = false;
    std::string word;
    for (std::size_t at = 0; at <= label.size(); ++at) {
        const char c = at < label.size() ? ascii_lower(label[at]) : ' ';
        if (c != ' ' && c != '(' && c != ')' && c != ',') {
            word += c;
            continue;
        }
        if (word.empty()) continue;
        if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) return false;
        says_all = says_all || word == "total" || word == "all" || word == "world";
        word.clear();
    }
    return says_all;
}

bool is_world(std::string_view label) {
    constexpr std::array<std::string_view, 8> kElsewhere{"Monde",  "Mundo", "Welt",   "世界",
                                                         "全世界", "세계",  "전세계", "전체"};
    return std::find(kWorld.begin(), kWorld.end(), label) != kWorld.end() ||
           std::find(kElsewhere.begin(), kElsewhere.end(), label) != kElsewhere.end() ||
           is_total_of_partners(label);
}

// "8471.50-1000" is 8471501000; what is no number stays as it is.
std::string product_code(std::string_view label) {
    if (label == "-" || is_total_word(label)) return "";
    if (label.ends_with(".0") && label.size() > 2 && is_number(label.substr(0, label.size() - 2)))
        label.remove_suffix(2);
    std::string digits;
    for (const char c : label) {
        if (c == '.' || c == '-' || c == ' ' || c == '\'') continue;
        if (c < '0' || c > '9') return std::string{label};
        digits += c;
    }
    return digits;
}

bool has_odd_number_of_digits(std::string_view code) {
    return code.size() % 2 == 1 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

FlowsBuilder::FlowsBuilder(const ReadOptions& options)
    : rates_{options.rates},
      hs_revision_{options.hs_revision},
      direction_{options.flow},
      add_over_{options.add_over} {
    for (const auto* groups : {&options.groups, &country_groups()})
        for (const CountryGroup& group : *groups)
            if (group_members_.emplace(group.name, group.members).second)
                for (const std::string& name : group.names)
                    group_names_.emplace(folded_label(name), group.name);
}

std::uint32_t FlowsBuilder::country(std::string_view label, CountryList list) {
    // What programs of statistics make of a column of numbers with gaps: 410.0
    if (label.ends_with(".0") && label.size() > 2 && is_number(label.substr(0, label.size() - 2)))
        label.remove_suffix(2);
    auto& by_label = country_by_label_[static_cast<std::size_t>(list)];
    if (const auto known = by_label.find(label); known != by_label.end()) return known->second;
    std::uint32_t index = Flows::kTotal;
    // Numbers of a list of its own are none of the United Nations'.
    const bool own_number = list != CountryList::iso && is_number(label);
    if (label == Flows::kOtherPartners) {
        index = other_partners();
    } else if (label.starts_with(Flows::kOtherMembers)) {
        index = other_members(std::string{label.substr(Flows::kOtherMembers.size())});
    } else if (!own_number && group_names_.contains(folded_label(label))) {
        index = group(label);
    } else if (const auto leftover = own_number ? std::nullopt : leftover_area(label)) {
        const auto next = static_cast<std::uint32_t>(flows_.countries.size());
        const auto [found, is_new] = country_by_code_.emplace(*leftover, next);
        if (is_new) flows_.countries.push_back(*leftover);
        index = found->second;
        leftovers_.insert(index);
    } else if (!is_world(label)) {
        auto code = customs_country(label, list);
        const bool is_known = code.has_value();
        const auto group_name = is_known || own_number ? std::nullopt : group_in_words(label);
        if (!is_known) code = group_name ? *group_name : composed(label);
        const bool is_area = !is_known && !group_name && !own_number && is_leftover_in_words(label);
        const auto next = static_cast<std::uint32_t>(flows_.countries.size());
        const auto [found, is_new] = country_by_code_.emplace(*code, next);
        if (is_new) flows_.countries.push_back(*code);
        index = found->second;
        if (is_known && leftover_area(*code)) leftovers_.insert(index);
        if (group_name) {
            group_countries_.insert(index);
        } else if (is_area) {
            leftovers_.insert(index);
        } else if (!is_known) {
            unknown_countries_.push_back(*code);
            labels_.insert(index);
        }
    }
    by_label.emplace(label, index);
    return index;
}

std::uint32_t FlowsBuilder::other_partners() {
    const auto next = static_cast<std::uint32_t>(flows_.countries.size());
    const auto [found, is_new] = country_by_code_.emplace(std::string{Flows::kOtherPartners}, next);
    if (is_new) flows_.countries.emplace_back(Flows::kOtherPartners);
    return found->second;
}

bool FlowsBuilder::knows_country(std::string_view label, CountryList list) const {
    if (is_world(label) || customs_country(label, list)) return true;
    const bool own_number = list != CountryList::iso && is_number(label);
    return !own_number && (group_names_.contains(folded_label(label)) || leftover_area(label) ||
                           group_in_words(label) || is_leftover_in_words(label));
}

std::uint32_t FlowsBuilder::group(std::string_view label) {
    if (is_world(label)) return Flows::kTotal;
    const auto known = group_names_.find(folded_label(label));
    const auto name = known == group_names_.end() ? group_in_words(label).value_or(composed(label))
                                                  : known->second;
    const auto next = static_cast<std::uint32_t>(flows_.countries.size());
    const auto [found, is_new] = country_by_code_.emplace(name, next);
    if (is_new) flows_.countries.push_back(name);
    group_countries_.insert(found->second);
    return found->second;
}

std::uint32_t FlowsBuilder::year_to_date(std::uint32_t index) {
    return period(trade::year_to_date(period_at(index)));
}

std::optional<Direction> FlowsBuilder::direction_of_table(const Rows& rows) const {
    if (direction_) return direction_;
    const auto said = direction_in_name(rows.file());
    if (!said) rows.diagnostics().error("E0144", {std::string{rows.file()}});
    return said;
}

namespace {

// Workbooks and archives, of which the sheets and files within them are called FILE/NAME.
bool is_container(std::string_view file) {
    constexpr std::array<std::string_view, 9> kEnds{".xlsx", ".xls", ".zip", ".7z", ".gz",
                                                    ".bz2",  ".xz",  ".zst", ".tar"};
    const auto name = ascii_lower(file);
    return std::any_of(kEnds.begin(), kEnds.end(),
                       [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

std::optional<Direction> direction_in_name(std::string_view file) {
    const auto slash = file.find_last_of('/');
    const auto name = ascii_lower(file.substr(slash + 1));
    const auto says = [&](std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return name.find(word) != std::string::npos;
        });
    };
    const bool imports = says({"import", "수입", "进口", "進口"}) || name.starts_with("imp_");
    const bool exports = says({"export", "수출", "出口"}) || name.starts_with("exp_");
    if (imports != exports) return imports ? Direction::import : Direction::export_;
    // "Sheet1" says nothing, "exports.xlsx" does.
    if (imports || slash == std::string_view::npos || !is_container(file.substr(0, slash)))
        return std::nullopt;
    return direction_in_name(file.substr(0, slash));
}

std::uint32_t FlowsBuilder::product(std::string_view label) {
    if (const auto known = product_by_label_.find(label); known != product_by_label_.end())
        return known->second;
    const auto code = product_code(label);
    if (has_odd_number_of_digits(code) && code.size() != expected_digits_)
        odd_codes_.push_back(code);
    const auto next = static_cast<std::uint32_t>(flows_.products.size());
    const auto [found, is_new] = product_by_code_.emplace(code, next);
    if (is_new) flows_.products.push_back(code);
    product_by_label_.emplace(label, found->second);
    return found->second;
}

std::uint32_t FlowsBuilder::product(std::string_view label, std::string_view nomenclature) {
    if (nomenclature.empty()) return product(label);
    const auto named = std::string{nomenclature} + product_code(label);
    if (const auto known = product_by_label_.find(named); known != product_by_label_.end())
        return known->second;
    const auto next = static_cast<std::uint32_t>(flows_.products.size());
    const auto [found, is_new] = product_by_code_.emplace(named, next);
    if (is_new) flows_.products.push_back(named);
    product_by_label_.emplace(named, found->second);
    return found->second;
}

std::uint32_t FlowsBuilder::product_of_level(std::string_view label, std::size_t digits) {
    const auto code = product_code(label);
    const bool is_number = code.find_first_not_of("0123456789") == std::string::npos;
    constexpr std::size_t kWholeOdd = 11;  // Thailand's
    const bool lost = is_number && (digits == 0 ? code.size() % 2 == 1 && code.size() != kWholeOdd
                                                : code.size() + 1 == digits);
    return product(lost ? '0' + code : code);
}

std::uint32_t FlowsBuilder::period(const Period& period) {
    const auto next = static_cast<std::uint32_t>(flows_.periods.size());
    const auto [found, is_new] = period_index_.emplace(std::pair{period.first, period.end}, next);
    if (is_new) flows_.periods.push_back(period);
    return found->second;
}

std::uint32_t FlowsBuilder::period_in_part(std::uint32_t period, int months) {
    const auto next = static_cast<std::uint32_t>(flows_.periods.size());
    const auto [found, is_new] = period_in_part_index_.emplace(std::pair{period, months}, next);
    if (!is_new) return found->second;
    flows_.periods.push_back(Period{flows_.periods[period]});
    flows_.months_told.resize(flows_.periods.size());
    flows_.months_told.back() = static_cast<std::uint8_t>(months);
    return next;
}

std::optional<std::uint32_t> FlowsBuilder::period(std::string_view text) {
    if (const auto known = period_by_text_.find(text); known != period_by_text_.end())
        return known->second;
    const auto parsed = customs_period(text);
    if (!parsed) return std::nullopt;
    const auto index = period(*parsed);
    period_by_text_.emplace(text, index);
    return index;
}

std::optional<std::int64_t> FlowsBuilder::dollars(std::int64_t amount, std::string_view currency,
                                                  std::uint32_t period) {
    if (currency == "USD") return amount;
    const auto [known, is_new] =
        rate_by_period_.try_emplace(std::pair{std::string{currency}, period});
    if (is_new) {
        known->second = average_rate(rates_, currency, period_at(period));
        if (!known->second)
            known->second = average_rate(exchange_rates(), currency, period_at(period));
    }
    if (!known->second) return std::nullopt;
    if (rows_ != nullptr && rows_->unit() > 0) {
        const auto unit = converted(rows_->unit(), *known->second);
        note_unit(std::max<std::int64_t>(unit.value_or(1), 1));
    }
    return converted(amount, *known->second);
}

void FlowsBuilder::add(const Row& row) {
    if (rows_ != nullptr && (row.value < 0 || row.mass_kg <= taken_off(0))) {
        corrections_.push_back({row, rows_->hash_of_row(),
                                static_cast<std::uint32_t>(rows_->ordinal()), rows_->place(0)});
        ++source_.rows;
        return;
    }
    flows_.reporter.push_back(row.reporter);
    flows_.partner.push_back(row.partner);
    flows_.product.push_back(row.product);
    flows_.period.push_back(row.period);
    flows_.direction.push_back(row.direction);
    flows_.value.push_back(row.value);
    flows_.mass_kg.push_back(row.mass_kg);
    if (row.detail != 0) {
        details_.resize(flows_.size());
        details_.back() = row.detail;
    }
    if (row.hs_revision != 0) {
        revisions_.resize(flows_.size());
        revisions_.back() = row.hs_revision;
    }
    if (rows_ != nullptr)
        ordinals_.push_back(
            row.ordinal != UINT32_MAX ? row.ordinal : static_cast<std::uint32_t>(rows_->ordinal()));
    ++source_.rows;
}

void FlowsBuilder::begin_source(Source source, Rows* rows) {
    source_ = std::move(source);
    source_.imports_valued = imports_valued(source_.layout);
    rows_ = rows;
    if (rows_ != nullptr && is_corrected_by_rows(source_.layout)) rows_->take_corrections();
    corrections_.clear();
    ordinals_.clear();
    source_begin_ = flows_.size();
    expected_digits_ = 0;
    unit_ = 0;
    has_wholes_ = has_chosen_parts_ = false;
    part_columns_.clear();
    if (std::exchange(restarts_, false)) return;
    unknown_countries_.clear();
    odd_codes_.clear();
}

void FlowsBuilder::forget_rows() {
    flows_.reporter.resize(source_begin_);
    flows_.partner.resize(source_begin_);
    flows_.product.resize(source_begin_);
    flows_.period.resize(source_begin_);
    flows_.direction.resize(source_begin_);
    flows_.value.resize(source_begin_);
    flows_.mass_kg.resize(source_begin_);
    details_.resize(std::min(details_.size(), source_begin_));
    revisions_.resize(std::min(revisions_.size(), source_begin_));
    parts_.clear();
    corrections_.clear();
    ordinals_.clear();
    unit_ = 0;
    source_.rows = source_.skipped = source_.partial = 0;
}

void FlowsBuilder::skip(Diagnostic reason, Diagnostics& diagnostics) {
    starts_.push_back(flows_.size());
    units_.push_back(0);
    flows_.sources.push_back({.file = reason.where.file, .not_read = reason});
    diagnostics.add(std::move(reason));
}

void FlowsBuilder::end_source(Rows& rows) {
    Diagnostics& diagnostics = rows.diagnostics();
    source_.rejected = rows.rejected();
    auto rejects = rows.take_rejects();
    if (!rejects.empty()) {
        auto first = rejects.front().finding.where;
        first.excerpt.clear();
        diagnostics.warning(
            "E0125", std::move(first),
            {{"count", std::to_string(source_.rejected)}, {"code", rejects.front().finding.code}});
    }
    std::move(rejects.begin(), rejects.end(), std::back_inserter(flows_.rejects));
    if (unit_ == 0) unit_ = rows.unit();
    skip_other_sides_of_corrections();
    check_any_rows(rows);
    check_products(diagnostics);
    check_parts();
    check_wholes();
    say_parts(diagnostics);
    note_columns(rows);
    check_repeats(rows);
    apply_corrections(diagnostics);
    rows_ = nullptr;
    end_source(diagnostics);
}

void FlowsBuilder::end_source(Diagnostics& diagnostics) {
    const Location start{source_.file, 1, 1, 1, ""};
    if (!unknown_countries_.empty())
        diagnostics.note("E0110", start,
                         {{"count", std::to_string(unknown_countries_.size())},
                          {"labels", listed(unknown_countries_)}});
    if (!odd_codes_.empty())
        diagnostics.warning(
            "E0111", start,
            {{"count", std::to_string(odd_codes_.size())}, {"codes", listed(odd_codes_)}});
    if (source_.skipped > 0)
        diagnostics.note("E0112", start, {{"count", std::to_string(source_.skipped)}});
    check_sums_of_source(diagnostics);
    if (source_.layout == "baci") source_.hs_revision = hs_revision_of_file(source_.file);
    starts_.push_back(source_begin_);
    units_.push_back(unit_);
    flows_.sources.push_back(std::move(source_));
}

}  // namespace jarip::trade
