/// Results of trade over time: what their pages share. For .cpp files of this folder.
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jarip/report/trade/words.hpp"

namespace jarip::report {

template <class Result>
[[nodiscard]] std::vector<Period> periods_of(const trade::OverTime<Result>& series) {
    std::vector<Period> periods;
    for (const Result& point : series.points) periods.push_back(*point.period);
    return periods;
}

/// Indices of rows, the largest figure first; undefined ones last, else in their order.
template <class Rows, class Figure>
[[nodiscard]] std::vector<std::size_t> largest_first(const Rows& rows, Figure figure_of) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return figure_of(rows[a]).value_or(-1e300) > figure_of(rows[b]).value_or(-1e300);
    });
    return order;
}

/// A line of a table over time: a figure for each period.
struct PivotRow {
    std::string key;
    std::string label;
    std::vector<std::optional<double>> figures;
};
/// By key, each once.
void sort_once(std::vector<PivotRow>& rows);

/// A row a key, a figure a point: `each(point, say)` says key, label and figure of all that a point has.
template <class Result, class Each>
[[nodiscard]] std::vector<PivotRow> pivot_rows(const trade::OverTime<Result>& series, Each each) {
    std::vector<PivotRow> rows;
    for (const Result& point : series.points)
        each(point, [&](const std::string& key, const std::string& label, std::optional<double>) {
            rows.push_back({key, label, {}});
        });
    sort_once(rows);
    for (PivotRow& row : rows) row.figures.resize(series.points.size());
    for (std::size_t i = 0; i < series.points.size(); ++i)
        each(series.points[i], [&](const std::string& key, const std::string&,
                                   std::optional<double> value) {
            const auto at = std::lower_bound(
                rows.begin(), rows.end(), key,
                [](const PivotRow& row, const std::string& wanted) { return row.key < wanted; });
            at->figures[i] = value;
        });
    return rows;
}

enum class Shown : std::uint8_t { number, change, significant };
/// The rows with the largest latest figures, a column a period, as many columns in a row as the page is wide and the rest in
/// blocks below; "" where nothing is defined. `decimals` are significant digits where they are asked for.
[[nodiscard]] std::string pivot_text(const std::string& title, std::vector<PivotRow> rows,
                                     const std::vector<Period>& periods, int decimals,
                                     const Context& context, Shown shown = Shown::number);

/// "Left out, since the tables cover only a part of each: 2025."; "" where there are none.
[[nodiscard]] std::string incomplete_text(const std::vector<Period>& periods,
                                          const Context& context);
/// A sentence of the catalogue with {names}, below an empty line; "" where there are none.
[[nodiscard]] std::string names_text(std::string_view key, const std::vector<std::string>& names,
                                     const Context& context);

}  // namespace jarip::report
