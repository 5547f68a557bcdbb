#include "jarip/core/date.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace jarip {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;

std::optional<int> digits(std::string_view text) {
    if (text.empty() || text.front() == '-') return std::nullopt;
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Period year_period(int number) {
    const auto first = Day{year{number} / 1 / 1};
    return {first, Day{year{number + 1} / 1 / 1}};
}

std::optional<Period> parse_single_period(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    const auto number = digits(text.substr(0, 4));
    if (!number) return std::nullopt;
    if (text.size() == 4) return year_period(*number);
    if (text.size() == 6 && (text[4] == 'Q' || text[4] == 'q')) {
        const auto quarter = digits(text.substr(5));
        if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
        return Quarter{*number, *quarter}.period();
    }
    if (text.size() == 7 && text[4] == '-') {
        const auto month = digits(text.substr(5));
        if (!month || *month < 1 || *month > 12) return std::nullopt;
        return month_period(year{*number} / *month);
    }
    if (const auto day = parse_date(text)) return Period{*day, *day + days{1}};
    return std::nullopt;
}

Day month_start(Day day) {
    const year_month_day date{day};
    return Day{date.year() / date.month() / 1};
}

}  // namespace

Period Quarter::period() const {
    const auto first = std::chrono::year{year} / (3 * number - 2);
    return {Day{first / 1}, Day{(first + months{3}) / 1}};
}

std::optional<Day> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!number || !month || !day) return std::nullopt;
    const auto date = year{*number} / *month / *day;
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

std::string format_date(Day day) {
    const year_month_day date{day};
    char buffer[32];
    const int length =
        std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {buffer, static_cast<std::size_t>(length)};
}

Period month_period(Month month) { return {Day{month / 1}, Day{(month + months{1}) / 1}}; }

int days_in_month(Day day) {
    const year_month_day date{day};
    return month_period(date.year() / date.month()).days();
}

std::optional<Period> parse_period(std::string_view text) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return parse_single_period(text);
    const auto first = parse_single_period(text.substr(0, dots));
    const auto last = parse_single_period(text.substr(dots + 2));
    if (!first || !last || last->end <= first->first) return std::nullopt;
    return Period{first->first, last->end};
}

Period years_earlier(const Period& period, int years) {
    // The 29th of February has no day in other years: a period begins on the 28th instead, and one that
    // ends before the 29th ends before the 1st of March.
    const auto shift = [years](Day day, days instead) {
        const year_month_day date{day};
        const auto shifted = (date.year() - std::chrono::years{years}) / date.month() / date.day();
        return shifted.ok() ? Day{shifted} : Day{shifted.year() / 3 / 1} - instead;
    };
    return {shift(period.first, days{1}), shift(period.end, days{0})};
}

std::vector<Period> buckets(const Period& period, Bucket bucket) {
    std::vector<Period> result;
    for (Day first = period.first; first < period.end;) {
        Day end = first + days{1};
        if (bucket == Bucket::week) {
            const std::chrono::weekday weekday{first};
            end = first + days{8 - static_cast<int>(weekday.iso_encoding())};
        } else if (bucket == Bucket::month) {
            end = first + days{days_in_month(first)} - (first - month_start(first));
        }
        end = std::min(end, period.end);
        result.push_back({first, end});
        first = end;
    }
    return result;
}

double months_in(const Period& period) {
    double total = 0;
    for (const Period& part : buckets(period, Bucket::month))
        total += static_cast<double>(part.days()) / days_in_month(part.first);
    return total;
}

}  // namespace jarip
