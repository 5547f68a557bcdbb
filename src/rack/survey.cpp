#include "survey.hpp"

namespace jarip::rack {
namespace {

Interval efficiency_factor(const DeviceType& shelf) {
    if (shelf.efficiency.given) return Interval::exactly(1 / shelf.efficiency.value);
    return {1, 1, kUnbounded};
}

// The share of a device's heat that liquid takes: nothing of one that says it is cooled by air or says nothing at all
// about cooling; unknown of one that is cooled by liquid and gives no share.
Interval liquid_share(const DeviceType& type) {
    if (type.liquid_fraction.given) return Interval::exactly(type.liquid_fraction.value);
    const bool liquid = type.cooling_method == "liquid" || type.cooling_method == "hybrid" ||
                        type.cooling_method == "immersion";
    return liquid ? Interval{0, 0, 1} : Interval{};
}

Stack make_stack(const Device& device, const DeviceType& type) {
    Stack stack;
    stack.device = &device;
    stack.type = &type;
    stack.count = device.count;
    stack.height = type.u_height.value_or(0);
    stack.watts = draw_w(type);
    stack.liquid_share = liquid_share(type);
    stack.mass_kg =
        type.mass_kg.given ? Interval::exactly(type.mass_kg.value) : Interval::unknown();
    return stack;
}

}  // namespace

Interval draw_w(const DeviceType& type) {
    for (const auto* figure : {&type.watts, &type.watts_max, &type.allocated_w})
        if (figure->given) return Interval::exactly(figure->value);
    if (type.supply == Supply::passive || type.supply == Supply::source) return {};
    Interval result = Interval::unknown();
    result.low = type.watts_typ.value_or(0);
    if (type.maximum_w.given)
        result.high = type.maximum_w.value;
    else if (type.psu_count.given && type.psu_w.given)
        result.high = type.psu_count.value * type.psu_w.value;
    result.high = std::max(result.low, result.high);
    return result;
}

Survey::Survey(const Design& of) : design{of} {
    stacks.reserve(design.devices.size());
    for (const auto& device : design.devices) {
        devices += device.count;
        if (device.type) stacks.push_back(make_stack(device, design.types[*device.type]));
    }

    const auto& frame = design.frame;
    const auto add_mass = [&](Interval& sum, const Figure& figure) {
        sum += figure.given ? Interval::exactly(figure.value) : Interval::unknown();
    };
    for (const auto& extra : frame.extra_mass) add_mass(load_kg, extra.mass_kg);

    for (auto& stack : stacks) {
        const bool is_shelf = stack.type->supply == Supply::source;
        it_w += stack.watts * (is_shelf ? 0 : stack.count);
        load_kg += stack.mass_kg * stack.count;
        if (stack.watts.is_exact()) with_power += stack.count;
        if (stack.mass_kg.is_exact()) with_mass += stack.count;
        if (stack.type->supply == Supply::busbar) busbar_w += stack.watts * stack.count;
        if (is_shelf) shelves += stack.count;
    }
    for (auto& stack : stacks) {
        stack.heat_w = stack.watts;
        if (stack.type->supply == Supply::source) {
            const auto loss = shelf_loss(stack, shelves);
            loss_w += loss * stack.count;
            stack.heat_w += loss;
        }
        power_w += stack.heat_w * stack.count;
        liquid_w += stack.heat_w * stack.liquid_share * stack.count;
        air_w += stack.heat_w * complement(stack.liquid_share) * stack.count;
    }
    mass_kg = load_kg;
    add_mass(mass_kg, frame.mass_empty_kg);
    height_mm = frame.height_mm.value_or(frame.base_mm.value_or(0) +
                                         frame.u_height.value_or(0) * millimetres(frame.unit));
}

Interval Survey::shelf_loss(const Stack& shelf, double of) const {
    auto lost = efficiency_factor(*shelf.type);
    for (auto* bound : {&lost.low, &lost.known, &lost.high}) *bound -= 1;
    return busbar_w * lost * (1 / of);
}

double Survey::floor_m2() const {
    const auto& frame = design.frame;
    if (!frame.width_mm.given || !frame.depth_mm.given) return 0;
    return frame.width_mm.value * frame.depth_mm.value * 1e-6;
}

}  // namespace jarip::rack
