// Reports on what customs figures say of themselves: unit values with outliers, and what partners report of the same.
#include <algorithm>
#include <cmath>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

std::string checks_words(const std::string& key, const Context& context,
                         const Arguments& arguments = {}) {
    return text(context.language, "report.trade_checks." + key, arguments);
}

std::string flow_name(trade::Direction direction, Language language) {
    return figure_name(direction == trade::Direction::import ? "imports" : "exports", language);
}

// "Korea, HS 847150, 2025"
template <class Result>
std::string question(const Result& result, Language language) {
    return text(language, "report.trade.title",
                {{"country", country_label(result.reporter, language)},
                 {"goods", result.hs.empty() ? text(language, "report.trade.all_goods")
                                             : "HS " + listed(result.hs, language)},
                 {"time", result.period ? period(*result.period, language)
                                        : text(language, "report.trade.any_time")}});
}

std::string partner_name(const std::string& partner, Language language) {
    return partner.empty() ? text(language, "report.trade_checks.world")
                           : country_label(partner, language);
}

std::vector<trade::UnitValue> outliers(const trade::UnitValues& result) {
    std::vector<trade::UnitValue> rows;
    std::copy_if(result.rows.begin(), result.rows.end(), std::back_inserter(rows),
                 [](const trade::UnitValue& row) { return row.outlier; });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const trade::UnitValue& a, const trade::UnitValue& b) {
                         return std::abs(*a.score) > std::abs(*b.score);
                     });
    return rows;
}

std::string ranges_text(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    TextTable table{{checks_words("product", context)},
                    {checks_words("flow", context)},
                    {checks_words("figures", context), Align::right},
                    {checks_words("lowest", context), Align::right},
                    {checks_words("median", context), Align::right},
                    {checks_words("highest", context), Align::right},
                    {checks_words("outliers", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.ranges.size()); ++i) {
        const auto& range = result.ranges[i];
        table.add({product_label(range.product, language), flow_name(range.direction, language),
                   std::to_string(range.figures), number(range.lowest, 4), number(range.median, 4),
                   number(range.highest, 4), std::to_string(range.outliers)});
    }
    return table.render(context.width) + more(result.ranges.size(), language);
}

std::string outliers_text(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    const auto rows = outliers(result);
    if (rows.empty()) return wrapped(checks_words("no_outliers", context), context.width) + '\n';
    TextTable table{{checks_words("partner", context)},
                    {checks_words("product", context)},
                    {checks_words("flow", context)},
                    {checks_words("period", context)},
                    {checks_words("unit_value", context), Align::right},
                    {checks_words("score", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i) {
        const auto& row = rows[i];
        table.add({partner_name(row.partner, language), product_label(row.product, language),
                   flow_name(row.direction, language), short_period(row.period),
                   number(row.unit_value, 4), fixed(row.score, 1)});
    }
    return table.render(context.width) + more(rows.size(), language);
}

std::string mirror_text(const trade::Mirror& result, const Context& context) {
    const Language language = context.language;
    if (result.rows.empty())
        return wrapped(checks_words("no_mirror", context), context.width) + '\n';
    std::vector<std::optional<double>> values;
    for (const auto& row : result.rows) {
        values.emplace_back(row.imports);
        values.emplace_back(row.exports);
    }
    const auto scale = Scale::of(values);
    TextTable table{{checks_words("partner", context)},
                    {checks_words("flow", context)},
                    {checks_words("period", context)},
                    {checks_words("as_imported", context), Align::right},
                    {checks_words("as_exported", context), Align::right},
                    {checks_words("gap", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.rows.size()); ++i) {
        const auto& row = result.rows[i];
        table.add({country_label(row.partner, language), flow_name(row.direction, language),
                   short_period(row.covered), scale.shown(row.imports), scale.shown(row.exports),
                   change(row.gap, language)});
    }
    return wrapped(scale.sentence(language), context.width) + '\n' + table.render(context.width) +
           more(result.rows.size(), language) + '\n' +
           wrapped(checks_words("mirror_note", context), context.width) + '\n';
}

std::string mirror_series_text(const trade::OverTime<trade::Mirror>& series,
                               const Context& context) {
    auto rows = pivot_rows(series, [&](const trade::Mirror& point, auto say_row) {
        for (const auto& row : point.rows) {
            const auto label = country_label(row.partner, context.language) + ", " +
                               flow_name(row.direction, context.language);
            say_row(label, label, row.gap);
        }
    });
    const auto table = pivot_text(checks_words("gap_over_time", context), std::move(rows),
                                  periods_of(series), 1, context, Shown::change);
    return (table.empty()
                ? wrapped(checks_words("no_mirror", context), context.width) + '\n'
                : table.substr(1) + '\n' +
                      wrapped(checks_words("mirror_note", context), context.width) + '\n') +
           incomplete_text(series.incomplete, context);
}

// Unit values of each product and piece of time, all partners together.
std::string unit_values_over_time(const trade::UnitValues& result, const Context& context) {
    const auto before = [](const Period& a, const Period& b) {
        return std::pair{a.first, a.end} < std::pair{b.first, b.end};
    };
    std::vector<Period> periods;
    for (const auto& row : result.rows) periods.push_back(row.period);
    std::sort(periods.begin(), periods.end(), before);
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    std::vector<PivotRow> lines;
    auto row = result.rows.begin();  // in the order of the ranges
    for (const auto& range : result.ranges) {
        std::vector<Sum> values(periods.size()), masses(periods.size());
        for (; row != result.rows.end() && row->direction == range.direction &&
               row->product == range.product;
             ++row) {
            const auto at = static_cast<std::size_t>(
                std::lower_bound(periods.begin(), periods.end(), row->period, before) -
                periods.begin());
            values[at].add(row->value);
            masses[at].add(row->mass_kg);
        }
        const auto name = product_label(range.product, context.language) + ", " +
                          flow_name(range.direction, context.language);
        lines.push_back({name, name, {}});
        for (std::size_t i = 0; i < periods.size(); ++i)
            lines.back().figures.push_back(ratio(values[i].value(), masses[i].value()));
    }
    constexpr int kDigits = 4;
    return pivot_text(checks_words("unit_values_over_time", context), std::move(lines), periods,
                      kDigits, context, Shown::significant);
}

}  // namespace

std::string text(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    std::string page = wrapped(question(result, language), context.width) + "\n\n";
    if (result.ranges.empty())
        page += wrapped(checks_words("no_masses", context), context.width) + '\n';
    else
        page += wrapped(checks_words("usd_per_kg", context), context.width) + '\n' +
                ranges_text(result, context) +
                (result.every ? unit_values_over_time(result, context) : std::string{}) + '\n' +
                outliers_text(result, context) + '\n' +
                wrapped(checks_words("rule", context,
                                     {{"threshold", format_shortest(trade::UnitValues::kOutlier)},
                                      {"fewest", std::to_string(trade::UnitValues::kFewest)}}),
                        context.width) +
                '\n';
    if (result.without > 0)
        page += wrapped(checks_words("without", context, {{"n", std::to_string(result.without)}}),
                        context.width) +
                '\n';
    return page + incomplete_text(result.incomplete, context) +
           sources_text(result.sources, context);
}

std::string text(const InTime<trade::Mirror>& report, const Context& context) {
    return wrapped(question(report.whole, context.language), context.width) + "\n\n" +
           (report.series ? mirror_series_text(*report.series, context)
                          : mirror_text(report.whole, context)) +
           sources_text(report.whole.sources, context);
}

}  // namespace jarip::report
