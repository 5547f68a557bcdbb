#include "jarip/plan/model/lead_time.hpp"

#include <algorithm>
#include <cmath>

namespace jarip::plan {

namespace {

/// Days from the first period's first day.
double offset(const std::vector<Period>& periods, Day day) {
    return static_cast<double>((day - periods.front().first).count());
}

}  // namespace

std::vector<Arrival> arrivals(const std::vector<Period>& periods, std::size_t period, double days,
                              network::LeadTimes lead_times) {
    const double first = offset(periods, periods[period].first) + days;
    const double end = offset(periods, periods[period].end) + days;
    std::vector<Arrival> result;
    for (std::size_t t = period; t < periods.size(); ++t) {
        const double from = offset(periods, periods[t].first);
        const double to = offset(periods, periods[t].end);
        if (lead_times == network::LeadTimes::up) {
            const double last = std::ceil(end) - 1;  // the last day's work arrives on this day
            if (from <= last && last < to) return {{t, 1}};
            continue;
        }
        const double overlap = std::min(end, to) - std::max(first, from);
        if (overlap > 0) result.push_back({t, overlap / (end - first)});
        if (end <= to) break;
    }
    return result;
}

}  // namespace jarip::plan
