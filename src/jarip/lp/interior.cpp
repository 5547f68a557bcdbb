#include "jarip/lp/interior.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace jarip::lp {

namespace {

/// Of the largest cost, while inside. The method ends where reduced costs are right to 1e-7: beside costs of 2³⁰
/// rounding leaves more than that, and it goes on for ever.
constexpr double kLargestInside = 0x1p18;

constexpr HighsCallbackType kInterrupts[] = {kCallbackSimplexInterrupt, kCallbackIpmInterrupt,
                                             kCallbackMipInterrupt};

HighsLp with_smaller_costs(HighsLp lp) {
    double largest = 0;
    for (const double cost : lp.col_cost_) largest = std::max(largest, std::abs(cost));
    if (largest <= kLargestInside) return lp;
    const double unit = std::exp2(std::floor(std::log2(kLargestInside / largest)));
    for (double& cost : lp.col_cost_) cost *= unit;
    return lp;
}

class Inside {
public:
    Inside(const Highs& model, double seconds, const std::stop_token& stop)
        : options_{model.getOptions()}, seconds_{seconds}, stop_{stop} {
        prepare(whole_);
        whole_.passModel(with_smaller_costs(model.getLp()));
    }

    std::optional<HighsBasis> vertex() {
        whole_.presolve();
        const HighsPresolveStatus presolved = whole_.getModelPresolveStatus();
        const bool reduced = presolved == HighsPresolveStatus::kReduced;
        if (!reduced && presolved != HighsPresolveStatus::kNotReduced) return std::nullopt;
        prepare(part_);
        part_.setOptionValue("presolve", "off");
        part_.passModel(reduced ? whole_.getPresolvedLp() : whole_.getLp());
        if (!cross_over()) return std::nullopt;
        if (!reduced) return part_.getBasis();
        whole_.postsolve(part_.getSolution(), part_.getBasis());
        if (!whole_.getBasis().valid) return std::nullopt;
        return whole_.getBasis();
    }

private:
    void prepare(Highs& highs) const {
        highs.passOptions(options_);
        highs.setOptionValue("output_flag", false);
        highs.setOptionValue("time_limit", seconds_);
        interrupt_on(highs, stop_);
    }

    /// To a vertex, and from there on: it is feasible, so by the primal simplex method. The solver would begin with the
    /// dual one, with costs moved, which takes as long as all the rest.
    bool cross_over() {
        part_.setOptionValue("solver", "ipm");
        part_.setOptionValue("simplex_iteration_limit", 0);
        part_.run();
        HighsBasis basis = part_.getBasis();
        if (!basis.valid) return false;
        if (part_.getModelStatus() == HighsModelStatus::kOptimal) return true;
        part_.setOptionValue("solver", "simplex");
        part_.setOptionValue("simplex_strategy", static_cast<HighsInt>(kSimplexStrategyPrimal));
        part_.setOptionValue("primal_simplex_bound_perturbation_multiplier", 0.0);
        part_.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0);
        part_.setOptionValue("simplex_iteration_limit", kHighsIInf);
        part_.clearSolver();
        part_.setBasis(basis);
        part_.run();
        return part_.getBasis().valid && part_.getSolution().value_valid;
    }

    HighsOptions options_;
    double seconds_;
    std::stop_token stop_;
    Highs whole_;
    Highs part_;  ///< what presolving leaves
};

}  // namespace

void interrupt_on(Highs& highs, const std::stop_token& stop) {
    if (!stop.stop_possible()) return;
    highs.setCallback(
        [stop](int, const std::string&, const HighsCallbackDataOut*, HighsCallbackDataIn* in,
               void*) { in->user_interrupt = stop.stop_requested() ? 1 : 0; },
        nullptr);
    for (const auto kind : kInterrupts) highs.startCallback(kind);
}

void stop_interrupting(Highs& highs) {
    for (const auto kind : kInterrupts) highs.stopCallback(kind);
}

std::optional<HighsBasis> interior_vertex(const Highs& model, double seconds,
                                          const std::stop_token& stop) {
    return Inside{model, seconds, stop}.vertex();
}

}  // namespace jarip::lp
