// Which rows rest on which source, and which on an assumption.

#include <string>

#include "jarip/network/loading/loading.hpp"

namespace jarip::network {

FigureSources figure_sources(const Folder& folder) {
    Loading loading = read_rows(folder);
    read_sources_and_countries(loading);
    FigureSources result;
    for (const auto& source : loading.network.sources) result.sources.push_back(source);
    for (const auto& rule : table_rules()) {
        const auto& table = loading.table(rule.name);
        if (rule.name == "sources") continue;
        const auto source = table.column("source");
        const auto assumed = table.column("assumed");
        const auto note = table.column("note");
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            if (!table.first_figure(row).present()) continue;
            result.rows.push_back({std::string{rule.name}, table.key(row), table.line(row),
                                   std::string{table.text(row, source)},
                                   table.text(row, assumed) == "true",
                                   std::string{table.text(row, note)}});
        }
    }
    return result;
}

}  // namespace jarip::network
