/// Calendar dates, months, quarters and half-open periods.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jarip {

using Day = std::chrono::sys_days;
using Month = std::chrono::year_month;

/// Days from `first` up to, not including, `end`.
struct Period {
    Day first;
    Day end;

    [[nodiscard]] int days() const { return static_cast<int>((end - first).count()); }
    [[nodiscard]] bool contains(Day day) const { return first <= day && day < end; }
    [[nodiscard]] bool contains(const Period& other) const {
        return first <= other.first && other.end <= end;
    }
    bool operator==(const Period&) const = default;
};

/// A quarter of a year: 2025Q1.
struct Quarter {
    int year = 0;
    int number = 1;  ///< 1…4
    [[nodiscard]] Period period() const;
    bool operator==(const Quarter&) const = default;
};

/// How a plan cuts time into pieces.
enum class Bucket { day, week, month };

[[nodiscard]] std::optional<Day> parse_date(std::string_view text);  ///< "2025-01-31"
[[nodiscard]] std::string format_date(Day day);                      ///< "2025-01-31"
[[nodiscard]] Period month_period(Month month);
[[nodiscard]] int days_in_month(Day day);

/// Reads "2025", "2025Q3", "2025-01", "2025-01-31", and ranges of them, "2025Q1..2025Q3".
/// returns nullopt where the text is none of these or ends before it starts
[[nodiscard]] std::optional<Period> parse_period(std::string_view text);

/// The same months, `years` earlier (negative: later).
[[nodiscard]] Period years_earlier(const Period& period, int years);

/// Days, ISO weeks (Monday first) or calendar months, clipped to the period.
[[nodiscard]] std::vector<Period> buckets(const Period& period, Bucket bucket);

/// Sum over the period's days of 1 ÷ days in that day's month: a whole month is exactly 1.
[[nodiscard]] double months_in(const Period& period);

}  // namespace jarip
