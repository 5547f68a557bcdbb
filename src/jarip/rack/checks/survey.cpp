#include "jarip/rack/checks/survey.hpp"

#include <algorithm>

namespace jarip::rack {
namespace {

Interval efficiency_factor(const DeviceType& shelf) {
    const auto& given = shelf.efficiency;
    if (!given.given) return {1, 1, kUnbounded};
    const double factor = 1 / given.value;
    return {factor, factor, factor, given.assumed ? factor : 0};
}

// The share of a device's heat that liquid takes: nothing of one that says it is cooled by air or says nothing at all
// about cooling; unknown of one that is cooled by liquid and gives no share.
Interval liquid_share(const Device& device, const DeviceType& type) {
    const bool is_own =
        !device.cooling_method.empty() && device.cooling_method != type.cooling_method;
    if (type.liquid_fraction.given && !is_own) return Interval::of(type.liquid_fraction);
    const auto& method =
        device.cooling_method.empty() ? type.cooling_method : device.cooling_method;
    const bool liquid = method == "liquid" || method == "hybrid" || method == "immersion";
    return liquid ? Interval{0, 0, 1} : Interval{};
}

// In a bay, where it takes no unit of the rack.
bool stands_inside(const Device& device, const DeviceType& type) {
    return device.in.has_value() || type.is_module;
}

Stack make_stack(const Device& device, const DeviceType& type) {
    Stack stack;
    stack.device = &device;
    stack.type = &type;
    stack.count = device.count;
    stack.height = stands_inside(device, type) ? 0 : type.u_height.value_or(0);
    if (!device.is_off) stack.watts = draw_w(type);
    stack.is_draw_known = stack.watts.is_exact();
    stack.liquid_share = liquid_share(device, type);
    stack.mass_kg = Interval::of(type.mass_kg);
    return stack;
}

}  // namespace

bool is_exchanger(const Device& device, const DeviceType& type) {
    const auto& method =
        device.cooling_method.empty() ? type.cooling_method : device.cooling_method;
    return type.cooling_kw.value > 0 && (method == "hybrid" || method == "air");
}

double exchanger_w(const Device& device, const DeviceType& type) {
    if (device.is_off || !device.loop || !is_exchanger(device, type)) return 0;
    return type.cooling_kw.value * 1e3;
}

Interval draw_w(const DeviceType& type) {
    for (const auto* figure : {&type.watts, &type.watts_max, &type.allocated_w})
        if (figure->given) return Interval::of(*figure);
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
        if (device.type)
            stacks.push_back(make_stack(device, design.types[*device.type]));
        else
            unknown_devices.push_back(&device);
    }
    move_draws_to_hosts();
    const auto& frame = design.frame;
    for (const auto& extra : frame.extra_mass) load_kg += Interval::of(extra.mass_kg);
    add_stacks();
    mass_kg = load_kg;
    mass_kg += Interval::of(frame.mass_empty_kg);
    height_mm = frame.height_mm.value_or(frame.base_mm.value_or(0) +
                                         frame.u_height.value_or(0) * millimetres(frame.unit));
}

void Survey::add_stacks() {
    double with_power = 0, with_heat = 0, with_mass = 0, with_height = 0;
    for (auto& stack : stacks) {
        const auto& type = *stack.type;
        const bool is_shelf = type.supply == Supply::source;
        it_w += stack.watts * (is_shelf ? 0 : stack.count);
        load_kg += stack.mass_kg * stack.count;
        const bool is_inside = stands_inside(*stack.device, type);
        if (!is_inside) height_u += Interval::of(type.u_height) * stack.count;
        // A type that names no accelerators has none.
        if (type.accelerators.given) accelerators += Interval::of(type.accelerators) * stack.count;
        const bool has_power = stack.is_draw_known && (!is_shelf || type.efficiency.given);
        if (has_power) with_power += stack.count;
        if (has_power && stack.liquid_share.is_exact()) with_heat += stack.count;
        if (stack.mass_kg.is_exact()) with_mass += stack.count;
        if (type.u_height.given || is_inside) with_height += stack.count;
        if (type.supply == Supply::busbar) busbar_w += stack.watts * stack.count;
        if (is_shelf && !stack.device->is_off) shelves += stack.count;
    }
    add_unknown_devices();
    for (auto& stack : stacks) {
        stack.heat_w = stack.watts;
        if (stack.type->supply == Supply::source && !stack.device->is_off) {
            const auto loss = shelf_loss(stack, shelves);
            loss_w += loss * stack.count;
            stack.heat_w += loss;
        }
        power_w += stack.heat_w * stack.count;
        liquid_w += stack.heat_w * stack.liquid_share * stack.count;
        air_w += stack.heat_w * complement(stack.liquid_share) * stack.count;
    }
    exchange_air();
    const auto share = [&](double with) { return ratio(with, devices).value_or(1); };
    coverage = {share(with_power), share(with_heat), share(with_mass), share(with_height)};
}

// What stands in a bay of a device is fed by its supplies.
void Survey::move_draws_to_hosts() {
    for (auto& stack : stacks) {
        if (!stack.device->in) continue;
        const auto* device = &design.devices[*stack.device->in];
        const auto host = std::find_if(stacks.begin(), stacks.end(),
                                       [&](const Stack& other) { return other.device == device; });
        if (host == stacks.end()) continue;
        // In one that is off nothing has power.
        if (device->is_off) stack.watts = {};
        host->watts += stack.watts * (stack.count / host->count);
        stack.watts = {};
    }
}

// Rear doors and coolers in the row take what they can of the heat in the air; their loops carry it off.
void Survey::exchange_air() {
    for (const auto& stack : stacks)
        exchangers_w += exchanger_w(*stack.device, *stack.type) * stack.count;
    if (exchangers_w == 0) return;
    const double known = std::min(air_w.known, exchangers_w);
    exchanged_w = {std::min(air_w.low, exchangers_w), known, std::min(air_w.high, exchangers_w),
                   air_w.known > 0 ? known * air_w.assumed / air_w.known : 0};
    const auto rest = [&](double all) { return std::max(0.0, all - exchangers_w); };
    const double left = rest(air_w.known);
    air_w = {rest(air_w.low), left, rest(air_w.high),
             air_w.known > 0 ? left * air_w.assumed / air_w.known : 0};
    liquid_w += exchanged_w;
}

Interval Survey::exchanged_by(const Stack& stack) const {
    const double own = exchanger_w(*stack.device, *stack.type) * stack.count;
    return own > 0 ? exchanged_w * (own / exchangers_w) : Interval{};
}

// A device of unknown type adds nothing to what is known, and anything to what may be.
void Survey::add_unknown_devices() {
    for (const auto* device : unknown_devices) {
        const auto anything = Interval::unknown() * device->count;
        for (auto* sum : {&load_kg, &height_u, &accelerators}) *sum += anything;
        if (device->is_off) continue;
        for (auto* sum : {&it_w, &power_w, &liquid_w, &air_w}) *sum += anything;
        if (device->feeds.empty() && shelves > 0) busbar_w += anything;
    }
}

Interval Survey::shelf_loss(const Stack& shelf, double of) const {
    auto lost = efficiency_factor(*shelf.type);
    for (auto* bound : {&lost.low, &lost.known, &lost.high}) *bound -= 1;
    lost.assumed = lost.assumed > 0 ? lost.known : 0;
    return busbar_w * lost * (1 / of);
}

double Survey::floor_m2() const {
    const auto& frame = design.frame;
    if (!frame.width_mm.given || !frame.depth_mm.given) return 0;
    return frame.width_mm.value * frame.depth_mm.value * 1e-6;
}

}  // namespace jarip::rack
