/// Units as types: a Kilowatt is never added to a Kilogram.
#pragma once

#include <compare>

namespace jarip {

/// A double in a named unit. Same-unit arithmetic only; the ratio of two is a plain number.
template <class Tag>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_{value} {}

    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
    friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.value_}; }
    friend constexpr Quantity operator*(Quantity a, double factor) {
        return Quantity{a.value_ * factor};
    }
    friend constexpr Quantity operator*(double factor, Quantity a) { return a * factor; }
    friend constexpr Quantity operator/(Quantity a, double divisor) {
        return Quantity{a.value_ / divisor};
    }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
    constexpr auto operator<=>(const Quantity&) const = default;

private:
    double value_ = 0;
};

using Kilowatt = Quantity<struct KilowattTag>;
using Kilogram = Quantity<struct KilogramTag>;
using Millimetre = Quantity<struct MillimetreTag>;
using Kelvin = Quantity<struct KelvinTag>;                        ///< a difference of temperatures
using LitrePerMinute = Quantity<struct LitrePerMinuteTag>;        ///< coolant flow
using CubicMetrePerHour = Quantity<struct CubicMetrePerHourTag>;  ///< air flow
using Ampere = Quantity<struct AmpereTag>;

}  // namespace jarip
