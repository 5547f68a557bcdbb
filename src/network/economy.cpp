// The second kind of model: nodes.csv and flows.csv.

#include <string>
#include <vector>

#include "loading.hpp"

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
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Link link;
        link.supplier = loading.reference(table, row, supplier, loading.nodes, "nodes.csv");
        link.buyer = loading.reference(table, row, buyer, loading.nodes, "nodes.csv");
        link.value = reader.amount(row, value) / a_day;
        link.kind = static_cast<LinkKind>(reader.choice(row, kind, kinds));
        static_cast<void>(provenance.read(loading, row));
        if (link.supplier.valid() && link.buyer.valid()) network.links.push_back(link);
    }
}

}  // namespace

void read_economy(Loading& loading) {
    const double a_day = loading.wishes.per_day ? 1 : kDaysInYear;
    read_nodes(loading, a_day);
    read_links(loading, a_day);
}

}  // namespace jarip::network
