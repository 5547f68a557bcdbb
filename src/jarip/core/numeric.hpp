/// Sums and comparisons that say what they mean.
#pragma once

#include <cmath>
#include <optional>
#include <span>

namespace jarip {

/// Compensated sum (Neumaier 1974, ZAMM 54), in the order of adding.
class Sum {
public:
    void add(double value) {
        const double total = sum_ + value;
        correction_ +=
            std::abs(sum_) >= std::abs(value) ? (sum_ - total) + value : (value - total) + sum_;
        sum_ = total;
    }
    [[nodiscard]] double value() const { return sum_ + correction_; }

private:
    double sum_ = 0;
    double correction_ = 0;
};

[[nodiscard]] inline double sum(std::span<const double> values) {
    Sum total;
    for (const double value : values) total.add(value);
    return total.value();
}

/// a / b, or nullopt where b is zero or the result is not finite: undefined is never 0, infinite or NaN.
[[nodiscard]] inline std::optional<double> ratio(double a, double b) {
    const double result = a / b;
    if (b == 0 || !std::isfinite(result)) return std::nullopt;
    return result;
}

/// |a − b| ≤ tolerance · max(1, |a|, |b|).
[[nodiscard]] inline bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::fmax(1.0, std::fmax(std::abs(a), std::abs(b)));
}

}  // namespace jarip
