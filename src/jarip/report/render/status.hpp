/// What the outcome of a solver is called in documents.
#pragma once

#include <array>
#include <string_view>

#include "jarip/lp.hpp"

namespace jarip::report {

/// In the order of lp::Status.
inline constexpr std::array<std::string_view, 7> kStatusWords{
    "optimal", "feasible", "infeasible", "unbounded", "limit", "interrupted", "unknown"};

[[nodiscard]] constexpr std::string_view status_word(lp::Status status) {
    return kStatusWords[static_cast<std::size_t>(status)];
}

}  // namespace jarip::report
