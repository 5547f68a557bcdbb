// What is found out of whole tables: whether sums are those of their parts, what files give twice, what codes mean.
#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/flows/duplicates.hpp"
#include "jarip/trade/flows/repeats.hpp"

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

PartDetail part_detail(const std::vector<std::string_view>& fields) {
    constexpr std::size_t kShown = 4;
    constexpr std::uint32_t kMask = 15;
    PartDetail result;
    std::string text;
    std::uint32_t given = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool is_total = is_total_word(fields[i]);
        result.has_total = result.has_total || is_total;
        if (!is_total && !fields[i].empty()) {
            given |= 1U << std::min(i, kShown - 1);
            text += fields[i];
        }
        text += '\x1f';
    }
    if (given != 0) result.detail = (detail_of({text}) & ~kMask) | given;
    return result;
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

// Rows of all states, ports and the like beside those of each of them: the row of all counts once it was held to them.
// Rows that are parts in different ways, without one of all, cannot be added up.
void FlowsBuilder::check_wholes(Diagnostics& diagnostics) {
    if (!has_wholes_) return;
    constexpr std::uint32_t kMask = 15;
    struct OfKey {
        Addition addition;
        std::uint32_t masks = 0;  // a bit for each way of being a part
        bool has_whole = false;
    };
    const auto key = [&](std::size_t row) {
        return std::tuple{flows_.reporter[row], flows_.partner[row], flows_.product[row],
                          flows_.period[row], flows_.direction[row]};
    };
    const auto detail = [&](std::size_t row) { return row < details_.size() ? details_[row] : 0; };
    std::map<decltype(key(0)), OfKey> by_key;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        auto& of = by_key[key(row)];
        of.has_whole = of.has_whole || detail(row) == 0;
        if (detail(row) != 0) of.masks |= 1U << (detail(row) & kMask);
    }
    std::vector<bool> dropped(flows_.size());
    std::size_t parts = 0, mixed = 0;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        auto& of = by_key.at(key(row));
        const bool one_way = (of.masks & (of.masks - 1)) == 0;
        if (!of.has_whole) {
            mixed += one_way ? 0U : 1U;
            continue;
        }
        if (one_way && detail(row) == 0) of.addition.add_whole(flows_.value[row]);
        if (detail(row) == 0) continue;
        if (one_way) of.addition.add_part(flows_.value[row]);
        dropped[row] = true;
        ++parts;
    }
    for (auto& [of_key, of] : by_key) {
        of.addition.round_to(unit_);
        if (of.addition.has_parts() && of.addition.has_whole() && !of.addition.holds())
            breakdown_gaps_.add(of.addition.gap());
    }
    if (mixed > 0)
        diagnostics.error("E0143", {source_.file, 1, 1, 1, ""}, {{"count", std::to_string(mixed)}});
    if (parts == 0) return;
    source_.skipped += parts;
    source_.rows -= parts;
    std::vector<std::uint32_t> ordinals;
    for (auto row = source_begin_; row < flows_.size(); ++row)
        if (!dropped[row] && row - source_begin_ < ordinals_.size())
            ordinals.push_back(ordinals_[row - source_begin_]);
    ordinals_ = std::move(ordinals);
    drop(dropped);
}

void FlowsBuilder::check_sums_of_source(Diagnostics& diagnostics) {
    check_grand_totals();
    const Location start{source_.file, 1, 1, 1, ""};
    if (source_gaps_.count() > 0) diagnostics.warning("E0142", start, arguments_of(source_gaps_));
    if (breakdown_gaps_.count() > 0)
        diagnostics.warning("E0177", start, arguments_of(breakdown_gaps_));
    if (orphans_ > 0) diagnostics.error("E0143", start, {{"count", std::to_string(orphans_)}});
    if (made_whole_ > 0) diagnostics.note("E0187", start, {{"count", std::to_string(made_whole_)}});
    source_gaps_ = {};
    breakdown_gaps_ = {};
    orphans_ = 0;
    made_whole_ = 0;
    parts_.clear();
    grand_totals_.clear();
}

// A column of texts that were taken for codes.
void FlowsBuilder::check_products(Diagnostics& diagnostics) {
    std::vector<bool> met(flows_.products.size());
    for (auto row = source_begin_; row < flows_.size(); ++row) met[flows_.product[row]] = true;
    std::vector<std::string> texts;
    bool any_code = false;
    for (std::size_t i = 0; i < met.size(); ++i) {
        if (!met[i] || flows_.products[i].empty()) continue;
        if (is_code_of_nomenclature(flows_.products[i]))
            any_code = true;
        else
            texts.push_back(flows_.products[i]);
    }
    if (texts.empty()) return;
    const Location start{source_.file, 1, 1, 1, ""};
    const Arguments of{{"count", std::to_string(texts.size())}, {"codes", listed(texts)}};
    if (any_code)
        diagnostics.warning("E0189", start, of);
    else
        diagnostics.error("E0183", start, of);
}

// Rows of the same thing: those that are alike in all columns count once, and a total before its parts.
void FlowsBuilder::check_repeats(Rows& rows) {
    Diagnostics& diagnostics = rows.diagnostics();
    const auto groups = repeated_rows(flows_, source_begin_, details_, revisions_);
    if (groups.empty()) return;
    const auto repeats = resolve_repeats(flows_, source_begin_, groups, ordinals_, rows, add_over_);
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
    source_.skipped += repeats.parts;
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

namespace {

// Whether a means of transport holds another: 2000 is water, of which 2100 is the sea.
bool holds_transport(std::string_view coarse, std::string_view fine) {
    while (coarse.ends_with('0')) coarse.remove_suffix(1);
    return !coarse.empty() && coarse.size() < fine.size() && fine.starts_with(coarse);
}

}  // namespace

// The rows of one means of transport, procedure or second partner add up to the row of all. Where that is missing, they
// stand for it if they are all there are: those of all means of transport, or those of two kinds that add up to the same.
void FlowsBuilder::check_parts() {
    if (parts_.empty()) return;
    using OfKey = std::array<std::vector<const Part*>, 8>;
    const auto key = [](const Row& row) {
        return std::tuple{row.reporter, row.partner, row.product, row.period, row.direction};
    };
    std::map<decltype(key(Row{})), OfKey> parts;
    std::set<char> means;
    for (const Part& part : parts_) {
        parts[key(part.row)][part.kinds].push_back(&part);
        if (part.kinds == kTransport && !part.code.empty()) means.insert(part.code.front());
    }
    const auto sum_of = [](const std::vector<const Part*>& all) {
        std::vector<const Part*> counted;
        for (const Part* part : all) {
            const bool held = part->kinds == kTransport &&
                              std::any_of(all.begin(), all.end(), [&](const Part* other) {
                                  return other != part && holds_transport(other->code, part->code);
                              });
            if (!held) counted.push_back(part);
        }
        return counted;
    };
    const auto added = [](const std::vector<const Part*>& all) {
        Addition addition;
        for (const Part* part : all) addition.add_part(part->row.value);
        return addition;
    };
    constexpr std::array kSingle{kTransport, kProcedure, kSecondPartner};
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        const auto found =
            parts.find(std::tuple{flows_.reporter[row], flows_.partner[row], flows_.product[row],
                                  flows_.period[row], flows_.direction[row]});
        if (found == parts.end()) continue;
        for (const auto kind : kSingle) {
            auto addition = added(sum_of(found->second[kind]));
            addition.add_whole(flows_.value[row]);
            addition.round_to(unit_);
            if (addition.has_parts() && !addition.holds()) breakdown_gaps_.add(addition.gap());
        }
        parts.erase(found);
    }
    const bool all_means = means == std::set<char>{'1', '2', '3', '9'};
    for (const auto& [of, by_kind] : parts) {
        const std::vector<const Part*>* whole = nullptr;
        if (all_means && !by_kind[kTransport].empty()) whole = &by_kind[kTransport];
        for (const auto a : kSingle)
            for (const auto b : kSingle) {
                if (a >= b || by_kind[a].empty() || by_kind[b].empty()) continue;
                auto addition = added(sum_of(by_kind[a]));
                addition.add_whole(added(sum_of(by_kind[b])).gap().parts);
                addition.round_to(unit_);
                if (addition.holds()) whole = &by_kind[a];
            }
        if (whole == nullptr) {
            ++orphans_;
            continue;
        }
        Row row = whole->front()->row;
        row.value = 0;
        Sum mass;
        bool weighed = true;
        for (const Part* part : sum_of(*whole)) {
            row.value += part->row.value;
            weighed = weighed && part->row.mass_kg >= 0;
            mass.add(std::max(part->row.mass_kg, 0.0));
        }
        row.mass_kg = weighed ? mass.value() : -1;
        add(row);
        ++made_whole_;
    }
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

void FlowsBuilder::add_part(unsigned kinds, std::string_view code, const Row& row) {
    parts_.push_back({kinds, std::string{code}, row});
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
    for (auto* const set : {&group_countries_, &leftovers_}) {
        std::set<std::uint32_t> indices;
        for (const auto each : *set) indices.insert(now[each]);
        *set = std::move(indices);
    }
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
    revisions_.resize(revisions_.empty() ? 0 : dropped.size());
    keep(revisions_, dropped);
    std::size_t kept = 0;
    std::size_t source = 0;
    for (std::size_t row = 0; row <= dropped.size(); ++row) {
        for (; source < starts_.size() && starts_[source] == row; ++source) starts_[source] = kept;
        if (row < dropped.size()) kept += dropped[row] ? 0U : 1U;
    }
}

void FlowsBuilder::count_and_drop(const std::vector<bool>& dropped) {
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        const auto end = i + 1 < starts_.size() ? starts_[i + 1] : dropped.size();
        for (auto row = starts_[i]; row < end; ++row)
            flows_.sources[i].totals += dropped[row] ? 1U : 0U;
    }
    drop(dropped);
}

void FlowsBuilder::drop_duplicates(Diagnostics& diagnostics) {
    auto starts = starts_;
    starts.push_back(flows_.size());
    const auto found = find_duplicates(flows_, starts, details_);
    for (std::size_t i = 0; i < flows_.sources.size(); ++i) {
        auto& source = flows_.sources[i];
        source.duplicates += found.same[i] + found.replaced[i];
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
    const UnitOfRow unit = [&](std::size_t row) {
        const auto after = std::upper_bound(starts_.begin(), starts_.end(), row);
        return units_[static_cast<std::size_t>(after - starts_.begin()) - 1];
    };
    auto sums = find_partner_sums(flows_, groups, unit);
    for (const Remainder& rest : sums.others) {
        flows_.partner.set(rest.row, named_country(Flows::kOtherPartners));
        flows_.value[rest.row] = rest.value;
        flows_.mass_kg[rest.row] = rest.mass_kg;
    }
    const auto codes = find_code_sums(flows_, sums.dropped, unit);
    const Location nowhere{"", 1, 1, 1, ""};
    if (sums.gaps.count() > 0) diagnostics.warning("E0147", nowhere, arguments_of(sums.gaps));
    if (sums.less.count() > 0) diagnostics.note("E0178", nowhere, arguments_of(sums.less));
    if (codes.count() > 0) diagnostics.note("E0148", nowhere, arguments_of(codes));
    if (sums.dropped.empty()) return;
    count_and_drop(sums.dropped);
}

std::uint32_t FlowsBuilder::named_country(std::string_view name) {
    auto& all = flows_.countries;
    const auto found = std::find(all.begin(), all.end(), name);
    if (found == all.end())
        return all.emplace_back(name), static_cast<std::uint32_t>(all.size() - 1);
    return static_cast<std::uint32_t>(found - all.begin());
}

// Sums of countries and areas that are no country, for those who ask who exports.
void FlowsBuilder::name_groups() {
    for (const auto group : group_countries_) {
        const auto& name = flows_.countries[group];
        const auto known = group_members_.find(name);
        flows_.groups.push_back(
            {name, {}, known == group_members_.end() ? std::vector<std::string>{} : known->second});
    }
    for (const auto area : leftovers_) flows_.groups.push_back({flows_.countries[area], {}, {}});
    std::sort(flows_.groups.begin(), flows_.groups.end(),
              [](const CountryGroup& a, const CountryGroup& b) { return a.name < b.name; });
}

// One figure for both sides of a group and of its members is twice the same.
void FlowsBuilder::drop_groups_of_exporters(Diagnostics& diagnostics) {
    if (group_countries_.empty()) return;
    std::vector<bool> exports(flows_.countries.size()), group(flows_.countries.size());
    for (const auto index : group_countries_) group[index] = true;
    std::map<std::uint32_t, std::size_t> rows_of;
    for (std::size_t row = 0; row < flows_.size(); ++row) {
        if (flows_.direction[row] != Direction::both) continue;
        const auto reporter = flows_.reporter[row];
        if (reporter == Flows::kNoReporter) continue;
        exports[reporter] = true;
        if (group[reporter]) ++rows_of[reporter];
    }
    std::vector<std::string> names;
    for (const auto& [index, count] : rows_of) {
        const auto known = group_members_.find(flows_.countries[index]);
        bool beside = false;
        for (std::uint32_t i = 0; i < exports.size(); ++i) {
            if (!exports[i] || group[i] || leftovers_.contains(i)) continue;
            beside = beside || known == group_members_.end() || known->second.empty() ||
                     std::find(known->second.begin(), known->second.end(), flows_.countries[i]) !=
                         known->second.end();
        }
        group[index] = beside;
        if (beside) names.push_back(flows_.countries[index]);
    }
    if (names.empty()) return;
    std::vector<bool> dropped(flows_.size());
    for (std::size_t row = 0; row < flows_.size(); ++row)
        dropped[row] = flows_.direction[row] == Direction::both &&
                       flows_.reporter[row] != Flows::kNoReporter && group[flows_.reporter[row]];
    diagnostics.note("E0186", {"", 1, 1, 1, ""}, {{"groups", listed(names)}});
    count_and_drop(dropped);
}

// The same trade in codes of several revisions of HS: the newest is read.
void FlowsBuilder::drop_revisions(Diagnostics& diagnostics) {
    constexpr std::size_t kHeading = 4;
    const auto source_of = [&](std::size_t row) {
        return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), row) -
                                        starts_.begin()) -
               1;
    };
    std::set<int> all;
    for (const auto& source : flows_.sources)
        if (source.rows > 0 && source.hs_revision > 0) all.insert(source.hs_revision);
    for (const auto revision : revisions_)
        if (revision != 0) all.insert(revision);
    if (all.size() < 2) return;
    std::map<std::string_view, std::uint32_t> headings;
    std::vector<std::uint32_t> heading_of;
    for (const std::string& code : flows_.products)
        heading_of.push_back(headings
                                 .emplace(std::string_view{code}.substr(0, kHeading),
                                          static_cast<std::uint32_t>(headings.size()))
                                 .first->second);
    std::vector<int> revision(flows_.size());
    std::map<std::tuple<std::uint32_t, std::uint32_t, Direction, std::uint32_t, std::uint32_t>, int>
        newest;
    const auto key = [&](std::size_t row) {
        return std::tuple{flows_.reporter[row], flows_.period[row], flows_.direction[row],
                          heading_of[flows_.product[row]], flows_.partner[row]};
    };
    for (std::size_t row = 0; row < flows_.size(); ++row) {
        const int own = row < revisions_.size() ? revisions_[row] : 0;
        revision[row] = own != 0 ? own : std::max(flows_.sources[source_of(row)].hs_revision, 0);
        auto& of_key = newest[key(row)];
        of_key = std::max(of_key, revision[row]);
    }
    std::vector<bool> dropped(flows_.size());
    std::size_t count = 0;
    for (std::size_t row = 0; row < flows_.size(); ++row) {
        dropped[row] = revision[row] != 0 && revision[row] < newest[key(row)];
        count += dropped[row] ? 1U : 0U;
    }
    if (count == 0) return;
    diagnostics.note("E0184", {"", 1, 1, 1, ""}, {{"count", std::to_string(count)}});
    count_and_drop(dropped);
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
        for (const int revision : revisions) {
            if (revision == 0 || revision == kLatestRevision) continue;
            if (hs_revision_ == kLatestRevision)
                carry_codes(i, revision, diagnostics);
            else
                diagnostics.note("E0180", {source.file, 1, 1, 1, ""},
                                 {{"revision", std::to_string(revision)}});
        }
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
    note_valuations(diagnostics);
    name_countries();
    drop_revisions(diagnostics);
    carry_codes(diagnostics);
    drop_duplicates(diagnostics);
    drop_groups_of_exporters(diagnostics);
    drop_sums(diagnostics);
    name_groups();
    note_nomenclatures(diagnostics);
    flows_.product_names.assign(product_names_.begin(), product_names_.end());
    for (auto& source : flows_.sources) source.hs_revision = std::max(source.hs_revision, 0);
    return std::move(flows_);
}

}  // namespace jarip::trade
