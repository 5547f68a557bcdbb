#include <algorithm>
#include <thread>

#include "command.hpp"

namespace jarip::cli {
namespace {

using Finding = report::DoctorReport::Finding;

Finding embedded_model(const Session& session) {
    try {
        const auto folder = Folder::embedded(kDefaultModel);
        return {"model", session.say("cli.doctor.model_is",
                                     {{"name", std::string{kDefaultModel}},
                                      {"count", std::to_string(folder.names().size())}})};
    } catch (const Error& error) {
        return {"model", error.diagnostics().front().message(session.common.language), false};
    }
}

// The least x ≥ 3 is 3.
Finding solver() {
    lp::Model model;
    const auto x = model.add_column("x", 0, lp::kInfinity, 1);
    model.add_row("at least", 3, lp::kInfinity, {{x, 1}});
    const auto solution = lp::solve(model);
    const bool fine = solution.status == lp::Status::optimal && near(solution.objective, 3, 1e-9) &&
                      lp::certify(model, solution).holds;
    return {"solver", fine ? "HiGHS" : "–", fine};
}

std::vector<Finding> examine(const Session& session) {
    return {
        {"version", std::string{version()}},
        {"compiler", "C++ " + std::string{__VERSION__}},
        {"cores", std::to_string(std::thread::hardware_concurrency())},
        {"threads", std::to_string(thread_count(session.common.threads))},
        {"locale",
         session.environment.locale.empty() ? "–" : printable(session.environment.locale)},
        {"language", session.common.language == Language::ko ? "ko" : "en"},
        embedded_model(session),
        solver(),
    };
}

}  // namespace

Action add_doctor(Options&) {
    return [](Session& session) {
        report::DoctorReport result{true, examine(session)};
        result.is_fine = std::all_of(result.findings.begin(), result.findings.end(),
                                     [](const Finding& finding) { return finding.fine; });
        deliver_text(session, "doctor", result, [&] {
            std::string page;
            for (const auto& finding : result.findings)
                page += (finding.fine ? "  " : "✗ ") +
                        padded(session.say("cli.doctor." + finding.key), 16) + finding.value + '\n';
            return page + '\n' +
                   session.say(result.is_fine ? "cli.doctor.fine" : "cli.doctor.not_fine") + '\n';
        });
        return result.is_fine ? kDone : kProblemFound;
    };
}

}  // namespace jarip::cli
