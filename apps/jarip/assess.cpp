#include "command.hpp"
#include "jarip/serve.hpp"
#include "print_pdf.hpp"

namespace jarip::cli {
namespace {

// What cannot be written for want of a page or a browser is said, and no fault: JSON and text are there.
void say(const Session& session, std::string_view key, const Arguments& arguments = {}) {
    if (!session.common.quiet)
        session.err << session.say("cli.assess." + std::string{key}, arguments) << '\n';
}

void write_pdf(const Session& session, const std::string& stem) {
    switch (print_pdf(stem + ".html", stem + ".pdf", session.environment.stop)) {
        case Printed::yes: return say(session, "pdf", {{"file", stem + ".pdf"}});
        case Printed::no_browser: return say(session, "no_browser");
        case Printed::failed: return say(session, "not_printed", {{"file", stem + ".html"}});
    }
}

/// The report to hand on, beside the JSON: a workbook, a page and its print.
void write_report(const Session& session, const assess::Assessment& result,
                  const report::Context& context) {
    const std::string stem = session.common.out + "/assess";
    write_to(stem + ".xlsx", [&] { return report::xlsx(report::described(result), context); });
    std::string page;
    try {
        page = serve::built_page();
    } catch (const Error&) {
        return say(session, "no_page");
    }
    auto data = page_of("assess", result, context);
    data.tables = serve::tables_of(session.common.model);
    write_to(stem + ".html", [&] { return report::html(page, report::page_data(data, context)); });
    say(session, "html", {{"file", stem + ".html"}});
    write_pdf(session, stem);
}

}  // namespace

Action add_assess(Options& options) {
    auto draws = std::make_shared<int>(static_cast<int>(uncertain::kDefaultDraws));
    options.count("--draws", "N", *draws, 0, uncertain::kMostDraws);
    return [draws](Session& session) {
        const auto network = session.load();
        auto result = assess::run(network, {.run = session.run()});
        result.findings.throw_if_errors();
        session.show(result.findings);
        if (*draws > 0) {
            session.print_first(report::point_text(result, session.context(&network)));
            uncertain::Options drawing{.draws = static_cast<std::size_t>(*draws),
                                       .run = session.run()};
            if (result.onshore && result.onshore->first)
                drawing.first_step = &*result.onshore->first;
            result.uncertainty = uncertain::run(network, drawing);
        }
        deliver(session, "assess", result, &network);
        if (!session.common.out.empty()) write_report(session, result, session.context(&network));
        return result.plan && result.plan->status == lp::Status::infeasible ? kInfeasible : kDone;
    };
}

}  // namespace jarip::cli
