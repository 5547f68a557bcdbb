/// A sparse matrix whose lines stand side by side, sixteen at a time: products with it take no guess where a line ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "jarip/core/pack.hpp"
#include "jarip/lp/matrix.hpp"

namespace jarip::lp {

inline constexpr std::size_t kLanes = 16;
using Number = float;
using Numbers = std::vector<Number>;

/// Sixteen figures at once.
using Lanes = Pack<Number, kLanes>;

/// Where lines go: those of like length side by side, near to where they stood; the last lanes may be empty.
class Order {
public:
    static constexpr std::uint32_t kEmpty = static_cast<std::uint32_t>(-1);

    /// From where lines begin; the last entry is the end of the last one.
    explicit Order(const std::vector<std::uint32_t>& starts);

    [[nodiscard]] std::size_t size() const { return lines_.size(); }  ///< a multiple of kLanes
    [[nodiscard]] std::size_t short_lines() const {
        return short_;
    }  ///< the same, those before long ones
    [[nodiscard]] std::uint32_t line_at(std::size_t place) const { return lines_[place]; }
    [[nodiscard]] std::uint32_t place_of(std::size_t line) const { return places_[line]; }

private:
    std::vector<std::uint32_t> lines_, places_;
    std::size_t short_ = 0;
};

/// Terms of one side, in the order of both: what stands in a line is found by the place of the line, and names places.
class SideBySide {
public:
    SideBySide(const Lines& lines, const Order& of_lines, const Order& of_others);

    /// What the sixteen lines from place group · kLanes on sum to.
    [[nodiscard]] JARIP_IN_REGISTERS Lanes products(std::size_t group, const Number* with) const {
        Lanes sums;
        if (group < short_groups_) {
            for (std::uint32_t k = starts_[group], end = starts_[group + 1]; k < end; ++k) {
                const std::size_t at = std::size_t{k} * kLanes;
                sums += Lanes::read(terms_.data() + at) * Lanes::gather(with, others_.data() + at);
            }
            return sums;
        }
        const std::uint32_t* const ends = long_starts_.data() + (group - short_groups_) * kLanes;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            Number sum = 0;
            for (std::uint32_t t = ends[lane]; t < ends[lane + 1]; ++t)
                sum += long_terms_.data()[t] * with[long_others_.data()[t]];
            sums.set(lane, sum);
        }
        return sums;
    }

private:
    std::size_t short_groups_ = 0;
    std::vector<std::uint32_t> starts_, others_, long_starts_, long_others_;
    Numbers terms_, long_terms_;
};

}  // namespace jarip::lp
