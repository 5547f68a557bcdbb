#include "jarip/origin.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

struct OriginArguments {
    std::string by = "country";
    std::string view = "location";
};

origin::By by_of(const std::string& word) {
    if (word == "company") return origin::By::company;
    if (word == "stage") return origin::By::stage;
    if (word == "site") return origin::By::site;
    return origin::By::country;
}

int answer(const OriginArguments& arguments, Session& session) {
    const auto network = session.load();
    const RunOptions run = session.run();
    const auto month = plan::steady(network, {.bottlenecks = false, .run = run});
    if (month.status == lp::Status::interrupted) return kInterrupted;
    report::OriginReport report;
    report.origin = origin::shares(network, month, {.run = run});
    report.origin.findings.throw_if_errors();
    report.by = by_of(arguments.by);
    if (arguments.view == "ownership") report.view = origin::View::ownership;
    session.show(report.origin.findings);
    deliver(session, "origin", report, &network);
    return kDone;
}

}  // namespace

Action add_origin(Options& options) {
    auto arguments = std::make_shared<OriginArguments>();
    options.choice("--by", arguments->by, {"country", "company", "stage", "site"});
    options.choice("--view", arguments->view, {"location", "ownership"});
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
