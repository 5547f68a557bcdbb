/// What every element of the tree carries under a loss, and which devices then live.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/rack/checks/busbar.hpp"
#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power.hpp"
#include "jarip/rack/power/wiring.hpp"

namespace jarip::rack {

/// The one element that is lost.
struct LostElement {
    PowerPart part = PowerPart::nothing;
    std::size_t index =
        0;  ///< of the feed, unit, branch, cord or device (shelf, supply), or of the tap below the joint
    bool named_only =
        false;  ///< of a branch: with the cords that cables name, the others may hang elsewhere
};

[[nodiscard]] bool is_shelf(const Stack& stack);

/// The busbar between two open joints, or all of it.
struct BusbarSide {
    std::size_t first = 0, last = 0;  ///< its taps, from the first on, before the last
    ShelfOutput output;               ///< of its shelves that live
    Interval watts;                   ///< drawn there
    bool is_sure = true;              ///< it is known what hangs there
};

/// How a device lives.
enum class Life { runs, without_spare, unsure, dark };

/// An element that carries a load, and its limit.
struct LoadPlace {
    PowerPart part = PowerPart::nothing;
    std::size_t index = 0;
    std::string name, above, unit;
    std::optional<double> limit;
};

struct Currents {
    std::vector<double> loads;    ///< of each LoadPlace
    std::vector<double> cord_va;  ///< of each cord, VA or W; of those to units what hangs on these
    std::vector<Life> devices;    ///< of each WiredDevice
};

class PowerNetwork {
public:
    explicit PowerNetwork(const Survey& survey);

    [[nodiscard]] const Survey& survey() const { return survey_; }
    [[nodiscard]] const Wiring& wiring() const { return wiring_; }
    [[nodiscard]] const std::vector<LoadPlace>& places() const { return places_; }
    /// The place of the load of a cord.
    [[nodiscard]] std::size_t place_of_cord(std::size_t cord) const { return first_cord_ + cord; }
    /// Nothing, and then every element that can be lost: feeds, units, branches, cords, supplies of shelves, shelves, joints of
    /// the busbar, the busbar.
    [[nodiscard]] std::vector<LostElement> elements() const;
    [[nodiscard]] std::string name_of(const LostElement& lost) const;
    /// The device of the design to which an element belongs; null of a feed, of a segment, of the busbar.
    [[nodiscard]] const Device* device_of(const LostElement& lost) const;
    [[nodiscard]] std::string name_of_cord(std::size_t cord) const;
    [[nodiscard]] Currents under(const LostElement& lost) const;
    /// The feed on which a distribution unit then hangs itself; empty: it hangs on another unit, or on nothing that lives.
    [[nodiscard]] std::optional<std::size_t> root_of(std::size_t unit,
                                                     const LostElement& lost) const;
    /// Of each feed, what then lies on lines that the design says, and on all three.
    [[nodiscard]] std::vector<LineLoads> sure_lines(const LostElement& lost) const;
    /// What the shelves that then live give.
    [[nodiscard]] ShelfOutput shelf_output(const LostElement& lost) const;
    /// The largest current of a segment of the busbar, by its low end; empty where there is none.
    [[nodiscard]] std::optional<Interval> busbar_a(const LostElement& lost) const;
    /// The sides of an open joint, or the whole busbar; empty where nobody says where its shelves are.
    [[nodiscard]] std::vector<BusbarSide> sides(const LostElement& lost) const;
    /// How what hangs on a side of the busbar lives.
    [[nodiscard]] static Life life_on(const BusbarSide& side);
    /// How many devices that draw hang on a side.
    [[nodiscard]] double devices_on(const BusbarSide& side) const;

private:
    void add_places();
    void add_segments();
    [[nodiscard]] bool gives_power(std::size_t feed, const LostElement& lost) const;
    /// The input from which a unit then takes its power; null: none lives.
    [[nodiscard]] const UnitInput* live_input(std::size_t unit, const LostElement& lost) const;
    /// The feed from which a cord then takes its power; empty: it is dead.
    [[nodiscard]] std::optional<std::size_t> feed_of(std::size_t cord,
                                                     const LostElement& lost) const;
    /// Supplies of each device that live.
    [[nodiscard]] std::vector<double> living(const LostElement& lost) const;
    /// What each device takes from its feeds, VA or W.
    [[nodiscard]] std::vector<double> inputs(const LostElement& lost,
                                             const std::vector<double>& living) const;
    void feed_loads(const LostElement& lost, const std::vector<double>& living,
                    Currents& result) const;
    void busbar_loads(const LostElement& lost, const std::vector<double>& living,
                      Currents& result) const;
    [[nodiscard]] ShelfOutput output_of_shelves(const std::vector<double>& living) const;
    [[nodiscard]] BusbarSide side_of(std::size_t first, std::size_t last,
                                     const std::vector<double>& living) const;
    void judge_side(const BusbarSide& side, const std::vector<double>& living,
                    Currents& result) const;
    /// The supplies of a shelf that live, of all that it has.
    [[nodiscard]] double living_part(std::size_t device, const std::vector<double>& living) const;
    /// Of each device that is a shelf, what it gives of all that the busbar draws.
    [[nodiscard]] std::vector<double> shares(const LostElement& lost,
                                             const std::vector<double>& living) const;
    void live_with_hosts(Currents& result) const;
    [[nodiscard]] Life life_of(const WiredDevice& device, double living) const;

    const Survey& survey_;
    Wiring wiring_;
    std::optional<Busbar> busbar_;
    std::vector<std::size_t> device_of_tap_;  ///< in Wiring::devices
    std::vector<LoadPlace> places_;
    std::size_t first_feed_ = 0, first_phase_ = 0, first_unit_ = 0, first_branch_ = 0,
                first_cord_ = 0, first_shelf_ = 0, first_segment_ = 0;
    std::vector<std::size_t> shelves_;   ///< in Wiring::devices
    std::vector<std::size_t> segments_;  ///< the tap below each
    std::vector<std::size_t> joints_;    ///< the tap below each
};

}  // namespace jarip::rack
