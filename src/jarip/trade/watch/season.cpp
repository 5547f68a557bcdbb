#include "jarip/trade/watch/season.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace jarip::trade {
namespace {

constexpr std::size_t kSeason = 12;
constexpr std::size_t kSeasonWindow = 13, kTrendWindow = 21, kLowPassWindow = 13;
constexpr int kInnerLoops = 2;

// Loess at `x` (counted from 0) from the points first … last with tricube weights; degree 0 or 1. Empty where all weights
// are 0.
std::optional<double> loess_at(std::span<const double> y, std::size_t window, int degree, double x,
                               std::size_t first, std::size_t last) {
    const auto n = y.size();
    double reach = std::max(x - static_cast<double>(first), static_cast<double>(last) - x);
    if (window > n) reach += static_cast<double>((window - n) / 2);
    std::vector<double> weights(last - first + 1);
    double sum = 0;
    for (std::size_t j = first; j <= last; ++j) {
        const double distance = std::abs(static_cast<double>(j) - x);
        double weight = 0;
        if (distance <= 0.001 * reach)
            weight = 1;
        else if (distance <= 0.999 * reach)
            weight = std::pow(1 - std::pow(distance / reach, 3), 3);
        weights[j - first] = weight;
        sum += weight;
    }
    if (sum <= 0) return std::nullopt;
    double middle = 0;
    for (std::size_t j = first; j <= last; ++j)
        middle += (weights[j - first] /= sum) * static_cast<double>(j);
    if (degree > 0 && reach > 0) {
        double spread = 0;
        for (std::size_t j = first; j <= last; ++j)
            spread += weights[j - first] * std::pow(static_cast<double>(j) - middle, 2);
        if (std::sqrt(spread) > 0.001 * static_cast<double>(n - 1)) {
            const double slope = (x - middle) / spread;
            for (std::size_t j = first; j <= last; ++j)
                weights[j - first] *= slope * (static_cast<double>(j) - middle) + 1;
        }
    }
    double value = 0;
    for (std::size_t j = first; j <= last; ++j) value += weights[j - first] * y[j];
    return value;
}

// Every point from the `window` points around it, those at the ends from the nearest.
std::vector<double> loess(std::span<const double> y, std::size_t window, int degree) {
    const auto n = y.size();
    std::vector<double> smooth(y.begin(), y.end());
    if (n < 2) return smooth;
    std::size_t first = 0, last = std::min(window, n) - 1;
    const auto half = (window + 1) / 2;
    for (std::size_t i = 0; i < n; ++i) {
        if (window < n && i + 1 > half && last + 1 != n) {
            ++first;
            ++last;
        }
        if (const auto at = loess_at(y, window, degree, static_cast<double>(i), first, last))
            smooth[i] = *at;
    }
    return smooth;
}

// Each month of the year smoothed over the years, and one year more at either end.
std::vector<double> smooth_months(std::span<const double> y) {
    const auto n = y.size();
    std::vector<double> result(n + 2 * kSeason);
    for (std::size_t month = 0; month < kSeason; ++month) {
        std::vector<double> years;
        for (std::size_t i = month; i < n; i += kSeason) years.push_back(y[i]);
        const auto smooth = loess(years, kSeasonWindow, 0);
        const auto count = years.size();
        const auto window = std::min(kSeasonWindow, count);
        result[month] = loess_at(years, kSeasonWindow, 0, -1, 0, window - 1).value_or(smooth[0]);
        for (std::size_t k = 0; k < count; ++k) result[(k + 1) * kSeason + month] = smooth[k];
        result[(count + 1) * kSeason + month] =
            loess_at(years, kSeasonWindow, 0, static_cast<double>(count), count - window, count - 1)
                .value_or(smooth[count - 1]);
    }
    return result;
}

std::vector<double> moving_average(std::span<const double> y, std::size_t length) {
    std::vector<double> result(y.size() - length + 1);
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        sum += y[i];
        if (i + 1 < length) continue;
        result[i + 1 - length] = sum / static_cast<double>(length);
        sum -= y[i + 1 - length];
    }
    return result;
}

}  // namespace

Decomposition seasonal_decomposition(std::span<const double> values) {
    const auto n = values.size();
    Decomposition parts{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
    std::vector<double> work(n);
    for (int loop = 0; loop < kInnerLoops; ++loop) {
        for (std::size_t i = 0; i < n; ++i) work[i] = values[i] - parts.trend[i];
        const auto months = smooth_months(work);
        const auto averages =
            moving_average(moving_average(moving_average(months, kSeason), kSeason), 3);
        const auto low = loess(averages, kLowPassWindow, 1);
        for (std::size_t i = 0; i < n; ++i) {
            parts.season[i] = months[kSeason + i] - low[i];
            work[i] = values[i] - parts.season[i];
        }
        parts.trend = loess(work, kTrendWindow, 1);
    }
    for (std::size_t i = 0; i < n; ++i)
        parts.rest[i] = values[i] - parts.season[i] - parts.trend[i];
    return parts;
}

}  // namespace jarip::trade
