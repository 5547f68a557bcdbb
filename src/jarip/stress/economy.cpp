#include <algorithm>
#include <numeric>
#include <tuple>

#include "jarip/stress/chain.hpp"

namespace jarip::stress {

namespace {

using network::Link;
using network::Network;
using network::NodeId;

// Links by buyer, then by the supplier's sector in order of first mention, so that a slot's edges are
// neighbours.
struct SortedLinks {
    std::vector<std::size_t> sector;  // by node
    std::vector<const Link*> links;
};

SortedLinks sorted_links(const Network& network) {
    SortedLinks sorted;
    std::vector<std::string> names;
    for (const auto& node : network.nodes) names.push_back(node.sector);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const auto& node : network.nodes)
        sorted.sector.push_back(static_cast<std::size_t>(
            std::lower_bound(names.begin(), names.end(), node.sector) - names.begin()));
    for (const Link& link : network.links)
        if (link.value > 0) sorted.links.push_back(&link);
    std::stable_sort(sorted.links.begin(), sorted.links.end(), [&](const Link* a, const Link* b) {
        return std::tuple{a->buyer, sorted.sector[a->supplier.index()], a->supplier} <
               std::tuple{b->buyer, sorted.sector[b->supplier.index()], b->supplier};
    });
    return sorted;
}

void add_slot(Chain& chain, const network::StressSettings& settings, double usual,
              double baseline) {
    const double days = settings.target_days.value_or(kTargetDays);
    chain.input.push_back(usual / baseline);
    chain.target_days.push_back(days);
    chain.reserve_days.push_back(std::max(1.0, settings.psi.value_or(kPsi) * days));
    chain.rebuild_days.push_back(settings.tau_inventory.value_or(kTauInventory));
    chain.first_stock.push_back(days * usual);
    chain.critical.push_back(1);
    chain.edge_begin.push_back(static_cast<std::uint32_t>(chain.edge_count()));
}

}  // namespace

LabelledChain chain_of(const Network& network) {
    LabelledChain labelled;
    Chain& chain = labelled.chain;
    const auto [sector, links] = sorted_links(network);
    const auto& settings = network.stress;
    chain.adaptive = settings.adaptive.value_or(false);
    chain.tau_alpha = settings.tau_alpha.value_or(kTauAlpha);

    for (const auto id : network.nodes.ids()) {
        chain.final_demand.push_back(network.nodes[id].final_demand);
        labelled.nodes.push_back({.node = id, .where = {.country = network.nodes[id].country}});
    }
    chain.baseline = chain.final_demand;
    for (const Link* link : links) chain.baseline[link->supplier.index()] += link->value;
    chain.capacity = chain.baseline;
    chain.alpha_max.assign(network.nodes.size(), settings.alpha_max.value_or(kAlphaMax));

    auto next = links.begin();
    for (const NodeId buyer : network.nodes.ids()) {
        const double baseline = chain.baseline[buyer.index()];
        while (next != links.end() && (*next)->buyer == buyer) {
            const auto slot_sector = sector[(*next)->supplier.index()];
            double usual = 0;
            for (; next != links.end() && (*next)->buyer == buyer &&
                   sector[(*next)->supplier.index()] == slot_sector;
                 ++next) {
                const Link& link = **next;
                // Who sells nothing has no output that its purchases could be inputs of: they are
                // final demand.
                if (baseline == 0) {
                    chain.final_demand[link.supplier.index()] += link.value;
                    continue;
                }
                usual += link.value;
                chain.supplier.push_back(static_cast<std::uint32_t>(link.supplier.index()));
                chain.flow.push_back(link.value);
                chain.supplied.push_back(1);
                chain.delay.push_back(0);
                labelled.edge_item.emplace_back();
                labelled.hops.push_back({{.country = network.nodes[link.supplier].country},
                                         {.country = network.nodes[buyer].country}});
                labelled.hop_begin.push_back(static_cast<std::uint32_t>(labelled.hops.size()));
            }
            if (baseline > 0) add_slot(chain, settings, usual, baseline);
        }
        chain.slot_begin.push_back(static_cast<std::uint32_t>(chain.slot_count()));
    }
    return labelled;
}

}  // namespace jarip::stress
