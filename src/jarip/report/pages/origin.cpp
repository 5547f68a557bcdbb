#include "jarip/report/pages/origin.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

using network::Network;

namespace {

constexpr std::size_t kMostShares = 12;
constexpr std::size_t kMostPoints = 10;
constexpr std::size_t kMostMissing = 12;

std::string share_name(const Network& network, origin::By by, const std::string& key,
                       Language language) {
    if (key == "stock") return text(language, "origin.stock");
    if (by == origin::By::country) return country_name(key, language);
    if (by == origin::By::company)
        for (const auto& company : network.companies)
            if (company.id == key) return company.name.in(language);
    if (by == origin::By::stage)
        for (const auto& stage : network.stages)
            if (stage.id == key) return stage.name.in(language);
    if (by == origin::By::site)
        for (const auto& site : network.sites)
            if (site.id == key) return site.name.in(language);
    return key;
}

/// One column a product, and all of them together.
std::string shares_table(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::vector<TextTable::Column> columns{
        {text(language, std::string{"origin.by."} + std::string{by_word(report.by)})},
        {text(language, "origin.all"), Align::right}};
    std::vector<std::vector<origin::Share>> shares;
    for (const auto& product : report.origin.products) {
        columns.push_back({network.items[product.item].id, Align::right});
        shares.push_back(origin::shares_by(network, product.contributions, report.by, report.view));
    }
    TextTable table{columns};
    const auto all =
        origin::shares_by(network, report.origin.contributions, report.by, report.view);
    for (std::size_t i = 0; i < std::min(kMostShares, all.size()); ++i) {
        std::vector<std::string> cells{share_name(network, report.by, all[i].key, language),
                                       percent(all[i].share, language)};
        for (const auto& column : shares) {
            const auto found = std::find_if(column.begin(), column.end(), [&](const auto& share) {
                return share.key == all[i].key;
            });
            cells.push_back(found == column.end() ? std::string{kUndefined}
                                                  : percent(found->share, language));
        }
        table.add(std::move(cells));
    }
    return table.render(context.width, 2);
}

std::string products_table(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "origin.product")},
                    {text(language, "origin.domestic"), Align::right},
                    {text(language, "origin.owned"), Align::right},
                    {text(language, "origin.closed"), Align::right},
                    {text(language, "origin.missing_count"), Align::right}};
    for (const auto& product : report.origin.products)
        table.add({network.items[product.item].name.in(language),
                   percent(product.domestic_content, language),
                   percent(product.domestic_content_owned, language),
                   number(product.closed_border_per_month),
                   std::to_string(product.missing_stages.size())});
    return table.render(context.width, 2);
}

std::string missing_table(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "origin.missing")}, {text(language, "origin.stage")}};
    const auto& missing = report.origin.missing_stages;
    for (std::size_t i = 0; i < std::min(kMostMissing, missing.size()); ++i)
        table.add({network.items[missing[i].item].name.in(language),
                   missing[i].stage.valid() ? network.stages[missing[i].stage].name.in(language)
                                            : std::string{kUndefined}});
    if (table.empty()) return "";
    std::string page = '\n' + table.render(context.width, 2);
    if (missing.size() > kMostMissing)
        page += "  " +
                text(language, "origin.more",
                     {{"count", std::to_string(missing.size() - kMostMissing)}}) +
                '\n';
    return page;
}

std::string points_table(const OriginReport& report, const Context& context) {
    const Language language = context.language;
    TextTable table{{text(language, "origin.single_point")},
                    {text(language, "origin.kind")},
                    {text(language, "origin.lost"), Align::right},
                    {text(language, "origin.lost_at_home"), Align::right}};
    const auto& points = report.origin.single_points;
    for (std::size_t i = 0; i < std::min(kMostPoints, points.size()); ++i)
        table.add({share_name(*context.network, points[i].kind, points[i].id, language),
                   text(language, std::string{"origin.by."} + std::string{by_word(points[i].kind)}),
                   percent(points[i].lost, language), percent(points[i].lost_at_home, language)});
    return table.empty() ? "" : '\n' + table.render(context.width, 2);
}

}  // namespace

std::string text(const OriginReport& report, const Context& context) {
    const Language language = context.language;
    std::string page = heading(
        context, "origin.title",
        {{"view", text(language, report.view == origin::View::location ? "origin.location"
                                                                       : "origin.ownership")}});
    page += shares_table(report, context) + '\n' + products_table(report, context);
    page += missing_table(report, context) + points_table(report, context);
    return page + '\n' +
           text(language, "origin.sourced",
                {{"share", percent(report.origin.sourced_share, language, 0)}}) +
           '\n';
}

}  // namespace jarip::report
