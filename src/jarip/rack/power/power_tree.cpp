#include <algorithm>
#include <map>

#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power.hpp"
#include "jarip/rack/power/cable_runs.hpp"
#include "jarip/rack/power/currents.hpp"

namespace jarip::rack {
namespace {

std::vector<PowerLoad> loads_of_places(const PowerNetwork& network, const Currents& intact) {
    std::vector<PowerLoad> loads;
    for (std::size_t i = 0; i < network.places().size(); ++i) {
        const auto& place = network.places()[i];
        loads.push_back({place.part,
                         place.name,
                         place.above,
                         intact.loads[i],
                         intact.loads[i],
                         {},
                         place.limit,
                         place.unit});
    }
    return loads;
}

// The names of the devices of a stack that live in one of these ways, and did not with nothing lost; all of a stack as one.
std::vector<std::string> names_of(const PowerNetwork& network, const Currents& under,
                                  const Currents& intact, bool is_intact, Life life) {
    const auto& devices = network.wiring().devices;
    const auto& stacks = network.survey().stacks;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < devices.size();) {
        const auto stack = devices[i].stack;
        std::vector<std::string> members;
        for (; i < devices.size() && devices[i].stack == stack; ++i)
            if (under.devices[i] == life && (is_intact || intact.devices[i] != life))
                members.push_back(devices[i].name);
        if (static_cast<double>(members.size()) == stacks[stack].count)
            names.push_back(stacks[stack].device->id);
        else
            names.insert(names.end(), members.begin(), members.end());
    }
    return names;
}

PowerLoss loss_of(const PowerNetwork& network, const LostElement& lost, const Currents& under,
                  const Currents& intact, const std::vector<PowerLoad>& loads) {
    const bool is_intact = lost.part == PowerPart::nothing;
    PowerLoss result;
    result.part = lost.part;
    result.name = network.name_of(lost);
    if (const auto* device = network.device_of(lost)) result.stack = device->id;
    result.dark = names_of(network, under, intact, is_intact, Life::dark);
    result.without_spare = names_of(network, under, intact, is_intact, Life::without_spare);
    result.unsure = names_of(network, under, intact, is_intact, Life::unsure);
    const auto& devices = network.wiring().devices;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (under.devices[i] != Life::dark) continue;
        const auto& stack = network.survey().stacks[devices[i].stack];
        result.dark_w += stack.watts.known;
        result.dark_accelerators += stack.type->accelerators.value_or(0);
    }
    double most = 0;  // what carries nothing is near no limit
    for (std::size_t i = 0; i < loads.size(); ++i) {
        if (!loads[i].limit || *loads[i].limit <= 0) continue;
        const double use = under.loads[i] / *loads[i].limit;
        if (use <= most) continue;
        most = use;
        auto heaviest = loads[i];
        heaviest.worst = under.loads[i];
        heaviest.lost = result.name;
        result.heaviest = std::move(heaviest);
    }
    return result;
}

std::vector<PowerCord> cords_of(const PowerNetwork& network, const std::vector<PowerLoad>& loads) {
    const auto& wiring = network.wiring();
    const auto& design = network.survey().design;
    std::vector<PowerCord> cords;
    for (std::size_t i = 0; i < wiring.cords.size(); ++i) {
        const auto& wired = wiring.cords[i];
        const auto& stack = network.survey().stacks[wired.stack];
        const auto& load = loads[network.place_of_cord(i)];
        PowerCord cord;
        cord.feed = design.feeds[wired.feed].id;
        cord.from = wired.unit ? wiring.units[*wired.unit].name : cord.feed;
        if (wired.outlet) cord.outlet = wiring.outlets[*wired.outlet].name;
        if (wired.branch) cord.branch = std::to_string(wiring.branches[*wired.branch].number);
        cord.device = member_name(*stack.device, wired.number);
        cord.supply = wired.supply;
        cord.phase = lines_name(wired.lines, design.feeds[wired.feed]);
        cord.plug = stack.type->plug;
        cord.is_named = wired.is_named;
        cord.load_a = load.load;
        cord.worst_a = load.worst;
        cord.lost = load.lost;
        cord.limit_a = load.limit;
        cord.label = cord.from + (cord.outlet.empty() ? "" : ':' + cord.outlet) + " > " +
                     cord.device + ':' + cord.supply;
        cords.push_back(std::move(cord));
    }
    return cords;
}

}  // namespace

PowerTree power_tree(const Design& design) {
    const Survey survey{design};
    const PowerNetwork network{survey};
    PowerTree tree;
    tree.id = design.id;
    tree.name = design.name;
    tree.is_complete = survey.unknown_devices.empty() &&
                       std::all_of(survey.stacks.begin(), survey.stacks.end(),
                                   [](const Stack& stack) { return stack.watts.is_exact(); });
    const auto intact = network.under({});
    tree.loads = loads_of_places(network, intact);
    for (const auto& lost : network.elements()) {
        const auto under = network.under(lost);
        for (std::size_t i = 0; i < tree.loads.size(); ++i) {
            if (!exceeds(under.loads[i], tree.loads[i].worst)) continue;
            tree.loads[i].worst = under.loads[i];
            tree.loads[i].lost = network.name_of(lost);
        }
        tree.losses.push_back(loss_of(network, lost, under, intact, tree.loads));
    }
    tree.cords = cords_of(network, tree.loads);
    tree.cables = cable_runs(design);
    return tree;
}

}  // namespace jarip::rack
