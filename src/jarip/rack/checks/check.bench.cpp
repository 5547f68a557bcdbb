// A hall of racks checked: goal 10,000 in under a second on one thread.
#include <benchmark/benchmark.h>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

Design rack_of_the_model(const char* name) {
    Diagnostics diagnostics;
    auto design = load(*Folder::embedded(kDefaultModel).read(name), {}, diagnostics);
    diagnostics.throw_if_errors();
    return design;
}

void check_rack(benchmark::State& state, const char* name) {
    const auto design = rack_of_the_model(name);
    for (auto _ : state) benchmark::DoNotOptimize(check(design));
    state.counters["racks/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(check_rack, nvl72, "racks/nvl72.toml");
BENCHMARK_CAPTURE(check_rack, hgx, "racks/hgx-b200.toml");

// A hall of all four kinds, as `rack site` counts it.
void check_hall(benchmark::State& state) {
    std::vector<Design> designs;
    for (const char* name : {"racks/nvl72.toml", "racks/hgx-b200.toml", "racks/npu-korea.toml",
                             "racks/cloudmatrix-384.toml"})
        designs.push_back(rack_of_the_model(name));
    for (auto _ : state)
        for (int i = 0; i < 10000; ++i)
            benchmark::DoNotOptimize(check(designs[static_cast<std::size_t>(i) % designs.size()]));
    state.counters["racks/s"] = benchmark::Counter(
        10000.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["goal racks/s"] = 10000;
}
BENCHMARK(check_hall)->Unit(benchmark::kMillisecond);

void load_rack(benchmark::State& state) {
    const auto file = *Folder::embedded(kDefaultModel).read("racks/nvl72.toml");
    (void)built_in_types();
    for (auto _ : state) {
        Diagnostics diagnostics;
        benchmark::DoNotOptimize(load(file, {}, diagnostics));
    }
}
BENCHMARK(load_rack)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace jarip::rack
