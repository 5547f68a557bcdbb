/// Sums over devices of which some say nothing: what is known, and what it lies between.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>

#include "jarip/rack.hpp"

namespace jarip::rack {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// low ≤ truth ≤ high; known is what the given figures add up to.
struct Interval {
    double low = 0;
    double known = 0;
    double high = 0;

    [[nodiscard]] static Interval exactly(double value) { return {value, value, value}; }
    [[nodiscard]] static Interval unknown() { return {0, 0, kUnbounded}; }
    [[nodiscard]] bool is_exact() const { return low == high; }

    Interval& operator+=(const Interval& other) {
        low += other.low;
        known += other.known;
        high += other.high;
        return *this;
    }
    friend Interval operator+(Interval a, const Interval& b) { return a += b; }
    /// Product with one that is not negative. Nothing times the unbounded is nothing.
    friend Interval operator*(const Interval& a, const Interval& b) {
        return {a.low * b.low, a.known * b.known, a.high == 0 || b.high == 0 ? 0 : a.high * b.high};
    }
    friend Interval operator*(const Interval& a, double factor) { return a * exactly(factor); }

    [[nodiscard]] Total total(double coverage) const {
        Total result{known, coverage, low, std::nullopt};
        if (high != kUnbounded) result.high = high;
        return result;
    }
};

/// 1 − share, for shares in [0, 1].
[[nodiscard]] inline Interval complement(const Interval& share) {
    return {1 - share.high, 1 - share.known, 1 - share.low};
}

enum class Verdict { within, above, unknown };

/// Rounding that no limit of a rack means.
inline constexpr double kRounding = 1e-9;

[[nodiscard]] inline bool exceeds(double value, double limit) {
    return value > limit + kRounding * std::max(1.0, limit);
}

[[nodiscard]] inline Verdict judge(const Interval& value, double limit) {
    if (exceeds(value.low, limit)) return Verdict::above;
    return exceeds(value.high, limit) ? Verdict::unknown : Verdict::within;
}

}  // namespace jarip::rack
