// What a user waits for: the origin of the default model's racks. Goal: 50 ms without single points of failure.
#include "jarip/origin.hpp"

#include <benchmark/benchmark.h>

namespace {

const jarip::network::Network& network() {
    static const auto loaded = jarip::network::load("");
    return loaded;
}

const jarip::plan::SteadyPlan& month() {
    static const auto solved = jarip::plan::steady(network(), {.bottlenecks = false});
    return solved;
}

void shares(benchmark::State& state) {
    const bool points = state.range(0) != 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            jarip::origin::shares(network(), month(), {.single_points = points}));
    state.counters["processes"] = static_cast<double>(network().processes.size());
    state.counters["pools"] = static_cast<double>(network().pools.size());
}
BENCHMARK(shares)->ArgName("single_points")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
