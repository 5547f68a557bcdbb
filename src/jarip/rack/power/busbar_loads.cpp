// The busbar under a loss: what its shelves give, how what hangs on each side of an open joint lives, what its segments carry.
#include <algorithm>
#include <cmath>

#include "jarip/rack/power/currents.hpp"

namespace jarip::rack {
namespace {

// What shelves give against what hangs on them; `is_sure` where it is known what hangs there.
Life life_of_load(const ShelfOutput& output, const Interval& watts, bool is_sure) {
    if (output.shelves == 0 || (output.is_sized && exceeds(watts.low, output.watts.high)))
        return Life::dark;
    if (!is_sure || !output.is_sized || exceeds(watts.high, output.watts.low)) return Life::unsure;
    return exceeds(watts.known, output.with_one_less()) ? Life::without_spare : Life::runs;
}

}  // namespace

bool is_shelf(const Stack& stack) { return stack.type->supply == Supply::source; }

double PowerNetwork::living_part(std::size_t device, const std::vector<double>& living) const {
    return living[device] / supplies_of(survey_.stacks[wiring_.devices[device].stack]);
}

// Shelves share the draw of the busbar by their supplies that live: of an open joint, those of one side what hangs there.
std::vector<double> PowerNetwork::shares(const LostElement& lost,
                                         const std::vector<double>& living) const {
    std::vector<double> shares(wiring_.devices.size());
    if (lost.part == PowerPart::busbar) return shares;
    const double all = survey_.busbar_w.known;
    const auto deal = [&](const std::vector<std::size_t>& shelves, double part) {
        double parts = 0;
        for (const auto shelf : shelves) parts += living_part(shelf, living);
        if (parts == 0) return;
        for (const auto shelf : shelves) shares[shelf] += part * living_part(shelf, living) / parts;
    };
    if (lost.part != PowerPart::segment || all == 0) {
        deal(shelves_, 1);
        return shares;
    }
    double placed = 0;
    for (const auto& side : sides(lost)) {
        std::vector<std::size_t> shelves;
        for (auto t = side.first; t < side.last; ++t)
            if (is_shelf(survey_.stacks[busbar_->taps[t].stack]))
                shelves.push_back(device_of_tap_[t]);
        deal(shelves, side.watts.known / all);
        placed += side.watts.known;
    }
    deal(shelves_, std::max(0.0, 1 - placed / all));  // of which nobody says where it hangs
    return shares;
}

BusbarSide PowerNetwork::side_of(std::size_t first, std::size_t last,
                                 const std::vector<double>& living) const {
    BusbarSide side{first, last, {}, {}, true};
    for (std::size_t t = first; t < last; ++t) {
        const auto& tap = busbar_->taps[t];
        side.watts += tap.watts;
        const auto& stack = survey_.stacks[tap.stack];
        if (is_shelf(stack)) side.output.add(stack, 1, living[device_of_tap_[t]]);
    }
    if (first == 0 && last == busbar_->taps.size())
        side.watts = survey_.busbar_w;
    else
        side.is_sure = busbar_->anywhere.empty();
    return side;
}

std::vector<BusbarSide> PowerNetwork::sides(const LostElement& lost) const {
    if (!busbar_) return {};
    const auto living = this->living(lost);
    const auto count = busbar_->taps.size();
    if (lost.part != PowerPart::segment) return {side_of(0, count, living)};
    return {side_of(0, lost.index + 1, living), side_of(lost.index + 1, count, living)};
}

Life PowerNetwork::life_on(const BusbarSide& side) {
    return life_of_load(side.output, side.watts, side.is_sure);
}

double PowerNetwork::devices_on(const BusbarSide& side) const {
    double devices = 0;
    for (auto t = side.first; t < side.last; ++t)
        if (!is_shelf(survey_.stacks[busbar_->taps[t].stack]) && busbar_->taps[t].watts.high > 0)
            ++devices;
    return devices;
}

// Whether the shelves of a side carry it, and the current of its segments.
void PowerNetwork::judge_side(const BusbarSide& side, const std::vector<double>& living,
                              Currents& result) const {
    const auto life = life_on(side);
    double load = 0, parts = 0;
    for (auto t = side.first; t < side.last; ++t) {
        const auto& tap = busbar_->taps[t];
        load += tap.watts.known;
        if (is_shelf(survey_.stacks[tap.stack]))
            parts += living_part(device_of_tap_[t], living);
        else if (tap.watts.high > 0)
            result.devices[device_of_tap_[t]] = life;
    }
    if (parts == 0) return;
    double share = 0, below = 0;
    for (auto t = side.first; t + 1 < side.last; ++t) {
        const auto& tap = busbar_->taps[t];
        below += tap.watts.known;
        if (is_shelf(survey_.stacks[tap.stack]))
            share += living_part(device_of_tap_[t], living) / parts;
        const auto segment = std::find(segments_.begin(), segments_.end(), t);
        if (segment == segments_.end()) continue;
        result.loads[first_segment_ + static_cast<std::size_t>(segment - segments_.begin())] =
            std::abs(share * load - below) / busbar_->volts;
    }
}

void PowerNetwork::busbar_loads(const LostElement& lost, const std::vector<double>& living,
                                Currents& result) const {
    if (shelves_.empty()) return;
    if (lost.part == PowerPart::busbar) {
        for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
            const auto& stack = survey_.stacks[wiring_.devices[i].stack];
            if (stack.type->supply == Supply::busbar && stack.watts.high > 0)
                result.devices[i] = Life::dark;
        }
        return;
    }
    const auto shares = this->shares(lost, living);
    for (std::size_t i = 0; i < shelves_.size(); ++i)
        result.loads[first_shelf_ + i] = survey_.busbar_w.known * shares[shelves_[i]];
    for (const auto& side : sides(lost)) judge_side(side, living, result);
    if (busbar_ && busbar_->anywhere.empty()) return;
    // Devices of which nobody says where they hang.
    const auto life =
        life_of_load(output_of_shelves(living), survey_.busbar_w, lost.part != PowerPart::segment);
    for (std::size_t i = 0; i < wiring_.devices.size(); ++i) {
        const auto& stack = survey_.stacks[wiring_.devices[i].stack];
        const bool is_placed = busbar_ && stack.device->u;
        if (stack.type->supply == Supply::busbar && !is_placed && stack.watts.high > 0)
            result.devices[i] = life;
    }
}

ShelfOutput PowerNetwork::output_of_shelves(const std::vector<double>& living) const {
    ShelfOutput output;
    for (const auto shelf : shelves_)
        output.add(survey_.stacks[wiring_.devices[shelf].stack], 1, living[shelf]);
    return output;
}

ShelfOutput PowerNetwork::shelf_output(const LostElement& lost) const {
    return output_of_shelves(living(lost));
}

std::optional<Interval> PowerNetwork::busbar_a(const LostElement& lost) const {
    if (!busbar_) return std::nullopt;
    const auto living = this->living(lost);
    auto bar = *busbar_;
    for (std::size_t t = 0; t < bar.taps.size(); ++t) {
        const auto& stack = survey_.stacks[bar.taps[t].stack];
        if (is_shelf(stack)) bar.taps[t].weight = living_part(device_of_tap_[t], living);
    }
    std::optional<Interval> largest;
    for (const auto& side : sides(lost)) {
        const auto amps = largest_a(piece_of(bar, side.first, side.last));
        if (amps && (!largest || amps->low > largest->low)) largest = amps;
    }
    return largest;
}

}  // namespace jarip::rack
