/// The least that home can lose of its usual deliveries under a scenario, however everybody plans: a linear program over a few
/// stages of time, of which everything that can happen is a solution.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/best_month.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/stage_limits.hpp"

namespace jarip::stress {

/// A run day by day and a plan by periods, summed over each stage, are solutions of it, so that neither loses less. A stage is
/// whole periods of the horizon; it has what the events leave of capacities on each of its days, as much as a run or a plan
/// could make of them, and hands on what it does not use. The first ends with the last period before the events; after the
/// last period in which one acts nothing is lost.
///
/// source  docs/formulas.md (Stress, bounds)
class LeastLost {
public:
    /// Of what is due at home in the first `days` from the horizon's first, by value or by units.
    LeastLost(const network::Network& network, const plan::SteadyPlan& month,
              const LabelledChain& chain, std::uint32_t days, bool by_value);

    struct Lost {
        double counted = 0;  ///< by value or units, as was asked: this is the least
        double units = 0;    ///< of it
    };
    [[nodiscard]] Lost under(const network::Scenario& scenario);

private:
    static constexpr std::size_t kStages = 4;
    using Stage = StageLimits::Stage;
    using Stages = std::array<Stage, kStages>;
    struct Delivery {
        network::DemandId demand;
        double weight = 0;         ///< of a unit
        std::vector<double> run;   ///< by period: what is due in a run
        std::vector<double> plan;  ///< by period: and in a plan; empty: no plan is of these days
    };
    [[nodiscard]] static std::vector<Stage> periods_of(const network::Network& network,
                                                       std::uint32_t days);
    void set_deliveries(const plan::SteadyPlan& month, bool by_value);
    void build();
    [[nodiscard]] Stage stage_of(std::size_t first_period, std::size_t end_period) const;
    [[nodiscard]] Stages stages_of(const StageLimits::Left& left) const;
    /// What is due in a stage at least.
    [[nodiscard]] static double due(const Delivery& delivery, const Stage& stage);
    void set_stage(const StageLimits::Left& left, const Stage& stage, const BestMonth::Copy& copy);
    void set_stock(const Stages& stages);
    [[nodiscard]] lp::Solution solve();

    const network::Network& network_;
    std::uint32_t days_;
    double months_a_day_;
    BestMonth month_;
    std::vector<Stage> periods_;
    StageLimits limits_;
    std::vector<Delivery> deliveries_;
    std::vector<double> in_run_;  ///< by pool: stock at the start of a run
    lp::Model model_;
    std::vector<BestMonth::Copy> copies_;  ///< by stage
    std::optional<lp::Solver> solver_;
    lp::Basis basis_;
};

/// By period of the horizon: what a demand wants in it, of which the share is due that the steady month delivers.
[[nodiscard]] std::vector<double> due_by_period(const network::Network& network,
                                                const plan::SteadyPlan& month,
                                                network::DemandId id);

}  // namespace jarip::stress
