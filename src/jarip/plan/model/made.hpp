/// What home's processes make of products.
#pragma once

#include "jarip/plan.hpp"

namespace jarip::plan {

/// Good units of products made at home, co-products too, where `started(process)` units are started.
template <class Started>
[[nodiscard]] double built_at_home(const Network& network, const Started& started) {
    Sum built;
    for (const ProcessId id : network.processes.ids()) {
        const auto& process = network.processes[id];
        if (network.is_product(process.item) &&
            network.at_home(network.sites[process.site].country))
            built.add(process.yield * started(id));
    }
    for (const auto& coproduct : network.coproducts)
        if (network.is_product(coproduct.item) &&
            network.at_home(network.country_of(coproduct.pool)))
            built.add(coproduct.quantity * started(coproduct.process));
    return built.value();
}

}  // namespace jarip::plan
