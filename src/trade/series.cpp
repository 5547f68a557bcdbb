// FORMULAS 1 over time: which periods there are, and the figures of each.
#include <algorithm>
#include <set>

#include "indicators.hpp"
#include "select.hpp"

namespace jarip::trade {
namespace {

using std::chrono::day;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr int kMonthsOfYear = 12;
constexpr int kMonthsOfQuarter = 3;

Month month_of(Day date) {
    const year_month_day calendar{date};
    return calendar.year() / calendar.month();
}

// `count` whole months, the last of which is `last`.
Period months_to(Month last, int count) {
    return {month_period(last - months{count - 1}).first, month_period(last).end};
}

// The piece of time that a period of the tables belongs to; nullopt where it goes beyond one.
std::optional<Period> piece(const Period& period, Every every) {
    const Month last = month_of(period.end - std::chrono::days{1});
    const int month = static_cast<int>(static_cast<unsigned>(last.month()));
    // Months of a quarter or a year that come after this one.
    const auto to_end = [&](int length) { return months{(length - month % length) % length}; };
    Period result{};
    switch (every) {
        case Every::month: result = months_to(last, 1); break;
        case Every::quarter:
            result = months_to(last + to_end(kMonthsOfQuarter), kMonthsOfQuarter);
            break;
        case Every::year: result = months_to(last + to_end(kMonthsOfYear), kMonthsOfYear); break;
        case Every::year_to_date: result = months_to(last, month); break;
        case Every::rolling12: result = months_to(last, kMonthsOfYear); break;
    }
    if (!result.contains(period)) return std::nullopt;
    return result;
}

struct Earlier {
    bool operator()(const Period& a, const Period& b) const {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    }
};
using Periods = std::set<Period, Earlier>;

// The flows that a country's figures are made of: those it reports or is told of.
Flows flows_of(const Flows& flows, const std::string& country) {
    const auto at = std::find(flows.countries.begin(), flows.countries.end(), country);
    const bool known = at != flows.countries.end();
    const auto index = static_cast<std::uint32_t>(at - flows.countries.begin());
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < flows.size(); ++row) {
        const auto reporter = flows.reporter[row];
        const bool told = flows.direction[row] == Direction::both && flows.partner[row] == index;
        if (reporter == Flows::kUnsaid || (known && (reporter == index || told)))
            rows.push_back(row);
    }
    return subset(flows, rows);
}

// The pieces of time of which a country's flows speak, within the period asked for.
Periods pieces(const Flows& own, Every every, const std::optional<Period>& within) {
    std::vector<bool> spoken(own.periods.size());
    for (const auto period : own.period) spoken[period] = true;
    Periods result;
    std::optional<Day> first;
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        if (!spoken[i]) continue;
        first = std::min(first.value_or(own.periods[i].first), own.periods[i].first);
        if (within && !within->contains(own.periods[i])) continue;
        if (const auto found = piece(own.periods[i], every)) result.insert(*found);
    }
    // The first months of the tables have no twelve months behind them: nothing is missing there.
    if (every == Every::rolling12 || every == Every::year_to_date)
        std::erase_if(result, [&](const Period& time) { return time.first < *first; });
    return result;
}

}  // namespace

Series series(const Flows& flows, const SeriesQuery& asked) {
    Series result;
    result.every = asked.every;
    Periods incomplete;
    for (const std::string& reporter : asked.reporters) {
        Query query = asked.query;
        query.reporter = country_code(reporter).value_or(reporter);
        if (!asked.every) {
            for (const auto& goods : asked.goods) {
                query.hs = goods;
                result.points.push_back(indicators(flows, query));
            }
            continue;
        }
        const Flows own = flows_of(flows, query.reporter);
        const auto times = pieces(own, *asked.every, asked.query.period);
        query.whole = true;
        for (const auto& goods : asked.goods)
            for (const Period& time : times) {
                query.hs = goods;
                query.period = time;
                auto point = indicators(own, flows, query);
                if (point.imports || point.exports)
                    result.points.push_back(std::move(point));
                else
                    incomplete.insert(time);
            }
    }
    result.incomplete.assign(incomplete.begin(), incomplete.end());
    return result;
}

}  // namespace jarip::trade
