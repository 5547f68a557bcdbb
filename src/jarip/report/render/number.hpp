/// How numbers read. Undefined is "–"; thousands are separated; a percent sign stands apart in English only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/core.hpp"

namespace jarip::report {

inline constexpr std::string_view kUndefined = "–";

/// "1,569.7" with the given number of decimals.
[[nodiscard]] std::string fixed(std::optional<double> value, int decimals = 0);

/// About `digits` significant digits without trailing zeros: "1,570", "12.4", "0.0312", "0". Whole numbers
/// keep all their digits.
[[nodiscard]] std::string number(std::optional<double> value, int digits = 3);

/// A share as percent: 0.0589 is "5.9 %", in Korean "5.9%".
[[nodiscard]] std::string percent(std::optional<double> share, Language language, int decimals = 1);

/// The same with its sign: "+27.6 %".
[[nodiscard]] std::string change(std::optional<double> share, Language language, int decimals = 1);

/// What a currency is called in sentences and tables: "USD", in Korean "달러"; its code where it has no name.
[[nodiscard]] std::string currency_name(std::string_view currency, Language language);

/// "1,569.7 million USD", "12.4 bn USD", below a million in full; in Korean "15억 6,966만 달러", "31만 6,371달러".
[[nodiscard]] std::string money(std::optional<double> value, std::string_view currency,
                                Language language);

/// "2025-01-31"
[[nodiscard]] std::string date(std::optional<Day> day);

/// A period as short as it can be said: "2025", "Q1–Q3 2025", "2025-01-10 … 2025-02-03".
[[nodiscard]] std::string period(const Period& period, Language language);

/// "3 days", "1 day"; the word stands in the catalogue under KEY.one and KEY.many.
[[nodiscard]] std::string counted(std::size_t count, std::string_view key, Language language);

/// "a, b and c"; in Korean "a, b, c". With more than `most`, "a, b and 3 more". Words that hold
/// commas are kept apart by semicolons.
[[nodiscard]] std::string listed(const std::vector<std::string>& words, Language language,
                                 std::size_t most = 5);

}  // namespace jarip::report
