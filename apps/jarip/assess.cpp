#include "command.hpp"

namespace jarip::cli {

Action add_assess(Options&) {
    return [](Session& session) {
        const auto network = session.load();
        const auto result = assess::run(network, {.run = session.run()});
        session.show(result.findings);
        deliver(session, "assess", result, &network);
        return result.plan && result.plan->status == lp::Status::infeasible ? kInfeasible : kDone;
    };
}

}  // namespace jarip::cli
