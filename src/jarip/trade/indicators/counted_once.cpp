#include "jarip/trade/indicators/counted_once.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

// What rows speak of: groups of one product and period. All of them count until they are dropped.
class TotalGroups {
public:
    TotalGroups(const Flows& flows, const std::vector<std::uint32_t>& rows) : flows_{flows} {
        for (const auto row : rows) keys_.push_back(key(row));
        std::sort(keys_.begin(), keys_.end());
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
        value_.resize(keys_.size());
        dropped_.resize(keys_.size());
        for (const auto row : rows) value_[at(row)] += static_cast<double>(flows.value[row]);
        for (std::size_t group = 0; group < keys_.size(); ++group)
            by_code_[code(group)].push_back(group);
    }

    [[nodiscard]] const std::string& code(std::size_t group) const {
        return flows_.products[keys_[group].first];
    }
    [[nodiscard]] const Period& period(std::size_t group) const {
        return flows_.periods[keys_[group].second];
    }
    [[nodiscard]] bool is_whole(std::size_t group) const {
        return !flows_.is_partial(keys_[group].second);
    }
    [[nodiscard]] double value(std::size_t group) const { return value_[group]; }
    void drop(std::size_t group) { dropped_[group] = true; }

    // Each group, after those that may hold it: coarser codes and longer periods first.
    [[nodiscard]] std::vector<std::size_t> coarsest_first() const {
        std::vector<std::size_t> order(keys_.size());
        for (std::size_t group = 0; group < order.size(); ++group) order[group] = group;
        const auto rank = [&](std::size_t group) {
            const Period& span = period(group);
            // Of the same span a figure of all of it holds one of some of its months.
            return std::tuple{code(group).size(), span.first - span.end, is_whole(group)};
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
        return order;
    }

    // Drops those that another one holds: a coarser (or the same) code, a longer (or the same) period.
    void drop_held() {
        for (const auto group : coarsest_first())
            if (held(group)) drop(group);
    }
    [[nodiscard]] bool held(std::size_t group) const {
        bool found = false;
        for_coarser(code(group), [&](std::size_t other) {
            found = found || (other != group && period(other).contains(period(group)));
        });
        return found;
    }

    // Calls each group that counts of the same code or a coarser one.
    template <class Do>
    void for_coarser(std::string_view code, Do each) const {
        for (std::size_t length = 0; length <= code.size(); ++length)
            if (const auto found = by_code_.find(code.substr(0, length)); found != by_code_.end())
                for (const auto group : found->second)
                    if (!dropped_[group]) each(group);
    }
    // Calls each group that counts of the same code or a finer one.
    template <class Do>
    void for_finer(std::string_view code, Do each) const {
        for (auto at = by_code_.lower_bound(code);
             at != by_code_.end() && at->first.starts_with(code); ++at)
            for (const auto group : at->second)
                if (!dropped_[group]) each(group);
    }

    // Takes the rows of the groups that were dropped out.
    void erase_from(std::vector<std::uint32_t>& rows) const {
        std::erase_if(rows, [&](std::uint32_t row) { return dropped_[at(row)]; });
    }

private:
    using Key = std::pair<std::uint32_t, std::uint32_t>;  // product, period
    [[nodiscard]] Key key(std::uint32_t row) const {
        return {flows_.product[row], flows_.period[row]};
    }
    [[nodiscard]] std::size_t at(std::uint32_t row) const {
        return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key(row)) -
                                        keys_.begin());
    }

    const Flows& flows_;
    std::vector<Key> keys_;
    std::vector<double> value_;
    std::vector<bool> dropped_;
    std::map<std::string_view, std::vector<std::size_t>> by_code_;
};

// Whether a partner is a country: what is left of a total, and areas that are none, hold others.
bool is_country(const Flows& flows, std::uint32_t row) {
    return flows.countries[flows.partner[row]].size() == 2;
}

bool each_speaks_of_its_own(const Flows& flows, const std::vector<std::uint32_t>& rows) {
    std::vector<bool> products(flows.products.size()), periods(flows.periods.size());
    for (const auto row : rows) {
        products[flows.product[row]] = true;
        periods[flows.period[row]] = true;
    }
    return is_plain(flows, products, periods);
}

bool clash(const Period& a, const Period& b) {
    return overlap(a, b) && !a.contains(b) && !b.contains(a);
}

// Whether any two of the periods of rows overlap in part: seldom.
bool any_clash(const Flows& flows, const std::vector<std::uint32_t>& rows) {
    std::vector<bool> met(flows.periods.size());
    for (const auto row : rows) met[flows.period[row]] = true;
    std::vector<Period> periods;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) periods.push_back(flows.periods[i]);
    std::sort(periods.begin(), periods.end(),
              [](const Period& a, const Period& b) { return a.first < b.first; });
    for (std::size_t a = 0; a < periods.size(); ++a)
        for (std::size_t b = a + 1; b < periods.size() && periods[b].first < periods[a].end; ++b)
            if (clash(periods[a], periods[b])) return true;
    return false;
}

// Of periods that hang together: the fewest that follow one another without a gap from the first day to the last; none
// where no such are there.
std::vector<Period> chain_of(const std::vector<Period>& periods) {
    struct Reached {
        std::size_t steps = 0;
        Period last;
    };
    std::map<Day, Reached> reached{{periods.front().first, {}}};
    Day end = periods.front().end;
    for (const Period& period : periods) end = std::max(end, period.end);
    for (const Period& period : periods) {  // by their first days
        const auto from = reached.find(period.first);
        if (from == reached.end()) continue;
        const auto steps = from->second.steps + 1;
        const auto [to, is_new] = reached.try_emplace(period.end, Reached{steps, period});
        if (!is_new && steps < to->second.steps) to->second = {steps, period};
    }
    std::vector<Period> chain;
    for (auto at = reached.find(end); at != reached.end() && at->second.steps > 0;
         at = reached.find(chain.back().first))
        chain.push_back(at->second.last);
    return chain;
}

// Where periods of one code overlap in part, takes out the rows of all but a chain of them.
void keep_chains(const Flows& flows, std::vector<std::uint32_t>& rows) {
    if (!any_clash(flows, rows)) return;
    const auto before = [](const Period& a, const Period& b) {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    };
    std::map<std::uint32_t, std::vector<Period>> by_product;
    for (const auto row : rows)
        by_product[flows.product[row]].push_back(flows.periods[flows.period[row]]);
    std::map<std::uint32_t, std::vector<Period>> out;
    for (auto& [product, periods] : by_product) {
        std::sort(periods.begin(), periods.end(), before);
        periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
        for (std::size_t begin = 0; begin < periods.size();) {
            Day last = periods[begin].end;
            std::size_t end = begin + 1;
            for (; end < periods.size() && periods[end].first < last; ++end)
                last = std::max(last, periods[end].end);
            const std::vector<Period> some(periods.begin() + static_cast<std::ptrdiff_t>(begin),
                                           periods.begin() + static_cast<std::ptrdiff_t>(end));
            begin = end;
            bool clashes = false;
            for (const Period& a : some)
                for (const Period& b : some) clashes = clashes || clash(a, b);
            if (!clashes) continue;
            const auto chain = chain_of(some);
            if (chain.empty()) continue;
            for (const Period& period : some)
                if (std::find(chain.begin(), chain.end(), period) == chain.end())
                    out[product].push_back(period);
        }
    }
    std::erase_if(rows, [&](std::uint32_t row) {
        const auto found = out.find(flows.product[row]);
        return found != out.end() &&
               std::find(found->second.begin(), found->second.end(),
                         flows.periods[flows.period[row]]) != found->second.end();
    });
}

// Periods of rows of the same goods that overlap in part.
void add_clashes(const Flows& flows, const std::vector<std::uint32_t>& rows,
                 std::vector<Period>& overlapping) {
    if (!any_clash(flows, rows)) return;
    const TotalGroups groups{flows, rows};
    for (const auto group : groups.coarsest_first())
        groups.for_coarser(groups.code(group), [&](std::size_t other) {
            if (!clash(groups.period(group), groups.period(other))) return;
            overlapping.push_back(groups.period(group));
            overlapping.push_back(groups.period(other));
        });
}

// Takes out rows with partner that others of the same partner hold, and those that groups with more than countries hold: finer rows
// of a partner that the coarser ones do not name stay, unless it is among what those have left over.
void drop_held_by_partner(const Flows& flows, std::vector<std::uint32_t>& rows,
                          std::vector<Period>& overlapping) {
    if (each_speaks_of_its_own(flows, rows)) return;
    std::vector<std::uint32_t> areas;
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_partner;
    for (const auto row : rows) {
        by_partner[flows.partner[row]].push_back(row);
        if (!is_country(flows, row)) areas.push_back(row);
    }
    std::vector<std::uint32_t> kept;
    for (auto& [partner, own] : by_partner) {
        keep_chains(flows, own);
        if (is_country(flows, own.front()))
            std::copy_if(areas.begin(), areas.end(), std::back_inserter(own),
                         [&](std::uint32_t area) {
                             return may_hold(flows, flows.partner[area],
                                             flows.countries[flows.partner[own.front()]]);
                         });
        TotalGroups groups{flows, own};
        groups.drop_held();
        groups.erase_from(own);
        std::erase_if(own, [&](std::uint32_t row) { return flows.partner[row] != partner; });
        add_clashes(flows, own, overlapping);
        kept.insert(kept.end(), own.begin(), own.end());
    }
    std::sort(kept.begin(), kept.end());
    std::erase_if(rows, [&](std::uint32_t row) {
        return !std::binary_search(kept.begin(), kept.end(), row);
    });
}

// Whether a total counts beside rows with partner, which it then replaces.
bool outweighs(const TotalGroups& totals, std::size_t total, TotalGroups& parts, TotalPolicy policy,
               std::vector<Period>& overlapping) {
    const auto& code = totals.code(total);
    const Period& period = totals.period(total);
    // Rows of the same goods and time stand for it, and those that go beyond its goods or time.
    bool stands = false;
    std::vector<std::size_t> within;
    std::vector<Period> beyond, all;  // parts that overlap it in time only in part, and all
    const auto meet = [&](std::size_t part) {
        if (clash(parts.period(part), period)) beyond.push_back(parts.period(part));
        if (overlap(parts.period(part), period)) all.push_back(parts.period(part));
    };
    parts.for_coarser(code, [&](std::size_t part) {
        if (parts.code(part) == code) return;
        meet(part);
        stands = stands || overlap(parts.period(part), period);
    });
    parts.for_finer(code, [&](std::size_t part) {
        const Period& span = parts.period(part);
        if (!overlap(span, period)) return;
        meet(part);
        const bool less = parts.code(part) != code || span != period;
        if (less && period.contains(span))
            within.push_back(part);
        else
            stands = true;
    });
    if (!beyond.empty() && !gaps_in(period, merged(std::move(all))).empty()) {
        overlapping.insert(overlapping.end(), beyond.begin(), beyond.end());
        overlapping.push_back(period);
    }
    if (stands) return false;
    if (within.empty()) return true;
    double value = 0;
    for (const auto part : within) value += parts.value(part);
    if (policy == TotalPolicy::to_any || value >= kNearlyAll * totals.value(total)) return false;
    for (const auto part : within) parts.drop(part);
    return true;
}

}  // namespace

SideRows counted_once(const Flows& flows, SideRows rows, TotalPolicy policy) {
    auto& [with_partner, totals, overlapping] = rows;
    drop_held_by_partner(flows, with_partner, overlapping);
    if (totals.empty()) return rows;
    if (with_partner.empty()) keep_chains(flows, totals);
    if (with_partner.empty()) {
        if (each_speaks_of_its_own(flows, totals)) return rows;
        TotalGroups groups{flows, totals};
        groups.drop_held();
        groups.erase_from(totals);
        add_clashes(flows, totals, overlapping);
        return rows;
    }
    TotalGroups parts{flows, with_partner}, wholes{flows, totals};
    for (const auto total : wholes.coarsest_first())
        if (wholes.held(total) || !outweighs(wholes, total, parts, policy, overlapping))
            wholes.drop(total);
    parts.erase_from(with_partner);
    wholes.erase_from(totals);
    add_clashes(flows, totals, overlapping);
    return rows;
}

bool is_plain(const Flows& flows, const std::vector<bool>& products,
              const std::vector<bool>& periods) {
    std::vector<std::string_view> codes;
    for (std::size_t i = 0; i < products.size(); ++i)
        if (products[i]) codes.push_back(flows.products[i]);
    std::sort(codes.begin(), codes.end());
    const auto holds = [](std::string_view a, std::string_view b) { return b.starts_with(a); };
    if (std::adjacent_find(codes.begin(), codes.end(), holds) != codes.end()) return false;
    for (std::size_t a = 0; a < periods.size(); ++a)
        for (std::size_t b = 0; b < periods.size(); ++b)
            if (a != b && periods[a] && periods[b] && overlap(flows.periods[a], flows.periods[b]))
                return false;
    return true;
}

}  // namespace jarip::trade
