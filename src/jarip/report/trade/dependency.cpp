// Strategic dependency of a home area, product by product.
#include <algorithm>

#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/trade/in_time.hpp"

namespace jarip::report {
namespace {

using trade::Dependencies;
using trade::Dependency;
using Report = InTime<Dependencies>;

std::string say(const std::string& key, const Context& context, const Arguments& arguments = {}) {
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
    return wrapped(say("title", context,
                       {{"home", joined(result.home, context.language)}, {"time", time}}),
                   context.width) +
           '\n';
}

std::string product_name(const std::string& product, Language language) {
    return product.empty() ? text(language, "report.trade.all_goods") : product;
}

std::string table_text(const Dependencies& result, const Context& context) {
    const Language language = context.language;
    TextTable table{{say("product", context)},  {say("imports", context), Align::right},
                    {"CDI1", Align::right},     {"CDI2", Align::right},
                    {"CDI3", Align::right},     {say("largest", context)},
                    {say("dependent", context)}};
    for (std::size_t i = 0; i < std::min(kMostRows, result.products.size()); ++i) {
        const auto& row = result.products[i];
        table.add({product_name(row.product, language), money(row.imports, "USD", language),
                   fixed(row.cdi1, 3), fixed(row.cdi2, 3), number(row.cdi3, 3),
                   row.largest_supplier.empty() ? std::string{kUndefined}
                                                : country_label(row.largest_supplier, language),
                   row.dependent ? yes_or_no(*row.dependent, language) : std::string{kUndefined}});
    }
    return '\n' + table.render(context.width) + more(result.products.size(), language);
}

std::string thresholds(const Context& context) {
    return '\n' +
           wrapped(say("thresholds", context,
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
                say_row(row.product, product_name(row.product, context.language), row.*index.value);
        });
        page += pivot_text(say(index.key, context), std::move(rows), periods_of(series), 3, context,
                           index.shown);
    }
    std::vector<std::string> dependent;
    for (const auto& point : series.points)
        for (const auto& row : point.products)
            if (row.dependent.value_or(false))
                dependent.push_back(product_name(row.product, context.language) + ' ' +
                                    short_period(*point.period));
    constexpr std::size_t kMost = 12;
    return page + '\n' +
           wrapped(dependent.empty() ? say("never_dependent", context)
                                     : say("dependent_in", context,
                                           {{"when", listed(dependent, context.language, kMost)}}),
                   context.width) +
           '\n' + incomplete_text(series.incomplete, context);
}

}  // namespace

std::string text(const Report& report, const Context& context) {
    const std::string page =
        report.series ? series_text(*report.series, context) : table_text(report.whole, context);
    return title(report.whole, context) + page + thresholds(context) +
           sources_text(report.whole.sources, context);
}

}  // namespace jarip::report
