/// What is known of a long call's result before all of it is.
#pragma once

#include <functional>

namespace jarip {

/// Called each time that more is known, from one thread at a time; `known` makes it, where it is wanted, in the form of a result
/// that was asked to stop. What it is made of is no copy: it is made within the call. May be empty.
template <class Result>
using SoFar = std::function<void(const std::function<Result()>& known)>;

}  // namespace jarip
