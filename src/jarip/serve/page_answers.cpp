// /api/bundle and /api/page/NAME: what the page shows when it is opened, and what a view of it asks for, as bundles (docs/page.md).

#include <algorithm>
#include <array>

#include "jarip/serve/query.hpp"
#include "jarip/serve/routes.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kFirstDraws = 16;  // told before the others are drawn
constexpr std::size_t kDraws = 64;       // enough to rank what drives the answers, in seconds
constexpr std::size_t kYears = 10'000;   // the worst 1 % of them are a hundred
constexpr int kReplanDays = 7;

// What a page can ask for besides what it is given: /api/page/NAME.
std::vector<std::string> live(const Request& request) {
    std::vector<std::string> names{"what-if", "runs", "sources"};
    const auto& network = request.network;
    if (network.kind == network::Kind::recipes) {
        names.emplace_back("plan");
        names.emplace_back("uncertain");
        names.emplace_back("coalition");
        names.emplace_back("bounds");
        names.emplace_back("exposure");
        names.emplace_back("leverage");
        names.emplace_back("worth");
        names.emplace_back("path");
        if (assess::can_build_at_home(network)) names.emplace_back("roadmap");
        if (assess::can_build_at_home(network) && !network.scenarios.empty())
            names.emplace_back("regret");
    }
    names.emplace_back("intervals");
    names.emplace_back("fan");
    const auto drawn = [](const network::Event& event) { return event.probability.has_value(); };
    const auto some = [&](const network::Scenario& scenario) {
        return std::any_of(scenario.events.begin(), scenario.events.end(), drawn);
    };
    if (std::any_of(network.scenarios.begin(), network.scenarios.end(), some))
        names.emplace_back("years");
    if (request.workshop.editing) names.emplace_back("edit");
    return names;
}

std::string bundle_of(const Request& request, const network::Network& network,
                      const assess::Assessment& result) {
    const auto context = request.context_of(network);
    report::PageReport page{.command = "assess",
                            .documents = report::page_documents(result, context),
                            .assessment = &result,
                            .live = live(request),
                            .settings = stress::settings(network)};
    add_tables(page, request.options.model);
    return report::page_data(page, context);
}

std::string bundle(const Request& request) {
    const auto answer = [&](const Assessed& assessed) {
        return bundle_of(request, assessed.network, assessed.result);
    };
    return answer(*request.assessed(request.telling<Assessed>(answer)));
}

std::string page_of(const Request& request, const char* name,
                    std::vector<report::PageDocument> documents) {
    return report::page_data({.command = name, .documents = std::move(documents)},
                             request.context());
}
report::PageDocument document(const Request& request, const std::string& name,
                              const report::Described& result) {
    if (request.run.stop.stop_requested()) throw Cancelled{};
    return report::page_document(name, result, request.context());
}

std::string page_plan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    const auto answer = [&](const plan::Plan& plan) {
        return page_of(request, "plan", {document(request, "plan", report::described(plan))});
    };
    plan::Options options{.scenario = scenario, .run = request.run};
    options.so_far = request.telling<plan::Plan>(answer);
    return answer(plan::solve(request.network, options));
}

// The average month with the path of what holds it back, limit after limit.
std::string page_path(const Request& request) {
    const auto answer = [&](const plan::SteadyPlan& month) {
        return page_of(request, "path", {document(request, "path", report::described(month))});
    };
    plan::SteadyOptions options{.path = true, .run = request.run};
    options.so_far = request.telling<plan::SteadyPlan>(answer);
    return answer(plan::steady(request.network, options));
}

std::string page_sources(const Request& request) {
    const auto folder = network::open_folder(request.options.model);
    const report::SourcesReport sources{network::figure_sources(folder), "", false};
    const auto& findings = request.network.findings;
    const report::ModelCheck check{findings.counts(), findings.sorted()};
    return page_of(request, "sources",
                   {document(request, "model-sources", report::described(sources)),
                    document(request, "model-check", report::described(check))});
}

std::string page_uncertain(const Request& request) {
    const auto drawn = [&](std::size_t draws) {
        const auto result = uncertain::run(request.network, {.draws = draws, .run = request.run});
        return page_of(request, "uncertain",
                       {document(request, "uncertain", report::described(result))});
    };
    request.tell([&] { return drawn(kFirstDraws); });
    return drawn(kDraws);
}

std::string page_coalition(const Request& request) {
    using Groups = std::vector<coalition::Coalitions>;
    const auto answer = [&](const Groups& groups) {
        const report::CoalitionReport result{groups};
        return page_of(request, "coalition",
                       {document(request, "coalition", report::described(result))});
    };
    return answer(coalition::coalitions(
        request.network, {.run = request.run, .so_far = request.telling<Groups>(answer)}));
}

// The assessment with its intervals, as `jarip assess` has them; few draws first.
std::string page_intervals(const Request& request) {
    const auto assessed = request.assessed();
    auto result = assessed->result;
    uncertain::Options drawing{.run = request.run};
    if (result.onshore && result.onshore->first) drawing.first_step = &*result.onshore->first;
    if (result.onshore) drawing.points = &result.onshore->points;
    if (result.plan && result.origin)
        drawing.known = {.month = &*result.plan, .origin = &*result.origin, .runs = &result.stress};
    const auto drawn = [&](std::size_t draws) {
        drawing.draws = draws;
        result.uncertainty = uncertain::run(assessed->network, drawing);
        return page_of(request, "intervals",
                       {document(request, "assess", report::described(result))});
    };
    request.tell([&] { return drawn(kFirstDraws); });
    return drawn(uncertain::kDefaultDraws);
}

// A scenario day by day over draws of the figures, under its own name.
std::string page_fan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    const auto drawn = [&](std::size_t draws) {
        const auto fan =
            uncertain::fan(request.network, scenario, {.draws = draws, .run = request.run});
        return page_of(request, "fan",
                       {document(request, "fan-" + scenario, report::described(fan))});
    };
    request.tell([&] { return drawn(kFirstDraws); });
    return drawn(kDraws);
}

// What hangs on each part of a kind, under the kind's name.
std::string page_exposure(const Request& request) {
    const std::string of = last(request.query, "of", "companies");
    stress::Request wanted;
    constexpr std::array kParts{stress::PartKind::company, stress::PartKind::site,
                                stress::PartKind::country, stress::PartKind::item};
    wanted.outages =
        kParts[choice(request.query, "of", {"companies", "sites", "countries", "items"})];
    wanted.options.run = request.run;
    const auto answer = [&](const stress::Study& study) {
        return page_of(request, "exposure",
                       {document(request, "exposure-" + of, report::described(study))});
    };
    wanted.so_far = request.telling<stress::Study>(answer);
    return answer(stress::study(request.network, wanted));
}

std::string page_leverage(const Request& request) {
    stress::Request wanted;
    wanted.leverage = true;
    wanted.options.run = request.run;
    const auto answer = [&](const stress::Study& study) {
        return page_of(request, "leverage",
                       {document(request, "leverage", report::described(study))});
    };
    wanted.so_far = request.telling<stress::Study>(answer);
    return answer(stress::study(request.network, wanted));
}

// The largest set of the frontier, with what each of its stages is worth.
std::string page_worth(const Request& request) {
    const auto assessed = request.assessed();
    report::OnshoreReport result;
    result.frontier = assessed->result.onshore;
    const auto answer = [&](const std::optional<onshore::SetWorth>& worth) {
        result.worth = worth;
        return page_of(request, "worth", {document(request, "onshore", report::described(result))});
    };
    if (!result.frontier || result.frontier->points.empty()) return answer(std::nullopt);
    const auto& set = result.frontier->points.back();
    if (!set.found() || set.built.empty()) return answer(std::nullopt);
    onshore::Options options;
    options.run = request.run;
    options.so_far.worth = request.telling<onshore::SetWorth>(answer);
    return answer(onshore::worth(assessed->network, set, options));
}

// Sets of investments over what may happen: the scenarios that are named, or all.
std::string page_regret(const Request& request) {
    onshore::Outlook outlook;
    for (auto& scenario : all(request.query, "scenario"))
        outlook.scenarios.push_back({scenario, {}});
    const auto answer = [&](const onshore::Comparison& comparison) {
        report::OnshoreReport result;
        result.comparison = comparison;
        return page_of(request, "regret",
                       {document(request, "onshore-regret", report::described(result))});
    };
    onshore::Options options;
    options.run = request.run;
    options.so_far.comparison = request.telling<onshore::Comparison>(answer);
    return answer(onshore::compare(request.network, outlook, options));
}

// In which year to build what: the years, what may be spent in each, and the discount rate are given.
std::string page_roadmap(const Request& request) {
    const onshore::Schedule schedule{
        .years = static_cast<int>(number(request.query, "years", 5, 1, onshore::kMostYears)),
        .budgets = onshore::read_budgets(last(request.query, "budget", ""))};
    onshore::Options options;
    options.discount_rate = number(request.query, "discount", 0, 0, 1);
    options.run = request.run;
    const auto answer = [&](const onshore::Roadmap& roadmap) {
        report::OnshoreReport result;
        result.roadmap = roadmap;
        result.options.discount_rate = options.discount_rate;
        return page_of(request, "roadmap",
                       {document(request, "onshore-roadmap", report::described(result))});
    };
    options.so_far.roadmap = request.telling<onshore::Roadmap>(answer);
    return answer(onshore::roadmap(request.network, schedule, options));
}

// One scenario in all ways of answering it, under its own name, so that several stand side by side.
std::string page_bounds(const Request& request) {
    stress::Request wanted;
    wanted.scenario = last(request.query, "scenario", "");
    wanted.bounds = true;
    wanted.replan_days = kReplanDays;
    wanted.options.run = request.run;
    const auto answer = [&](const stress::Study& study) {
        return page_of(request, "bounds",
                       {document(request, "bounds-" + wanted.scenario, report::described(study))});
    };
    wanted.so_far = request.telling<stress::Study>(answer);
    return answer(stress::study(request.network, wanted));
}

std::string page_years(const Request& request) {
    stress::YearsRequest wanted;
    wanted.years = kYears;
    wanted.options.run = request.run;
    const auto answer = [&](const stress::Years& years) {
        return page_of(request, "years",
                       {document(request, "stress-years", report::described(years))});
    };
    wanted.so_far = request.telling<stress::Years>(answer);
    return answer(stress::years(request.network, wanted));
}

std::string page_what_if(const Request& request) {
    const auto before = request.workshop.assess(request.home, request.options.sets, request.run);
    const auto answer = [&](const assess::Assessment& after) {
        const auto result = report::side_by_side(before->result, after);
        return page_of(request, "what-if",
                       {document(request, "what-if", report::described(result))});
    };
    const auto so_far = [&](const Assessed& known) {
        auto part = known.result;
        part.scorecard = assess::known_of_home(known.network, part);
        return answer(part);
    };
    return answer(request.assessed(request.telling<Assessed>(so_far))->result);
}

std::string page_runs(const Request& request) {
    const auto history = request.workshop.runs.all();
    std::vector<report::PageDocument> documents{
        document(request, "runs", report::described(history))};
    const auto first = last(request.query, "first", ""), second = last(request.query, "second", "");
    if (!first.empty() && !second.empty())
        documents.push_back(
            document(request, "runs-compared",
                     report::described(compared(history, run_number(first), run_number(second)))));
    return page_of(request, "runs", std::move(documents));
}

constexpr std::array<Route, 17> kPages{{{"/api/bundle", bundle},
                                        {"/api/page/bounds", page_bounds},
                                        {"/api/page/coalition", page_coalition},
                                        {"/api/page/exposure", page_exposure},
                                        {"/api/page/fan", page_fan},
                                        {"/api/page/intervals", page_intervals},
                                        {"/api/page/leverage", page_leverage},
                                        {"/api/page/path", page_path},
                                        {"/api/page/plan", page_plan},
                                        {"/api/page/regret", page_regret},
                                        {"/api/page/roadmap", page_roadmap},
                                        {"/api/page/sources", page_sources},
                                        {"/api/page/uncertain", page_uncertain},
                                        {"/api/page/what-if", page_what_if},
                                        {"/api/page/worth", page_worth},
                                        {"/api/page/years", page_years},
                                        {"/api/page/runs", page_runs, false}}};

}  // namespace

std::span<const Route> page_routes() { return kPages; }

}  // namespace jarip::serve
