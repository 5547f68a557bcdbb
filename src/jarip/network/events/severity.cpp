#include <algorithm>
#include <cmath>

#include "jarip/network.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {

namespace {

constexpr double kTimeConstants = 3;  // of an exponential recovery within recovery_days

}  // namespace

double severity_on(const Event& event, Day day) {
    const auto since = static_cast<double>((day - event.start).count());
    if (since < 0) return 0;
    const double after = since - std::ceil(event.days) + 1;  // 1 on the first day after
    if (after <= 0) return event.severity;
    if (event.recovery == Recovery::step || event.recovery_days <= 0) return 0;
    const double passed = after / event.recovery_days;
    if (event.recovery != Recovery::exponential) return event.severity * std::max(0.0, 1 - passed);
    const double left = std::exp(-kTimeConstants * passed);
    return left < kGone ? 0 : event.severity * left;
}

}  // namespace jarip::network
