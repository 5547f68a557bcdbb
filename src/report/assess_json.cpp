#include "number.hpp"
#include "sentence.hpp"

namespace jarip::report {
namespace {

using network::Network;

constexpr std::size_t kMostBottlenecks = 10;

Json period_json(const Period& period) {
    return {{"first", format_date(period.first)},
            {"last", format_date(period.end - std::chrono::days{1})}};
}

Json trade_json(const trade::Indicators& trade) {
    Json partners = Json::array();
    for (const auto& partner : trade.partners)
        partners.push_back({{"country", partner.country},
                            {"imports", figure(partner.imports)},
                            {"exports", figure(partner.exports)},
                            {"share", figure(partner.share)}});
    return {{"reporter", trade.reporter},
            {"hs", trade.hs},
            {"period", trade.period ? period_json(*trade.period) : Json(nullptr)},
            {"imports", figure(trade.imports)},
            {"exports", figure(trade.exports)},
            {"exports_over_imports", figure(trade.exports_over_imports)},
            {"balance", figure(trade.balance)},
            {"tsi", figure(trade.tsi)},
            {"growth_imports", figure(trade.growth_imports)},
            {"growth_exports", figure(trade.growth_exports)},
            {"hhi_suppliers", figure(trade.hhi_suppliers)},
            {"imports_krw", figure(trade.imports_krw)},
            {"partners", std::move(partners)}};
}

Json racks_json(const Network& network, const std::vector<assess::RackResult>& racks) {
    Json rows = Json::array();
    for (const auto& [item, report] : racks) {
        std::size_t errors = 0, warnings = 0, unknown = 0;
        for (const auto& check : report.checks) {
            errors += check.severity == rack::CheckSeverity::error;
            warnings += check.severity == rack::CheckSeverity::warning;
            unknown += check.severity == rack::CheckSeverity::unknown;
        }
        rows.push_back(
            {{"item", network.items[item].id},
             {"errors", errors},
             {"warnings", warnings},
             {"unknown", unknown},
             {"power_kw", figure(report.totals.power_kw)},
             {"liquid_kw", figure(report.totals.liquid_kw)},
             {"air_kw", figure(report.totals.air_kw)},
             {"mass_kg", figure(report.totals.mass_kg)},
             {"height_u", figure(report.totals.height_u)},
             {"accelerators", figure(report.totals.accelerators)},
             {"coverage",
              {{"power", figure(report.power_coverage)}, {"mass", figure(report.mass_coverage)}}}});
    }
    return rows;
}

std::string end_id(const Network& network, const network::End& end) {
    if (end.site.valid()) return network.sites[end.site].id;
    return end.country.valid() ? network.countries[end.country].code : "*";
}

Json bottleneck_json(const Network& network, const plan::Bottleneck& limit) {
    Json row{{"process", nullptr},
             {"resource", nullptr},
             {"lane", nullptr},
             {"site", nullptr},
             {"item", nullptr}};
    if (limit.process.valid()) {
        const auto& process = network.processes[limit.process];
        row["process"] = process.id;
        row["site"] = network.sites[process.site].id;
        row["item"] = network.items[process.item].id;
    } else if (limit.resource.valid()) {
        row["resource"] = network.resources[limit.resource].id;
        row["site"] = network.sites[network.resources[limit.resource].site].id;
    } else {
        const auto& lane = network.lanes[limit.lane];
        row["lane"] = end_id(network, lane.origin) + '>' + end_id(network, lane.destination);
        if (lane.item.valid()) row["item"] = network.items[lane.item].id;
    }
    row["used"] = figure(limit.used);
    row["capacity"] = figure(limit.capacity);
    row["shadow_price"] = figure(limit.shadow_price);
    row["gain"] = figure(limit.gain);
    row["gain_at_home"] = figure(limit.gain_at_home);
    return row;
}

Json plan_json(const Network& network, const plan::SteadyPlan& plan) {
    Json bottlenecks = Json::array();
    for (const auto& limit : plan.bottlenecks)
        if (bottlenecks.size() < kMostBottlenecks)
            bottlenecks.push_back(bottleneck_json(network, limit));
    return {{"status", status_word(plan.status)},
            {"objective", figure(plan.objective)},
            {"racks_per_month",
             {{"obtained", figure(plan.racks.obtained)},
              {"wanted", figure(plan.racks.wanted)},
              {"built_at_home", figure(plan.racks.built_at_home)},
              {"world", figure(plan.racks.world)}}},
            {"headroom", figure(plan.headroom)},
            {"bottlenecks", std::move(bottlenecks)}};
}

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

Json origin_json(const Network& network, const origin::Origin& origin) {
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

Json stress_json(const Network& network, const std::vector<stress::Run>& runs) {
    Json rows = Json::array();
    for (const auto& run : runs) {
        Sum baseline;
        for (const auto& day : run.days) baseline.add(day.baseline);
        bool closed = false;
        for (const auto& scenario : network.scenarios)
            closed |= scenario.id == run.scenario && scenario.borders_closed;
        Json starved = nullptr;
        if (!run.starved.empty())
            starved = {{"node", run.starved[0].node},
                       {"of", run.starved[0].of},
                       {"day", run.starved[0].day}};
        rows.push_back({{"scenario", run.scenario},
                        {"first_loss_day", figure(run.first_loss_day)},
                        {"threshold_day", figure(run.threshold_day)},
                        {"autonomy_days", closed ? figure(run.threshold_day) : Json(nullptr)},
                        {"recovered_day", figure(run.recovered_day)},
                        {"lost", figure(run.lost)},
                        {"lost_share", figure(ratio(run.lost, baseline.value()))},
                        {"lost_value", figure(run.lost_value)},
                        {"first_starved", std::move(starved)}});
    }
    return rows;
}

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

Json onshore_json(const Network& network, const onshore::Frontier& frontier) {
    Json points = Json::array();
    for (const auto& point : frontier.points)
        points.push_back({{"target", figure(point.target)},
                          {"reached", figure(point.reached)},
                          {"status", status_word(point.status)},
                          {"cost", figure(point.objective)},
                          {"capex", figure(point.capex)},
                          {"gap", figure(point.gap)},
                          {"days_until_built", figure(point.days_until_built)},
                          {"built", built_json(network, point.built)}});
    Json alone = Json::array();
    for (const auto& [process, gain] : frontier.alone)
        alone.push_back({{"process", network.processes[process].id}, {"gain", figure(gain)}});
    return {{"today", figure(frontier.today)},
            {"largest", figure(frontier.largest)},
            {"frontier", std::move(points)},
            {"alone", std::move(alone)}};
}

Json answers_json(const assess::Assessment& result, const Context& context) {
    Json rows = Json::array();
    for (const auto& answer : result.answers)
        rows.push_back({{"question", answer.question},
                        {"key", answer.key},
                        {"sentence", sentence_text(answer, context)},
                        {"figures", sentence_figures(answer)}});
    return rows;
}

std::string_view unit_word(assess::Unit unit) {
    switch (unit) {
        case assess::Unit::share: return "share";
        case assess::Unit::racks_per_month: return "racks/month";
        case assess::Unit::days: return "days";
        case assess::Unit::stages: return "stages";
        case assess::Unit::money: return "money";
    }
    return "share";
}

Json scorecard_json(const assess::Assessment& result, const Context& context) {
    Json rows = Json::array();
    for (const auto& line : result.scorecard) {
        Json countries = Json::array();
        for (std::size_t i = 0; i < line.values.size(); ++i)
            countries.push_back({{"country", context.network->countries[result.compared[i]].code},
                                 {"value", figure(line.values[i].value)},
                                 {"at_least", figure(line.values[i].at_least)}});
        rows.push_back({{"question", line.question},
                        {"key", line.key},
                        {"answer", text(context.language, "assess.score." + line.key)},
                        {"value", figure(line.values.front().value)},
                        {"unit", unit_word(line.unit)},
                        {"source", line.source},
                        {"countries", std::move(countries)}});
    }
    return rows;
}

}  // namespace

std::string json(const assess::Assessment& result, const Context& context) {
    const auto& network = *context.network;
    Json document = header("assess", context);
    document["answers"] = answers_json(result, context);
    document["scorecard"] = scorecard_json(result, context);
    document["trade"] = result.trade ? trade_json(*result.trade) : Json(nullptr);
    document["rack"] = {{"racks", racks_json(network, result.racks)}};
    document["plan"] = result.plan ? plan_json(network, *result.plan) : Json(nullptr);
    document["origin"] = result.origin ? origin_json(network, *result.origin) : Json(nullptr);
    document["stress"] = {{"scenarios", stress_json(network, result.stress)}};
    document["onshore"] = result.onshore ? onshore_json(network, *result.onshore) : Json(nullptr);
    return dumped(document);
}

}  // namespace jarip::report
