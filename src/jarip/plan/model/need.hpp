/// How much of an item can be of any use within the horizon? Bounds for binaries where no capacity gives one.
#pragma once

#include <string>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// The limit of a binary. errors  E0310 where it is infinite: name lacks a capacity
[[nodiscard]] double require_finite(double limit, const std::string& name);

}  // namespace jarip::plan
