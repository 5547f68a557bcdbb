/// Sums among the flows: held to their parts, and dropped so that nothing is counted twice.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "jarip/trade.hpp"

namespace jarip::trade {

/// A sum that its parts do not make.
struct Gap {
    std::int64_t whole = 0;
    std::int64_t parts = 0;
};

/// How many there are, and the one whose difference is largest.
class Gaps {
public:
    void add(const Gap& gap);
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] const Gap& worst() const { return worst_; }
    /// Of messages: count, and whole and parts of the worst.
    [[nodiscard]] Arguments arguments() const;

private:
    std::size_t count_ = 0;
    Gap worst_;
};

/// Whether parts, each rounded as its table rounds, can make the whole.
class Addition {
public:
    /// What figures are rounded to, in 1/10,000 dollar. Where it is not said, their last zeros are taken for rounding.
    void round_to(std::int64_t unit) { said_unit_ = std::max(said_unit_, unit); }
    void add_part(std::int64_t value);
    void add_whole(std::int64_t value);
    [[nodiscard]] bool holds() const;
    [[nodiscard]] bool has_parts() const { return count_ > 0; }
    [[nodiscard]] bool has_whole() const { return has_whole_; }
    [[nodiscard]] Gap gap() const { return {whole_, parts_}; }

private:
    void note_unit(std::int64_t value);
    std::int64_t whole_ = 0;
    std::int64_t parts_ = 0;
    std::int64_t unit_ = 0;  // the largest power of ten, up to 10^10, that divides all
    std::int64_t said_unit_ = 0;
    std::size_t count_ = 0;
    bool has_whole_ = false;
};

/// What is known of a country that stands for several others: indices of those that the tables have.
struct GroupOf {
    std::set<std::uint32_t> members;
    std::set<std::uint32_t> perhaps;  ///< countries that some tables count among its members
    std::set<std::uint32_t> within;   ///< groups that hold it
    std::set<std::uint32_t> beside;   ///< groups that share no member with it
    bool is_known = false;            ///< nothing else is a member
};
/// Countries that stand for several others, by their index.
using Groups = std::map<std::uint32_t, GroupOf>;

/// A total that is more than the partners beside it, or a group that is more than its members: its row becomes that of
/// other partners, or of other members of the group.
struct Remainder {
    std::uint32_t row = 0;
    std::int64_t value = 0;
    double mass_kg = -1;
    std::uint32_t group = Flows::kTotal;  ///< whose members, where it is a group's
};

/// Totals and sums of groups of countries beside rows of countries, to be dropped once they were held to them.
struct PartnerSums {
    std::vector<bool> dropped;  ///< beside the rows; empty where there is nothing to drop
    std::vector<Remainder> others;
    Gaps less;  ///< countries make less than the total: the rest is that of other partners
    Gaps gaps;  ///< countries make more than the total, or than their group
    /// Groups that were dropped though it is not known whether what stands beside them holds them.
    std::set<std::uint32_t> left_out;
    /// Countries that were counted beside a group that may hold them.
    std::set<std::uint32_t> doubtful;
    /// Of labels that are no country: those without which the others make the total that they exceed with them.
    std::set<std::uint32_t> sums;
};
/// What the figure of a row is rounded to, in 1/10,000 dollar; 0 where nobody knows.
using UnitOfRow = std::function<std::int64_t(std::size_t row)>;

/// Where a total stands beside countries, it counts; groups are partners, and what they have beyond the members beside
/// them is that of other members, as far as the total is more than the countries and groups do not make more than it.
/// Without a total groups are partners in the same way. `labels` are countries of which nobody knows what they are.
[[nodiscard]] PartnerSums find_partner_sums(const Flows& flows, const Groups& groups,
                                            const std::set<std::uint32_t>& labels,
                                            const UnitOfRow& unit);

/// Rows of coarser codes beside finer ones that make them, added to `dropped`; gives those that do not, which are kept.
[[nodiscard]] Gaps find_code_sums(const Flows& flows, std::vector<bool>& dropped,
                                  const UnitOfRow& unit);

}  // namespace jarip::trade
