#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "jarip/rack/checks/feeds.hpp"
#include "jarip/rack/checks/findings.hpp"
#include "jarip/rack/format/toml_reader.hpp"

namespace jarip::rack {
namespace {

constexpr double kMostImbalance = 0.1;

double capacity_va(const Feed& feed, const Site& site) {
    const double factor = has_three_phases(feed) ? std::numbers::sqrt3 : 1;
    return factor * feed.volts.value * feed.amps.value * feed.circuits.value_or(1) *
           site.continuous * site.temp_derate.value_or(1);
}

constexpr auto kNone = static_cast<std::size_t>(-1);

// Apparent power on a feed, and on each of its phases.
struct Load {
    Interval total;
    std::array<Interval, 3> phases;
    bool is_dealt = true;  // every device that names phases says its draw

    // Devices that name phases are dealt to them in turn; the others load all three evenly.
    void add(const Interval& each, double count, const std::vector<int>& named) {
        total += each * count;
        if (named.empty()) {
            for (auto& phase : phases) phase += each * (count / 3);
            return;
        }
        is_dealt = is_dealt && each.is_exact();
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
            phases[static_cast<std::size_t>(named[i % named.size()] - 1)] += each;
    }
};

// The load of each feed with one of them lost (kNone: none). Shelves that live share the busbar's load.
std::vector<Load> loads_va(const Survey& survey, std::size_t lost) {
    std::vector<Load> loads(survey.design.feeds.size());
    double shelves = 0;
    for (const auto& stack : survey.stacks)
        if (stack.type->supply == Supply::source && living_feeds(*stack.device, lost) > 0)
            shelves += stack.count;
    const auto add = [&](const Device& device, const Interval& each) {
        for (const auto feed : device.feeds)
            if (feed != lost) loads[feed].add(each, device.count, device.phases);
    };
    for (const auto& stack : survey.stacks) {
        const double alive = takes_feeds(stack) ? living_feeds(*stack.device, lost) : 0;
        if (alive == 0) continue;
        auto each = stack.watts;
        if (stack.type->supply == Supply::source)
            each += survey.busbar_w * (1 / shelves) + survey.shelf_loss(stack, shelves);
        add(*stack.device, each * (1 / alive / stack.power_factor()));
    }
    for (const auto* device : survey.unknown_devices) add(*device, Interval::unknown());
    return loads;
}

void raise(Interval& worst, const Interval& other) {
    worst.low = std::max(worst.low, other.low);
    worst.known = std::max(worst.known, other.known);
    worst.high = std::max(worst.high, other.high);
}

// For each feed, the heaviest load over the losses of another one.
std::vector<Load> worst_loads_va(const Survey& survey) {
    const auto count = survey.design.feeds.size();
    std::vector<Load> worst(count);
    for (std::size_t lost = 0; lost < count; ++lost) {
        const auto loads = loads_va(survey, lost);
        for (std::size_t feed = 0; feed < count; ++feed) {
            raise(worst[feed].total, loads[feed].total);
            for (std::size_t phase = 0; phase < 3; ++phase)
                raise(worst[feed].phases[phase], loads[feed].phases[phase]);
        }
    }
    return worst;
}

bool names_phases(const Survey& survey) {
    return std::any_of(survey.design.devices.begin(), survey.design.devices.end(),
                       [](const Device& device) { return !device.phases.empty(); });
}

// The load of a feed against its breakers, of the whole and of each phase. Whether the whole is surely within.
bool check_load(const char* code, const Feed& feed, const Load& load, double capacity,
                Findings& findings) {
    findings.compare({code, CheckSeverity::error, feed, {}, {}, "VA"}, load.total, capacity);
    if (judge(load.total, capacity) != Verdict::kept) return false;
    if (!has_three_phases(feed)) return true;
    for (std::size_t phase = 0; phase < 3; ++phase)
        findings.compare({code,
                          CheckSeverity::error,
                          feed,
                          {},
                          {},
                          "VA",
                          {{"phase", "L" + std::to_string(phase + 1)}},
                          std::string{code} + "_phase"},
                         load.phases[phase], capacity / 3);
    return true;
}

// The largest distance of a phase from the mean of the three, of the mean.
double imbalance(const Load& load, double Interval::*bound) {
    double mean = 0;
    for (const auto& phase : load.phases) mean += phase.*bound / 3;
    if (mean == 0 || mean == kUnbounded) return 0;
    double largest = 0;
    for (const auto& phase : load.phases)
        largest = std::max(largest, std::abs(phase.*bound - mean) / mean);
    return largest;
}

// A draw that is not given loads all three phases evenly, which can only even them out, unless its device names phases.
void check_phases(const Feed& feed, const Load& load, Findings& findings) {
    if (!load.is_dealt) {
        findings.cannot_say("P06", feed, kMostImbalance, "1", "P06_unknown");
        return;
    }
    const double known = imbalance(load, &Interval::known);
    findings.compare({"P06",
                      CheckSeverity::warning,
                      feed,
                      {},
                      {},
                      "1",
                      {{"percent", number_text(std::round(known * 1000) / 10)}}},
                     {imbalance(load, &Interval::high), known, imbalance(load, &Interval::low)},
                     kMostImbalance);
}

}  // namespace

std::vector<FeedLoad> feed_loads(const Survey& survey) {
    const auto& feeds = survey.design.feeds;
    const auto loads = loads_va(survey, kNone);
    const auto worst = worst_loads_va(survey);
    std::vector<FeedLoad> result;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        FeedLoad load;
        load.id = feeds[i].id;
        load.load_va = loads[i].total.known;
        load.capacity_va = capacity_va(feeds[i], survey.design.site);
        if (feeds.size() > 1) load.load_after_loss = worst[i].total.known;
        if (has_three_phases(feeds[i]))
            for (const auto& phase : loads[i].phases) load.phases_va.push_back(phase.known);
        result.push_back(std::move(load));
    }
    return result;
}

void check_feeds(const Survey& survey, Findings& findings) {
    const auto& design = survey.design;
    const auto loads = loads_va(survey, kNone);
    const auto worst = worst_loads_va(survey);
    const bool by_phase = names_phases(survey);
    for (std::size_t i = 0; i < design.feeds.size(); ++i) {
        const auto& feed = design.feeds[i];
        const double capacity = capacity_va(feed, design.site);
        const bool is_within = check_load("P02", feed, loads[i], capacity, findings);
        if (is_within && design.feeds.size() > 1)
            check_load("P03", feed, worst[i], capacity, findings);
        if (by_phase && has_three_phases(feed)) check_phases(feed, loads[i], findings);
    }
}

}  // namespace jarip::rack
