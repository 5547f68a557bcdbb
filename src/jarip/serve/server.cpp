// What each path answers, and what is kept of it.

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>

#include "jarip/serve.hpp"
#include "jarip/serve/assets.hpp"

namespace jarip::serve {
namespace {

constexpr std::size_t kMostKept = 16;

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

Language language_of(const Query& query, Language usual) {
    Choices<Language> values{{"en", Language::en}, {"ko", Language::ko}};
    if (usual == Language::ko) std::swap(values[0], values[1]);
    return choice(query, "lang", values);
}

/// One request: its model, loaded when it is asked for.
struct Request {
    const Options& options;
    const Query& query;
    Language language;
    std::vector<std::string> sets;
    network::Network network;

    Request(const Options& given, const Query& asked)
        : options{given},
          query{asked},
          language{language_of(asked, given.language)},
          sets{given.sets} {
        for (auto& set : all(asked, "set")) sets.push_back(std::move(set));
        network =
            network::load(given.model, {.home = last(asked, "home", given.home), .sets = sets});
    }

    [[nodiscard]] report::Context context() const {
        return {
            .network = &network, .language = language, .seed = options.run.seed, .what_ifs = sets};
    }
};

std::string bundle(const Request& request) {
    const auto result = assess::run(request.network, {.run = request.options.run});
    const auto context = request.context();
    return report::page_data({.command = "assess",
                              .documents = report::page_documents(result, context),
                              .assessment = &result,
                              .tables = tables_of(request.options.model)},
                             context);
}

std::string assess(const Request& request) {
    return report::json(assess::run(request.network, {.run = request.options.run}),
                        request.context());
}

std::string model(const Request& request) {
    return report::json(request.network, request.context());
}

std::string plan(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(
        plan::solve(request.network, {.scenario = scenario, .run = request.options.run}),
        request.context());
}

std::string month(const Request& request) {
    const auto scenario = last(request.query, "scenario", "");
    return report::json(
        plan::steady(request.network, {.scenario = scenario, .run = request.options.run}),
        request.context());
}

std::string origin(const Request& request) {
    report::OriginReport result;
    result.by = choice<origin::By>(request.query, "by",
                                   {{"country", origin::By::country},
                                    {"company", origin::By::company},
                                    {"stage", origin::By::stage},
                                    {"site", origin::By::site}});
    result.view = choice<origin::View>(
        request.query, "view",
        {{"location", origin::View::location}, {"ownership", origin::View::ownership}});
    const auto month = plan::steady(request.network, {.run = request.options.run});
    result.origin = origin::shares(request.network, month, {.run = request.options.run});
    return report::json(result, request.context());
}

std::string stress(const Request& request) {
    const auto scenario = last(request.query, "scenario", "all");
    stress::Request asked;
    asked.all = scenario == "all";
    if (!asked.all) asked.scenario = scenario;
    asked.options.run = request.options.run;
    return report::json(stress::study(request.network, asked), request.context());
}

std::string onshore(const Request& request) {
    report::OnshoreReport result;
    result.options.run = request.options.run;
    result.frontier = onshore::frontier(request.network, result.options);
    return report::json(result, request.context());
}

struct Route {
    std::string_view path;
    std::string (*answer)(const Request&);
};
constexpr std::array<Route, 8> kRoutes{{{"/api/bundle", bundle},
                                        {"/api/assess", assess},
                                        {"/api/model", model},
                                        {"/api/plan", plan},
                                        {"/api/plan/steady", month},
                                        {"/api/origin", origin},
                                        {"/api/stress", stress},
                                        {"/api/onshore", onshore}}};

Reply fault(int status, std::string words) {
    return {status, "text/plain; charset=utf-8", std::move(words)};
}

}  // namespace

/// Answers by path and query, the latest last.
struct Server::Kept {
    std::mutex mutex;
    std::deque<std::pair<std::string, std::string>> answers;
};

Server::Server(Options options)
    : options_{std::move(options)},
      assets_{std::make_unique<const Assets>(split(std::move(options_.page)))},
      kept_{std::make_unique<Kept>()} {}
Server::~Server() = default;

Reply Server::answer(std::string_view path, const Query& query) const {
    if (path == "/") return {200, "text/html; charset=utf-8", assets_->html};
    if (path == "/page.js") return {200, "text/javascript; charset=utf-8", assets_->script};
    if (path == "/page.css") return {200, "text/css; charset=utf-8", assets_->style};
    const auto* const route = std::find_if(kRoutes.begin(), kRoutes.end(),
                                           [&](const Route& each) { return each.path == path; });
    if (route == kRoutes.end())
        return fault(404,
                     text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
    std::string key{path};
    for (const auto& [name, value] : query) key += '\n' + name + '\n' + value;
    // One at a time: an answer uses all cores, and a second one that waits may find it kept.
    const std::lock_guard lock{kept_->mutex};
    for (const auto& [known, body] : kept_->answers)
        if (known == key) return {.body = body};
    try {
        std::string body = route->answer(Request{options_, query});
        if (options_.run.stop.stop_requested())
            return fault(503, text(options_.language, "serve.stopping"));
        kept_->answers.emplace_back(key, body);
        if (kept_->answers.size() > kMostKept) kept_->answers.pop_front();
        return {.body = std::move(body)};
    } catch (const Error& error) {
        return fault(400, error.rendered(options_.language));
    } catch (const std::exception& error) {
        return fault(500, text(options_.language, "cli.internal_error", {{"what", error.what()}}));
    }
}

}  // namespace jarip::serve
