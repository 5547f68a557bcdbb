// Draws, one after the other on as many threads as asked, and what they say together.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <utility>

#include "jarip/core/random.hpp"
#include "jarip/uncertain.hpp"
#include "jarip/uncertain/direction_numbers.hpp"
#include "jarip/uncertain/evaluation.hpp"
#include "jarip/uncertain/sobol.hpp"

namespace jarip::uncertain {
namespace {

constexpr std::size_t kLeastDeep = 8;
constexpr std::size_t kDeepPart = 16;  // of the draws
// What random numbers are for (StreamKey::use), apart from every other use of a seed.
constexpr std::uint32_t kShuffle = 0x51F7;
constexpr std::uint32_t kWithin = 0x51F8;

using Clock = std::chrono::steady_clock;

std::size_t deep_of(const Options& options) {
    const std::size_t wanted =
        options.deep_draws.value_or(std::max(kLeastDeep, options.draws / kDeepPart));
    return std::min(wanted, options.draws);
}

class Draws {
public:
    Draws(const Network& network, const Evaluation& evaluation, const std::vector<Input>& inputs,
          const Options& options)
        : network_{network},
          evaluation_{evaluation},
          inputs_{inputs},
          options_{options},
          points_{inputs.size(), options.run.seed},
          strata_(inputs.size()) {
        shuffle_what_goes_alike();
        for (const Input& input : inputs)
            for (const Spread& spread : input.figures) figures_.push_back(spread.figure);
    }

    /// By draw; those that were not begun before a stop are not done.
    std::vector<Drawn> run(std::size_t deep) {
        std::vector<Drawn> drawn(options_.draws);
        std::atomic<std::size_t> next{0};
        std::size_t done = 0;
        std::mutex mutex;
        const auto& run = options_.run;
        const unsigned workers = thread_count(run.threads);
        // In the order of their numbers, so that a stop leaves the first of them.
        parallel_for(workers, run.threads, [&](std::size_t) {
            Network model = network_;
            for (std::size_t j = next++; j < drawn.size(); j = next++) {
                if (run.stop.stop_requested() || late()) return;
                if (write(model, j)) {
                    drawn[j] = evaluation_.draw(model, j < deep, run.stop);
                    drawn[j].nothing_left = nothing_left(model);
                } else {
                    drawn[j].done = true;  // and not solved
                }
                const std::scoped_lock lock{mutex};
                if (run.progress) run.progress({"uncertain.progress", ++done, drawn.size()});
            }
        });
        return drawn;
    }

    [[nodiscard]] bool late() const {
        return std::chrono::duration<double>(Clock::now() - began_).count() > options_.seconds;
    }

    /// By input: the coordinates of the first draws.
    [[nodiscard]] std::vector<std::vector<double>> coordinates(std::size_t draws) const {
        std::vector<std::vector<double>> result(inputs_.size());
        for (std::size_t i = 0; i < inputs_.size(); ++i)
            for (std::size_t j = 0; j < draws; ++j) result[i].push_back(coordinate(j, i));
        return result;
    }

private:
    /// Of so few points many coordinates of a Sobol sequence lie in the same halves, draw by draw: two inputs would then
    /// move together, and each pass for the other. All but the first of them get the parts of a Latin hypercube instead, one
    /// draw in each of as many equal parts, in an order of their own.
    void shuffle_what_goes_alike() {
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

    [[nodiscard]] double coordinate(std::size_t draw, std::size_t input) const {
        const auto& strata = strata_[input];
        if (strata.empty()) return points_.at(draw, input);
        RandomStream random{{.seed = options_.run.seed,
                             .replication = static_cast<std::uint32_t>(draw),
                             .entity = static_cast<std::uint32_t>(input),
                             .use = kWithin}};
        return (strata[draw] + random.uniform()) / static_cast<double>(strata.size());
    }

    /// Whether the draw is a model.
    bool write(Network& model, std::size_t draw) const {
        std::vector<double> values;
        values.reserve(figures_.size());
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            const double u = coordinate(draw, i);
            for (const Spread& spread : inputs_[i].figures) values.push_back(value_at(spread, u));
        }
        return network::set_figures(model, figures_, values);
    }

    [[nodiscard]] std::vector<network::ItemId> nothing_left(const Network& model) const {
        std::vector<network::ItemId> items;
        for (const auto item : model.items.ids())
            if (model.items[item].pricing == network::Pricing::residual &&
                model.items[item].price <= 0 && network_.items[item].price > 0)
                items.push_back(item);
        return items;
    }

    const Network& network_;
    const Evaluation& evaluation_;
    const std::vector<Input>& inputs_;
    const Options& options_;
    SobolPoints points_;
    std::vector<std::vector<std::uint32_t>> strata_;  // by input; empty: a coordinate of points_
    std::vector<network::Figure> figures_;
    Clock::time_point began_ = Clock::now();
};

/// The value that a share of the sorted values lies below, between neighbours in proportion (Hyndman & Fan 1996, type 7).
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(below);
    if (part == 0) return sorted[below];
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

void spread_of(Answer& answer, std::size_t index, const std::vector<Drawn>& drawn,
               const std::vector<std::vector<double>>& coordinates, bool deep) {
    std::vector<double> values;
    std::vector<std::size_t> of;  // draws
    for (std::size_t j = 0; j < drawn.size(); ++j) {
        if (!drawn[j].solved || (deep && !drawn[j].deep)) continue;
        answer.beyond += drawn[j].beyond[index] ? 1U : 0U;
        if (const auto& value = drawn[j].values[index]) {
            values.push_back(*value);
            of.push_back(j);
        } else {
            ++answer.undefined;
        }
    }
    answer.draws = values.size();
    if (values.empty()) return;
    std::vector<std::vector<double>> points(coordinates.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        for (const std::size_t j : of) points[i].push_back(coordinates[i][j]);
    answer.drivers = drivers(values, points);
    std::ranges::sort(values);
    answer.p5 = quantile(values, 0.05);
    answer.p50 = quantile(values, 0.5);
    answer.p95 = quantile(values, 0.95);
}

void hold(Rank& rank, std::size_t index, const std::vector<Drawn>& drawn, bool deep) {
    std::map<std::string, std::size_t> firsts;
    for (const Drawn& draw : drawn) {
        if (!draw.solved || (deep && !draw.deep)) continue;
        ++rank.draws;
        ++firsts[draw.first[index]];
    }
    rank.held = firsts[rank.of];
    std::size_t most = 0;
    for (const auto& [name, count] : firsts)
        if (name != rank.of && !name.empty() && count > most) {
            most = count;
            rank.rival = name;
        }
}

bool varies(const Answer& answer) { return answer.p5 && answer.drivers.explained > 0; }

std::vector<LookUp> look_up(const Uncertainty& result) {
    std::map<std::size_t, LookUp> found;
    double main = 0;
    for (const Answer& answer : result.answers) {
        if (!answer.main || !varies(answer)) continue;
        ++main;
        for (const Driver& driver : answer.drivers.found) {
            LookUp& each =
                found.try_emplace(driver.input, LookUp{.input = driver.input}).first->second;
            each.reduces += driver.first_order;
            each.error += driver.error * driver.error;
            if (driver.first_order <= each.reduces_most) continue;
            each.reduces_most = driver.first_order;
            each.answer = answer.key;
            each.of = answer.of;
        }
    }
    std::vector<LookUp> rows;
    for (auto& [input, each] : found) {
        each.reduces /= main;
        each.error = std::sqrt(each.error) / main;
        rows.push_back(each);
    }
    std::ranges::stable_sort(
        rows, [](const LookUp& a, const LookUp& b) { return a.reduces > b.reduces; });
    return rows;
}

Coverage coverage_of(const Uncertainty& result, std::optional<double> value) {
    Coverage coverage{.value = value};
    std::size_t figures = 0, sourced = 0;
    for (const Input& input : result.inputs)
        for (const Spread& spread : input.figures) {
            ++figures;
            sourced += spread.figure.sourced ? 1U : 0U;
        }
    if (figures > 0) coverage.rows = static_cast<double>(sourced) / static_cast<double>(figures);
    Sum resting, rest;
    std::size_t main = 0;
    for (const Answer& answer : result.answers) {
        if (!answer.main || !varies(answer)) continue;
        ++main;
        for (const Driver& driver : answer.drivers.found)
            resting.add(driver.first_order * result.inputs[driver.input].sourced());
        rest.add(1 - answer.drivers.explained);
    }
    if (main == 0) return coverage;
    coverage.influence = resting.value() / static_cast<double>(main);
    coverage.unattributed = rest.value() / static_cast<double>(main);
    return coverage;
}

void count_nothing_left(const std::vector<Drawn>& drawn, Uncertainty& result) {
    std::map<network::ItemId, std::size_t> draws;
    for (const Drawn& each : drawn) {
        result.draws_with_nothing_left += each.nothing_left.empty() ? 0U : 1U;
        for (const auto item : each.nothing_left) ++draws[item];
    }
    for (const auto& [item, count] : draws) result.nothing_left.push_back({item, count});
    std::ranges::stable_sort(result.nothing_left, std::greater{}, &NothingLeft::draws);
}

/// Nothing can move: every draw is the model as it is.
void all_alike(Uncertainty& result) {
    for (Answer& answer : result.answers) answer.p5 = answer.p50 = answer.p95 = answer.point;
}

}  // namespace

Uncertainty run(const Network& network, const Options& options) {
    Uncertainty result{.asked = options.draws};
    if (options.draws == 0) return result;
    const Evaluation evaluation{network, options};
    result.interrupted = options.run.stop.stop_requested();
    if (!evaluation.solved() || result.interrupted) return result;
    result.inputs = inputs(network, options.bands);
    result.unread_ranges = unread_ranges(network);
    result.answers = evaluation.answers();
    result.ranks = evaluation.ranks();
    if (result.inputs.empty()) {
        all_alike(result);
        result.coverage = coverage_of(result, evaluation.sourced_value());
        return result;
    }
    Draws draws{network, evaluation, result.inputs, options};
    auto drawn = draws.run(deep_of(options));
    const auto end = std::ranges::find_if(drawn, [](const Drawn& each) { return !each.done; });
    result.interrupted = end != drawn.end() && options.run.stop.stop_requested();
    result.out_of_time = end != drawn.end() && !result.interrupted;
    drawn.erase(end, drawn.end());
    result.draws = drawn.size();
    for (const Drawn& each : drawn) {
        result.deep_draws += each.deep ? 1U : 0U;
        result.unsolved += each.solved ? 0U : 1U;
    }
    count_nothing_left(drawn, result);
    const auto coordinates = draws.coordinates(drawn.size());
    parallel_for(result.answers.size(), options.run.threads, [&](std::size_t i) {
        spread_of(result.answers[i], i, drawn, coordinates, evaluation.is_deep(i));
    });
    for (std::size_t i = 0; i < result.ranks.size(); ++i)
        hold(result.ranks[i], i, drawn, evaluation.is_deep_rank(i));
    result.look_up = look_up(result);
    result.coverage = coverage_of(result, evaluation.sourced_value());
    return result;
}

}  // namespace jarip::uncertain
