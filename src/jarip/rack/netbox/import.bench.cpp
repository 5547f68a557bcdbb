// A library of device types imported: goal 10,000 in under a second.
#include <benchmark/benchmark.h>

#include "jarip/rack.hpp"

namespace jarip::rack {
namespace {

// As long as the mean file of the public library, 1.4 kB: 20 interfaces, 2 supplies.
std::vector<SourceFile> library(std::size_t count) {
    std::vector<SourceFile> files;
    for (std::size_t i = 0; i < count; ++i) {
        DeviceType type;
        type.manufacturer = "Maker";
        type.model = "Model " + std::to_string(i);
        type.slug = "maker-model-" + std::to_string(i);
        type.u_height = {1, true, false, {}};
        type.mass_kg = {12.5, true, false, {}};
        type.watts = {400, true, false, {}};
        type.psu_count = {2, true, false, {}};
        type.psu_w = {800, true, false, {}};
        type.plug = "c14";
        type.ports = {{"sfp28", 24}, {"qsfp28", 4}, {"rj45", 1}};
        type.airflow = "front-to-rear";
        files.push_back({"device-types/Maker/" + type.slug + ".yaml", netbox_yaml(type)});
    }
    return files;
}

void import_types(benchmark::State& state) {
    const auto files = library(10000);
    std::size_t bytes = 0;
    for (const auto& file : files) bytes += file.text.size();
    const auto threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(import_netbox(files, threads));
    }
    state.counters["types/s"] = benchmark::Counter(
        10000.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["goal types/s"] = 10000;
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(import_types)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace jarip::rack
