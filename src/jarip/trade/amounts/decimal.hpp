/// Exact decimals of customs tables: integers of 1/10,000 dollar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jarip::trade {

inline constexpr int kValueDecimals = 4;  ///< values are kept in 10⁻⁴ dollar

enum class DecimalFault : std::uint8_t { none, not_a_number, too_large };

struct Decimal {
    std::int64_t value = 0;
    DecimalFault fault = DecimalFault::none;
};

/// text × 10^shift as an integer, exact; digits finer than one are rounded to the nearest, halves away
/// from zero. Accepts a sign, a point and an exponent: "1569.66", "1.2e6".
[[nodiscard]] Decimal parse_decimal(std::string_view text, int shift);

/// The double nearest to a decimal; nullopt where the text is none, or not finite.
[[nodiscard]] std::optional<double> parse_double(std::string_view text);

/// Whether a field says that there is no figure: "", "NA", "N/A", "-".
[[nodiscard]] bool is_not_given(std::string_view text);

/// "1234.5" of 12345000. value >= 0
[[nodiscard]] std::string decimal_text(std::int64_t value);

/// A sum of values in 1/10,000 that cannot overflow: of at most 2³² of them.
class ExactSum {
public:
    void add(std::int64_t units) {
        high_ += units >> kBits;
        low_ += static_cast<std::uint64_t>(units) & kLow;
    }
    void add(const ExactSum& other) {
        high_ += other.high_;
        low_ += other.low_;
    }
    [[nodiscard]] double dollars() const;

private:
    static constexpr int kBits = 32;
    static constexpr std::uint64_t kLow = 0xFFFF'FFFF;
    std::int64_t high_ = 0;  // in 2³² units
    std::uint64_t low_ = 0;
};

}  // namespace jarip::trade
