#include <algorithm>

#include "jarip/plan.hpp"

namespace jarip::plan {

std::vector<Subsidy> subsidies(const Network& network, const Indexed<ProcessId, double>& started) {
    Indexed<CountryId, Sum> paid{network.countries.size(), Sum{}};
    for (const ProcessId id : network.processes.ids())
        if (const auto& process = network.processes[id]; process.subsidised() > 0)
            paid[process.subsidy_by].add(process.subsidised() * started[id]);
    std::vector<Subsidy> result;
    for (const CountryId id : network.countries.ids())
        if (paid[id].value() > 0) result.push_back({id, paid[id].value()});
    return result;
}

}  // namespace jarip::plan
