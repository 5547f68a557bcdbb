#include "select.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace jarip::trade {
namespace {

bool overlap(const Period& a, const Period& b) { return a.first < b.end && b.first < a.end; }

// What rows speak of: pairs of a product and a period.
class Groups {
public:
    Groups(const Flows& flows, const std::vector<std::uint32_t>& rows) : flows_{flows} {
        for (const auto row : rows) keys_.push_back(key(row));
        std::sort(keys_.begin(), keys_.end());
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
        for (const Key& key : keys_) periods_[code(key)].push_back(period(key));
    }

    // Takes the rows out of whose group `drop(code, period)` is true.
    template <class Drop>
    void erase_rows(std::vector<std::uint32_t>& rows, Drop drop) const {
        std::vector<bool> dropped;
        for (const Key& key : keys_) dropped.push_back(drop(code(key), period(key)));
        std::erase_if(rows, [&](std::uint32_t row) {
            const auto at = std::lower_bound(keys_.begin(), keys_.end(), key(row));
            return dropped[static_cast<std::size_t>(at - keys_.begin())];
        });
    }

    // Whether another group holds this one: a coarser (or the same) code, a longer (or the same) period.
    [[nodiscard]] bool held_by_another(const std::string& code, const Period& period) const {
        for (std::size_t length = 0; length <= code.size(); ++length) {
            const auto found = periods_.find(std::string_view{code}.substr(0, length));
            if (found == periods_.end()) continue;
            for (const Period& other : found->second) {
                const bool itself = length == code.size() && other == period;
                if (!itself && other.contains(period)) return true;
            }
        }
        return false;
    }

    // Whether a group speaks of goods and time that this one speaks of too.
    [[nodiscard]] bool touched(const std::string& code, const Period& period) const {
        const auto at_same_time = [&](const std::vector<Period>& periods) {
            return std::any_of(periods.begin(), periods.end(),
                               [&](const Period& other) { return overlap(other, period); });
        };
        for (std::size_t length = 0; length < code.size(); ++length) {
            const auto found = periods_.find(std::string_view{code}.substr(0, length));
            if (found != periods_.end() && at_same_time(found->second)) return true;
        }
        for (auto at = periods_.lower_bound(code);
             at != periods_.end() && at->first.starts_with(code); ++at)
            if (at_same_time(at->second)) return true;
        return false;
    }

private:
    using Key = std::pair<std::uint32_t, std::uint32_t>;  // product, period
    [[nodiscard]] Key key(std::uint32_t row) const {
        return {flows_.product[row], flows_.period[row]};
    }
    [[nodiscard]] const std::string& code(const Key& key) const {
        return flows_.products[key.first];
    }
    [[nodiscard]] Period period(const Key& key) const { return flows_.periods[key.second]; }

    const Flows& flows_;
    std::vector<Key> keys_;
    std::map<std::string_view, std::vector<Period>> periods_;  // by code
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

// Rows of which the country is the reporter or on the mirrored side, and those that name no reporter: few of a large
// table, which is therefore gone through on all cores.
std::vector<std::uint32_t> rows_of(const Flows& flows, const IndexColumn& mirror_side,
                                   std::uint32_t country) {
    constexpr std::size_t kPart = std::size_t{1} << 20U;
    std::vector<std::vector<std::uint32_t>> parts((flows.size() + kPart - 1) / kPart);
    flows.reporter.visit([&](auto reporters) {
        mirror_side.visit([&](auto mirrors) {
            // No index is all ones in any width.
            const auto none =
                static_cast<typename decltype(reporters)::value_type>(IndexColumn::kNone);
            parallel_for(parts.size(), 0, [&](std::size_t part) {
                const std::size_t end = std::min((part + 1) * kPart, flows.size());
                for (std::size_t row = part * kPart; row < end; ++row)
                    if (reporters[row] == country || reporters[row] == none ||
                        mirrors[row] == country)
                        parts[part].push_back(static_cast<std::uint32_t>(row));
            });
        });
    });
    std::vector<std::uint32_t> rows;
    for (const auto& part : parts) rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

Candidates candidates(const Flows& flows, Side side, const std::string& name,
                      const Filter& filter) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), name);
    const bool known = at != flows.countries.end();
    const auto country = static_cast<std::uint32_t>(at - flows.countries.begin());
    const auto own_direction = side == Side::imports ? Direction::import : Direction::export_;
    const auto& mirror_side = side == Side::imports ? flows.partner : flows.reporter;
    const auto inside = in_windows(flows, filter.windows);

    Candidates found;
    found.covered.resize(flows.periods.size());
    for (const std::uint32_t row : rows_of(flows, mirror_side, known ? country : Flows::kUnsaid)) {
        const auto reporter = flows.reporter[row];
        const bool own = flows.direction[row] == own_direction &&
                         (reporter == Flows::kUnsaid || (known && reporter == country));
        const bool mirrored =
            flows.direction[row] == Direction::both && known && mirror_side[row] == country;
        if ((!own && !mirrored) || !inside[flows.period[row]]) continue;
        found.covered[flows.period[row]] = true;
        if (!filter.partners.empty()) {
            const auto other = other_side(flows, side, row);
            if (other == Flows::kTotal || !filter.partners[other]) continue;
        }
        if (filter.products[flows.product[row]]) (own ? found.own : found.mirrored).push_back(row);
    }
    return found;
}

bool each_speaks_of_its_own(const Flows& flows, const std::vector<std::uint32_t>& rows) {
    std::vector<bool> products(flows.products.size()), periods(flows.periods.size());
    for (const auto row : rows) {
        products[flows.product[row]] = true;
        periods[flows.period[row]] = true;
    }
    return is_plain(flows, products, periods);
}

std::vector<Period> periods_of(const Flows& flows, const std::vector<bool>& met) {
    std::vector<Period> periods;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) periods.push_back(flows.periods[i]);
    return merged(std::move(periods));
}

// Beside Flows::products: whether a row has the code, and another row a code that holds it.
std::vector<bool> finer_products(const Flows& flows, const std::vector<std::uint32_t>& rows) {
    std::vector<bool> met(flows.products.size());
    for (const auto row : rows) met[flows.product[row]] = true;
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) codes.insert(flows.products[i]);
    for (std::size_t i = 0; i < met.size(); ++i) {
        if (!met[i]) continue;
        const std::string_view code = flows.products[i];
        bool held = false;
        for (std::size_t length = 0; length < code.size() && !held; ++length)
            held = codes.contains(code.substr(0, length));
        met[i] = held;
    }
    return met;
}

Selection resolve(const Flows& flows, Side side, const Candidates& found) {
    std::vector<std::uint32_t> with_partner, totals;
    for (const std::uint32_t row : found.own.empty() ? found.mirrored : found.own)
        (other_side(flows, side, row) == Flows::kTotal ? totals : with_partner).push_back(row);

    if (!totals.empty()) {
        const Groups partner_groups{flows, with_partner};
        Groups{flows, totals}.erase_rows(totals,
                                         [&](const std::string& code, const Period& period) {
                                             return partner_groups.touched(code, period);
                                         });
    }
    for (auto* rows : {&with_partner, &totals}) {
        if (each_speaks_of_its_own(flows, *rows)) continue;
        const Groups groups{flows, *rows};
        groups.erase_rows(*rows, [&](const std::string& code, const Period& period) {
            return groups.held_by_another(code, period);
        });
    }

    Selection selection;
    selection.has_totals = !totals.empty();
    selection.rows = std::move(with_partner);
    selection.rows.insert(selection.rows.end(), totals.begin(), totals.end());
    selection.periods = periods_of(flows, found.covered);
    return selection;
}

}  // namespace

std::vector<bool> in_windows(const Flows& flows, const std::vector<Period>& windows) {
    std::vector<bool> inside(flows.periods.size(), windows.empty());
    for (std::size_t i = 0; i < flows.periods.size(); ++i)
        for (const Period& window : windows)
            if (window.contains(flows.periods[i])) inside[i] = true;
    return inside;
}

std::uint32_t other_side(const Flows& flows, Side side, std::uint32_t row) {
    return side == Side::imports && flows.direction[row] == Direction::both ? flows.reporter[row]
                                                                            : flows.partner[row];
}

Flows subset(const Flows& flows, const std::vector<std::uint32_t>& rows) {
    Flows result;
    result.sources = flows.sources;
    result.countries = flows.countries;
    result.products = flows.products;
    result.periods = flows.periods;
    const auto kept = [&]<class Numbers>(const Numbers& all) {
        Numbers some;
        some.reserve(rows.size());
        for (const auto row : rows) some.push_back(all[row]);
        return some;
    };
    result.reporter = kept(flows.reporter);
    result.partner = kept(flows.partner);
    result.product = kept(flows.product);
    result.period = kept(flows.period);
    result.direction = kept(flows.direction);
    result.value = kept(flows.value);
    result.mass_kg = kept(flows.mass_kg);
    return result;
}

Selection select(const Flows& flows, Side side, const std::string& country, const Filter& filter) {
    auto selection = resolve(flows, side, candidates(flows, side, country, filter));
    const auto finer = finer_products(flows, selection.rows);
    std::vector<bool> met(flows.periods.size()), met_finer(flows.periods.size());
    for (const auto row : selection.rows) {
        met[flows.period[row]] = true;
        if (finer[flows.product[row]]) met_finer[flows.period[row]] = true;
    }
    selection.with_rows = periods_of(flows, met);
    selection.finer_only = periods_of(flows, met_finer);
    return selection;
}

std::vector<std::vector<Period>> covered_exports(const Flows& flows, const Period& window) {
    const auto inside = in_windows(flows, {window});
    std::vector<std::vector<bool>> met(flows.countries.size(),
                                       std::vector<bool>(flows.periods.size()));
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const bool exported =
            flows.direction[row] == Direction::export_ || flows.direction[row] == Direction::both;
        if (exported && inside[flows.period[row]] && flows.reporter[row] != Flows::kUnsaid)
            met[flows.reporter[row]][flows.period[row]] = true;
    }
    std::vector<std::vector<Period>> covered;
    for (const auto& of_country : met) covered.push_back(periods_of(flows, of_country));
    return covered;
}

std::vector<Selection> select_exports(const Flows& flows, const Filter& filter) {
    const auto inside = in_windows(flows, filter.windows);
    std::vector<Candidates> found(flows.countries.size());
    for (auto& country : found) country.covered.resize(flows.periods.size());
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const bool own = flows.direction[row] == Direction::export_;
        if ((!own && flows.direction[row] != Direction::both) || !inside[flows.period[row]])
            continue;
        if (flows.reporter[row] == Flows::kUnsaid) continue;
        if (!filter.exporters.empty() && !filter.exporters[flows.reporter[row]]) continue;
        auto& country = found[flows.reporter[row]];
        country.covered[flows.period[row]] = true;
        if (filter.products[flows.product[row]])
            (own ? country.own : country.mirrored).push_back(row);
    }
    std::vector<Selection> result;
    for (const auto& country : found) result.push_back(resolve(flows, Side::exports, country));
    return result;
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
            if (a != b && periods[a] && periods[b] && flows.periods[a].contains(flows.periods[b]))
                return false;
    return true;
}

bool is_code(std::string_view hs) {
    return hs.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string> expanded(const std::vector<std::string>& hs) {
    std::vector<std::string> codes;
    for (const std::string& entry : hs) {
        if (is_code(entry)) {
            codes.push_back(entry);
        } else {
            for (const BasketCode& line : basket(entry)) codes.push_back(line.hs);
        }
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<std::string> country_codes_of(const std::vector<std::string>& labels) {
    std::vector<std::string> codes;
    for (const std::string& label : labels) codes.push_back(country_code(label).value_or(label));
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::vector<bool> matching_countries(const Flows& flows, const std::vector<std::string>& codes) {
    if (codes.empty()) return {};
    std::vector<bool> matches;
    for (const std::string& country : flows.countries)
        matches.push_back(std::binary_search(codes.begin(), codes.end(), country));
    return matches;
}

std::vector<bool> matching_products(const Flows& flows, const std::vector<std::string>& codes) {
    std::vector<bool> matches(flows.products.size(), codes.empty());
    for (std::size_t i = 0; i < flows.products.size(); ++i)
        for (const std::string& code : codes)
            if (flows.products[i].starts_with(code)) matches[i] = true;
    return matches;
}

}  // namespace jarip::trade
