// How fast tables and texts are read. Goals: 200 MB/s for tables, 1 GB/s for the check of UTF-8.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "jarip/core/table.hpp"
#include "jarip/core/utf8.hpp"

namespace jarip {
namespace {

// As the tables of a model are: ids, figures, a quoted name in Korean.
std::string lanes(std::size_t rows) {
    std::string text = "origin,destination,item,transit_days,cost,tariff_rate,name,note,assumed\n";
    for (std::size_t row = 0; row < rows; ++row) {
        const auto number = std::to_string(row);
        text += "site-" + number + ",country:KR,item-" + number +
                ",21,0.125,0.08,\"부산, 컨테이너 " + number + "\",,true\n";
    }
    return text;
}

void set_rate(benchmark::State& state, std::size_t bytes) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(bytes));
}

void parse(benchmark::State& state) {
    const auto text = lanes(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        Diagnostics diagnostics;
        benchmark::DoNotOptimize(parse_csv({"lanes.csv", text}, diagnostics));
    }
    set_rate(state, text.size());
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(parse)->Arg(100'000)->Unit(benchmark::kMillisecond);

void parse_and_read_figures(benchmark::State& state) {
    const auto text = lanes(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        Diagnostics diagnostics;
        const auto table = parse_csv({"lanes.csv", text}, diagnostics);
        double total = 0;
        for (std::size_t row = 0; row < table.row_count(); ++row)
            for (const std::size_t column : {std::size_t{3}, std::size_t{4}, std::size_t{5}})
                total += read_number(table, row, column, diagnostics).value_or(0);
        benchmark::DoNotOptimize(total);
    }
    set_rate(state, text.size());
}
BENCHMARK(parse_and_read_figures)->Arg(100'000)->Unit(benchmark::kMillisecond);

void places_of_all_cells(benchmark::State& state) {
    Diagnostics diagnostics;
    const auto table =
        parse_csv({"lanes.csv", lanes(static_cast<std::size_t>(state.range(0)))}, diagnostics);
    for (auto _ : state)
        for (std::size_t row = 0; row < table.row_count(); ++row)
            benchmark::DoNotOptimize(table.location(row, 6));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(places_of_all_cells)->Arg(100'000)->Unit(benchmark::kMillisecond);

void check_utf8(benchmark::State& state) {
    const auto text = lanes(100'000);
    for (auto _ : state) benchmark::DoNotOptimize(first_byte_not_utf8(text));
    set_rate(state, text.size());
}
BENCHMARK(check_utf8)->Unit(benchmark::kMillisecond);

// The measure of the above: every byte is looked at once.
void plain_scan(benchmark::State& state) {
    const auto text = lanes(100'000);
    for (auto _ : state) benchmark::DoNotOptimize(std::count(text.begin(), text.end(), ','));
    set_rate(state, text.size());
}
BENCHMARK(plain_scan)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip
