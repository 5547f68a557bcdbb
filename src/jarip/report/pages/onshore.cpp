#include "jarip/report/pages/onshore.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "jarip/report/pages/clash.hpp"
#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

namespace {

constexpr std::size_t kMostBuilt = 40;

/// In what several kinds of products are counted, and what so many of them are worth.
std::string counted_in_text(const Context& context) {
    const auto& network = *context.network;
    if (!plan::by_value(network)) return "";
    return '\n' +
           wrapped(text(context.language, "onshore.counted_in",
                        {{"product", network.items[plan::counted_in(network).product].name.in(
                                         context.language)}}),
                   context.width) +
           '\n';
}
/// "50", or of several kinds "50, worth 70 million USD".
std::string counted_text(double products, const Context& context) {
    const auto& network = *context.network;
    if (!plan::by_value(network) || products == 0) return products_text(products, context);
    return text(context.language, "onshore.counted",
                {{"n", products_text(products, context)},
                 {"value", money(products * network.items[plan::counted_in(network).product].price,
                                 network.currency, context.language)}});
}
/// What of each kind is made.
std::string by_product_text(const onshore::Result& result, const Context& context) {
    const auto& network = *context.network;
    std::vector<std::string> each;
    for (std::size_t i = 0; i < result.products.size(); ++i)
        if (result.products[i] > 0)
            each.push_back(network.items[network.products[i]].name.in(context.language) + ' ' +
                           number(result.products[i]));
    if (network.products.size() < 2 || each.empty()) return "";
    return labelled(context, "onshore.by_product", listed(each, context.language));
}

std::string reached_text(const OnshoreReport& report, double level, const Context& context) {
    const char* unit = "onshore.racks";
    if (report.options.target == onshore::Target::domestic_content)
        return percent(level, context.language);
    if (report.options.target == onshore::Target::autonomy_days) unit = "onshore.days_of";
    if (report.options.target == onshore::Target::demand)
        return text(context.language, "onshore.everything");
    return text(context.language, unit,
                {{"n", report.options.target == onshore::Target::closed_border_racks
                           ? counted_text(level, context)
                           : number(level)}});
}

/// What the analysis of the target finds of it, where everybody buys as usual.
std::string measured_text(const OnshoreReport& report, const Context& context) {
    const auto& result = *report.result;
    if (!result.as_usual || (result.bought.empty() && result.filled.empty())) return {};
    std::string page;
    if (*result.as_usual < *result.as_bought)
        page =
            labelled(context, "onshore.as_usual", reached_text(report, *result.as_usual, context));
    return page;
}

std::string place_name(const network::Target& target, const Context& context) {
    const auto& network = *context.network;
    return target.kind == network::TargetKind::site
               ? network.sites[target.site].name.in(context.language)
               : country_name(network.countries[target.country].code, context.language);
}

std::string and_more(std::size_t rows, const Context& context) {
    if (rows <= kMostBuilt) return {};
    return "  " +
           text(context.language, "onshore.more", {{"n", std::to_string(rows - kMostBuilt)}}) +
           '\n';
}

/// What home must buy where, for the answer to hold.
std::string bought_table(const onshore::Result& result, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    if (result.bought.empty()) return {};
    TextTable table{{text(language, "onshore.item")},
                    {text(language, "onshore.buyer")},
                    {text(language, "onshore.supplier")},
                    {text(language, "onshore.share"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostBuilt, result.bought.size()); ++i) {
        const auto& row = result.bought[i];
        table.add({network.items[row.item].name.in(language), place_name(row.bought_by, context),
                   place_name(row.supplied_by, context), percent(row.share, language)});
    }
    return '\n' + wrapped(text(language, "onshore.bought"), context.width) + '\n' +
           table.render(context.width, 2) + and_more(result.bought.size(), context);
}

/// Which parts home must take.
std::string filled_table(const onshore::Result& result, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    if (result.filled.empty()) return {};
    TextTable table{{text(language, "onshore.item")},
                    {text(language, "onshore.site")},
                    {text(language, "onshore.part")},
                    {text(language, "onshore.share"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostBuilt, result.filled.size()); ++i) {
        const auto& row = result.filled[i];
        const auto& input = network.inputs[row.input];
        const auto& process = network.processes[input.process];
        table.add({network.items[process.item].name.in(language),
                   network.sites[process.site].name.in(language),
                   network.items[network.parts[input.part].item].name.in(language),
                   percent(row.share, language)});
    }
    return '\n' + wrapped(text(language, "onshore.filled"), context.width) + '\n' +
           table.render(context.width, 2) + and_more(result.filled.size(), context);
}

/// What has to be paid so that the set pays for who builds it.
std::string support_text(const OnshoreReport& report, const Context& context) {
    const auto* const set = supported(report);
    if (set == nullptr || set->built.empty()) return {};
    const auto& network = *context.network;
    const Language language = context.language;
    const auto all = onshore::support(network, *set, report.options);
    const onshore::Support* most = nullptr;
    std::size_t count = 0;
    double total = 0;
    for (const auto& each : all) {
        if (each.a_year() <= 0) continue;
        ++count;
        total += each.a_year();
        if (most == nullptr || each.a_year() > most->a_year()) most = &each;
    }
    Arguments words{{"years", counted(static_cast<std::size_t>(report.options.earn_back),
                                      "onshore.years_of", language)},
                    {"all", std::to_string(all.size())}};
    if (most == nullptr)
        return '\n' + wrapped(text(language, "onshore.pays", words), context.width) + '\n';
    const auto& process = network.processes[most->process];
    words.insert(words.end(), {{"count", std::to_string(count)},
                               {"total", money(total, network.currency, language)},
                               {"item", network.items[process.item].name.in(language)},
                               {"site", network.sites[process.site].name.in(language)},
                               {"most", money(most->a_year(), network.currency, language)}});
    return '\n' + wrapped(text(language, "onshore.support", words), context.width) + '\n';
}

std::string result_text(const OnshoreReport& report, const Context& context) {
    const auto& result = *report.result;
    const auto& currency = context.network->currency;
    const Language language = context.language;
    if (result.status == lp::Status::infeasible) {
        const bool known = result.conflict_known;
        std::string page =
            wrapped(text(language, known ? "onshore.infeasible" : "onshore.infeasible_unknown"),
                    context.width) +
            '\n';
        return page + clash_lines(result.conflict, context);
    }
    if (!result.found()) return text(language, "onshore.none") + '\n';
    std::string page;
    if (result.refused)
        page = wrapped(text(language, "onshore.refused",
                            {{"asked", reached_text(report, result.target.value_or(result.reached),
                                                    context)}}),
                       context.width) +
               "\n\n";
    page += labelled(context, "onshore.reached", reached_text(report, result.reached, context));
    page += by_product_text(result, context);
    page += labelled(context, "onshore.capital", money(result.capex, currency, language));
    page +=
        labelled(context, "onshore.operating", money(result.operating_cost, currency, language));
    page += subsidies_text(result.subsidies, context);
    page += labelled(context, "onshore.cost", money(result.objective, currency, language));
    if (result.days_until_built)
        page += labelled(context, "onshore.ready", number(*result.days_until_built));
    if (!result.proven()) page += labelled(context, "onshore.gap", percent(result.gap, language));
    page += measured_text(report, context);
    if (report.options.target == onshore::Target::closed_border_racks)
        page += counted_in_text(context);
    page += result.built.empty() ? '\n' + text(language, "onshore.nothing") + '\n'
                                 : built_table(result.built, context);
    return page + support_text(report, context) + bought_table(result, context) +
           filled_table(result, context);
}

std::string not_proven_text(const onshore::Frontier& frontier, const Context& context) {
    std::optional<double> gap = 0;
    for (const auto& point : frontier.points)
        gap = gap && point.gap ? std::max(gap, point.gap) : std::nullopt;
    if (gap && *gap <= onshore::kProvenGap && frontier.status == lp::Status::optimal) return {};
    return '\n' +
           wrapped(text(context.language, "onshore.not_proven",
                        {{"gap", percent(gap, context.language)}}),
                   context.width) +
           '\n';
}

std::string frontier_text(const onshore::Frontier& frontier, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::string page = labelled(context, "onshore.today",
                                frontier.today ? counted_text(*frontier.today, context) : "–");
    page += labelled(context, "onshore.largest",
                     frontier.largest ? counted_text(*frontier.largest, context) : "–");
    page += counted_in_text(context);
    TextTable table{{text(language, "onshore.level"), Align::right},
                    {text(language, "onshore.capital"), Align::right},
                    {text(language, "onshore.cost"), Align::right},
                    {text(language, "onshore.count"), Align::right},
                    {text(language, "onshore.days"), Align::right}};
    for (const auto& point : frontier.points)
        table.add({number(point.reached), money(point.capex, network.currency, language),
                   money(point.objective, network.currency, language),
                   std::to_string(point.built.size()), number(point.days_until_built)});
    page += '\n' + table.render(context.width, 2);
    page += not_proven_text(frontier, context);
    std::size_t helpful = 0;
    for (const auto& [process, gain] : frontier.alone) helpful += gain > 0;
    const std::string alone =
        text(language,
             !frontier.alone_known    ? "onshore.alone_unknown"
             : frontier.alone.empty() ? "onshore.alone_nobody"
             : helpful == 0           ? "onshore.alone_none"
                                      : "onshore.alone_some",
             {{"count", std::to_string(helpful)}, {"all", std::to_string(frontier.alone.size())}});
    page += '\n' + wrapped(alone, context.width) + '\n';
    const auto& first = frontier.first;
    if (!first || first->built.empty()) return page;
    return page + '\n' +
           text(language, "onshore.first_step", {{"n", counted_text(first->reached, context)}}) +
           built_table(first->built, context);
}

std::string worth_text(const onshore::SetWorth& worth, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    if (worth.stages.empty()) return "";
    std::vector<TextTable::Column> columns{{text(language, "onshore.item")},
                                           {text(language, "onshore.site")},
                                           {text(language, "onshore.worth"), Align::right},
                                           {text(language, "onshore.worth_alone"), Align::right},
                                           {text(language, "onshore.worth_missing"), Align::right}};
    if (!worth.exact)
        columns.insert(columns.begin() + 3, {text(language, "onshore.worth_error"), Align::right});
    TextTable table{columns};
    for (std::size_t i = 0; i < std::min(kMostBuilt, worth.stages.size()); ++i) {
        const auto& stage = worth.stages[i];
        const auto& process = network.processes[stage.process];
        std::vector<std::string> cells{network.items[process.item].name.in(language),
                                       network.sites[process.site].name.in(language),
                                       stage.share ? number(*stage.share) : "–",
                                       number(stage.alone), number(stage.missing)};
        if (!worth.exact) cells.insert(cells.begin() + 3, number(stage.error, 2));
        table.add(std::move(cells));
    }
    return '\n' +
           wrapped(text(language,
                        !worth.stages.front().share ? "onshore.worth_stopped"
                        : worth.exact               ? "onshore.worth_exact"
                                                    : "onshore.worth_drawn",
                        {{"added", number(worth.together - worth.today)},
                         {"together", number(worth.together)},
                         {"orders", std::to_string(worth.orders)}}),
                   context.width) +
           '\n' + table.render(context.width, 2);
}

}  // namespace

const onshore::Result* supported(const OnshoreReport& report) {
    if (report.result) return report.result->found() ? &*report.result : nullptr;
    const bool steps = report.frontier && report.frontier->first;
    return steps && report.frontier->first->found() ? &*report.frontier->first : nullptr;
}

std::string built_table(const std::vector<onshore::Built>& built, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    std::vector<TextTable::Column> columns{{text(language, "onshore.item")},
                                           {text(language, "onshore.site")},
                                           {text(language, "onshore.capital"), Align::right},
                                           {text(language, "onshore.days"), Align::right}};
    // Where some could be built in another size.
    const bool sized = std::ranges::any_of(built, [&](const onshore::Built& each) {
        return network.processes[each.process].minimum_capacity ||
               std::ranges::find(network.sizes, each.process, &network::PlantSize::process) !=
                   network.sizes.end();
    });
    if (sized) columns.insert(columns.begin() + 2, {text(language, "onshore.size"), Align::right});
    TextTable table{columns};
    for (std::size_t i = 0; i < std::min(kMostBuilt, built.size()); ++i) {
        const auto& process = network.processes[built[i].process];
        std::vector<std::string> cells{network.items[process.item].name.in(language),
                                       network.sites[process.site].name.in(language),
                                       money(built[i].capex, network.currency, language),
                                       number(process.build_days)};
        if (sized) cells.insert(cells.begin() + 2, number(built[i].capacity));
        table.add(std::move(cells));
    }
    return table.empty() ? "" : '\n' + table.render(context.width, 2);
}

std::string text(const OnshoreReport& report, const Context& context) {
    if (report.comparison)
        return heading(context, "onshore.title") + text(*report.comparison, context);
    if (report.roadmap) return heading(context, "onshore.title") + text(*report.roadmap, context);
    const std::string page =
        heading(context, "onshore.title") +
        (report.frontier ? frontier_text(*report.frontier, context) + support_text(report, context)
                         : result_text(report, context));
    return report.worth ? page + worth_text(*report.worth, context) : page;
}

}  // namespace jarip::report
