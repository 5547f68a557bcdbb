#include <nlohmann/json.hpp>

#include "command.hpp"

namespace jarip::cli {

Action add_model_check(Options& options) {
    auto strict = std::make_shared<bool>(false);
    options.flag("--strict", *strict);
    return [strict](Session& session) {
        const Common& common = session.common;
        const Language language = common.language;
        std::vector<Diagnostic> findings;
        FindingCounts counts;
        try {
            const auto loaded =
                network::load(common.model,
                              {.home = common.home, .sets = common.sets, .strict = *strict})
                    .findings;
            findings = loaded.sorted();
            counts = loaded.counts();
        } catch (const Error& error) {
            if (!common.json) throw;
            findings = error.diagnostics();
            counts = error.counts();
        }
        const auto errors = counts.errors, warnings = counts.warnings;
        if (common.json) {
            nlohmann::ordered_json document{{"schema", "jarip/model-check/1"},
                                            {"jarip", version()},
                                            {"errors", errors},
                                            {"warnings", warnings},
                                            {"findings", nlohmann::ordered_json::array()}};
            for (const auto& finding : findings) {
                static constexpr const char* kWords[] = {"error", "warning", "note"};
                document["findings"].push_back(
                    {{"code", finding.code},
                     {"severity", kWords[static_cast<int>(finding.severity)]},
                     {"file", finding.where.file},
                     {"line", finding.where.line},
                     {"column", finding.where.column},
                     {"message", finding.message(language)},
                     {"help", finding.help(language)}});
            }
            session.out << document.dump(2) << '\n';
        } else {
            if (common.quiet) {
                counts.notes = 0;
                std::erase_if(findings, [](const Diagnostic& finding) {
                    return finding.severity == Severity::note;
                });
            }
            session.err << render(findings, language, Diagnostics::kMostKept,
                                  counts.total() - findings.size());
            session.out << session.say(
                               warnings == 0 ? "cli.model.check.fine" : "cli.model.check.warnings",
                               {{"count", std::to_string(warnings)}})
                        << '\n';
        }
        return errors > 0 ? kBadInput : kDone;
    };
}

Action add_model_show(Options&) {
    return [](Session& session) {
        const auto network = session.load();
        deliver(session, "model-show", network, &network);
        return kDone;
    };
}

}  // namespace jarip::cli
