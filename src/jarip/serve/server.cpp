// What each path answers: the page, what is computed in turn and kept, how far that has come, changes.

#include <algorithm>
#include <array>

#include "jarip/core/json.hpp"
#include "jarip/serve.hpp"
#include "jarip/serve/assets.hpp"
#include "jarip/serve/changes.hpp"
#include "jarip/serve/kept.hpp"
#include "jarip/serve/query.hpp"
#include "jarip/serve/replies.hpp"
#include "jarip/serve/routes.hpp"
#include "jarip/serve/turns.hpp"

namespace jarip::serve {
namespace {

/// Null: there is none of this path.
const Route* route_of(std::string_view path) {
    static constexpr Route kEdits{"/api/edits", edits, false};
    for (const auto routes : {result_routes(), page_routes(), std::span{&kEdits, 1}})
        for (const auto& each : routes)
            if (each.path == path) return &each;
    return nullptr;
}

}  // namespace

Reply fault(int status, std::string words) {
    return {status, "text/plain; charset=utf-8", std::move(words)};
}

Reply json_reply(int status, const Json& body) {
    return {.status = status, .body = serialize_json(body) + '\n'};
}

struct Server::Inside {
    explicit Inside(const Options& options) : workshop{options}, turns{options.run} {}

    Workshop workshop;
    Turns turns;  ///< one at a time: an answer uses all cores
    Kept kept;
};

Server::Server(Options options)
    : options_{std::move(options)},
      assets_{std::make_unique<const Assets>(split(std::move(options_.page)))},
      inside_{std::make_unique<Inside>(options_)} {}
Server::~Server() = default;

// What is computed and what waits, with the words for it: a page has none before its first answer.
Reply Server::progress(const Query& query) const {
    try {
        const Language language = language_of(query, options_.language);
        Json computed = Json::array();
        for (const auto& state : inside_->turns.states()) {
            Json one{{"number", state.number},
                     {"path", state.path},
                     {"question", state.question},
                     {"running", state.running},
                     {"seconds", state.seconds},
                     {"task", state.task.empty() ? "" : text(language, state.task)},
                     {"done", state.done},
                     {"total", state.total},
                     {"parts", state.parts},
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

// What is known so far of what is computed.
Reply Server::part(const Query& query) const {
    try {
        const auto number = run_number(last(query, "number", ""));
        const auto body = inside_->turns.part(static_cast<std::uint64_t>(number));
        if (!body) return {.status = 204};  // who asks may do so just after it has ended
        return {.body = *body};
    } catch (const Error& error) {
        return fault(400, error.rendered(options_.language));
    }
}

Reply Server::answer(std::string_view path, const Query& query) const {
    if (path == "/") return {200, "text/html; charset=utf-8", assets_->html};
    if (path == "/page.js") return {200, "text/javascript; charset=utf-8", assets_->script};
    if (path == "/page.css") return {200, "text/css; charset=utf-8", assets_->style};
    if (path == "/api/progress") return progress(query);
    if (path == "/api/part") return part(query);
    const auto* const route = route_of(path);
    if (route == nullptr)
        return fault(404,
                     text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
    auto& [workshop, turns, kept] = *inside_;
    std::string key{path};
    for (const auto& [name, value] : query) key += '\n' + name + '\n' + value;
    const std::string question = key;
    if (route->kept && !options_.model.empty()) key += '\n' + kept.stamp(options_.model);
    if (const auto body = route->kept ? kept.find(key) : nullptr) return {.body = *body};
    Turns::Turn turn{turns, std::string{path}, question};
    // Who waited may find it kept.
    if (const auto body = route->kept ? kept.find(key) : nullptr) return {.body = *body};
    const auto cut_short = [&] {
        return fault(
            503, text(options_.language,
                      options_.run.stop.stop_requested() ? "serve.stopping" : "serve.cancelled"));
    };
    if (turn.stopped()) return cut_short();
    try {
        std::string body = route->answer(Request{workshop, query, turn});
        if (turn.stopped()) return cut_short();
        if (route->kept) kept.keep(key, body);
        turn.finished();
        return {.body = std::move(body)};
    } catch (const Cancelled&) {
        return cut_short();
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
            200, {{"cancelled", inside_->turns.cancel(given["number"].get<std::uint64_t>())}});
    }
    if (!is_change(path))
        return fault(404,
                     text(options_.language, "serve.not_found", {{"path", std::string{path}}}));
    // Not behind what is computed: a folder has a lock of its own.
    auto reply = changed(inside_->workshop, path, body);
    if (reply.status == 200) inside_->kept.forget_stamp();
    return reply;
}

}  // namespace jarip::serve
