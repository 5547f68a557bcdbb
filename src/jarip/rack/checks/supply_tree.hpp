/// The tree that feeds the rack: feed, distribution unit, cord, supply, device or shelf. What is left of it when one
/// element is lost.
#pragma once

#include <vector>

#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {

/// The one element that is lost.
struct Loss {
    enum class Kind { none, feed, unit, shelf };
    Kind kind = Kind::none;
    std::size_t index =
        0;  ///< of a feed; of the device that is a distribution unit; of the shelf's stack

    [[nodiscard]] static Loss nothing() { return {}; }
};

/// Every feed, and every distribution unit that a device names.
[[nodiscard]] std::vector<Loss> supply_losses(const Design& design);
/// Name of what is lost, as the design calls it.
[[nodiscard]] const std::string& name_of(const Design& design, const Loss& loss);

[[nodiscard]] bool takes_feeds(const Stack& stack);
[[nodiscard]] bool has_three_phases(const Feed& feed);

/// Whether the cords of a device's n-th entry of feeds are alive.
[[nodiscard]] bool is_alive(const Device& device, std::size_t entry, const Loss& loss);
/// How many different feeds a device hangs on.
[[nodiscard]] double distinct_feeds(const Device& device);

/// Supplies of one device: psu_count, else one for each entry of feeds.
[[nodiscard]] double supplies_of(const Stack& stack);
/// Those of its n-th entry of feeds: they are dealt to the entries in turn.
[[nodiscard]] double supplies_on(const Stack& stack, std::size_t entry);
[[nodiscard]] double living_supplies(const Stack& stack, const Loss& loss);

/// What a shelf is worth to the busbar: the share of its supplies that live.
[[nodiscard]] double living_share(const Stack& shelf, const Loss& loss);
/// The sum of it over all shelves; one of the stack is missing where a shelf is lost.
[[nodiscard]] double living_shelves(const Survey& survey, const Loss& loss);

/// Watts that one device takes from all its feeds together; shelves that live share the busbar's load and lose some of it.
[[nodiscard]] Interval input_w(const Survey& survey, const Stack& stack, const Loss& loss);

}  // namespace jarip::rack
