#include "jarip/report/pages/onshore.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "jarip/report/render/heading.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/table.hpp"

namespace jarip::report {

using network::Network;

namespace {

constexpr std::size_t kMostBuilt = 40;

Json built_json(const Network& network, const std::vector<onshore::Built>& built) {
    Json rows = Json::array();
    for (const auto& each : built) {
        const auto& process = network.processes[each.process];
        rows.push_back({{"process", process.id},
                        {"site", network.sites[process.site].id},
                        {"item", network.items[process.item].id},
                        {"capex", figure(each.capex)},
                        {"expansion", figure(each.expansion)}});
    }
    return rows;
}

Json point_json(const Network& network, const onshore::Result& point) {
    return {{"target", figure(point.target)},
            {"reached", figure(point.reached)},
            {"status", status_word(point.status)},
            {"cost", figure(point.objective)},
            {"capex", figure(point.capex)},
            {"operating_cost", figure(point.operating_cost)},
            {"bound", figure(point.bound)},
            {"gap", figure(point.gap)},
            {"days_until_built", figure(point.days_until_built)},
            {"built", built_json(network, point.built)}};
}

/// objective = Σ capex of built + Σ quantity · unit_cost · factor of flows.
Json flows_json(const onshore::Result& result) {
    Json rows = Json::array();
    for (const auto& flow : result.flows)
        rows.push_back(
            {{"kind", flow.kind},
             {"of", flow.of},
             {"from", figure(flow.period ? std::optional{flow.period->first} : std::nullopt)},
             {"quantity", figure(flow.quantity)},
             {"unit_cost", figure(flow.unit_cost)},
             {"factor", figure(flow.factor)}});
    return rows;
}

/// With what its objective is made of.
Json whole_point_json(const Network& network, const onshore::Result& point) {
    Json whole = point_json(network, point);
    whole["flows"] = flows_json(point);
    return whole;
}

Json horizon_json(const Network& network, const onshore::Options& options) {
    return {{"start", figure(std::optional{network.horizon.first})},
            {"end", figure(std::optional{network.horizon.end - std::chrono::days{1}})},
            {"months", figure(network.months)},
            {"discount_rate", figure(options.discount_rate)}};
}

}  // namespace

Json as_json(const Network& network, const onshore::Frontier& frontier) {
    Json points = Json::array();
    for (const auto& point : frontier.points) points.push_back(point_json(network, point));
    Json alone = Json::array();
    for (const auto& [process, gain] : frontier.alone)
        alone.push_back({{"process", network.processes[process].id}, {"gain", figure(gain)}});
    return {{"today", figure(frontier.today)},
            {"largest", figure(frontier.largest)},
            {"first", frontier.first ? point_json(network, *frontier.first) : Json(nullptr)},
            {"frontier", std::move(points)},
            {"alone", std::move(alone)}};
}

namespace {

std::string line(const Context& context, std::string_view key, const std::string& value) {
    return "  " + padded(text(context.language, key), 26) + value + '\n';
}

std::string built_table(const std::vector<onshore::Built>& built, const Context& context) {
    const auto& network = *context.network;
    const Language language = context.language;
    TextTable table{{text(language, "onshore.item")},
                    {text(language, "onshore.site")},
                    {text(language, "onshore.capital"), Align::right},
                    {text(language, "onshore.days"), Align::right}};
    for (std::size_t i = 0; i < std::min(kMostBuilt, built.size()); ++i) {
        const auto& process = network.processes[built[i].process];
        table.add({network.items[process.item].name.in(language),
                   network.sites[process.site].name.in(language),
                   money(built[i].capex, network.currency, language), number(process.build_days)});
    }
    return table.empty() ? "" : '\n' + table.render(context.width, 2);
}

std::string reached_text(const OnshoreReport& report, double level, const Context& context) {
    const char* unit = "onshore.racks";
    if (report.options.target == onshore::Target::domestic_content)
        return percent(level, context.language);
    if (report.options.target == onshore::Target::autonomy_days) unit = "onshore.days_of";
    if (report.options.target == onshore::Target::demand)
        return text(context.language, "onshore.everything");
    return text(context.language, unit, {{"n", number(level)}});
}

std::string result_text(const OnshoreReport& report, const Context& context) {
    const auto& result = *report.result;
    const auto& currency = context.network->currency;
    const Language language = context.language;
    if (result.status == lp::Status::infeasible) {
        std::string page = text(language, "onshore.infeasible") + '\n';
        for (const std::string& limit : result.conflict) page += "  " + limit + '\n';
        return page;
    }
    if (!result.found()) return text(language, "onshore.none") + '\n';
    std::string page =
        line(context, "onshore.reached", reached_text(report, result.reached, context));
    page += line(context, "onshore.capital", money(result.capex, currency, language));
    page += line(context, "onshore.operating", money(result.operating_cost, currency, language));
    page += line(context, "onshore.cost", money(result.objective, currency, language));
    if (result.days_until_built)
        page += line(context, "onshore.ready", number(*result.days_until_built));
    if (!result.proven()) page += line(context, "onshore.gap", percent(result.gap, language));
    if (result.built.empty()) return page + '\n' + text(language, "onshore.nothing") + '\n';
    return page + built_table(result.built, context);
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
    std::string page = line(context, "onshore.today", number(frontier.today));
    page += line(context, "onshore.largest", number(frontier.largest));
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
        text(language, helpful == 0 ? "onshore.alone_none" : "onshore.alone_some",
             {{"count", std::to_string(helpful)}, {"all", std::to_string(frontier.alone.size())}});
    page += '\n' + wrapped(alone, context.width) + '\n';
    const auto& first = frontier.first;
    if (!first || first->built.empty()) return page;
    return page + '\n' + text(language, "onshore.first_step", {{"n", number(first->reached)}}) +
           built_table(first->built, context);
}

}  // namespace

std::string text(const OnshoreReport& report, const Context& context) {
    const std::string page = heading(context, "onshore.title");
    return page + (report.frontier ? frontier_text(*report.frontier, context)
                                   : result_text(report, context));
}

std::string json(const OnshoreReport& report, const Context& context) {
    const auto& network = *context.network;
    Json document = header("onshore", context);
    document["horizon"] = horizon_json(network, report.options);
    if (report.frontier) {
        const auto& frontier = *report.frontier;
        document["status"] = status_word(frontier.status);
        document.update(as_json(network, frontier));
        if (frontier.first) document["first"] = whole_point_json(network, *frontier.first);
        for (std::size_t i = 0; i < frontier.points.size(); ++i)
            document["frontier"][i] = whole_point_json(network, frontier.points[i]);
        return serialize(document);
    }
    const auto& result = *report.result;
    const auto known = [&](double value) { return result.found() ? figure(value) : Json(nullptr); };
    document["status"] = status_word(result.status);
    document["objective"] = known(result.objective);
    document["target"] = figure(result.target);
    document["reached"] = known(result.reached);
    document["capex"] = known(result.capex);
    document["operating_cost"] = known(result.operating_cost);
    document["bound"] = figure(result.bound);
    document["gap"] = figure(result.gap);
    document["days_until_built"] = figure(result.days_until_built);
    document["built"] = result.found() ? built_json(network, result.built) : Json(nullptr);
    document["flows"] = result.found() ? flows_json(result) : Json(nullptr);
    document["conflict"] = result.conflict;
    return serialize(document);
}

}  // namespace jarip::report
