// What the user of `jarip uncertain` waits for on the embedded model, part by part and whole. Goal: 256 draws within
// 8 s on 2 cores.
#include <benchmark/benchmark.h>

#include "jarip/uncertain.hpp"
#include "jarip/uncertain/evaluation.hpp"
#include "jarip/uncertain/sobol.hpp"

namespace jarip::uncertain {
namespace {

const Network& model() {
    static const Network network = network::load("");
    return network;
}

const plan::SteadyPlan& month() {
    static const plan::SteadyPlan plan =
        plan::steady(model(), {.bottlenecks = false, .flows_only = true});
    return plan;
}

/// The model of a draw.
Network drawn(std::size_t draw) {
    static const std::vector<Input> all = inputs(model());
    static const SobolPoints points{all.size(), 1};
    std::vector<network::Figure> figures;
    std::vector<double> values;
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& spread : all[i].figures) {
            figures.push_back(spread.figure);
            values.push_back(value_at(spread, points.at(draw, i)));
        }
    Network network = model();
    network::set_figures(network, figures, values);
    return network;
}

void draw_figures(benchmark::State& state) {
    std::size_t j = 0;
    for (auto _ : state) benchmark::DoNotOptimize(drawn(j++));
    state.counters["inputs"] = static_cast<double>(inputs(model()).size());
}
BENCHMARK(draw_figures)->Unit(benchmark::kMillisecond);

void steady_plan(benchmark::State& state) {
    const bool warm = state.range(0) == 1;
    std::size_t j = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const Network network = drawn(j++);
        state.ResumeTiming();
        benchmark::DoNotOptimize(plan::steady(
            network,
            {.bottlenecks = false, .flows_only = true, .start = warm ? &month().basis : nullptr}));
    }
}
BENCHMARK(steady_plan)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void value_shares(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(origin::shares(model(), month(), {.single_points = false}));
}
BENCHMARK(value_shares)->Unit(benchmark::kMillisecond);

void all_scenarios(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(stress::simulate_all(model(), month(), {.run = {.threads = 1}}));
}
BENCHMARK(all_scenarios)->Unit(benchmark::kMillisecond);

void one_draw(benchmark::State& state) {
    static const Evaluation evaluation{model(), {}};
    const Network network = drawn(5);
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluation.draw(network, state.range(0) == 1, {}));
}
BENCHMARK(one_draw)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void whole(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(
            run(model(), {.run = {.threads = static_cast<unsigned>(state.range(0))}}));
}
BENCHMARK(whole)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace jarip::uncertain
