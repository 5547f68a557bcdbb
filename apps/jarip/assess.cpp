#include "command.hpp"
#include "jarip/serve.hpp"

namespace jarip::cli {

Action add_assess(Options& options) {
    auto file = std::make_shared<std::string>();
    options.text("--html", "FILE.html", *file);
    return [file](Session& session) {
        const std::string page = file->empty() ? std::string{} : serve::built_page();
        const auto network = session.load();
        const auto result = assess::run(network, {.run = session.run()});
        result.findings.throw_if_errors();
        session.show(result.findings);
        if (!file->empty()) {
            const report::PageReport report{&result, serve::tables_of(session.common.model)};
            write_file(*file,
                       report::html(page, report::page_data(report, session.context(&network))));
        }
        deliver(session, "assess", result, &network);
        return result.plan && result.plan->status == lp::Status::infeasible ? kInfeasible : kDone;
    };
}

}  // namespace jarip::cli
