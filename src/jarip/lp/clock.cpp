#include <algorithm>

#include "jarip/lp.hpp"

namespace jarip::lp {

double Clock::seconds_left() const {
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - begin_;
    return std::max(0.0, options_.seconds - gone.count());
}

SolveOptions Clock::rest() const {
    SolveOptions rest = options_;
    rest.seconds = seconds_left();
    return rest;
}

bool Clock::is_over() const { return options_.stop.stop_requested() || seconds_left() <= 0; }

Status Clock::why() const {
    return options_.stop.stop_requested() ? Status::interrupted : Status::limit;
}

}  // namespace jarip::lp
