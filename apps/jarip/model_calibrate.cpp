#include <filesystem>
#include <system_error>
#include <utility>

#include "command.hpp"
#include "customs.hpp"

namespace jarip::cli {
namespace {

namespace fs = std::filesystem;

struct CalibrateArguments {
    std::string model;
    std::string out;
    CustomsQuestion question;
    std::string norm = "l1";
    unsigned top = 20;
};

calibrate::FittedNote note_of(const calibrate::Reconciliation& before, const Session& session) {
    std::string files;
    for (const auto& source : before.sources)
        if (!source.not_read)
            files += (files.empty() ? "" : ", ") +
                     printable(as_utf8(fs::path{source.file}.filename().string()));
    return {
        .title = session.say("cli.model.calibrate.source",
                             {{"country", country_name(before.reporter, session.common.language)},
                              {"first", format_date(before.period.first)},
                              {"last", format_date(before.period.end - std::chrono::days{1})},
                              {"files", files}}),
        .changed = session.say("cli.model.calibrate.changed"),
        .added = session.say("cli.model.calibrate.added")};
}

int answer(const CalibrateArguments& arguments, Session& session) {
    if (arguments.out.empty()) throw Error{"E0706", ""};
    // Before the work; write_new_folder looks again.
    if (fs::exists(fs::symlink_status(arguments.out)))
        throw Error{"E0705", "", {{"path", arguments.out}}};
    const calibrate::FitOptions options{
        .comparison = comparison_of(arguments.question, session),
        .norm = arguments.norm == "l2" ? calibrate::Norm::l2 : calibrate::Norm::l1};
    const auto folder = network::open_folder(arguments.model);
    const auto network = network::load(folder);
    session.show(network.findings);
    const auto flows = read_customs(arguments.question, network, session);
    report::FitReport result{calibrate::fit(network, flows, options), arguments.out, arguments.top};
    const auto status = result.fit.status;
    if (status == lp::Status::optimal) {
        const auto files = calibrate::fitted_files(folder, network, result.fit,
                                                   note_of(result.fit.before, session));
        (void)network::load(Folder::of(files));  // what cannot be read again is not written
        write_new_folder(arguments.out, files);
    }
    deliver(session, "model-calibrate", result, &network);
    if (status == lp::Status::interrupted) return kInterrupted;
    if (status != lp::Status::optimal) return kInfeasible;
    return result.fit.met() ? kDone : kProblemFound;
}

}  // namespace

Action add_model_calibrate(Options& options) {
    auto arguments = std::make_shared<CalibrateArguments>();
    options.argument("MODEL", arguments->model);
    options.texts("--customs", "TABLE", arguments->question.tables.paths);
    options.output("--out", "DIR", arguments->out);
    options.choice("--norm", arguments->norm, {"l1", "l2"});
    add_question(options, arguments->question);
    options.count("--top", "N", arguments->top, 1U, 1'000'000U);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
