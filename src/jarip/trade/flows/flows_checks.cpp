// What is found out of whole tables: whether sums are those of their parts, what files give twice, what codes mean.
#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/flows/duplicates.hpp"

namespace jarip::trade {
namespace {

Arguments arguments_of(const Gaps& gaps) {
    return {{"count", std::to_string(gaps.count())},
            {"whole", decimal_text(gaps.worst().whole)},
            {"parts", decimal_text(gaps.worst().parts)}};
}

constexpr int kLatestRevision = 2022;

template <class Column>
void keep(Column& column, const std::vector<bool>& dropped) {
    Column kept;
    for (std::size_t i = 0; i < column.size(); ++i)
        if (!dropped[i]) kept.push_back(column[i]);
    column = std::move(kept);
}

}  // namespace

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

void FlowsBuilder::check_sums_of_source(Diagnostics& diagnostics) {
    check_parts();
    check_grand_totals();
    const Location start{source_.file, 1, 1, 1, ""};
    if (source_gaps_.count() > 0) diagnostics.warning("E0142", start, arguments_of(source_gaps_));
    if (orphans_ > 0) diagnostics.warning("E0143", start, {{"count", std::to_string(orphans_)}});
    source_gaps_ = {};
    orphans_ = 0;
    parts_.clear();
    grand_totals_.clear();
}

// The rows of one means of transport, procedure or second partner add up to the row of all.
void FlowsBuilder::check_parts() {
    if (parts_.empty()) return;
    const auto key = [](const Row& row) {
        return std::tuple{row.reporter, row.partner, row.product, row.period, row.direction};
    };
    std::map<decltype(key(Row{})), std::array<Addition, 3>> additions;
    for (const auto& [breakdown, row] : parts_)
        additions[key(row)][static_cast<std::size_t>(breakdown)].add_part(row.value);
    std::vector<bool> met;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        const auto found = additions.find(std::tuple{flows_.reporter[row], flows_.partner[row],
                                                     flows_.product[row], flows_.period[row],
                                                     flows_.direction[row]});
        if (found == additions.end()) continue;
        for (auto& addition : found->second) {
            addition.add_whole(flows_.value[row]);
            if (addition.has_parts() && !addition.holds()) source_gaps_.add(addition.gap());
        }
        additions.erase(found);
    }
    orphans_ = additions.size();
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
        if (!addition.holds()) source_gaps_.add(addition.gap());
    }
}

void FlowsBuilder::add_part(Breakdown breakdown, const Row& row) {
    parts_.push_back({breakdown, row});
}

void FlowsBuilder::add_grand_total(Direction direction, std::int64_t value) {
    grand_totals_[direction] += value;
}

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
    std::set<std::uint32_t> groups;
    for (const auto group : group_countries_) groups.insert(now[group]);
    group_countries_ = std::move(groups);
    flows_.countries = std::move(names);
    for (auto* column : {&flows_.reporter, &flows_.partner})
        for (std::size_t row = 0; row < column->size(); ++row)
            if ((*column)[row] != Flows::kTotal) column->set(row, now[(*column)[row]]);
}

void FlowsBuilder::drop(const std::vector<bool>& dropped) {
    if (dropped.empty()) return;
    for (auto* column : {&flows_.reporter, &flows_.partner, &flows_.product, &flows_.period})
        keep(*column, dropped);
    keep(flows_.direction, dropped);
    keep(flows_.value, dropped);
    keep(flows_.mass_kg, dropped);
    details_.resize(details_.empty() ? 0 : dropped.size());
    keep(details_, dropped);
    std::size_t kept = 0;
    std::size_t source = 0;
    for (std::size_t row = 0; row <= dropped.size(); ++row) {
        for (; source < starts_.size() && starts_[source] == row; ++source) starts_[source] = kept;
        if (row < dropped.size()) kept += dropped[row] ? 0U : 1U;
    }
}

void FlowsBuilder::drop_duplicates(Diagnostics& diagnostics) {
    auto starts = starts_;
    starts.push_back(flows_.size());
    const auto found = find_duplicates(flows_, starts, details_);
    for (std::size_t i = 0; i < flows_.sources.size(); ++i) {
        auto& source = flows_.sources[i];
        source.duplicates = found.same[i] + found.replaced[i];
        const Location start{source.file, 1, 1, 1, ""};
        if (found.same[i] > 0)
            diagnostics.note("E0145", start, {{"count", std::to_string(found.same[i])}});
        if (found.replaced[i] > 0)
            diagnostics.warning("E0146", start, {{"count", std::to_string(found.replaced[i])}});
    }
    drop(found.dropped);
}

void FlowsBuilder::drop_sums(Diagnostics& diagnostics) {
    Groups groups;
    for (const auto group : group_countries_) {
        auto& members = groups[group];
        const auto known = group_members_.find(flows_.countries[group]);
        for (std::uint32_t i = 0; known != group_members_.end() && i < flows_.countries.size(); ++i)
            if (std::find(known->second.begin(), known->second.end(), flows_.countries[i]) !=
                known->second.end())
                members.insert(i);
    }
    const auto sums = find_sums(flows_, groups);
    const Location nowhere{"", 1, 1, 1, ""};
    if (sums.partners.count() > 0)
        diagnostics.warning("E0147", nowhere, arguments_of(sums.partners));
    if (sums.codes.count() > 0) diagnostics.note("E0148", nowhere, arguments_of(sums.codes));
    if (sums.dropped.empty()) return;
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        const auto end = i + 1 < starts_.size() ? starts_[i + 1] : sums.dropped.size();
        for (auto row = starts_[i]; row < end; ++row)
            flows_.sources[i].totals += sums.dropped[row] ? 1U : 0U;
    }
    drop(sums.dropped);
}

// Codes of six digits of tables of an older revision become those of 2022, where that is exact.
void FlowsBuilder::carry_codes(Diagnostics& diagnostics) {
    constexpr std::size_t kDigits = 6;
    for (std::size_t i = 0; i < flows_.sources.size(); ++i) {
        const auto& source = flows_.sources[i];
        if (source.hs_revision <= 0 || source.hs_revision == kLatestRevision) continue;
        const Location start{source.file, 1, 1, 1, ""};
        const Arguments revision{{"revision", std::to_string(source.hs_revision)}};
        if (hs_revision_ != kLatestRevision) {
            diagnostics.note("E0180", start, revision);
            continue;
        }
        std::map<std::uint32_t, std::uint32_t> now;
        std::size_t changed = 0, merged = 0, divided = 0;
        const auto end = i + 1 < starts_.size() ? starts_[i + 1] : flows_.size();
        for (auto row = starts_[i]; row < end; ++row) {
            const auto product = flows_.product[row];
            const auto [known, is_new] = now.emplace(product, product);
            if (is_new && flows_.products[product].size() == kDigits) {
                const auto carried = carried_to_2022(flows_.products[product], source.hs_revision);
                changed += carried.how == Carried::one_to_one ? 1U : 0U;
                merged += carried.how == Carried::many_to_one ? 1U : 0U;
                divided += carried.how == Carried::divided ? 1U : 0U;
                known->second = this->product(carried.code);
            }
            if (known->second != product) flows_.product.set(row, known->second);
        }
        auto counts = revision;
        counts.insert(counts.end(), {{"changed", std::to_string(changed)},
                                     {"merged", std::to_string(merged)},
                                     {"divided", std::to_string(divided)}});
        diagnostics.note("E0181", start, counts);
    }
}

// Imports with freight and without are not of one kind.
void FlowsBuilder::note_valuations(Diagnostics& diagnostics) const {
    std::map<std::string_view, std::set<std::string>> layouts;
    for (const Source& source : flows_.sources)
        if (source.rows > 0) layouts[imports_valued(source.layout)].insert(source.layout);
    const auto named = [&](std::string_view valued) {
        const auto& names = layouts[valued];
        return joined(std::vector<std::string>(names.begin(), names.end()));
    };
    if (layouts.contains("CIF") && layouts.contains("FOB"))
        diagnostics.note("E0157", {"", 1, 1, 1, ""},
                         {{"cif", named("CIF")}, {"fob", named("FOB")}});
}

Flows FlowsBuilder::finish(Diagnostics& diagnostics) {
    note_valuations(diagnostics);
    carry_codes(diagnostics);
    name_countries();
    drop_duplicates(diagnostics);
    drop_sums(diagnostics);
    flows_.product_names.assign(product_names_.begin(), product_names_.end());
    for (auto& source : flows_.sources) source.hs_revision = std::max(source.hs_revision, 0);
    return std::move(flows_);
}

}  // namespace jarip::trade
