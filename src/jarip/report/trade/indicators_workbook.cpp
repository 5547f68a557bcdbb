// Indicators as CSV and as spreadsheets.
#include <algorithm>

#include "jarip/report/trade/figures.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

using trade::Indicators;

// "2025-08-01..2025-12-31", several with semicolons.
std::string spans(const std::vector<Period>& periods) {
    std::vector<std::string> words;
    for (const Period& span : periods)
        words.push_back(format_date(span.first) + ".." +
                        format_date(span.end - std::chrono::days{1}));
    return joined(words, ";");
}

std::span<const Indicators> points(const TradeReport& report) {
    if (report.series) return report.series->points;
    return {&report.whole, 1};
}

// What tells the points of a series apart.
std::vector<Sheet::Column> key_columns(Language language) {
    return {{"reporter", sheet_title("reporter", language)},
            {"basket", sheet_title("basket", language)},
            {"hs", sheet_title("hs", language)},
            {"first", sheet_title("first", language)},
            {"last", sheet_title("last", language)}};
}

std::vector<Cell> key_cells(const Indicators& point) {
    const auto& span = point.period ? point.period : point.covered;
    std::vector<Cell> cells{point.reporter, joined(point.baskets, ";"), joined(point.hs, ";")};
    if (span) {
        cells.emplace_back(span->first);
        cells.emplace_back(span->end - std::chrono::days{1});
    } else {
        cells.resize(cells.size() + 2);
    }
    return cells;
}

Sheet figures_sheet(const TradeReport& report, Language language) {
    auto columns = key_columns(language);
    add_columns(indicator_figures(), language, columns);
    columns.push_back({"missing_imports", sheet_title("missing_imports", language)});
    columns.push_back({"missing_exports", sheet_title("missing_exports", language)});
    Sheet sheet{sheet_title("figures", language), std::move(columns)};
    for (const Indicators& point : points(report)) {
        auto cells = key_cells(point);
        add_cells(indicator_figures(), point, cells);
        cells.emplace_back(spans(point.missing_imports));
        cells.emplace_back(spans(point.missing_exports));
        sheet.add(std::move(cells));
    }
    return sheet;
}

Sheet partners_sheet(const TradeReport& report, Language language) {
    auto columns = key_columns(language);
    columns.push_back({"partner", sheet_title("partner", language)});
    columns.push_back({"partner_name", sheet_title("partner_name", language)});
    add_columns(partner_figures(), language, columns);
    Sheet sheet{sheet_title("partners", language), std::move(columns)};
    for (const Indicators& point : points(report))
        for (const auto& partner : point.partners) {
            auto cells = key_cells(point);
            cells.emplace_back(partner.country);
            cells.emplace_back(country_label(partner.country, language));
            add_cells(partner_figures(), partner, cells);
            sheet.add(std::move(cells));
        }
    return sheet;
}

void add_baskets(std::span<const Indicators> points, Language language, Workbook& book) {
    std::vector<std::string> told;
    for (const Indicators& point : points)
        for (const std::string& name : point.baskets) {
            if (std::find(told.begin(), told.end(), name) != told.end()) continue;
            told.push_back(name);
            const bool korean = language == Language::ko;
            for (const auto& line : trade::basket(name))
                book.note(name + " " + line.hs, (korean ? line.name_ko : line.name) + ". " +
                                                    (korean ? line.reason_ko : line.reason));
        }
}

}  // namespace

std::string csv(const TradeReport& report) { return csv(figures_sheet(report, Language::en)); }

std::string partners_csv(const TradeReport& report) {
    return csv(partners_sheet(report, Language::en));
}

std::string xlsx(const TradeReport& report, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = sheet_title("title", language)};
    book.sheets.push_back(figures_sheet(report, language));
    book.sheets.push_back(partners_sheet(report, language));
    add_sources(report.whole.sources, language, book);
    for (const auto& each : indicator_figures())
        book.note(figure_name(each.key, language), figure_meaning(each.key, language));
    for (const auto* key : {"missing_imports", "missing_exports"})
        book.note(sheet_title(key, language), text(language, "report.trade.means.missing"));
    define({"share", "share_exports", "contribution_imports", "contribution_exports"}, language,
           book);
    add_baskets(points(report), language, book);
    return xlsx(book, language);
}

}  // namespace jarip::report
