#include "jarip/rack/checks/supply_tree.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace jarip::rack {

std::vector<Loss> supply_losses(const Design& design) {
    std::vector<Loss> losses;
    for (std::size_t feed = 0; feed < design.feeds.size(); ++feed)
        losses.push_back({Loss::Kind::feed, feed});
    std::set<std::size_t> units;
    for (const auto& device : design.devices)
        for (const auto& unit : device.units)
            if (unit) units.insert(*unit);
    for (const auto unit : units) losses.push_back({Loss::Kind::unit, unit});
    return losses;
}

const std::string& name_of(const Design& design, const Loss& loss) {
    static const std::string nothing;
    switch (loss.kind) {
        case Loss::Kind::none: return nothing;
        case Loss::Kind::feed: return design.feeds[loss.index].id;
        case Loss::Kind::unit:
        case Loss::Kind::shelf: return design.devices[loss.index].id;
    }
    return nothing;
}

bool takes_feeds(const Stack& stack) {
    const auto supply = stack.type->supply;
    return supply == Supply::ac || supply == Supply::dc || supply == Supply::source;
}

bool has_three_phases(const Feed& feed) { return !feed.is_dc && feed.phases.value_or(3) == 3; }

bool is_alive(const Device& device, std::size_t entry, const Loss& loss) {
    if (loss.kind == Loss::Kind::feed) return device.feeds[entry] != loss.index;
    if (loss.kind == Loss::Kind::unit)
        return entry >= device.units.size() || device.units[entry] != loss.index;
    return true;
}

double distinct_feeds(const Device& device) {
    return static_cast<double>(
        std::set<std::size_t>(device.feeds.begin(), device.feeds.end()).size());
}

double supplies_of(const Stack& stack) {
    const auto& count = stack.type->psu_count;
    if (count.given && count.value >= 1) return std::floor(count.value);
    return static_cast<double>(stack.device->feeds.size());
}

double supplies_on(const Stack& stack, std::size_t entry) {
    const auto entries = static_cast<double>(stack.device->feeds.size());
    const double supplies = supplies_of(stack);
    const double rounds = std::floor(supplies / entries);
    return rounds + (static_cast<double>(entry) < supplies - rounds * entries ? 1 : 0);
}

double living_supplies(const Stack& stack, const Loss& loss) {
    double living = 0;
    for (std::size_t entry = 0; entry < stack.device->feeds.size(); ++entry)
        if (is_alive(*stack.device, entry, loss)) living += supplies_on(stack, entry);
    return living;
}

double living_share(const Stack& shelf, const Loss& loss) {
    if (shelf.device->feeds.empty()) return 0;
    return living_supplies(shelf, loss) / supplies_of(shelf);
}

double living_shelves(const Survey& survey, const Loss& loss) {
    double shelves = 0;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::source) continue;
        const bool is_lost =
            loss.kind == Loss::Kind::shelf && stack.device == &survey.design.devices[loss.index];
        shelves += living_share(stack, loss) * (stack.count - (is_lost ? 1 : 0));
    }
    return shelves;
}

Interval input_w(const Survey& survey, const Stack& stack, const Loss& loss) {
    if (stack.type->supply != Supply::source) return stack.watts;
    const double share = living_share(stack, loss) / living_shelves(survey, loss);
    return stack.watts + survey.busbar_w * share + survey.shelf_loss(stack, 1 / share);
}

}  // namespace jarip::rack
