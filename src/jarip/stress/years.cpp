// Monte Carlo: years drawn from the probabilities of events.csv. docs/formulas.md (Stress, Monte Carlo)
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "jarip/stress.hpp"
#include "jarip/stress/checkpoint.hpp"
#include "jarip/stress/distribution.hpp"
#include "jarip/stress/simulate.hpp"

namespace jarip::stress {

namespace {

constexpr std::uint32_t kHappens =
    0x59454152;                       // use of a stream: whether an event happens in a year
constexpr std::size_t kBlock = 4096;  // years that one thread draws at a time
constexpr double kYearDays = 365;     // whatever the horizon
constexpr double kTail = 0.99;        // whose shortfall is split among the events
const std::vector<double> kLevels{0.5, 0.9, 0.95, 0.99, 0.995};  // of the last, kYearsOfAllLevels

// An event that is drawn.
struct Drawable {
    const network::Scenario* scenario = nullptr;
    const network::Event* event = nullptr;
    double probability = 0;    // that it happens in a year
    std::uint32_t entity = 0;  // of its stream: by its name, so that other events change nothing
};

using Set = std::vector<std::uint32_t>;  // of Drawables, ascending

// Drawables by the names of scenario and event, in which order rows stand.
std::vector<Drawable> drawables_of(const Network& network) {
    std::vector<Drawable> result;
    for (const auto& scenario : network.scenarios)
        for (const auto& event : scenario.events) {
            if (event.probability.value_or(0) <= 0) continue;
            const double name = fraction_of(scenario.id + '/' + event.id);
            result.push_back({&scenario, &event, -std::expm1(-*event.probability),
                              static_cast<std::uint32_t>(std::ldexp(name, 32))});
        }
    const auto key = [](const Drawable& each) {
        return std::pair<const std::string&, const std::string&>{each.scenario->id, each.event->id};
    };
    std::sort(result.begin(), result.end(),
              [&](const Drawable& a, const Drawable& b) { return key(a) < key(b); });
    return result;
}

Set draw(const std::vector<Drawable>& drawables, std::uint64_t seed, std::size_t year) {
    Set set;
    for (std::uint32_t i = 0; i < drawables.size(); ++i) {
        RandomStream stream{
            {seed, static_cast<std::uint32_t>(year), drawables[i].entity, kHappens}};
        if (stream.uniform() < drawables[i].probability) set.push_back(i);
    }
    return set;
}

// Sets in the order of the first year in which each is drawn.
struct Draws {
    std::vector<Set> sets;
    std::vector<std::size_t> first;     // by set: its first year
    std::vector<std::uint32_t> set_of;  // by year
};

Draws draw_all(const std::vector<Drawable>& drawables, const YearsRequest& request) {
    std::vector<Set> drawn(request.years);
    parallel_for((request.years + kBlock - 1) / kBlock, request.options.run.threads,
                 [&](std::size_t block) {
                     const auto end = std::min(request.years, (block + 1) * kBlock);
                     for (std::size_t year = block * kBlock; year < end; ++year)
                         drawn[year] = draw(drawables, request.options.run.seed, year);
                 });
    Draws draws;
    std::map<Set, std::uint32_t> known;
    for (std::size_t year = 0; year < request.years; ++year) {
        const auto [place, is_new] =
            known.emplace(drawn[year], static_cast<std::uint32_t>(draws.sets.size()));
        if (is_new) {
            draws.sets.push_back(drawn[year]);
            draws.first.push_back(year);
        }
        draws.set_of.push_back(place->second);
    }
    return draws;
}

// All events of a set. Those of a scenario that have no probability of their own happen with any that has.
network::Scenario scenario_of(const std::vector<Drawable>& drawables, const Set& set) {
    network::Scenario all;
    const network::Scenario* last = nullptr;
    const auto add = [&](const network::Scenario& scenario, const network::Event& event) {
        all.events.push_back(event);
        all.events.back().id = scenario.id + '/' + event.id;
    };
    for (const std::uint32_t i : set) {
        const auto& scenario = *drawables[i].scenario;
        add(scenario, *drawables[i].event);
        if (&scenario == last) continue;
        last = &scenario;
        for (const auto& event : scenario.events)
            if (!event.probability) add(scenario, event);
    }
    return all;
}

struct Losses : YearLosses {
    bool known = false;
};

// In which order sets stand, and what they are called by in a checkpoint.
std::string name_of(const std::vector<Drawable>& drawables, const Set& set) {
    std::string name;
    for (const auto i : set) {
        if (!name.empty()) name += ';';
        name += drawables[i].scenario->id + '/' + drawables[i].event->id;
    }
    return name;
}

// Each set is run once. What is lost until recovery counts, also where that is after the horizon.
class Runner {
public:
    Runner(const LabelledChain& chain, const Network& network,
           const std::vector<Drawable>& drawables, const Options& options)
        : chain_{chain}, network_{network}, drawables_{drawables}, options_{options} {
        options_.keep_production = false;
        const double days = options_.days.value_or(network.horizon.days());
        if (network.availability.empty() || days == kYearDays) return;
        without_events_ = lost_in({});
        without_events_.received *= 1 - kYearDays / days;
        without_events_.made *= 1 - kYearDays / days;
    }

    // What the checkpoint knows is not run again.
    [[nodiscard]] std::vector<Losses> run(
        const std::vector<Set>& sets, Checkpoint& checkpoint,
        const std::function<void(const std::vector<Losses>&)>& more_known) const {
        std::vector<Losses> losses(sets.size());
        std::mutex mutex;
        std::size_t done = 0;
        parallel_for(sets.size(), options_.run.threads, [&](std::size_t i) {
            if (options_.run.stop.stop_requested()) return;
            const std::string name = name_of(drawables_, sets[i]);
            const auto before = checkpoint.find(name);
            const Losses found = before ? Losses{*before, true} : of(sets[i]);
            const std::scoped_lock lock{mutex};
            losses[i] = found;
            if (found.known && !before) checkpoint.add(name, found);
            if (options_.run.progress)
                options_.run.progress({"stress.years_progress", ++done, sets.size()});
            more_known(losses);
        });
        return losses;
    }

private:
    [[nodiscard]] Losses lost_in(const Set& set) const {
        const auto scenario = scenario_of(drawables_, set);
        const Run run = run_of(chain_, network_, &scenario, options_);
        return {{run.lost_value + run.lost_value_after, run.unmade_value_until_recovery},
                !run.interrupted};
    }
    [[nodiscard]] Losses of(const Set& set) const {
        Losses losses = lost_in(set);
        losses.received = std::max(0.0, losses.received - without_events_.received);
        losses.made = std::max(0.0, losses.made - without_events_.made);
        return losses;
    }

    const LabelledChain& chain_;
    const Network& network_;
    const std::vector<Drawable>& drawables_;
    Options options_;
    Losses without_events_;  // what availability.csv alone loses beyond a year's part of the days
};

// Years before the first one whose set is not known: a sample like any other.
std::size_t years_known(const Draws& draws, const std::vector<Losses>& losses) {
    for (std::size_t i = 0; i < draws.first.size(); ++i)
        if (!losses[i].known) return draws.first[i];
    return draws.set_of.size();
}

using LossKind = double YearLosses::*;

std::vector<Drawn> sample(const std::vector<Losses>& losses, const std::vector<std::size_t>& times,
                          LossKind kind) {
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < times.size(); ++i)
        drawn.push_back({times[i] > 0 ? losses[i].*kind : 0, times[i]});
    return drawn;
}

// Splits each of the worst years among its events, in proportion to what each loses alone.
std::vector<std::optional<double>> shares_of_tail(const Draws& draws,
                                                  const std::vector<Drawn>& drawn,
                                                  const std::vector<Losses>& alone, LossKind kind) {
    if (!has_worst(drawn, kTail))
        return std::vector<std::optional<double>>(alone.size(), std::nullopt);
    const auto worst = worst_of(drawn, kTail);
    std::vector<Sum> parts(alone.size());
    Sum all;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const double loss = worst[i] * drawn[i].loss;
        all.add(loss);
        Sum together;
        for (const auto each : draws.sets[i]) together.add(alone[each].*kind);
        for (const auto each : draws.sets[i])
            parts[each].add(together.value() > 0
                                ? loss * (alone[each].*kind) / together.value()
                                : loss / static_cast<double>(draws.sets[i].size()));
    }
    std::vector<std::optional<double>> shares;
    for (const Sum& part : parts) shares.push_back(ratio(part.value(), all.value()));
    return shares;
}

std::vector<Driver> drivers_of(const std::vector<Drawable>& drawables, const Draws& draws,
                               const std::vector<std::size_t>& times,
                               const std::vector<Losses>& alone) {
    std::vector<Driver> drivers;
    for (std::uint32_t i = 0; i < drawables.size(); ++i) {
        Driver driver{drawables[i].scenario->id, drawables[i].event->id, drawables[i].probability};
        for (std::size_t s = 0; s < draws.sets.size(); ++s)
            if (std::ranges::binary_search(draws.sets[s], i)) driver.years += times[s];
        driver.received_alone = alone[i].received;
        driver.made_alone = alone[i].made;
        drivers.push_back(std::move(driver));
    }
    return drivers;
}

/// What years before the first that is not known lose; without what drives it.
struct Counted {
    Years years;
    std::vector<std::size_t> times;  // by set: the years in which it is drawn
    std::vector<Drawn> received, made;
};
Counted counted(const Draws& draws, const std::vector<Losses>& losses,
                const YearsRequest& request) {
    Counted result{.years = {.asked = request.years, .seed = request.options.run.seed}};
    Years& years = result.years;
    years.years = years_known(draws, losses);
    result.times.assign(draws.sets.size(), 0);
    for (std::size_t year = 0; year < years.years; ++year) ++result.times[draws.set_of[year]];
    for (const auto count : result.times) years.sets += count > 0 ? 1U : 0U;
    if (years.years == 0) return result;
    result.received = sample(losses, result.times, &YearLosses::received);
    result.made = sample(losses, result.times, &YearLosses::made);
    years.received = distribution_of(result.received, kLevels);
    years.made = distribution_of(result.made, kLevels);
    return result;
}

}  // namespace

Years years(const Network& network, const YearsRequest& request) {
    const auto drawables = drawables_of(network);
    if (drawables.empty()) throw Error{"E0504", "events.csv"};
    Checkpoint checkpoint{request};
    const LabelledChain chain = chain_for(network, request.options.run);
    const Draws draws = draw_all(drawables, request);
    std::vector<Set> sets = draws.sets;
    std::map<Set, std::size_t> place;
    for (std::size_t i = 0; i < sets.size(); ++i) place.emplace(sets[i], i);
    std::vector<std::size_t> alone_at;  // by event
    for (std::uint32_t i = 0; i < drawables.size(); ++i) {
        const auto [found, is_new] = place.emplace(Set{i}, sets.size());
        if (is_new) sets.push_back({i});
        alone_at.push_back(found->second);
    }
    const Runner runner{chain, network, drawables, request.options};
    const auto losses = runner.run(sets, checkpoint, [&](const std::vector<Losses>& known) {
        if (request.so_far && years_known(draws, known) > 0)
            request.so_far([&] {
                Years so_far = counted(draws, known, request).years;
                so_far.interrupted = true;
                return so_far;
            });
    });
    auto [result, times, received, made] = counted(draws, losses, request);
    result.interrupted = request.options.run.stop.stop_requested();
    if (result.interrupted || result.years == 0) return result;
    std::vector<Losses> alone;
    for (const auto at : alone_at) alone.push_back(losses[at]);
    result.drivers = drivers_of(drawables, draws, times, alone);
    const auto of_received = shares_of_tail(draws, received, alone, &YearLosses::received);
    const auto of_made = shares_of_tail(draws, made, alone, &YearLosses::made);
    for (std::size_t i = 0; i < drawables.size(); ++i) {
        result.drivers[i].of_received_tail = of_received[i];
        result.drivers[i].of_made_tail = of_made[i];
    }
    return result;
}

}  // namespace jarip::stress
