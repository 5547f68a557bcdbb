#include <algorithm>
#include <cmath>
#include <utility>

#include "jarip/rack/checks/busbar.hpp"
#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/checks/supply_tree.hpp"

namespace jarip::rack {

std::optional<Busbar> busbar_of(const Survey& survey) {
    Busbar bar;
    for (std::size_t i = 0; i < survey.stacks.size(); ++i) {
        const auto& stack = survey.stacks[i];
        const auto& at = stack.device->u;
        const bool is_shelf = stack.type->supply == Supply::source;
        if (!is_shelf && stack.type->supply != Supply::busbar) continue;
        if (is_shelf && (!at || !stack.type->bus_v.given)) return std::nullopt;
        if (is_shelf) {
            const double volts = stack.type->bus_v.value;
            bar.volts = bar.volts == 0 ? volts : std::min(bar.volts, volts);
        }
        for (double k = 0; k < stack.count; ++k) {
            if (is_shelf)
                bar.taps.push_back({*at + k * stack.height, {}, i, k, 1});
            else if (at)
                bar.taps.push_back({*at + k * stack.height, stack.watts, i, k, 0});
            else
                bar.anywhere.push_back(stack.watts);
        }
    }
    for (const auto* device : survey.unknown_devices)
        if (device->feeds.empty() && survey.shelves > 0)
            bar.anywhere.push_back(Interval::unknown() * device->count);
    std::stable_sort(bar.taps.begin(), bar.taps.end(),
                     [](const Tap& a, const Tap& b) { return a.u < b.u; });
    return bar;
}

std::vector<std::size_t> joints_of(const Busbar& bar, const Frame& frame) {
    std::vector<std::size_t> joints;
    for (std::size_t i = 0; i + 1 < bar.taps.size(); ++i) {
        const auto is_between = [&](double unit) {
            return bar.taps[i].u < unit && unit <= bar.taps[i + 1].u;
        };
        if (std::any_of(frame.busbar_joints.begin(), frame.busbar_joints.end(), is_between))
            joints.push_back(i);
    }
    return joints;
}

Busbar piece_of(const Busbar& bar, std::size_t first, std::size_t last) {
    Busbar piece{{}, bar.anywhere, bar.volts};
    piece.taps.assign(bar.taps.begin() + static_cast<std::ptrdiff_t>(first),
                      bar.taps.begin() + static_cast<std::ptrdiff_t>(last));
    return piece;
}

namespace {

// A factor of 0 takes nothing out of the unbounded.
double times(double factor, double value) { return factor == 0 ? 0 : factor * value; }

// What crosses a cut: the shelves below give their share of all loads, the loads below take theirs. Linear in each load,
// rising with those above and falling with those below, so that its ends are found load by load.
Interval across(double share, const Interval& below, const Interval& above,
                const std::vector<Interval>& anywhere) {
    const double rest = 1 - share;
    Interval net{times(share, above.low) - times(rest, below.high),
                 share * above.known - rest * below.known,
                 times(share, above.high) - times(rest, below.low)};
    for (const auto& load : anywhere) {
        net.low -= times(rest, load.high);
        net.high += times(share, load.high);
    }
    const bool crosses = net.low < 0 && net.high > 0;
    return {crosses ? 0 : std::min(std::abs(net.low), std::abs(net.high)), std::abs(net.known),
            std::max(std::abs(net.low), std::abs(net.high))};
}

void weigh(Busbar& bar, const Survey& survey, const Loss& loss) {
    for (auto& tap : bar.taps)
        if (survey.stacks[tap.stack].type->supply == Supply::source)
            tap.weight = living_share(survey.design, survey.stacks[tap.stack], loss);
}

// The worst of all losses, with the sentence that tells it.
struct WorstSegment {
    Interval amps;
    const char* text = "P08";
    std::string lost;

    void raise(const std::optional<Interval>& other, const char* sentence,
               const std::string& what) {
        if (!other) return;
        if (exceeds(other->low, amps.low) ||
            (other->low == amps.low && exceeds(other->known, amps.known))) {
            text = sentence;
            lost = what;
        }
        amps.low = std::max(amps.low, other->low);
        amps.known = std::max(amps.known, other->known);
        amps.high = std::max(amps.high, other->high);
    }
};

// Beyond so many shelves only the losses of feeds are tried.
constexpr double kMostShelves = 256;

WorstSegment worst_of(const Survey& survey, Busbar bar) {
    WorstSegment worst;
    worst.raise(busbar_current_a(survey), "P08", {});
    const auto& design = survey.design;
    for (const auto& loss : supply_losses(design)) {
        weigh(bar, survey, loss);
        worst.raise(largest_a(bar), loss.kind == Loss::Kind::feed ? "P08_feed" : "P08_unit",
                    name_of(design, loss));
    }
    if (survey.shelves > kMostShelves) return worst;
    weigh(bar, survey, Loss::nothing());
    for (auto& tap : bar.taps) {
        if (tap.weight == 0) continue;
        const double weight = std::exchange(tap.weight, 0.0);
        worst.raise(largest_a(bar), "P08_shelf", survey.stacks[tap.stack].id());
        tap.weight = weight;
    }
    return worst;
}

}  // namespace

std::optional<Interval> largest_a(const Busbar& bar) {
    double weights = 0;
    for (const auto& tap : bar.taps) weights += tap.weight;
    if (weights <= 0) return std::nullopt;
    std::vector<Interval> from_above(bar.taps.size() + 1);
    for (std::size_t i = bar.taps.size(); i-- > 0;)
        from_above[i] = from_above[i + 1] + bar.taps[i].watts;
    Interval largest, below;
    double share = 0;
    for (std::size_t i = 0; i + 1 < bar.taps.size(); ++i) {
        below += bar.taps[i].watts;
        share += bar.taps[i].weight / weights;
        if (bar.taps[i + 1].u == bar.taps[i].u) continue;  // no segment lies between them
        const auto watts = across(share, below, from_above[i + 1], bar.anywhere);
        largest.low = std::max(largest.low, watts.low);
        largest.known = std::max(largest.known, watts.known);
        largest.high = std::max(largest.high, watts.high);
    }
    largest.known = std::clamp(largest.known, largest.low, largest.high);
    return largest * (1 / bar.volts);
}

std::optional<Interval> busbar_current_a(const Survey& survey) {
    if (survey.shelves == 0) return std::nullopt;
    auto bar = busbar_of(survey);
    if (!bar) return Interval::unknown();
    auto fed = *bar;
    weigh(fed, survey, Loss::nothing());
    const auto current = largest_a(fed);
    // Where no shelf hangs on a feed (P09), as if all did.
    return current ? current : largest_a(*bar);
}

void check_busbar(const Survey& survey, Findings& findings) {
    const auto& rating = survey.design.frame.busbar_a;
    if (!rating.given || survey.shelves == 0) return;
    const Finding finding{"P08", CheckSeverity::error, survey.design.id, {}, {}, "A"};
    auto bar = busbar_of(survey);
    if (!bar) {
        findings.compare(finding, Interval::unknown(), rating.value);
        return;
    }
    const auto worst = worst_of(survey, std::move(*bar));
    auto found = finding;
    found.text = worst.text;
    if (!worst.lost.empty()) found.arguments = {{"lost", worst.lost}};
    findings.compare(std::move(found), worst.amps, rating.value);
}

}  // namespace jarip::rack
