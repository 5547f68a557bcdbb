// Sizes in which a candidate may be built: the columns of processes.csv, and sizes.csv.

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

SizeColumns::SizeColumns(const ModelTable& table)
    : capacity_{table.column("minimum_capacity")},
      exponent_{table.column("scale_exponent")},
      use_{table.column("minimum_use")},
      table_{&table} {}

void SizeColumns::read(Loading& loading, const Reader& reader, std::size_t row,
                       Process& process) const {
    if (loading.switched_on.contains(process.id) && !is_set(loading, process.id)) return;
    process.minimum_capacity = reader.number(row, capacity_);
    process.scale_exponent = reader.amount(row, exponent_);
    process.minimum_use = reader.amount(row, use_);
    const auto wrong = [&](const Column& column) {
        loading.diagnostics.error(
            "E0264", table_->location(row, column),
            {{"process", process.id}, {"column", std::string{column.rule->name}}});
    };
    const bool candidate = process.status == Status::candidate;
    if (process.minimum_capacity && (!candidate || !process.capacity_per_month ||
                                     *process.minimum_capacity > *process.capacity_per_month))
        wrong(capacity_);
    else if (process.scale_exponent != 1 && !process.minimum_capacity)
        wrong(exponent_);
    else if (process.minimum_use > 0 && !candidate)
        wrong(use_);
}

/// Whether a what-if says anything of sizes.
bool SizeColumns::is_set(const Loading& loading, const std::string& process) const {
    return std::ranges::any_of(loading.network.what_ifs, [&](const FigureCell& cell) {
        return cell.table == "processes" && cell.key == process &&
               (cell.column == capacity_.rule->name || cell.column == exponent_.rule->name ||
                cell.column == use_.rule->name);
    });
}

namespace {

/// What a what-if switches on has the capacity that it gives, else that of the largest size.
void take_largest(Network& network, const std::vector<PlantSize>& sizes) {
    std::map<ProcessId, double> largest;
    for (const PlantSize& size : sizes) {
        double& capacity = largest[size.process];
        capacity = std::max(capacity, size.capacity_per_month);
    }
    for (const auto& [id, capacity] : largest)
        if (auto& own = network.processes[id].capacity_per_month; !own) own = capacity;
}

}  // namespace

void read_sizes(Loading& loading) {
    auto& network = loading.network;
    const auto& table = loading.table("sizes");
    const auto reader = loading.reader(table);
    const auto process = table.column("process");
    const auto size = table.column("size");
    const auto capacity = table.column("capacity_per_month");
    const auto capex = table.column("capex");
    const auto between = table.column("between");
    const ProvenanceColumns provenance{table};
    std::vector<std::pair<PlantSize, std::size_t>> rows;  // with their places
    std::vector<PlantSize> switched_on;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        PlantSize each;
        each.process = loading.reference(table, row, process, loading.processes, "processes.csv");
        each.id = table.text(row, size);
        each.capacity_per_month = reader.amount(row, capacity);
        each.capex = reader.amount(row, capex);
        each.between = reader.boolean(row, between);
        each.provenance = provenance.read(loading, row);
        if (!each.process.valid()) continue;
        const auto& maker = network.processes[each.process];
        const Arguments arguments{{"process", maker.id}};
        if (loading.switched_on.contains(maker.id)) {
            switched_on.emplace_back(std::move(each));
            continue;
        }
        if (maker.status != Status::candidate)
            loading.diagnostics.error("E0257", table.location(row, process), arguments);
        else if (maker.capacity_per_month || maker.capex > 0 || maker.minimum_capacity)
            loading.diagnostics.error("E0258", table.location(row, process), arguments);
        rows.emplace_back(std::move(each), row);
    }
    take_largest(network, switched_on);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tuple{a.first.process, a.first.capacity_per_month} <
               std::tuple{b.first.process, b.first.capacity_per_month};
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& [each, row] = rows[i];
        auto& maker = network.processes[each.process];
        if (i > 0 && rows[i - 1].first.process == each.process &&
            (rows[i - 1].first.capacity_per_month == each.capacity_per_month ||
             rows[i - 1].first.capex > each.capex))
            loading.diagnostics.error(
                "E0259", table.location(row, capacity),
                {{"process", maker.id}, {"size", each.id}, {"other", rows[i - 1].first.id}});
        // What others ask of a candidate is asked of its largest size.
        if (maker.status == Status::candidate) {
            maker.capacity_per_month = each.capacity_per_month;
            maker.capex = each.capex;
        }
        network.sizes.push_back(each);
    }
}

}  // namespace jarip::network
