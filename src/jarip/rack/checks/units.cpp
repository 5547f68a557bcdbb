#include <algorithm>
#include <numbers>
#include <set>

#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/supply_tree.hpp"

namespace jarip::rack {
namespace {

// A distribution unit in the design: one device, or a stack of them, on one feed.
struct Unit {
    const Stack* stack;
    std::size_t device;
    const Feed* feed;
};

std::vector<Unit> units_of(const Survey& survey) {
    std::vector<Unit> units;
    const auto& design = survey.design;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::passive || stack.type->outlets.empty() ||
            stack.device->feeds.size() != 1)
            continue;
        units.push_back({&stack, static_cast<std::size_t>(stack.device - design.devices.data()),
                         &design.feeds[stack.device->feeds.front()]});
    }
    return units;
}

// What its plug, or NetBox's maximum draw of its inlet, lets through; empty where nobody says.
std::optional<double> capacity_va(const Unit& unit, const Site& site) {
    const auto& type = *unit.stack->type;
    const double factor = has_three_phases(*unit.feed) ? std::numbers::sqrt3 : 1;
    if (type.input_a.given)
        return factor * unit.feed->volts.value * type.input_a.value * site.continuous *
               unit.stack->count;
    if (type.maximum_w.given) return type.maximum_w.value * unit.stack->count;
    return std::nullopt;
}

// What the branches of a unit bear together; of one alone where `one`.
std::optional<double> branches_va(const Unit& unit, const Site& site, bool one) {
    const auto& type = *unit.stack->type;
    if (!type.branch_a.given || (!one && !type.branches.given)) return std::nullopt;
    const double volts =
        has_three_phases(*unit.feed) ? cord_volts(unit.feed->volts.value) : unit.feed->volts.value;
    const double each = volts * type.branch_a.value * site.continuous;
    return one ? each : each * type.branches.value * unit.stack->count;
}

struct UnitLoad {
    Interval va, cord_va;
    std::string lost;
};

// What devices that name a unit take through it, the heaviest over losses; `largest` of one cord.
UnitLoad load_of(const Survey& survey, std::size_t unit, const std::vector<Loss>& losses) {
    UnitLoad worst;
    auto all = losses;
    all.insert(all.begin(), Loss::nothing());
    for (const auto& loss : all) {
        UnitLoad load;
        for (const auto& stack : survey.stacks) {
            const auto& device = *stack.device;
            const double living = takes_feeds(stack) ? living_supplies(stack, loss) : 0;
            if (living == 0) continue;
            const auto each = input_w(survey, stack, loss) * (1 / living / stack.power_factor());
            for (std::size_t entry = 0; entry < device.units.size(); ++entry) {
                const double supplies = supplies_on(stack, entry);
                if (device.units[entry] != unit || !is_alive(device, entry, loss) || supplies == 0)
                    continue;
                load.va += each * (supplies * stack.count);
                if (each.known > load.cord_va.known) load.cord_va = each;
            }
        }
        if (load.va.known > worst.va.known || load.va.high > worst.va.high) {
            worst.va = load.va;
            worst.lost = name_of(survey.design, loss);
        }
        if (load.cord_va.known > worst.cord_va.known) worst.cord_va = load.cord_va;
    }
    return worst;
}

void compare(const Unit& unit, const Interval& va, std::optional<double> limit, const char* text,
             Findings& findings) {
    if (!limit) return;
    findings.compare({"P15", CheckSeverity::error, *unit.stack, {}, {}, "VA", {}, text}, va,
                     *limit);
}

}  // namespace

void check_units(const Survey& survey, Findings& findings) {
    const auto losses = supply_losses(survey.design);
    const auto& site = survey.design.site;
    std::set<std::size_t> named;
    for (const auto& device : survey.design.devices)
        for (const auto& unit : device.units)
            if (unit) named.insert(*unit);
    for (const auto& unit : units_of(survey)) {
        if (!named.contains(unit.device)) continue;
        const auto load = load_of(survey, unit.device, losses);
        compare(unit, load.va, capacity_va(unit, site), "P15", findings);
        compare(unit, load.va, branches_va(unit, site, false), "P15_branches", findings);
        compare(unit, load.cord_va, branches_va(unit, site, true), "P15_branch", findings);
    }
}

}  // namespace jarip::rack
