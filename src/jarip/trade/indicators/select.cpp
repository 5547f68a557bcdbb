#include "jarip/trade/indicators/select.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "jarip/trade/codes/customs_countries.hpp"
#include "jarip/trade/codes/hs.hpp"
#include "jarip/trade/codes/periods.hpp"
#include "jarip/trade/indicators/counted_once.hpp"
#include "jarip/trade/indicators/longer_only.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"

namespace jarip::trade {
namespace {

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

// Of each partner asked for beside others: in which periods it has rows, and in which others may hold it.
class AskedApart {
public:
    AskedApart(const Flows& flows, const Filter& filter) : told_(filter.asked.size()) {
        if (filter.asked.size() < 2) told_.clear();
        others_ = told_;
        of_country_.resize(told_.empty() ? 0 : flows.countries.size());
        held_by_ = of_country_;
        if (told_.empty()) return;
        const auto unnamed = unnamed_partners(flows);
        for (std::size_t i = 0; i < told_.size(); ++i) {
            told_[i].resize(flows.periods.size());
            others_[i].resize(flows.periods.size());
            const auto& codes = filter.asked[i];
            for (std::uint32_t country = 0; country < flows.countries.size(); ++country) {
                const auto is_asked = [&](const std::string& code) {
                    return code == flows.countries[country];
                };
                const auto may_be_held = [&](const std::string& code) {
                    return may_hold(flows, country, code);
                };
                if (std::any_of(codes.begin(), codes.end(), is_asked))
                    of_country_[country].push_back(i);
                else if (unnamed[country] && std::any_of(codes.begin(), codes.end(), may_be_held))
                    held_by_[country].push_back(i);
            }
        }
    }

    void meet(std::uint32_t country, std::uint32_t period) {
        if (told_.empty() || country == Flows::kTotal) return;
        for (const auto i : of_country_[country]) told_[i][period] = true;
        for (const auto i : held_by_[country]) others_[i][period] = true;
    }
    // Whether one of them has no row, and others may hold it.
    [[nodiscard]] bool is_hidden(std::size_t period) const {
        for (std::size_t i = 0; i < told_.size(); ++i)
            if (!told_[i][period] && others_[i][period]) return true;
        return false;
    }

private:
    std::vector<std::vector<bool>> told_, others_;                // by partner asked for, period
    std::vector<std::vector<std::size_t>> of_country_, held_by_;  // beside Flows::countries
};

// Beside Flows::periods: whether it shares some time with a window, and goes beyond all of them.
std::vector<bool> beyond_windows(const Flows& flows, const std::vector<Period>& windows) {
    std::vector<bool> beyond(flows.periods.size());
    const auto inside = in_windows(flows, windows);
    for (std::size_t i = 0; i < beyond.size(); ++i)
        beyond[i] =
            !inside[i] && std::any_of(windows.begin(), windows.end(), [&](const Period& window) {
                return overlap(window, flows.periods[i]);
            });
    return beyond;
}

Candidates candidates(const Flows& flows, Side side, const std::string& name,
                      const Filter& filter) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), name);
    const bool known = at != flows.countries.end();
    const auto country = static_cast<std::uint32_t>(at - flows.countries.begin());
    const auto own_direction = side == Side::imports ? Direction::import : Direction::export_;
    const auto& mirror_side = side == Side::imports ? flows.partner : flows.reporter;
    const auto inside = in_windows(flows, filter.windows);
    const auto beyond = beyond_windows(flows, filter.windows);

    Candidates found;
    found.covered_own.resize(flows.periods.size());
    found.covered_mirrored.resize(flows.periods.size());
    found.products.resize(flows.products.size());
    // Of the goods asked for, by period: told with partners, with other partners that may hold those asked for, with
    // totals only.
    std::vector<bool> told(flows.periods.size()), told_asked(flows.periods.size()),
        others(flows.periods.size()), totals(flows.periods.size());
    // Partners that may hold one asked for.
    std::vector<bool> may_hold_asked;
    if (!filter.partners.empty()) {
        may_hold_asked = unnamed_partners(flows);
        // So may labels that are no country.
        const auto labels = unknown_labels(flows);
        for (std::size_t i = 0; i < labels.size(); ++i)
            may_hold_asked[i] = may_hold_asked[i] || labels[i];
        for (std::uint32_t i = 0; i < may_hold_asked.size(); ++i) {
            if (filter.partners[i]) may_hold_asked[i] = false;  // it is asked for itself
            if (!may_hold_asked[i]) continue;
            bool any =
                std::any_of(filter.partner_codes.begin(), filter.partner_codes.end(),
                            [&](const std::string& code) { return may_hold(flows, i, code); });
            for (std::size_t j = 0; j < filter.partners.size() && !any; ++j)
                any = filter.partners[j] && may_hold(flows, i, flows.countries[j]);
            may_hold_asked[i] = any;
        }
    }
    AskedApart asked{flows, filter};
    OtherRevisions revised{flows, filter.codes};
    for (const std::uint32_t row :
         rows_of(flows, mirror_side, known ? country : Flows::kNoReporter)) {
        const auto reporter = flows.reporter[row];
        const bool own = flows.direction[row] == own_direction &&
                         (reporter == Flows::kNoReporter || (known && reporter == country));
        const bool mirrored =
            flows.direction[row] == Direction::both && known && mirror_side[row] == country;
        if (!own && !mirrored) continue;
        found.products[flows.product[row]] = true;
        if (beyond[flows.period[row]] && filter.products[flows.product[row]]) {
            const auto other = other_side(flows, side, row);
            if (filter.partners.empty() || (other != Flows::kTotal && filter.partners[other]))
                found.beyond.push_back(row);
        }
        if (!inside[flows.period[row]]) continue;
        (own ? found.covered_own : found.covered_mirrored)[flows.period[row]] = true;
        revised.meet(row);
        if (!filter.partners.empty()) {
            const auto other = other_side(flows, side, row);
            const auto period = flows.period[row];
            if (filter.products[flows.product[row]]) {
                asked.meet(other, period);
                if (other == Flows::kTotal)
                    totals[period] = true;
                else if (may_hold_asked[other])
                    others[period] = true;
                else
                    told[period] = true;
                if (other != Flows::kTotal && filter.partners[other]) told_asked[period] = true;
            }
            if (other == Flows::kTotal || !filter.partners[other]) continue;
        }
        if (filter.products[flows.product[row]]) (own ? found.own : found.mirrored).push_back(row);
    }
    // A total says nothing of a partner, nor do other partners of one that is not named.
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const bool is_told = told_asked[i] && !(filter.whole_group && others[i]);
        const bool is_held = (totals[i] && !told[i]) || others[i];
        if ((is_told || !is_held) && !asked.is_hidden(i)) continue;
        found.covered_own[i] = found.covered_mirrored[i] = false;
    }
    found.revised = revised.hidden();
    found.revisions = revised.told();
    return found;
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

// Codes that no row has, nor a finer one, though rows have a coarser one and none goes into such detail there: they
// may be a part of it, or nothing.
std::vector<std::string> hidden_codes(const Flows& flows, const std::vector<bool>& met,
                                      const std::vector<std::string>& asked) {
    std::vector<std::string> hidden;
    if (asked.empty()) return hidden;
    std::set<std::string_view> told;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) told.insert(flows.products[i]);
    // Whether one of the codes within another has so many digits.
    const auto has_detail = [&](std::string_view within, std::size_t digits) {
        for (auto at = told.lower_bound(within); at != told.end() && at->starts_with(within); ++at)
            if (at->size() >= digits) return true;
        return false;
    };
    for (const std::string_view code : outermost(asked)) {
        auto length = code.size();
        while (length > 0 && !told.contains(code.substr(0, length))) --length;
        const auto coarser = code.substr(0, length);
        if (told.contains(coarser) && !has_detail(coarser, code.size())) hidden.emplace_back(code);
    }
    return hidden;
}

// Beside Flows::periods: whether the country's own figures say nothing of any part of it.
std::vector<bool> left_to_partners(const Flows& flows, const std::vector<std::uint32_t>& own) {
    std::vector<bool> spoken_of(flows.periods.size());
    for (const std::uint32_t row : own) spoken_of[flows.period[row]] = true;
    const auto spans = periods_of(flows, spoken_of);
    std::vector<bool> left;
    for (const Period& period : flows.periods)
        left.push_back(std::none_of(spans.begin(), spans.end(),
                                    [&](const Period& span) { return overlap(span, period); }));
    return left;
}

Selection resolve(const Flows& flows, Side side, const Candidates& found, TotalPolicy policy) {
    SideRows rows;
    const auto count = [&](std::uint32_t row) {
        (other_side(flows, side, row) == Flows::kTotal ? rows.totals : rows.with_partner)
            .push_back(row);
    };
    auto covered = found.covered_own;
    for (const std::uint32_t row : found.own) count(row);
    const auto left = left_to_partners(flows, found.own);
    for (const std::uint32_t row : found.mirrored)
        if (left[flows.period[row]]) count(row);
    for (std::size_t i = 0; i < covered.size(); ++i)
        if (found.covered_mirrored[i] && left[i]) covered[i] = true;
    auto [with_partner, totals, overlapping] = counted_once(flows, std::move(rows), policy);

    Selection selection;
    selection.has_totals = !totals.empty();
    selection.rows = std::move(with_partner);
    selection.rows.insert(selection.rows.end(), totals.begin(), totals.end());
    selection.periods = periods_of(flows, covered);
    selection.overlapping = sorted_once(std::move(overlapping));
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
    result.months_told = flows.months_told;
    result.groups = flows.groups;
    result.has_parts = flows.has_parts;
    result.revisions = flows.revisions;
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

namespace {

// Codes that no row has, nor a finer one, though a coarser code is more than the finer ones beside it: they may be what
// it has beyond those.
std::vector<std::string> codes_left_open(const Flows& flows, Side side, const std::string& country,
                                         const Filter& filter, const std::vector<bool>& met) {
    std::vector<std::string> open;
    if (filter.codes.empty()) return open;
    std::set<std::string_view> told;
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i]) told.insert(flows.products[i]);
    const auto value_of = [&](std::string_view code, bool finer_only) {
        Filter within = filter;
        within.codes.clear();
        for (std::size_t i = 0; i < flows.products.size(); ++i) {
            const std::string_view product = flows.products[i];
            within.products[i] = product.starts_with(code) && (!finer_only || product != code) &&
                                 (!code.empty() || nomenclature_of(product).empty());
        }
        Sum sum;
        for (const auto row : select(flows, side, country, within).rows)
            sum.add(static_cast<double>(flows.value[row]));
        return sum.value();
    };
    for (const std::string_view code : outermost(filter.codes)) {
        const auto at = told.lower_bound(code);
        if (at != told.end() && at->starts_with(code)) continue;
        auto length = code.size();
        while (length > 0 && !told.contains(code.substr(0, length))) --length;
        const auto coarser = code.substr(0, length);
        if (!told.contains(coarser)) continue;
        const double whole = value_of(coarser, false);
        if (whole - value_of(coarser, true) > (1 - kNearlyAll) * whole) open.emplace_back(code);
    }
    return open;
}

}  // namespace

Selection select(const Flows& flows, Side side, const std::string& country, const Filter& filter) {
    const auto found = candidates(flows, side, country, filter);
    auto selection = resolve(flows, side, found, filter.totals);
    selection.hidden = hidden_codes(flows, found.products, filter.codes);
    for (auto& code : codes_left_open(flows, side, country, filter, found.products))
        selection.hidden.push_back(std::move(code));
    selection.hidden.insert(selection.hidden.end(), found.revised.begin(), found.revised.end());
    std::sort(selection.hidden.begin(), selection.hidden.end());
    selection.hidden.erase(std::unique(selection.hidden.begin(), selection.hidden.end()),
                           selection.hidden.end());
    selection.revisions = found.revisions;
    selection.several_revisions = of_other_goods(found.revisions);
    selection.all_hidden = !selection.hidden.empty() && selection.hidden == outermost(filter.codes);
    if (!found.beyond.empty() && !selection.periods.empty()) {
        Filter anytime = filter;
        anytime.windows.clear();
        const auto all = candidates(flows, side, country, anytime);
        auto elsewhere = all.own;
        elsewhere.insert(elsewhere.end(), all.mirrored.begin(), all.mirrored.end());
        selection.longer_only = told_by_longer_only(flows, side, found, selection, elsewhere);
    }
    const auto finer = finer_products(flows, selection.rows);
    std::vector<bool> met(flows.periods.size()), met_finer(flows.periods.size());
    for (const auto row : selection.rows) {
        met[flows.period[row]] = true;
        if (finer[flows.product[row]]) met_finer[flows.period[row]] = true;
    }
    selection.with_rows = periods_of(flows, met);
    for (std::size_t i = 0; i < met.size(); ++i)
        if (met[i] && flows.is_partial(i)) selection.partial.push_back(flows.periods[i]);
    selection.partial = sorted_once(std::move(selection.partial));
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
        if (exported && inside[flows.period[row]] && flows.reporter[row] != Flows::kNoReporter)
            met[flows.reporter[row]][flows.period[row]] = true;
    }
    std::vector<std::vector<Period>> covered;
    for (const auto& of_country : met) covered.push_back(periods_of(flows, of_country));
    return covered;
}

std::vector<Selection> select_exports(const Flows& flows, const Filter& filter) {
    const auto inside = in_windows(flows, filter.windows);
    std::vector<Candidates> found(flows.countries.size());
    for (auto& country : found) {
        country.covered_own.resize(flows.periods.size());
        country.covered_mirrored.resize(flows.periods.size());
    }
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const bool own = flows.direction[row] == Direction::export_;
        if ((!own && flows.direction[row] != Direction::both) || !inside[flows.period[row]])
            continue;
        if (flows.reporter[row] == Flows::kNoReporter) continue;
        if (!filter.exporters.empty() && !filter.exporters[flows.reporter[row]]) continue;
        auto& country = found[flows.reporter[row]];
        (own ? country.covered_own : country.covered_mirrored)[flows.period[row]] = true;
        if (filter.products[flows.product[row]])
            (own ? country.own : country.mirrored).push_back(row);
    }
    std::vector<Selection> result;
    for (const auto& country : found)
        result.push_back(resolve(flows, Side::exports, country, filter.totals));
    return result;
}

}  // namespace jarip::trade
