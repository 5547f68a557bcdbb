#include "jarip/uncertain.hpp"

#include "command.hpp"

namespace jarip::cli {
namespace {

struct UncertainArguments {
    std::optional<int> draws, deep_draws;
    std::optional<double> time_limit;
    bool ranges_only = false;
    std::string scenario;
};

int answer(const UncertainArguments& arguments, Session& session) {
    uncertain::Options options{.run = session.run()};
    if (arguments.draws) options.draws = static_cast<std::size_t>(*arguments.draws);
    if (arguments.deep_draws) options.deep_draws = static_cast<std::size_t>(*arguments.deep_draws);
    if (arguments.time_limit) options.seconds = *arguments.time_limit;
    if (arguments.ranges_only) options.bands = uncertain::Bands::none;
    const auto network = session.load();
    if (!arguments.scenario.empty()) {
        const auto fan = uncertain::fan(network, arguments.scenario, options);
        deliver(session, "uncertain-fan", fan, &network);
        return fan.interrupted || fan.out_of_time ? kInterrupted : kDone;
    }
    std::optional<onshore::Frontier> frontier;
    if (options.draws > 0 && assess::can_build_at_home(network)) {
        frontier = onshore::frontier(network, {.points = 2, .run = session.run()});
        if (frontier->first) options.first_step = &*frontier->first;
    }
    const auto result = uncertain::run(network, options);
    deliver(session, "uncertain", result, &network);
    return result.interrupted || result.out_of_time ? kInterrupted : kDone;
}

}  // namespace

Action add_uncertain(Options& options) {
    auto arguments = std::make_shared<UncertainArguments>();
    options.count("--draws", "N", arguments->draws, 0, uncertain::kMostDraws);
    options.count("--deep-draws", "N", arguments->deep_draws, 0, uncertain::kMostDraws);
    options.text("--scenario", "S", arguments->scenario);
    options.flag("--ranges-only", arguments->ranges_only);
    options.number("--time-limit", "SECONDS", arguments->time_limit, kNonNegative);
    return [arguments](Session& session) { return answer(*arguments, session); };
}

}  // namespace jarip::cli
