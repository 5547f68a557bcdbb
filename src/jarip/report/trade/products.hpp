/// Products by their complexity, as complexity and the product space say them. For .cpp files of this folder.
#pragma once

#include <utility>
#include <vector>

#include "jarip/report/trade/figures.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {

[[nodiscard]] inline Json products_json(const std::vector<trade::ProductComplexity>& products) {
    Json rows = Json::array();
    for (const auto& row : products)
        rows.push_back(
            {{"product", row.product}, {"ubiquity", row.ubiquity}, {"pci", figure(row.pci)}});
    return rows;
}

/// A row for each product of each point.
template <class Result>
[[nodiscard]] Sheet products_sheet(const InTime<Result>& report, Language language) {
    auto columns = time_columns(report, language);
    columns.push_back({"product", sheet_title("product", language)});
    columns.push_back({"ubiquity", figure_name("ubiquity", language)});
    columns.push_back({"pci", figure_name("pci", language), Look::four});
    Sheet sheet{sheet_title("products", language), std::move(columns)};
    for (const Result& point : points(report))
        for (const auto& row : point.products)
            sheet.add(time_cells(report, point, {row.product, row.ubiquity, row.pci}));
    return sheet;
}

}  // namespace jarip::report
