#include "jarip/rack/power/currents.hpp"

#include <algorithm>
#include <numbers>

#include "jarip/rack/checks/plugs.hpp"

namespace jarip::rack {
namespace {

// Amperes of a cord, or of a branch of these lines, for each VA.
double amps_per_va(int lines, const Feed& feed) {
    const double volts = feed.volts.value;
    if (!has_three_phases(feed)) return 1 / volts;
    if (lines == 0) return 1 / (std::numbers::sqrt3 * volts);
    return lines < kBetweenLines ? std::numbers::sqrt3 / volts : 1 / volts;
}

}  // namespace

PowerNetwork::PowerNetwork(const Survey& survey)
    : survey_{survey}, wiring_{wire(survey)}, busbar_{busbar_of(survey)} {
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i)
        if (is_shelf(survey.stacks[wiring_.devices[i].stack])) shelves_.push_back(i);
    if (shelves_.empty()) busbar_.reset();
    if (busbar_) {
        std::vector<std::size_t> first(survey.stacks.size());
        for (std::size_t i = 0; i < wiring_.devices.size(); ++i)
            if (wiring_.devices[i].number == 0) first[wiring_.devices[i].stack] = i;
        for (const auto& tap : busbar_->taps)
            device_of_tap_.push_back(first[tap.stack] + static_cast<std::size_t>(tap.number));
        joints_ = joints_of(*busbar_, survey.design.frame);
    }
    add_places();
}

void PowerNetwork::add_places() {
    const auto& design = survey_.design;
    const auto& site = design.site;
    const auto add = [&](PowerPart part, std::size_t index, std::string name, std::string above,
                         std::string unit, std::optional<double> limit) {
        places_.push_back({part, index, std::move(name), std::move(above), std::move(unit), limit});
    };
    for (std::size_t i = 0; i < design.feeds.size(); ++i)
        add(PowerPart::feed, i, design.feeds[i].id, {}, design.feeds[i].is_dc ? "W" : "VA",
            capacity_va(design.feeds[i], site));
    first_phase_ = places_.size();
    for (std::size_t i = 0; i < design.feeds.size(); ++i)
        for (std::size_t line = 0; line < 3; ++line)
            if (has_three_phases(design.feeds[i]))
                add(PowerPart::phase, i * 3 + line,
                    design.feeds[i].id + ":L" + std::to_string(line + 1), design.feeds[i].id, "A",
                    line_a(design.feeds[i], site));
    first_unit_ = places_.size();
    for (std::size_t i = 0; i < wiring_.units.size(); ++i) {
        const auto& unit = wiring_.units[i];
        const auto& feed = design.feeds[unit.feed()];
        const auto& above = unit.inputs.front().above;
        add(PowerPart::unit, i, unit.name, above ? wiring_.units[*above].name : feed.id,
            feed.is_dc ? "W" : "VA", unit_capacity_va(*unit.type, feed, site));
    }
    first_branch_ = places_.size();
    for (std::size_t i = 0; i < wiring_.branches.size(); ++i) {
        const auto& branch = wiring_.branches[i];
        const auto& unit = wiring_.units[branch.unit];
        add(PowerPart::branch, i, branch.name, unit.name, "A", branch_a(*unit.type, site));
    }
    first_cord_ = places_.size();
    for (std::size_t i = 0; i < wiring_.cords.size(); ++i) {
        const auto& cord = wiring_.cords[i];
        const auto& feed = design.feeds[cord.feed];
        auto limit = cord_a(weaker_end(survey_, wiring_, cord), site.continuous);
        if (cord.feeds_unit) {
            const auto of_unit = unit_input_a(*survey_.stacks[cord.stack].type, site);
            if (of_unit) limit = std::min(limit.value_or(*of_unit), *of_unit);
        } else if (is_shelf(survey_.stacks[cord.stack])) {
            // Nobody says how many whips a shelf has on a feed.
        } else if (!limit || circuit_a(feed, site) < *limit) {
            limit = circuit_a(feed, site);
        }
        add(PowerPart::cord, i, name_of_cord(i),
            cord.branch ? wiring_.branches[*cord.branch].name
            : cord.unit ? wiring_.units[*cord.unit].name
                        : feed.id,
            "A", limit);
    }
    first_shelf_ = places_.size();
    for (std::size_t i = 0; i < shelves_.size(); ++i) {
        const auto& device = wiring_.devices[shelves_[i]];
        const auto& rating = survey_.stacks[device.stack].type->shelf_out_w;
        add(PowerPart::shelf, i, device.name, {}, "W",
            rating.given ? std::optional{rating.value} : std::nullopt);
    }
    add_segments();
}

// Between neighbours of the busbar that are not of one stack: along a stack the current only falls, or only rises, so that
// none of its segments carries more than those at its ends.
void PowerNetwork::add_segments() {
    first_segment_ = places_.size();
    if (!busbar_) return;
    const auto& rating = survey_.design.frame.busbar_a;
    for (std::size_t i = 0; i + 1 < busbar_->taps.size(); ++i) {
        const auto& below = busbar_->taps[i];
        const auto& above = busbar_->taps[i + 1];
        if (below.u == above.u || below.stack == above.stack) continue;
        segments_.push_back(i);
        places_.push_back({PowerPart::segment,
                           i,
                           wiring_.devices[device_of_tap_[i]].name + " | " +
                               wiring_.devices[device_of_tap_[i + 1]].name,
                           {},
                           "A",
                           rating.given ? std::optional{rating.value} : std::nullopt});
    }
}

std::vector<LostElement> PowerNetwork::elements() const {
    std::vector<LostElement> all{{}};
    const auto add = [&](PowerPart part, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) all.push_back({part, i});
    };
    for (std::size_t i = 0; i < survey_.design.feeds.size(); ++i)
        if (!survey_.design.feeds[i].is_off) all.push_back({PowerPart::feed, i});
    for (std::size_t i = 0; i < wiring_.units.size(); ++i)
        if (!survey_.design.devices[wiring_.units[i].device].is_off)
            all.push_back({PowerPart::unit, i});
    add(PowerPart::branch, wiring_.branches.size());
    add(PowerPart::cord, wiring_.cords.size());
    for (const auto shelf : shelves_) {
        const auto& device = wiring_.devices[shelf];
        bool has_whips = false;
        for (std::size_t c = 0; c < device.cords; ++c)
            has_whips = has_whips || wiring_.cords[device.first_cord + c].supplies > 1;
        if (has_whips) all.push_back({PowerPart::supply, shelf});
    }
    for (const auto shelf : shelves_) all.push_back({PowerPart::shelf, shelf});
    for (const auto joint : joints_) all.push_back({PowerPart::segment, joint});
    if (!shelves_.empty()) all.push_back({PowerPart::busbar, 0});
    return all;
}

std::string PowerNetwork::name_of_cord(std::size_t index) const {
    const auto& cord = wiring_.cords[index];
    return member_name(*survey_.stacks[cord.stack].device, cord.number) + ':' + cord.supply;
}

std::string PowerNetwork::name_of(const LostElement& lost) const {
    switch (lost.part) {
        case PowerPart::nothing:
        case PowerPart::phase: return {};
        case PowerPart::feed: return survey_.design.feeds[lost.index].id;
        case PowerPart::unit: return wiring_.units[lost.index].name;
        case PowerPart::branch: return wiring_.branches[lost.index].name;
        case PowerPart::cord: return name_of_cord(lost.index);
        case PowerPart::supply:
        case PowerPart::shelf: return wiring_.devices[lost.index].name;
        case PowerPart::segment:
            return wiring_.devices[device_of_tap_[lost.index]].name + " | " +
                   wiring_.devices[device_of_tap_[lost.index + 1]].name;
        case PowerPart::busbar: return survey_.design.id;
    }
    return {};
}

const Device* PowerNetwork::device_of(const LostElement& lost) const {
    const auto& devices = survey_.design.devices;
    switch (lost.part) {
        case PowerPart::unit: return &devices[wiring_.units[lost.index].device];
        case PowerPart::branch:
            return &devices[wiring_.units[wiring_.branches[lost.index].unit].device];
        case PowerPart::cord: return survey_.stacks[wiring_.cords[lost.index].stack].device;
        case PowerPart::supply:
        case PowerPart::shelf: return survey_.stacks[wiring_.devices[lost.index].stack].device;
        default: return nullptr;
    }
}

bool PowerNetwork::gives_power(std::size_t feed, const LostElement& lost) const {
    const bool is_lost = lost.part == PowerPart::feed && lost.index == feed;
    return !is_lost && !survey_.design.feeds[feed].is_off;
}

const UnitInput* PowerNetwork::live_input(std::size_t unit, const LostElement& lost) const {
    const auto is_lost = [&](PowerPart part, std::size_t index) {
        return lost.part == part && lost.index == index;
    };
    if (is_lost(PowerPart::unit, unit) || survey_.design.devices[wiring_.units[unit].device].is_off)
        return nullptr;
    for (const auto& input : wiring_.units[unit].inputs) {
        if (input.cord && is_lost(PowerPart::cord, *input.cord)) continue;
        const bool is_named = input.cord && wiring_.cords[*input.cord].is_named;
        if (input.branch_above && is_lost(PowerPart::branch, *input.branch_above) &&
            (is_named || !lost.named_only))
            continue;
        const bool lives =
            input.above ? live_input(*input.above, lost) != nullptr : gives_power(input.feed, lost);
        if (lives) return &input;
    }
    return nullptr;
}

std::optional<std::size_t> PowerNetwork::root_of(std::size_t unit, const LostElement& lost) const {
    const auto* input = live_input(unit, lost);
    return input && !input->above ? std::optional{input->feed} : std::nullopt;
}

std::optional<std::size_t> PowerNetwork::feed_of(std::size_t index, const LostElement& lost) const {
    const auto& cord = wiring_.cords[index];
    if (lost.part == PowerPart::cord && lost.index == index) return std::nullopt;
    if (survey_.stacks[cord.stack].device->is_off) return std::nullopt;
    if (lost.part == PowerPart::branch && cord.branch == lost.index &&
        (cord.is_named || !lost.named_only))
        return std::nullopt;
    if (!cord.unit) {
        return gives_power(cord.feed, lost) ? std::optional{cord.feed} : std::nullopt;
    }
    for (auto unit = *cord.unit;;) {
        const auto* input = live_input(unit, lost);
        if (!input) return std::nullopt;
        if (!input->above) return input->feed;
        unit = *input->above;
    }
}

std::vector<double> PowerNetwork::living(const LostElement& lost) const {
    std::vector<double> living(wiring_.devices.size());
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        const auto& device = wiring_.devices[i];
        for (std::size_t c = device.first_cord; c < device.first_cord + device.cords; ++c)
            if (feed_of(c, lost)) living[i] += wiring_.cords[c].supplies;
        if (lost.index != i) continue;
        if (lost.part == PowerPart::shelf) living[i] = 0;
        if (lost.part == PowerPart::supply) living[i] = std::max(0.0, living[i] - 1);
    }
    return living;
}

std::vector<double> PowerNetwork::inputs(const LostElement& lost,
                                         const std::vector<double>& living) const {
    const auto shares = this->shares(lost, living);
    std::vector<double> inputs(wiring_.devices.size());
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        if (living[i] == 0) continue;
        const auto& stack = survey_.stacks[wiring_.devices[i].stack];
        inputs[i] = stack.watts.known;
        if (shares[i] > 0)
            inputs[i] +=
                survey_.busbar_w.known * shares[i] + survey_.shelf_loss(stack, 1 / shares[i]).known;
        if (wiring_.devices[i].cords == 0) continue;
        const auto& feed = survey_.design.feeds[wiring_.cords[wiring_.devices[i].first_cord].feed];
        if (!feed.is_dc) inputs[i] /= stack.power_factor();
    }
    return inputs;
}

void PowerNetwork::feed_loads(const LostElement& lost, const std::vector<double>& living,
                              Currents& result) const {
    const auto& design = survey_.design;
    const auto inputs = this->inputs(lost, living);
    std::vector<LineLoads> lines(design.feeds.size());
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        if (living[i] == 0) continue;
        const auto& device = wiring_.devices[i];
        for (std::size_t c = device.first_cord; c < device.first_cord + device.cords; ++c) {
            const auto& cord = wiring_.cords[c];
            const auto root = cord.feeds_unit ? std::nullopt : feed_of(c, lost);
            if (!root) continue;
            const auto& feed = design.feeds[*root];
            // A supply of a shelf that is lost is one of its first whip's.
            const bool is_less =
                lost.part == PowerPart::supply && lost.index == i && c == device.first_cord;
            const double va = inputs[i] * (cord.supplies - (is_less ? 1 : 0)) / living[i];
            const auto load = Interval::exactly(va);
            if (cord.lines == 0)
                lines[*root].add_three_phase(load);
            else
                lines[*root].add(cord.lines, load);
            result.loads[first_cord_ + c] = va * amps_per_va(cord.lines, feed);
            result.cord_va[c] = va;
            if (cord.branch)
                result.loads[first_branch_ + *cord.branch] +=
                    va * amps_per_va(wiring_.branches[*cord.branch].lines, feed);
            for (auto unit = cord.unit; unit;) {
                result.loads[first_unit_ + *unit] += va;
                const auto* input = live_input(*unit, lost);
                if (input->cord) {
                    const int on_lines = wiring_.cords[*input->cord].lines;
                    result.loads[first_cord_ + *input->cord] += va * amps_per_va(on_lines, feed);
                    result.cord_va[*input->cord] += va;
                }
                if (const auto branch = input->branch_above)
                    result.loads[first_branch_ + *branch] +=
                        va * amps_per_va(wiring_.branches[*branch].lines, feed);
                unit = input->above;
            }
        }
    }
    std::size_t phase = first_phase_;
    for (std::size_t i = 0; i < design.feeds.size(); ++i) {
        result.loads[first_feed_ + i] = lines[i].total.known;
        if (!has_three_phases(design.feeds[i])) continue;
        for (const double amps : lines[i].lines_a(design.feeds[i].volts.value))
            result.loads[phase++] = amps;
    }
}

Life PowerNetwork::life_of(const WiredDevice& device, double living) const {
    const auto& stack = survey_.stacks[device.stack];
    if (stack.watts.high == 0 || stack.device->is_off) return Life::runs;
    if (living == 0) return Life::dark;
    const auto needed = supplies_needed(stack);
    if (!needed || !stack.type->psu_count.given) {
        if (living < supplies_of(stack)) return Life::unsure;
        return living == 1 ? Life::without_spare : Life::runs;
    }
    if (exceeds(needed->low, living)) return Life::dark;
    if (exceeds(needed->known, living) || exceeds(needed->high, living)) return Life::unsure;
    return exceeds(needed->known, living - 1) ? Life::without_spare : Life::runs;
}

std::vector<LineLoads> PowerNetwork::sure_lines(const LostElement& lost) const {
    const auto living = this->living(lost);
    const auto inputs = this->inputs(lost, living);
    std::vector<LineLoads> lines(survey_.design.feeds.size());
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        const auto& device = wiring_.devices[i];
        const auto& stack = survey_.stacks[device.stack];
        const auto phases = phases_of(stack.type->plug);
        // A shelf that names no plug has whips of all phases.
        const bool is_three =
            phases == PlugPhases::three || (is_shelf(stack) && phases == PlugPhases::unknown);
        for (std::size_t c = device.first_cord; c < device.first_cord + device.cords; ++c) {
            const auto& cord = wiring_.cords[c];
            const auto root = feed_of(c, lost);
            if (!root || cord.feeds_unit || (!cord.has_said_lines && !is_three)) continue;
            const auto load = Interval::exactly(inputs[i] * cord.supplies / living[i]);
            if (cord.lines == 0)
                lines[*root].add_three_phase(load);
            else
                lines[*root].add(cord.lines, load);
        }
    }
    return lines;
}

// What stands in a bay lives as long as what it stands in.
void PowerNetwork::live_with_hosts(Currents& result) const {
    const auto& design = survey_.design;
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        const auto& stack = survey_.stacks[wiring_.devices[i].stack];
        if (!stack.device->in || draw_w(*stack.type).high == 0) continue;
        const auto& host = design.devices[*stack.device->in];
        const auto number = wiring_.devices[i].number % static_cast<std::size_t>(host.count);
        for (std::size_t h = 0; h < wiring_.devices.size(); ++h)
            if (survey_.stacks[wiring_.devices[h].stack].device == &host &&
                wiring_.devices[h].number == number)
                result.devices[i] = result.devices[h];
    }
}

Currents PowerNetwork::under(const LostElement& lost) const {
    Currents result{std::vector<double>(places_.size()), std::vector<double>(wiring_.cords.size()),
                    std::vector<Life>(wiring_.devices.size(), Life::runs)};
    const auto living = this->living(lost);
    feed_loads(lost, living, result);
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        const auto supply = survey_.stacks[wiring_.devices[i].stack].type->supply;
        if (supply == Supply::ac || supply == Supply::dc)
            result.devices[i] = life_of(wiring_.devices[i], living[i]);
    }
    busbar_loads(lost, living, result);
    live_with_hosts(result);
    return result;
}

}  // namespace jarip::rack
