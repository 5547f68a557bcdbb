/// Exact decimals of customs tables: integers of 1/10,000 dollar.
#pragma once

#include <cstdint>
#include <string_view>

namespace jarip::trade {

enum class DecimalFault : std::uint8_t { none, not_a_number, too_large };

struct Decimal {
    std::int64_t value = 0;
    DecimalFault fault = DecimalFault::none;
};

/// text × 10^shift as an integer, exact; digits finer than one are rounded to the nearest, halves away
/// from zero. Accepts a sign, a point and an exponent: "1569.66", "1.2e6".
[[nodiscard]] Decimal parse_decimal(std::string_view text, int shift);

/// A sum of values in 1/10,000 that cannot overflow.
class ExactSum {
public:
    void add(std::int64_t units);
    [[nodiscard]] double dollars() const;

private:
    std::int64_t whole_ = 0;     // dollars
    std::int64_t fraction_ = 0;  // 1/10,000 dollar
};

}  // namespace jarip::trade
