// learning.csv: what a process does better once it has started so much.

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

void read_learning(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("learning");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto step = table.column("step");
    const auto started = table.column("started");
    const auto yield = table.column("yield");
    const auto cost = table.column("conversion_cost");
    const ProvenanceColumns provenance{table};
    std::vector<std::pair<Learning, std::size_t>> rows;  // with their places
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        Learning each;
        each.process = loading.reference(table, row, process, loading.processes, "processes.csv");
        each.id = table.text(row, step);
        each.started = reader.amount(row, started);
        each.provenance = provenance.read(loading, row);
        if (!each.process.valid()) continue;
        const auto& maker = network.processes[each.process];
        each.yield = reader.number(row, yield).value_or(maker.yield);
        each.conversion_cost = reader.number(row, cost).value_or(maker.conversion_cost);
        rows.emplace_back(std::move(each), row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tuple{a.first.process, a.first.started} <
               std::tuple{b.first.process, b.first.started};
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [each, row] = rows[i];
        const auto& maker = network.processes[each.process];
        const bool first = i == 0 || rows[i - 1].first.process != each.process;
        const double yield_before = first ? maker.yield : rows[i - 1].first.yield;
        const double cost_before =
            first ? maker.conversion_cost : rows[i - 1].first.conversion_cost;
        if (each.yield < yield_before || each.conversion_cost > cost_before ||
            (!first && rows[i - 1].first.started == each.started))
            loading.diagnostics.error("E0267", table.location(row, started),
                                      {{"process", maker.id}, {"step", each.id}});
        network.learning.push_back(each);
    }
}

}  // namespace jarip::network
