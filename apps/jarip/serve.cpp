#include "jarip/serve.hpp"

#include <thread>

#include "command.hpp"

namespace jarip::cli {
namespace {

int answer(const serve::Place& place, Session& session) {
    serve::require_token(place);  // before anything is written beside the model
    std::string page = serve::built_page();
    (void)session.load();  // faults of the model are said at once
    const serve::Server server{
        {.model = session.common.model,
         .home = session.common.home,
         .sets = session.common.sets,
         .page = std::move(page),
         .language = session.common.language,
         .history = serve::history_file(session.environment.cache, session.common.model),
         .run = {.threads = session.common.threads,
                 .seed = session.common.seed,
                 .stop = session.environment.stop}}};
    // What the page asks for first is computed while the browser opens.
    std::jthread first;
    server.listen(place, [&](const std::string& address) {
        session.out << session.say("serve.ready", {{"address", address}}) << std::endl;
        first = std::jthread{[&] { (void)server.answer("/api/bundle", {}); }};
    });
    return kDone;
}

}  // namespace

Action add_serve(Options& options) {
    auto place = std::make_shared<serve::Place>();
    options.count("--port", "N", place->port, 0, 65'535);
    options.text("--listen", "ADDRESS", place->address);
    options.text("--token", "SECRET", place->token);
    return [place](Session& session) { return answer(*place, session); };
}

}  // namespace jarip::cli
