#include <filesystem>
#include <utility>

#include "command.hpp"
#include "customs.hpp"

namespace jarip::cli {
namespace {

struct Asked {
    CustomsQuestion question;
    double tolerance = 0.1;
    unsigned top = 20;
    std::string csv, xlsx;
};

// A model is a folder with a model.toml; anything else is a customs table.
bool is_model(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::path{path} / "model.toml", ignored);
}

int answer(const Asked& asked_for, Session& session) {
    const auto options = asked(asked_for.question, session);
    CustomsQuestion question = asked_for.question;
    auto& paths = question.tables.paths;
    std::string model = session.common.model;
    if (!model.empty() && !is_model(model)) paths.insert(paths.begin(), std::exchange(model, ""));
    const auto network = session.load(model);
    const auto flows = read_customs(question, network, session);
    const report::ReconciliationReport result{calibrate::reconcile(network, flows, options),
                                              asked_for.top};
    if (result.result.status == lp::Status::optimal) {
        write_to(asked_for.csv, [&] { return report::csv(result); });
        write_to(asked_for.xlsx, [&] { return report::xlsx(result, session.context(&network)); });
    }
    deliver(session, "trade-reconcile", result, &network);
    if (result.result.status == lp::Status::interrupted) return kInterrupted;
    if (result.result.status != lp::Status::optimal) return kInfeasible;
    const auto mismatch = result.result.relative_mismatch();
    return mismatch && *mismatch <= asked_for.tolerance ? kDone : kProblemFound;
}

}  // namespace

Action add_trade_reconcile(Options& options) {
    auto asked_for = std::make_shared<Asked>();
    options.arguments("TABLE", asked_for->question.tables.paths, Need::optional);
    add_question(options, asked_for->question);
    options.number("--tolerance", "SHARE", asked_for->tolerance, kNonNegative);
    options.count("--top", "N", asked_for->top, 1U, 1'000'000U);
    options.text("--csv", "FILE.csv", asked_for->csv);
    options.text("--xlsx", "FILE.xlsx", asked_for->xlsx);
    return [asked_for](Session& session) { return answer(*asked_for, session); };
}

}  // namespace jarip::cli
