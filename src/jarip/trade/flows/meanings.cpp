// What names, codes and values of all tables mean: countries, groups, nomenclatures, valuations.
#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "jarip/trade/codes/hs.hpp"

namespace jarip::trade {
namespace {

constexpr int kLatestRevision = 2022;

}  // namespace

void FlowsBuilder::name_country(std::string_view label, std::string_view country) {
    country_names_.emplace(label, country_code(country).value_or(std::string{country}));
}

void FlowsBuilder::name_product(std::string_view code, std::string_view description) {
    std::string six{code};
    // Written as numbers by some tools.
    if (six.size() == 5) six.insert(0, "0");
    product_names_.emplace(std::move(six), description);
}

// Labels that no list knew and a table explains; two of them may then be one country.
void FlowsBuilder::name_countries() {
    if (country_names_.empty()) return;
    std::vector<std::uint32_t> now(flows_.countries.size());
    std::vector<std::string> names;
    std::map<std::string, std::uint32_t> index;
    for (std::size_t i = 0; i < flows_.countries.size(); ++i) {
        const auto named = country_names_.find(flows_.countries[i]);
        const auto& name = named == country_names_.end() ? flows_.countries[i] : named->second;
        const auto [found, is_new] = index.emplace(name, static_cast<std::uint32_t>(names.size()));
        if (is_new) names.push_back(name);
        now[i] = found->second;
    }
    if (names == flows_.countries) return;
    for (auto* const set : {&group_countries_, &leftovers_, &labels_}) {
        std::set<std::uint32_t> indices;
        for (const auto each : *set)
            if (set != &labels_ || names[now[each]] == flows_.countries[each])
                indices.insert(now[each]);
        *set = std::move(indices);
    }
    std::map<std::uint32_t, std::string> rests;
    for (const auto& [index_of, group] : rests_) rests.emplace(now[index_of], group);
    rests_ = std::move(rests);
    flows_.countries = std::move(names);
    for (auto* column : {&flows_.reporter, &flows_.partner})
        for (std::size_t row = 0; row < column->size(); ++row)
            if ((*column)[row] != Flows::kTotal) column->set(row, now[(*column)[row]]);
}

std::uint32_t FlowsBuilder::named_country(std::string_view name) {
    auto& all = flows_.countries;
    const auto found = std::find(all.begin(), all.end(), name);
    if (found == all.end())
        return all.emplace_back(name), static_cast<std::uint32_t>(all.size() - 1);
    return static_cast<std::uint32_t>(found - all.begin());
}

std::uint32_t FlowsBuilder::other_members(const std::string& group) {
    // The name may be one of the countries, which grow.
    const std::string of = group;
    const auto name = std::string{Flows::kOtherMembers} + of;
    const auto index = named_country(name);
    country_by_code_.emplace(name, index);
    rests_.emplace(index, of);
    return index;
}

// Sums of countries and areas that are no country, for those who ask who exports.
void FlowsBuilder::name_groups() {
    for (const auto group : group_countries_) {
        const auto& name = flows_.countries[group];
        const auto known = group_members_.find(name);
        flows_.groups.push_back(
            {name, {}, known == group_members_.end() ? std::vector<std::string>{} : known->second});
    }
    for (const auto& [index, group] : rests_) {
        const auto known = group_members_.find(group);
        flows_.groups.push_back(
            {flows_.countries[index],
             {},
             known == group_members_.end() ? std::vector<std::string>{} : known->second});
    }
    for (const auto area : leftovers_) flows_.groups.push_back({flows_.countries[area], {}, {}});
    std::sort(flows_.groups.begin(), flows_.groups.end(),
              [](const CountryGroup& a, const CountryGroup& b) { return a.name < b.name; });
}

void FlowsBuilder::note_nomenclatures(Diagnostics& diagnostics) const {
    std::set<std::string> names;
    bool harmonized = false;
    for (const std::string& product : flows_.products) {
        const auto name = nomenclature_of(product);
        if (name.empty())
            harmonized = true;
        else
            names.emplace(name.substr(0, name.size() - 1));
    }
    if (names.empty()) return;
    diagnostics.note("E0179", {"", 1, 1, 1, ""},
                     {{"names", joined(std::vector<std::string>(names.begin(), names.end()))},
                      {"first", *names.begin()},
                      {"counted", harmonized ? "HS" : *names.begin()}});
}

void FlowsBuilder::note_revisions() {
    if (hs_revision_ == ReadOptions::kAnyRevision) return;
    const bool is_carried = hs_revision_ == kLatestRevision;
    std::set<RevisionOfRows> met;
    for (std::size_t i = 0; i < flows_.sources.size(); ++i) {
        const int revision = flows_.sources[i].hs_revision;
        const auto end = i + 1 < starts_.size() ? starts_[i + 1] : flows_.size();
        if (revision > 0) {
            std::vector<bool> periods(flows_.periods.size());
            for (auto row = starts_[i]; row < end; ++row) periods[flows_.period[row]] = true;
            for (std::uint32_t period = 0; period < periods.size(); ++period)
                if (periods[period]) met.insert({Flows::kNoReporter, period, revision, is_carried});
        } else if (revision < 0) {
            // Of a table of several revisions each row says its own.
            RevisionOfRows last;
            for (auto row = starts_[i]; row < std::min(end, revisions_.size()); ++row) {
                const RevisionOfRows of_row{flows_.reporter[row], flows_.period[row],
                                            revisions_[row], is_carried};
                if (of_row.revision == 0 || of_row == last) continue;
                met.insert(of_row);
                last = of_row;
            }
        }
    }
    flows_.revisions.assign(met.begin(), met.end());
}

// Codes of six digits of tables of an older revision become those of 2022, where that is exact.
void FlowsBuilder::carry_codes(Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < flows_.sources.size(); ++i) {
        const auto& source = flows_.sources[i];
        const auto begin = starts_[i];
        const auto end = i + 1 < starts_.size() ? starts_[i + 1] : flows_.size();
        std::set<int> revisions{std::max(source.hs_revision, 0)};
        // Of a table of several revisions each row says its own.
        for (auto row = begin; source.hs_revision < 0 && row < std::min(end, revisions_.size());
             ++row)
            revisions.insert(revisions_[row]);
        revisions.erase(0);
        if (revisions.empty() || *revisions.begin() == kLatestRevision) continue;
        if (hs_revision_ == kLatestRevision) {
            for (const int revision : revisions)
                if (revision != kLatestRevision) carry_codes(i, revision, diagnostics);
            continue;
        }
        std::vector<std::string> years;
        for (const int revision : revisions) years.push_back(std::to_string(revision));
        diagnostics.note("E0180", {source.file, 1, 1, 1, ""}, {{"revision", joined(years)}});
    }
}

void FlowsBuilder::carry_codes(std::size_t source, int revision, Diagnostics& diagnostics) {
    constexpr std::size_t kDigits = 6;
    const bool by_row = flows_.sources[source].hs_revision < 0;
    std::map<std::uint32_t, std::uint32_t> now;
    std::size_t changed = 0, merged = 0, divided = 0;
    const auto end = source + 1 < starts_.size() ? starts_[source + 1] : flows_.size();
    for (auto row = starts_[source]; row < end; ++row) {
        if (by_row && (row >= revisions_.size() || revisions_[row] != revision)) continue;
        const auto product = flows_.product[row];
        const auto [known, is_new] = now.emplace(product, product);
        if (is_new && flows_.products[product].size() == kDigits) {
            const auto carried = carried_to_2022(flows_.products[product], revision);
            changed += carried.how == Carried::one_to_one ? 1U : 0U;
            merged += carried.how == Carried::many_to_one ? 1U : 0U;
            divided += carried.how == Carried::divided ? 1U : 0U;
            known->second = this->product(carried.code);
        }
        if (known->second != product) flows_.product.set(row, known->second);
    }
    diagnostics.note("E0181", {flows_.sources[source].file, 1, 1, 1, ""},
                     {{"revision", std::to_string(revision)},
                      {"changed", std::to_string(changed)},
                      {"merged", std::to_string(merged)},
                      {"divided", std::to_string(divided)}});
}

// Imports with freight and without are not of one kind.
void FlowsBuilder::note_valuations(Diagnostics& diagnostics) const {
    std::map<std::string, std::set<std::string>, std::less<>> layouts;
    for (const Source& source : flows_.sources)
        if (source.rows > 0) layouts[source.imports_valued].insert(source.layout);
    const auto named = [&](const char* valued) {
        const auto& names = layouts[valued];
        return joined(std::vector<std::string>(names.begin(), names.end()));
    };
    if (layouts.contains("CIF") && layouts.contains("FOB"))
        diagnostics.note("E0157", {"", 1, 1, 1, ""},
                         {{"cif", named("CIF")}, {"fob", named("FOB")}});
}

Flows FlowsBuilder::finish(Diagnostics& diagnostics) {
    if (flows_.size() == 0 && !diagnostics.has_errors())
        for (const auto& source : flows_.sources)
            if (!source.not_read && source.rows == 0 && source.skipped > 0) {
                diagnostics.error(
                    "E0159", {source.file, 1, 1, 1, ""},
                    {{"count", std::to_string(source.skipped)}, {"layout", source.layout}});
                break;
            }
    check_added_columns(diagnostics);
    note_valuations(diagnostics);
    name_countries();
    drop_revisions(diagnostics);
    note_revisions();
    carry_codes(diagnostics);
    drop_duplicates(diagnostics);
    drop_groups_of_exporters(diagnostics);
    drop_sums(diagnostics);
    check_times(diagnostics);
    flows_.has_parts = !details_.empty() || !add_over_.empty() || has_areas_;
    name_groups();
    note_nomenclatures(diagnostics);
    flows_.product_names.assign(product_names_.begin(), product_names_.end());
    for (auto& source : flows_.sources) source.hs_revision = std::max(source.hs_revision, 0);
    return std::move(flows_);
}

}  // namespace jarip::trade
