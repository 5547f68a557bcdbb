/// Exponential smoothing of a monthly series with trend and season, and where it goes on.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace jarip::trade {

/// Weights of the newest month in level, trend and season, and where they end.
struct HoltWinters {
    double alpha = 0, beta = 0, gamma = 0;
    double level = 0, trend = 0;
    std::vector<double> season;     ///< of the last twelve months, in time
    std::vector<double> residuals;  ///< of one step, from the thirteenth month on
    [[nodiscard]] double sum_of_squares() const;
    /// Of the residuals, about their mean.
    [[nodiscard]] double variance() const;
    /// `ahead` months on, from 1.
    [[nodiscard]] double mean(std::size_t ahead) const;
    /// Of the errors so many months ahead, and between two of them. Yar & Chatfield (1990), International Journal of
    /// Forecasting 6.
    [[nodiscard]] double covariance(std::size_t ahead, std::size_t other) const;
};

/// Holt (1957), Winters (1960), additive; started from the classical decomposition of the first two years, as R's
/// HoltWinters does. requires  two years and a month or more
[[nodiscard]] HoltWinters smooth(std::span<const double> values, double alpha, double beta,
                                 double gamma);
/// With the weights in [0, 1] whose one-step errors have the least sum of squares.
[[nodiscard]] HoltWinters fit_holt_winters(std::span<const double> values);

}  // namespace jarip::trade
