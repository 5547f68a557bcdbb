/// The average month again, with some of its bounds changed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "jarip/plan/steady/steady_model.hpp"

namespace jarip::plan {

/// Solves the month again under `count` changes of its bounds, dealt to threads in runs of neighbours; each
/// starts from the base's basis and nothing else. nullopt for what was not solved before it was stopped. With the first
/// objective alone `built_at_home` stays 0.
[[nodiscard]] std::vector<std::optional<Rates>> re_solve(
    const SteadyModel& model, const lp::Basis& basis, std::size_t count, const RunOptions& run,
    Solves solves, const std::function<void(std::size_t, Bounds&)>& change);

/// The most that can be delivered with each of these sets of columns closed: the depth of deliveries. Ways that cost
/// nothing and have no limit are contracted, so that each is solved in less time than the whole from the base's basis.
[[nodiscard]] std::vector<std::optional<Rates>> re_solve_deliveries(
    const SteadyModel& model, const std::vector<std::vector<lp::ColumnId>>& closed,
    const RunOptions& run);

}  // namespace jarip::plan
