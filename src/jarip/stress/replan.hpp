/// Planning anew while events last: every so many days the steady month is solved for what is left, and orders follow
/// its shares. docs/formulas.md (Stress)
#pragma once

#include <vector>

#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"

namespace jarip::stress {

/// A chain at its baseline that also holds what later plans use, and which plan is followed on which day.
struct Replanned {
    LabelledChain chain;
    std::vector<std::vector<double>> plans;  ///< by plan and edge: flows
    std::vector<std::size_t>
        plan_on;  ///< by day: kNone before the first, and where nothing is out of the ordinary

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    /// The flows that orders of a day follow; null: as usual.
    [[nodiscard]] const std::vector<double>* on(std::size_t day) const {
        if (day >= plan_on.size() || plan_on[day] == kNone) return nullptr;
        return &plans[plan_on[day]];
    }
};

/// Plans every `step` days of the first `days`. Each plan knows what acts on its day, and takes it to last.
[[nodiscard]] Replanned replan(const Network& network, const LabelledChain& baseline,
                               const network::Scenario& scenario, std::uint32_t step,
                               std::uint32_t days, const RunOptions& run);

/// Chains of one network that differ in their plans as one: at rest it is the first; what only others have stands by.
/// `flows` gets the flows of each of them on the edges of the whole.
[[nodiscard]] LabelledChain joined(const Network& network, const std::vector<LabelledChain>& chains,
                                   std::vector<std::vector<double>>& flows);

}  // namespace jarip::stress
