// Which outlet, branch and line each cord has that no cable names: the largest cord first.
#include <algorithm>
#include <array>

#include "jarip/rack/checks/lines.hpp"
#include "jarip/rack/checks/plugs.hpp"
#include "jarip/rack/checks/supply_tree.hpp"
#include "jarip/rack/power/wiring_steps.hpp"
#include "jarip/rack/tolerances.hpp"

namespace jarip::rack {

OutletDeal::OutletDeal(const Survey& survey, Wiring& wiring,
                       std::vector<std::optional<std::size_t>> named_outlet)
    : survey_{survey},
      design_{survey.design},
      wiring_{wiring},
      named_outlet_{std::move(named_outlet)},
      branch_va_(wiring.branches.size()) {}

// With nothing lost.
double OutletDeal::va(const WiredCord& cord) const {
    if (cord.feeds_unit) return unit_va_[*cord.feeds_unit];
    const auto& stack = survey_.stacks[cord.stack];
    const auto input =
        stack.device->feeds.empty() ? 0 : input_w(survey_, stack, Loss::nothing()).known;
    return input * cord.supplies / supplies_of(stack) / stack.power_factor();
}

void OutletDeal::weigh_units() {
    unit_va_.assign(wiring_.units.size(), 0);
    std::vector<bool> met(wiring_.units.size());
    for (const auto& cord : wiring_.cords) {
        if (cord.feeds_unit || !cord.unit) continue;
        std::fill(met.begin(), met.end(), false);
        add_weight(*cord.unit, va(cord), met);
    }
}
void OutletDeal::add_weight(std::size_t unit, double va, std::vector<bool>& met) {
    if (met[unit]) return;
    met[unit] = true;
    unit_va_[unit] += va;
    for (const auto& input : wiring_.units[unit].inputs)
        if (input.above) add_weight(*input.above, va, met);
}

void OutletDeal::take_named() {
    for (std::size_t i = 0; i < wiring_.cords.size(); ++i)
        if (named_outlet_[i] && !wiring_.cords[i].feeds_unit) take_named(i);
}
void OutletDeal::take_named(std::size_t index) {
    auto& cord = wiring_.cords[index];
    take(cord, *named_outlet_[index]);
    cord.is_named = true;
    cord.has_said_lines = cord.lines != 0;
}

void OutletDeal::take(WiredCord& cord, std::size_t index) {
    auto& outlet = wiring_.outlets[index];
    outlet.is_taken = true;
    cord.outlet = index;
    cord.unit = outlet.unit;
    cord.branch = outlet.branch;
    if (cord.lines == 0) cord.lines = may_be_one_phase(cord) ? outlet.lines : 0;
    if (cord.branch) branch_va_[*cord.branch] += va(cord);
}

// Of a plug that is not known a cord is taken to have all phases, as the sums of a feed have it.
bool OutletDeal::may_be_one_phase(const WiredCord& cord) const {
    return phases_of(survey_.stacks[cord.stack].type->plug) == PlugPhases::one;
}

// The largest first, each to the free outlet whose branch, and then whose lines on this unit, have least.
void OutletDeal::deal_outlets() {
    std::vector<std::vector<std::size_t>> of_unit(wiring_.units.size());
    for (std::size_t i = 0; i < wiring_.outlets.size(); ++i)
        of_unit[wiring_.outlets[i].unit].push_back(i);
    for (const auto index : largest_first()) {
        const auto& cord = wiring_.cords[index];
        if (!cord.unit || cord.outlet || cord.feeds_unit) continue;
        take_free(index, of_unit[*cord.unit]);
    }
    even_out();
}

void OutletDeal::take_outlet(std::size_t index) {
    if (named_outlet_[index]) {
        take_named(index);
        return;
    }
    std::vector<std::size_t> outlets;
    for (std::size_t i = 0; i < wiring_.outlets.size(); ++i)
        if (wiring_.outlets[i].unit == *wiring_.cords[index].unit) outlets.push_back(i);
    take_free(index, outlets);
}

void OutletDeal::take_free(std::size_t index, const std::vector<std::size_t>& outlets) {
    auto& cord = wiring_.cords[index];
    std::optional<std::size_t> best;
    for (const auto each : outlets) {
        const auto& outlet = wiring_.outlets[each];
        if (outlet.is_taken || !takes(outlet, cord)) continue;
        if (!best || load_at(outlet) < load_at(wiring_.outlets[*best])) best = each;
    }
    if (best) take(cord, *best);
}

bool OutletDeal::takes(const WiredOutlet& outlet, const WiredCord& cord) const {
    const auto& plug = survey_.stacks[cord.stack].type->plug;
    if (!plug.empty() && !outlet.kind.empty() && outlet.kind != outlet_of(plug)) return false;
    return cord.lines == 0 || outlet.lines == 0 || outlet.lines == cord.lines;
}

// Cords that no cable names change their outlets as long as the branch of a unit that has most then has less.
void OutletDeal::even_out() {
    constexpr std::size_t kMostCordsOfUnit = 200, kMostChanges = 200;
    std::vector<std::vector<std::size_t>> cords(wiring_.units.size());
    for (std::size_t i = 0; i < wiring_.cords.size(); ++i) {
        const auto& cord = wiring_.cords[i];
        if (cord.outlet && cord.branch && !cord.is_named && !cord.feeds_unit)
            cords[*cord.unit].push_back(i);
    }
    for (std::size_t u = 0; u < wiring_.units.size(); ++u) {
        if (wiring_.units[u].branches < 2 || cords[u].size() > kMostCordsOfUnit) continue;
        for (std::size_t n = 0; n < kMostChanges && lower_worst(u, cords[u]); ++n) continue;
    }
}

bool OutletDeal::lower_worst(std::size_t index, const std::vector<std::size_t>& cords) {
    const auto& unit = wiring_.units[index];
    const auto begin = branch_va_.begin() + static_cast<std::ptrdiff_t>(unit.first_branch);
    const auto end = begin + static_cast<std::ptrdiff_t>(unit.branches);
    const auto worst = static_cast<std::size_t>(std::max_element(begin, end) - branch_va_.begin());
    const double most = branch_va_[worst];
    Change best{0, 0, {}, most * (1 - kRounding)};
    const auto look_at = [&](const Change& change, std::size_t branch, double less) {
        const double then = std::max(most - less, branch_va_[branch] + less);
        if (less > 0 && then < best.most) best = {change.cord, change.outlet, change.other, then};
    };
    for (const auto c : cords) {
        const auto& cord = wiring_.cords[c];
        if (cord.branch != worst) continue;
        for (std::size_t o = 0; o < wiring_.outlets.size(); ++o) {
            const auto& outlet = wiring_.outlets[o];
            if (outlet.unit != index || outlet.is_taken || !outlet.branch ||
                outlet.branch == worst || !may_take(outlet, cord))
                continue;
            look_at({c, o, {}, 0}, *outlet.branch, va(cord));
        }
        for (const auto d : cords) {
            const auto& other = wiring_.cords[d];
            if (other.branch == worst || !may_take(wiring_.outlets[*other.outlet], cord) ||
                !may_take(wiring_.outlets[*cord.outlet], other))
                continue;
            look_at({c, *other.outlet, d, 0}, *other.branch, va(cord) - va(other));
        }
    }
    if (best.most >= most * (1 - kRounding)) return false;
    const auto from = *wiring_.cords[best.cord].outlet;
    release(best.cord);
    if (best.other) release(*best.other);
    take(wiring_.cords[best.cord], best.outlet);
    if (best.other) take(wiring_.cords[*best.other], from);
    return true;
}

// Lines that an outlet gave a cord do not bind it.
bool OutletDeal::may_take(const WiredOutlet& outlet, WiredCord cord) const {
    if (!cord.has_said_lines) cord.lines = 0;
    return takes(outlet, cord);
}

void OutletDeal::release(std::size_t index) {
    auto& cord = wiring_.cords[index];
    wiring_.outlets[*cord.outlet].is_taken = false;
    branch_va_[*cord.branch] -= va(cord);
    if (!cord.has_said_lines) cord.lines = 0;
}

double OutletDeal::load_at(const WiredOutlet& outlet) const {
    return outlet.branch ? branch_va_[*outlet.branch] : 0;
}

// Cords of one phase that no outlet lays on lines.
void OutletDeal::deal_phases() {
    std::vector<std::array<double, 3>> legs(design_.feeds.size());
    for (const auto& cord : wiring_.cords)
        if (cord.lines != 0 && !cord.feeds_unit)
            legs[cord.feed].at(leg_of_lines(cord.lines)) += va(cord);
    for (const auto index : largest_first()) {
        auto& cord = wiring_.cords[index];
        if (cord.feeds_unit) continue;
        // On a unit of one phase it lies on the line of that.
        if (cord.lines == 0 && cord.unit && may_be_one_phase(cord)) {
            cord.lines = wiring_.units[*cord.unit].lines;
            if (cord.lines != 0) legs[cord.feed].at(leg_of_lines(cord.lines)) += va(cord);
        }
        const auto& feed = design_.feeds[cord.feed];
        if (cord.lines != 0 || !has_three_phases(feed) || !may_be_one_phase(cord)) continue;
        auto& of_feed = legs[cord.feed];
        const auto least = static_cast<std::size_t>(
            std::min_element(of_feed.begin(), of_feed.end()) - of_feed.begin());
        cord.lines = lines_of_leg(least, feed);
        of_feed.at(least) += va(cord);
    }
}

std::vector<std::size_t> OutletDeal::largest_first() const {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < wiring_.cords.size(); ++i)
        order.emplace_back(-va(wiring_.cords[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<std::size_t> result;
    for (const auto& [unused, index] : order) result.push_back(index);
    return result;
}

}  // namespace jarip::rack
