// Results on trade as CSV and as spreadsheets.
#include <algorithm>

#include "trade_figures.hpp"

namespace jarip::report {
namespace {

using trade::Indicators;

std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (const auto& word : words) result += (result.empty() ? "" : ";") + word;
    return result;
}

// Name of a column or a sheet that is no figure.
std::string say(const char* key, Language language) {
    return text(language, std::string{"report.trade.sheet."} + key);
}

std::span<const Indicators> points(const TradeReport& report) {
    if (report.series) return report.series->points;
    return {&report.whole, 1};
}

// What tells the points of a series apart.
std::vector<Sheet::Column> key_columns(Language language) {
    return {{"reporter", say("reporter", language)},
            {"basket", say("basket", language)},
            {"hs", say("hs", language)},
            {"first", say("first", language)},
            {"last", say("last", language)}};
}

std::vector<Cell> key_cells(const Indicators& point) {
    const auto& span = point.period ? point.period : point.covered;
    std::vector<Cell> cells{point.reporter, joined(point.baskets), joined(point.hs)};
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
    Sheet sheet{say("figures", language), std::move(columns)};
    for (const Indicators& point : points(report)) {
        auto cells = key_cells(point);
        add_cells(indicator_figures(), point, cells);
        sheet.add(std::move(cells));
    }
    return sheet;
}

Sheet partners_sheet(const TradeReport& report, Language language) {
    auto columns = key_columns(language);
    columns.push_back({"partner", say("partner", language)});
    columns.push_back({"partner_name", say("partner_name", language)});
    add_columns(partner_figures(), language, columns);
    Sheet sheet{say("partners", language), std::move(columns)};
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

void define(std::initializer_list<const char*> keys, Language language, Workbook& book) {
    for (const auto* key : keys)
        book.note(figure_name(key, language), figure_meaning(key, language));
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

Sheet exporters_sheet(const trade::Complexity& result, Language language) {
    Sheet sheet{say("exporters", language),
                {{"exporter", say("exporter", language)},
                 {"exporter_name", say("exporter_name", language)},
                 {"diversity", figure_name("diversity", language)},
                 {"eci", figure_name("eci", language), Look::four},
                 {"coi", figure_name("coi", language), Look::four}}};
    for (const auto& row : result.exporters)
        sheet.add(
            {row.exporter, country_label(row.exporter, language), row.diversity, row.eci, row.coi});
    return sheet;
}

Sheet products_sheet(const trade::Complexity& result, Language language) {
    Sheet sheet{say("products", language),
                {{"product", say("product", language)},
                 {"ubiquity", figure_name("ubiquity", language)},
                 {"pci", figure_name("pci", language), Look::four}}};
    for (const auto& row : result.products) sheet.add({row.product, row.ubiquity, row.pci});
    return sheet;
}

Sheet dependency_sheet(const trade::Dependencies& result, Language language) {
    Sheet sheet{say("dependency", language),
                {{"product", say("product", language)},
                 {"imports", figure_name("imports_outside", language), Look::whole},
                 {"cdi1", figure_name("cdi1", language), Look::four},
                 {"cdi2", figure_name("cdi2", language), Look::four},
                 {"cdi3", figure_name("cdi3", language), Look::four},
                 {"largest_supplier", say("largest_supplier", language)},
                 {"dependent", figure_name("dependent", language)}}};
    for (const auto& row : result.products) {
        Cell dependent;
        if (row.dependent)
            dependent =
                text(language, std::string{"report.dependency."} + (*row.dependent ? "yes" : "no"));
        sheet.add({row.product, row.imports, row.cdi1, row.cdi2, row.cdi3, row.largest_supplier,
                   dependent});
    }
    return sheet;
}

}  // namespace

std::string csv(const TradeReport& report) { return csv(figures_sheet(report, Language::en)); }

std::string partners_csv(const TradeReport& report) {
    return csv(partners_sheet(report, Language::en));
}

std::string xlsx(const TradeReport& report, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = say("title", language)};
    book.sheets.push_back(figures_sheet(report, language));
    book.sheets.push_back(partners_sheet(report, language));
    add_sources(report.whole.sources, language, book);
    for (const auto& each : indicator_figures())
        book.note(figure_name(each.key, language), figure_meaning(each.key, language));
    define({"share", "share_exports", "contribution_imports", "contribution_exports"}, language,
           book);
    add_baskets(points(report), language, book);
    return xlsx(book, language);
}

std::string csv(const trade::Complexity& result) {
    return csv(exporters_sheet(result, Language::en));
}

std::string products_csv(const trade::Complexity& result) {
    return csv(products_sheet(result, Language::en));
}

std::string edges_csv(const trade::Complexity& result,
                      const std::vector<trade::ProductEdge>& edges) {
    std::string table = "product_a,product_b,proximity,tree\n";
    for (const auto& edge : edges)
        table += csv_field(result.products[edge.first].product) + ',' +
                 csv_field(result.products[edge.second].product) + ',' +
                 format_shortest(edge.proximity) + (edge.tree ? ",true\n" : ",false\n");
    return table;
}

std::string xlsx(const trade::Complexity& result, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = text(language, "report.trade.sheet.complexity")};
    book.sheets.push_back(exporters_sheet(result, language));
    book.sheets.push_back(products_sheet(result, language));
    add_sources(result.sources, language, book);
    define({"diversity", "ubiquity", "eci", "pci", "coi"}, language, book);
    return xlsx(book, language);
}

std::string csv(const trade::Dependencies& result) {
    return csv(dependency_sheet(result, Language::en));
}

std::string xlsx(const trade::Dependencies& result, const Context& context) {
    const Language language = context.language;
    Workbook book{.title = say("dependency", language)};
    book.sheets.push_back(dependency_sheet(result, language));
    add_sources(result.sources, language, book);
    define({"imports_outside", "cdi1", "cdi2", "cdi3", "dependent"}, language, book);
    return xlsx(book, language);
}

}  // namespace jarip::report
