// What is found out of each table: whether sums are those of their parts, what stands there twice.
#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jarip/core/ascii.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/flows/listed.hpp"
#include "jarip/trade/flows/repeats.hpp"

namespace jarip::trade {

std::uint32_t detail_of(std::initializer_list<std::string_view> fields) {
    // FNV-1a, 32 bits.
    std::uint32_t hash = 2'166'136'261U;
    const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 16'777'619U; };
    bool any = false;
    for (const auto field : fields) {
        for (const char c : field) add(static_cast<unsigned char>(c));
        add(0);
        any = any || !field.empty();
    }
    if (!any) return 0;
    return hash == 0 ? 1 : hash;
}

// A table of which no row was used is read wrongly, or is none.
void FlowsBuilder::check_any_rows(Rows& rows) {
    if (flows_.size() > source_begin_ || !parts_.empty() || source_.skipped == 0 ||
        source_.rows > 0 || !grand_totals_.empty() || rows.diagnostics().has_errors())
        return;
    rows.diagnostics().warning(
        "E0158", {source_.file, 1, 1, 1, ""},
        {{"count", std::to_string(source_.skipped)}, {"layout", source_.layout}});
}

// Takes rows of the source at hand out again.
void FlowsBuilder::skip_rows(const std::vector<bool>& dropped, std::size_t count) {
    source_.skipped += count;
    source_.rows -= count;
    std::vector<std::uint32_t> ordinals;
    for (auto row = source_begin_; row < flows_.size(); ++row)
        if (!dropped[row] && row - source_begin_ < ordinals_.size())
            ordinals.push_back(ordinals_[row - source_begin_]);
    ordinals_ = std::move(ordinals);
    drop(dropped);
}

namespace {

// What tables of goods and services call the latter, in the place of a code.
bool is_service(std::string_view text) {
    constexpr std::array<std::string_view, 20> kServices{"services",
                                                         "service",
                                                         "travel",
                                                         "transport",
                                                         "transportation",
                                                         "tourism",
                                                         "ict",
                                                         "financial",
                                                         "insurance",
                                                         "insuranceandfinance",
                                                         "insurancefinance",
                                                         "travelandtourism",
                                                         "traveltourism",
                                                         "transportservices",
                                                         "financialservices",
                                                         "businessservices",
                                                         "otherservices",
                                                         "commercialservices",
                                                         "communications",
                                                         "unspecifiedservices"};
    std::string word;
    for (const char c : text)
        if (const char small = ascii_lower(c); small >= 'a' && small <= 'z') word += small;
    return std::find(kServices.begin(), kServices.end(), word) != kServices.end();
}

}  // namespace

void FlowsBuilder::check_sums_of_source(Diagnostics& diagnostics) {
    check_grand_totals();
    const Location start{source_.file, 1, 1, 1, ""};
    if (source_gaps_.count() > 0) diagnostics.warning("E0142", start, source_gaps_.arguments());
    if (breakdown_gaps_.count() > 0)
        diagnostics.warning("E0177", start, breakdown_gaps_.arguments());
    source_gaps_ = {};
    breakdown_gaps_ = {};
    grand_totals_.clear();
}

// A column of texts that were taken for codes.
void FlowsBuilder::check_products(Diagnostics& diagnostics) {
    std::vector<bool> met(flows_.products.size());
    for (auto row = source_begin_; row < flows_.size(); ++row) met[flows_.product[row]] = true;
    std::vector<std::string> texts, services;
    std::vector<bool> is_of_services(met.size());
    bool any_code = false;
    for (std::size_t i = 0; i < met.size(); ++i) {
        if (!met[i] || flows_.products[i].empty()) continue;
        if (is_code_of_nomenclature(flows_.products[i])) {
            any_code = true;
        } else if (is_service(flows_.products[i])) {
            services.push_back(flows_.products[i]);
            is_of_services[i] = true;
        } else {
            texts.push_back(flows_.products[i]);
        }
    }
    const Location start{source_.file, 1, 1, 1, ""};
    if (!any_code) {
        texts.insert(texts.end(), services.begin(), services.end());
    } else if (!services.empty()) {
        std::vector<bool> dropped(flows_.size());
        std::size_t count = 0;
        for (auto row = source_begin_; row < flows_.size(); ++row) {
            dropped[row] = is_of_services[flows_.product[row]];
            count += dropped[row] ? 1U : 0U;
        }
        diagnostics.note("E0198", start,
                         {{"count", std::to_string(count)}, {"services", listed(services)}});
        skip_rows(dropped, count);
    }
    if (texts.empty()) return;
    const Arguments of{{"count", std::to_string(texts.size())}, {"codes", listed(texts)}};
    if (any_code)
        diagnostics.warning("E0189", start, of);
    else
        diagnostics.error("E0183", start, of);
}

// Whether a label that was read as the country is that of an area of it, beside others: one of several codes of a list
// of customs, or one of several names of areas that are no country. What customs tell apart adds up.
bool FlowsBuilder::is_area_of(std::string_view label, std::uint32_t country) const {
    for (std::size_t list = 0; list < country_by_label_.size(); ++list) {
        const auto known = country_by_label_[list].find(label);
        if (known == country_by_label_[list].end() || known->second != country) continue;
        if (leftovers_.contains(country) ||
            is_one_of_several_codes(label, static_cast<CountryList>(list)))
            return true;
    }
    return false;
}

// Rows of the same thing: those that are alike in all columns count once, and a total before its parts.
void FlowsBuilder::check_repeats(Rows& rows) {
    Diagnostics& diagnostics = rows.diagnostics();
    const auto groups = repeated_rows(flows_, source_begin_, details_, revisions_);
    if (groups.empty()) return;
    const auto repeats = resolve_repeats(flows_, source_begin_, groups, ordinals_, rows, add_over_,
                                         [this](std::string_view label, std::uint32_t country) {
                                             return is_area_of(label, country);
                                         });
    has_areas_ = has_areas_ || repeats.has_areas;
    Location where{source_.file, std::max<std::size_t>(repeats.second_line, 1), 1, 1, ""};
    Arguments of{{"count", std::to_string(repeats.faults)},
                 {"first", std::to_string(repeats.first_line)},
                 {"second", std::to_string(repeats.second_line)}};
    if (repeats.faults > 0 && repeats.column.empty()) {
        diagnostics.error("E0176", std::move(where), std::move(of));
    } else if (repeats.faults > 0) {
        of.emplace_back("column", repeats.column);
        diagnostics.error("E0175", std::move(where), std::move(of));
    }
    source_.skipped += repeats.parts + repeats.replaced;
    if (repeats.replaced > 0)
        diagnostics.note("E0168", {source_.file, 1, 1, 1, ""},
                         {{"count", std::to_string(repeats.replaced)}});
    if (repeats.equal > 0) {
        source_.duplicates += repeats.equal;
        diagnostics.note("E0145", {source_.file, 1, 1, 1, ""},
                         {{"count", std::to_string(repeats.equal)}});
    }
    source_.rows -= repeats.dropped.size();
    if (repeats.dropped.empty()) return;
    std::vector<bool> dropped(flows_.size());
    for (const auto row : repeats.dropped) dropped[row] = true;
    drop(dropped);
}

void FlowsBuilder::check_grand_totals() {
    for (const auto& [direction, total] : grand_totals_) {
        Addition countries, all;
        for (auto row = source_begin_; row < flows_.size(); ++row) {
            if (flows_.direction[row] != direction) continue;
            all.add_part(flows_.value[row]);
            if (flows_.partner[row] != Flows::kTotal) countries.add_part(flows_.value[row]);
        }
        // Rows without partner are sums where there are rows with partner too.
        auto& addition = countries.has_parts() ? countries : all;
        addition.add_whole(total);
        addition.round_to(unit_);
        if (!addition.holds()) source_gaps_.add(addition.gap());
    }
}

void FlowsBuilder::add_grand_total(Direction direction, std::int64_t value) {
    grand_totals_[direction] += value;
}

}  // namespace jarip::trade
