// Indicators over reporters, goods and time: the tables of the page.
#include <algorithm>
#include <cmath>
#include <functional>

#include "number.hpp"
#include "table.hpp"
#include "trade_figures.hpp"

namespace jarip::report {
namespace {

using trade::Indicators;

std::string named(const Indicators& point, Language language) {
    return country_label(point.reporter, language) + ", " + goods_label(point, language);
}

// One figure of the points as a column; it is left out where it is undefined throughout.
struct SeriesColumn {
    std::string title;
    std::optional<double> Indicators::*value;
    std::function<std::string(std::optional<double>)> shown;
    bool always = false;
};

// The table of some points; the first column says what tells them apart.
template <class Label>
std::string points_table(std::span<const Indicators> points, const std::string& title, Label label,
                         const Scale& scale, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key) {
        return text(language, "report.trade.series." + key);
    };
    const auto amount = [&](std::optional<double> value) { return scale.shown(value); };
    const auto grown = [&](std::optional<double> value) { return change(value, language); };
    const auto part = [&](std::optional<double> value) { return percent(value, language); };
    const auto index = [](std::optional<double> value) { return fixed(value, 3); };
    std::vector<SeriesColumn> columns{
        {figure_name("imports", language), &Indicators::imports, amount, true},
        {say("change"), &Indicators::growth_imports, grown},
        {figure_name("exports", language), &Indicators::exports, amount, true},
        {say("change"), &Indicators::growth_exports, grown},
        {say("ratio"), &Indicators::exports_over_imports, part},
        {"TSI", &Indicators::tsi, index},
        {"HHI", &Indicators::hhi_suppliers, index}};
    std::erase_if(columns, [&](const SeriesColumn& column) {
        return !column.always &&
               std::none_of(points.begin(), points.end(), [&](const Indicators& point) {
                   return (point.*column.value).has_value();
               });
    });
    std::vector<TextTable::Column> titles{{title}};
    for (const auto& column : columns) titles.push_back({column.title, Align::right});
    TextTable table{std::move(titles)};
    for (const Indicators& point : points) {
        std::vector<std::string> cells{label(point)};
        for (const auto& column : columns) cells.push_back(column.shown(point.*column.value));
        table.add(std::move(cells));
    }
    return table.render(context.width);
}

}  // namespace

std::string short_period(const Period& span) {
    const auto first = format_date(span.first).substr(0, 7);
    const auto last = format_date(span.end - std::chrono::days{1}).substr(0, 7);
    if (first == last) return first;
    for (int quarter = 1; quarter <= 4; ++quarter)
        if (Quarter{std::stoi(first), quarter}.period() == span)
            return first.substr(0, 5).replace(4, 1, " ") + "Q" + std::to_string(quarter);
    if (span == *parse_period(first.substr(0, 4))) return first.substr(0, 4);
    return first + "…" + (first.substr(0, 4) == last.substr(0, 4) ? last.substr(5) : last);
}

Scale Scale::of(std::span<const std::optional<double>> values) {
    double largest = 0;
    for (const auto& value : values) largest = std::max(largest, std::abs(value.value_or(0)));
    if (largest >= 1e8) return {1e6, 1, "million"};
    if (largest >= 1e5) return {1e3, 1, "thousand"};
    return {1, 0, "one"};
}

std::string Scale::shown(std::optional<double> value) const {
    return value ? fixed(*value / unit, decimals) : std::string{kUndefined};
}

std::string Scale::sentence(Language language) const {
    return text(language, "report.trade.unit." + std::string{word});
}

std::string series_text(const trade::Series& series, const Context& context) {
    const Language language = context.language;
    const auto& points = series.points;
    std::vector<std::optional<double>> values;
    for (const auto& point : points) {
        values.push_back(point.imports);
        values.push_back(point.exports);
    }
    const auto scale = Scale::of(values);
    std::string page = wrapped(scale.sentence(language), context.width) + '\n';
    if (!series.every) {
        page +=
            '\n' + points_table(
                       points, "", [&](const Indicators& point) { return named(point, language); },
                       scale, context);
        return page;
    }
    const auto title = text(language, "report.trade.series.period");
    for (std::size_t first = 0; first < points.size();) {
        std::size_t end = first;
        while (end < points.size() && points[end].reporter == points[first].reporter &&
               points[end].hs == points[first].hs && points[end].baskets == points[first].baskets)
            ++end;
        page += '\n' + wrapped(named(points[first], language), context.width) + "\n\n" +
                points_table(
                    std::span{points}.subspan(first, end - first), title,
                    [](const Indicators& point) { return short_period(*point.period); }, scale,
                    context);
        first = end;
    }
    if (!series.incomplete.empty()) {
        std::vector<std::string> names;
        for (const Period& span : series.incomplete) names.push_back(short_period(span));
        page += '\n' +
                wrapped(text(language, "report.trade.series.incomplete",
                             {{"periods", listed(names, language)}}),
                        context.width) +
                '\n';
    }
    return page;
}

}  // namespace jarip::report
