// What a user of assess waits for, on a network of the default model's size. Goals on 2 cores: the steady month
// 50 ms, all re-solves of a run 250 ms.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <vector>

#include "fixtures/random_network.hpp"
#include "jarip/plan.hpp"

namespace jarip::plan {
namespace {

const Network& large() {
    static const Network network = fixtures::random_network(
        {.seed = 1, .depth = 7, .items_a_stage = 8, .countries = 12, .makers = 3});
    return network;
}

void report_size(benchmark::State& state) {
    const auto month = steady_formulation(large());
    state.counters["processes"] = static_cast<double>(large().processes.size());
    state.counters["columns"] = static_cast<double>(month.model.columns.size());
    state.counters["rows"] = static_cast<double>(month.model.rows.size());
}

void steady_formulation(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(plan::steady_formulation(large()));
    report_size(state);
}
BENCHMARK(steady_formulation)->Unit(benchmark::kMillisecond);

// Goal: 50 ms
void steady_month(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(steady(large(), {.bottlenecks = false}));
}
BENCHMARK(steady_month)->Unit(benchmark::kMillisecond);

void steady_month_with_bottlenecks(benchmark::State& state) {
    std::size_t count = 0;
    for (auto _ : state) count = steady(large()).bottlenecks.size();
    state.counters["bottlenecks"] = static_cast<double>(count);
}
BENCHMARK(steady_month_with_bottlenecks)->Unit(benchmark::kMillisecond);

// Goal: 250 ms
void close_every_site(benchmark::State& state) {
    const SteadyPlan base = steady(large(), {.bottlenecks = false});
    std::vector<Change> changes(large().sites.size());
    for (const ProcessId id : large().processes.ids())
        changes[large().processes[id].site.index()].closed_processes.push_back(id);
    const RunOptions run{.threads = static_cast<unsigned>(state.range(0))};
    for (auto _ : state) benchmark::DoNotOptimize(solve_variants(large(), base, changes, run));
    state.counters["sites"] = static_cast<double>(changes.size());
}
BENCHMARK(close_every_site)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void closed_border_of_home(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(closed_border(large(), large().home));
}
BENCHMARK(closed_border_of_home)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip::plan
