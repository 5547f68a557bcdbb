/// What a sample of losses says: mean, quantiles, expected shortfall, each with its standard error.
#pragma once

#include <cstddef>
#include <vector>

#include "jarip/stress.hpp"

namespace jarip::stress {

/// A loss and how often it was drawn.
struct Drawn {
    double loss = 0;
    std::size_t times = 0;
};

/// Of the worst 1 − level of a sample, what belongs to each of the drawn losses; equal losses share what is left.
///
/// returns [drawn] times, which sum to (1 − level) · sample size
[[nodiscard]] std::vector<double> worst_of(const std::vector<Drawn>& drawn, double level);

/// Whether the worst 1 − level of a sample is at least one of it.
[[nodiscard]] bool has_worst(const std::vector<Drawn>& drawn, double level);

/// Levels that none of the sample lies beyond are left out. docs/formulas.md (Stress, Monte Carlo)
/// source  standard error of the shortfall: Manistre & Hancock (2005), North American Actuarial Journal 9(2)
[[nodiscard]] LossDistribution distribution_of(const std::vector<Drawn>& drawn,
                                               const std::vector<double>& levels);

}  // namespace jarip::stress
