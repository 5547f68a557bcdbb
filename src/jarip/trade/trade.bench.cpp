// How fast customs tables are read and asked. Goals on two cores: BACI 1.5 GB/s, and 100 MB/s where a table needs care;
// complexity of 230 exporters and 5,000 products in 0.5 s. bench/ has a whole year beside other systems.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "jarip/trade.hpp"
#include "jarip/trade/reading/collect.hpp"

namespace jarip::trade {
namespace {

constexpr std::size_t kRows = 1'000'000;  // a year of BACI has eleven times as many

std::uint32_t below(RandomStream& random, std::uint32_t bound) {
    return static_cast<std::uint32_t>(random.below(bound));
}

// ISO numbers of 230 countries, and 5,000 codes of six digits.
struct World {
    std::vector<std::string> exporters;
    std::vector<std::string> products;
    World() {
        for (std::size_t i = 1; exporters.size() < 230; ++i)
            if (const auto number = std::to_string(i); country_code(number))
                exporters.push_back(number);
        for (std::size_t i = 0; i < 5000; ++i)
            products.push_back(std::to_string(100'000 + 160 * i));
    }
};

// As CEPII writes them, sorted by exporter and importer.
std::string baci(std::size_t rows) {
    const World world;
    RandomStream random{{.seed = 5}};
    std::string text = "t,i,j,k,v,q\n";
    for (std::size_t row = 0; row < rows; ++row) {
        const auto& exporter = world.exporters[row * 230 / rows];
        const auto& importer = world.exporters[below(random, 230)];
        const auto value = 1 + below(random, 9'999'999);
        text += "2023," + exporter + ',' + importer + ',' + world.products[below(random, 5000)] +
                ',' + std::to_string(value / 1000) + '.' +
                std::to_string(value % 1000 + 1000).substr(1) + ',';
        text += row % 7 == 0 ? "          NA\n" : std::to_string(value / 900) + ".25\n";
    }
    return text;
}

std::string tidy_table(std::size_t rows) {
    Diagnostics diagnostics;
    return tidy(read({{"baci.csv", baci(rows)}}, diagnostics));
}

void read_text(benchmark::State& state, const std::string& text) {
    const std::vector<SourceFile> files{{"table.csv", text}};
    for (auto _ : state) {
        Diagnostics diagnostics;
        benchmark::DoNotOptimize(read(files, diagnostics));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(text.size()));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(kRows));
}

void read_baci(benchmark::State& state) { read_text(state, baci(kRows)); }
BENCHMARK(read_baci)->Unit(benchmark::kMillisecond)->UseRealTime();

// A space in the header is enough to need it.
void read_baci_with_care(benchmark::State& state) {
    auto text = baci(kRows);
    read_text(state, text.insert(text.find(','), " "));
}
BENCHMARK(read_baci_with_care)->Unit(benchmark::kMillisecond);

void read_tidy(benchmark::State& state) { read_text(state, tidy_table(kRows)); }
BENCHMARK(read_tidy)->Unit(benchmark::kMillisecond);

// The measure of reading: every byte is looked at once.
void plain_scan(benchmark::State& state) {
    const auto text = baci(kRows);
    for (auto _ : state) benchmark::DoNotOptimize(std::count(text.begin(), text.end(), ','));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(text.size()));
}
BENCHMARK(plain_scan)->Unit(benchmark::kMillisecond);

Flows flows() {
    Diagnostics diagnostics;
    return read({{"baci.csv", baci(kRows)}}, diagnostics);
}

void ask_indicators(benchmark::State& state) {
    const auto table = flows();
    for (auto _ : state)
        benchmark::DoNotOptimize(indicators(table, {.reporter = "KR", .hs = {"84"}}));
}
BENCHMARK(ask_indicators)->Unit(benchmark::kMillisecond);

void ask_complexity(benchmark::State& state) {
    const auto table = flows();
    const bool cells = state.range(0) != 0;
    for (auto _ : state) benchmark::DoNotOptimize(complexity(table, {.cells = cells}));
}
BENCHMARK(ask_complexity)
    ->ArgName("cells")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void ask_dependencies(benchmark::State& state) {
    const auto table = flows();
    for (auto _ : state) benchmark::DoNotOptimize(dependencies(table, {}));
}
BENCHMARK(ask_dependencies)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip::trade
