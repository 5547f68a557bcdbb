#include <filesystem>
#include <utility>

#include "command.hpp"
#include "customs.hpp"

namespace jarip::cli {
namespace {

struct ReconcileArguments {
    CustomsQuestion question;
    double tolerance = 0.1;
    unsigned top = 20;
};

// A model is a folder with a model.toml; anything else is a customs table.
bool is_model(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::path{path} / "model.toml", ignored);
}

int answer(const ReconcileArguments& arguments, Session& session) {
    const auto options = comparison_of(arguments.question, session);
    CustomsQuestion question = arguments.question;
    auto& paths = question.tables.paths;
    std::string model = session.common.model;
    if (!model.empty() && !is_model(model)) paths.insert(paths.begin(), std::exchange(model, ""));
    const auto network = session.load(model);
    const auto flows = read_customs(question, network, session);
    const report::ReconciliationReport result{calibrate::reconcile(network, flows, options),
                                              arguments.top};
    deliver(session, "trade-reconcile", result, &network);
    if (result.result.status == lp::Status::interrupted) return kInterrupted;
    if (result.result.status != lp::Status::optimal) return kInfeasible;
    const auto mismatch = result.result.relative_mismatch();
    return mismatch && *mismatch <= arguments.tolerance ? kDone : kProblemFound;
}

}  // namespace

Action add_trade_reconcile(Options& options) {
    auto arguments = std::make_shared<ReconcileArguments>();
    options.arguments("TABLE", arguments->question.tables.paths, Need::optional);
    add_question(options, arguments->question);
    options.number("--tolerance", "SHARE", arguments->tolerance, kNonNegative);
    options.count("--top", "N", arguments->top, 1U, 1'000'000U);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
