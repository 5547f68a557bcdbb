// /api/NAME: results as the command line prints them with --json.

#include <array>

#include "jarip/serve/query.hpp"
#include "jarip/serve/routes.hpp"

namespace jarip::serve {
namespace {

std::string assess_json(const Request& request) {
    const auto assessed = request.assessed();
    return report::json(assessed->result, request.context_of(assessed->network));
}

std::string model_json(const Request& request) {
    return report::json(request.network, request.context());
}

std::string plan_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(plan::solve(request.network, {.scenario = scenario, .run = request.run}),
                        request.context());
}

std::string month_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(plan::steady(request.network, {.scenario = scenario, .run = request.run}),
                        request.context());
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
    return report::json(result, request.context());
}

std::string stress_json(const Request& request) {
    const auto scenario = last(request.query, "scenario", "all");
    stress::Request wanted;
    wanted.all = scenario == "all";
    if (!wanted.all) wanted.scenario = scenario;
    wanted.options.run = request.run;
    stress::Study known{.interrupted = true};
    wanted.options.found = [&](const stress::Run& run) {
        known.runs.push_back(run);
        if (known.nodes.empty()) known.nodes = run.nodes;
        // One run alone has another form.
        if (known.runs.size() > 1)
            request.tell([&] { return report::json(known, request.context()); });
    };
    return report::json(stress::study(request.network, wanted), request.context());
}

std::string coalition_json(const Request& request) {
    const report::CoalitionReport result{
        coalition::coalitions(request.network, {.run = request.run})};
    return report::json(result, request.context());
}

std::string onshore_json(const Request& request) {
    report::OnshoreReport result;
    result.options.run = request.run;
    result.options.so_far = [&](const onshore::Frontier& frontier) {
        request.tell([&] {
            report::OnshoreReport known;
            known.frontier = frontier;
            return report::json(known, request.context());
        });
    };
    result.frontier = onshore::frontier(request.network, result.options);
    return report::json(result, request.context());
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
