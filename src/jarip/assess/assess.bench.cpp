// What the user of `jarip assess` waits for on the embedded model, part by part and whole. Goal: the whole under
// 1 s on 2 cores, of which loading 50 ms, the plan 50, re-solves 250, stress 100, the frontier 400, the rest 150.
#include "jarip/assess.hpp"

#include <benchmark/benchmark.h>

namespace jarip::assess {
namespace {

const Network& model() {
    static const Network network = network::load("");
    return network;
}

const plan::SteadyPlan& month() {
    static const plan::SteadyPlan plan = plan::steady(model());
    return plan;
}

RunOptions threads(const benchmark::State& state) {
    return {.threads = static_cast<unsigned>(state.range(0))};
}

void load(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(network::load(""));
    state.counters["processes"] = static_cast<double>(model().processes.size());
    state.counters["arcs"] = static_cast<double>(model().arcs.size());
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

void trade_indicators(benchmark::State& state) {
    for (auto _ : state) {
        const auto flows = trade::read(model().customs);
        benchmark::DoNotOptimize(
            trade::indicators(flows, {.reporter = "KR", .hs = model().trade.hs}));
    }
}
BENCHMARK(trade_indicators)->Unit(benchmark::kMillisecond);

void check_racks(benchmark::State& state) {
    for (auto _ : state)
        for (const auto& rack : model().racks) benchmark::DoNotOptimize(rack::check(rack.design));
}
BENCHMARK(check_racks)->Unit(benchmark::kMillisecond);

void steady_plan(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(plan::steady(model(), {.bottlenecks = false}));
}
BENCHMARK(steady_plan)->Unit(benchmark::kMillisecond);

void steady_plan_and_bottlenecks(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(plan::steady(model(), {.run = threads(state)}));
    state.counters["bottlenecks"] = static_cast<double>(month().bottlenecks.size());
}
BENCHMARK(steady_plan_and_bottlenecks)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void value_shares(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(origin::shares(model(), month(), {.single_points = false}));
}
BENCHMARK(value_shares)->Unit(benchmark::kMillisecond);

void value_shares_and_single_points(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(origin::shares(model(), month(), {.run = threads(state)}));
}
BENCHMARK(value_shares_and_single_points)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void all_scenarios(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(stress::simulate_all(model(), month(), {.run = threads(state)}));
    state.counters["scenarios"] = static_cast<double>(model().scenarios.size());
}
BENCHMARK(all_scenarios)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void frontier_of_ten_points(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(onshore::frontier(model(), {.points = 10, .run = threads(state)}));
}
BENCHMARK(frontier_of_ten_points)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void whole_assessment(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(run(model(), {.run = threads(state)}));
}
BENCHMARK(whole_assessment)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace jarip::assess
