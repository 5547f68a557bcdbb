#include <algorithm>

#include "jarip/plan.hpp"

namespace jarip::plan {

ClosedBorder closed_border(const Network& network, CountryId country) {
    Formulation formulation =
        steady_formulation(network, {.closed_border = country, .unlimited_demand = true});
    for (auto& column : formulation.model.columns) column.cost = 0;
    const auto largest = [&](const auto& counts) -> std::optional<double> {
        bool any = false;
        for (std::size_t i = 0; i < formulation.taken.size(); ++i) {
            const lp::ColumnId column = formulation.taken[i];
            if (!column.valid()) continue;
            const bool counted = counts(network.pools[PoolId{i}].item);
            formulation.model.columns[column].cost = counted ? -1 : 0;
            any = any || counted;
        }
        if (!any) return 0.0;
        const lp::Solution solution = lp::solve(formulation.model);
        if (solution.status != lp::Status::optimal) return std::nullopt;
        return std::max(0.0, -solution.objective);
    };
    ClosedBorder result;
    result.total = largest([](ItemId) { return true; });
    for (const ItemId product : network.products)
        result.alone.push_back(largest([product](ItemId item) { return item == product; }));
    return result;
}

}  // namespace jarip::plan
