#include "command.hpp"
#include "report_files.hpp"

namespace jarip::cli {
namespace {

// What was written to look at, beside what every command writes.
void say_report(const Session& session, const std::vector<std::string>& files) {
    if (session.common.quiet) return;
    for (const auto& file : files)
        for (const std::string_view kind : {"html", "pdf"})
            if (file.ends_with('.' + std::string{kind}))
                session.err << session.say("cli.assess." + std::string{kind}, {{"file", file}})
                            << '\n';
}

}  // namespace

assess::Assessment assessed(Session& session, const network::Network& network, int draws,
                            bool early) {
    auto result = assess::run(network, {.run = session.run()});
    result.findings.throw_if_errors();
    session.show(result.findings);
    if (draws == 0) return result;
    if (early) session.print_first(report::point_text(result, session.context(&network), true));
    uncertain::Options drawing{.draws = static_cast<std::size_t>(draws), .run = session.run()};
    if (result.onshore && result.onshore->first) drawing.first_step = &*result.onshore->first;
    if (result.onshore) drawing.points = &result.onshore->points;
    if (result.plan && result.origin)
        drawing.known = {.month = &*result.plan, .origin = &*result.origin, .runs = &result.stress};
    result.uncertainty = uncertain::run(network, drawing);
    return result;
}

Action add_assess(Options& options) {
    auto draws = std::make_shared<int>(static_cast<int>(uncertain::kDefaultDraws));
    options.count("--draws", "N", *draws, 0, uncertain::kMostDraws);
    return [draws](Session& session) {
        const auto network = session.load();
        const auto result = assessed(session, network, *draws, true);
        deliver(session, "assess", result, &network);
        if (!session.common.out.empty())
            say_report(session, write_report(session, session.common.out + "/assess", result,
                                             session.context(&network)));
        return result.plan && result.plan->status == lp::Status::infeasible ? kInfeasible : kDone;
    };
}

}  // namespace jarip::cli
