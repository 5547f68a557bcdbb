/// The tree that feeds the rack: feed, distribution units, cord, supply, device or shelf. What each element bears, and
/// what is left of the tree when one is lost.
#pragma once

#include <algorithm>
#include <optional>
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

/// Every feed that is on, and every distribution unit that a device names.
[[nodiscard]] std::vector<Loss> supply_losses(const Design& design);
/// Name of what is lost, as the design calls it.
[[nodiscard]] const std::string& name_of(const Design& design, const Loss& loss);

[[nodiscard]] bool takes_feeds(const Stack& stack);
[[nodiscard]] bool has_three_phases(const Feed& feed);

/// The distribution unit on which the n-th entry of a device's feeds hangs, and that on which a unit hangs; empty: the feed.
[[nodiscard]] std::optional<std::size_t> unit_of(const Device& device, std::size_t entry);
/// The same of a unit under a loss: that of the first of its feeds that lives, of which a transfer switch has several.
[[nodiscard]] std::optional<std::size_t> unit_above(const Design& design, std::size_t unit,
                                                    const Loss& loss);
/// Whether the n-th entry of a device's feeds is then fed through a distribution unit, itself or one above.
[[nodiscard]] bool hangs_on(const Design& design, const Device& device, std::size_t entry,
                            std::size_t unit, const Loss& loss);
/// Whether a distribution unit hangs on one feed, or is a transfer switch between several.
[[nodiscard]] bool is_on_one_feed(const Device& device, const DeviceType& type);
/// Amperes that one breaker of a feed bears for hours, all of its circuits, and the VA of the feed.
[[nodiscard]] double circuit_a(const Feed& feed, const Site& site);
[[nodiscard]] double line_a(const Feed& feed, const Site& site);
[[nodiscard]] double capacity_va(const Feed& feed, const Site& site);
/// Amperes that the plug of a distribution unit bears for hours, by its name and by input_a; empty where nobody says.
[[nodiscard]] std::optional<double> unit_input_a(const DeviceType& type, const Site& site);
/// VA that the plug of one distribution unit, or NetBox's maximum draw of its inlet, lets through; empty where nobody says.
[[nodiscard]] std::optional<double> unit_capacity_va(const DeviceType& type, const Feed& feed,
                                                     const Site& site);
/// Amperes that one branch of a unit bears for hours; empty where nobody says.
[[nodiscard]] std::optional<double> branch_a(const DeviceType& type, const Site& site);

/// The feed from which a device's n-th entry of feeds then takes its power; empty: its cords are dead.
[[nodiscard]] std::optional<std::size_t> feed_under(const Design& design, const Device& device,
                                                    std::size_t entry, const Loss& loss);
[[nodiscard]] bool is_alive(const Design& design, const Device& device, std::size_t entry,
                            const Loss& loss);
/// Whether none of its feeds gives it power.
[[nodiscard]] bool is_dead(const Design& design, const Device& device, const Loss& loss);
/// How many different feeds that are on a device may take its power from.
[[nodiscard]] double distinct_feeds(const Design& design, const Device& device);
/// The feed, or else the distribution unit, without which none of a device's supplies lives; null: there is none.
[[nodiscard]] const Loss* sole_support(const Design& design, const Stack& stack,
                                       const std::vector<Loss>& losses);

/// Supplies of one device: psu_count, else one for each entry of feeds.
[[nodiscard]] double supplies_of(const Stack& stack);
/// Those of its n-th entry of feeds: they are dealt to the entries in turn.
[[nodiscard]] double supplies_on(const Stack& stack, std::size_t entry);
/// A supply among those of its device on the same feed, with nothing lost.
struct SupplyOnFeed {
    std::size_t number = 0;  ///< from 0
    std::size_t all = 1;
};
/// Of each supply in its order. None where there are more than a thousand: nobody lays so many on lines.
[[nodiscard]] std::vector<SupplyOnFeed> supplies_on_feeds(const Stack& stack);
[[nodiscard]] double living_supplies(const Design& design, const Stack& stack, const Loss& loss);
/// Supplies that a device needs to carry its draw; empty where nobody says.
[[nodiscard]] std::optional<Interval> supplies_needed(const Stack& stack);

/// What shelves give to the busbar.
struct ShelfOutput {
    Interval
        watts;  ///< all supplies that live; between where nobody says how a shelf shares its feeds
    double rating = 0;  ///< of the shelves that live, wholly or in part
    double spare_w =
        0;  ///< supplies to spare that a shelf's rating leaves it; of the shelf with most
    double largest_supply = 0;  ///< W that the loss of one supply takes; 0 where nobody says
    double shelves = 0;         ///< that live, wholly or in part
    bool is_sized = true;

    /// `count` equal shelves more, of each of which so many supplies live.
    void add(const Stack& shelf, double count, double living);
    /// Within their rating, and with the supplies to spare that it promises: one of 15 kW with six of 3 kW may lose one.
    [[nodiscard]] double with_spare() const { return std::min(rating, watts.high - spare_w); }
    /// The same, and with any one supply more lost.
    [[nodiscard]] double with_one_less() const {
        return std::min(with_spare(), watts.high - largest_supply);
    }
};

/// What a shelf is worth to the busbar: the share of its supplies that live.
[[nodiscard]] double living_share(const Design& design, const Stack& shelf, const Loss& loss);
/// The sum of it over all shelves; one of the stack is missing where a shelf is lost.
[[nodiscard]] double living_shelves(const Survey& survey, const Loss& loss);

/// Watts that one device takes from all its feeds together; shelves that live share the busbar's load and lose some of it.
[[nodiscard]] Interval input_w(const Survey& survey, const Stack& stack, const Loss& loss);

}  // namespace jarip::rack
