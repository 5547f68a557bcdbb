// What the draws say together.

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "jarip/uncertain.hpp"
#include "jarip/uncertain/draws.hpp"
#include "jarip/uncertain/evaluation.hpp"

namespace jarip::uncertain {
namespace {

constexpr std::size_t kLeastDeep = 8;
constexpr std::size_t kDeepPart = 32;  // of the draws

std::size_t deep_of(const Options& options) {
    if (!options.scenario.empty()) return options.draws;
    const std::size_t wanted =
        options.deep_draws.value_or(std::max(kLeastDeep, options.draws / kDeepPart));
    return std::min(wanted, options.draws);
}

std::vector<network::ItemId> nothing_left(const Network& network, const Network& model) {
    std::vector<network::ItemId> items;
    for (const auto item : model.items.ids())
        if (model.items[item].pricing == network::Pricing::residual &&
            model.items[item].price <= 0 && network.items[item].price > 0)
            items.push_back(item);
    return items;
}

// Candidates make nothing in the month that is drawn.
std::vector<network::ProcessId> at_a_loss(const Network& model) {
    auto losing = network::processes_at_a_loss(model);
    std::erase_if(losing, [&](network::ProcessId id) {
        return model.processes[id].status != network::Status::operating;
    });
    return losing;
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
    if (!answer.detail) {
        std::vector<std::vector<double>> points(coordinates.size());
        for (std::size_t i = 0; i < points.size(); ++i)
            for (const std::size_t j : of) points[i].push_back(coordinates[i][j]);
        answer.drivers = drivers(values, points);
    }
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

/// How many draws have any of these, and each of them how many, the most first.
template <class Id, class Count>
std::size_t count_draws(const std::vector<Drawn>& drawn, std::vector<Id> Drawn::*ids,
                        std::vector<Count>& counts) {
    std::size_t any = 0;
    std::map<Id, std::size_t> draws;
    for (const Drawn& each : drawn) {
        any += (each.*ids).empty() ? 0U : 1U;
        for (const Id id : each.*ids) ++draws[id];
    }
    for (const auto& [id, count] : draws) counts.push_back({id, count});
    std::ranges::stable_sort(counts, std::greater{}, &Count::draws);
    return any;
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
    Draws draws{network, result.inputs, options};
    std::vector<Drawn> drawn(options.draws);
    const std::size_t deep = deep_of(options);
    draws.each([&](const Network* model, std::size_t draw) {
        if (model == nullptr) {
            drawn[draw].done = true;  // and not solved
            return;
        }
        drawn[draw] = evaluation.draw(*model, draw < deep, options.run.stop);
        drawn[draw].nothing_left = nothing_left(network, *model);
        drawn[draw].at_a_loss = at_a_loss(*model);
    });
    const auto end = std::ranges::find_if(drawn, [](const Drawn& each) { return !each.done; });
    result.interrupted = end != drawn.end() && options.run.stop.stop_requested();
    result.out_of_time = end != drawn.end() && !result.interrupted;
    drawn.erase(end, drawn.end());
    result.draws = drawn.size();
    for (const Drawn& each : drawn) {
        result.deep_draws += each.deep ? 1U : 0U;
        result.unsolved += each.solved ? 0U : 1U;
    }
    result.draws_with_nothing_left = count_draws(drawn, &Drawn::nothing_left, result.nothing_left);
    result.draws_at_a_loss = count_draws(drawn, &Drawn::at_a_loss, result.at_a_loss);
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
