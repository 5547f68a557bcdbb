// GLORIA: matrices without labels. Each region has its industries, then its products; an industry supplies its own product, and
// products are used. A node is an industry with its product. Labels stand in the sheets Regions and Sectors of GLORIA_ReadMe_….xlsx.
#include <algorithm>
#include <cstdio>

#include "jarip/core/ascii.hpp"
#include "jarip/core/table.hpp"
#include "jarip/importing/layouts.hpp"
#include "jarip/trade.hpp"

namespace jarip::importing {

namespace {

Publisher gloria_publisher() {
    return {"GLORIA global multi-region input-output table",
            "Industrial Ecology Virtual Laboratory", "https://ielab.info/labs/ielab-gloria", "USD",
            3};
}

// A column of the ReadMe: of its sheet, or of the sheet saved as SHEET.csv.
std::vector<std::string> gloria_labels(const Files& files, const std::string& sheet,
                                       std::string_view column) {
    Diagnostics diagnostics;
    SourceFile csv;
    if (const auto saved = files.ending(ascii_lower(sheet) + ".csv")) {
        csv = read_file(*saved);
    } else {
        const auto readme = files.ending(".xlsx");
        if (!readme)
            throw Error{
                "E0381", "", {{"wanted", "GLORIA_ReadMe_….xlsx (or Regions.csv and Sectors.csv)"}}};
        csv = {*readme + ": " + sheet, trade::workbook_as_csv(read_file(*readme), sheet)};
    }
    diagnostics.throw_if_errors();
    const auto file = csv.name;
    const auto table = parse_csv(std::move(csv), diagnostics);
    diagnostics.throw_if_errors();
    const auto place = table.column(column);
    if (!place) refuse_header(file, column);
    std::vector<std::string> labels;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        if (!table.cell(row, *place).empty()) labels.emplace_back(table.cell(row, *place));
    return labels;
}

void read_gloria(const Files& files, const Reading& reading, Economy& economy) {
    auto path = files.holding("_t-results");
    const auto flows = files.open(path, "*_T-Results_YEAR_…_Markup001(full).csv");
    const auto demand =
        files.open(files.holding("_y-results"), "*_Y-Results_YEAR_…_Markup001(full).csv");
    const auto regions = gloria_labels(files, "Regions", "Region_acronyms");
    const auto sectors = gloria_labels(files, "Sectors", "Sector_names");
    Matrix matrix{.file = flows.name(), .text = flows.text(), .header_rows = 0, .label_columns = 0};
    for (const auto& region : regions) {
        const auto first = static_cast<std::uint32_t>(economy.nodes.size());
        for (std::uint32_t s = 0; s < sectors.size(); ++s) {
            char number[16];
            std::snprintf(number, sizeof number, "_%03u", s + 1);
            economy.nodes.push_back({.id = as_id(region) + number,
                                     .sector = as_id(sectors[s]),
                                     .region = region,
                                     .name = region + ' ' + sectors[s],
                                     .final_demand = 0,
                                     .sold = 0,
                                     .stated_output = {}});
        }
        for (std::uint32_t s = 0; s < sectors.size(); ++s) {
            matrix.rows.push_back({Use::supply, first + s});
            matrix.columns.push_back({Use::node, first + s});
        }
        for (std::uint32_t s = 0; s < sectors.size(); ++s) {
            matrix.own_column.push_back(static_cast<std::uint32_t>(matrix.columns.size()));
            matrix.rows.push_back({Use::node, first + s});
            matrix.columns.push_back({Use::node, first + s});
        }
    }
    read_matrix(matrix, reading, economy);
    const auto line = first_lines(demand.text(), 1);
    const auto width = line.empty() ? 0 : fields_of(line.front(), ',').size();
    Matrix final_demand{.file = demand.name(),
                        .text = demand.text(),
                        .header_rows = 0,
                        .label_columns = 0,
                        .columns = std::vector<Line>(width, {Use::final_demand, 0}),
                        .rows = matrix.rows};
    for (auto& row : final_demand.rows)
        if (row.use == Use::supply) row.use = Use::skip;
    read_matrix(final_demand, reading, economy);
}

}  // namespace

LayoutRow gloria_layout() { return {"gloria", gloria_publisher, read_gloria}; }

}  // namespace jarip::importing
