// The second kind of model: nodes.csv and flows.csv.

#include <algorithm>
#include <string>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/tolerances.hpp"

namespace jarip::network {
namespace {

constexpr double kDaysInYear = 365;

void read_nodes(Loading& loading, double a_day) {
    auto& network = loading.network;
    const auto& table = loading.table("nodes");
    const auto reader = loading.reader(table);
    const auto node = table.column("node");
    const auto sector = table.column("sector");
    const auto country = table.column("country");
    const auto final_demand = table.column("final_demand");
    const ProvenanceColumns provenance{table};
    loading.nodes.reserve(table.row_count());
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto text = table.text(row, node);
        static_cast<void>(provenance.read(loading, row));
        loading.nodes.add(
            text, network.nodes.add({std::string{text}, std::string{table.text(row, sector)},
                                     loading.countries.find(table.text(row, country)),
                                     reader.amount(row, final_demand) / a_day,
                                     read_name(table, row, text)}));
    }
}

void read_links(Loading& loading, double a_day) {
    auto& network = loading.network;
    const auto& table = loading.table("flows");
    const auto reader = loading.reader(table);
    const auto supplier = table.column("supplier");
    const auto buyer = table.column("buyer");
    const auto value = table.column("value");
    const auto kind = table.column("kind");
    const ProvenanceColumns provenance{table};
    const std::vector<std::string> kinds{"essential", "nonessential", "none"};
    network.links.reserve(table.row_count());
    constexpr std::size_t kRows = Names<NodeId>::kBlock / 2;
    std::vector<std::string_view> names;  // of a block of rows, suppliers and buyers in turn
    std::vector<NodeId> ids;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::size_t place = 2 * (row % kRows);
        if (place == 0) {
            names.clear();
            for (std::size_t r = row; r < std::min(row + kRows, table.row_count()); ++r)
                for (const Column* column : {&supplier, &buyer})
                    names.push_back(table.text(r, *column));
            loading.nodes.find_all(names, ids);
        }
        Link link;
        link.supplier = ids[place];
        link.buyer = ids[place + 1];
        // What is no node is looked for once more, and reported.
        if (!link.supplier.valid())
            link.supplier = loading.reference(table, row, supplier, loading.nodes, "nodes.csv");
        if (!link.buyer.valid())
            link.buyer = loading.reference(table, row, buyer, loading.nodes, "nodes.csv");
        link.value = reader.amount(row, value) / a_day;
        link.kind = static_cast<LinkKind>(reader.choice(row, kind, kinds));
        provenance.check(loading, row);
        if (link.supplier.valid() && link.buyer.valid()) network.links.push_back(link);
    }
}

// What is odd in an economy but stands in real data: one note each, with a count and the first place.
class Oddities {
public:
    explicit Oddities(Loading& loading) : loading_{&loading}, network_{&loading.network} {}

    void note() {
        const auto nodes = network_->nodes.size();
        std::vector<double> in(nodes, 0);
        std::vector<double> out(nodes, 0);
        std::vector<bool> linked(nodes);
        std::size_t own = 0;
        for (const auto& link : network_->links) {
            own += link.supplier == link.buyer;
            in[link.buyer.index()] += link.value;
            out[link.supplier.index()] += link.value;
            linked[link.buyer.index()] = linked[link.supplier.index()] = true;
        }
        for (const auto id : network_->nodes.ids())
            out[id.index()] += network_->nodes[id].final_demand;
        std::vector<NodeId> isolated;
        std::vector<NodeId> losing;
        std::vector<NodeId> drawing;
        for (const auto id : network_->nodes.ids()) {
            if (!linked[id.index()]) isolated.push_back(id);
            if (network_->nodes[id].final_demand < 0) drawing.push_back(id);
            if (in[id.index()] > out[id.index()] * (1 + kBooksRounding)) losing.push_back(id);
        }
        if (own > 0)
            loading_->diagnostics.note("E0290", {"flows.csv", 1, 1, 1, ""},
                                       {{"count", std::to_string(own)}});
        note_nodes("E0291", isolated);
        note_nodes("E0292", losing);
        note_nodes("E0303", drawing);
    }

private:
    void note_nodes(const char* code, const std::vector<NodeId>& nodes) {
        if (nodes.empty()) return;
        const auto& table = loading_->table("nodes");
        loading_->diagnostics.note(
            code, table.location(nodes[0].index(), table.column("node")),
            {{"count", std::to_string(nodes.size())}, {"node", network_->nodes[nodes[0]].id}});
    }

    Loading* loading_;
    Network* network_;
};

}  // namespace

namespace {

// errors  E0261
void require_sectors(Loading& loading) {
    if (loading.unresolved.sector_places.empty()) return;
    std::vector<std::string> known;
    for (const auto& node : loading.network.nodes) known.push_back(node.sector);
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    for (const auto& [sector, place] : loading.unresolved.sector_places)
        if (!std::ranges::binary_search(known, sector))
            loading.diagnostics.error("E0261", place,
                                      {{"column", "stress.sectors"},
                                       {"id", sector},
                                       {"kinds", "sector"},
                                       {"suggestion", nearest(sector, known)}});
}

}  // namespace

void read_economy(Loading& loading) {
    const double a_day = loading.unresolved.per_day ? 1 : kDaysInYear;
    read_nodes(loading, a_day);
    read_links(loading, a_day);
    require_sectors(loading);
    Oddities{loading}.note();
}

}  // namespace jarip::network
