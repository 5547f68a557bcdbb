#include "jarip/report/pages/origin.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jarip/report/render/country.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"
#include "jarip/report/tolerances.hpp"

namespace jarip::report {

using network::Network;

namespace {

constexpr std::size_t kMostShares = 12;
constexpr std::size_t kMostPoints = 10;
constexpr std::size_t kMostMissing = 12;
constexpr std::size_t kMostAcross = 6;

std::string share_name(const Network& network, origin::By by, const std::string& key,
                       Language language) {
    if (key == "stock") return text(language, "origin.stock");
    if (by == origin::By::country) return area_name(network, key, language);
    if (by == origin::By::company)
        for (const auto& company : network.companies)
            if (company.id == key) return company.name.in(language);
    if (by == origin::By::stage)
        for (const auto& stage : network.stages)
            if (stage.id == key) return stage.name.in(language);
    if (by == origin::By::site)
        for (const auto& site : network.sites)
            if (site.id == key) return site.name.in(language);
    if (by == origin::By::item)
        for (const auto& item : network.items)
            if (item.id == key) return item.name.in(language);
    return key;
}

/// One column a product, and all of them together.
std::string shares_table(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::vector<TextTable::Column> columns{
        {text(language, std::string{"origin.by."} + std::string{by_word(report.by)}), Align::left,
         kOriginNameKeeps},
        {text(language, "origin.all"), Align::right}};
    std::vector<std::vector<origin::Share>> shares;
    const auto shares_of = [&](const std::vector<origin::Contribution>& parts) {
        return origin::shares_by(
            network, report.without_design ? origin::without_design(network, parts) : parts,
            report.by, report.view);
    };
    for (const auto& product : report.origin.products) {
        columns.push_back({network.items[product.item].id, Align::right});
        shares.push_back(shares_of(product.contributions));
    }
    TextTable table{columns};
    const auto all = shares_of(report.origin.contributions);
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
    return table.render_blocks(context.width, 2);
}

/// One row a key, one column each of what it is crossed with that adds most, and the others together.
std::string crossed_table(const OriginReport& report, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    const auto parts = contributions_of(report, network);
    const auto rows = origin::shares_by(network, parts, report.by, report.view);
    auto across = origin::shares_by(network, parts, *report.across, report.view);
    if (across.size() > kMostAcross) across.resize(kMostAcross);
    std::map<std::pair<std::string, std::string>, double> cell;
    for (const auto& each :
         origin::shares_crossed(network, parts, report.by, *report.across, report.view))
        cell[{each.key, each.across}] = each.share;
    const std::string of = report.product ? network.items[*report.product].name.in(language)
                                          : text(language, "origin.all");
    std::vector<TextTable::Column> columns{{of}};
    for (const auto& column : across)
        columns.push_back(
            {share_name(network, *report.across, column.key, language), Align::right});
    columns.push_back({text(language, "origin.others"), Align::right});
    columns.push_back({text(language, "origin.together"), Align::right});
    TextTable table{columns};
    for (std::size_t i = 0; i < std::min(kMostShares, rows.size()); ++i) {
        std::vector<std::string> cells{share_name(network, report.by, rows[i].key, language)};
        double left = rows[i].share;
        for (const auto& column : across) {
            const auto found = cell.find({rows[i].key, column.key});
            left -= found == cell.end() ? 0 : found->second;
            cells.push_back(found == cell.end() ? std::string{kUndefined}
                                                : percent(found->second, language));
        }
        cells.push_back(percent(std::abs(left) < kNoShare ? 0 : left, language));
        cells.push_back(percent(rows[i].share, language));
        table.add(std::move(cells));
    }
    return table.render_blocks(context.width);
}

/// What home adds of a product, or owns: with or without design as the shares above.
std::optional<double> home_share(const OriginReport& report, const origin::ProductOrigin& product,
                                 origin::View view, const Network& network) {
    if (!report.without_design)
        return view == origin::View::location ? product.domestic_content
                                              : product.domestic_content_owned;
    const auto parts = origin::without_design(network, product.contributions);
    if (parts.empty()) return std::nullopt;
    return origin::domestic_share(network, parts, view);
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
                   percent(home_share(report, product, origin::View::location, network), language),
                   percent(home_share(report, product, origin::View::ownership, network), language),
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

/// How much rests on figures with a source, of all and of what is made rather than designed.
std::string sourced_text(const OriginReport& report, const Context& context) {
    const auto& all = report.origin.contributions;
    const auto made = origin::without_design(*context.network, all);
    Sum sourced;
    for (const auto& part : made) sourced.add(part.sourced);
    const bool designs = !made.empty() && made.size() < all.size();
    return text(context.language, designs ? "origin.sourced_made" : "origin.sourced",
                {{"share", percent(report.origin.sourced_share, context.language, 0)},
                 {"made", percent(sourced.value(), context.language, 0)}});
}

}  // namespace

std::string text(const OriginReport& report, const Context& context) {
    const Language language = context.language;
    std::string page = heading(
        context, "origin.title",
        {{"view", text(language, report.view == origin::View::location ? "origin.location"
                                                                       : "origin.ownership")}});
    if (report.without_design) page += text(language, "origin.without_design") + "\n\n";
    page += report.across ? crossed_table(report, context) : shares_table(report, context);
    page += '\n' + products_table(report, context);
    page += missing_table(report, context) + points_table(report, context);
    page += rules_text(report, context) + value_chain_text(report, context);
    return page + '\n' + wrapped(sourced_text(report, context), context.width) + '\n';
}

}  // namespace jarip::report
