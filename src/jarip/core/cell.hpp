/// What may stand in a cell of a table: lists, numbers and their ranges.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jarip {

/// A list in one cell: "DE; FR" is {"DE", "FR"}, without spaces around, and without what is empty.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// What a number may be.
struct NumberRange {
    double low = -1e300;
    double high = 1e300;
};
inline constexpr NumberRange kNonNegative{0, 1e18};
inline constexpr NumberRange kShare{0, 1};

/// A field as CSV writes it, quoted where it must be.
[[nodiscard]] std::string csv_field(std::string_view value);
/// A number in as few digits as read back to the same double.
[[nodiscard]] std::string format_shortest(double value);

/// The number that the whole text is, infinite ones and NaN too; nullopt where it is none.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

}  // namespace jarip
