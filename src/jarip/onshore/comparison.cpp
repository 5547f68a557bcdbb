#include "jarip/onshore.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "jarip/onshore/copies.hpp"
#include "jarip/onshore/tolerances.hpp"

namespace jarip::onshore {
namespace {

constexpr double kMonthsOfYear = 12;

double months_hit(const Network& network, const network::Scenario& scenario) {
    if (scenario.borders_closed) return network.months;
    const auto days = static_cast<std::size_t>(network.horizon.days());
    std::vector<std::uint8_t> hit(days, 0);
    const network::Effects effects{network, scenario, days};
    for (const network::Effect& effect : effects.all())
        for (std::size_t i = 0; i < effect.severity.size(); ++i)
            if (const std::size_t day = effect.first_day + i; day < days && effect.severity[i] != 0)
                hit[day] = 1;
    Sum months;
    for (std::size_t day = 0; day < days; ++day)
        if (hit[day] != 0)
            months.add(1.0 / days_in_month(network.horizon.first +
                                           std::chrono::days{static_cast<int>(day)}));
    return std::min(months.value(), network.months);
}

/// Within the horizon: that of the likeliest of its events, which all act together.
std::optional<double> probability_of(const Network& network, const network::Scenario& scenario) {
    std::optional<double> yearly;
    for (const auto& event : scenario.events)
        if (event.probability) yearly = std::max(yearly.value_or(0), *event.probability);
    if (!yearly) return std::nullopt;
    return -std::expm1(-*yearly * network.months / kMonthsOfYear);
}

std::vector<Situation> situations_of(const Network& network, const Outlook& outlook) {
    std::vector<Outlook::Scenario> asked = outlook.scenarios;
    if (asked.empty())
        for (const auto& scenario : network.scenarios)
            if (!scenario.borders_closed) asked.push_back({scenario.id, {}});
    std::vector<Situation> situations(1);
    Sum all;
    for (const auto& each : asked) {
        const auto& scenario = network.scenario(each.scenario);
        if (std::ranges::find(situations, each.scenario, &Situation::scenario) != situations.end())
            throw Error{"E0285", "", {{"id", each.scenario}}};
        const auto probability =
            each.probability ? each.probability : probability_of(network, scenario);
        situations.push_back({each.scenario, probability, months_hit(network, scenario)});
        all.add(probability.value_or(0));
    }
    if (all.value() > 1 + kProbabilityRounding)
        // Three digits, rounded up: it is above 1 as it is shown.
        throw Error{"E0557", "", {{"sum", format_shortest(std::ceil(all.value() * 1e3) / 1e3)}}};
    situations.front().probability = std::max(0.0, 1 - all.value());
    return situations;
}

/// What the best of the sets costs in each situation.
void read_least(Comparison& comparison) {
    for (std::size_t s = 0; s < comparison.situations.size(); ++s) {
        Situation& situation = comparison.situations[s];
        const Outcome& nothing_built = comparison.sets.front().outcomes[s];
        situation.least = nothing_built.cost;
        for (const ComparedSet& set : comparison.sets)
            situation.least = std::min(situation.least, set.outcomes[s].cost);
        situation.lost = nothing_built.lost;
    }
}

void read_regrets(Comparison& comparison) {
    read_least(comparison);
    auto& sets = comparison.sets;
    for (ComparedSet& set : sets) {
        Sum expected;
        for (std::size_t s = 0; s < comparison.situations.size(); ++s) {
            Outcome& outcome = set.outcomes[s];
            outcome.regret = outcome.cost - comparison.situations[s].least;
            set.worst_regret = std::max(set.worst_regret, outcome.regret);
            expected.add(comparison.situations[s].probability.value_or(0) * outcome.cost);
        }
        set.expected = expected.value();
    }
    const auto least = [&](double ComparedSet::*figure) {
        return static_cast<std::size_t>(std::ranges::min_element(sets, {}, figure) - sets.begin());
    };
    comparison.by_expectation = least(&ComparedSet::expected);
    comparison.by_regret = least(&ComparedSet::worst_regret);
    sets[comparison.by_expectation].best_expected = true;
    sets[comparison.by_regret].least_regret = true;
}

class Comparer {
public:
    Comparer(const Network& network, const Outlook& outlook, const Options& options)
        : network_{network},
          options_{options},
          solver_{with_stop(options)},
          clock_{solver_},
          copies_{network, situations_of(network, outlook), options} {
        result_.situations = copies_.situations();
    }

    Comparison compare() {
        if (!stopped()) add({});
        if (result_.sets.empty()) return ended_before();
        for (std::size_t s = 0; s < count() && !stopped(); ++s) {
            say(s);
            const auto found = note(copies_.best_for(s, clock_.rest()));
            if (found) add(found->decisions);
        }
        std::optional<Chosen> expected;
        if (!stopped()) {
            say(count());
            expected = note(copies_.best_expected(clock_.rest()));
            if (expected) add(expected->decisions);
        }
        read_least(result_);
        std::optional<double> regret_bound;
        if (!stopped()) {
            say(count() + 1);
            regret_bound = find_least_regret();
        }
        read_regrets(result_);
        if (stopped()) result_.status = clock_.why();
        if (expected && std::isfinite(expected->bound))
            result_.expected_gap =
                lp::relative_gap(chosen(result_.by_expectation).expected, expected->bound);
        if (regret_bound)
            result_.regret_gap =
                std::max(0.0, chosen(result_.by_regret).worst_regret - *regret_bound);
        return std::move(result_);
    }

private:
    [[nodiscard]] std::size_t count() const { return result_.situations.size(); }
    [[nodiscard]] const ComparedSet& chosen(std::size_t i) const { return result_.sets[i]; }

    [[nodiscard]] static lp::SolveOptions with_stop(const Options& options) {
        lp::SolveOptions solver = options.solver;
        if (!solver.stop.stop_possible()) solver.stop = options.run.stop;
        return solver;
    }

    [[nodiscard]] bool stopped() const { return clock_.is_over(); }

    /// Not even what it costs to build nothing is known.
    Comparison ended_before() {
        result_.situations.clear();
        result_.status = stopped() ? clock_.why() : lp::Status::unknown;
        return std::move(result_);
    }

    void tell() const {
        if (!options_.so_far.comparison) return;
        options_.so_far.comparison([&] {
            Comparison known = result_;
            read_regrets(known);
            known.status = lp::Status::interrupted;
            return known;
        });
    }

    void say(std::size_t done) const {
        if (options_.run.progress) options_.run.progress({"onshore.comparing", done, count() + 2});
    }

    std::optional<Chosen> note(Chosen found) {
        if (found.status != lp::Status::optimal && result_.status == lp::Status::optimal)
            result_.status = found.status;
        if (!found.found) return std::nullopt;
        return found;
    }

    /// Adds the set whose largest regret is least; gives what none is below. Situations are taken into the model one by
    /// one, the one that the set found last regrets most, until that is one of them: Zeng and Zhao (2013), Operations
    /// Research Letters 41(5), column-and-constraint generation.
    std::optional<double> find_least_regret() {
        std::vector<double> least;
        double same = 0;  // regrets closer than this are the same: they lie between costs
        for (const Situation& situation : result_.situations) {
            least.push_back(situation.least);
            if (std::isfinite(situation.least))
                same = std::max(same, solver_.relative_gap * std::abs(situation.least));
        }
        const auto regret_in = [&](const ComparedSet& set, std::size_t s) {
            return set.outcomes[s].cost - least[s];
        };
        const auto worst_of = [&](const ComparedSet& set) {
            std::size_t worst = 0;
            for (std::size_t s = 1; s < count(); ++s)
                if (regret_in(set, s) > regret_in(set, worst)) worst = s;
            return worst;
        };
        const auto largest = [&](const ComparedSet& set) { return regret_in(set, worst_of(set)); };
        const ComparedSet& best = *std::ranges::min_element(result_.sets, {}, largest);
        double bound = 0;
        if (largest(best) <= same) return bound;
        std::vector<std::uint8_t> taken(count(), 0);
        taken[0] = 1;
        std::size_t worst = worst_of(best);
        do {
            taken[worst] = 1;
            const auto found = note(copies_.least_regret(least, taken, clock_.rest()));
            if (!found) return std::nullopt;
            bound = std::max(bound, found->bound);
            const auto place = add(found->decisions);
            if (!place) return std::nullopt;
            const ComparedSet& set = result_.sets[*place];
            worst = worst_of(set);
            if (regret_in(set, worst) <= bound + same) break;
        } while (taken[worst] == 0);
        return bound;
    }

    /// A set with what it costs in every situation, as far as that is known of all; its place among the sets.
    std::optional<std::size_t> add(const Decisions& decisions) {
        ComparedSet set = copies_.evaluate(decisions, solver_);
        if (!std::ranges::all_of(set.outcomes,
                                 [](const Outcome& each) { return std::isfinite(each.cost); })) {
            if (result_.status == lp::Status::optimal) result_.status = lp::Status::unknown;
            return std::nullopt;
        }
        const auto known = std::ranges::find_if(result_.sets, [&](const ComparedSet& other) {
            return std::ranges::equal(set.built, other.built, [](const Built& a, const Built& b) {
                return a.process == b.process && a.expansion == b.expansion &&
                       a.capacity == b.capacity;
            });
        });
        const auto place = static_cast<std::size_t>(known - result_.sets.begin());
        if (known == result_.sets.end()) {
            result_.sets.push_back(std::move(set));
            tell();
        }
        return place;
    }

    const Network& network_;
    const Options& options_;
    lp::SolveOptions solver_;
    lp::Clock clock_;
    Copies copies_;
    Comparison result_;
};

}  // namespace

Comparison compare(const Network& network, const Outlook& outlook, const Options& options) {
    if (network.kind == network::Kind::flows) throw Error{"E0311", "", {{"model", network.name}}};
    return Comparer{network, outlook, options}.compare();
}

}  // namespace jarip::onshore
