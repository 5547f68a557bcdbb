/// What home's processes make of products.
#pragma once

#include <vector>

#include "jarip/plan.hpp"

namespace jarip::plan {

/// Good units of products made at home, co-products too, where `started(process)` units are started. Beside
/// network.products.
template <class Started>
[[nodiscard]] std::vector<double> built_at_home(const Network& network, const Started& started) {
    std::vector<Sum> built(network.products.size());
    const auto add = [&](ItemId item, double quantity) {
        if (const auto product = network.product_index(item)) built[*product].add(quantity);
    };
    for (const ProcessId id : network.processes.ids()) {
        const auto& process = network.processes[id];
        if (network.is_product(process.item) &&
            network.at_home(network.sites[process.site].country))
            add(process.item, process.yield * started(id));
    }
    for (const auto& coproduct : network.coproducts)
        if (network.is_product(coproduct.item) &&
            network.at_home(network.country_of(coproduct.pool)))
            add(coproduct.item, coproduct.quantity * started(coproduct.process));
    std::vector<double> values;
    for (const Sum& each : built) values.push_back(each.value());
    return values;
}

}  // namespace jarip::plan
