#include "jarip/trade/flows/totals.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "jarip/trade/amounts/decimal.hpp"

namespace jarip::trade {
namespace {

struct Key {
    std::uint32_t reporter, product, period;
    Direction direction;
    bool operator==(const Key&) const = default;
};
struct KeyHash {
    std::size_t operator()(const Key& key) const {
        constexpr std::size_t kPrime = 0x9E3779B97F4A7C15;
        std::size_t hash = key.reporter;
        hash = hash * kPrime + key.product;
        hash = hash * kPrime + key.period;
        return hash * kPrime + static_cast<std::size_t>(key.direction);
    }
};

Key key_of(const Flows& flows, std::size_t row) {
    return {flows.reporter[row], flows.product[row], flows.period[row], flows.direction[row]};
}

void mark(std::vector<bool>& dropped, std::size_t row, std::size_t rows) {
    if (dropped.empty()) dropped.resize(rows);
    dropped[row] = true;
}

// A sum of masses, where all of them are given.
class MassSum {
public:
    void add(double kg) {
        is_known_ = is_known_ && kg >= 0;
        sum_.add(std::max(kg, 0.0));
    }
    void merge(const MassSum& other) { add(other.kg().value_or(-1)); }
    [[nodiscard]] std::optional<double> kg() const {
        return is_known_ ? std::optional{sum_.value()} : std::nullopt;
    }

private:
    bool is_known_ = true;
    Sum sum_;
};

class PartnerFinder {
public:
    PartnerFinder(const Flows& flows, const Groups& groups, const std::set<std::uint32_t>& labels,
                  const UnitOfRow& unit)
        : flows_{flows}, groups_{groups}, labels_{labels}, unit_{unit} {}

    PartnerSums find() {
        find_totals();
        return std::move(sums_);
    }

private:
    [[nodiscard]] bool is_sum(std::size_t row) const {
        const auto partner = flows_.partner[row];
        return partner == Flows::kTotal || is_group(partner);
    }
    [[nodiscard]] bool is_group(std::uint32_t partner) const {
        return !groups_.empty() && groups_.contains(partner);
    }

    // Most long tables have none.
    [[nodiscard]] bool has_sums() const {
        if (!groups_.empty()) return true;
        return flows_.partner.visit([](auto partners) {
            using Element = typename decltype(partners)::value_type;
            constexpr auto kNone = static_cast<Element>(Flows::kTotal);
            return std::find(partners.begin(), partners.end(), kNone) != partners.end();
        });
    }

    struct Part {
        std::uint32_t partner;
        std::int64_t value;
        double mass_kg;
    };
    enum class Fate : std::uint8_t { kept, dropped, rest };
    struct OfGroup {
        Addition addition;
        MassSum whole_mass, parts_mass;
        Fate fate = Fate::dropped;
        bool has_rest = false;
    };
    struct OfKey {
        Addition world;
        Addition without_labels;
        MassSum whole_mass, parts_mass;
        std::map<std::uint32_t, OfGroup> groups;
        std::vector<Part> countries;  // where there are groups
        Fate total = Fate::kept;
        bool is_settled = false;
        bool has_others = false;
    };
    // What a group has beyond the members beside it, and what becomes of its row.
    struct Beyond {
        Fate fate = Fate::dropped;
        std::int64_t value = 0;
    };

    void find_totals() {
        if (!has_sums()) return;
        // By key, looked up and then gone through by row: order cannot reach a result.
        std::unordered_map<Key, OfKey, KeyHash> sums;
        for (std::size_t row = 0; row < flows_.size(); ++row)
            if (is_sum(row)) {
                auto& of_key = sums[key_of(flows_, row)];
                if (flows_.partner[row] != Flows::kTotal) of_key.groups[flows_.partner[row]];
            }
        for (std::size_t row = 0; row < flows_.size(); ++row) {
            const auto found = sums.find(key_of(flows_, row));
            if (found != sums.end()) add_to(found->second, row);
        }
        for (std::size_t row = 0; row < flows_.size(); ++row) {
            if (!is_sum(row)) continue;
            auto& of_key = sums.find(key_of(flows_, row))->second;
            if (!std::exchange(of_key.is_settled, true)) settle(of_key);
            const auto partner = flows_.partner[row];
            auto& fate = partner == Flows::kTotal ? of_key.total : of_key.groups.at(partner).fate;
            if (fate == Fate::kept) continue;
            if (fate == Fate::rest && partner != Flows::kTotal &&
                !of_key.groups.at(partner).has_rest) {
                of_key.groups.at(partner).has_rest = true;
                add_rest_of(of_key.groups.at(partner), partner, static_cast<std::uint32_t>(row));
            } else if (fate == Fate::rest && partner == Flows::kTotal &&
                       !std::exchange(of_key.has_others, true)) {
                add_others(of_key, static_cast<std::uint32_t>(row));
            } else {
                mark(sums_.dropped, row, flows_.size());
            }
        }
    }

    void settle(OfKey& of_key) {
        const auto& world = of_key.world;
        for (auto& [group, of] : of_key.groups) {
            for (const Part& part : of_key.countries)
                if (groups_.at(group).members.contains(part.partner)) {
                    of.addition.add_part(part.value);
                    of.parts_mass.add(part.mass_kg);
                }
            const auto gap = of.addition.gap();
            if (of.addition.has_parts() && !of.addition.holds() && gap.parts > gap.whole)
                sums_.gaps.add(gap);
        }
        if (!world.has_whole()) return settle_groups(of_key);
        if (!world.has_parts()) return settle_total_of_groups(of_key);
        of_key.total = Fate::dropped;
        if (world.holds()) return;
        const auto gap = world.gap();
        if (gap.whole > gap.parts) {
            of_key.total = Fate::rest;
            if (!of_key.groups.empty()) settle_groups_within(of_key);
            if (of_key.total == Fate::rest) sums_.less.add(of_key.world.gap());
            return;
        }
        // Where a label that nobody knows is what is too much, it holds others.
        const auto without = of_key.without_labels.gap();
        if (without.parts < gap.parts && of_key.without_labels.has_parts() &&
            (of_key.without_labels.holds() || without.parts < without.whole))
            for (const Part& part : of_key.countries)
                if (labels_.contains(part.partner)) sums_.sums.insert(part.partner);
        sums_.gaps.add(gap);
    }

    // The groups that hold no other's members, the largest first where it is a question.
    [[nodiscard]] std::vector<std::uint32_t> apart(const OfKey& of_key) {
        std::vector<std::uint32_t> outer, chosen;
        for (const auto& [group, of] : of_key.groups) {
            const auto& within = groups_.at(group).within;
            if (std::none_of(within.begin(), within.end(),
                             [&](auto other) { return of_key.groups.contains(other); }))
                outer.push_back(group);
        }
        std::stable_sort(outer.begin(), outer.end(), [&](auto a, auto b) {
            return of_key.groups.at(a).addition.gap().whole >
                   of_key.groups.at(b).addition.gap().whole;
        });
        for (const auto group : outer) {
            const auto& of = groups_.at(group);
            const bool alone =
                of.is_known || (of_key.countries.empty() &&
                                std::none_of(outer.begin(), outer.end(), [&](auto other) {
                                    return groups_.at(other).is_known;
                                }));
            const bool overlaps =
                of.is_known && std::any_of(chosen.begin(), chosen.end(),
                                           [&](auto other) { return !of.beside.contains(other); });
            if (alone && !overlaps)
                chosen.push_back(group);
            else if (!of_key.world.has_whole())
                sums_.left_out.insert(group);
        }
        return chosen;
    }

    // Without a total: groups are partners where their members are not named.
    void settle_groups(OfKey& of_key) {
        for (const auto group : apart(of_key)) {
            auto& of = of_key.groups.at(group);
            for (const Part& part : of_key.countries)
                if (groups_.at(group).perhaps.contains(part.partner) &&
                    std::none_of(of_key.groups.begin(), of_key.groups.end(),
                                 [&](const auto& other) {
                                     return groups_.at(other.first).members.contains(part.partner);
                                 }))
                    sums_.doubtful.insert(part.partner);
            const auto gap = of.addition.gap();
            of.fate = beyond_members(of).fate;
            if (of.fate == Fate::rest) sums_.less.add(gap);
        }
    }

    static Beyond beyond_members(const OfGroup& of) {
        const auto gap = of.addition.gap();
        if (!of.addition.has_parts()) return {Fate::kept, gap.whole};
        if (!of.addition.holds() && gap.whole > gap.parts)
            return {Fate::rest, gap.whole - gap.parts};
        return {};
    }

    // Below a total that is more than the countries beside it, groups tell whose the rest is, unless they make more.
    void settle_groups_within(OfKey& of_key) {
        auto world = of_key.world;
        auto mass = of_key.parts_mass;
        std::vector<std::pair<std::uint32_t, Fate>> fates;
        for (const auto group : apart(of_key)) {
            const auto& of = of_key.groups.at(group);
            const auto beyond = beyond_members(of);
            if (beyond.fate == Fate::dropped) continue;
            world.add_part(beyond.value);
            mass.add(beyond.fate == Fate::kept ? of.whole_mass.kg().value_or(-1)
                                               : rest_mass(of.whole_mass, of.parts_mass));
            fates.emplace_back(group, beyond.fate);
        }
        const auto gap = world.gap();
        if (!world.holds() && gap.parts > gap.whole) return;
        for (const auto& [group, fate] : fates) of_key.groups.at(group).fate = fate;
        if (world.holds()) of_key.total = Fate::dropped;
        of_key.world = world;
        of_key.parts_mass = mass;
    }

    // -1 where it is not known.
    static double rest_mass(const MassSum& whole, const MassSum& parts) {
        const auto whole_kg = whole.kg(), parts_kg = parts.kg();
        return whole_kg && parts_kg && *whole_kg > *parts_kg ? *whole_kg - *parts_kg : -1;
    }

    // A total beside groups alone: they are its partners, unless they make more than it.
    void settle_total_of_groups(OfKey& of_key) {
        const auto chosen = apart(of_key);
        for (const auto group : chosen) {
            const auto& of = of_key.groups.at(group);
            of_key.world.add_part(of.addition.gap().whole);
            of_key.parts_mass.merge(of.whole_mass);
        }
        const auto gap = of_key.world.gap();
        if (chosen.empty() || (!of_key.world.holds() && gap.parts > gap.whole)) return;
        for (const auto group : chosen) of_key.groups.at(group).fate = Fate::kept;
        of_key.total = of_key.world.holds() ? Fate::dropped : Fate::rest;
        if (of_key.total == Fate::rest) sums_.less.add(gap);
    }

    // The first row of a total, or of a group, that is more than its partners stands for the rest of them.
    void add_others(const OfKey& of_key, std::uint32_t row) {
        const auto gap = of_key.world.gap();
        sums_.others.push_back({row, gap.whole - gap.parts,
                                rest_mass(of_key.whole_mass, of_key.parts_mass), Flows::kTotal});
    }
    void add_rest_of(const OfGroup& of, std::uint32_t group, std::uint32_t row) {
        const auto gap = of.addition.gap();
        sums_.others.push_back(
            {row, gap.whole - gap.parts, rest_mass(of.whole_mass, of.parts_mass), group});
    }

    void add_to(OfKey& sums, std::size_t row) const {
        const auto partner = flows_.partner[row];
        const auto value = flows_.value[row];
        const auto mass = flows_.mass_kg[row];
        const auto unit = unit_(row);
        sums.world.round_to(unit);
        sums.without_labels.round_to(unit);
        for (auto& [group, of] : sums.groups) of.addition.round_to(unit);
        if (partner == Flows::kTotal) {
            sums.world.add_whole(value);
            sums.without_labels.add_whole(value);
            sums.whole_mass.add(mass);
        } else if (is_group(partner)) {
            auto& of = sums.groups.at(partner);
            of.addition.add_whole(value);
            of.whole_mass.add(mass);
        } else {
            sums.world.add_part(value);
            sums.parts_mass.add(mass);
            const bool is_label = labels_.contains(partner);
            if (!is_label) sums.without_labels.add_part(value);
            if (!sums.groups.empty() || is_label) sums.countries.push_back({partner, value, mass});
        }
    }

    const Flows& flows_;
    const Groups& groups_;
    const std::set<std::uint32_t>& labels_;
    const UnitOfRow& unit_;
    PartnerSums sums_;
};

class CodeFinder {
public:
    CodeFinder(const Flows& flows, std::vector<bool>& dropped, const UnitOfRow& unit)
        : flows_{flows}, dropped_{dropped}, unit_{unit} {}

    Gaps find() {
        find_codes();
        return gaps_;
    }

private:
    // Codes of several lengths: rows in the order of their codes, so that a code comes before those it holds.
    void find_codes() {
        const auto& products = flows_.products;
        const bool single_length = std::all_of(
            products.begin(), products.end(),
            [&](const std::string& code) { return code.size() == products.front().size(); });
        if (products.empty() || single_length) return;
        std::vector<std::uint32_t> place(products.size());
        std::vector<std::uint32_t> order(products.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [&](auto a, auto b) { return products[a] < products[b]; });
        for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;

        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < flows_.size(); ++row)
            if (dropped_.empty() || !dropped_[row]) rows.push_back(row);
        const auto group = [&](std::uint32_t row) {
            return std::tuple{flows_.reporter[row], flows_.partner[row], flows_.period[row],
                              flows_.direction[row]};
        };
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple{group(a), place[flows_.product[a]], a} <
                   std::tuple{group(b), place[flows_.product[b]], b};
        });
        for (std::size_t begin = 0; begin < rows.size();) {
            std::size_t end = begin + 1;
            while (end < rows.size() && group(rows[end]) == group(rows[begin])) ++end;
            find_codes_of({rows.data() + begin, end - begin});
            begin = end;
        }
    }

    struct Node {
        std::uint32_t product;
        std::size_t begin, end;  // its rows
        Addition addition;
    };

    void find_codes_of(std::span<const std::uint32_t> rows) {
        std::vector<Node> open;
        const auto close = [&] {
            const Node node = open.back();
            open.pop_back();
            if (!node.addition.has_parts()) return;
            if (!node.addition.holds()) return gaps_.add(node.addition.gap());
            for (std::size_t i = node.begin; i < node.end; ++i)
                mark(dropped_, rows[i], flows_.size());
        };
        for (std::size_t begin = 0; begin < rows.size();) {
            std::size_t end = begin;
            Node node{flows_.product[rows[begin]], begin, begin, {}};
            std::int64_t value = 0;
            std::int64_t unit = 0;
            for (; end < rows.size() && flows_.product[rows[end]] == node.product; ++end) {
                node.addition.add_whole(flows_.value[rows[end]]);
                unit = std::max(unit, unit_(rows[end]));
                value += flows_.value[rows[end]];
            }
            node.end = end;
            const std::string_view code = flows_.products[node.product];
            while (!open.empty() && !code.starts_with(flows_.products[open.back().product]))
                close();
            node.addition.round_to(unit);
            if (!open.empty()) {
                open.back().addition.add_part(value);
                open.back().addition.round_to(unit);
            }
            open.push_back(node);
            begin = end;
        }
        while (!open.empty()) close();
    }

    const Flows& flows_;
    std::vector<bool>& dropped_;
    const UnitOfRow& unit_;
    Gaps gaps_;
};

}  // namespace

Arguments Gaps::arguments() const {
    return {{"count", std::to_string(count_)},
            {"whole", decimal_text(worst_.whole)},
            {"parts", decimal_text(worst_.parts)}};
}

void Gaps::add(const Gap& gap) {
    const auto size = [](const Gap& of) { return std::abs(of.whole - of.parts); };
    if (count_++ == 0 || size(gap) > size(worst_)) worst_ = gap;
}

void Addition::note_unit(std::int64_t value) {
    constexpr std::int64_t kLargest = 10'000'000'000;
    if (value == 0) return;
    if (unit_ == 0) unit_ = kLargest;
    while (unit_ > 1 && value % unit_ != 0) unit_ /= 10;
}

void Addition::add_part(std::int64_t value) {
    note_unit(value);
    parts_ += value;
    ++count_;
}

void Addition::add_whole(std::int64_t value) {
    has_whole_ = true;
    note_unit(value);
    whole_ += value;
}

bool Addition::holds() const {
    const auto unit = said_unit_ > 0 ? said_unit_ : unit_;
    const auto rounding = static_cast<std::int64_t>(count_ + 1) * (unit / 2);
    // One dollar: what was turned into dollars was rounded once more.
    return std::abs(whole_ - parts_) <= std::max(rounding, Flows::kUnitsPerDollar);
}

PartnerSums find_partner_sums(const Flows& flows, const Groups& groups,
                              const std::set<std::uint32_t>& labels, const UnitOfRow& unit) {
    return PartnerFinder{flows, groups, labels, unit}.find();
}

Gaps find_code_sums(const Flows& flows, std::vector<bool>& dropped, const UnitOfRow& unit) {
    return CodeFinder{flows, dropped, unit}.find();
}

}  // namespace jarip::trade
