// demand.csv: who wants what, on which days.

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "jarip/network/loading/loading.hpp"
#include "jarip/network/loading/overdue.hpp"

namespace jarip::network {
namespace {

enum class Every { once, week, month };

// The days of the horizon on which a repeated demand falls. A month without the first day's number takes its last.
std::vector<Day> repeated(Day first, Every every, Day last, const Period& horizon) {
    using std::chrono::days;
    using std::chrono::months;
    using std::chrono::year_month_day;
    std::vector<Day> result;
    const year_month_day start{first};
    for (int i = 0;; ++i) {
        Day day = first + days{7 * i};
        if (every == Every::month) {
            const auto month = std::chrono::year_month{start.year(), start.month()} + months{i};
            const year_month_day date = month / start.day();
            day = date.ok() ? Day{date} : Day{month / std::chrono::last};
        }
        if (i > 0 && every == Every::once) break;
        if (day > last || day >= horizon.end) break;
        if (horizon.contains(day)) result.push_back(day);
    }
    return result;
}

}  // namespace

void read_demand(Loading& loading) {
    auto& network = loading.network;
    auto& diagnostics = loading.diagnostics;
    const auto& table = loading.table("demand");
    const auto reader = loading.reader(table);
    const auto demand = table.column("demand");
    const auto site = table.column("site");
    const auto item = table.column("item");
    const auto date = table.column("date");
    const auto quantity = table.column("quantity");
    const auto every = table.column("every");
    const auto until = table.column("until");
    const auto price = table.column("price");
    const auto late_cost = table.column("late_cost_per_day");
    const auto lost_cost = table.column("lost_cost");
    const auto priority = table.column("priority");
    const auto max_late = table.column("max_late_days");
    const ProvenanceColumns provenance{table};
    const std::vector<std::string> rhythms{"once", "week", "month"};

    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Demand each{.id = std::string{table.text(row, demand)}};
        const auto place = loading.place(table, row, site);
        const auto what = loading.reference(table, row, item, loading.items, "items.csv");
        const auto first = reader.date(row, date);
        const double amount = reader.amount(row, quantity);
        const auto rhythm = static_cast<Every>(reader.choice(row, every, rhythms));
        const auto last = reader.date(row, until);
        each.price =
            reader.number(row, price).value_or(what.valid() ? network.items[what].price : 0);
        each.late_cost_per_day = reader.amount(row, late_cost);
        each.price_of_item = !table.given(row, price);
        each.lost_cost_is_price = !table.given(row, lost_cost);
        each.lost_cost = reader.number(row, lost_cost).value_or(each.price);
        each.priority = reader.amount(row, priority);
        each.max_late_days = reader.number(row, max_late);
        each.provenance = provenance.read(loading, row);
        if (last && rhythm == Every::once) diagnostics.warning("E0241", table.location(row, until));
        if (last && first && *last < *first) {
            diagnostics.error("E0242", table.location(row, until),
                              {{"date", format_date(*first)}, {"until", format_date(*last)}});
            continue;
        }
        if (!place.valid() || !what.valid() || !first || network.horizon.days() == 0) continue;
        for (const Day day :
             repeated(*first, rhythm, last.value_or(network.horizon.end), network.horizon))
            each.wanted.push_back({day, amount});
        if (rhythm == Every::once && is_overdue(loading, table, row, date, *first))
            each.wanted.push_back({network.horizon.first, amount});
        if (each.wanted.empty()) {
            loading.report_outside(table, row, date);
            continue;
        }
        each.total = amount * static_cast<double>(each.wanted.size());
        each.pool = loading.pool(place, what);
        network.demands.add(std::move(each));
    }
}

}  // namespace jarip::network
