// A list of parts as long as a hall's, read, summed and checked: goal 20,000 lines in under half a second on one thread.
#include <benchmark/benchmark.h>

#include "jarip/rack.hpp"
#include "jarip/rack/format/collect.hpp"

namespace jarip::rack {
namespace {

constexpr int kLines = 20000;

// Four parts below each: a tree of eight levels.
std::string parent_of(int line) {
    return line < 20 ? std::string{} : "part-" + std::to_string((line - 20) / 4);
}

const SourceFile& design_of_tables() {
    static const SourceFile file = [] {
        std::string text = "format = \"jarip-rack/1\"\n[rack]\nid = \"long\"\nu_height = 42\n";
        for (int i = 0; i < kLines; ++i)
            text += "[[part]]\nitem = \"part-" + std::to_string(i) + "\"\nparent = \"" +
                    parent_of(i) + "\"\nqty = 2\ncost = 3\n";
        return SourceFile{"long.toml", text};
    }();
    return file;
}

const SourceFile& list_of_parts() {
    static const SourceFile file = [] {
        std::string text = "item,parent,qty,unit_cost\n";
        for (int i = 0; i < kLines; ++i)
            text += "part-" + std::to_string(i) + ',' + parent_of(i) + ",2,3\n";
        return SourceFile{"parts.csv", text};
    }();
    return file;
}

void bill_and_check(benchmark::State& state, const SourceFile& file,
                    const std::vector<SourceFile>& beside) {
    for (auto _ : state) {
        Diagnostics diagnostics;
        const auto design = load(file, beside, diagnostics);
        benchmark::DoNotOptimize(bill(design));
        benchmark::DoNotOptimize(check(design));
    }
    state.counters["lines/s"] =
        benchmark::Counter(static_cast<double>(kLines) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
    state.counters["goal lines/s"] = 2.0 * kLines;
}

void parts_in_the_design(benchmark::State& state) { bill_and_check(state, design_of_tables(), {}); }
BENCHMARK(parts_in_the_design)->Unit(benchmark::kMillisecond);

void parts_in_a_list(benchmark::State& state) {
    const SourceFile design{
        "long.toml",
        "format = \"jarip-rack/1\"\nbom = \"parts.csv\"\n[rack]\nid = \"long\"\nu_height = 42\n"};
    bill_and_check(state, design, {list_of_parts()});
}
BENCHMARK(parts_in_a_list)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip::rack
