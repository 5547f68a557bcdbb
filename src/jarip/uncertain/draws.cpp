#include "jarip/uncertain/draws.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>

#include "jarip/core/random.hpp"
#include "jarip/uncertain/direction_numbers.hpp"

namespace jarip::uncertain {
namespace {

// What random numbers are for (StreamKey::use), apart from every other use of a seed.
constexpr std::uint32_t kShuffle = 0x51F7;
constexpr std::uint32_t kWithin = 0x51F8;

}  // namespace

Draws::Draws(const Network& network, const std::vector<Input>& inputs, const Options& options)
    : network_{network},
      inputs_{inputs},
      options_{options},
      points_{inputs.size(), options.run.seed},
      strata_(inputs.size()) {
    shuffle_what_goes_alike();
    for (const Input& input : inputs)
        for (const Spread& spread : input.figures) figures_.push_back(spread.figure);
}

void Draws::each(const Work& work) {
    std::atomic<std::size_t> next{0};
    std::size_t done = 0;
    std::mutex mutex;
    const auto& run = options_.run;
    const unsigned workers = thread_count(run.threads);
    // In the order of their numbers, so that a stop leaves the first of them.
    parallel_for(workers, run.threads, [&](std::size_t) {
        Network model = network_;
        for (std::size_t j = next++; j < options_.draws; j = next++) {
            if (run.stop.stop_requested() || late()) return;
            work(write(model, j) ? &model : nullptr, j);
            const std::scoped_lock lock{mutex};
            if (run.progress) run.progress({"uncertain.progress", ++done, options_.draws});
        }
    });
}

bool Draws::late() const {
    return std::chrono::duration<double>(Clock::now() - began_).count() > options_.seconds;
}

std::vector<std::vector<double>> Draws::coordinates(std::size_t draws) const {
    std::vector<std::vector<double>> result(inputs_.size());
    for (std::size_t i = 0; i < inputs_.size(); ++i)
        for (std::size_t j = 0; j < draws; ++j) result[i].push_back(coordinate(j, i));
    return result;
}

/// Of so few points many coordinates of a Sobol sequence lie in the same halves, draw by draw: two inputs would then
/// move together, and each pass for the other. All but the first of them get the parts of a Latin hypercube instead, one
/// draw in each of as many equal parts, in an order of their own.
void Draws::shuffle_what_goes_alike() {
    const std::size_t draws = options_.draws;
    std::set<std::uint64_t> halves;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        // Which points set off a change of half: those whose Gray code is a single bit say it of all.
        std::uint64_t half = 0;
        for (std::size_t k = 0; i < kMostDimensions && (std::size_t{1} << k) < draws; ++k)
            if (points_.unscrambled((std::size_t{2} << k) - 1, i) >= 0.5) half |= 1ULL << k;
        if (i < kMostDimensions && halves.insert(half).second) continue;
        auto& strata = strata_[i];
        strata.resize(draws);
        std::iota(strata.begin(), strata.end(), std::uint32_t{0});
        RandomStream random{{.seed = options_.run.seed,
                             .replication = 0,
                             .entity = static_cast<std::uint32_t>(i),
                             .use = kShuffle}};
        for (std::size_t j = draws; j > 1; --j) {
            const double place = random.uniform() * static_cast<double>(j);
            std::swap(strata[j - 1], strata[std::min(j - 1, static_cast<std::size_t>(place))]);
        }
    }
}

double Draws::coordinate(std::size_t draw, std::size_t input) const {
    const auto& strata = strata_[input];
    if (strata.empty()) return points_.at(draw, input);
    RandomStream random{{.seed = options_.run.seed,
                         .replication = static_cast<std::uint32_t>(draw),
                         .entity = static_cast<std::uint32_t>(input),
                         .use = kWithin}};
    return (strata[draw] + random.uniform()) / static_cast<double>(strata.size());
}

/// Whether the draw is a model.
bool Draws::write(Network& model, std::size_t draw) const {
    std::vector<double> values;
    values.reserve(figures_.size());
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const double u = coordinate(draw, i);
        for (const Spread& spread : inputs_[i].figures) values.push_back(value_at(spread, u));
    }
    return network::set_figures(model, figures_, values);
}

double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(below);
    if (part == 0) return sorted[below];
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

}  // namespace jarip::uncertain
