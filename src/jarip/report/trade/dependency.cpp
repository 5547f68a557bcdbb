// Strategic dependency of a home area, product by product.
#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

using trade::Dependencies;
using trade::Dependency;
using DependencyReport = InTime<Dependencies>;

std::string dependency_words(const std::string& key, const Context& context,
                             const Arguments& arguments = {}) {
    return text(context.language, "report.dependency." + key, arguments);
}

std::string joined(const std::vector<std::string>& codes, Language language) {
    std::vector<std::string> names;
    for (const auto& code : codes) names.push_back(country_label(code, language));
    return listed(names, language);
}

std::string title(const Dependencies& result, const Context& context) {
    const auto time = result.period ? period(*result.period, context.language)
                                    : text(context.language, "report.trade.any_time");
    return wrapped(
               dependency_words("title", context,
                                {{"home", joined(result.home, context.language)}, {"time", time}}),
               context.width) +
           '\n';
}

std::string table_text(const Dependencies& result, const Context& context) {
    const Language language = context.language;
    TextTable table{{dependency_words("product", context)},
                    {dependency_words("imports", context), Align::right},
                    {"CDI1", Align::right},
                    {"CDI2", Align::right},
                    {"CDI3", Align::right},
                    {dependency_words("largest", context)},
                    {dependency_words("dependent", context)}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.products.size()); ++i) {
        const auto& row = result.products[i];
        table.add({product_label(row.product, language), money(row.imports, "USD", language),
                   fixed(row.cdi1, 3), fixed(row.cdi2, 3), number(row.cdi3, 3),
                   row.largest_supplier.empty() ? std::string{kUndefined}
                                                : country_label(row.largest_supplier, language),
                   row.dependent ? yes_or_no(*row.dependent, language) : std::string{kUndefined}});
    }
    return '\n' + table.render(context.width) + more(result.products.size(), language);
}

std::string gaps_text(const Dependencies& result, const Context& context) {
    const auto lines = missing_text(result.missing_imports, result.missing_exports, context);
    return lines.empty() ? lines : '\n' + lines;
}

std::string thresholds(const Context& context) {
    return '\n' +
           wrapped(dependency_words("thresholds", context,
                                    {{"cdi1", format_shortest(Dependency::kConcentrated)},
                                     {"cdi2", format_shortest(Dependency::kForeign)},
                                     {"cdi3", format_shortest(Dependency::kNotReplaced)}}),
                   context.width) +
           '\n';
}

std::string series_text(const trade::OverTime<Dependencies>& series, const Context& context) {
    struct Index {
        const char* key;
        std::optional<double> Dependency::*value;
        Shown shown;
    };
    std::string page;
    for (const Index& index : {Index{"cdi1_over_time", &Dependency::cdi1, Shown::number},
                               Index{"cdi2_over_time", &Dependency::cdi2, Shown::number},
                               Index{"cdi3_over_time", &Dependency::cdi3, Shown::significant}}) {
        auto rows = pivot_rows(series, [&](const Dependencies& point, auto say_row) {
            for (const Dependency& row : point.products)
                say_row(row.product, product_label(row.product, context.language),
                        row.*index.value);
        });
        page += pivot_text(dependency_words(index.key, context), std::move(rows),
                           periods_of(series), 3, context, index.shown);
    }
    std::vector<std::string> dependent;
    for (const auto& point : series.points)
        for (const auto& row : point.products)
            if (row.dependent.value_or(false))
                dependent.push_back(product_label(row.product, context.language) + ' ' +
                                    short_period(*point.period));
    constexpr std::size_t kMost = 12;
    return page + '\n' +
           wrapped(dependent.empty()
                       ? dependency_words("never_dependent", context)
                       : dependency_words("dependent_in", context,
                                          {{"when", listed(dependent, context.language, kMost)}}),
                   context.width) +
           '\n' + incomplete_text(series.incomplete, context);
}

}  // namespace

std::string text(const DependencyReport& report, const Context& context) {
    const std::string page =
        report.series ? series_text(*report.series, context)
                      : table_text(report.whole, context) + gaps_text(report.whole, context);
    return title(report.whole, context) + page + thresholds(context) +
           sources_text(report.whole.sources, context);
}

}  // namespace jarip::report
