#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/stress/chain.hpp"

namespace jarip::stress {

namespace {

using network::Link;
using network::Network;
using network::NodeId;

// Nodes in the order of their ids, and links by buyer, then by the supplier's sector, those whose absence stops
// the buyer first, so that a slot's edges are neighbours.
struct Sorted {
    std::vector<NodeId> nodes;
    std::vector<std::uint32_t> place;                       // by node
    std::vector<std::size_t> sector;                        // by node
    std::vector<network::CountryId> country;                // by node
    std::vector<const network::SectorSettings*> of_sector;  // by sector
    std::vector<const Link*> links;
};

bool stops(const Link& link) { return link.kind == network::LinkKind::essential; }

// Links of each buyer come to lie side by side first, and are then sorted by themselves.
void sort_links(const Network& network, Sorted& sorted) {
    struct Row {
        std::uint64_t sector_first = 0;  // sector, whether nothing stops without it
        std::uint32_t supplier = 0;
        std::uint32_t link = 0;
    };
    std::vector<std::size_t> begin(sorted.nodes.size() + 1, 0);
    for (const Link& link : network.links)
        if (link.value > 0) ++begin[sorted.place[link.buyer.index()] + 1];
    for (std::size_t n = 0; n < sorted.nodes.size(); ++n) begin[n + 1] += begin[n];
    std::vector<Row> rows(begin.back());
    auto next = begin;
    for (std::uint32_t i = 0; i < network.links.size(); ++i) {
        const Link& link = network.links[i];
        if (!(link.value > 0)) continue;
        const auto sector = static_cast<std::uint64_t>(sorted.sector[link.supplier.index()]);
        rows[next[sorted.place[link.buyer.index()]]++] = {2 * sector + (stops(link) ? 0U : 1U),
                                                          sorted.place[link.supplier.index()], i};
    }
    sorted.links.reserve(rows.size());
    for (std::size_t n = 0; n < sorted.nodes.size(); ++n) {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(begin[n]);
        const auto end = rows.begin() + static_cast<std::ptrdiff_t>(begin[n + 1]);
        std::sort(first, end, [](const Row& a, const Row& b) {
            return std::tie(a.sector_first, a.supplier, a.link) <
                   std::tie(b.sector_first, b.supplier, b.link);
        });
        for (auto row = first; row != end; ++row) sorted.links.push_back(&network.links[row->link]);
    }
}

Sorted sorted(const Network& network) {
    Sorted sorted;
    for (const NodeId id : network.nodes.ids()) sorted.nodes.push_back(id);
    std::sort(sorted.nodes.begin(), sorted.nodes.end(),
              [&](NodeId a, NodeId b) { return network.nodes[a].id < network.nodes[b].id; });
    sorted.place.resize(network.nodes.size());
    for (std::uint32_t n = 0; n < sorted.nodes.size(); ++n)
        sorted.place[sorted.nodes[n].index()] = n;
    std::vector<std::string> names;
    for (const auto& node : network.nodes) names.push_back(node.sector);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const auto& node : network.nodes) {
        sorted.sector.push_back(static_cast<std::size_t>(
            std::lower_bound(names.begin(), names.end(), node.sector) - names.begin()));
        sorted.country.push_back(node.country);
    }
    for (const auto& name : names) sorted.of_sector.push_back(network.stress.of_sector(name));
    sort_links(network, sorted);
    return sorted;
}

class EconomyBuilder {
public:
    explicit EconomyBuilder(const Network& network)
        : network_{network}, settings_{network.stress}, sorted_{sorted(network)} {}

    [[nodiscard]] LabelledChain build() && {
        chain_.adaptive = settings_.adaptive.value_or(false);
        reserve(sorted_.links.size());
        add_nodes();
        if (settings_.unmet == network::Unmet::backlog)
            chain_.keeps_backlog.assign(sorted_.nodes.size(), 1);
        auto next = sorted_.links.begin();
        for (const NodeId buyer : sorted_.nodes) {
            next = sells_[sorted_.place[buyer.index()]] ? add_slots(next, buyer)
                                                        : add_final_demand(next, buyer);
            chain_.slot_begin.push_back(static_cast<std::uint32_t>(chain_.slot_count()));
        }
        set_classes();
        settle(chain_);
        chain_.capacity = chain_.baseline;
        return std::move(labelled_);
    }

private:
    using Next = std::vector<const Link*>::iterator;

    void reserve(std::size_t edges) {
        for (auto* list : {&chain_.supplier, &chain_.delay, &labelled_.edge_link})
            list->reserve(edges);
        labelled_.hop_begin.reserve(edges + 1);
        for (auto* list : {&chain_.flow, &chain_.supplied}) list->reserve(edges);
        labelled_.edge_item.reserve(edges);
        labelled_.edge_pool.reserve(edges);
        labelled_.hops.reserve(edges);
    }

    // Negative final demand, the changes of stock of an input–output table, is what comes out of stocks.
    void add_nodes() {
        std::vector<double> sold(sorted_.nodes.size(), 0.0);
        for (const Link* link : sorted_.links)
            sold[sorted_.place[link->supplier.index()]] += link->value;
        for (std::size_t n = 0; n < sorted_.nodes.size(); ++n) {
            const auto& node = network_.nodes[sorted_.nodes[n]];
            chain_.final_demand.push_back(std::max(0.0, node.final_demand));
            chain_.from_stock.push_back(std::max(0.0, -node.final_demand));
            sells_.push_back(sold[n] + node.final_demand > 0);
            labelled_.nodes.push_back(
                {.ref = {.node = sorted_.nodes[n]}, .where = {.country = node.country}});
        }
        for (const NodeId id : sorted_.nodes) {
            const auto* sector = settings_.of_sector(network_.nodes[id].sector);
            chain_.alpha_max.push_back(
                said(sector, &network::SectorSettings::alpha_max, settings_.alpha_max, kAlphaMax));
            chain_.tau_alpha.push_back(
                said(sector, &network::SectorSettings::tau_alpha, settings_.tau_alpha, kTauAlpha));
        }
    }

    // Who makes nothing has no output that its purchases could be inputs of: they are final demand.
    Next add_final_demand(Next next, NodeId buyer) {
        for (; next != sorted_.links.end() && (*next)->buyer == buyer; ++next)
            chain_.final_demand[sorted_.place[(*next)->supplier.index()]] += (*next)->value;
        return next;
    }

    Next add_slots(Next next, NodeId buyer) {
        double bought = 0;
        for (Next each = next; each != sorted_.links.end() && (*each)->buyer == buyer; ++each)
            bought += (*each)->value;
        while (next != sorted_.links.end() && (*next)->buyer == buyer) {
            const Link& first = **next;
            const auto same = [&](const Link& link) {
                return link.buyer == buyer && stops(link) == stops(first) &&
                       sector_of(link) == sector_of(first);
            };
            double at_baseline = 0;
            for (; next != sorted_.links.end() && same(**next); ++next) {
                at_baseline += (*next)->value;
                add_edge(**next);
            }
            close_slot(stops(first) && at_baseline >= settings_.critical_share.value_or(0) * bought,
                       sorted_.of_sector[sector_of(first)],
                       sorted_.of_sector[sorted_.sector[buyer.index()]]);
        }
        return next;
    }

    void add_edge(const Link& link) {
        chain_.supplier.push_back(sorted_.place[link.supplier.index()]);
        chain_.flow.push_back(link.value);
        chain_.supplied.push_back(1);
        chain_.delay.push_back(0);
        labelled_.edge_item.emplace_back();
        labelled_.edge_pool.emplace_back();
        labelled_.edge_link.push_back(static_cast<std::uint32_t>(&link - network_.links.data()));
        labelled_.hops.push_back({{.country = sorted_.country[link.supplier.index()]},
                                  {.country = sorted_.country[link.buyer.index()]},
                                  {}});
        labelled_.hop_begin.push_back(static_cast<std::uint32_t>(labelled_.hops.size()));
    }

    // What is said of the sector, else of all, else the default.
    [[nodiscard]] static double said(const network::SectorSettings* sector,
                                     std::optional<double> network::SectorSettings::*of_sector,
                                     std::optional<double> of_all, double default_value) {
        if (sector != nullptr && sector->*of_sector) return *(sector->*of_sector);
        return of_all.value_or(default_value);
    }

    // `sector`: of the suppliers; `own`: of the buyer.
    void close_slot(bool critical, const network::SectorSettings* sector,
                    const network::SectorSettings* own) {
        using network::SectorSettings;
        const double days =
            said(sector, &SectorSettings::target_days, settings_.target_days, kTargetDays);
        const double psi = said(own, &SectorSettings::own_psi,
                                said(sector, &SectorSettings::psi, settings_.psi, kPsi), kPsi);
        chain_.target_days.push_back(days);
        chain_.reserve_days.push_back(std::max(1.0, psi * days));
        chain_.rebuild_days.push_back(
            said(sector, &SectorSettings::tau_inventory, settings_.tau_inventory, kTauInventory));
        chain_.first_days.push_back(days);
        chain_.critical.push_back(critical ? 1 : 0);
        chain_.permission.push_back(0);
        chain_.edge_begin.push_back(static_cast<std::uint32_t>(chain_.edge_count()));
        labelled_.slot_id.emplace_back();
    }

    // Nodes have no priorities: "priority" is in proportion. What a node sells to people counts as sold at its home.
    void set_classes() {
        using network::Allocation;
        const auto allocation = settings_.allocation.value_or(Allocation::proportional);
        if (allocation != Allocation::home && allocation != Allocation::largest)
            return serve_in_proportion(chain_);
        const bool largest = allocation == Allocation::largest;
        const auto abroad = [&](network::CountryId country) {
            return network_.at_home(country) ? 0.0 : 1.0;
        };
        Ranks& ranks = labelled_.ranks;
        for (std::size_t n = 0; n < chain_.node_count(); ++n)
            ranks.final_demand.push_back(largest ? -chain_.final_demand[n]
                                                 : abroad(labelled_.nodes[n].where.country));
        for (std::size_t e = 0; e < chain_.edge_count(); ++e)
            ranks.edge.push_back(largest ? -chain_.flow[e]
                                         : abroad(labelled_.way(e).back().to.country));
        serve_by_rank(chain_, ranks);
    }

    [[nodiscard]] std::size_t sector_of(const Link& link) const {
        return sorted_.sector[link.supplier.index()];
    }

    const Network& network_;
    const network::StressSettings& settings_;
    Sorted sorted_;
    std::vector<bool> sells_;  // by place
    LabelledChain labelled_;
    Chain& chain_ = labelled_.chain;
};

}  // namespace

LabelledChain chain_of(const Network& network) { return EconomyBuilder{network}.build(); }

}  // namespace jarip::stress
