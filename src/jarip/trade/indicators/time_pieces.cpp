#include "jarip/trade/indicators/time_pieces.hpp"

#include <algorithm>
#include <utility>

namespace jarip::trade {
namespace {

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

}  // namespace

std::vector<Period> sorted_once(std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(), [](const Period& a, const Period& b) {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    });
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    return periods;
}

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

std::vector<Period> gaps_in(const Period& span, const std::vector<Period>& periods) {
    std::vector<Period> gaps;
    Day at = span.first;
    for (const Period& period : periods) {
        if (period.end <= at || period.first >= span.end) continue;
        if (period.first > at) gaps.push_back({at, period.first});
        at = period.end;
    }
    if (at < span.end) gaps.push_back({at, span.end});
    return gaps;
}

std::vector<Period> time_pieces(const std::vector<Period>& spoken, Every every,
                                const std::optional<Period>& within) {
    std::vector<Period> result;
    std::optional<Day> first;
    for (const Period& period : spoken) {
        first = std::min(first.value_or(period.first), period.first);
        if (within && !within->contains(period)) continue;
        if (const auto found = piece(period, every)) result.push_back(*found);
    }
    // The first months of the tables have no twelve months behind them: nothing is missing there.
    if (every == Every::rolling12 || every == Every::year_to_date)
        std::erase_if(result, [&](const Period& time) { return time.first < *first; });
    return sorted_once(std::move(result));
}

bool is_cut(const Period& piece, Every every, const std::optional<Period>& asked) {
    const bool reaches_back = every == Every::year_to_date || every == Every::rolling12;
    return asked && !reaches_back && !asked->contains(piece);
}

std::vector<Period> export_pieces(const Flows& flows, Every every,
                                  const std::optional<Period>& within) {
    return time_pieces(spoken_periods(flows,
                                      [&](std::size_t row) {
                                          return (flows.direction[row] == Direction::export_ ||
                                                  flows.direction[row] == Direction::both) &&
                                                 flows.reporter[row] != Flows::kNoReporter;
                                      }),
                       every, within);
}

}  // namespace jarip::trade
