// Goals: all scenarios of the embedded model, 365 days, in 100 ms on two cores; a large network at a third of the
// machine's memory bandwidth (counter "of_bandwidth", against a copy measured in the same run).
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstring>

#include "jarip/stress.hpp"
#include "jarip/stress/chain_fixture.hpp"
#include "jarip/stress/step.hpp"

namespace jarip::stress {
namespace {

Chain large(std::size_t nodes) {
    RandomStream stream{{.seed = 1}};
    return fixture::chain_from(fixture::layered(10, nodes / 10, 3, [&](std::uint32_t bound) {
        return static_cast<std::uint32_t>(stream.below(bound));
    }));
}

// Bytes that a day reads and writes, each array counted once a pass.
double bytes_a_day(const Chain& chain) {
    const auto nodes = static_cast<double>(chain.node_count());
    const auto slots = static_cast<double>(chain.slot_count());
    const auto edges = static_cast<double>(chain.edge_count());
    const double by_node = 17 * 8 + 3 * 4;
    const double by_slot = 8 * 8 + 1 + 2 * 4;
    const double by_edge = 9 * 8 + 6 * 4;
    return nodes * by_node + slots * by_slot + edges * by_edge;
}

// Bytes a second that a copy of a large block reads and writes, the best of five.
double copy_bandwidth() {
    const std::size_t size = std::size_t{1} << 27;
    std::vector<char> from(size, 1);
    std::vector<char> to(size, 2);
    double best = 0;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        std::memcpy(to.data(), from.data(), size);
        benchmark::DoNotOptimize(to.data());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::max(best, 2.0 * static_cast<double>(size) / took.count());
    }
    return best;
}

void days_of_a_network(benchmark::State& timing) {
    const Chain chain = large(static_cast<std::size_t>(timing.range(0)));
    const Conditions conditions{chain};
    State state{chain, 365};
    std::uint32_t day = 0;
    for ([[maybe_unused]] auto _ : timing) advance(chain, conditions, day++, state);
    const auto days = static_cast<double>(timing.iterations());
    using benchmark::Counter;
    timing.counters["node_days"] =
        Counter(days * static_cast<double>(chain.node_count()), Counter::kIsRate);
    timing.counters["bytes"] =
        Counter(days * bytes_a_day(chain), Counter::kIsRate, Counter::kIs1024);
    timing.counters["of_bandwidth"] =
        Counter(days * bytes_a_day(chain) / copy_bandwidth(), Counter::kIsRate);
}
BENCHMARK(days_of_a_network)->Arg(150)->Arg(10'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void all_scenarios(benchmark::State& timing, const char* model) {
    const auto network = network::load(model);
    const auto month = plan::steady(network, {.bottlenecks = false});
    std::size_t node_days = 0;
    for ([[maybe_unused]] auto _ : timing) {
        node_days = 0;
        for (const auto& run : simulate_all(network, month))
            node_days += run.nodes.size() * run.days.size();
    }
    timing.counters["node_days"] = benchmark::Counter(
        static_cast<double>(node_days) * static_cast<double>(timing.iterations()),
        benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(all_scenarios, tiny_chain, "models/tiny-chain")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(all_scenarios, embedded, "")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace jarip::stress
