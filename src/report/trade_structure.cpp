// Reports on complexity and dependency: tables over exporters and products.
#include <algorithm>
#include <numeric>

#include "number.hpp"
#include "table.hpp"
#include "trade.hpp"

namespace jarip::report {
namespace {

// Indices of rows, the largest figure first; undefined ones last, else in their order.
template <class Rows, class Figure>
std::vector<std::size_t> largest_first(const Rows& rows, Figure figure_of) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return figure_of(rows[a]).value_or(-1e300) > figure_of(rows[b]).value_or(-1e300);
    });
    return order;
}

std::string joined(const std::vector<std::string>& codes, Language language) {
    std::vector<std::string> names;
    for (const auto& code : codes) names.push_back(country_label(code, language));
    return listed(names, language);
}

}  // namespace

std::string text(const trade::Complexity& result, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key, const Arguments& arguments = {}) {
        return text(language, "report.complexity." + key, arguments);
    };
    TextTable exporters{{say("exporter")},
                        {say("diversity"), Align::right},
                        {"ECI", Align::right},
                        {say("outlook"), Align::right}};
    const auto by_eci = largest_first(result.exporters, [](const auto& row) { return row.eci; });
    for (std::size_t i = 0; i < std::min(kMostRows, by_eci.size()); ++i) {
        const auto& row = result.exporters[by_eci[i]];
        exporters.add({country_label(row.exporter, language), std::to_string(row.diversity),
                       fixed(row.eci, 3), fixed(row.coi, 3)});
    }
    TextTable products{{say("product")}, {say("ubiquity"), Align::right}, {"PCI", Align::right}};
    const auto by_pci = largest_first(result.products, [](const auto& row) { return row.pci; });
    for (std::size_t i = 0; i < std::min(kMostRows, by_pci.size()); ++i) {
        const auto& row = result.products[by_pci[i]];
        products.add({row.product, std::to_string(row.ubiquity), fixed(row.pci, 3)});
    }
    std::string page = wrapped(say("title", {{"exporters", std::to_string(result.exporters.size())},
                                             {"products", std::to_string(result.products.size())}}),
                               context.width) +
                       "\n\n" + exporters.render(context.width) +
                       more(result.exporters.size(), language) + '\n' +
                       products.render(context.width) + more(result.products.size(), language);
    if (!result.left_out.empty())
        page += '\n' +
                wrapped(say("left_out", {{"names", listed(result.left_out, language)}}),
                        context.width) +
                '\n';
    const bool undefined = std::any_of(result.exporters.begin(), result.exporters.end(),
                                       [](const auto& row) { return !row.eci; });
    if (undefined) page += '\n' + wrapped(say("undefined"), context.width) + '\n';
    return page + sources_text(result.sources, context);
}

std::string json(const trade::Complexity& result, const Context& context) {
    Json document = header("trade-complexity", context);
    Json countries = Json::array();
    for (const auto& row : result.exporters)
        countries.push_back({{"exporter", row.exporter},
                             {"diversity", row.diversity},
                             {"eci", figure(row.eci)},
                             {"coi", figure(row.coi)}});
    Json products = Json::array();
    for (const auto& row : result.products)
        products.push_back(
            {{"product", row.product}, {"ubiquity", row.ubiquity}, {"pci", figure(row.pci)}});
    document["countries"] = std::move(countries);
    document["products"] = std::move(products);
    document["left_out"] = result.left_out;
    document["sources"] = sources_json(result.sources);
    return dumped(document);
}

std::string text(const trade::Dependencies& result, const Context& context) {
    const Language language = context.language;
    const auto say = [&](const std::string& key, const Arguments& arguments = {}) {
        return text(language, "report.dependency." + key, arguments);
    };
    TextTable table{{say("product")},       {say("imports"), Align::right}, {"CDI1", Align::right},
                    {"CDI2", Align::right}, {"CDI3", Align::right},         {say("largest")},
                    {say("dependent")}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.products.size()); ++i) {
        const auto& row = result.products[i];
        table.add({row.product.empty() ? text(language, "report.trade.all_goods") : row.product,
                   money(row.imports, "USD", language), fixed(row.cdi1, 3), fixed(row.cdi2, 3),
                   number(row.cdi3, 3),
                   row.largest_supplier.empty() ? std::string{kUndefined}
                                                : country_label(row.largest_supplier, language),
                   row.dependent ? say(*row.dependent ? "yes" : "no") : std::string{kUndefined}});
    }
    const auto time =
        result.period ? period(*result.period, language) : text(language, "report.trade.any_time");
    return wrapped(say("title", {{"home", joined(result.home, language)}, {"time", time}}),
                   context.width) +
           "\n\n" + table.render(context.width) + more(result.products.size(), language) + '\n' +
           wrapped(say("thresholds", {{"cdi1", format_shortest(trade::Dependency::kConcentrated)},
                                      {"cdi2", format_shortest(trade::Dependency::kForeign)},
                                      {"cdi3", format_shortest(trade::Dependency::kNotReplaced)}}),
                   context.width) +
           '\n' + sources_text(result.sources, context);
}

std::string json(const trade::Dependencies& result, const Context& context) {
    Json document = header("trade-dependency", context);
    document["home"] = result.home;
    document["period"] = period_figure(result.period);
    Json products = Json::array();
    for (const auto& row : result.products)
        products.push_back(
            {{"product", row.product},
             {"imports", figure(row.imports)},
             {"cdi1", figure(row.cdi1)},
             {"cdi2", figure(row.cdi2)},
             {"cdi3", figure(row.cdi3)},
             {"largest_supplier",
              row.largest_supplier.empty() ? Json(nullptr) : Json(row.largest_supplier)},
             {"dependent", row.dependent ? Json(*row.dependent) : Json(nullptr)}});
    document["products"] = std::move(products);
    document["sources"] = sources_json(result.sources);
    return dumped(document);
}

}  // namespace jarip::report
