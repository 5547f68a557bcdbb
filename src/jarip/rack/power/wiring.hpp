/// Every cord of a rack: which supply it feeds, from which outlet, branch and phase.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "jarip/rack/checks/survey.hpp"

namespace jarip::rack {

/// Where a distribution unit takes its power from.
struct UnitInput {
    std::size_t feed = 0;                     ///< at its root
    std::optional<std::size_t> above;         ///< in Wiring::units
    std::optional<std::size_t> branch_above;  ///< of that, in Wiring::branches
    std::optional<std::size_t> cord;          ///< in Wiring::cords; empty: a whip of the feed
};

/// A distribution unit, one by one: a stack of two is two.
struct WiredUnit {
    std::size_t device = 0;  ///< in Design::devices
    std::size_t number = 0;  ///< in its stack, from 0
    const DeviceType* type = nullptr;
    std::vector<UnitInput>
        inputs;     ///< one; of a transfer switch several, of which it takes the first that lives
    int lines = 0;  ///< of one phase on a feed of three; 0: all that the feed has
    std::size_t first_branch = 0;  ///< in Wiring::branches
    std::size_t branches = 0;
    std::string name;

    [[nodiscard]] std::size_t feed() const { return inputs.front().feed; }
};

/// A branch of a unit with its breaker.
struct WiredBranch {
    std::size_t unit = 0;
    std::size_t number = 0;  ///< from 1
    int lines = 0;           ///< as of a cord
    std::string name;
};

struct WiredOutlet {
    std::size_t unit = 0;
    std::optional<std::size_t> branch;
    int lines = 0;
    std::string name, kind;
    bool is_taken = false;
};

/// A cord to one supply of a device or to a distribution unit, or a whip to some of a shelf's supplies.
struct WiredCord {
    std::size_t stack = 0;   ///< in Survey::stacks
    std::size_t number = 0;  ///< of the device in its stack, from 0
    std::size_t entry = 0;   ///< of the device's feeds
    std::size_t feed = 0;
    double supplies = 1;  ///< that it feeds
    std::string supply;   ///< name of the first
    int lines = 0;        ///< 1…3 to neutral, 12, 23, 31 between lines; 0: all that the feed has
    std::optional<std::size_t> unit, branch, outlet;
    std::optional<std::size_t> feeds_unit;  ///< in Wiring::units; empty: a device, or a shelf
    bool is_named = false;                  ///< by a cable, with its outlet
    bool has_said_lines = false;            ///< by `phases`, or by the outlet that a cable names
};

/// A device of the rack, one by one, with its cords.
struct WiredDevice {
    std::size_t stack = 0, number = 0;
    std::size_t first_cord = 0, cords = 0;  ///< in Wiring::cords
    std::string name;
};

struct Wiring {
    std::vector<WiredUnit> units;
    std::vector<WiredBranch> branches;
    std::vector<WiredOutlet> outlets;
    std::vector<WiredCord> cords;
    std::vector<WiredDevice> devices;  ///< those whose type is known

    /// Whether a cord's power may come through a branch.
    [[nodiscard]] bool may_come_through(const WiredCord& cord, std::size_t branch) const;

private:
    [[nodiscard]] bool unit_comes_through(std::size_t unit, std::size_t branch) const;
};

/// Whether a cable of the design runs from a named outlet of a distribution unit to a named supply.
[[nodiscard]] bool names_outlets(const Design& design);
/// Whether there are few enough cords and units to list them one by one.
[[nodiscard]] bool can_be_wired(const Survey& survey);

/// Outlets that no cable names, branches and phases are dealt by the VA of each cord with nothing lost.
/// errors  E0455 where there are more cords or units than can be listed
[[nodiscard]] Wiring wire(const Survey& survey);

/// The end of a cord that bears less, by its name: the plug of its supply or the outlet that a cable names, which may be of
/// another kind (a cord from C13 to C20 bears 10 A). Empty where neither is known.
[[nodiscard]] std::string weaker_end(const Survey& survey, const Wiring& wiring,
                                     const WiredCord& cord);

/// "server", or of several "server-2".
[[nodiscard]] std::string member_name(const Device& device, std::size_t number);
/// "L1", "L1-L2"; of 0 "L1-L2-L3" on a feed of three phases, else empty.
[[nodiscard]] std::string lines_name(int lines, const Feed& feed);

}  // namespace jarip::rack
