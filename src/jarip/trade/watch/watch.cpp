#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "jarip/trade.hpp"
#include "jarip/trade/indicators/select.hpp"
#include "jarip/trade/indicators/tally.hpp"
#include "jarip/trade/indicators/time_pieces.hpp"
#include "jarip/trade/watch.hpp"
#include "jarip/trade/watch/holt_winters.hpp"
#include "jarip/trade/watch/season.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kYear = 12;
constexpr double kNormalConsistency = 0.6745;  // Φ⁻¹(3/4)
constexpr double kZ80 = 1.2815515655446004, kZ95 = 1.959963984540054;

using Cell = std::pair<std::uint32_t, std::uint32_t>;  // product, partner

// One side of one month.
struct MonthCells {
    Period month;
    std::map<Cell, Tally> cells;
    double total = 0;
    bool has_totals = false;  // rows without partner are among them
};

Period months_later(const Period& month, int by) {
    const auto ymd = std::chrono::year_month_day{month.first};
    return month_period(ymd.year() / ymd.month() + std::chrono::months{by});
}

double middle_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::optional<double> change_of(std::optional<double> now, std::optional<double> before) {
    if (!now || !before) return std::nullopt;
    const auto factor = ratio(*now, *before);
    return factor ? std::optional{*factor - 1} : std::nullopt;
}

// The figures of a side, month by month, and what is said of the last.
class SideWatch {
public:
    SideWatch(const Flows& flows, const WatchQuery& query, const std::vector<std::string>& hs,
              Side side)
        : flows_{flows}, codes_{outermost(hs)}, side_{side}, unnamed_{unnamed(flows)} {
        Filter filter{matching_products(flows, hs), {}, {}, {}};
        filter.codes = hs;
        std::vector<bool> met(flows.periods.size());
        for (std::size_t row = 0; row < flows.size(); ++row) met[flows.period[row]] = true;
        std::vector<Period> spoken;
        for (std::size_t i = 0; i < met.size(); ++i)
            if (met[i]) spoken.push_back(flows.periods[i]);
        for (const Period& month : time_pieces(spoken, Every::month, std::nullopt)) {
            if (query.month && month.first > query.month->first) break;
            filter.windows = {month};
            const auto selection = select(flows, side, query.reporter, filter);
            if (selection.all_hidden || selection.is_unknown() ||
                selection.periods != filter.windows)
                continue;
            // What was other goods in an older revision of HS is compared with nothing.
            if (!of_other_goods(revisions_, selection.revisions).empty()) months_.clear();
            revisions_ = selection.revisions;
            MonthCells cells{month, {}, 0, selection.has_totals};
            Tally all;
            for (const auto row : selection.rows) {
                cells.cells[{flows.product[row], other_side(flows, side, row)}].add(flows, row);
                all.add(flows, row);
            }
            cells.total = all.value();
            months_.push_back(std::move(cells));
        }
    }

    [[nodiscard]] std::optional<Period> last() const {
        return months_.empty() ? std::nullopt : std::optional{months_.back().month};
    }

    // What is said of a month; nothing where the tables do not cover this side of it.
    [[nodiscard]] WatchSide of(const Period& month) const {
        WatchSide result;
        result.direction = side_ == Side::imports ? Direction::import : Direction::export_;
        const auto* now = at(month);
        for (const auto& each : months_)
            if (each.month.first <= month.first)
                result.months.push_back({.month = each.month, .value = each.total});
        if (!now) return result;
        add_limits(*now, result);
        add_changes(*now, result);
        add_movers(*now, result);
        add_partner_changes(*now, result);
        add_jumps(*now, result);
        if (side_ == Side::imports) add_crossings(*now, result);
        add_season(month, result);
        return result;
    }

private:
    [[nodiscard]] const MonthCells* at(const Period& month) const {
        const auto found = std::lower_bound(months_.begin(), months_.end(), month,
                                            [](const MonthCells& each, const Period& wanted) {
                                                return each.month.first < wanted.first;
                                            });
        return found != months_.end() && found->month == month ? &*found : nullptr;
    }
    [[nodiscard]] std::optional<double> total(const Period& month) const {
        const auto* found = at(month);
        return found ? std::optional{found->total} : std::nullopt;
    }
    // `count` months that end with this one; empty unless the tables cover each.
    [[nodiscard]] std::vector<const MonthCells*> run(const Period& month, std::size_t count) const {
        std::vector<const MonthCells*> found;
        for (std::size_t i = 0; i < count; ++i) {
            found.push_back(at(months_later(month, -static_cast<int>(i))));
            if (!found.back()) return {};
        }
        return found;
    }
    [[nodiscard]] std::optional<double> sum(const Period& month, std::size_t count) const {
        const auto months = run(month, count);
        if (months.empty()) return std::nullopt;
        Sum sum;
        for (const auto* each : months) sum.add(each->total);
        return sum.value();
    }

    // Why nothing may be said of what is out of the ordinary.
    void add_limits(const MonthCells& now, WatchSide& result) const {
        result.has_no_rows = now.cells.empty();
        const auto note = [&](const MonthCells& month) {
            if (month.has_totals) result.has_unnamed = true;
        };
        note(now);
        for (std::size_t i = kYear; i > 0; --i) {
            const auto month = months_later(now.month, -static_cast<int>(i));
            if (const auto* each = at(month))
                note(*each);
            else if (!result.uncovered.empty() && result.uncovered.back().end == month.first)
                result.uncovered.back().end = month.end;
            else
                result.uncovered.push_back(month);
        }
    }

    void add_changes(const MonthCells& now, WatchSide& result) const {
        const auto& month = now.month;
        result.value = now.total;
        result.before = total(months_later(month, -1));
        result.year_earlier = total(years_earlier(month, 1));
        result.change_month = change_of(result.value, result.before);
        result.change_year = change_of(result.value, result.year_earlier);
        const auto ymd = std::chrono::year_month_day{month.first};
        const auto in_year = static_cast<std::size_t>(static_cast<unsigned>(ymd.month()));
        result.year_to_date = sum(month, in_year);
        result.change_year_to_date =
            change_of(result.year_to_date, sum(years_earlier(month, 1), in_year));
        result.twelve_months = sum(month, kYear);
        result.change_twelve_months =
            change_of(result.twelve_months, sum(years_earlier(month, 1), kYear));
    }

    // The code asked for to which a product belongs; of one code the products of the tables, without any chapters.
    [[nodiscard]] std::string group_of(std::uint32_t product) const {
        const auto& code = flows_.products[product];
        if (codes_.size() == 1) return code;
        for (const auto& asked : codes_)
            if (code.starts_with(asked)) return asked;
        return codes_.empty() ? code.substr(0, 2) : code;
    }
    [[nodiscard]] std::string name_of_partner(std::uint32_t partner) const {
        return partner == Flows::kTotal ? std::string{} : flows_.countries[partner];
    }

    using Parts = std::map<std::string, double>;
    template <class Name>
    [[nodiscard]] Parts parts(const MonthCells* month, Name name) const {
        std::map<std::string, Sum> sums;
        if (month)
            for (const auto& [cell, tally] : month->cells) sums[name(cell)].add(tally.value());
        Parts parts;
        for (const auto& [key, each] : sums) parts.emplace(key, each.value());
        return parts;
    }

    template <class Name>
    [[nodiscard]] std::vector<Mover> movers(const MonthCells& now, Name name) const {
        const auto* before = at(months_later(now.month, -1));
        const auto* earlier = at(years_earlier(now.month, 1));
        std::map<std::string, Mover> all;
        const std::array<const MonthCells*, 3> months{&now, before, earlier};
        const std::array<std::optional<double> Mover::*, 3> figures{&Mover::value, &Mover::before,
                                                                    &Mover::year_earlier};
        std::array<Parts, 3> told;
        for (std::size_t i = 0; i < months.size(); ++i) {
            told[i] = parts(months[i], name);
            for (const auto& [key, value] : told[i]) all[key].*figures[i] = value;
        }
        // What a month does not name is zero there, unless it may be within partners that are not named.
        for (std::size_t i = 0; i < months.size(); ++i) {
            if (!months[i]) continue;
            const bool hides = std::any_of(told[i].begin(), told[i].end(), [&](const auto& part) {
                return part.second > 0 && unnamed_.contains(part.first);
            });
            for (auto& [key, mover] : all)
                if (!hides && !(mover.*figures[i])) mover.*figures[i] = 0;
        }
        const auto difference = [](std::optional<double> a, std::optional<double> b) {
            return a && b ? std::optional{*a - *b} : std::nullopt;
        };
        std::vector<Mover> result;
        for (auto& [key, mover] : all) {
            mover.name = key;
            if (mover.value) mover.share = ratio(*mover.value, now.total);
            if (const auto change = difference(mover.value, mover.before); change && before)
                mover.contribution_month = ratio(*change, before->total);
            if (const auto change = difference(mover.value, mover.year_earlier); change && earlier)
                mover.contribution_year = ratio(*change, earlier->total);
            result.push_back(std::move(mover));
        }
        const auto moved = [&](const Mover& mover) {
            return std::abs(mover.value.value_or(0) - mover.before.value_or(0));
        };
        std::stable_sort(result.begin(), result.end(),
                         [&](const Mover& a, const Mover& b) { return moved(a) > moved(b); });
        return result;
    }

    void add_movers(const MonthCells& now, WatchSide& result) const {
        const auto* before = at(months_later(now.month, -1));
        if (!now.has_totals && !(before && before->has_totals))
            result.partners =
                movers(now, [&](const Cell& cell) { return name_of_partner(cell.second); });
        result.products = movers(now, [&](const Cell& cell) { return group_of(cell.first); });
    }

    void add_partner_changes(const MonthCells& now, WatchSide& result) const {
        const auto earlier = run(months_later(now.month, -1), kYear);
        if (earlier.empty() || now.has_totals) return;
        const auto partner = [&](const Cell& cell) { return name_of_partner(cell.second); };
        std::map<std::string, std::size_t> months;
        std::map<std::string, Sum> sums;
        Sum all;
        for (const auto* each : earlier) {
            if (each->has_totals) return;
            all.add(each->total);
            for (const auto& [name, value] : parts(each, partner)) {
                months[name] += value > 0 ? 1U : 0U;
                sums[name].add(value);
            }
        }
        const auto today = parts(&now, partner);
        const auto trades_today = [&](const std::string& name) {
            const auto found = today.find(name);
            return found != today.end() && found->second > 0;
        };
        for (const auto& [name, value] : today) {
            if (unnamed_.contains(name) || value <= 0) continue;
            const auto share = ratio(value, now.total);
            if (months[name] == 0 && share.value_or(0) >= Watch::kNoticed)
                result.changes.push_back({name, true, value, share});
        }
        for (const auto& [name, count] : months) {
            if (unnamed_.contains(name) || count < kYear || trades_today(name)) continue;
            const auto share = ratio(sums[name].value(), all.value());
            if (share.value_or(0) >= Watch::kNoticed)
                result.changes.push_back({name, false, sums[name].value() / kYear, share});
        }
        std::stable_sort(
            result.changes.begin(), result.changes.end(),
            [](const PartnerChange& a, const PartnerChange& b) { return a.value > b.value; });
    }

    void add_jumps(const MonthCells& now, WatchSide& result) const {
        const auto earlier = run(months_later(now.month, -1), kYear);
        for (const auto& [cell, tally] : now.cells) {
            const auto unit_value = tally.unit_value();
            if (!unit_value || *unit_value <= 0 ||
                ratio(tally.value(), now.total).value_or(0) < Watch::kNoticed)
                continue;
            std::vector<double> logs;
            for (const auto* each : earlier) {
                const auto found = each->cells.find(cell);
                const auto one =
                    found == each->cells.end() ? std::nullopt : found->second.unit_value();
                if (one && *one > 0) logs.push_back(std::log(*one));
            }
            if (logs.size() < Watch::kFewestUnitValues) continue;
            const double median = middle_of(logs);
            std::vector<double> deviations;
            for (const double each : logs) deviations.push_back(std::abs(each - median));
            const auto score =
                ratio(kNormalConsistency * (std::log(*unit_value) - median), middle_of(deviations));
            const double change = *unit_value / std::exp(median) - 1;
            if (!score || std::abs(*score) <= Watch::kJumpScore ||
                std::abs(change) < Watch::kJumpChange)
                continue;
            result.jumps.push_back({flows_.products[cell.first], name_of_partner(cell.second),
                                    *unit_value, std::exp(median), change, *score, tally.value()});
        }
        std::stable_sort(
            result.jumps.begin(), result.jumps.end(),
            [](const UnitValueJump& a, const UnitValueJump& b) { return a.value > b.value; });
    }

    struct Concentration {
        double hhi = 0, largest = 0;
        std::string partner;
    };
    // Of twelve months; empty where a partner is not named, as Indicators has it.
    [[nodiscard]] std::optional<Concentration> concentration(const Period& month,
                                                             const std::string* product) const {
        const auto months = run(month, kYear);
        std::map<std::string, Sum> sums;
        Sum all;
        for (const auto* each : months) {
            if (each->has_totals) return std::nullopt;
            for (const auto& [cell, tally] : each->cells) {
                if (product && group_of(cell.first) != *product) continue;
                sums[name_of_partner(cell.second)].add(tally.value());
                all.add(tally.value());
            }
        }
        if (all.value() <= 0) return std::nullopt;
        constexpr double kMostHidden = 0.01;
        Concentration result;
        Sum squares;
        for (const auto& [name, sum] : sums) {
            const double share = sum.value() / all.value();
            if (unnamed_.contains(name)) {
                if (share > kMostHidden) return std::nullopt;
                continue;
            }
            squares.add(share * share);
            if (share <= result.largest) continue;
            result.largest = share;
            result.partner = name;
        }
        result.hhi = squares.value();
        return result;
    }

    void add_crossings(const MonthCells& now, WatchSide& result) const {
        std::set<std::string> products;
        for (const auto& [cell, tally] : now.cells) products.insert(group_of(cell.first));
        std::vector<const std::string*> wanted{nullptr};
        if (products.size() > 1)
            for (const auto& product : products) wanted.push_back(&product);
        for (const auto* product : wanted) {
            const auto last = concentration(now.month, product);
            const auto before = concentration(months_later(now.month, -1), product);
            if (!last || !before) continue;
            const auto compare = [&](const char* figure, double threshold, double was, double is) {
                if ((was < threshold) == (is < threshold)) return;
                result.crossings.push_back(
                    {product ? *product : "", figure, threshold, was, is, last->partner});
            };
            compare("hhi_suppliers", Watch::kConcentrated, before->hhi, last->hhi);
            compare("largest_share", Watch::kHalf, before->largest, last->largest);
        }
    }

    // Of the months in a row that end with this one.
    void add_season(const Period& month, WatchSide& result) const {
        std::vector<double> logs;
        for (auto each = month; const auto value = total(each); each = months_later(each, -1)) {
            if (*value <= 0) break;
            logs.push_back(std::log(*value));
        }
        if (logs.size() < Watch::kSeasons) return;
        std::reverse(logs.begin(), logs.end());
        const auto parts = seasonal_decomposition(logs);
        const auto first = result.months.size() - logs.size();
        for (std::size_t i = 0; i < logs.size(); ++i)
            result.months[first + i].adjusted = std::exp(logs[i] - parts.season[i]);
        result.adjusted_change = change_of(result.months.back().adjusted,
                                           result.months[result.months.size() - 2].adjusted);
        add_forecast(month, fit_holt_winters(logs), result);
    }

    void add_forecast(const Period& month, const HoltWinters& fit, WatchSide& result) const {
        const auto ymd = std::chrono::year_month_day{month.first};
        const auto in_year = static_cast<std::size_t>(static_cast<unsigned>(ymd.month()));
        YearForecast year;
        year.year = {month_period(ymd.year() / std::chrono::January).first,
                     month_period(ymd.year() / std::chrono::December).end};
        year.observed_months = in_year;
        year.observed = result.year_to_date.value_or(0);
        year.alpha = fit.alpha;
        year.beta = fit.beta;
        year.gamma = fit.gamma;
        std::vector<double> means;
        for (std::size_t h = 1; h + in_year <= kYear; ++h) {
            const double middle = fit.mean(h), spread = std::sqrt(fit.covariance(h, h));
            result.months.push_back({.month = months_later(month, static_cast<int>(h)),
                                     .value = std::exp(middle),
                                     .is_forecast = true,
                                     .low80 = std::exp(middle - kZ80 * spread),
                                     .high80 = std::exp(middle + kZ80 * spread),
                                     .low95 = std::exp(middle - kZ95 * spread),
                                     .high95 = std::exp(middle + kZ95 * spread)});
            means.push_back(std::exp(middle + spread * spread / 2));
        }
        double mean = 0, variance = 0;
        for (std::size_t a = 0; a < means.size(); ++a) {
            mean += means[a];
            for (std::size_t b = 0; b < means.size(); ++b)
                variance += means[a] * means[b] * std::expm1(fit.covariance(a + 1, b + 1));
        }
        year.expected = year.low80 = year.high80 = year.low95 = year.high95 = year.observed;
        if (mean > 0) {
            const double spread = std::log1p(variance / (mean * mean));
            const double middle = std::log(mean) - spread / 2;
            const auto at_z = [&](double z) {
                return year.observed + std::exp(middle + z * std::sqrt(spread));
            };
            year.expected = year.observed + mean;
            year.low80 = at_z(-kZ80);
            year.high80 = at_z(kZ80);
            year.low95 = at_z(-kZ95);
            year.high95 = at_z(kZ95);
        }
        result.forecast = year;
    }

    // Of the other partners and of groups: partners that are not named.
    [[nodiscard]] static std::set<std::string> unnamed(const Flows& flows) {
        std::set<std::string> names;
        const auto is_unnamed = unnamed_partners(flows);
        for (std::size_t i = 0; i < is_unnamed.size(); ++i)
            if (is_unnamed[i]) names.insert(flows.countries[i]);
        return names;
    }

    const Flows& flows_;
    std::vector<std::string> codes_;
    Side side_;
    std::set<std::string> unnamed_;   // partners
    std::vector<MonthCells> months_;  // those that the tables cover throughout, in time
    RevisionsOfCodes revisions_;      // of the last month
};

// The rows that a country reports, is told of, or that name no reporter.
Flows rows_about(const Flows& flows, const std::string& country) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), country);
    const bool is_known = at != flows.countries.end();
    const auto index = static_cast<std::uint32_t>(at - flows.countries.begin());
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const bool is_told = flows.direction[row] == Direction::both && flows.partner[row] == index;
        if (flows.reporter[row] == Flows::kNoReporter ||
            (is_known && (flows.reporter[row] == index || is_told)))
            rows.push_back(row);
    }
    return subset(flows, rows);
}

}  // namespace

Watch watch(const Flows& flows, const WatchQuery& asked) {
    Watch result;
    auto query = asked;
    query.reporter = country_code(asked.reporter).value_or(asked.reporter);
    result.reporter = query.reporter;
    for (const auto& entry : query.hs)
        if (!is_code(entry)) result.baskets.push_back(entry);
    result.hs = expanded(query.hs);
    result.sources = flows.sources;
    const auto own = rows_about(flows, query.reporter);
    const std::array sides{SideWatch{own, query, result.hs, Side::imports},
                           SideWatch{own, query, result.hs, Side::exports}};
    std::optional<Period> last;
    for (const auto& side : sides)
        if (const auto month = side.last(); month && (!last || month->first > last->first))
            last = month;
    if (!last && own.size() == 0) {
        std::set<std::string> known;
        for (std::size_t row = 0; row < flows.size(); ++row)
            if (flows.reporter[row] != Flows::kNoReporter)
                known.insert(flows.countries[flows.reporter[row]]);
        constexpr std::size_t kShown = 10;
        std::string names;
        std::size_t shown = 0;
        for (const auto& name : known)
            if (++shown <= kShown) names += (names.empty() ? "" : ", ") + name;
        if (shown > kShown) names += ", …";
        throw Error{"E0123", "", {{"reporter", result.reporter}, {"known", names}}};
    }
    if (!last) throw Error{"E0199", "", {{"reporter", result.reporter}}};
    if (query.month && *last != *query.month)
        throw Error{"E0191",
                    "",
                    {{"reporter", result.reporter},
                     {"month", query.month ? format_date(query.month->first).substr(0, 7) : "–"},
                     {"last", format_date(last->first).substr(0, 7)}}};
    result.month = *last;
    for (std::size_t i = 0; i < sides.size(); ++i) result.sides.at(i) = sides.at(i).of(*last);
    return result;
}

}  // namespace jarip::trade
