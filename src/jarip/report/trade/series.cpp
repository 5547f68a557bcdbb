// Indicators over reporters, goods and time: the tables of the page.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

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
    const auto significant = [](std::optional<double> value) { return number(value, 4); };
    const auto won = [&](std::optional<double> value) {
        const double unit = language == Language::ko ? 1e8 : 1e9;  // 억, billion
        return value ? fixed(*value / unit, 1) : std::string{kUndefined};
    };
    std::vector<SeriesColumn> columns{
        {figure_name("imports", language), &Indicators::imports, amount, true},
        {say("change"), &Indicators::growth_imports, grown},
        {figure_name("exports", language), &Indicators::exports, amount, true},
        {say("change"), &Indicators::growth_exports, grown},
        {say("ratio"), &Indicators::exports_over_imports, part},
        {"TSI", &Indicators::tsi, index},
        {"HHI", &Indicators::hhi_suppliers, index},
        {say("balance"), &Indicators::balance, amount},
        {"HHI ×10⁴", &Indicators::hhi_10000,
         [](std::optional<double> value) { return fixed(value); }},
        {say("suppliers"), &Indicators::effective_suppliers,
         [](std::optional<double> value) { return fixed(value, 2); }},
        {say("largest"), &Indicators::largest_share, part},
        {say("unit_value_imports"), &Indicators::unit_value_imports, significant},
        {say("unit_value_exports"), &Indicators::unit_value_exports, significant},
        {"RCA", &Indicators::rca, index},
        {"RSCA", &Indicators::rsca, index},
        {say("production"), &Indicators::production, amount},
        {say("penetration"), &Indicators::import_penetration, part},
        {say("imports_krw"), &Indicators::imports_krw, won}};
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
    return table.render_blocks(context.width);
}

// Each partner's figures over time.
std::string partners_over_time(std::span<const Indicators> points, const Scale& scale,
                               const Context& context) {
    using trade::Partner;
    struct PartnerFigure {
        const char* key;
        std::optional<double> Partner::*value;
        Shown shown;
        int decimals;
        double unit;
    };
    const std::array figures{
        PartnerFigure{"imports", &Partner::imports, Shown::number, scale.decimals, scale.unit},
        PartnerFigure{"share_imports", &Partner::share, Shown::number, 3, 1},
        PartnerFigure{"growth_imports", &Partner::growth_imports, Shown::change, 1, 1},
        PartnerFigure{"contribution_imports", &Partner::contribution_imports, Shown::change, 1, 1},
        PartnerFigure{"unit_value_imports", &Partner::unit_value_imports, Shown::significant, 4, 1},
        PartnerFigure{"exports", &Partner::exports, Shown::number, scale.decimals, scale.unit},
        PartnerFigure{"share_exports", &Partner::share_exports, Shown::number, 3, 1},
        PartnerFigure{"growth_exports", &Partner::growth_exports, Shown::change, 1, 1},
        PartnerFigure{"contribution_exports", &Partner::contribution_exports, Shown::change, 1, 1},
        PartnerFigure{"unit_value_exports", &Partner::unit_value_exports, Shown::significant, 4, 1},
        PartnerFigure{"balance", &Partner::balance, Shown::number, scale.decimals, scale.unit},
        PartnerFigure{"tsi", &Partner::tsi, Shown::number, 3, 1}};
    std::vector<Period> periods;
    std::vector<PivotRow> partners;
    for (const Indicators& point : points) {
        periods.push_back(*point.period);
        for (const auto& partner : point.partners)
            partners.push_back(
                {partner.country, country_label(partner.country, context.language), {}});
    }
    sort_once(partners);
    std::string page;
    for (const auto& figure : figures) {
        auto rows = partners;
        for (PivotRow& row : rows)
            for (const Indicators& point : points) {
                const auto at = std::find_if(
                    point.partners.begin(), point.partners.end(),
                    [&](const Partner& partner) { return partner.country == row.key; });
                std::optional<double> value;
                if (at != point.partners.end()) value = (*at).*figure.value;
                row.figures.push_back(value ? std::optional{*value / figure.unit} : std::nullopt);
            }
        page += pivot_text(figure_name(figure.key, context.language), std::move(rows), periods,
                           figure.decimals, context, figure.shown);
    }
    return page;
}

}  // namespace

std::string short_period(const Period& span) {
    auto first = format_date(span.first).substr(0, 7);
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

std::string series_text(const TradeReport& report, const Context& context) {
    const trade::Series& series = *report.series;
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
                    context) +
                coarser_only_text(points[first], context) +
                no_partner_text(points[first], context) +
                unknown_text(std::span{points}.subspan(first, end - first), context);
        if (report.by_partner)
            page +=
                partners_over_time(std::span{points}.subspan(first, end - first), scale, context);
        first = end;
    }
    return page + incomplete_text(series.incomplete, context);
}

}  // namespace jarip::report
