// How long it takes to load a model. Goals: 100,000 rows well under a second; the embedded model under 50 ms.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "jarip/network.hpp"

namespace jarip::network {
namespace {

std::string numbered(const char* name, std::size_t number) { return name + std::to_string(number); }

// A chain as wide as it is long: 4 makers and 3 stocks of every item, 2 parts in every recipe, lanes of every
// level. `unit` is the number of items; the rows are 25 times as many.
std::vector<SourceFile> synthetic(std::size_t unit) {
    const std::vector<std::string> countries{"KR", "TW", "US", "CN", "JP", "MY", "SG", "VN"};
    const auto country = [&](std::size_t i) { return countries[i % countries.size()]; };
    const std::size_t sites = unit;
    const auto maker = [&](std::size_t item, std::size_t k) { return (item * 7 + k * 31) % sites; };
    std::string companies = "company,country,name,name_ko\n";
    std::string site_rows = "site,company,country,latitude,longitude,name,assumed\n";
    std::string items = "item,stage,unit,price,hs,mass_kg,name,assumed\n";
    std::string recipes = "recipe,item,quantity,assumed\n";
    std::string processes =
        "process,site,item,recipe,capacity_per_month,conversion_cost,yield,cycle_days,assumed\n";
    std::string lanes = "origin,destination,item,transit_days,cost,tariff_rate,assumed\n";
    std::string stock = "site,item,quantity,target_days,assumed\n";
    std::string demand = "demand,site,item,date,quantity,every,until,price,assumed\n";
    lanes += "*,*,*,20,1,0,true\n";
    for (std::size_t i = 0; i < unit; ++i) {
        const auto item = numbered("item-", i);
        companies += numbered("company-", i) + ',' + country(i) + ",Company,회사\n";
        site_rows += numbered("site-", i) + ',' + numbered("company-", i) + ',' + country(i) +
                     ",37.5,127.25,Site,true\n";
        items += item + ",,piece," + std::to_string(10 + i % 90) + ".25,854231,0.125,Item,true\n";
        if (i >= 4) {
            recipes += item + ',' + numbered("item-", i - 1) + ",2,true\n";
            recipes += item + ',' + numbered("item-", i / 2) + ",0.125,true\n";
        }
        for (std::size_t k = 0; k < 4; ++k)
            processes += numbered("process-", 4 * i + k) + ',' + numbered("site-", maker(i, k)) +
                         ',' + item + ',' + (i >= 4 ? item : "") + ",1500,12.5,0.95,14,true\n";
        for (std::size_t k = 0; k < 3; ++k)
            stock += numbered("site-", maker(i, k)) + ',' + item + ",250,30,true\n";
        for (std::size_t k = 0; k < 10; ++k) {
            const bool wide = k < 4;
            lanes += (wide ? "country:" + country(k) : numbered("site-", (i * 3 + k) % sites)) +
                     ',' +
                     (k % 2 == 0 ? "country:" + country(k + 1 + i % 3)
                                 : numbered("site-", (i * 5 + 2 * k + 1) % sites)) +
                     ',' + item + ",12,3.5,0.08,true\n";
        }
        demand += numbered("demand-", 2 * i) + ",country:" + country(i) + ',' + item +
                  ",2025-01-01,40,month,2025-12-31,,true\n";
        demand += numbered("demand-", 2 * i + 1) + ',' + numbered("site-", i) + ',' + item +
                  ",2025-03-15,40,,,,true\n";
    }
    return {
        {"model.toml",
         "name = \"synthetic\"\nhome = \"KR\"\nproduct = \"item-9\"\nstart = 2025-01-01\nend = 2025-12-31\n"},
        {"companies.csv", companies},
        {"sites.csv", site_rows},
        {"items.csv", items},
        {"recipes.csv", recipes},
        {"processes.csv", processes},
        {"lanes.csv", lanes},
        {"stock.csv", stock},
        {"demand.csv", demand}};
}

std::size_t row_count(const std::vector<SourceFile>& files) {
    std::size_t rows = 0;
    for (const auto& file : files)
        if (file.name.ends_with(".csv"))
            rows +=
                static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n')) - 1;
    return rows;
}

void load_synthetic(benchmark::State& state) {
    const auto files = synthetic(static_cast<std::size_t>(state.range(0)));
    const auto folder = Folder::of(files);
    std::size_t arcs = 0;
    for (auto _ : state) {
        const auto network = load(folder);
        arcs = network.arcs.size();
        benchmark::DoNotOptimize(arcs);
    }
    state.counters["rows"] = static_cast<double>(row_count(files));
    state.counters["arcs"] = static_cast<double>(arcs);
    state.counters["rows_per_second"] = benchmark::Counter(
        static_cast<double>(row_count(files)), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(load_synthetic)->Arg(400)->Arg(4'000)->Unit(benchmark::kMillisecond);

void load_embedded(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(load("").arcs.size());
}
BENCHMARK(load_embedded)->Unit(benchmark::kMillisecond);

// One table with nothing but a fault in every row: places must not cost a walk through the file.
void load_faulty(benchmark::State& state) {
    auto files = synthetic(400);
    std::string stock = "site,item,quantity,target_days,assumed\n";
    for (std::size_t i = 0; i < 20'000; ++i)
        stock += numbered("nowhere-", i) + ",item-1,1,1,true\n";
    for (auto& file : files)
        if (file.name == "stock.csv") file.text = stock;
    const auto folder = Folder::of(files);
    for (auto _ : state) {
        try {
            benchmark::DoNotOptimize(load(folder).arcs.size());
        } catch (const Error& error) {
            benchmark::DoNotOptimize(error.diagnostics().size());
        }
    }
}
BENCHMARK(load_faulty)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jarip::network
