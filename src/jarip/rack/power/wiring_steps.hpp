/// The steps by which the cords of a rack are laid: what there is, what cables name, on what units hang, what is dealt.
#pragma once

#include <optional>
#include <vector>

#include "jarip/rack/power/wiring.hpp"

namespace jarip::rack {

inline constexpr double kMostCords = 5'000;

/// The lines of a leg of a feed of three phases: to neutral, or between two lines; 0 of a feed of one.
[[nodiscard]] int lines_of_leg(std::size_t leg, const Feed& feed);
[[nodiscard]] std::size_t leg_of_lines(int lines);

/// Units with their branches and outlets, devices and their cords, none of which takes an outlet yet.
[[nodiscard]] Wiring list_cords(const Survey& survey);

/// Beside Wiring::cords: the outlets that cables of the design name, which are taken then.
[[nodiscard]] std::vector<std::optional<std::size_t>> keep_named_outlets(const Survey& survey,
                                                                         Wiring& wiring);

/// Gives cords their outlets, branches and lines, so that the fullest branch has least.
class OutletDeal {
public:
    OutletDeal(const Survey& survey, Wiring& wiring,
               std::vector<std::optional<std::size_t>> named_outlet);

    /// What hangs on each unit with nothing lost; on the second input of a transfer switch the same may hang.
    void weigh_units();
    [[nodiscard]] double va_of_unit(std::size_t unit) const { return unit_va_[unit]; }
    /// A cord that comes through a branch without an outlet of it.
    void load_branch(std::size_t branch, const WiredCord& cord) { branch_va_[branch] += va(cord); }
    /// The outlet of the unit above that a cable names for the cord of a unit, else a free one.
    void take_outlet(std::size_t cord);

    /// Of the cords of devices: those that cables name; all others; and lines of those that no outlet lays on any.
    void take_named();
    void deal_outlets();
    void deal_phases();

private:
    // A cord that goes to another outlet, in exchange for the one that is there or for none.
    struct Change {
        std::size_t cord = 0, outlet = 0;
        std::optional<std::size_t> other;
        double most = 0;  // of the two branches then
    };

    [[nodiscard]] double va(const WiredCord& cord) const;
    void add_weight(std::size_t unit, double va, std::vector<bool>& met);
    void take_named(std::size_t index);
    void take(WiredCord& cord, std::size_t index);
    void take_free(std::size_t index, const std::vector<std::size_t>& outlets);
    void release(std::size_t index);
    [[nodiscard]] bool takes(const WiredOutlet& outlet, const WiredCord& cord) const;
    [[nodiscard]] bool may_take(const WiredOutlet& outlet, WiredCord cord) const;
    [[nodiscard]] bool may_be_one_phase(const WiredCord& cord) const;
    [[nodiscard]] double load_at(const WiredOutlet& outlet) const;
    void even_out();
    bool lower_worst(std::size_t index, const std::vector<std::size_t>& cords);
    [[nodiscard]] std::vector<std::size_t> largest_first() const;

    const Survey& survey_;
    const Design& design_;
    Wiring& wiring_;
    std::vector<std::optional<std::size_t>> named_outlet_;  // of each cord
    std::vector<double> branch_va_, unit_va_;
};

/// From above: each unit takes outlets of those above it, and its outlets lie on the lines of its own.
void hang_units(const Survey& survey, Wiring& wiring, OutletDeal& deal);

}  // namespace jarip::rack
