/// The busbar of a rack: shelves that give and devices that take, from below upwards.
#pragma once

#include <optional>
#include <vector>

#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {

/// A device or a shelf on the busbar.
struct Tap {
    double u = 0;
    Interval watts;         ///< taken out
    std::size_t stack = 0;  ///< in Survey::stacks
    double number = 0;      ///< in its stack, from 0
    double weight = 0;      ///< of a shelf: its share of what all shelves give, times their sum
};

struct Busbar {
    std::vector<Tap> taps;           ///< from below upwards
    std::vector<Interval> anywhere;  ///< loads of which nobody says where they hang
    double volts = 0;
};

/// Between which taps a joint may open: the tap below each joint that has taps on both sides.
[[nodiscard]] std::vector<std::size_t> joints_of(const Busbar& bar, const Frame& frame);
/// What is left on one side of open joints: the taps from `first` on, before `last`.
[[nodiscard]] Busbar piece_of(const Busbar& bar, std::size_t first, std::size_t last);

/// Empty where a shelf's place or volts are not given.
[[nodiscard]] std::optional<Busbar> busbar_of(const Survey& survey);
/// The largest current of a segment, shelves giving by their weights; empty where none gives.
[[nodiscard]] std::optional<Interval> largest_a(const Busbar& bar);

}  // namespace jarip::rack
