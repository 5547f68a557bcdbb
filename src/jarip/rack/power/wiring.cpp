#include "jarip/rack/power/wiring.hpp"

#include <algorithm>
#include <array>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power/wiring_steps.hpp"

namespace jarip::rack {

int lines_of_leg(std::size_t leg, const Feed& feed) {
    if (!has_three_phases(feed)) return 0;
    constexpr std::array kPairs{12, 23, 31};
    return feed.volts.value <= kBetweenUpTo ? kPairs.at(leg % 3) : static_cast<int>(leg % 3) + 1;
}

std::size_t leg_of_lines(int lines) {
    if (lines < kBetweenLines) return static_cast<std::size_t>(lines - 1);
    return lines == 12 ? 0 : lines == 23 ? 1 : 2;
}

bool can_be_wired(const Survey& survey) {
    double count = 0;
    for (const auto& stack : survey.stacks)
        count += stack.count *
                 (1 + (takes_feeds(stack) ? supplies_of(stack)
                                          : static_cast<double>(stack.device->feeds.size())));
    return count <= kMostCords;
}

bool Wiring::may_come_through(const WiredCord& cord, std::size_t branch) const {
    return cord.branch == branch || (cord.unit && unit_comes_through(*cord.unit, branch));
}

bool Wiring::unit_comes_through(std::size_t unit, std::size_t branch) const {
    const auto& inputs = units[unit].inputs;
    return std::any_of(inputs.begin(), inputs.end(), [&](const UnitInput& input) {
        return input.branch_above == branch ||
               (input.above && unit_comes_through(*input.above, branch));
    });
}

Wiring wire(const Survey& survey) {
    if (!can_be_wired(survey)) throw Error{"E0455", survey.design.file, {{"most", "5000"}}};
    auto wiring = list_cords(survey);
    OutletDeal deal{survey, wiring, keep_named_outlets(survey, wiring)};
    hang_units(survey, wiring, deal);
    deal.take_named();
    deal.deal_outlets();
    deal.deal_phases();
    return wiring;
}

std::string weaker_end(const Survey& survey, const Wiring& wiring, const WiredCord& cord) {
    auto plug = plug_name(survey.stacks[cord.stack].type->plug);
    if (!cord.is_named) return plug;
    const auto& outlet = wiring.outlets[*cord.outlet].kind;
    const double continuous = survey.design.site.continuous;
    const auto of_outlet = cord_a(outlet, continuous), of_plug = cord_a(plug, continuous);
    return of_outlet && (!of_plug || *of_outlet < *of_plug) ? outlet : plug;
}

std::string member_name(const Device& device, std::size_t number) {
    return device.count > 1 ? device.id + '-' + std::to_string(number + 1) : device.id;
}

std::string lines_name(int lines, const Feed& feed) {
    if (!has_three_phases(feed)) return {};
    if (lines == 0) return "L1-L2-L3";
    if (lines < kBetweenLines) return "L" + std::to_string(lines);
    return "L" + std::to_string(lines / 10) + "-L" + std::to_string(lines % 10);
}

}  // namespace jarip::rack
