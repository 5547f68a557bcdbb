#include "jarip/report/pages/onshore.hpp"
#include "jarip/report/pages/origin.hpp"
#include "jarip/report/pages/plan.hpp"
#include "jarip/report/render/number.hpp"
#include "jarip/report/render/sentence.hpp"

namespace jarip::report {
namespace {

using network::Network;

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
             {"power_kw", figure(report.totals.power_kw.known)},
             {"liquid_kw", figure(report.totals.liquid_kw.known)},
             {"air_kw", figure(report.totals.air_kw.known)},
             {"mass_kg", figure(report.totals.mass_kg.known)},
             {"height_u", figure(report.totals.height_u.known)},
             {"accelerators", figure(report.totals.accelerators.known)},
             {"coverage",
              {{"power", figure(report.coverage.power)}, {"mass", figure(report.coverage.mass)}}}});
    }
    return rows;
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
                        {"answer", score_label(line, context)},
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
    document["plan"] = result.plan ? as_json(network, *result.plan) : Json(nullptr);
    document["origin"] = result.origin ? as_json(network, *result.origin) : Json(nullptr);
    document["stress"] = {{"scenarios", stress_json(network, result.stress)}};
    document["onshore"] = result.onshore ? as_json(network, *result.onshore) : Json(nullptr);
    return serialize(document);
}

}  // namespace jarip::report
