#include "jarip/plan.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

struct Asked {
    std::string scenario;
    std::string objective = "cost";
    bool steady = false;
};

int answer(const Asked& asked, Session& session) {
    const auto network = session.load();
    if (asked.steady) {
        const auto month = plan::steady(network, {.run = session.run()});
        deliver(session, "plan", month, &network);
        return kDone;
    }
    plan::Options options;
    options.scenario = asked.scenario;
    if (asked.objective == "throughput") options.objective = plan::Objective::throughput;
    options.run = session.run();
    const auto plan = plan::solve(network, options);
    deliver(session, "plan", plan, &network);
    if (plan.status == lp::Status::interrupted) return kInterrupted;
    return plan.status == lp::Status::infeasible ? kInfeasible : kDone;
}

}  // namespace

Action add_plan(Options& options) {
    auto asked = std::make_shared<Asked>();
    options.text("--scenario", "S", asked->scenario);
    options.choice("--objective", asked->objective, {"cost", "throughput"});
    options.flag("--steady", asked->steady);
    return [asked](Session& session) { return answer(*asked, session); };
}

}  // namespace jarip::cli
