/// Who exports how much of what: the table that complexity and revealed advantage are computed from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "jarip/trade/indicators/select.hpp"

namespace jarip::trade {

struct ExportTable {
    std::vector<std::string>
        exporters;  ///< sorted by name; those of the tables that export anything asked for
    std::vector<std::string> products;  ///< sorted by code
    /// Sorted: those whose rows are of periods that overlap in part, so that they do not add up. They are in no other list.
    std::vector<std::string> overlapping;
    std::vector<double> value;  ///< USD, exporters × products, row by row; each sum is exact

    [[nodiscard]] std::size_t cell(std::size_t exporter, std::size_t product) const {
        return exporter * products.size() + product;
    }
};

/// Of the rows that select_exports gives, the same for any number of threads.
/// errors  E0169 where they are of revisions of HS in which codes are other goods
[[nodiscard]] ExportTable export_table(const Flows& flows, const Filter& filter, unsigned threads);

}  // namespace jarip::trade
