// ranges.csv: how sure figures are.

#include <string>

#include "loading.hpp"

namespace jarip::network {

void read_ranges(Loading& loading) {
    const auto& table = loading.table("ranges");
    const auto reader = loading.reader(table);
    const auto of_table = table.column("table");
    const auto key = table.column("key");
    const auto column = table.column("column");
    const auto low = table.column("low");
    const auto high = table.column("high");
    const ProvenanceColumns provenance{table};
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        FigureRange range;
        range.table = table.text(row, of_table);
        range.key = table.text(row, key);
        range.column = table.text(row, column);
        range.low = reader.amount(row, low);
        range.high = reader.amount(row, high);
        range.provenance = provenance.read(loading, row);
        loading.network.ranges.push_back(std::move(range));
    }
}

}  // namespace jarip::network
