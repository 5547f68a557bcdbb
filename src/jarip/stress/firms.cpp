#include "jarip/stress/firms.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "jarip/core/numeric.hpp"

namespace jarip::stress {

namespace {

using network::LinkKind;
using network::Network;

// Firms are numbered in the order of their ids, so that no sum depends on the order of a table's rows.
void number_firms(const Network& network, Firms& firms) {
    for (const auto id : network.nodes.ids()) firms.nodes.push_back(id);
    std::sort(firms.nodes.begin(), firms.nodes.end(),
              [&](auto a, auto b) { return network.nodes[a].id < network.nodes[b].id; });
    firms.place.resize(firms.nodes.size());
    for (std::uint32_t j = 0; j < firms.nodes.size(); ++j) firms.place[firms.nodes[j].index()] = j;
}

void number_sectors(const Network& network, Firms& firms) {
    std::vector<std::string> names;
    for (const auto& node : network.nodes) names.push_back(node.sector);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    firms.sectors = names.size();
    for (const auto id : firms.nodes)
        firms.sector.push_back(static_cast<std::uint32_t>(
            std::lower_bound(names.begin(), names.end(), network.nodes[id].sector) -
            names.begin()));
}

// Links in the order of their buyers and suppliers.
std::vector<const network::Link*> sorted_links(const Network& network, const Firms& firms) {
    std::vector<const network::Link*> links;
    for (const auto& link : network.links)
        if (link.value > 0) links.push_back(&link);
    std::sort(links.begin(), links.end(), [&](const auto* a, const auto* b) {
        return std::pair{firms.of(a->buyer), firms.of(a->supplier)} <
               std::pair{firms.of(b->buyer), firms.of(b->supplier)};
    });
    return links;
}

// Lists entries by whose they are, in the order in which they come.
struct Entry {
    std::uint32_t of = 0, to = 0;
    double share = 0;
};
FirmLinks listed(const std::vector<Entry>& entries, std::size_t count) {
    FirmLinks links;
    links.begin.assign(count + 1, 0);
    for (const Entry& entry : entries) ++links.begin[entry.of + 1];
    for (std::size_t j = 0; j < count; ++j) links.begin[j + 1] += links.begin[j];
    links.to.resize(entries.size());
    auto next = links.begin;
    for (const Entry& entry : entries) {
        const auto place = next[entry.of]++;
        links.to[place] = {entry.to, entry.share};
    }
    return links;
}

// Essential links of a buyer count within their sector, nonessential ones within all it buys.
void group_purchases(std::vector<const network::Link*> links, Firms& firms) {
    std::erase_if(links, [](const auto* link) { return link->kind == LinkKind::none; });
    const auto key = [&](const network::Link* link) {
        const bool essential = link->kind == LinkKind::essential;
        return std::tuple{firms.of(link->buyer), !essential,
                          essential ? firms.sector[firms.of(link->supplier)] : 0U};
    };
    std::stable_sort(links.begin(), links.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
    std::vector<Entry> uses;
    firms.purchases_begin.assign(firms.output.size() + 1, 0);
    for (std::size_t i = 0; i < links.size();) {
        const auto begin = i;
        double whole = 0;
        for (; i < links.size() && key(links[i]) == key(links[begin]); ++i)
            whole += links[i]->value;
        const auto buyer = firms.of(links[begin]->buyer);
        if (links[begin]->kind == LinkKind::nonessential) whole = firms.bought[buyer];
        const auto group = static_cast<std::uint32_t>(firms.group_buyer.size());
        for (auto j = begin; j < i; ++j) {
            const auto supplier = firms.of(links[j]->supplier);
            const double share = links[j]->value / whole;
            firms.purchases.push_back({supplier, j > begin ? 1.0F : 0.0F, share});
            uses.push_back({supplier, group, share});
            ++firms.purchases_begin[buyer + 1];
        }
        firms.group_buyer.push_back(buyer);
    }
    std::partial_sum(firms.purchases_begin.begin(), firms.purchases_begin.end(),
                     firms.purchases_begin.begin());
    firms.uses = listed(uses, firms.output.size());
}

}  // namespace

Firms firms_of(const Network& network) {
    Firms firms;
    number_firms(network, firms);
    number_sectors(network, firms);
    firms.output.assign(network.nodes.size(), 0.0);
    const auto links = sorted_links(network, firms);
    firms.bought.assign(network.nodes.size(), 0.0);
    for (const auto* link : links) {
        firms.output[firms.of(link->supplier)] += link->value;
        firms.bought[firms.of(link->buyer)] += link->value;
    }
    firms.total = sum(firms.output);
    firms.in_sector.resize(firms.sectors);
    for (std::uint32_t j = 0; j < firms.sector.size(); ++j)
        firms.in_sector[firms.sector[j]].push_back(j);
    std::vector<Entry> sales;
    std::vector<Entry> suppliers;
    for (const auto* link : links) {
        const auto supplier = firms.of(link->supplier);
        const auto buyer = firms.of(link->buyer);
        sales.push_back({supplier, buyer, link->value / firms.output[supplier]});
        suppliers.push_back({buyer, supplier, link->value / firms.output[supplier]});
    }
    firms.sales = listed(sales, firms.output.size());
    firms.suppliers = listed(suppliers, firms.output.size());
    group_purchases(links, firms);
    return firms;
}

}  // namespace jarip::stress
