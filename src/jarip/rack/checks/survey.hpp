/// What stands in the rack: each stack of devices with its type, draw, heat and mass, and their sums.
#pragma once

#include <vector>

#include "jarip/rack.hpp"
#include "jarip/rack/checks/interval.hpp"

namespace jarip::rack {

/// Devices of one entry of the design; figures are of one device.
struct Stack {
    const Device* device = nullptr;
    const DeviceType* type = nullptr;
    double count = 1;
    double height = 0;      ///< units; 0 where it takes none or nobody says
    Interval watts;         ///< own draw, 0 of a shelf that only passes on
    Interval heat_w;        ///< the draw, and what a shelf loses
    Interval liquid_share;  ///< of its heat
    Interval mass_kg;
    bool is_draw_known = true;  ///< its own, without what stands in its bays

    [[nodiscard]] const std::string& id() const { return device->id; }
    [[nodiscard]] double power_factor() const { return type->power_factor.value_or(1); }
    /// Whether it takes units and says where.
    [[nodiscard]] bool is_placed() const { return device->u && height > 0; }
    [[nodiscard]] double top() const { return *device->u + height * count - 1; }
};

struct Survey {
    explicit Survey(const Design& design);

    const Design& design;
    std::vector<Stack> stacks;                   ///< those whose type is known
    std::vector<const Device*> unknown_devices;  ///< the others, of which nothing is known
    double devices = 0;
    double shelves = 0;
    Coverage coverage;
    Interval busbar_w;  ///< drawn from the busbar
    Interval it_w, loss_w, power_w, liquid_w;
    Interval air_w;           ///< into the room: what exchangers take out of the air is the loops'
    Interval exchanged_w;     ///< what they take
    double exchangers_w = 0;  ///< what they can take together
    Interval mass_kg, load_kg;
    Interval height_u, accelerators;
    double height_mm = 0;

    /// Watts that one shelf loses when `of` shelves share the busbar's load.
    [[nodiscard]] Interval shelf_loss(const Stack& shelf, double of) const;
    /// What the exchangers of a stack (rear doors, coolers in the row) take out of the air to their loop.
    [[nodiscard]] Interval exchanged_by(const Stack& stack) const;
    [[nodiscard]] double floor_m2() const;  ///< footprint; 0 where nobody says

private:
    void add_stacks();
    void add_unknown_devices();
    void move_draws_to_hosts();
    void exchange_air();
};

/// A rear door or a cooler in the row: it says cooling_kw and is not cooled by liquid alone, as a distribution unit of coolant is.
[[nodiscard]] bool is_exchanger(const Device& device, const DeviceType& type);
/// Watts that an exchanger takes out of the air to its loop at most; 0 without a loop, and of any other device.
[[nodiscard]] double exchanger_w(const Device& device, const DeviceType& type);

/// What one device of a type draws: watts, else watts_max, else what NetBox allocates; else bounded by NetBox's
/// maximum draw or the supplies' size, which are nameplates.
[[nodiscard]] Interval draw_w(const DeviceType& type);

}  // namespace jarip::rack
