#include "jarip/stress/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

namespace {

Estimate estimate(double value, double standard_error) {
    return {value, standard_error <= kNoError * std::abs(value) ? 0 : standard_error};
}

// Whether one of the sample lies beyond the level.
bool reaches(double size, double level) { return (1 - level) * size >= 1 - kRoundingOfCount; }

double size_of(const std::vector<Drawn>& drawn) {
    double size = 0;
    for (const Drawn& each : drawn) size += static_cast<double>(each.times);
    return size;
}

// Positions of the drawn losses, the smallest first.
std::vector<std::size_t> ascending(const std::vector<Drawn>& drawn) {
    std::vector<std::size_t> order(drawn.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return drawn[a].loss < drawn[b].loss; });
    return order;
}

Estimate mean_of(const std::vector<Drawn>& drawn) {
    const double size = size_of(drawn);
    Sum total;
    for (const Drawn& each : drawn) total.add(each.loss * static_cast<double>(each.times));
    const double mean = total.value() / size;
    Sum squares;
    for (const Drawn& each : drawn)
        squares.add((each.loss - mean) * (each.loss - mean) * static_cast<double>(each.times));
    if (size < 2) return {mean, std::nullopt};
    return estimate(mean, std::sqrt(squares.value() / (size - 1) / size));
}

// The loss at a place (1…size) of the ascending sample.
double at_place(const std::vector<Drawn>& drawn, const std::vector<std::size_t>& order,
                double place) {
    double seen = 0;
    for (const std::size_t i : order) {
        seen += static_cast<double>(drawn[i].times);
        if (seen >= place) return drawn[i].loss;
    }
    return drawn[order.back()].loss;
}

// The smallest loss that at least `level` of the sample does not exceed. Its error: half of what lies between the
// places one standard deviation of the binomial distribution below and above.
Estimate quantile_of(const std::vector<Drawn>& drawn, double level) {
    const auto order = ascending(drawn);
    const double size = size_of(drawn);
    const double spread = std::sqrt(size * level * (1 - level));
    const auto at = [&](double place) {
        return at_place(drawn, order, std::clamp(std::ceil(place), 1.0, size));
    };
    return {at(level * size), (at(level * size + spread) - at(level * size - spread)) / 2};
}

Estimate shortfall_of(const std::vector<Drawn>& drawn, double level, double quantile) {
    const auto worst = worst_of(drawn, level);
    const double size = (1 - level) * size_of(drawn);
    Sum total;
    for (std::size_t i = 0; i < drawn.size(); ++i) total.add(worst[i] * drawn[i].loss);
    const double mean = total.value() / size;
    Sum squares;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        squares.add(worst[i] * (drawn[i].loss - mean) * (drawn[i].loss - mean));
    const double beyond = mean - quantile;
    return estimate(mean, std::sqrt((squares.value() / size + level * beyond * beyond) / size));
}

}  // namespace

bool has_worst(const std::vector<Drawn>& drawn, double level) {
    return reaches(size_of(drawn), level);
}

std::vector<double> worst_of(const std::vector<Drawn>& drawn, double level) {
    std::vector<double> worst(drawn.size(), 0.0);
    const auto order = ascending(drawn);
    double left = (1 - level) * size_of(drawn);
    for (std::size_t end = order.size(); end > 0 && left > 0;) {
        std::size_t begin = end;
        double equal = 0;
        while (begin > 0 && drawn[order[begin - 1]].loss == drawn[order[end - 1]].loss)
            equal += static_cast<double>(drawn[order[--begin]].times);
        const double share = std::min(1.0, left / equal);
        for (std::size_t i = begin; i < end; ++i)
            worst[order[i]] = share * static_cast<double>(drawn[order[i]].times);
        left -= equal;
        end = begin;
    }
    return worst;
}

LossDistribution distribution_of(const std::vector<Drawn>& drawn,
                                 const std::vector<double>& levels) {
    LossDistribution result;
    if (drawn.empty()) return result;
    result.mean = mean_of(drawn);
    for (const Drawn& each : drawn) result.largest = std::max(result.largest, each.loss);
    const double size = size_of(drawn);
    for (const double level : levels) {
        if (!reaches(size, level)) continue;
        const Estimate quantile = quantile_of(drawn, level);
        result.tail.push_back({level, quantile, shortfall_of(drawn, level, quantile.value)});
    }
    return result;
}

}  // namespace jarip::stress
