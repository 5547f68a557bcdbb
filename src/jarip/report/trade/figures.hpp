/// The figures of trade in one place: what text, JSON, CSV and spreadsheets call them. For .cpp files of this folder.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jarip/report/render/workbook.hpp"
#include "jarip/report/trade/words.hpp"

namespace jarip::report {

/// A figure of a result: its key in JSON and CSV; its name stands in the catalogue under report.trade.figure.KEY,
/// what it means under report.trade.means.KEY.
template <class Result>
struct Figure {
    std::string_view key;
    Look look;
    std::optional<double> Result::*value;
};

[[nodiscard]] std::span<const Figure<trade::Indicators>> indicator_figures();
[[nodiscard]] std::span<const Figure<trade::Partner>> partner_figures();

[[nodiscard]] std::string figure_name(std::string_view key, Language language);
[[nodiscard]] std::string figure_meaning(std::string_view key, Language language);

/// Columns with the key, the name and the look of figures.
template <class Result>
void add_columns(std::span<const Figure<Result>> figures, Language language,
                 std::vector<Sheet::Column>& columns) {
    for (const auto& each : figures)
        columns.push_back({std::string{each.key}, figure_name(each.key, language), each.look});
}

/// The figures of a result, in that order.
template <class Result>
void add_cells(std::span<const Figure<Result>> figures, const Result& result,
               std::vector<Cell>& cells) {
    for (const auto& each : figures) cells.emplace_back(result.*each.value);
}

template <class Result>
void add_json(std::span<const Figure<Result>> figures, const Result& result, Json& object) {
    for (const auto& each : figures) object[std::string{each.key}] = figure(result.*each.value);
}

/// "server", "HS 847150 and 847330", "all goods"
[[nodiscard]] std::string goods_label(const trade::Indicators& point, Language language);

[[nodiscard]] std::string yes_or_no(bool yes, Language language);

/// Notes that every workbook of trade has: the tables read, and the program.
void add_sources(const std::vector<trade::Source>& sources, Language language, Workbook& book);

}  // namespace jarip::report
