// Goal: a table of the true shape and size becomes a model in three times the time of reading its bytes (counter "times_reading"; the
// file is in the system's memory). OECD ICIO 2025: 81 regions, 50 industries, 4,050 rows of 4,537 cells.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "jarip/importing.hpp"

namespace jarip::importing {
namespace {

constexpr std::size_t kIndustries = 50;

// Flows as such tables have them: most are small, some none at all.
std::string icio_table(std::size_t regions) {
    std::vector<std::string> labels;
    for (std::size_t r = 0; r < regions; ++r)
        for (std::size_t s = 0; s < kIndustries; ++s)
            labels.push_back("R" + std::to_string(10 + r) + "_C" + std::to_string(10 + s));
    std::string text = "V1";
    for (const auto& label : labels) text += ',' + label;
    for (std::size_t r = 0; r < regions; ++r)
        for (const char* code : {"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"})
            text += ",R" + std::to_string(10 + r) + '_' + code;
    text += ",OUT\n";
    RandomStream stream{{.seed = 1}};
    for (const auto& label : labels) {
        text += label;
        for (std::size_t j = 0; j < labels.size() + 6 * regions; ++j) {
            const double value = stream.uniform();
            text += value < 0.3 ? ",0" : ',' + format_shortest(value * value * 100).substr(0, 9);
        }
        text += ",1000\n";
    }
    return text;
}

double seconds_to_read(const std::string& path) {
    std::vector<char> block(std::size_t{1} << 20);
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        std::ifstream file{path, std::ios::binary};
        std::size_t lines = 0;
        while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
               file.gcount() > 0)
            lines += static_cast<std::size_t>(
                std::count(block.data(), block.data() + file.gcount(), '\n'));
        benchmark::DoNotOptimize(lines);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

void icio(benchmark::State& timing) {
    const TemporaryFolder folder;
    const std::string path = folder.path() + "/2022_SML.csv";
    const auto table = icio_table(static_cast<std::size_t>(timing.range(0)));
    write_file(path, table);
    std::size_t flows = 0;
    for ([[maybe_unused]] auto _ : timing) flows += import_economy("oecd-icio", {path}).flows;
    using benchmark::Counter;
    timing.counters["bytes"] =
        Counter(static_cast<double>(table.size()) * static_cast<double>(timing.iterations()),
                Counter::kIsRate, Counter::kIs1024);
    timing.counters["flows"] = Counter(static_cast<double>(flows), Counter::kIsRate);
    timing.counters["times_reading"] =
        Counter(seconds_to_read(path) * static_cast<double>(timing.iterations()),
                Counter::kIsRate | Counter::kInvert);
}
BENCHMARK(icio)->Arg(20)->Arg(81)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace jarip::importing
