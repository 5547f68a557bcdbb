// Reports on what customs figures say of themselves: unit values with outliers, and what partners report of the same.
#include <algorithm>
#include <cmath>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/figures.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

std::string say(const std::string& key, const Context& context, const Arguments& arguments = {}) {
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

template <class Result>
void add_question(const Result& result, Json& document) {
    document["reporter"] = result.reporter;
    document["hs"] = result.hs;
    document["period"] = period_figure(result.period);
}

std::string product_name(const std::string& product, Language language) {
    return product.empty() ? text(language, "report.trade.all_goods") : product;
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
    TextTable table{{say("product", context)},
                    {say("flow", context)},
                    {say("figures", context), Align::right},
                    {say("lowest", context), Align::right},
                    {say("median", context), Align::right},
                    {say("highest", context), Align::right},
                    {say("outliers", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.ranges.size()); ++i) {
        const auto& range = result.ranges[i];
        table.add({product_name(range.product, language), flow_name(range.direction, language),
                   std::to_string(range.figures), number(range.lowest, 4), number(range.median, 4),
                   number(range.highest, 4), std::to_string(range.outliers)});
    }
    return table.render(context.width) + more(result.ranges.size(), language);
}

std::string outliers_text(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    const auto rows = outliers(result);
    if (rows.empty()) return wrapped(say("no_outliers", context), context.width) + '\n';
    TextTable table{{say("partner", context)},
                    {say("product", context)},
                    {say("flow", context)},
                    {say("period", context)},
                    {say("unit_value", context), Align::right},
                    {say("score", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, rows.size()); ++i) {
        const auto& row = rows[i];
        table.add({partner_name(row.partner, language), product_name(row.product, language),
                   flow_name(row.direction, language), short_period(row.period),
                   number(row.unit_value, 4), fixed(row.score, 1)});
    }
    return table.render(context.width) + more(rows.size(), language);
}

std::vector<Sheet::Column> unit_value_columns(Language language) {
    const auto title = [&](const char* key) {
        return text(language, std::string{"report.trade_checks."} + key);
    };
    return {{"flow", title("flow")},
            {"product", title("product")},
            {"partner", title("partner")},
            {"first", text(language, "report.trade.sheet.first")},
            {"last", text(language, "report.trade.sheet.last")},
            {"value", title("value"), Look::whole},
            {"mass_kg", title("mass_kg"), Look::whole},
            {"unit_value", title("unit_value"), Look::two},
            {"score", title("score"), Look::two},
            {"outlier", title("outlier")}};
}

Sheet unit_values_sheet(const trade::UnitValues& result, Language language) {
    Sheet sheet{text(language, "report.trade_checks.unit_values"), unit_value_columns(language)};
    for (const auto& row : result.rows)
        sheet.add({std::string{trade::flow_word(row.direction)}, row.product, row.partner,
                   row.period.first, row.period.end - std::chrono::days{1}, row.value, row.mass_kg,
                   row.unit_value, row.score, yes_or_no(row.outlier, language)});
    return sheet;
}

Sheet mirror_sheet(const InTime<trade::Mirror>& report, Language language) {
    const auto title = [&](const char* key) {
        return text(language, std::string{"report.trade_checks."} + key);
    };
    Sheet sheet{title("mirror"),
                {{"flow", title("flow")},
                 {"partner", title("partner")},
                 {"first", text(language, "report.trade.sheet.first")},
                 {"last", text(language, "report.trade.sheet.last")},
                 {"imports", title("as_imported"), Look::whole},
                 {"exports", title("as_exported"), Look::whole},
                 {"gap", title("gap"), Look::percent}}};
    for (const trade::Mirror& point : points(report))
        for (const auto& row : point.rows)
            sheet.add({std::string{trade::flow_word(row.direction)}, row.partner, row.covered.first,
                       row.covered.end - std::chrono::days{1}, row.imports, row.exports, row.gap});
    return sheet;
}

std::string mirror_text(const trade::Mirror& result, const Context& context) {
    const Language language = context.language;
    if (result.rows.empty()) return wrapped(say("no_mirror", context), context.width) + '\n';
    std::vector<std::optional<double>> values;
    for (const auto& row : result.rows) {
        values.emplace_back(row.imports);
        values.emplace_back(row.exports);
    }
    const auto scale = Scale::of(values);
    TextTable table{{say("partner", context)},
                    {say("flow", context)},
                    {say("period", context)},
                    {say("as_imported", context), Align::right},
                    {say("as_exported", context), Align::right},
                    {say("gap", context), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.rows.size()); ++i) {
        const auto& row = result.rows[i];
        table.add({country_label(row.partner, language), flow_name(row.direction, language),
                   short_period(row.covered), scale.shown(row.imports), scale.shown(row.exports),
                   change(row.gap, language)});
    }
    return wrapped(scale.sentence(language), context.width) + '\n' + table.render(context.width) +
           more(result.rows.size(), language) + '\n' +
           wrapped(say("mirror_note", context), context.width) + '\n';
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
    const auto table = pivot_text(say("gap_over_time", context), std::move(rows),
                                  periods_of(series), 1, context, Shown::change);
    return (table.empty() ? wrapped(say("no_mirror", context), context.width) + '\n'
                          : table.substr(1) + '\n' +
                                wrapped(say("mirror_note", context), context.width) + '\n') +
           incomplete_text(series.incomplete, context);
}

Json mirror_json(const trade::Mirror& result) {
    Json rows = Json::array();
    for (const auto& row : result.rows)
        rows.push_back({{"flow", trade::flow_word(row.direction)},
                        {"partner", row.partner},
                        {"covered", period_figure(row.covered)},
                        {"imports", figure(row.imports)},
                        {"exports", figure(row.exports)},
                        {"gap", figure(row.gap)}});
    return {{"period", period_figure(result.period)}, {"gaps", std::move(rows)}};
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
        const auto name = product_name(range.product, context.language) + ", " +
                          flow_name(range.direction, context.language);
        lines.push_back({name, name, {}});
        for (std::size_t i = 0; i < periods.size(); ++i)
            lines.back().figures.push_back(ratio(values[i].value(), masses[i].value()));
    }
    constexpr int kDigits = 4;
    return pivot_text(say("unit_values_over_time", context), std::move(lines), periods, kDigits,
                      context, Shown::significant);
}

}  // namespace

std::string text(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    std::string page = wrapped(question(result, language), context.width) + "\n\n";
    if (result.ranges.empty())
        page += wrapped(say("no_masses", context), context.width) + '\n';
    else
        page += wrapped(say("usd_per_kg", context), context.width) + '\n' +
                ranges_text(result, context) +
                (result.every ? unit_values_over_time(result, context) : std::string{}) + '\n' +
                outliers_text(result, context) + '\n' +
                wrapped(say("rule", context,
                            {{"threshold", format_shortest(trade::UnitValues::kOutlier)},
                             {"fewest", std::to_string(trade::UnitValues::kFewest)}}),
                        context.width) +
                '\n';
    if (result.without > 0)
        page += wrapped(say("without", context, {{"n", std::to_string(result.without)}}),
                        context.width) +
                '\n';
    return page + incomplete_text(result.incomplete, context) +
           sources_text(result.sources, context);
}

std::string json(const trade::UnitValues& result, const Context& context) {
    Json document = header("trade-unit-values", context);
    add_question(result, document);
    Json ranges = Json::array();
    for (const auto& range : result.ranges)
        ranges.push_back({{"flow", trade::flow_word(range.direction)},
                          {"product", range.product},
                          {"figures", range.figures},
                          {"lowest", figure(range.lowest)},
                          {"median", figure(range.median)},
                          {"highest", figure(range.highest)},
                          {"outliers", range.outliers}});
    document["products"] = std::move(ranges);
    Json rows = Json::array();
    for (const auto& row : result.rows)
        rows.push_back({{"flow", trade::flow_word(row.direction)},
                        {"product", row.product},
                        {"partner", row.partner.empty() ? Json(nullptr) : Json(row.partner)},
                        {"period", period_figure(row.period)},
                        {"value", figure(row.value)},
                        {"mass_kg", figure(row.mass_kg)},
                        {"unit_value", figure(row.unit_value)},
                        {"score", figure(row.score)},
                        {"outlier", row.outlier}});
    document["unit_values"] = std::move(rows);
    document["without"] = result.without;
    document["every"] = result.every ? Json(every_word(*result.every)) : Json(nullptr);
    document["incomplete"] = periods_json(result.incomplete);
    put_sources(document, result.sources, context.language);
    return serialize(document);
}

std::string csv(const trade::UnitValues& result) {
    return csv(unit_values_sheet(result, Language::en));
}

std::string xlsx(const trade::UnitValues& result, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = say("unit_values", context)};
    book.sheets.push_back(unit_values_sheet(result, language));
    add_sources(result.sources, language, book);
    book.note(say("unit_value", context), figure_meaning("unit_value_imports", language));
    book.note(say("outlier", context),
              say("rule", context,
                  {{"threshold", format_shortest(trade::UnitValues::kOutlier)},
                   {"fewest", std::to_string(trade::UnitValues::kFewest)}}));
    return xlsx(book, language);
}

std::string text(const InTime<trade::Mirror>& report, const Context& context) {
    return wrapped(question(report.whole, context.language), context.width) + "\n\n" +
           (report.series ? mirror_series_text(*report.series, context)
                          : mirror_text(report.whole, context)) +
           sources_text(report.whole.sources, context);
}

std::string json(const InTime<trade::Mirror>& report, const Context& context) {
    Json document = header("trade-mirror", context);
    document["reporter"] = report.whole.reporter;
    document["hs"] = report.whole.hs;
    document.update(mirror_json(report.whole));
    add_series(report, mirror_json, document);
    put_sources(document, report.whole.sources, context.language);
    return serialize(document);
}

std::string csv(const InTime<trade::Mirror>& report) {
    return csv(mirror_sheet(report, Language::en));
}

std::string xlsx(const InTime<trade::Mirror>& report, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = say("mirror", context)};
    book.sheets.push_back(mirror_sheet(report, language));
    add_sources(report.whole.sources, language, book);
    book.note(say("gap", context), say("mirror_note", context));
    return xlsx(book, language);
}

}  // namespace jarip::report
