#include "jarip/rack/checks/supply_tree.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/tolerances.hpp"

namespace jarip::rack {
namespace {

double phase_factor(const Feed& feed) { return has_three_phases(feed) ? std::numbers::sqrt3 : 1; }

// Every feed that a device, or a unit that it hangs on, may take its power from.
void add_feeds(const Design& design, const Device& device, std::set<std::size_t>& feeds) {
    if (device.is_off) return;
    for (std::size_t entry = 0; entry < device.feeds.size(); ++entry) {
        if (const auto unit = unit_of(device, entry))
            add_feeds(design, design.devices[*unit], feeds);
        else if (!design.feeds[device.feeds[entry]].is_off)
            feeds.insert(device.feeds[entry]);
    }
}

}  // namespace

double circuit_a(const Feed& feed, const Site& site) {
    return feed.amps.value * site.continuous * site.temp_derate.value_or(1);
}

double line_a(const Feed& feed, const Site& site) {
    return circuit_a(feed, site) * feed.circuits.value_or(1);
}

double capacity_va(const Feed& feed, const Site& site) {
    return phase_factor(feed) * feed.volts.value * line_a(feed, site);
}

std::optional<double> unit_input_a(const DeviceType& type, const Site& site) {
    auto limit = cord_a(type.plug, site.continuous);
    if (type.input_a.given)
        limit = std::min(limit.value_or(kUnbounded), type.input_a.value * site.continuous);
    return limit;
}

std::optional<double> unit_capacity_va(const DeviceType& type, const Feed& feed, const Site& site) {
    const double volts = feed.volts.value;
    const bool has_one = has_three_phases(feed) && phases_of(type.plug) == PlugPhases::one;
    if (const auto amps = unit_input_a(type, site))
        return *amps * (has_one ? cord_volts(volts) : phase_factor(feed) * volts);
    if (type.maximum_w.given) return type.maximum_w.value;
    return std::nullopt;
}

std::optional<double> branch_a(const DeviceType& type, const Site& site) {
    if (!type.branch_a.given) return std::nullopt;
    return type.branch_a.value * site.continuous;
}

std::optional<std::size_t> unit_of(const Device& device, std::size_t entry) {
    return entry < device.units.size() ? device.units[entry] : std::nullopt;
}

std::optional<std::size_t> unit_above(const Design& design, std::size_t unit, const Loss& loss) {
    const auto& device = design.devices[unit];
    for (std::size_t entry = 0; entry < device.feeds.size(); ++entry)
        if (is_alive(design, device, entry, loss)) return unit_of(device, entry);
    return std::nullopt;
}

bool hangs_on(const Design& design, const Device& device, std::size_t entry, std::size_t unit,
              const Loss& loss) {
    for (auto at = unit_of(device, entry); at; at = unit_above(design, *at, loss))
        if (*at == unit) return true;
    return false;
}

bool is_on_one_feed(const Device& device, const DeviceType& type) {
    return device.feeds.size() == 1 || (device.feeds.size() > 1 && !type.transfer.empty());
}

std::vector<Loss> supply_losses(const Design& design) {
    std::vector<Loss> losses;
    for (std::size_t feed = 0; feed < design.feeds.size(); ++feed)
        if (!design.feeds[feed].is_off) losses.push_back({Loss::Kind::feed, feed});
    std::set<std::size_t> units;
    for (const auto& device : design.devices)
        for (const auto& unit : device.units)
            if (unit && !design.devices[*unit].is_off) units.insert(*unit);
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

std::optional<std::size_t> feed_under(const Design& design, const Device& device, std::size_t entry,
                                      const Loss& loss) {
    if (device.is_off) return std::nullopt;
    const auto unit = unit_of(device, entry);
    if (!unit) {
        const auto feed = device.feeds[entry];
        if (design.feeds[feed].is_off) return std::nullopt;
        if (loss.kind == Loss::Kind::feed && feed == loss.index) return std::nullopt;
        return feed;
    }
    if (loss.kind == Loss::Kind::unit && *unit == loss.index) return std::nullopt;
    const auto& above = design.devices[*unit];
    for (std::size_t i = 0; i < above.feeds.size(); ++i)
        if (const auto feed = feed_under(design, above, i, loss)) return feed;
    return std::nullopt;
}

bool is_alive(const Design& design, const Device& device, std::size_t entry, const Loss& loss) {
    return feed_under(design, device, entry, loss).has_value();
}

bool is_dead(const Design& design, const Device& device, const Loss& loss) {
    for (std::size_t entry = 0; entry < device.feeds.size(); ++entry)
        if (is_alive(design, device, entry, loss)) return false;
    return true;
}

double distinct_feeds(const Design& design, const Device& device) {
    std::set<std::size_t> feeds;
    add_feeds(design, device, feeds);
    return static_cast<double>(feeds.size());
}

const Loss* sole_support(const Design& design, const Stack& stack,
                         const std::vector<Loss>& losses) {
    if (stack.device->feeds.empty()) return nullptr;
    const auto hangs_on_it = [&](const Loss& loss) { return is_dead(design, *stack.device, loss); };
    const auto found = std::find_if(losses.begin(), losses.end(), hangs_on_it);
    return found == losses.end() ? nullptr : &*found;
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

std::vector<SupplyOnFeed> supplies_on_feeds(const Stack& stack) {
    constexpr double kMostLaid = 1000;
    const auto& feeds = stack.device->feeds;
    if (feeds.empty() || supplies_of(stack) > kMostLaid) return {};
    std::vector<SupplyOnFeed> result(static_cast<std::size_t>(supplies_of(stack)));
    std::map<std::size_t, std::size_t> on_feed;
    for (std::size_t k = 0; k < result.size(); ++k)
        result[k].number = on_feed[feeds[k % feeds.size()]]++;
    for (std::size_t k = 0; k < result.size(); ++k)
        result[k].all = on_feed[feeds[k % feeds.size()]];
    return result;
}

double living_supplies(const Design& design, const Stack& stack, const Loss& loss) {
    double living = 0;
    for (std::size_t entry = 0; entry < stack.device->feeds.size(); ++entry)
        if (is_alive(design, *stack.device, entry, loss)) living += supplies_on(stack, entry);
    return living;
}

std::optional<Interval> supplies_needed(const Stack& stack) {
    const auto& type = *stack.type;
    const bool is_sized = type.psu_w.given && type.psu_w.value > 0;
    const auto supplies = [&](double watts) {
        return std::max(1.0, std::ceil(watts / type.psu_w.value - kRounding));
    };
    const auto& watts = stack.watts;
    if (type.psu_needed.given) {
        const double said = type.psu_needed.value;
        if (!is_sized) return Interval::exactly(said);
        // What it surely draws may need more than the type says; what it may draw at most is a nameplate.
        // Where all of them together are too small, P05 says so.
        if (supplies(watts.known) > supplies_of(stack)) return Interval::exactly(said);
        const double low = std::max(said, supplies(watts.low));
        const double known = std::max(low, supplies(watts.known));
        return Interval{low, known, known};
    }
    if (!is_sized) return std::nullopt;
    return Interval{supplies(watts.low), supplies(watts.known), supplies(watts.high)};
}

void ShelfOutput::add(const Stack& shelf, double count, double living) {
    const auto& type = *shelf.type;
    if (living == 0 || count == 0) return;
    const double share = living / supplies_of(shelf);
    shelves += count;
    is_sized = is_sized && type.shelf_out_w.given;
    const double all = type.shelf_out_w.value;
    rating += all * count;
    if (!type.psu_count.given || !type.psu_w.given) {
        // One feed may bear the whole shelf, or its part.
        watts += Interval{all * share, all, all} * count;
        return;
    }
    largest_supply = std::max(largest_supply, type.psu_w.value);
    const double spare = std::floor(supplies_of(shelf) - all / type.psu_w.value + kRounding);
    spare_w = std::max(spare_w, std::max(0.0, spare) * type.psu_w.value);
    // Where it promises more than its supplies give, P05 says so.
    const double one = exceeds(all, supplies_of(shelf) * type.psu_w.value)
                           ? all * share
                           : living * type.psu_w.value;
    watts += Interval::exactly(one) * count;
}

double living_share(const Design& design, const Stack& shelf, const Loss& loss) {
    if (shelf.device->feeds.empty()) return 0;
    return living_supplies(design, shelf, loss) / supplies_of(shelf);
}

double living_shelves(const Survey& survey, const Loss& loss) {
    double shelves = 0;
    for (const auto& stack : survey.stacks) {
        if (stack.type->supply != Supply::source) continue;
        const bool is_lost =
            loss.kind == Loss::Kind::shelf && stack.device == &survey.design.devices[loss.index];
        shelves += living_share(survey.design, stack, loss) * (stack.count - (is_lost ? 1 : 0));
    }
    return shelves;
}

Interval input_w(const Survey& survey, const Stack& stack, const Loss& loss) {
    if (stack.type->supply != Supply::source) return stack.watts;
    const double living = living_share(survey.design, stack, loss);
    if (living == 0) return {};
    const double share = living / living_shelves(survey, loss);
    return stack.watts + survey.busbar_w * share + survey.shelf_loss(stack, 1 / share);
}

}  // namespace jarip::rack
