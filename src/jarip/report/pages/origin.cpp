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

Json shares_json(const Network& network, const std::vector<origin::Contribution>& contributions,
                 origin::By by, const char* key) {
    Json rows = Json::array();
    for (const auto& share : origin::shares_by(network, contributions, by))
        rows.push_back({{key, share.key}, {"share", figure(share.share)}});
    return rows;
}

Json missing_json(const Network& network, const std::vector<origin::MissingStage>& missing) {
    Json rows = Json::array();
    for (const auto& each : missing) {
        Json alternates = Json::array();
        for (const auto item : each.alternates) alternates.push_back(network.items[item].id);
        rows.push_back(
            {{"item", network.items[each.item].id},
             {"stage", each.stage.valid() ? Json(network.stages[each.stage].id) : Json(nullptr)},
             {"alternates", std::move(alternates)}});
    }
    return rows;
}

std::string_view by_word(origin::By by) {
    switch (by) {
        case origin::By::country: return "country";
        case origin::By::company: return "company";
        case origin::By::stage: return "stage";
        case origin::By::site: return "site";
    }
    return "site";
}

}  // namespace

Json as_json(const Network& network, const origin::Origin& origin) {
    Json products = Json::array();
    for (const auto& product : origin.products)
        products.push_back({{"item", network.items[product.item].id},
                            {"domestic_content", figure(product.domestic_content)},
                            {"domestic_content_owned", figure(product.domestic_content_owned)},
                            {"closed_border_per_month", figure(product.closed_border_per_month)},
                            {"missing_stages", missing_json(network, product.missing_stages)},
                            {"countries", shares_json(network, product.contributions,
                                                      origin::By::country, "country")},
                            {"companies", shares_json(network, product.contributions,
                                                      origin::By::company, "company")}});
    Json points = Json::array();
    for (const auto& point : origin.single_points)
        points.push_back({{"kind", by_word(point.kind)},
                          {"id", point.id},
                          {"lost", figure(point.lost)},
                          {"lost_at_home", figure(point.lost_at_home)}});
    return {{"domestic_content", figure(origin.domestic_content)},
            {"domestic_content_owned", figure(origin.domestic_content_owned)},
            {"closed_border_per_month", figure(origin.closed_border_per_month)},
            {"sourced_share", figure(origin.sourced_share)},
            {"shares", shares_json(network, origin.contributions, origin::By::country, "country")},
            {"products", std::move(products)},
            {"missing_stages", missing_json(network, origin.missing_stages)},
            {"single_points", std::move(points)}};
}

namespace {

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

std::string json(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    Json document = header("origin", context);
    document["by"] = by_word(report.by);
    document["view"] = report.view == origin::View::location ? "location" : "ownership";
    document.update(as_json(network, report.origin));
    Json shares = Json::array();
    for (const auto& share :
         origin::shares_by(network, report.origin.contributions, report.by, report.view))
        shares.push_back(
            {{std::string{by_word(report.by)}, share.key}, {"share", figure(share.share)}});
    document["shares"] = std::move(shares);
    Json concentration = Json::array();
    for (const auto& item : report.origin.concentration)
        concentration.push_back({{"item", network.items[item.item].id},
                                 {"hhi_country", figure(item.hhi_country)},
                                 {"hhi_company", figure(item.hhi_company)},
                                 {"self_sufficiency", figure(item.self_sufficiency)}});
    document["concentration"] = std::move(concentration);
    return serialize(document);
}

}  // namespace jarip::report
