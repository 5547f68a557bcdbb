/// Periods as customs tables write them.
#pragma once

#include <optional>
#include <string_view>

#include "jarip/core.hpp"

namespace jarip::trade {

/// "2025", "2025Q1", "2025-01", ranges with two dots; "2020-2024" (years); "202501", "2025.01", "2025/01", "2025M01"; "202452" (a year);
/// "2025년", "2025년 1월", "2025년(1월~7월)", "2025년 1~9월", "2025년 2분기", "2025년 상반기"; "2025년 9월(누계)" and
/// "2025.09 누계" (from January); "2025.01 ~ 2025.09"; "113年" (of the Republic of China: 2024), "114年1月~114年7月(…)".
/// nullopt where it is none of these
[[nodiscard]] std::optional<Period> customs_period(std::string_view text);

/// 1 to 4 of "2", "Q2", "2Q", "2분기", "2/4분기", "第2季度"; 1 to 12 of "9", "09", "9월", "M09", "Sep". nullopt of others
[[nodiscard]] std::optional<int> quarter_number(std::string_view text);
[[nodiscard]] std::optional<int> month_number(std::string_view text);

/// The part of a year that a remark on its figures names, such as "January-July 2025, preliminary", "Jan–Jul" or
/// "1월~7월"; nullopt where it begins with no range of months, or is about another year.
[[nodiscard]] std::optional<Period> part_of_year(const Period& year, std::string_view remark);

/// Whether there can be customs figures of it: spreadsheets show empty dates as 1899 and 1900.
[[nodiscard]] bool is_plausible(const Period& period);

/// Whether some day is in both.
[[nodiscard]] inline bool overlap(const Period& a, const Period& b) {
    return a.first < b.end && b.first < a.end;
}

/// From the start of the year to the end of the period.
[[nodiscard]] Period year_to_date(const Period& period);

}  // namespace jarip::trade
