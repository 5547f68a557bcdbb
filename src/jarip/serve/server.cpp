// What each path answers, and what is kept of it.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <deque>
#include <filesystem>
#include <mutex>

#include "jarip/core/json.hpp"
#include "jarip/serve.hpp"
#include "jarip/serve/assets.hpp"
#include "jarip/serve/editing.hpp"
#include "jarip/serve/run_store.hpp"
#include "jarip/serve/turns.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kMostKept = 16;
constexpr std::size_t kMostAssessed = 4;
constexpr std::size_t kMostSets = 500;  // of one change
constexpr std::size_t kDraws = 64;      // enough to rank what drives the answers, in seconds
constexpr std::size_t kYears = 10'000;  // the worst 1 % of them are a hundred
constexpr int kReplanDays = 7;
constexpr std::chrono::milliseconds kStampLasts{50};  // so long a change by others may not be seen

std::vector<std::string> all(const Query& query, const std::string& key) {
    std::vector<std::string> values;
    const auto [begin, end] = query.equal_range(key);
    for (auto at = begin; at != end; ++at) values.push_back(at->second);
    return values;
}

std::string last(const Query& query, const std::string& key, std::string fallback) {
    auto values = all(query, key);
    return values.empty() ? std::move(fallback) : std::move(values.back());
}

template <class Value>
using Choices = std::vector<std::pair<std::string, Value>>;

/// The value of a word; the first where none is given.
template <class Value>
Value choice(const Query& query, const std::string& key, const Choices<Value>& values) {
    const std::string given = last(query, key, values.front().first);
    std::string allowed;
    for (const auto& [word, value] : values) {
        if (word == given) return value;
        allowed += (allowed.empty() ? "" : ", ") + word;
    }
    throw Error{"E0721", "", {{"key", key}, {"value", given}, {"allowed", allowed}}};
}

Language language_of(const Query& query, Language default_language) {
    Choices<Language> values{{"en", Language::en}, {"ko", Language::ko}};
    if (default_language == Language::ko) std::swap(values[0], values[1]);
    return choice(query, "lang", values);
}

std::int64_t run_number(const std::string& word) {
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size())
        throw Error{"E0727", "", {{"number", word}}};
    return number;
}

}  // namespace

/// An assessment with the model that it is of, which its report reads.
struct Assessed {
    network::Network network;
    assess::Assessment result;
};

/// What answers are made with, one at a time.
struct Workshop {
    const Options& options;
    RunStore runs;
    std::unique_ptr<Editing> editing;  ///< none: the model is inside the program
    std::deque<std::pair<std::string, std::shared_ptr<const Assessed>>> assessed;

    explicit Workshop(const Options& given)
        : options{given},
          runs{given.history},
          editing{given.model.empty() ? nullptr : std::make_unique<Editing>(given.model)} {}

    [[nodiscard]] std::string version() const {
        return version_of(network::open_folder(options.model));
    }

    /// The latest four are kept; each that is computed is a run of the history.
    std::shared_ptr<const Assessed> assess(const std::string& home,
                                           const std::vector<std::string>& sets,
                                           const RunOptions& run) {
        const auto model = version();
        std::string key = model + '\n' + home;
        for (const auto& set : sets) key += '\n' + set;
        for (const auto& [known, one] : assessed)
            if (known == key) return one;
        auto one = std::make_shared<Assessed>();
        one->network = network::load(options.model, {.home = home, .sets = sets});
        one->result = assess::run(one->network, {.run = run});
        if (run.stop.stop_requested()) return one;
        runs.add(one->result, one->network.countries[one->network.home].code, sets, model);
        assessed.emplace_back(key, one);
        if (assessed.size() > kMostAssessed) assessed.pop_front();
        return one;
    }
};

namespace {

/// One request: what it asks for, and its model, loaded when it is asked for.
struct Request {
    Workshop& workshop;
    const Options& options;
    const Query& query;
    RunOptions run;
    Language language;
    std::string home;
    std::vector<std::string> sets;
    network::Network network;

    Request(Workshop& shop, const Query& parameters, RunOptions its)
        : workshop{shop},
          options{shop.options},
          query{parameters},
          run{std::move(its)},
          language{language_of(parameters, shop.options.language)},
          home{last(parameters, "home", shop.options.home)},
          sets{shop.options.sets} {
        for (auto& set : all(parameters, "set")) sets.push_back(std::move(set));
        network = network::load(options.model, {.home = home, .sets = sets});
    }

    [[nodiscard]] report::Context context() const { return context_of(network); }
    [[nodiscard]] report::Context context_of(const network::Network& its) const {
        return {.network = &its, .language = language, .seed = run.seed, .what_ifs = sets};
    }
    [[nodiscard]] std::shared_ptr<const Assessed> assessed() const {
        return workshop.assess(home, sets, run);
    }
};

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

std::string bundle(const Request& request) {
    const auto assessed = request.assessed();
    const auto context = request.context_of(assessed->network);
    return report::page_data({.command = "assess",
                              .documents = report::page_documents(assessed->result, context),
                              .assessment = &assessed->result,
                              .tables = tables_of(request.options.model),
                              .live = live(request)},
                             context);
}

std::string assess(const Request& request) {
    const auto assessed = request.assessed();
    return report::json(assessed->result, request.context_of(assessed->network));
}

std::string model(const Request& request) {
    return report::json(request.network, request.context());
}

std::string plan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(plan::solve(request.network, {.scenario = scenario, .run = request.run}),
                        request.context());
}

std::string month(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(plan::steady(request.network, {.scenario = scenario, .run = request.run}),
                        request.context());
}

std::string origin(const Request& request) {
    report::OriginReport result;
    result.by = choice<origin::By>(request.query, "by",
                                   {{"country", origin::By::country},
                                    {"company", origin::By::company},
                                    {"stage", origin::By::stage},
                                    {"site", origin::By::site},
                                    {"item", origin::By::item}});
    result.view = choice<origin::View>(
        request.query, "view",
        {{"location", origin::View::location}, {"ownership", origin::View::ownership}});
    const auto month = plan::steady(request.network, {.run = request.run});
    result.origin = origin::shares(request.network, month, {.run = request.run});
    return report::json(result, request.context());
}

std::string stress(const Request& request) {
    const auto scenario = last(request.query, "scenario", "all");
    stress::Request wanted;
    wanted.all = scenario == "all";
    if (!wanted.all) wanted.scenario = scenario;
    wanted.options.run = request.run;
    return report::json(stress::study(request.network, wanted), request.context());
}

report::CoalitionReport coalitions_of(const Request& request) {
    return {coalition::coalitions(request.network, {.run = request.run})};
}
std::string coalition(const Request& request) {
    return report::json(coalitions_of(request), request.context());
}

std::string onshore(const Request& request) {
    report::OnshoreReport result;
    result.options.run = request.run;
    result.frontier = onshore::frontier(request.network, result.options);
    return report::json(result, request.context());
}

// ---- what a view of the page asks for when it is opened: documents as in the bundle

std::string page_of(const Request& request, const char* name,
                    std::vector<report::PageDocument> documents) {
    return report::page_data({.command = name, .documents = std::move(documents)},
                             request.context());
}
template <class Result>
report::PageDocument document(const Request& request, const char* name, const Result& result) {
    return report::page_document(name, report::described(result), request.context());
}

std::string page_plan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    const auto plan = plan::solve(request.network, {.scenario = scenario, .run = request.run});
    return page_of(request, "plan", {document(request, "plan", plan)});
}

// The average month with the path of what holds it back, limit after limit.
std::string page_path(const Request& request) {
    const auto month = plan::steady(request.network, {.path = true, .run = request.run});
    return page_of(request, "path", {document(request, "path", month)});
}

std::string page_sources(const Request& request) {
    const auto folder = network::open_folder(request.options.model);
    const report::SourcesReport sources{network::figure_sources(folder), "", false};
    const auto& findings = request.network.findings;
    const report::ModelCheck check{findings.counts(), findings.sorted()};
    return page_of(
        request, "sources",
        {document(request, "model-sources", sources), document(request, "model-check", check)});
}

std::string page_uncertain(const Request& request) {
    uncertain::Options drawing{.draws = kDraws, .run = request.run};
    return page_of(request, "uncertain",
                   {document(request, "uncertain", uncertain::run(request.network, drawing))});
}

std::string page_coalition(const Request& request) {
    return page_of(request, "coalition", {document(request, "coalition", coalitions_of(request))});
}

// The assessment with its intervals, as `jarip assess` has them: what takes longer than the rest comes after it.
std::string page_intervals(const Request& request) {
    const auto assessed = request.assessed();
    auto result = assessed->result;
    uncertain::Options drawing{.run = request.run};
    if (result.onshore && result.onshore->first) drawing.first_step = &*result.onshore->first;
    result.uncertainty = uncertain::run(assessed->network, drawing);
    return page_of(request, "intervals", {document(request, "assess", result)});
}

// A scenario day by day over draws of the figures, under its own name.
std::string page_fan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    const auto fan =
        uncertain::fan(request.network, scenario, {.draws = kDraws, .run = request.run});
    return page_of(request, "fan", {document(request, ("fan-" + scenario).c_str(), fan)});
}

// What hangs on each part of a kind, under the kind's name.
std::string page_exposure(const Request& request) {
    const std::string of = last(request.query, "of", "companies");
    stress::Request wanted;
    wanted.outages = choice<stress::PartKind>(request.query, "of",
                                              {{"companies", stress::PartKind::company},
                                               {"sites", stress::PartKind::site},
                                               {"countries", stress::PartKind::country},
                                               {"items", stress::PartKind::item}});
    wanted.options.run = request.run;
    const auto study = stress::study(request.network, wanted);
    return page_of(request, "exposure", {document(request, ("exposure-" + of).c_str(), study)});
}

std::string page_leverage(const Request& request) {
    stress::Request wanted;
    wanted.leverage = true;
    wanted.options.run = request.run;
    return page_of(request, "leverage",
                   {document(request, "leverage", stress::study(request.network, wanted))});
}

// The largest set of the frontier, with what each of its stages is worth.
std::string page_worth(const Request& request) {
    report::OnshoreReport result;
    result.options.run = request.run;
    const auto assessed = request.assessed();
    result.frontier = assessed->result.onshore;
    if (result.frontier && !result.frontier->points.empty()) {
        const auto& set = result.frontier->points.back();
        if (set.found() && !set.built.empty())
            result.worth = onshore::worth(assessed->network, set, result.options);
    }
    return page_of(request, "worth", {document(request, "onshore", result)});
}

// One scenario in all ways of answering it, under its own name, so that several stand side by side.
std::string page_bounds(const Request& request) {
    stress::Request wanted;
    wanted.scenario = last(request.query, "scenario", "");
    wanted.bounds = true;
    wanted.replan_days = kReplanDays;
    wanted.options.run = request.run;
    const auto study = stress::study(request.network, wanted);
    return page_of(request, "bounds",
                   {document(request, ("bounds-" + wanted.scenario).c_str(), study)});
}

std::string page_years(const Request& request) {
    stress::YearsRequest wanted;
    wanted.years = kYears;
    wanted.options.run = request.run;
    return page_of(request, "years",
                   {document(request, "stress-years", stress::years(request.network, wanted))});
}

std::string page_what_if(const Request& request) {
    const auto before = request.workshop.assess(request.home, request.options.sets, request.run);
    const auto after = request.assessed();
    const auto result = report::side_by_side(before->result, after->result);
    return page_of(request, "what-if", {document(request, "what-if", result)});
}

std::string page_runs(const Request& request) {
    const auto history = request.workshop.runs.all();
    std::vector<report::PageDocument> documents{document(request, "runs", history)};
    const auto first = last(request.query, "first", ""), second = last(request.query, "second", "");
    if (!first.empty() && !second.empty())
        documents.push_back(document(request, "runs-compared",
                                     compared(history, run_number(first), run_number(second))));
    return page_of(request, "runs", std::move(documents));
}

struct Route {
    std::string_view path;
    std::string (*answer)(const Request&);
    bool kept = true;  ///< the same until the model's files change
};
constexpr std::array<Route, 23> kRoutes{{{"/api/bundle", bundle},
                                         {"/api/assess", assess},
                                         {"/api/model", model},
                                         {"/api/plan", plan},
                                         {"/api/plan/steady", month},
                                         {"/api/origin", origin},
                                         {"/api/stress", stress},
                                         {"/api/onshore", onshore},
                                         {"/api/coalition", coalition},
                                         {"/api/page/bounds", page_bounds},
                                         {"/api/page/coalition", page_coalition},
                                         {"/api/page/exposure", page_exposure},
                                         {"/api/page/fan", page_fan},
                                         {"/api/page/intervals", page_intervals},
                                         {"/api/page/leverage", page_leverage},
                                         {"/api/page/path", page_path},
                                         {"/api/page/plan", page_plan},
                                         {"/api/page/sources", page_sources},
                                         {"/api/page/uncertain", page_uncertain},
                                         {"/api/page/what-if", page_what_if},
                                         {"/api/page/worth", page_worth},
                                         {"/api/page/years", page_years},
                                         {"/api/page/runs", page_runs, false}}};

Reply fault(int status, std::string words) {
    return {status, "text/plain; charset=utf-8", std::move(words)};
}

// ---- changes

Json state_json(const Editing::State& state) {
    Json steps = Json::array();
    for (const auto& step : state.steps)
        steps.push_back({{"number", step.number}, {"when", step.when}, {"sets", step.sets}});
    return {{"version", state.version}, {"steps", std::move(steps)}};
}

Editing& editing_of(Workshop& workshop) {
    if (!workshop.editing) throw Error{"E0723", ""};
    return *workshop.editing;
}

std::string edits(const Request& request) {
    return serialize_json(state_json(editing_of(request.workshop).state())) + '\n';
}

struct ChangeArguments {
    std::vector<std::string> sets;
    std::string version;
};
ChangeArguments change_arguments(std::string_view body) {
    const auto given = parse_json(body);
    ChangeArguments arguments;
    const auto is_word = [](const Json& word) { return word.is_string(); };
    const bool good = given.is_object() &&
                      (!given.contains("version") || given["version"].is_string()) &&
                      (!given.contains("sets") ||
                       (given["sets"].is_array() && given["sets"].size() <= kMostSets &&
                        std::all_of(given["sets"].begin(), given["sets"].end(), is_word)));
    if (!good) throw Error{"E0725", ""};
    if (given.contains("version")) arguments.version = given["version"].get<std::string>();
    if (given.contains("sets")) arguments.sets = given["sets"].get<std::vector<std::string>>();
    return arguments;
}

// Differences as the page shows them, in both languages.
Json differences_page(const Options& options, const network::ModelDifferences& differences,
                      const std::vector<Diagnostic>& findings) {
    const report::Context context{.language = options.language};
    const report::ModelComparison comparison{options.model, options.model, differences};
    FindingCounts counts;
    for (const auto& finding : findings)
        ++(finding.severity == Severity::error     ? counts.errors
           : finding.severity == Severity::warning ? counts.warnings
                                                   : counts.notes);
    const report::ModelCheck check{counts, findings};
    return parse_json(report::page_data(
        {.command = "model-diff",
         .documents = {report::page_document("model-diff", report::described(comparison), context),
                       report::page_document("model-check", report::described(check), context)}},
        context));
}

Reply json_reply(int status, const Json& body) {
    return {.status = status, .body = serialize_json(body) + '\n'};
}

Reply change_answer(Workshop& workshop, std::string_view path, const ChangeArguments& arguments) {
    auto& editing = editing_of(workshop);
    if (path == "/api/edit/preview") {
        const auto proposal = editing.propose(arguments.sets);
        return json_reply(200, {{"version", proposal.version},
                                {"page", differences_page(workshop.options, proposal.differences,
                                                          proposal.findings)}});
    }
    if (path == "/api/edit")
        return json_reply(200, state_json(editing.save(arguments.sets, arguments.version)));
    return json_reply(200, state_json(editing.undo(arguments.version)));
}

// Differs where a file of the folder was changed: its size, its time.
std::string stamp_of(const std::string& model) {
    namespace fs = std::filesystem;
    std::uintmax_t files = 0, bytes = 0;
    fs::file_time_type latest = fs::file_time_type::min();
    std::error_code fault;
    for (fs::recursive_directory_iterator at{model, fault}, end; !fault && at != end;
         at.increment(fault)) {
        if (at->path().filename().string().starts_with('.')) {
            if (at->is_directory(fault)) at.disable_recursion_pending();
            continue;
        }
        ++files;
        if (at->is_regular_file(fault)) bytes += at->file_size(fault);
        latest = std::max(latest, at->last_write_time(fault));
    }
    return std::to_string(files) + ' ' + std::to_string(bytes) + ' ' +
           std::to_string(latest.time_since_epoch().count());
}

}  // namespace

struct Server::Kept {
    explicit Kept(const Options& options) : workshop{options}, turns{options.run} {}

    Workshop workshop;
    Turns turns;  ///< one at a time: an answer uses all cores
    std::mutex
        reading;  ///< held for a moment, so that what is kept is read while another answer is computed
    std::deque<std::pair<std::string, std::shared_ptr<const std::string>>>
        answers;  ///< the latest last

    /// Of the model's folder, looked at again once it is older than kStampLasts: each look asks the system about every file.
    std::string stamp(const std::string& model) {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock{reading};
            if (!stamp_.empty() && now - stamped_ < kStampLasts) return stamp_;
        }
        auto found = stamp_of(model);
        const std::lock_guard lock{reading};
        stamped_ = now;
        return stamp_ = std::move(found);
    }
    void forget_stamp() {
        const std::lock_guard lock{reading};
        stamp_.clear();
    }

    std::shared_ptr<const std::string> find(const std::string& key) {
        const std::lock_guard lock{reading};
        for (const auto& [known, body] : answers)
            if (known == key) return body;
        return nullptr;
    }
    void keep(const std::string& key, const std::string& body) {
        const std::lock_guard lock{reading};
        answers.emplace_back(key, std::make_shared<const std::string>(body));
        if (answers.size() > kMostKept) answers.pop_front();
    }

private:
    std::string stamp_;
    std::chrono::steady_clock::time_point stamped_;
};

Server::Server(Options options)
    : options_{std::move(options)},
      assets_{std::make_unique<const Assets>(split(std::move(options_.page)))},
      kept_{std::make_unique<Kept>(options_)} {}
Server::~Server() = default;

// What is computed and what waits, with the words for it: a page has none before its first answer.
Reply Server::progress(const Query& query) const {
    try {
        const Language language = language_of(query, options_.language);
        Json computed = Json::array();
        for (const auto& state : kept_->turns.states()) {
            Json one{{"number", state.number},
                     {"path", state.path},
                     {"question", state.question},
                     {"running", state.running},
                     {"seconds", state.seconds},
                     {"task", state.task.empty() ? "" : text(language, state.task)},
                     {"done", state.done},
                     {"total", state.total},
                     {"left", nullptr}};
            if (state.left) one["left"] = *state.left;
            computed.push_back(std::move(one));
        }
        Json words = Json::object();
        for (const auto* key : {"computing", "so_far", "left", "behind", "cancel", "step"})
            words[key] = text(language, std::string{"page.ask."} + key);
        return json_reply(200, {{"computed", std::move(computed)}, {"words", std::move(words)}});
    } catch (const Error& error) {
        return fault(400, error.rendered(options_.language));
    }
}

Reply Server::answer(std::string_view path, const Query& query) const {
    if (path == "/") return {200, "text/html; charset=utf-8", assets_->html};
    if (path == "/page.js") return {200, "text/javascript; charset=utf-8", assets_->script};
    if (path == "/page.css") return {200, "text/css; charset=utf-8", assets_->style};
    if (path == "/api/progress") return progress(query);
    static constexpr Route kEdits{"/api/edits", edits, false};
    const auto* route = std::find_if(kRoutes.begin(), kRoutes.end(),
                                     [&](const Route& each) { return each.path == path; });
    if (route == kRoutes.end()) route = path == kEdits.path ? &kEdits : nullptr;
    if (route == nullptr)
        return fault(404,
                     text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
    std::string key{path};
    for (const auto& [name, value] : query) key += '\n' + name + '\n' + value;
    const std::string question = key;
    if (route->kept && !options_.model.empty()) key += '\n' + kept_->stamp(options_.model);
    if (const auto body = route->kept ? kept_->find(key) : nullptr) return {.body = *body};
    Turns::Turn turn{kept_->turns, std::string{path}, question};
    // Who waited may find it kept.
    if (const auto body = route->kept ? kept_->find(key) : nullptr) return {.body = *body};
    const auto cut_short = [&] {
        return fault(
            503, text(options_.language,
                      options_.run.stop.stop_requested() ? "serve.stopping" : "serve.cancelled"));
    };
    if (turn.stopped()) return cut_short();
    try {
        std::string body = route->answer(Request{kept_->workshop, query, turn.run()});
        if (turn.stopped()) return cut_short();
        if (route->kept) kept_->keep(key, body);
        turn.finished();
        return {.body = std::move(body)};
    } catch (const Error& error) {
        return fault(400, error.rendered(options_.language));
    } catch (const std::exception& error) {
        return fault(500, text(options_.language, "cli.internal_error", {{"what", error.what()}}));
    }
}

Reply Server::change(std::string_view path, std::string_view body) const {
    if (path == "/api/cancel") {
        const auto given = parse_json(body);
        if (!given.is_object() || !given.contains("number") ||
            !given["number"].is_number_unsigned())
            return fault(400, Error{"E0725", ""}.rendered(options_.language));
        return json_reply(
            200, {{"cancelled", kept_->turns.cancel(given["number"].get<std::uint64_t>())}});
    }
    if (path != "/api/edit/preview" && path != "/api/edit" && path != "/api/undo")
        return fault(404,
                     text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
    // Not behind what is computed: a folder has a lock of its own.
    try {
        auto reply = change_answer(kept_->workshop, path, change_arguments(body));
        kept_->forget_stamp();
        return reply;
    } catch (const Conflict& conflict) {
        Json said{{"error", text(options_.language, "serve.conflict")},
                  {"version", conflict.version}};
        if (conflict.since) said["page"] = differences_page(options_, *conflict.since, {});
        return json_reply(409, said);
    } catch (const Error& error) {
        return fault(400, error.rendered(options_.language));
    } catch (const std::exception& error) {
        return fault(500, text(options_.language, "cli.internal_error", {{"what", error.what()}}));
    }
}

}  // namespace jarip::serve
