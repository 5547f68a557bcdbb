// Rows of lanes.csv, stock.csv and receipts.csv.

#include <algorithm>
#include <string>
#include <string_view>

#include "jarip/network/loading/ends.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/overdue.hpp"

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

void read_minimum_stock(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("minimum_stock");
    const auto reader = loading.reader(table);
    const auto site = table.column("site");
    const auto item = table.column("item");
    const auto from = table.column("from");
    const auto minimum = table.column("minimum");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto where = loading.reference(table, row, site, loading.sites, "sites.csv");
        const auto what = loading.reference(table, row, item, loading.items, "items.csv");
        const auto day = reader.date(row, from);
        MinimumStock each{.minimum = reader.amount(row, minimum),
                          .provenance = provenance.read(loading, row)};
        if (!where.valid() || !what.valid() || !day) continue;
        if (*day >= network.horizon.end) {
            loading.report_outside(table, row, from);
            continue;
        }
        each.from = *day;
        each.pool = loading.pool(where, what);
        for (const auto& stock : network.stock)
            if (stock.pool == each.pool && stock.maximum && *stock.maximum < each.minimum)
                loading.diagnostics.error("E0253", table.location(row, minimum),
                                          {{"maximum", format_shortest(*stock.maximum)},
                                           {"minimum", format_shortest(each.minimum)}});
        network.minimum_stock.push_back(std::move(each));
    }
    std::ranges::stable_sort(network.minimum_stock, {}, &MinimumStock::from);
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

void read_stock(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("stock");
    const auto reader = loading.reader(table);
    const auto site = table.column("site");
    const auto item = table.column("item");
    const auto quantity = table.column("quantity");
    const auto minimum = table.column("minimum");
    const auto minimum_at_end = table.column("minimum_at_end");
    const auto value_at_end = table.column("value_at_end");
    const auto valued_at_end = table.column("valued_at_end");
    const auto maximum = table.column("maximum");
    const auto target = table.column("target_days");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto where = loading.reference(table, row, site, loading.sites, "sites.csv");
        const auto what = loading.reference(table, row, item, loading.items, "items.csv");
        Stock stock;
        stock.quantity = reader.amount(row, quantity);
        stock.minimum = reader.amount(row, minimum);
        stock.minimum_at_end = reader.amount(row, minimum_at_end);
        stock.maximum = reader.number(row, maximum);
        const double least = std::max(stock.minimum, stock.minimum_at_end);
        if (stock.maximum && *stock.maximum < least)
            loading.diagnostics.error("E0253", table.location(row, maximum),
                                      {{"maximum", std::string{table.text(row, maximum)}},
                                       {"minimum", format_shortest(least)}});
        stock.value_at_end = reader.amount(row, value_at_end);
        const auto valued = reader.number(row, valued_at_end);
        if (stock.value_at_end > 0 && !valued && !stock.maximum)
            loading.diagnostics.error("E0224", table.location(row, value_at_end));
        stock.valued_at_end = valued.value_or(stock.maximum.value_or(0));
        stock.target_days = reader.number(row, target);
        stock.provenance = provenance.read(loading, row);
        if (!where.valid() || !what.valid()) continue;
        stock.pool = loading.pool(where, what);
        network.stock.push_back(std::move(stock));
    }

    read_minimum_stock(loading);

    const auto& arriving = loading.table("receipts");
    const auto receipts = loading.reader(arriving);
    const auto date = arriving.column("date");
    const ProvenanceColumns receipt_provenance{arriving};
    for (std::size_t row = 0; row < arriving.row_count(); ++row) {
        const auto where =
            loading.reference(arriving, row, arriving.column("site"), loading.sites, "sites.csv");
        const auto what =
            loading.reference(arriving, row, arriving.column("item"), loading.items, "items.csv");
        auto day = receipts.date(row, date);
        const double amount = receipts.amount(row, arriving.column("quantity"));
        static_cast<void>(receipt_provenance.read(loading, row));
        if (!where.valid() || !what.valid() || !day) continue;
        if (is_overdue(loading, arriving, row, date, *day)) day = network.horizon.first;
        if (network.horizon.days() > 0 && !network.horizon.contains(*day)) {
            loading.report_outside(arriving, row, date);
            continue;
        }
        network.receipts.push_back({loading.pool(where, what), *day, amount});
    }
}

}  // namespace jarip::network
