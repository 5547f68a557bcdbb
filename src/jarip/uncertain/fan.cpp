// A scenario day by day over the draws.

#include <algorithm>

#include "jarip/uncertain.hpp"
#include "jarip/uncertain/draws.hpp"

namespace jarip::uncertain {
namespace {

using Shares = std::vector<std::optional<double>>;  // by day

struct Curves {
    bool done = false;
    bool solved = false;
    Shares received, made;
    std::optional<double> lost;
};

Curves curves_of(const stress::Run& run) {
    Curves curves{.done = true, .solved = true};
    for (const auto& day : run.days) {
        curves.received.push_back(run.by_value ? ratio(day.delivered_value, day.baseline_value)
                                               : ratio(day.delivered, day.baseline));
        curves.made.push_back(ratio(day.made, day.made_baseline));
    }
    curves.lost = run.lost_share();
    return curves;
}

Quantiles quantiles_of(std::optional<double> point, std::vector<double> values) {
    Quantiles found{.point = point};
    if (values.empty()) return found;
    std::ranges::sort(values);
    found.p5 = quantile(values, 0.05);
    found.p25 = quantile(values, 0.25);
    found.p50 = quantile(values, 0.5);
    found.p75 = quantile(values, 0.75);
    found.p95 = quantile(values, 0.95);
    return found;
}

std::vector<Quantiles> curve_of(const Curves& point, const std::vector<Curves>& drawn,
                                Shares Curves::*curve) {
    std::vector<Quantiles> bands;
    for (std::size_t day = 0; day < (point.*curve).size(); ++day) {
        std::vector<double> values;
        for (const Curves& each : drawn)
            if (each.solved && day < (each.*curve).size() && (each.*curve)[day])
                values.push_back(*(each.*curve)[day]);
        bands.push_back(quantiles_of((point.*curve)[day], std::move(values)));
    }
    return bands;
}

}  // namespace

Fan fan(const Network& network, const std::string& scenario, const Options& options) {
    Fan result{.scenario = scenario, .asked = options.draws};
    RunOptions alone{.threads = 1, .stop = options.run.stop};
    const bool recipes = network.kind == network::Kind::recipes;
    plan::SteadyPlan month;
    if (recipes)
        month = plan::steady(network, {.bottlenecks = false, .flows_only = true, .run = alone});
    result.interrupted = alone.stop.stop_requested();
    if (result.interrupted || (recipes && month.status != lp::Status::optimal)) return result;
    const stress::Run base = stress::simulate(network, month, scenario, {.run = alone});
    const Curves point = curves_of(base);
    for (const auto& day : base.days) result.dates.push_back(day.date);

    std::vector<Curves> drawn(options.draws);
    const auto given = inputs(network, options.bands);
    if (given.empty()) {
        std::ranges::fill(drawn, point);  // nothing can move: every draw is the model as it is
    } else {
        Draws draws{network, given, options};
        draws.each([&](const Network* model, std::size_t draw) {
            Curves& curves = drawn[draw];
            plan::SteadyPlan its;
            if (model != nullptr && recipes) {
                its = plan::steady(*model, {.bottlenecks = false,
                                            .flows_only = true,
                                            .start = &month.basis,
                                            .run = alone});
                if (alone.stop.stop_requested()) return;
            }
            curves.done = true;
            if (model == nullptr || (recipes && its.status != lp::Status::optimal)) return;
            curves = curves_of(stress::simulate(*model, its, scenario, {.run = alone}));
            curves.done = !alone.stop.stop_requested();
        });
    }
    const auto end = std::ranges::find_if(drawn, [](const Curves& each) { return !each.done; });
    result.interrupted = end != drawn.end() && alone.stop.stop_requested();
    result.out_of_time = end != drawn.end() && !result.interrupted;
    drawn.erase(end, drawn.end());
    result.draws = drawn.size();
    std::vector<double> lost;
    for (const Curves& each : drawn) {
        result.unsolved += each.solved ? 0U : 1U;
        if (each.solved && each.lost) lost.push_back(*each.lost);
    }
    result.received = curve_of(point, drawn, &Curves::received);
    result.made = curve_of(point, drawn, &Curves::made);
    result.lost = quantiles_of(point.lost, std::move(lost));
    return result;
}

}  // namespace jarip::uncertain
