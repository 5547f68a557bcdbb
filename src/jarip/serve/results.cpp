// /api/NAME: results as the command line prints them with --json.

#include <array>

#include "jarip/serve/query.hpp"
#include "jarip/serve/routes.hpp"

namespace jarip::serve {
namespace {

/// As the command line prints it. What is known of a result that was cut short is no answer.
template <class Result>
std::string json_of(const Request& request, const Result& result) {
    if (request.run.stop.stop_requested()) throw Cancelled{};
    return report::json(result, request.context());
}

std::string assess_json(const Request& request) {
    const auto assessed = request.assessed();
    return report::json(assessed->result, request.context_of(assessed->network));
}

std::string model_json(const Request& request) { return json_of(request, request.network); }

std::string plan_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return json_of(request,
                   plan::solve(request.network, {.scenario = scenario, .run = request.run}));
}

std::string month_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return json_of(request,
                   plan::steady(request.network, {.scenario = scenario, .run = request.run}));
}

std::string origin_json(const Request& request) {
    report::OriginReport result;
    constexpr std::array kBy{origin::By::country, origin::By::company, origin::By::stage,
                             origin::By::site, origin::By::item};
    constexpr std::array kViews{origin::View::location, origin::View::ownership};
    result.by = kBy[choice(request.query, "by", {"country", "company", "stage", "site", "item"})];
    result.view = kViews[choice(request.query, "view", {"location", "ownership"})];
    const auto month = plan::steady(request.network, {.run = request.run});
    result.origin = origin::shares(request.network, month, {.run = request.run});
    return json_of(request, result);
}

std::string stress_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "all");
    stress::Request wanted;
    wanted.all = scenario == "all";
    if (!wanted.all) wanted.scenario = scenario;
    wanted.options.run = request.run;
    const auto answer = [&](const stress::Study& study) { return json_of(request, study); };
    wanted.so_far = request.telling<stress::Study>(answer);
    return answer(stress::study(request.network, wanted));
}

std::string coalition_json(const Request& request) {
    using Groups = std::vector<coalition::Coalitions>;
    const auto answer = [&](const Groups& groups) {
        return json_of(request, report::CoalitionReport{groups});
    };
    return answer(coalition::coalitions(
        request.network, {.run = request.run, .so_far = request.telling<Groups>(answer)}));
}

std::string onshore_json(const Request& request) {
    const auto answer = [&](const onshore::Frontier& frontier) {
        report::OnshoreReport result;
        result.frontier = frontier;
        return json_of(request, result);
    };
    onshore::Options options;
    options.run = request.run;
    options.so_far.frontier = request.telling<onshore::Frontier>(answer);
    return answer(onshore::frontier(request.network, options));
}

constexpr std::array<Route, 8> kResults{{{"/api/assess", assess_json},
                                         {"/api/model", model_json},
                                         {"/api/plan", plan_json},
                                         {"/api/plan/steady", month_json},
                                         {"/api/origin", origin_json},
                                         {"/api/stress", stress_json},
                                         {"/api/onshore", onshore_json},
                                         {"/api/coalition", coalition_json}}};

}  // namespace

std::span<const Route> result_routes() { return kResults; }

}  // namespace jarip::serve
