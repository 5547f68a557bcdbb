#include "jarip/serve.hpp"

#include "command.hpp"

namespace jarip::cli {

Action add_serve(Options& options) {
    auto port = std::make_shared<unsigned>(0);
    options.count("--port", "N", *port, 0, 65'535);
    return [port](Session& session) {
        std::string page = serve::built_page();
        (void)session.load();  // faults of the model are said at once
        const serve::Server server{{.model = session.common.model,
                                    .home = session.common.home,
                                    .sets = session.common.sets,
                                    .page = std::move(page),
                                    .language = session.common.language,
                                    .run = {.threads = session.common.threads,
                                            .seed = session.common.seed,
                                            .stop = session.environment.stop}}};
        server.listen(static_cast<int>(*port), [&](const std::string& address) {
            session.out << session.say("serve.ready", {{"address", address}}) << std::endl;
        });
        return kDone;
    };
}

}  // namespace jarip::cli
