#include "jarip/rack/checks/lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace jarip::rack {
namespace {

using Bound = double Interval::*;
using Three = std::array<double, 3>;

Three values(const std::array<Interval, 3>& loads, Bound bound) {
    return {loads[0].*bound, loads[1].*bound, loads[2].*bound};
}

// A line carries its load to neutral in phase with its voltage, those to its neighbours 30° before and behind it (IEEE
// 141; equal power factors).
Three line_currents(const Three& to_neutral, const Three& between, double volts_ll) {
    Three amps;
    for (std::size_t line = 0; line < 3; ++line) {
        const double straight = to_neutral[line] * std::numbers::sqrt3 / volts_ll;
        const double ahead = between[line] / volts_ll;
        const double behind = between[(line + 2) % 3] / volts_ll;
        const double along = straight + std::numbers::sqrt3 / 2 * (ahead + behind);
        const double across = ahead == behind ? 0 : (ahead - behind) / 2;
        amps[line] = along == kUnbounded ? kUnbounded : std::hypot(along, across);
    }
    return amps;
}

struct Sized {
    double va, count;
};

// The largest first, each to the place that has least.
void deal(Three& places, std::vector<Sized> cords) {
    constexpr double kOneByOne = 300;
    std::stable_sort(cords.begin(), cords.end(),
                     [](const Sized& a, const Sized& b) { return a.va > b.va; });
    for (auto [va, count] : cords) {
        if (va == 0) continue;
        if (count > kOneByOne) {  // whole rounds
            const double rounds = std::floor((count - kOneByOne) / 3) + 1;
            for (double& place : places) place += va * rounds;
            count -= 3 * rounds;
        }
        for (; count > 0; --count)
            *std::min_element(places.begin(), places.end()) += va * std::min(count, 1.0);
    }
}

// Loads with the cords dealt; those that may have three phases evenly, unless `as_one_phase`.
void lay_cords(const LineLoads& loads, double volts_ll, Bound bound, bool as_one_phase,
               Three& to_neutral, Three& between) {
    std::vector<Sized> sized;
    for (const auto& cords : loads.cords) {
        if (cords.may_be_three_phase && !as_one_phase)
            for (double& phase : to_neutral) phase += cords.each_va.*bound * cords.count / 3;
        else
            sized.push_back({cords.each_va.*bound, cords.count});
    }
    deal(volts_ll <= kBetweenUpTo ? between : to_neutral, std::move(sized));
}

double largest(const Three& amps) { return *std::max_element(amps.begin(), amps.end()); }

double dealt_a(const LineLoads& loads, double volts_ll, Bound bound, bool as_one_phase) {
    auto to_neutral = values(loads.to_neutral, bound);
    auto between = values(loads.between, bound);
    lay_cords(loads, volts_ll, bound, as_one_phase, to_neutral, between);
    return largest(line_currents(to_neutral, between, volts_ll));
}

// What no deal of whole cords can go below. Equal cords are dealt best where each goes to the line, or the pair of lines,
// that has least, and whatever lies beside them only adds to it; of others, of the 3j + 1 largest some line has j + 1.
double surely_dealt_a(const LineLoads& loads, double volts_ll) {
    constexpr std::size_t kMostCords = 3000, kMostSizes = 100;
    const auto is_free = [](const std::array<Interval, 3>& all) {
        return std::all_of(all.begin(), all.end(),
                           [](const Interval& each) { return each.low == 0; });
    };
    std::vector<double> sizes;
    std::map<double, double> whole;  // cords by their VA
    for (const auto& cords : loads.cords) {
        if (cords.may_be_three_phase || cords.each_va.low == 0) continue;
        const auto count = static_cast<std::size_t>(std::min(cords.count, double{kMostCords}));
        sizes.insert(sizes.end(), count, cords.each_va.low);
        if (cords.count == static_cast<double>(count)) whole[cords.each_va.low] += cords.count;
    }
    double surely = 0;
    const bool to_neutral = volts_ll > kBetweenUpTo;
    if (is_free(loads.between) && (to_neutral || is_free(loads.to_neutral)) &&
        whole.size() <= kMostSizes)
        for (const auto& [va, count] : whole) {
            LineLoads alike = loads;
            alike.cords = {{Interval::exactly(va), count, false}};
            surely = std::max(surely, dealt_a(alike, volts_ll, &Interval::low, false));
        }
    std::sort(sizes.rbegin(), sizes.rend());
    double most = 0;
    for (std::size_t k = 1; 3 * k < sizes.size(); ++k) {
        double va = 0;
        for (std::size_t i = 2 * k; i <= 3 * k; ++i) va += sizes[i];
        most = std::max(most, va);
    }
    return std::max(surely, most / cord_volts(volts_ll));
}

}  // namespace

std::vector<int> connections(const std::vector<int>& named, double volts_ll) {
    if (volts_ll > kBetweenUpTo || named.size() < 2 ||
        std::any_of(named.begin(), named.end(), [](int one) { return one >= kBetweenLines; }))
        return named;
    auto lines = named;
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    if (lines.size() == 3) return {12, 23, 31};
    if (lines.size() < 2) return named;
    return {lines[0] + lines[1] == 4 ? 31 : lines[0] == 1 ? 12 : 23};
}

int connection_at(const std::vector<int>& connections, double devices, std::size_t number,
                  std::size_t supply, std::size_t on_feed) {
    const bool by_supply = static_cast<double>(connections.size()) > devices;
    return connections[(by_supply ? number * on_feed + supply : number) % connections.size()];
}

double cord_volts(double volts_ll) {
    return volts_ll <= kBetweenUpTo ? volts_ll : volts_ll / std::numbers::sqrt3;
}

void LineLoads::add(int connection, const Interval& va) {
    total += va;
    if (connection < kBetweenLines)
        to_neutral[static_cast<std::size_t>(connection - 1)] += va;
    else
        between[connection == 12 ? 0 : connection == 23 ? 1 : 2] += va;
}

void LineLoads::add_three_phase(const Interval& va) {
    total += va;
    for (auto& phase : to_neutral) phase += va * (1.0 / 3);
}

void LineLoads::add_cords(const Cords& more) {
    total += more.each_va * more.count;
    cords.push_back(more);
}

Interval LineLoads::worst_a(double volts_ll) const {
    int line = 1;
    double low =
        std::max(worst_named_a(volts_ll, line).low, total.low / (std::numbers::sqrt3 * volts_ll));
    for (const auto& each : cords)
        if (!each.may_be_three_phase)
            low =
                std::max(low, each.each_va.low * std::min(1.0, each.count) / cord_volts(volts_ll));
    low = std::max(low, surely_dealt_a(*this, volts_ll));
    const double known = std::max(low, dealt_a(*this, volts_ll, &Interval::known, false));
    const double high = std::max(known, dealt_a(*this, volts_ll, &Interval::high, true));
    return {low, known, high};
}

Interval LineLoads::worst_named_a(double volts_ll, int& line) const {
    const auto amps = [&](Bound bound) {
        return line_currents(values(to_neutral, bound), values(between, bound), volts_ll);
    };
    const auto known = amps(&Interval::known);
    line = 1 + static_cast<int>(std::max_element(known.begin(), known.end()) - known.begin());
    return {largest(amps(&Interval::low)), largest(known), largest(amps(&Interval::high))};
}

std::array<double, 3> LineLoads::lines_a(double volts_ll) const {
    return line_currents(values(to_neutral, &Interval::known), values(between, &Interval::known),
                         volts_ll);
}

std::array<double, 3> LineLoads::lines_va(double volts_ll) const {
    auto lines = values(to_neutral, &Interval::known);
    auto pairs = values(between, &Interval::known);
    lay_cords(*this, volts_ll, &Interval::known, false, lines, pairs);
    Three sums;
    for (std::size_t line = 0; line < 3; ++line)
        sums[line] = lines[line] + (pairs[line] + pairs[(line + 2) % 3]) / 2;
    return sums;
}

}  // namespace jarip::rack
