// Rows of stock.csv, minimum_stock.csv and receipts.csv: what lies at a site, or with those who want it in a country.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "jarip/network/loading/ends.hpp"
#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/overdue.hpp"

namespace jarip::network {
namespace {

void read_on_hand(Loading& loading) {
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
        const auto where = loading.place(table, row, site);
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
        const auto where = loading.place(table, row, site);
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

void read_receipts(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("receipts");
    const auto reader = loading.reader(table);
    const auto site = table.column("site");
    const auto item = table.column("item");
    const auto date = table.column("date");
    const auto quantity = table.column("quantity");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto where = loading.place(table, row, site);
        const auto what = loading.reference(table, row, item, loading.items, "items.csv");
        auto day = reader.date(row, date);
        const double amount = reader.amount(row, quantity);
        static_cast<void>(provenance.read(loading, row));
        if (!where.valid() || !what.valid() || !day) continue;
        if (is_overdue(loading, table, row, date, *day)) day = network.horizon.first;
        if (network.horizon.days() > 0 && !network.horizon.contains(*day)) {
            loading.report_outside(table, row, date);
            continue;
        }
        network.receipts.push_back({loading.pool(where, what), *day, amount});
    }
}

// With a country as a whole lies only what somebody there wants.
void check_customers(Loading& loading, std::string_view name,
                     const Indexed<PoolId, std::uint8_t>& wanted) {
    const auto& table = loading.table(name);
    const auto site = table.column("site");
    const auto item = table.column("item");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto end = find_end(loading, table.text(row, site));
        const auto what = loading.items.find(table.text(row, item));
        if (!end || !end->country.valid() || !what.valid()) continue;
        const auto pool = loading.find_pool(loading.country_places[end->country.index()], what);
        if (!pool.valid() || wanted[pool] != 0)
            continue;  // without a pool the row has another fault
        loading.diagnostics.error("E0225", table.location(row, site),
                                  {{"place", std::string{table.text(row, site)}},
                                   {"item", std::string{table.text(row, item)}}});
    }
}

}  // namespace

void read_stock(Loading& loading) {
    read_on_hand(loading);
    read_minimum_stock(loading);
    read_receipts(loading);
}

void check_stock(Loading& loading) {
    Indexed<PoolId, std::uint8_t> wanted{loading.network.pools.size(), 0};
    for (const auto& demand : loading.network.demands) wanted[demand.pool] = 1;
    for (const auto* table : {"stock", "minimum_stock", "receipts"})
        check_customers(loading, table, wanted);
}

}  // namespace jarip::network
