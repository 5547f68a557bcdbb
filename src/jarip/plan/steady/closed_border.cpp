#include <algorithm>

#include "jarip/plan.hpp"

namespace jarip::plan {

ClosedBorder closed_border(const Network& network, CountryId country) {
    Formulation formulation =
        steady_formulation(network, {.closed_border = country, .unlimited_demand = true});
    for (auto& column : formulation.model.columns) column.cost = 0;
    // Beside network.products: what a unit counts for.
    const auto largest = [&](const std::vector<double>& weights) -> std::optional<double> {
        bool any = false;
        for (std::size_t i = 0; i < formulation.taken.size(); ++i) {
            const lp::ColumnId column = formulation.taken[i];
            if (!column.valid()) continue;
            const double weight =
                weights[network.product_index(network.pools[PoolId{i}].item).value()];
            formulation.model.columns[column].cost = -weight;
            any = any || weight > 0;
        }
        if (!any) return 0.0;
        const lp::Solution solution = lp::solve(formulation.model);
        if (solution.status != lp::Status::optimal) return std::nullopt;
        return std::max(0.0, -solution.objective);
    };
    ClosedBorder result;
    result.total = largest(counted_in(network).weights);
    for (std::size_t i = 0; i < network.products.size(); ++i) {
        std::vector<double> alone(network.products.size(), 0);
        alone[i] = 1;
        result.alone.push_back(largest(alone));
    }
    return result;
}

}  // namespace jarip::plan
