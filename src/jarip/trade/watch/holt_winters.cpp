#include "jarip/trade/watch/holt_winters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace jarip::trade {
namespace {

constexpr std::size_t kMonthsAYear = 12;

// Where smoothing begins: level and trend by a straight line through the moving average of the first two years, seasons
// as what is left of it.
struct Start {
    double level = 0, trend = 0;
    std::array<double, kMonthsAYear> season{};
};

Start start_of(std::span<const double> y) {
    std::array<double, kMonthsAYear> average{};  // of months 7 … 18
    for (std::size_t i = 0; i < kMonthsAYear; ++i) {
        double sum = (y[i] + y[i + kMonthsAYear]) / 2;
        for (std::size_t j = 1; j < kMonthsAYear; ++j) sum += y[i + j];
        average.at(i) = sum / kMonthsAYear;
    }
    Start start;
    const double mean = std::accumulate(average.begin(), average.end(), 0.0) / kMonthsAYear;
    double across = 0, along = 0;
    for (std::size_t i = 0; i < kMonthsAYear; ++i) {
        const double x = static_cast<double>(i) + 1 - 6.5;
        across += x * average.at(i);
        along += x * x;
    }
    start.trend = across / along;
    start.level = mean - start.trend * 6.5;
    for (std::size_t i = 0; i < kMonthsAYear; ++i)
        start.season.at((i + 6) % kMonthsAYear) = y[i + 6] - average.at(i);
    const double offset =
        std::accumulate(start.season.begin(), start.season.end(), 0.0) / kMonthsAYear;
    for (double& season : start.season) season -= offset;
    return start;
}

HoltWinters smooth_from(const Start& start, std::span<const double> y,
                        const std::array<double, 3>& weights) {
    const auto [alpha, beta, gamma] = weights;
    HoltWinters result{alpha, beta, gamma, start.level, start.trend, {}, {}};
    result.season.assign(start.season.begin(), start.season.end());
    for (std::size_t i = kMonthsAYear; i < y.size(); ++i) {
        auto& season = result.season[i % kMonthsAYear];
        const double before = result.level + result.trend;
        result.residuals.push_back(y[i] - before - season);
        const double level = alpha * (y[i] - season) + (1 - alpha) * before;
        result.trend = beta * (level - result.level) + (1 - beta) * result.trend;
        result.level = level;
        season = gamma * (y[i] - level) + (1 - gamma) * season;
    }
    std::rotate(result.season.begin(),
                result.season.begin() + static_cast<std::ptrdiff_t>(y.size() % kMonthsAYear),
                result.season.end());
    return result;
}

}  // namespace

double HoltWinters::sum_of_squares() const {
    return std::inner_product(residuals.begin(), residuals.end(), residuals.begin(), 0.0);
}

double HoltWinters::variance() const {
    const auto n = static_cast<double>(residuals.size());
    const double mean = std::accumulate(residuals.begin(), residuals.end(), 0.0) / n;
    double sum = 0;
    for (const double each : residuals) sum += (each - mean) * (each - mean);
    return sum / (n - 1);
}

double HoltWinters::mean(std::size_t ahead) const {
    return level + static_cast<double>(ahead) * trend + season[(ahead - 1) % kMonthsAYear];
}

double HoltWinters::covariance(std::size_t ahead, std::size_t other) const {
    const auto weight = [&](std::size_t j) {
        if (j == 0) return 1.0;
        return alpha * (1 + static_cast<double>(j) * beta) +
               (j % kMonthsAYear == 0 ? gamma * (1 - alpha) : 0);
    };
    const auto sooner = std::min(ahead, other), apart = std::max(ahead, other) - sooner;
    double sum = 0;
    for (std::size_t j = 0; j < sooner; ++j) sum += weight(j) * weight(j + apart);
    return variance() * sum;
}

HoltWinters smooth(std::span<const double> values, double alpha, double beta, double gamma) {
    return smooth_from(start_of(values), values, {alpha, beta, gamma});
}

HoltWinters fit_holt_winters(std::span<const double> values) {
    const auto start = start_of(values);
    std::array<double, 3> best{0.3, 0.1, 0.1};
    double least = smooth_from(start, values, best).sum_of_squares();
    const auto attempt = [&](const std::array<double, 3>& weights) {
        const double sum = smooth_from(start, values, weights).sum_of_squares();
        if (!(sum < least)) return false;
        least = sum;
        best = weights;
        return true;
    };
    constexpr int kSteps = 10;
    for (int a = 0; a <= kSteps; ++a)
        for (int b = 0; b <= kSteps; ++b)
            for (int c = 0; c <= kSteps; ++c)
                attempt({a / double{kSteps}, b / double{kSteps}, c / double{kSteps}});
    // From the best of the grid to its valley's floor, halving the step where no direction leads down.
    for (double step = 0.05; step > 1e-7;) {
        bool is_better = false;
        for (std::size_t i = 0; i < best.size(); ++i)
            for (const double by : {step, -step}) {
                auto weights = best;
                weights.at(i) = std::clamp(weights.at(i) + by, 0.0, 1.0);
                is_better = attempt(weights) || is_better;
            }
        if (!is_better) step /= 2;
    }
    return smooth_from(start, values, best);
}

}  // namespace jarip::trade
