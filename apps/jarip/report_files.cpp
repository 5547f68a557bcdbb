#include "report_files.hpp"

#include "browser.hpp"
#include "jarip/serve.hpp"

namespace jarip::cli {
namespace {

// What cannot be written for want of a page or a browser is said, and no fault: JSON and text are there.
void say(const Session& session, std::string_view key, const Arguments& arguments = {}) {
    if (!session.common.quiet)
        session.err << session.say("cli.assess." + std::string{key}, arguments) << '\n';
}

}  // namespace

std::vector<std::string> write_report(const Session& session, const std::string& stem,
                                      const assess::Assessment& result,
                                      const report::Context& context) {
    std::vector<std::string> files{stem + ".xlsx"};
    write_to(files.back(), [&] { return report::xlsx(report::described(result), context); });
    std::string page;
    try {
        page = serve::built_page();
    } catch (const Error&) {
        say(session, "no_page");
        return files;
    }
    auto data = page_of("assess", result, context);
    serve::add_tables(data, session.common.model);
    files.push_back(stem + ".html");
    write_to(files.back(), [&] { return report::html(page, report::page_data(data, context)); });
    switch (print_pdf(stem + ".html", stem + ".pdf", session.environment.stop)) {
        case Printed::yes: files.push_back(stem + ".pdf"); break;
        case Printed::no_browser: say(session, "no_browser"); break;
        case Printed::failed: say(session, "not_printed", {{"file", stem + ".html"}}); break;
    }
    return files;
}

}  // namespace jarip::cli
