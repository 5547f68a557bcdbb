// What all tables together give twice is left out: rows, sums beside their parts, groups beside members, older codes.
#include "jarip/trade/flows/flows_builder.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "jarip/trade/flows/duplicates.hpp"
#include "jarip/trade/flows/listed.hpp"

namespace jarip::trade {

Flows::Flows() = default;
Flows::~Flows() = default;
Flows::Flows(const Flows&) = default;
Flows::Flows(Flows&&) noexcept = default;
Flows& Flows::operator=(const Flows&) = default;
Flows& Flows::operator=(Flows&&) noexcept = default;

namespace {

template <class Column>
void keep(Column& column, const std::vector<bool>& dropped) {
    Column kept;
    for (std::size_t i = 0; i < column.size(); ++i)
        if (!dropped[i]) kept.push_back(column[i]);
    column = std::move(kept);
}

}  // namespace

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

// What is known of the groups that the tables have.
Groups FlowsBuilder::known_groups() const {
    std::map<std::uint32_t, GroupReach> reach;
    Groups groups;
    for (const auto group : group_countries_) {
        const auto known = group_members_.find(flows_.countries[group]);
        reach[group] = reach_of_group(flows_.countries[group], known == group_members_.end()
                                                                   ? std::vector<std::string>{}
                                                                   : known->second);
        auto& of = groups[group];
        of.is_known = !reach[group].members.empty();
        for (std::uint32_t i = 0; i < flows_.countries.size(); ++i) {
            if (group_countries_.contains(i)) continue;
            if (reach[group].members.contains(flows_.countries[i])) of.members.insert(i);
            if (reach[group].perhaps.contains(flows_.countries[i])) of.perhaps.insert(i);
        }
    }
    for (auto& [group, of] : groups)
        for (const auto& [other, other_reach] : reach) {
            if (other == group || !of.is_known || other_reach.members.empty()) continue;
            const auto& members = reach[group].members;
            const auto shared = static_cast<std::size_t>(std::count_if(
                members.begin(), members.end(),
                [&](const std::string& country) { return other_reach.members.contains(country); }));
            const bool held =
                std::all_of(members.begin(), members.end(), [&](const std::string& country) {
                    return other_reach.members.contains(country) ||
                           other_reach.perhaps.contains(country);
                });
            // Of two groups of the same members one stands for both.
            const bool same = shared == members.size() && shared == other_reach.members.size();
            if (shared == 0)
                of.beside.insert(other);
            else if (held && (!same || other < group))
                of.within.insert(other);
        }
    return groups;
}

std::int64_t FlowsBuilder::unit_of(std::size_t row) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), row);
    return units_[static_cast<std::size_t>(after - starts_.begin()) - 1];
}

void FlowsBuilder::drop_sums(Diagnostics& diagnostics) {
    const UnitOfRow unit = [&](std::size_t row) { return unit_of(row); };
    const Location nowhere{"", 1, 1, 1, ""};
    const auto names = [&](const std::set<std::uint32_t>& countries) {
        std::vector<std::string> words;
        for (const auto country : countries) words.push_back(flows_.countries[country]);
        std::sort(words.begin(), words.end());
        return listed(words);
    };
    auto sums = find_partner_sums(flows_, known_groups(), labels_, unit);
    if (!sums.sums.empty()) {
        diagnostics.warning("E0194", nowhere, {{"labels", names(sums.sums)}});
        for (const auto label : sums.sums) {
            group_countries_.insert(label);
            labels_.erase(label);
        }
        sums = find_partner_sums(flows_, known_groups(), labels_, unit);
    }
    if (!sums.left_out.empty())
        diagnostics.warning("E0193", nowhere, {{"groups", names(sums.left_out)}});
    if (!sums.doubtful.empty())
        diagnostics.warning("E0195", nowhere, {{"countries", names(sums.doubtful)}});
    for (const Remainder& rest : sums.others) {
        flows_.partner.set(rest.row, rest.group == Flows::kTotal
                                         ? named_country(Flows::kOtherPartners)
                                         : other_members(flows_.countries[rest.group]));
        flows_.value[rest.row] = rest.value;
        flows_.mass_kg[rest.row] = rest.mass_kg;
    }
    const auto codes = find_code_sums(flows_, sums.dropped, unit);
    if (sums.gaps.count() > 0) diagnostics.warning("E0147", nowhere, sums.gaps.arguments());
    if (sums.less.count() > 0) diagnostics.note("E0178", nowhere, sums.less.arguments());
    if (codes.count() > 0) diagnostics.note("E0148", nowhere, codes.arguments());
    if (sums.dropped.empty()) return;
    count_and_drop(sums.dropped);
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

}  // namespace jarip::trade
