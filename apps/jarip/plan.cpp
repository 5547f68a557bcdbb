#include "jarip/plan.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

struct PlanArguments {
    std::string scenario;
    std::string objective;
    bool steady = false, path = false;
    std::optional<double> target;
    std::optional<double> time_limit, gap;
    int draws = 0;
};

int answer(const PlanArguments& arguments, Session& session) {
    const auto network = session.load();
    const bool path = arguments.path || arguments.target;
    if (path && !arguments.steady) throw Error{"E0312", ""};
    if (arguments.draws > 0 && (!arguments.steady || !arguments.scenario.empty()))
        throw Error{"E0329", ""};
    if (arguments.steady && (!arguments.objective.empty() || arguments.time_limit || arguments.gap))
        throw Error{"E0330", ""};
    if (arguments.steady) {
        const auto month = plan::steady(network, {.scenario = arguments.scenario,
                                                  .path = path,
                                                  .target = arguments.target,
                                                  .run = session.run()});
        session.say_how_sure(network,
                             {.draws = static_cast<std::size_t>(arguments.draws), .question = 2});
        session.let_status_say();
        deliver(session, "plan", month, &network);
        return exit_code_of(month.status);
    }
    plan::Options options;
    options.scenario = arguments.scenario;
    if (arguments.objective == "throughput") options.objective = plan::Objective::throughput;
    if (arguments.time_limit) options.seconds = *arguments.time_limit;
    if (arguments.gap) options.solver.relative_gap = options.near_gap = *arguments.gap;
    options.run = session.run();
    const auto plan = plan::solve(network, options);
    session.let_status_say();
    deliver(session, "plan", plan, &network);
    const bool near_enough = plan.status == lp::Status::feasible && plan.gap <= options.near_gap;
    return plan.nearly && near_enough ? kDone : exit_code_of(plan.status);
}

}  // namespace

Action add_plan(Options& options) {
    auto arguments = std::make_shared<PlanArguments>();
    options.text("--scenario", "S", arguments->scenario);
    options.choice("--objective", arguments->objective, {"cost", "throughput"});
    options.flag("--steady", arguments->steady);
    options.flag("--path", arguments->path);
    options.number("--target", "RATE", arguments->target, kNonNegative);
    options.number("--time-limit", "SECONDS", arguments->time_limit, kNonNegative);
    options.number("--gap", "G", arguments->gap, kShare);
    options.count("--draws", "N", arguments->draws, 0, uncertain::kMostDraws);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
