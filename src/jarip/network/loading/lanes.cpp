// Rows of lanes.csv.

#include <string>
#include <string_view>

#include "jarip/network/loading/ends.hpp"
#include "jarip/network/loading/loading.hpp"

namespace jarip::network {
namespace {

// An end that is none is reported once: a code that is no country's was found before.
End read_end(Loading& loading, const ModelTable& table, std::size_t row, const Column& column,
             bool& sound) {
    const auto text = table.text(row, column);
    if (const auto end = find_end(loading, text)) return *end;
    sound = false;
    const auto suggestion = suggested_end(loading, table, row, text);
    if (!suggestion) return {};
    loading.diagnostics.error("E0223", table.location(row, column),
                              {{"column", std::string{column.rule->name}},
                               {"value", std::string{text}},
                               {"suggestion", *suggestion}});
    return {};
}

}  // namespace

void read_lanes(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("lanes");
    const auto reader = loading.reader(table);
    const auto origin = table.column("origin");
    const auto destination = table.column("destination");
    const auto item = table.column("item");
    const auto transit = table.column("transit_days");
    const auto cost = table.column("cost");
    const auto fixed_cost = table.column("fixed_cost");
    const auto tariff = table.column("tariff_rate");
    const auto capacity = table.column("capacity_per_month");
    const auto minimum = table.column("minimum");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        bool sound = true;
        Lane lane;
        lane.origin = read_end(loading, table, row, origin, sound);
        lane.destination = read_end(loading, table, row, destination, sound);
        if (table.text(row, item) != "*") {
            lane.item = loading.reference(table, row, item, loading.items, "items.csv");
            sound = sound && lane.item.valid();
        }
        lane.transit_days = reader.amount(row, transit);
        lane.cost = reader.amount(row, cost);
        lane.fixed_cost = reader.amount(row, fixed_cost);
        lane.tariff_rate = reader.amount(row, tariff);
        lane.capacity_per_month = reader.number(row, capacity);
        lane.minimum = reader.amount(row, minimum);
        lane.provenance = provenance.read(loading, row);
        if (!sound) continue;
        network.lanes.add(std::move(lane));
        loading.lane_rows.push_back(row);
    }
}

}  // namespace jarip::network
