#include <algorithm>
#include <numbers>
#include <set>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"

namespace jarip::rack {
namespace {

// What may be a distribution unit of the design: one device, or a stack of them, on one feed, or behind a transfer switch on the first that lives.
struct Unit {
    const Stack* stack;
    std::size_t device;
    const Feed* feed;
};

std::vector<Unit> units_of(const Survey& survey) {
    std::vector<Unit> units;
    const auto& design = survey.design;
    for (const auto& stack : survey.stacks) {
        if (!is_on_one_feed(*stack.device, *stack.type)) continue;
        units.push_back({&stack, static_cast<std::size_t>(stack.device - design.devices.data()),
                         &design.feeds[stack.device->feeds.front()]});
    }
    return units;
}

// What its plug lets through; empty where nobody says.
std::optional<double> plug_va(const Unit& unit, const Site& site) {
    const auto one = unit_capacity_va(*unit.stack->type, *unit.feed, site);
    if (!one) return std::nullopt;
    return *one * unit.stack->count;
}

// What the branches of a unit bear together; of one alone where `one`.
std::optional<double> branches_va(const Unit& unit, const Site& site, bool one) {
    const auto& type = *unit.stack->type;
    const auto amps = branch_a(type, site);
    if (!amps || (!one && !type.branches.given)) return std::nullopt;
    const double volts =
        has_three_phases(*unit.feed) ? cord_volts(unit.feed->volts.value) : unit.feed->volts.value;
    const double each = volts * *amps;
    return one ? each : each * type.branches.value * unit.stack->count;
}

// Each bound by itself: what one surely carries is not hidden by what another may.
void raise_bounds(Interval& largest, const Interval& other) {
    largest.low = std::max(largest.low, other.low);
    largest.known = std::max(largest.known, other.known);
    largest.high = std::max(largest.high, other.high);
}

// The heaviest over losses, and what is lost where most is carried for sure; empty: nothing.
struct UnitLoad {
    Interval va;
    std::string lost;

    void raise(const Interval& other, const std::string& under) {
        if (exceeds(other.low, va.low) ||
            (!exceeds(va.low, other.low) && exceeds(other.known, va.known)))
            lost = under;
        raise_bounds(va, other);
    }
};

struct UnitLoads {
    UnitLoad all, branches, cord;
};

// What a cord puts on a branch, in VA of one pole: of three phases a pole has its part.
Interval on_branch(const Interval& va, std::string_view plug, const Feed& feed) {
    const auto phases = phases_of(plug);
    if (!has_three_phases(feed) || phases == PlugPhases::one) return va;
    const double part = cord_volts(feed.volts.value) / (std::numbers::sqrt3 * feed.volts.value);
    auto result = va * part;
    if (phases == PlugPhases::unknown) result.high = va.high;
    return result;
}

// What a unit passes on under a loss, and its largest cord: to a device, or to a unit that hangs on it.
void add_load(const Survey& survey, std::size_t unit, const Loss& loss, UnitLoads& worst) {
    const auto& design = survey.design;
    const auto& feed = design.feeds[design.devices[unit].feeds.front()];
    Interval all, on_branches, largest;
    std::vector<Interval> below(design.devices.size());
    const auto raise = [&](const Interval& cord) { raise_bounds(largest, cord); };
    for (const auto& stack : survey.stacks) {
        const auto& device = *stack.device;
        const double living = takes_feeds(stack) ? living_supplies(design, stack, loss) : 0;
        if (living == 0) continue;
        const auto each = input_w(survey, stack, loss) * (1 / living / stack.power_factor());
        for (std::size_t entry = 0; entry < device.units.size(); ++entry) {
            const double supplies = supplies_on(stack, entry);
            if (supplies == 0 || !is_alive(design, device, entry, loss) ||
                !hangs_on(design, device, entry, unit, loss))
                continue;
            all += each * (supplies * stack.count);
            if (unit_of(device, entry) == unit) {
                const auto cord = on_branch(each, stack.type->plug, feed);
                on_branches += cord * (supplies * stack.count);
                raise(cord);
            }
            for (auto at = unit_of(device, entry); at && *at != unit;
                 at = unit_above(design, *at, loss))
                below[*at] += each * (supplies * stack.count);
        }
    }
    for (std::size_t i = 0; i < below.size(); ++i)
        if (below[i].high > 0 && unit_above(design, i, loss) == unit) {
            const auto& type = design.devices[i].type;
            const auto all_of_it = on_branch(below[i], type ? design.types[*type].plug : "", feed);
            on_branches += all_of_it;
            raise(all_of_it * (1 / design.devices[i].count));
        }
    worst.all.raise(all, name_of(design, loss));
    worst.branches.raise(on_branches, name_of(design, loss));
    worst.cord.raise(largest, name_of(design, loss));
}

void compare(const Unit& unit, const UnitLoad& load, std::optional<double> limit, const char* text,
             Findings& findings) {
    if (!limit) return;
    const bool is_intact = load.lost.empty();
    findings.compare({"P15",
                      CheckSeverity::error,
                      *unit.stack,
                      {},
                      {},
                      "VA",
                      is_intact ? Arguments{} : Arguments{{"lost", load.lost}},
                      text + std::string{is_intact ? "" : "_lost"}},
                     load.va, *limit);
}

}  // namespace

void check_units(const Survey& survey, Findings& findings) {
    const auto& site = survey.design.site;
    auto losses = supply_losses(survey.design);
    losses.insert(losses.begin(), Loss::nothing());
    std::set<std::size_t> named;
    for (const auto& device : survey.design.devices)
        for (const auto& unit : device.units)
            if (unit) named.insert(*unit);
    for (const auto& unit : units_of(survey)) {
        if (!named.contains(unit.device)) continue;
        UnitLoads load;
        for (const auto& loss : losses) add_load(survey, unit.device, loss, load);
        compare(unit, load.all, plug_va(unit, site), "P15", findings);
        compare(unit, load.branches, branches_va(unit, site, false), "P15_branches", findings);
        compare(unit, load.cord, branches_va(unit, site, true), "P15_branch", findings);
    }
}

}  // namespace jarip::rack
