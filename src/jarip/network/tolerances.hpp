/// The tolerances of network: each bounds one thing and is used for that alone.
#pragma once

namespace jarip::network {

/// Of an event: it is over below this share.
inline constexpr double kGone = 1e-3;

/// Of a node's books: what its input and output may differ by.
inline constexpr double kBooksRounding = 1e-9;

/// Of a slot: largest shares that sum to 1 less this can fill it.
inline constexpr double kSlotRounding = 1e-9;

/// Of shares that sum to 1: a little over 1 is rounding in the source.
inline constexpr double kShareSumRounding = 1e-6;
/// Shares that sum to 1, but for the digits they are written with.
[[nodiscard]] inline bool is_rounded_whole(double total) {
    return total >= 1 - kShareSumRounding && total <= 1 + kShareSumRounding;
}

/// A process that loses less than this share of its price a unit loses nothing.
inline constexpr double kLeastLoss = 1e-9;

}  // namespace jarip::network
