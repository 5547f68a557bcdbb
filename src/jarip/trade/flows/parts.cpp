// Rows of one means of transport, procedure, state or port: held to the row of all where there is one, added up where they
// are all there are, refused where nobody can tell.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "jarip/trade/flows/flows_builder.hpp"
#include "jarip/trade/flows/repeats.hpp"

namespace jarip::trade {
namespace {

constexpr unsigned kKindMask =
    15;  // the bits of a detail that say by which columns a row is a part

// Whether a means of transport holds another: 2000 is water, of which 2100 is the sea.
bool holds_transport(std::string_view coarse, std::string_view fine) {
    while (coarse.ends_with('0')) coarse.remove_suffix(1);
    return !coarse.empty() && coarse.size() < fine.size() && fine.starts_with(coarse);
}

// Means of transport and what they consist of, as United Nations, International Merchandise Trade Statistics: Compilers
// Manual, Revision 1 (2013), has them: air, water, land, other.
struct Transport {
    std::string_view code;
    std::vector<std::string_view> parts;
};
const std::vector<Transport>& transports() {
    static const std::vector<Transport> all{{"0", {"1000", "2000", "3000", "9000"}},
                                            {"2000", {"2100", "2200", "2900"}},
                                            {"3000", {"3100", "3200", "3900"}},
                                            {"9000", {"9100", "9200", "9300", "9900"}},
                                            {"9100", {"9110", "9120"}}};
    return all;
}

// Whether the codes are all that the code consists of.
bool are_all_of(std::string_view code, const std::set<std::string>& codes) {
    if (codes.contains(std::string{code})) return true;
    const auto found = std::find_if(transports().begin(), transports().end(),
                                    [&](const Transport& each) { return each.code == code; });
    return found != transports().end() &&
           std::all_of(found->parts.begin(), found->parts.end(),
                       [&](std::string_view part) { return are_all_of(part, codes); });
}

template <class Part>
Addition sum_of(const std::vector<const Part*>& parts) {
    Addition addition;
    for (const Part* part : parts) addition.add_part(part->row.value);
    return addition;
}

// Without those of a means of transport that another of them holds.
template <class Part>
std::vector<const Part*> without_held(const std::vector<const Part*>& parts) {
    std::vector<const Part*> counted;
    for (const Part* part : parts)
        if (std::none_of(parts.begin(), parts.end(), [&](const Part* other) {
                return other != part && other->row.detail == part->row.detail &&
                       holds_transport(other->transport, part->transport);
            }))
            counted.push_back(part);
    return counted;
}

}  // namespace

std::uint32_t FlowsBuilder::part(const std::vector<PartField>& fields) {
    constexpr std::size_t kShown = 4;
    if (part_columns_.empty())
        for (const auto& field : fields) part_columns_.emplace_back(field.column);
    std::string text;
    std::uint32_t given = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& field = fields[i].text;
        const bool is_total = is_total_word(field);
        has_wholes_ = has_wholes_ || is_total;
        if (!is_total && !field.empty()) {
            given |= 1U << std::min(i, kShown - 1);
            text += field;
        }
        text += '\x1f';
    }
    return given == 0 ? 0 : (detail_of({text}) & ~kKindMask) | given;
}

void FlowsBuilder::add_part(unsigned kinds, std::string_view transport, const Row& row) {
    parts_.push_back({kinds, std::string{transport}, row});
}

// Of what the columns are that --add-over names.
unsigned FlowsBuilder::kinds_that_add_up() const {
    unsigned kinds = 0;
    for (std::size_t i = 0; i < part_columns_.size(); ++i)
        if (std::find(add_over_.begin(), add_over_.end(), part_columns_[i]) != add_over_.end())
            kinds |= 1U << std::min<std::size_t>(i, 3);
    return kinds;
}

void FlowsBuilder::count_orphans(unsigned kinds, std::size_t count) {
    orphans_ += count;
    orphan_kinds_ |= kinds;
}

// Rows of all states, ports and the like beside those of each of them: the row of all counts once it was held to them.
// Rows that are parts in different ways, without one of all, count once if they make the same.
void FlowsBuilder::check_wholes() {
    if (!has_wholes_) return;
    struct OfKey {
        std::map<unsigned, Addition> by_kind;
        bool has_whole = false;
        unsigned counted = 0;  // the kind whose parts stand for the missing whole
    };
    const auto key = [&](std::size_t row) {
        return std::tuple{flows_.reporter[row], flows_.partner[row], flows_.product[row],
                          flows_.period[row], flows_.direction[row]};
    };
    const auto kind = [&](std::size_t row) {
        return row < details_.size() ? details_[row] & kKindMask : 0;
    };
    std::map<decltype(key(0)), OfKey> by_key;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        auto& of = by_key[key(row)];
        of.has_whole = of.has_whole || kind(row) == 0;
        if (kind(row) != 0) of.by_kind[kind(row)].add_part(flows_.value[row]);
    }
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        auto& of = by_key.at(key(row));
        if (kind(row) == 0 && of.by_kind.size() == 1)
            of.by_kind.begin()->second.add_whole(flows_.value[row]);
    }
    const unsigned said = kinds_that_add_up();
    for (auto& [of_key, of] : by_key) {
        if (of.has_whole) {
            if (of.by_kind.size() != 1) continue;
            auto& addition = of.by_kind.begin()->second;
            addition.round_to(unit_);
            if (!addition.holds()) breakdown_gaps_.add(addition.gap());
            continue;
        }
        if (of.by_kind.size() < 2) continue;
        unsigned all = 0;
        bool alike = true;
        const auto first = of.by_kind.begin()->second.gap().parts;
        for (auto& [each, addition] : of.by_kind) {
            all |= each;
            if (of.counted == 0 && (each & ~said) == 0) of.counted = each;
            auto held = addition;
            held.add_whole(first);
            held.round_to(unit_);
            alike = alike && held.holds();
        }
        if (of.counted == 0 && alike) of.counted = of.by_kind.begin()->first;
        if (of.counted == 0)
            count_orphans(all, 1);
        else
            ++made_whole_;
    }
    std::vector<bool> dropped(flows_.size());
    std::size_t parts = 0;
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        const auto& of = by_key.at(key(row));
        dropped[row] =
            kind(row) != 0 && (of.has_whole || (of.counted != 0 && kind(row) != of.counted));
        parts += dropped[row] ? 1U : 0U;
    }
    if (parts > 0) skip_rows(dropped, parts);
}

FlowsBuilder::PartsOfTable FlowsBuilder::gather_parts() const {
    PartsOfTable table;
    std::set<std::string> transports_met;
    for (const Part& part : parts_) {
        const Row& row = part.row;
        const OfPartners group{row.reporter, row.product, row.period, row.direction};
        table.by_key[{group, row.partner}][part.kinds].push_back(&part);
        if (part.kinds == kTransport) transports_met.insert(part.transport);
    }
    for (auto& [of, by_kind] : table.by_key)
        for (auto& [kinds, all] : by_kind) all = without_held(all);
    table.has_all_transports = are_all_of("0", transports_met);
    return table;
}

// Holds parts to the rows of all that the table has, and takes them out.
void FlowsBuilder::hold_parts(PartsOfTable& table) {
    for (auto row = source_begin_; row < flows_.size(); ++row) {
        const OfPartners group{flows_.reporter[row], flows_.product[row], flows_.period[row],
                               flows_.direction[row]};
        const auto partner = flows_.partner[row];
        if (partner == Flows::kTotal)
            table.worlds[group].add_whole(flows_.value[row]);
        else
            table.worlds[group].add_part(flows_.value[row]);
        const auto found = table.by_key.find({group, partner});
        if (found == table.by_key.end()) continue;
        for (const auto kind : {kTransport, kProcedure, kSecondPartner}) {
            const auto of_kind = found->second.find(kind);
            if (of_kind == found->second.end()) continue;
            auto addition = sum_of(of_kind->second);
            addition.add_whole(flows_.value[row]);
            addition.round_to(unit_);
            if (!addition.holds()) breakdown_gaps_.add(addition.gap());
        }
        table.by_key.erase(found);
    }
    for (const auto& [of, by_kind] : table.by_key)
        for (const Part* part : by_kind.begin()->second)
            table.worlds[of.first].add_part(part->row.value);
}

// Those of the parts of a figure that are all there are: nullptr where nothing shows that any are.
const std::vector<const FlowsBuilder::Part*>* FlowsBuilder::parts_that_are_all(
    const PartsOfTable& table, const PartsOfTable::Key& key) const {
    const auto& by_kind = table.by_key.at(key);
    const unsigned said = kinds_that_add_up();
    for (const auto& [kinds, all] : by_kind)
        if ((kinds & ~said) == 0) return &all;
    if (table.has_all_transports && by_kind.contains(kTransport)) return &by_kind.at(kTransport);
    const auto& first = *by_kind.begin();
    for (const auto& [kinds, all] : by_kind) {
        if ((kinds & first.first) != 0) continue;
        auto addition = sum_of(first.second);
        addition.add_whole(sum_of(all).gap().parts);
        addition.round_to(unit_);
        if (addition.holds()) return &first.second;
    }
    auto world = table.worlds.at(key.first);
    world.round_to(unit_);
    const bool make_the_world = key.second != Flows::kTotal && world.has_whole() && world.holds();
    return make_the_world ? &first.second : nullptr;
}

// The rows of one means of transport, procedure or second partner add up to the row of all. Where that is missing, they
// stand for it if they are all there are: where the table has all means of transport, where those of two kinds make the
// same, or where those of all partners make the row of the world.
void FlowsBuilder::check_parts() {
    if (parts_.empty()) return;
    auto table = gather_parts();
    hold_parts(table);
    for (const auto& [key, by_kind] : table.by_key) {
        if (const auto* whole = parts_that_are_all(table, key)) {
            add_sum(*whole);
            continue;
        }
        unsigned kinds = 0;
        for (const auto& each : by_kind) kinds |= each.first;
        count_orphans(kinds, 1);
    }
    parts_.clear();
}

void FlowsBuilder::add_sum(const std::vector<const Part*>& parts) {
    Row row = parts.front()->row;
    row.value = 0;
    row.detail = 0;
    Sum mass;
    bool weighed = true;
    for (const Part* part : parts) {
        row.value += part->row.value;
        weighed = weighed && part->row.mass_kg >= 0;
        mass.add(std::max(part->row.mass_kg, 0.0));
    }
    row.mass_kg = weighed ? mass.value() : -1;
    add(row);
    ++made_whole_;
}

void FlowsBuilder::say_parts(Diagnostics& diagnostics) {
    const Location start{source_.file, 1, 1, 1, ""};
    const auto columns = [&](unsigned kinds) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < part_columns_.size(); ++i)
            if ((kinds >> std::min<std::size_t>(i, 3) & 1U) != 0) names.push_back(part_columns_[i]);
        return names;
    };
    if (orphans_ > 0) {
        const auto names = columns(orphan_kinds_);
        std::string option;
        for (const auto& name : names) option += (option.empty() ? "" : ",") + name;
        diagnostics.error(
            "E0143", start,
            {{"count", std::to_string(orphans_)}, {"columns", joined(names)}, {"option", option}});
    }
    if (made_whole_ > 0) diagnostics.note("E0187", start, {{"count", std::to_string(made_whole_)}});
    if (has_chosen_parts_ && orphans_ == 0) {
        unsigned kinds = 0;
        for (auto row = source_begin_; row < std::min(details_.size(), flows_.size()); ++row)
            kinds |= details_[row] & kKindMask;
        if (const auto chosen = columns(kinds & ~kinds_that_add_up()); !chosen.empty())
            diagnostics.note("E0166", start, {{"columns", joined(chosen)}});
    }
    orphans_ = made_whole_ = 0;
    orphan_kinds_ = 0;
}

// Of all tables: --add-over may name a column that only some of them have.
void FlowsBuilder::note_columns(const Rows& rows) {
    if (add_over_.empty()) return;
    columns_.insert(rows.header().begin(), rows.header().end());
}

void FlowsBuilder::check_added_columns(Diagnostics& diagnostics) const {
    if (columns_.empty()) return;
    const std::vector<std::string> known(columns_.begin(), columns_.end());
    for (const std::string& column : add_over_)
        if (!columns_.contains(column))
            diagnostics.error("E0167", {"", 1, 1, 1, ""},
                              {{"column", column}, {"suggestion", nearest(column, known)}});
}

}  // namespace jarip::trade
