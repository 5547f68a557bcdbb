#include "jarip/trade/amounts/decimal.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "jarip/core/table.hpp"

namespace jarip::trade {
namespace {

constexpr std::uint64_t kLargest =
    static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Decimal parse_decimal(std::string_view text, int shift) {
    constexpr Decimal kNoNumber{0, DecimalFault::not_a_number};
    constexpr Decimal kTooLarge{0, DecimalFault::too_large};

    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    std::uint64_t digits = 0;
    int exponent = shift;
    bool any = false;
    bool after_point = false;
    std::size_t at = 0;
    for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !after_point)); ++at) {
        if (text[at] == '.') {
            after_point = true;
            continue;
        }
        any = true;
        // More digits than 64 bits hold are beyond any rounding that shows.
        const bool full = digits > (std::numeric_limits<std::uint64_t>::max() - 9) / 10;
        if (!full) digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
        exponent += static_cast<int>(full) - static_cast<int>(after_point);
    }
    if (!any) return kNoNumber;
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E') return kNoNumber;
        ++at;
        if (at < text.size() && text[at] == '+') ++at;
        int power = 0;
        const auto [end, fault] =
            std::from_chars(text.data() + at, text.data() + text.size(), power);
        if (fault == std::errc::invalid_argument || end != text.data() + text.size())
            return kNoNumber;
        constexpr int kFarthest = 400;
        if (fault != std::errc{} || power > kFarthest || power < -kFarthest) return kTooLarge;
        exponent += power;
    }
    for (; exponent > 0 && digits != 0; --exponent) {
        if (digits > kLargest / 10) return kTooLarge;
        digits *= 10;
    }
    for (; exponent < -1 && digits != 0; ++exponent) digits /= 10;
    if (exponent == -1) digits = digits / 10 + (digits % 10 >= 5 ? 1 : 0);
    if (digits > kLargest) return kTooLarge;
    const auto value = static_cast<std::int64_t>(digits);
    return {negative ? -value : value, DecimalFault::none};
}

std::optional<double> parse_double(std::string_view text) {
    const auto value = parse_number(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

bool is_not_given(std::string_view text) {
    return text.empty() || text == "NA" || text == "N/A" || text == "-" || text == ":" ||
           text == ".." || text == "NULL" || text == "null" || text == "NaN" || text == "nan";
}

double ExactSum::dollars() const {
    constexpr std::uint64_t kUnits = 10'000;  // of a dollar
    const std::int64_t carried = high_ + static_cast<std::int64_t>(low_ >> kBits);
    const bool negative = carried < 0;
    auto high = static_cast<std::uint64_t>(carried);
    auto low = low_ & kLow;
    if (negative) {
        low = (kLow + 1 - low) & kLow;
        high = -high - (low > 0 ? 1 : 0);
    }
    // high · 2³² + low, divided digit by digit.
    const std::uint64_t rest = ((high % kUnits) << kBits) | low;
    const std::uint64_t first = high / kUnits, second = rest / kUnits, fraction = rest % kUnits;
    const double whole =
        static_cast<double>(first) * static_cast<double>(kLow + 1) + static_cast<double>(second);
    const double dollars = whole + static_cast<double>(fraction) / static_cast<double>(kUnits);
    return negative ? -dollars : dollars;
}

std::string decimal_text(std::int64_t value) {
    constexpr std::int64_t kOne = 10'000;
    auto fraction = std::to_string(kOne + value % kOne).substr(1);
    while (fraction.ends_with('0')) fraction.pop_back();
    const auto whole = std::to_string(value / kOne);
    return fraction.empty() ? whole : whole + '.' + fraction;
}

}  // namespace jarip::trade
