#include "jarip/trade/flows/repeats.hpp"

#include "jarip/core/ascii.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace jarip::trade {
namespace {

// Columns of remarks: rows that differ in them only are the same row.
constexpr std::array<std::string_view, 10> kRemarks{"note",        "notes", "source", "assumed",
                                                    "비고",        "출처",  "index",  "unnamed:_0",
                                                    "last_update", "row"};

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15U;
    hash = (hash ^ value) * kPrime;
    return hash ^ hash >> 29U;
}

struct RepeatKey {
    std::uint32_t reporter, partner, product, period, detail;
    std::uint16_t revision;
    Direction direction;
    bool operator==(const RepeatKey&) const = default;
};

// What the columns that nobody read say of one row of the file.
struct Unread {
    std::size_t line = 0;
    std::vector<std::uint64_t> hash;  // beside the columns
    std::vector<bool> total;          // whether it is a word for a total
    std::vector<int> finality;        // finality_of what it says
    std::size_t area = 0;             // of which area of its country it is; 0: of the country
};

// Columns of amounts: rows that differ in them are not the same, though their unit was not one that is read.
bool is_quantity(std::string_view name) {
    for (const std::string_view word :
         {"quantity", "qty", "quantité", "supp_unit", "suppunit", "수량", "数量", "數量"})
        if (name.find(word) != std::string_view::npos)
            return name.find("unit_of") == std::string_view::npos;
    return false;
}

// How final a figure is by what a column of its status says; 0: the column says something else.
int finality_of(std::string_view text) {
    constexpr std::array<std::string_view, 15> kProvisional{
        "provisional", "preliminary", "prelim", "estimated", "estimate",   "flash", "p",   "잠정",
        "잠정치",      "속보",        "初步",   "初步值",    "provisoire", "暂定",  "速報"};
    constexpr std::array<std::string_view, 6> kRevised{"revised", "revision", "r",
                                                       "수정",    "수정치",   "修正"};
    constexpr std::array<std::string_view, 12> kFinal{
        "final", "definitive", "confirmed", "f",      "확정", "확정치",
        "確定",  "确定",       "最终",      "最終值", "確報", "définitif"};
    const auto word = ascii_lower(text);
    const auto is_of = [&](const auto& words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (is_of(kProvisional)) return 1;
    if (is_of(kRevised)) return 2;
    return is_of(kFinal) ? 3 : 0;
}

class Resolver {
public:
    Resolver(const Flows& flows, Rows& rows, const std::vector<std::string>& added_over,
             const IsAreaOf& is_area_of)
        : flows_{flows}, rows_{rows}, is_area_of_{is_area_of} {
        const auto& header = rows.header();
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (rows.is_read(i)) read_columns_.push_back(i);
            if ((rows.is_read(i) && !is_quantity(header[i])) || header[i].empty() ||
                std::find(kRemarks.begin(), kRemarks.end(), header[i]) != kRemarks.end())
                continue;
            columns_.push_back(i);
            added_.push_back(std::find(added_over.begin(), added_over.end(), header[i]) !=
                             added_over.end());
        }
        votes_.resize(columns_.size());
    }

    Repeats resolve(const std::vector<std::vector<std::uint32_t>>& groups,
                    const std::vector<std::uint32_t>& ordinals, std::size_t begin) {
        std::map<std::uint32_t, std::uint32_t> wanted;  // the row of a number in the file
        for (const auto& group : groups)
            for (const auto row : group) wanted.emplace(ordinals[row - begin], row);
        read(wanted);
        for (const auto& group : groups) {
            std::map<std::size_t, std::vector<Member>> by_area;
            for (const auto row : group) {
                const auto& unread = unread_.at(ordinals[row - begin]);
                by_area[unread.area].push_back({row, &unread});
            }
            result_.has_areas = result_.has_areas || by_area.size() > 1;
            for (auto& [area, members] : by_area)
                if (members.size() > 1) resolve_group(std::move(members));
        }
        if (result_.faults > 0) name_column();
        std::sort(result_.dropped.begin(), result_.dropped.end());
        return std::move(result_);
    }

private:
    struct Member {
        std::uint32_t row;
        const Unread* unread;
    };

    void read(const std::map<std::uint32_t, std::uint32_t>& wanted) {
        rows_.read_again();
        auto next = wanted.begin();
        while (next != wanted.end() && rows_.next()) {
            if (rows_.ordinal() != next->first) continue;
            Unread& of_row = unread_[next->first];
            of_row.line = rows_.line();
            of_row.area = area(next->second);
            ++next;
            for (const auto column : columns_) {
                const auto text = rows_.peek(column);
                of_row.hash.push_back(std::hash<std::string_view>{}(text));
                of_row.total.push_back(is_total_word(text));
                of_row.finality.push_back(finality_of(text));
            }
        }
    }

    [[nodiscard]] std::size_t area(std::uint32_t row) const {
        for (const auto column : read_columns_) {
            const auto text = rows_.peek(column);
            if (text.empty() || !is_area_of_(text, flows_.partner[row])) continue;
            const auto hash = std::hash<std::string_view>{}(
                text.substr(std::min(text.find_first_not_of('0'), text.size())));
            return hash == 0 ? 1 : hash;
        }
        return 0;
    }

    [[nodiscard]] bool alike(const Member& a, const Member& b) const {
        return flows_.value[a.row] == flows_.value[b.row] &&
               flows_.mass_kg[a.row] == flows_.mass_kg[b.row] && a.unread->hash == b.unread->hash;
    }

    void drop(std::uint32_t row, std::size_t& count) {
        result_.dropped.push_back(row);
        ++count;
    }

    void resolve_group(std::vector<Member> members) {
        std::vector<Member> left;
        for (const Member& member : members) {
            const bool known = std::any_of(left.begin(), left.end(), [&](const Member& other) {
                return alike(member, other);
            });
            if (known)
                drop(member.row, result_.equal);
            else
                left.push_back(member);
        }
        if (left.size() < 2 || add_up(left) || take_final(left) || take_total(left)) return;
        result_.faults += left.size();
        for (std::size_t i = 0; i < columns_.size(); ++i) votes_[i] += distinct(left, i) - 1;
        if (result_.first_line != 0) return;
        result_.first_line = left[0].unread->line;
        result_.second_line = left[1].unread->line;
    }

    [[nodiscard]] static std::size_t distinct(const std::vector<Member>& members,
                                              std::size_t column) {
        std::set<std::uint64_t> seen;
        for (const Member& member : members) seen.insert(member.unread->hash[column]);
        return seen.size();
    }

    // Whether the columns that are said to hold parts tell all of the rows apart.
    [[nodiscard]] bool add_up(const std::vector<Member>& members) const {
        std::set<std::vector<std::uint64_t>> seen;
        bool any = false;
        for (const Member& member : members) {
            std::vector<std::uint64_t> parts;
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                if (!added_[i]) continue;
                any = true;
                parts.push_back(member.unread->hash[i]);
            }
            seen.insert(std::move(parts));
        }
        return any && seen.size() == members.size();
    }

    // Nothing but their status tells the rows apart, and one is more final than the others.
    [[nodiscard]] bool take_final(const std::vector<Member>& members) {
        std::optional<std::size_t> status;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (distinct(members, i) == 1) continue;
            if (status) return false;
            status = i;
        }
        if (!status) return false;
        const auto of = [&](const Member& member) { return member.unread->finality[*status]; };
        int most = 0;
        for (const Member& member : members) {
            if (of(member) == 0) return false;
            most = std::max(most, of(member));
        }
        const auto is_most = [&](const Member& member) { return of(member) == most; };
        if (std::count_if(members.begin(), members.end(), is_most) != 1) return false;
        for (const Member& member : members)
            if (!is_most(member)) drop(member.row, result_.replaced);
        return true;
    }

    // One row has the word for a total where the others have parts.
    [[nodiscard]] bool take_total(const std::vector<Member>& members) {
        std::vector<std::size_t> varying;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (distinct(members, i) > 1) varying.push_back(i);
        const auto is_total = [&](const Member& member) {
            bool any = false;
            for (const auto i : varying) {
                // Columns of figures and names differ too; those that ever hold a total are looked at.
                const bool holds_totals =
                    std::any_of(members.begin(), members.end(),
                                [&](const Member& other) { return other.unread->total[i]; });
                if (!holds_totals) continue;
                any = true;
                if (!member.unread->total[i]) return false;
            }
            return any;
        };
        if (std::count_if(members.begin(), members.end(), is_total) != 1) return false;
        for (const Member& member : members)
            if (!is_total(member)) drop(member.row, result_.parts);
        return true;
    }

    // The column that tells most of them apart; of several the first, as people write what a row is about before its figures.
    void name_column() {
        const auto best = std::max_element(votes_.begin(), votes_.end());
        if (best == votes_.end() || *best == 0) return;
        result_.column_at = columns_[static_cast<std::size_t>(best - votes_.begin())];
        result_.column = rows_.header()[result_.column_at];
    }

    const Flows& flows_;
    Rows& rows_;
    const IsAreaOf& is_area_of_;
    std::vector<std::size_t> columns_;  // that nobody read
    std::vector<std::size_t> read_columns_;
    std::vector<bool> added_;
    std::vector<std::size_t> votes_;
    // Looked up, never iterated: its order cannot reach a result.
    std::unordered_map<std::uint32_t, Unread> unread_;
    Repeats result_;
};

}  // namespace

bool is_total_word(std::string_view text) {
    constexpr std::array<std::string_view, 33> kWords{"total",
                                                      "_t",
                                                      "all",
                                                      "all mots",
                                                      "all cpcs",
                                                      "total mot",
                                                      "total cpc",
                                                      "tot",
                                                      "world",
                                                      "w00",
                                                      "wld",
                                                      "c00",
                                                      "合計",
                                                      "合计",
                                                      "总计",
                                                      "總計",
                                                      "합계",
                                                      "총계",
                                                      "전체",
                                                      "계",
                                                      "gesamt",
                                                      "totale",
                                                      "all modes",
                                                      "all ports",
                                                      "all states",
                                                      "all districts",
                                                      "all provinces",
                                                      "all countries",
                                                      "all commodities",
                                                      "all products",
                                                      "todos",
                                                      "todas",
                                                      "ensemble"};
    return std::find(kWords.begin(), kWords.end(), ascii_lower(text)) != kWords.end();
}

std::vector<std::vector<std::uint32_t>> repeated_rows(const Flows& flows, std::size_t begin,
                                                      const std::vector<std::uint32_t>& details,
                                                      const std::vector<std::uint16_t>& revisions) {
    const std::size_t count = flows.size() - begin;
    std::vector<std::vector<std::uint32_t>> groups;
    if (count < 2) return groups;
    const auto key = [&](std::size_t row) {
        return RepeatKey{flows.reporter[row],
                         flows.partner[row],
                         flows.product[row],
                         flows.period[row],
                         row < details.size() ? details[row] : 0,
                         row < revisions.size() ? revisions[row] : std::uint16_t{0},
                         flows.direction[row]};
    };
    const auto hash = [](const RepeatKey& of) {
        auto result = mixed(mixed(0, of.reporter), std::uint64_t{of.partner} << 32U | of.product);
        result = mixed(result, std::uint64_t{of.period} << 32U | of.detail);
        return mixed(result,
                     std::uint64_t{of.revision} << 8U | static_cast<std::uint64_t>(of.direction));
    };
    // Rows are dealt to heaps by their hash, so that each heap's table stays small.
    constexpr std::size_t kOfHeap = 1U << 13U;
    unsigned bits = 0;
    while (bits < 16 && (count >> bits) > kOfHeap) ++bits;
    const std::size_t heaps = std::size_t{1} << bits;
    const auto heap_of = [bits](std::uint64_t of) {
        return bits == 0 ? std::size_t{0} : static_cast<std::size_t>(of >> (64U - bits));
    };
    std::vector<std::uint64_t> hashes(count);
    constexpr std::size_t kPiece = 1U << 16U;
    parallel_for((count + kPiece - 1) / kPiece, 0, [&](std::size_t piece) {
        const auto end = std::min(count, (piece + 1) * kPiece);
        for (auto i = piece * kPiece; i < end; ++i) hashes[i] = hash(key(begin + i));
    });
    std::vector<std::size_t> starts(heaps + 1);
    for (const auto of : hashes) ++starts[heap_of(of) + 1];
    for (std::size_t i = 0; i < heaps; ++i) starts[i + 1] += starts[i];
    struct Dealt {
        std::uint64_t hash;
        std::uint32_t row;
    };
    std::vector<Dealt> dealt(count);
    auto next = starts;
    for (std::size_t i = 0; i < count; ++i)
        dealt[next[heap_of(hashes[i])]++] = {hashes[i], static_cast<std::uint32_t>(begin + i)};
    std::vector<std::vector<std::vector<std::uint32_t>>> found(heaps);
    parallel_for(heaps, 0, [&](std::size_t heap) {
        constexpr std::uint32_t kFree = UINT32_MAX;
        const auto rows = starts[heap + 1] - starts[heap];
        std::size_t size = 4;
        while (size < 2 * rows) size *= 2;
        std::vector<std::uint32_t> slots(size, kFree);
        std::map<std::uint32_t, std::size_t> group_of;  // by its first row
        for (auto at = starts[heap]; at < starts[heap + 1]; ++at) {
            const auto& here = dealt[at];
            auto slot = here.hash & (size - 1);
            while (slots[slot] != kFree && (dealt[slots[slot]].hash != here.hash ||
                                            key(dealt[slots[slot]].row) != key(here.row)))
                slot = (slot + 1) & (size - 1);
            if (slots[slot] == kFree) {
                slots[slot] = static_cast<std::uint32_t>(at);
                continue;
            }
            const auto first = dealt[slots[slot]].row;
            const auto [group, is_new] = group_of.try_emplace(first, found[heap].size());
            if (is_new) found[heap].push_back({first});
            found[heap][group->second].push_back(here.row);
        }
    });
    for (auto& of_heap : found)
        std::move(of_heap.begin(), of_heap.end(), std::back_inserter(groups));
    std::sort(groups.begin(), groups.end(),
              [](const auto& a, const auto& b) { return a.front() < b.front(); });
    return groups;
}

Repeats resolve_repeats(const Flows& flows, std::size_t begin,
                        const std::vector<std::vector<std::uint32_t>>& groups,
                        const std::vector<std::uint32_t>& ordinals, Rows& rows,
                        const std::vector<std::string>& added_over, const IsAreaOf& is_area_of) {
    return Resolver{flows, rows, added_over, is_area_of}.resolve(groups, ordinals, begin);
}

}  // namespace jarip::trade
