// What each path answers, and what is kept of it.

#include <array>
#include <deque>
#include <mutex>

#include "jarip/serve.hpp"

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
    return values.empty() ? fallback : std::move(values.back());
}

template <class Value>
Value choice(const Query& query, const std::string& key,
             const std::vector<std::pair<std::string, Value>>& values) {
    const std::string given = last(query, key, values.front().first);
    std::string allowed;
    for (const auto& [word, value] : values) {
        if (word == given) return value;
        allowed += (allowed.empty() ? "" : ", ") + word;
    }
    throw Error{"E0721", "", {{"key", key}, {"value", given}, {"allowed", allowed}}};
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
          language{choice<Language>(
              asked, "lang",
              given.language == Language::ko
                  ? std::vector<std::pair<std::string, Language>>{{"ko", Language::ko},
                                                                  {"en", Language::en}}
                  : std::vector<std::pair<std::string, Language>>{{"en", Language::en},
                                                                  {"ko", Language::ko}})},
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
    return report::page_data({&result, tables_of(request.options.model)}, request.context());
}

std::string assess(const Request& request) {
    return report::json(assess::run(request.network, {.run = request.options.run}),
                        request.context());
}

std::string model(const Request& request) {
    return report::json(request.network, request.context());
}

std::string plan(const Request& request) {
    return report::json(plan::steady(request.network, {.run = request.options.run}),
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

struct Route {
    std::string_view path;
    std::string (*answer)(const Request&);
};
constexpr std::array<Route, 5> kRoutes{{{"/api/bundle", bundle},
                                        {"/api/assess", assess},
                                        {"/api/model", model},
                                        {"/api/plan", plan},
                                        {"/api/origin", origin}}};

Reply fault(int status, std::string words) {
    return {status, "text/plain; charset=utf-8", std::move(words)};
}

}  // namespace

/// Answers by path and query, the latest last.
struct Server::Kept {
    std::mutex mutex;
    std::deque<std::pair<std::string, std::string>> answers;
};

Server::Server(Options options) : options_{std::move(options)}, kept_{std::make_unique<Kept>()} {}
Server::~Server() = default;

Reply Server::answer(std::string_view path, const Query& query) const {
    if (path == "/" || path == "/index.html")
        return {200, "text/html; charset=utf-8", options_.page};
    for (const auto& route : kRoutes) {
        if (route.path != path) continue;
        std::string key{path};
        for (const auto& [name, value] : query) key += '\n' + name + '\n' + value;
        // One at a time: an answer uses all cores, and a second one that waits may find it kept.
        const std::lock_guard lock{kept_->mutex};
        for (const auto& [known, body] : kept_->answers)
            if (known == key) return {200, "application/json", body};
        try {
            std::string body = route.answer(Request{options_, query});
            kept_->answers.emplace_back(key, body);
            if (kept_->answers.size() > kMostKept) kept_->answers.pop_front();
            return {200, "application/json", std::move(body)};
        } catch (const Error& error) {
            return fault(400, render(error.diagnostics(), options_.language));
        }
    }
    return fault(404, text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
}

}  // namespace jarip::serve
