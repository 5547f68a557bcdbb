// What a user of assess waits for: the frontier of the default model. Goal: 10 points in 400 ms on 2 cores.
#include "jarip/onshore.hpp"

#include <benchmark/benchmark.h>

namespace {

using jarip::network::Network;

const Network& network() {
    static const auto loaded = jarip::network::load("");
    return loaded;
}

void frontier(benchmark::State& state) {
    jarip::onshore::Options options;
    options.points = 10;
    options.run.threads = static_cast<unsigned>(state.range(0));
    jarip::onshore::Frontier home;
    for (auto _ : state) home = jarip::onshore::frontier(network(), options);
    state.counters["candidates"] = static_cast<double>(home.alone.size());
    state.counters["points"] = static_cast<double>(home.points.size());
}
BENCHMARK(frontier)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void largest_rate(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(jarip::onshore::solve(network()));
}
BENCHMARK(largest_rate)->Unit(benchmark::kMillisecond);

}  // namespace
