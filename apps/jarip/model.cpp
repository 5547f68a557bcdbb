#include "command.hpp"

namespace jarip::cli {

Action add_model_check(Options& options) {
    auto strict = std::make_shared<bool>(false);
    options.flag("--strict", *strict);
    return [strict](Session& session) {
        const Common& common = session.common;
        report::ModelCheck result;
        try {
            const auto network = network::load(
                common.model, {.home = common.home, .sets = common.sets, .strict = *strict});
            auto all = network.findings;
            all.append(network::losing_processes(network));
            all.throw_if_errors();
            result = {all.counts(), all.sorted()};
        } catch (const Error& error) {
            if (!common.json) throw;
            result = {error.counts(), error.diagnostics()};
        }
        if (!common.json) {
            auto shown = result;
            if (common.quiet) {
                shown.counts.notes = 0;
                std::erase_if(shown.findings, [](const Diagnostic& finding) {
                    return finding.severity == Severity::note;
                });
            }
            session.err << render(shown.findings, common.language, Diagnostics::kMostKept,
                                  shown.counts.total() - shown.findings.size());
        }
        deliver(session, "model-check", result);
        return result.counts.errors > 0 ? kBadInput : kDone;
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
