/// Currents in the lines of a feed of three phases.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "jarip/rack/checks/interval.hpp"

namespace jarip::rack {

/// How a cord of one phase may lie on a feed of three: 1…3 from L1…L3 to neutral; 12, 23, 31 between two lines.
inline constexpr int kBetweenLines = 12;

/// Lines at or below these volts feed supplies of 200 V and more between two of them (208, 240 V); above, one line and the
/// neutral do (400 V: 230 V).
inline constexpr double kBetweenUpTo = 250;

/// Equal cords of which nobody says where they lie.
struct Cords {
    Interval each_va;
    double count = 0;
    bool may_be_three_phase = false;  ///< the plug is not known
};

struct LineLoads {
    std::array<Interval, 3> to_neutral, between;  ///< VA; between L1-L2, L2-L3, L3-L1
    std::vector<Cords> cords;
    Interval total;

    void add(int connection, const Interval& va);
    void add_three_phase(const Interval& va);
    void add_cords(const Cords& more);

    /// Amperes in the line that carries most. Cords are dealt as evenly as they can be: the low end no deal can go below.
    [[nodiscard]] Interval worst_a(double volts_ll) const;
    /// The same of what the design lays on lines itself, and which line that is (1…3).
    [[nodiscard]] Interval worst_named_a(double volts_ll, int& line) const;
    /// Amperes in each line of what is laid on lines.
    [[nodiscard]] std::array<double, 3> lines_a(double volts_ll) const;
    /// VA of each line, cords dealt as evenly as they can be.
    [[nodiscard]] std::array<double, 3> lines_va(double volts_ll) const;
};

/// Where the phases that a device names lie on a feed of so many volts: two names of a feed without use for its neutral
/// are the two lines between which the device lies, three are the three pairs.
[[nodiscard]] std::vector<int> connections(const std::vector<int>& named, double volts_ll);

/// Where a supply of a device lies: names are dealt to the devices of a stack in turn, and where there are more of them
/// than devices to the supplies that each has on the feed. `number` of the device, `supply` of those, both from 0.
[[nodiscard]] int connection_at(const std::vector<int>& connections, double devices,
                                std::size_t number, std::size_t supply, std::size_t on_feed);

/// Volts on a cord of one phase that nobody lays on lines.
[[nodiscard]] double cord_volts(double volts_ll);

}  // namespace jarip::rack
