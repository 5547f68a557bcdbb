/// How much of an item can be of any use within the horizon? Bounds for binaries where no capacity gives one.
#pragma once

#include <string>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// By item: what all demands and minimum stocks of the horizon can call for, each part counted as if it
/// alone filled its slots; kInfinity for what is needed, through whatever steps, to make itself.
[[nodiscard]] Indexed<ItemId, double> useful_amounts(const Network& network);

/// The most units of a process that are of any use: all that can be needed of its item, and one lot over.
[[nodiscard]] double largest_start(const Network& network, const Indexed<ItemId, double>& useful,
                                   ProcessId process);

/// The limit of a binary. errors  E0310 where it is infinite: name lacks a capacity
[[nodiscard]] double require_finite(double limit, const std::string& name);

}  // namespace jarip::plan
