// Goals: all scenarios of the embedded model, 365 days, in 100 ms on two cores; a large network at a third of the
// machine's memory bandwidth (counter "of_bandwidth", against a copy measured in the same run); sixteen runs at a time: 5e9 links ×
// runs × days a second among 1,000 dense industries, 1e9 among 100,000 firms (counter "link_run_days"; "triad" is the bandwidth of
// a = b + 3c in the same run); the systemic risk of 10,000 firms in a second, of 100,000 in three minutes.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <cstring>

#include "jarip/stress.hpp"
#include "jarip/stress/batch.hpp"
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
    Conditions conditions{chain};
    conditions.all_open = conditions.all_kept = true;
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

// Bytes a second of a = b + 3c, the best of five.
double triad_bandwidth() {
    const std::size_t size = std::size_t{1} << 24;
    std::vector<double> a(size, 1), b(size, 2), c(size, 3);
    double best = 0;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t j = 0; j < size; ++j) a[j] = b[j] + 3 * c[j];
        benchmark::DoNotOptimize(a.data());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::max(best, 3 * sizeof(double) * static_cast<double>(size) / took.count());
    }
    return best;
}

// Nodes with `slots` inputs of `suppliers` each, drawn at random.
Chain economy(std::size_t nodes, std::size_t slots, std::size_t suppliers) {
    RandomStream stream{{.seed = 1}};
    std::vector<fixture::NodePlan> plan(nodes);
    for (auto& node : plan) {
        node.final_demand = 1 + static_cast<double>(stream.below(9));
        node.alpha_max = 1.25;
        for (std::size_t k = 0; k < slots; ++k) {
            fixture::SlotPlan slot{.target_days = 5 + static_cast<double>(stream.below(60))};
            for (std::size_t i = 0; i < suppliers; ++i) {
                slot.suppliers.push_back(static_cast<std::uint32_t>(stream.below(nodes)));
                slot.flows.push_back(0.01 + stream.uniform());
                slot.delays.push_back(0);
            }
            node.slots.push_back(std::move(slot));
        }
    }
    return fixture::chain_from(plan, 0.8);
}

// Arguments: nodes, slots of each, suppliers of each slot.
void sixteen_runs_a_day(benchmark::State& timing) {
    const auto size = [&](std::size_t i) { return static_cast<std::size_t>(timing.range(i)); };
    const Chain chain = economy(size(0), size(1), size(2));
    const BatchChain<float> laid_out{chain};
    std::vector<std::vector<CapacityLoss>> runs(Batch<float>::kLanes);
    for (std::uint32_t run = 0; run < runs.size(); ++run) runs[run] = {{7 * run, 1, 2, 60}};
    Batch<float> batch{laid_out};
    batch.start(runs);
    for ([[maybe_unused]] auto _ : timing) batch.advance();
    const auto links =
        static_cast<double>(timing.iterations()) * static_cast<double>(chain.edge_count());
    using benchmark::Counter;
    timing.counters["link_run_days"] = Counter(16 * links, Counter::kIsRate);
    timing.counters["triad"] = Counter(triad_bandwidth(), Counter::kDefaults, Counter::kIs1024);
}
BENCHMARK(sixteen_runs_a_day)
    ->Args({1'000, 50, 20})
    ->Args({10'000, 9, 1})
    ->Args({100'000, 9, 1})
    ->Unit(benchmark::kMillisecond)
    ->Threads(1)
    ->Threads(2);

// Ten links a firm, of three kinds, in sixty sectors.
Network firms_at_random(std::size_t count) {
    Network network;
    network.kind = network::Kind::flows;
    network.home = network.countries.add({"X"});
    network.horizon = {Day{}, Day{} + std::chrono::days{30}};
    RandomStream stream{{.seed = 7}};
    for (std::size_t i = 0; i < count; ++i)
        network.nodes.add(
            {std::to_string(i), std::to_string(stream.below(60)), network.home, 0, {}});
    for (std::size_t i = 0; i < 10 * count; ++i) {
        const auto supplier = stream.below(count);
        const auto buyer = stream.below(count);
        const double value = std::exp(3 * stream.uniform() * stream.uniform());
        const auto kind = static_cast<network::LinkKind>(stream.below(3));
        if (supplier != buyer)
            network.links.push_back(
                {network::NodeId{supplier}, network::NodeId{buyer}, value, kind});
    }
    return network;
}

void systemic_risk_of_all(benchmark::State& timing) {
    const auto network = firms_at_random(static_cast<std::size_t>(timing.range(0)));
    for ([[maybe_unused]] auto _ : timing) benchmark::DoNotOptimize(esri(network));
}
BENCHMARK(systemic_risk_of_all)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(systemic_risk_of_all)
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

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
