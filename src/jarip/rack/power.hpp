/// The tree that feeds a rack, element by element: what goes dark when one is lost, what each carries and bears, and every cord.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/rack/design.hpp"

namespace jarip::rack {

/// An element of the tree, from the feed to the busbar. A cord stands for its outlet, itself and the supply it feeds, which are
/// lost alike; a supply is one of a shelf's, several of which may hang on one whip. A segment of the busbar is lost where a
/// joint opens; a busbar is one piece, or several with joints, and is lost as a whole.
enum class PowerPart { nothing, feed, phase, unit, branch, cord, supply, shelf, segment, busbar };

/// What an element carries and what it bears; draws that nobody gives count as nothing.
struct PowerLoad {
    PowerPart part = PowerPart::nothing;
    std::string name;
    std::string above;            ///< the element that feeds it; empty: the grid, or shelves
    double load = 0;              ///< with nothing lost
    double worst = 0;             ///< with the worst other element lost
    std::string lost;             ///< which that is; empty: nothing lost is the worst
    std::optional<double> limit;  ///< empty: nobody says
    std::string unit;             ///< VA, A or W
    /// Worst over limit.
    [[nodiscard]] std::optional<double> use() const {
        return limit && *limit > 0 ? std::optional{worst / *limit} : std::nullopt;
    }
};

/// One cord: from an outlet to a supply of a device, or a whip to a shelf.
struct PowerCord {
    std::string label;  ///< of both ends: "pdu-a:c13-1 > server-2:PSU1"
    std::string from,
        outlet;          ///< the distribution unit, or the feed; empty outlet: nobody says which
    std::string branch;  ///< of the unit; empty: it names none
    std::string device, supply;
    std::string feed,
        phase;  ///< L1, L1-L2, L1-L2-L3; empty: a feed of one phase or of direct voltage
    std::string plug;
    bool is_named = false;  ///< the design says the outlet; else it is dealt
    double load_a = 0, worst_a = 0;
    std::string lost;  ///< what makes it worst
    std::optional<double> limit_a;
};

/// A cable of data or anything else that the design lists, one by one.
struct CableRun {
    std::string label, kind;
    std::string from, from_port;  ///< empty port: of a kind that the device does not count
    std::string to, to_port;
    bool is_named = false;  ///< the design names the ports; else they are dealt in turn
    std::optional<double> length_m;
};

/// The rack with one element lost.
struct PowerLoss {
    PowerPart part = PowerPart::nothing;
    std::string name;
    std::string
        stack;  ///< the device of the design that the element is, or belongs to; empty: a feed, a segment, the busbar
    std::vector<std::string> dark;           ///< too few supplies, or none, are left
    std::vector<std::string> without_spare;  ///< run, but go dark with the next supply that fails
    std::vector<std::string> unsure;         ///< nobody says how many supplies they need
    double dark_w = 0;                       ///< what the dark ones draw
    double dark_accelerators = 0;
    std::optional<PowerLoad>
        heaviest;  ///< the element that is then nearest to, or farthest above, its limit
};

/// The tree as tables.
struct PowerTree {
    std::string id, name;
    std::vector<PowerLoad> loads;
    std::vector<PowerCord> cords;
    std::vector<CableRun> cables;
    std::vector<PowerLoss> losses;  ///< nothing lost first
    bool is_complete = true;        ///< every draw is given
};

/// Outlets that the design does not name by a cable are dealt: the largest cord to the branch, and the phase, with least.
/// errors  E0455 where the rack has more cords, or more cables, than can be listed
[[nodiscard]] PowerTree power_tree(const Design& design);

}  // namespace jarip::rack
