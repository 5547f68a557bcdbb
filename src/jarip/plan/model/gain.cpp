#include "jarip/plan/model/gain.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace jarip::plan {

double gained(const std::vector<double>& more, const std::vector<double>& less,
              const std::vector<double>& weights, double rounding) {
    Sum gain;
    for (std::size_t i = 0; i < more.size(); ++i)
        if (std::abs(more[i] - less[i]) > rounding * std::max(more[i], less[i]))
            gain.add((more[i] - less[i]) * (weights.empty() ? 1 : weights[i]));
    return gain.value();
}

}  // namespace jarip::plan
