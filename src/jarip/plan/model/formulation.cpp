#include <cmath>
#include <cstddef>

#include "jarip/plan.hpp"
#include "jarip/plan/model/build.hpp"
#include "jarip/plan/model/calendar.hpp"

namespace jarip::plan {

Formulation steady_formulation(const Network& network, const Scope& scope) {
    return build(network, scope, steady_calendar(network, scope.scenario));
}

Formulation period_formulation(const Network& network, const Scope& scope) {
    Scope demanded = scope;
    demanded.unlimited_demand = false;
    return build(network, demanded, period_calendar(network, scope.scenario));
}

double flow_of(const lp::Model& model, const lp::Solution& solution, lp::ColumnId column) {
    if (!column.valid()) return 0;
    const double value = solution.values[column];
    return std::abs(value) <= kNoFlow * model.columns[column].size ? 0 : value;
}

double Formulation::preference_cost(const Network& network, const lp::Solution& solution) const {
    Sum cost;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i].column.valid()) continue;
        const InputId input{i % network.inputs.size()};
        cost.add(plan::preference_cost(network, input) * used[i].coefficient *
                 solution.values[used[i].column]);
    }
    for (const auto* columns : {&shortage, &over})
        for (const lp::ColumnId column : *columns)
            if (column.valid()) cost.add(model.columns[column].cost * solution.values[column]);
    return cost.value();
}

}  // namespace jarip::plan
