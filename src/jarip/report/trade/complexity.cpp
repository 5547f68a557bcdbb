// Economic complexity: exporters, products, and the pairs that were asked for.
#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

using trade::Complexity;
using trade::ExporterComplexity;
using trade::ProductComplexity;
using ComplexityReport = InTime<Complexity>;

std::string complexity_words(const std::string& key, const Context& context,
                             const Arguments& arguments = {}) {
    return text(context.language, "report.complexity." + key, arguments);
}

std::string heading(const Complexity& result, const Context& context) {
    auto line = complexity_words("title", context,
                                 {{"exporters", std::to_string(result.exporters.size())},
                                  {"products", std::to_string(result.products.size())}});
    if (result.period) line += "; " + period(*result.period, context.language);
    return wrapped(line, context.width) + "\n\n";
}

std::string exporters_text(const Complexity& result, const Context& context) {
    TextTable table{{complexity_words("exporter", context)},
                    {complexity_words("diversity", context), Align::right},
                    {"ECI", Align::right},
                    {complexity_words("outlook", context), Align::right}};
    const auto by_eci = largest_first(result.exporters, [](const auto& row) { return row.eci; });
    for (std::size_t i = 0; i < std::min(kMostRows, by_eci.size()); ++i) {
        const auto& row = result.exporters[by_eci[i]];
        table.add({country_label(row.exporter, context.language), std::to_string(row.diversity),
                   fixed(row.eci, 3), fixed(row.coi, 3)});
    }
    return table.render(context.width) + more(result.exporters.size(), context.language);
}

std::string products_text(const Complexity& result, const Context& context) {
    TextTable table{{complexity_words("product", context)},
                    {complexity_words("ubiquity", context), Align::right},
                    {"PCI", Align::right}};
    const auto by_pci = largest_first(result.products, [](const auto& row) { return row.pci; });
    for (std::size_t i = 0; i < std::min(kMostRows, by_pci.size()); ++i) {
        const auto& row = result.products[by_pci[i]];
        table.add({row.product, std::to_string(row.ubiquity), fixed(row.pci, 3)});
    }
    return '\n' + table.render(context.width) + more(result.products.size(), context.language);
}

// One exporter's figure of one product.
std::optional<double> cell(const Complexity& result, const std::vector<double>& figures,
                           std::size_t row, std::size_t product) {
    if (figures.empty()) return std::nullopt;
    return figures[result.cell(row, product)];
}

// What an exporter makes and is near to, the largest gain first, then the nearest.
std::string cells_text(const Complexity& result, std::size_t row, const Context& context) {
    const auto& exporter = result.exporters[result.rows[row]].exporter;
    TextTable table{{complexity_words("product", context)},
                    {"RCA", Align::right},
                    {complexity_words("density", context), Align::right},
                    {complexity_words("gain", context), Align::right},
                    {"PCI", Align::right}};
    std::vector<std::size_t> products(result.products.size());
    for (std::size_t p = 0; p < products.size(); ++p) products[p] = p;
    std::stable_sort(products.begin(), products.end(), [&](std::size_t a, std::size_t b) {
        const auto order = [&](std::size_t p) {
            return std::pair{cell(result, result.outlook_gain, row, p).value_or(0),
                             cell(result, result.density, row, p).value_or(0)};
        };
        return order(a) > order(b);
    });
    for (std::size_t i = 0; i < std::min(kMostRows, products.size()); ++i) {
        const auto p = products[i];
        table.add({result.products[p].product, fixed(cell(result, result.rca, row, p), 3),
                   fixed(cell(result, result.density, row, p), 3),
                   fixed(cell(result, result.outlook_gain, row, p), 3),
                   fixed(result.products[p].pci, 3)});
    }
    return '\n' +
           wrapped(complexity_words("cells", context,
                                    {{"exporter", country_label(exporter, context.language)}}),
                   context.width) +
           '\n' + table.render(context.width) + more(products.size(), context.language);
}

std::string left_out_text(const Complexity& result, const Context& context) {
    std::string page = names_text("report.complexity.left_out", result.left_out, context) +
                       names_text("report.complexity.partial", result.partial, context) +
                       names_text("report.complexity.overlapping", result.overlapping, context);
    const bool undefined = std::any_of(result.exporters.begin(), result.exporters.end(),
                                       [](const ExporterComplexity& row) { return !row.eci; });
    if (undefined)
        page += '\n' + wrapped(complexity_words("undefined", context), context.width) + '\n';
    return page;
}

template <class Row, class Figure, class Label>
std::string rows_over_time(const trade::OverTime<Complexity>& series, const std::string& title,
                           std::vector<Row> Complexity::*rows, std::string Row::*name,
                           Figure figure, Label label, const Context& context, int decimals = 3) {
    auto lines = pivot_rows(series, [&](const Complexity& point, auto say_row) {
        for (const Row& row : point.*rows) say_row(row.*name, label(row.*name), figure(row));
    });
    return pivot_text(title, std::move(lines), periods_of(series), decimals, context);
}

// RCA and density of one exporter's products over time.
std::string cells_over_time(const trade::OverTime<Complexity>& series, const std::string& exporter,
                            const Context& context) {
    std::string page;
    struct Figures {
        const char* key;
        std::vector<double> Complexity::*values;
    };
    for (const Figures& figures : {Figures{"density_over_time", &Complexity::density},
                                   Figures{"rca_over_time", &Complexity::rca},
                                   Figures{"gain_over_time", &Complexity::outlook_gain}}) {
        auto lines = pivot_rows(series, [&](const Complexity& point, auto say_row) {
            for (std::size_t row = 0; row < point.rows.size(); ++row) {
                if (point.exporters[point.rows[row]].exporter != exporter) continue;
                for (std::size_t p = 0; p < point.products.size(); ++p)
                    say_row(point.products[p].product, point.products[p].product,
                            cell(point, point.*figures.values, row, p));
            }
        });
        page +=
            pivot_text(complexity_words(figures.key, context,
                                        {{"exporter", country_label(exporter, context.language)}}),
                       std::move(lines), periods_of(series), 3, context);
    }
    return page;
}

std::vector<std::string> exporters_with_cells(const trade::OverTime<Complexity>& series) {
    std::vector<std::string> names;
    for (const Complexity& point : series.points)
        for (const std::size_t row : point.rows) names.push_back(point.exporters[row].exporter);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string series_text(const trade::OverTime<Complexity>& series, const Context& context) {
    const auto by_name = [&](const std::string& code) {
        return country_label(code, context.language);
    };
    const auto by_code = [](const std::string& code) { return code; };
    std::string page = wrapped(complexity_words("over_time", context), context.width) + '\n' +
                       rows_over_time(
                           series, complexity_words("eci_over_time", context),
                           &Complexity::exporters, &ExporterComplexity::exporter,
                           [](const auto& row) { return row.eci; }, by_name, context) +
                       rows_over_time(
                           series, complexity_words("coi_over_time", context),
                           &Complexity::exporters, &ExporterComplexity::exporter,
                           [](const auto& row) { return row.coi; }, by_name, context) +
                       rows_over_time(
                           series, complexity_words("diversity", context), &Complexity::exporters,
                           &ExporterComplexity::exporter,
                           [](const auto& row) { return std::optional<double>{row.diversity}; },
                           by_name, context, 0) +
                       rows_over_time(
                           series, complexity_words("pci_over_time", context),
                           &Complexity::products, &ProductComplexity::product,
                           [](const auto& row) { return row.pci; }, by_code, context) +
                       rows_over_time(
                           series, complexity_words("ubiquity", context), &Complexity::products,
                           &ProductComplexity::product,
                           [](const auto& row) { return std::optional<double>{row.ubiquity}; },
                           by_code, context, 0);
    for (const std::string& exporter : exporters_with_cells(series))
        page += cells_over_time(series, exporter, context);
    std::vector<std::string> partial;
    for (const Complexity& point : series.points)
        partial.insert(partial.end(), point.partial.begin(), point.partial.end());
    std::sort(partial.begin(), partial.end());
    partial.erase(std::unique(partial.begin(), partial.end()), partial.end());
    std::vector<std::string> overlapping;
    for (const Complexity& point : series.points)
        overlapping.insert(overlapping.end(), point.overlapping.begin(), point.overlapping.end());
    std::sort(overlapping.begin(), overlapping.end());
    overlapping.erase(std::unique(overlapping.begin(), overlapping.end()), overlapping.end());
    return page + names_text("report.complexity.partial_at_times", partial, context) +
           names_text("report.complexity.overlapping", overlapping, context) +
           incomplete_text(series.incomplete, context);
}

}  // namespace

std::string text(const ComplexityReport& report, const Context& context) {
    const auto& whole = report.whole;
    std::string page;
    if (report.series) {
        page = series_text(*report.series, context);
    } else {
        page = heading(whole, context) + exporters_text(whole, context) +
               products_text(whole, context);
        for (std::size_t row = 0; row < whole.rows.size(); ++row)
            page += cells_text(whole, row, context);
        page += left_out_text(whole, context);
    }
    return page + sources_text(whole.sources, context);
}

}  // namespace jarip::report
