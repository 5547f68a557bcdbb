#include "jarip/report/trade/in_time.hpp"

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

void sort_once(std::vector<PivotRow>& rows) {
    std::sort(rows.begin(), rows.end(),
              [](const PivotRow& a, const PivotRow& b) { return a.key < b.key; });
    rows.erase(std::unique(rows.begin(), rows.end(),
                           [](const PivotRow& a, const PivotRow& b) { return a.key == b.key; }),
               rows.end());
}

std::string pivot_text(const std::string& title, std::vector<PivotRow> rows,
                       const std::vector<Period>& periods, int decimals, const Context& context,
                       Shown shown) {
    std::erase_if(rows, [](const PivotRow& row) {
        return std::none_of(row.figures.begin(), row.figures.end(),
                            [](const auto& value) { return value.has_value(); });
    });
    if (rows.empty()) return {};
    const auto latest = [](const PivotRow& row) {
        const auto last = std::find_if(row.figures.rbegin(), row.figures.rend(),
                                       [](const auto& value) { return value.has_value(); });
        return *last;
    };
    std::vector<TextTable::Column> columns{{""}};
    for (const Period& period : periods) columns.push_back({short_period(period), Align::right});
    TextTable table{std::move(columns)};
    const auto order = largest_first(rows, latest);
    for (std::size_t i = 0; i < std::min(kMostRows, order.size()); ++i) {
        const PivotRow& row = rows[order[i]];
        std::vector<std::string> cells{row.label};
        for (const auto& value : row.figures)
            cells.push_back(shown == Shown::change        ? change(value, context.language)
                            : shown == Shown::significant ? number(value, decimals)
                                                          : fixed(value, decimals));
        table.add(std::move(cells));
    }
    return '\n' + wrapped(title, context.width) + '\n' + table.render_blocks(context.width) +
           more(order.size(), context.language);
}

std::string incomplete_text(const std::vector<Period>& periods, const Context& context) {
    if (periods.empty()) return {};
    std::vector<std::string> names;
    for (const Period& span : periods) names.push_back(short_period(span));
    return '\n' +
           wrapped(text(context.language, "report.trade.series.incomplete",
                        {{"periods", listed(names, context.language)}}),
                   context.width) +
           '\n';
}

std::string names_text(std::string_view key, const std::vector<std::string>& names,
                       const Context& context) {
    if (names.empty()) return {};
    return '\n' +
           wrapped(text(context.language, key, {{"names", listed(names, context.language)}}),
                   context.width) +
           '\n';
}

}  // namespace jarip::report
