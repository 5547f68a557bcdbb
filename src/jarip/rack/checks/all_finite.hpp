/// For tests and fuzzers: whether every number of a report is one.
#pragma once

#include <cmath>

#include "jarip/rack.hpp"

namespace jarip::rack {

[[nodiscard]] inline bool all_finite(const Report& report) {
    const auto finite = [](std::optional<double> value) { return !value || std::isfinite(*value); };
    bool good = true;
    for (const auto& check : report.checks)
        good = good && finite(check.value) && finite(check.limit);
    for (const auto& [key, member] : total_keys()) {
        const auto& total = report.totals.*member;
        good = good && finite(total.known) && finite(total.low) && finite(total.high) &&
               finite(total.assumed) && std::isfinite(total.coverage);
    }
    for (const auto& feed : report.totals.feeds) {
        good = good && std::isfinite(feed.load_va) && std::isfinite(feed.capacity_va) &&
               finite(feed.load_after_loss);
        for (const double phase : feed.phases_va) good = good && std::isfinite(phase);
    }
    return good;
}

}  // namespace jarip::rack
