#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "command.hpp"

namespace jarip::cli {
namespace {

struct Finding {
    std::string key;  ///< "cli.doctor.KEY" says what it is
    std::string value;
    bool fine = true;
};

Finding embedded_model() {
    try {
        const auto folder = Folder::embedded(kDefaultModel);
        return {"model", std::string{kDefaultModel} + ", " + std::to_string(folder.names().size()) +
                             " files"};
    } catch (const Error& error) {
        return {"model", error.diagnostics().front().message(Language::en), false};
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
        embedded_model(),
        solver(),
    };
}

}  // namespace

Action add_doctor(Options&) {
    return [](Session& session) {
        const auto findings = examine(session);
        const bool fine = std::all_of(findings.begin(), findings.end(),
                                      [](const Finding& finding) { return finding.fine; });
        if (session.common.json) {
            nlohmann::ordered_json document{
                {"schema", "jarip/doctor/1"}, {"jarip", version()}, {"fine", fine}};
            for (const auto& finding : findings)
                document["findings"].push_back(
                    {{"key", finding.key}, {"value", finding.value}, {"fine", finding.fine}});
            session.out << document.dump(2) << '\n';
        } else {
            for (const auto& finding : findings)
                session.out << (finding.fine ? "  " : "✗ ")
                            << padded(session.say("cli.doctor." + finding.key), 16) << finding.value
                            << '\n';
            session.out << '\n'
                        << session.say(fine ? "cli.doctor.fine" : "cli.doctor.not_fine") << '\n';
        }
        return fine ? kDone : kProblemFound;
    };
}

}  // namespace jarip::cli
