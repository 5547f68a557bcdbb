/// Sums over devices of which some say nothing: what is known, and what it lies between.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>

#include "jarip/rack.hpp"
#include "jarip/rack/tolerances.hpp"

namespace jarip::rack {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// low ≤ truth ≤ high; known is what the given figures add up to, assumed the part of it that rests on assumptions.
struct Interval {
    double low = 0;
    double known = 0;
    double high = 0;
    double assumed = 0;

    [[nodiscard]] static Interval exactly(double value) { return {value, value, value}; }
    /// Unknown where the figure is not given.
    [[nodiscard]] static Interval of(const Figure& figure) {
        if (!figure.given) return unknown();
        return {figure.value, figure.value, figure.value, figure.assumed ? figure.value : 0};
    }
    [[nodiscard]] static Interval unknown() { return {0, 0, kUnbounded}; }
    [[nodiscard]] bool is_exact() const { return low == high; }
    /// Whether nothing at all is known of it.
    [[nodiscard]] bool is_unknown() const { return known == 0 && low <= 0 && high == kUnbounded; }

    Interval& operator+=(const Interval& other) {
        low += other.low;
        known += other.known;
        high += other.high;
        assumed += other.assumed;
        return *this;
    }
    friend Interval operator+(Interval a, const Interval& b) { return a += b; }
    /// Product with one that is not negative. Nothing times the unbounded is nothing; a product rests on an assumption
    /// where one of its factors does.
    friend Interval operator*(const Interval& a, const Interval& b) {
        return {a.low * b.low, a.known * b.known, a.high == 0 || b.high == 0 ? 0 : a.high * b.high,
                a.known * b.known - (a.known - a.assumed) * (b.known - b.assumed)};
    }
    friend Interval operator*(const Interval& a, double factor) { return a * exactly(factor); }

    [[nodiscard]] Total total(double coverage) const {
        Total result{known, coverage, ratio(assumed, known), low, std::nullopt};
        if (high != kUnbounded) result.high = high;
        return result;
    }
};

/// 1 − share, for shares in [0, 1].
[[nodiscard]] inline Interval complement(const Interval& share) {
    const double known = 1 - share.known;
    return {1 - share.high, known, 1 - share.low, share.assumed > 0 ? known : 0};
}

enum class Verdict { kept, broken, unknown };

[[nodiscard]] inline bool exceeds(double value, double limit) {
    return value > limit + kRounding * std::max(1.0, limit);
}

[[nodiscard]] inline Verdict judge(const Interval& value, double limit,
                                   Sense sense = Sense::at_most) {
    const bool is_lower = sense == Sense::at_least;
    if (is_lower ? exceeds(limit, value.high) : exceeds(value.low, limit)) return Verdict::broken;
    const bool may_break = is_lower ? exceeds(limit, value.low) : exceeds(value.high, limit);
    return may_break ? Verdict::unknown : Verdict::kept;
}

}  // namespace jarip::rack
