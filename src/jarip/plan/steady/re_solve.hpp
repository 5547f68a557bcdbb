/// The average month again, with some of its bounds changed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "jarip/plan/steady/steady_model.hpp"

namespace jarip::plan {

/// Solves the month again under `count` changes of its bounds, dealt to threads in runs of neighbours; each
/// starts from the base's basis and nothing else. nullopt for what was not solved before it was stopped.
[[nodiscard]] std::vector<std::optional<Rates>> re_solve(
    const SteadyModel& model, const lp::Basis& basis, std::size_t count, const RunOptions& run,
    Depth depth, const std::function<void(std::size_t, Bounds&)>& change);

}  // namespace jarip::plan
