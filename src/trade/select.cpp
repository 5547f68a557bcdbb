#include "select.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace jarip::trade {
namespace {

bool overlap(const Period& a, const Period& b) { return a.first < b.end && b.first < a.end; }

// Codes, and the periods for which there are rows of each.
class Groups {
public:
    void add(const std::string& code, const Period& period) {
        periods_[code].emplace(period.first, period.end);
    }

    // Whether another group holds this one: a coarser (or the same) code, a longer (or the same) period.
    [[nodiscard]] bool held_by_another(const std::string& code, const Period& period) const {
        for (std::size_t length = 0; length <= code.size(); ++length) {
            const auto found = periods_.find(std::string_view{code}.substr(0, length));
            if (found == periods_.end()) continue;
            for (const auto& [first, end] : found->second) {
                const Period other{first, end};
                const bool itself = length == code.size() && other == period;
                if (!itself && other.contains(period)) return true;
            }
        }
        return false;
    }

    // Whether a group speaks of goods and time that this one speaks of too.
    [[nodiscard]] bool touched(const std::string& code, const Period& period) const {
        const auto at_same_time = [&](const Times& times) {
            return std::any_of(times.begin(), times.end(), [&](const auto& time) {
                return overlap(Period{time.first, time.second}, period);
            });
        };
        for (std::size_t length = 0; length < code.size(); ++length) {
            const auto found = periods_.find(std::string_view{code}.substr(0, length));
            if (found != periods_.end() && at_same_time(found->second)) return true;
        }
        for (auto at = periods_.lower_bound(code);
             at != periods_.end() && std::string_view{at->first}.starts_with(code); ++at)
            if (at_same_time(at->second)) return true;
        return false;
    }

private:
    using Times = std::set<std::pair<Day, Day>>;
    std::map<std::string, Times, std::less<>> periods_;
};

std::vector<Period> merged(std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(), [](const Period& a, const Period& b) {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    });
    std::vector<Period> result;
    for (const Period& period : periods) {
        if (result.empty() || period.first > result.back().end)
            result.push_back(period);
        else
            result.back().end = std::max(result.back().end, period.end);
    }
    return result;
}

struct Candidates {
    std::vector<std::uint32_t> own;       // the country is the reporter, or none is named
    std::vector<std::uint32_t> mirrored;  // one figure for both sides
    std::vector<bool> covered;            // beside Flows::periods, whatever the product
};

Candidates candidates(const Flows& flows, Side side, const Filter& filter) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), filter.country);
    const auto country = at == flows.countries.end()
                             ? Flows::kUnsaid
                             : static_cast<std::uint32_t>(at - flows.countries.begin());
    const auto own_direction = side == Side::imports ? Direction::import : Direction::export_;
    const auto& mirror_side = side == Side::imports ? flows.partner : flows.reporter;
    std::vector<bool> in_window(flows.periods.size(), filter.windows.empty());
    for (std::size_t i = 0; i < flows.periods.size(); ++i)
        for (const Period& window : filter.windows)
            if (window.contains(flows.periods[i])) in_window[i] = true;

    Candidates found;
    found.covered.resize(flows.periods.size());
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const bool own = flows.direction[row] == own_direction &&
                         (flows.reporter[row] == country || flows.reporter[row] == Flows::kUnsaid);
        const bool mirrored = flows.direction[row] == Direction::both &&
                              country != Flows::kUnsaid && mirror_side[row] == country;
        if ((!own && !mirrored) || !in_window[flows.period[row]]) continue;
        found.covered[flows.period[row]] = true;
        if (filter.products[flows.product[row]]) (own ? found.own : found.mirrored).push_back(row);
    }
    return found;
}

}  // namespace

std::uint32_t other_side(const Flows& flows, Side side, std::uint32_t row) {
    return side == Side::imports && flows.direction[row] == Direction::both ? flows.reporter[row]
                                                                            : flows.partner[row];
}

Selection select(const Flows& flows, Side side, const Filter& filter) {
    const auto [own, mirrored, covered] = candidates(flows, side, filter);
    std::vector<std::uint32_t> with_partner, totals;
    for (const std::uint32_t row : own.empty() ? mirrored : own)
        (other_side(flows, side, row) == Flows::kTotal ? totals : with_partner).push_back(row);

    const auto code = [&](std::uint32_t row) -> const std::string& {
        return flows.products[flows.product[row]];
    };
    const auto period = [&](std::uint32_t row) { return flows.periods[flows.period[row]]; };
    Groups partner_groups, total_groups;
    for (const auto row : with_partner) partner_groups.add(code(row), period(row));
    std::erase_if(
        totals, [&](std::uint32_t row) { return partner_groups.touched(code(row), period(row)); });
    for (const auto row : totals) total_groups.add(code(row), period(row));
    std::erase_if(with_partner, [&](std::uint32_t row) {
        return partner_groups.held_by_another(code(row), period(row));
    });
    std::erase_if(totals, [&](std::uint32_t row) {
        return total_groups.held_by_another(code(row), period(row));
    });

    Selection selection;
    selection.has_totals = !totals.empty();
    selection.rows = std::move(with_partner);
    selection.rows.insert(selection.rows.end(), totals.begin(), totals.end());
    std::vector<Period> periods;
    for (std::size_t i = 0; i < covered.size(); ++i)
        if (covered[i]) periods.push_back(flows.periods[i]);
    selection.periods = merged(std::move(periods));
    return selection;
}

std::vector<std::string> expanded(const std::vector<std::string>& hs) {
    std::vector<std::string> codes;
    for (const std::string& entry : hs) {
        if (entry.find_first_not_of("0123456789") == std::string::npos) {
            codes.push_back(entry);
        } else {
            for (const BasketCode& line : basket(entry)) codes.push_back(line.hs);
        }
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<bool> matching_products(const Flows& flows, const std::vector<std::string>& codes) {
    std::vector<bool> matches(flows.products.size(), codes.empty());
    for (std::size_t i = 0; i < flows.products.size(); ++i)
        for (const std::string& code : codes)
            if (flows.products[i].starts_with(code)) matches[i] = true;
    return matches;
}

}  // namespace jarip::trade
