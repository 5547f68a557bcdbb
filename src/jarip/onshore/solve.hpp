/// Solving a target's model and reading what is built.
#pragma once

#include <functional>
#include <optional>

#include "jarip/onshore/targets.hpp"

namespace jarip::onshore {

struct Level {
    double value = 0;  ///< products a month
    lp::Status status = lp::Status::limit;
    std::optional<double> bound;           ///< no more can be made
    std::optional<lp::Solution> solution;  ///< what makes it; nullopt: none was found
};

/// The most products a month that the model allows (its costs are not counted), integers relaxed or not.
[[nodiscard]] Level largest_level(TargetModel model, bool relaxed, const lp::SolveOptions& options);

/// Whether an infeasible model is searched for the limits that do not hold together, which takes many solves.
enum class Conflicts { asked, not_asked };

/// Least cost of the model as it stands.
[[nodiscard]] Result solve_model(const Network& network, const TargetModel& model,
                                 const lp::SolveOptions& options,
                                 Conflicts conflicts = Conflicts::asked);

/// A level that was found by solving, less what rounding may have added.
[[nodiscard]] double attainable(double level);

/// The largest level that was found, at least cost, and at least `least`. One that only the solver's tolerances reach is not
/// attainable: the next one below it is.
[[nodiscard]] Result at_largest(const Network& network,
                                const std::function<TargetModel(double)>& model_of, double level,
                                double least, const lp::SolveOptions& options);

}  // namespace jarip::onshore
