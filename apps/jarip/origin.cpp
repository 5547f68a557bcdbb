#include "jarip/origin.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

struct Asked {
    std::string by = "country";
    std::string view = "location";
};

origin::By by_of(const std::string& word) {
    if (word == "company") return origin::By::company;
    if (word == "stage") return origin::By::stage;
    if (word == "site") return origin::By::site;
    return origin::By::country;
}

int answer(const Asked& asked, Session& session) {
    const auto network = session.load();
    const RunOptions run = session.run();
    const auto month = plan::steady(network, {.bottlenecks = false, .run = run});
    if (month.status == lp::Status::interrupted) return kInterrupted;
    report::OriginReport report;
    report.origin = origin::shares(network, month, {.run = run});
    report.by = by_of(asked.by);
    if (asked.view == "ownership") report.view = origin::View::ownership;
    session.show(report.origin.findings);
    deliver(session, "origin", report, &network);
    return kDone;
}

}  // namespace

Action add_origin(Options& options) {
    auto asked = std::make_shared<Asked>();
    options.choice("--by", asked->by, {"country", "company", "stage", "site"});
    options.choice("--view", asked->view, {"location", "ownership"});
    return [asked](Session& session) { return answer(*asked, session); };
}

}  // namespace jarip::cli
