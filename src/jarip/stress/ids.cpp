#include "jarip/stress/ids.hpp"

namespace jarip::stress {

const std::string& id_of(const Network& network, const NodeRef& node) {
    if (node.process.valid()) return network.processes[node.process].id;
    if (node.demand.valid()) return network.demands[node.demand].id;
    return network.nodes[node.node].id;
}

const std::string& id_of(const Network& network, const InputRef& input) {
    if (input.item.valid()) return network.items[input.item].id;
    return network.nodes[input.sector].sector;
}

const std::string& id_of(const Network& network, const PartRef& part) {
    if (part.site.valid()) return network.sites[part.site].id;
    if (part.company.valid()) return network.companies[part.company].id;
    if (part.country.valid()) return network.countries[part.country].code;
    return network.items[part.item].id;
}

}  // namespace jarip::stress
