#include <algorithm>
#include <array>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "jarip/core/so_far.hpp"
#include "jarip/stress.hpp"
#include "jarip/stress/chain.hpp"
#include "jarip/stress/exposure.hpp"
#include "jarip/stress/least_lost.hpp"
#include "jarip/stress/rebuilding.hpp"
#include "jarip/stress/recorder.hpp"
#include "jarip/stress/replan.hpp"
#include "jarip/stress/simulate.hpp"
#include "jarip/stress/stand_ins.hpp"
#include "jarip/stress/step.hpp"
#include "jarip/stress/stock_search.hpp"
#include "jarip/stress/timeline.hpp"
#include "jarip/stress/tolerances.hpp"

namespace jarip::stress {

Run::Run() = default;
Run::~Run() = default;
Run::Run(const Run&) = default;
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(const Run&) = default;
Run& Run::operator=(Run&&) noexcept = default;

namespace {

double sum_of(const std::vector<DayResult>& days, double DayResult::*figure) {
    Sum total;
    for (const auto& day : days) total.add(day.*figure);
    return total.value();
}

}  // namespace

double Run::baseline() const { return sum_of(days, &DayResult::baseline); }
double Run::baseline_value() const { return sum_of(days, &DayResult::baseline_value); }
double Run::made_baseline() const { return sum_of(days, &DayResult::made_baseline); }

std::optional<double> Run::lost_share() const {
    return by_value ? ratio(lost_value, baseline_value()) : ratio(lost, baseline());
}

std::optional<double> Run::least_lost_share() const {
    if (by_value)
        return least_lost_value ? ratio(*least_lost_value, baseline_value()) : std::nullopt;
    return least_lost ? ratio(*least_lost, baseline()) : std::nullopt;
}

namespace {

// The scenario with its events in the order of their ids, so that the order of rows counts for nothing.
network::Scenario sorted(network::Scenario scenario) {
    std::sort(scenario.events.begin(), scenario.events.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return scenario;
}

// Events that begin after the days of the run are none of it: their ids.
std::vector<std::string> take_later(network::Scenario& scenario, Day end) {
    std::vector<std::string> later;
    for (const auto& event : scenario.events)
        if (event.start >= end) later.push_back(event.id);
    std::erase_if(scenario.events, [&](const auto& event) { return event.start >= end; });
    return later;
}

// The first day of an event that hits something.
std::optional<int> first_effect(const network::Scenario& scenario, const Timeline& timeline,
                                Day start) {
    std::optional<int> first;
    if (scenario.borders_closed) first = 0;
    for (const auto& event : scenario.events) {
        const auto is_one = [&](const std::string& id) { return id == event.id; };
        if (std::ranges::any_of(timeline.missed(), is_one) ||
            std::ranges::any_of(timeline.price_only(), is_one))
            continue;
        const int day = std::max(0, static_cast<int>((event.start - start).count()));
        first = std::min(first.value_or(day), day);
    }
    return first;
}

// A run goes on beyond its days, at most as many again, while it has not recovered; the shortest as long as it takes to tell.
std::uint32_t last_day(std::uint32_t days, const network::Scenario& scenario) {
    return scenario.borders_closed ? days : days + std::max(days, kCalm);
}

// A run, and the slots that were not filled, from home's first loss back to its root.
struct Outcome {
    Run run;
    std::vector<std::uint32_t> cause_slots;
};

// Overtime begins on the third day: of a chain that is at rest on the first three all further days without conditions are the same.
constexpr std::uint32_t kDaysToRest = 3;

enum class Ending { after_all_days, below_threshold };

Outcome run_one(const LabelledChain& at_baseline, const Network& network,
                const network::Scenario* asked, const Options& options,
                const Replanned* replanned = nullptr, Ending ending = Ending::after_all_days) {
    const auto days =
        static_cast<std::uint32_t>(std::max(1, options.days.value_or(network.horizon.days())));
    network::Scenario scenario = asked == nullptr ? network::Scenario{} : sorted(*asked);
    auto later = take_later(scenario, network.horizon.first + std::chrono::days{days});
    const std::uint32_t most = options.losses_only ? days : last_day(days, scenario);
    // What the scenario changes of the chain, and where plans made anew stand in that.
    auto changed = with_stand_ins(at_baseline, network, scenario, most);
    Replanned moved;
    if (changed && replanned != nullptr) {
        moved.plan_on = replanned->plan_on;
        for (const auto& plan : replanned->plans)
            moved.plans.push_back(on_edges_of(changed->chain, at_baseline.chain, plan));
        replanned = &moved;
    }
    Timeline timeline{changed ? *changed : at_baseline, network,
                      asked == nullptr ? nullptr : &scenario, most};
    Rebuilding rebuilding{changed ? *changed : at_baseline, network, scenario, timeline};
    if (!rebuilding.empty() && !at_baseline.ranks.edge.empty()) {
        if (!changed) changed = at_baseline;
        rebuilding.rank(*changed);
    }
    const LabelledChain& chain = changed ? *changed : at_baseline;
    Conditions conditions{chain.chain};
    State state{chain.chain, most, timeline.most_late()};
    state.threads = options.run.threads;
    Recorder recorder{chain, network, options};
    bool interrupted = false;
    // Days before anything acts are alike.
    const std::uint32_t calm = replanned == nullptr ? std::min(days, timeline.first_day()) : 0;
    bool at_rest = calm > kDaysToRest;
    for (std::uint32_t day = 0; day < most && !interrupted; ++day) {
        if (day >= days && recorder.has_recovered()) break;
        rebuilding.tell(timeline);
        timeline.set(day, conditions);
        rebuilding.order(day, conditions);
        if (replanned != nullptr) conditions.plan = replanned->on(day);
        limit_orders(chain.chain, conditions, state);
        recorder.see_orders(state);
        advance(chain.chain, conditions, day, state);
        rebuilding.receive(day, state);
        recorder.add(day, day < days, state, conditions);
        interrupted = options.run.stop.stop_requested();
        at_rest = at_rest && day < calm && is_at_rest(chain.chain, state);
        if (at_rest && day + 1 == kDaysToRest) {
            recorder.repeat(calm - kDaysToRest);
            rest_until(chain.chain, calm, state);
            day = calm - 1;
            at_rest = false;
        }
        if (ending == Ending::below_threshold && recorder.is_below_threshold()) break;
    }
    Outcome outcome{{}, recorder.cause_slots()};
    Run& run = outcome.run;
    run = std::move(recorder).finish(timeline);
    run.scenario = scenario.id;
    run.rebuilt = rebuilding.results();
    run.first_effect_day = first_effect(scenario, timeline, network.horizon.first);
    run.price_only = timeline.price_only();
    run.missed = timeline.missed();
    run.missed.insert(run.missed.end(), later.begin(), later.end());
    std::sort(run.missed.begin(), run.missed.end());
    run.later = std::move(later);
    run.interrupted = interrupted;
    return outcome;
}

// How much later home's first loss is, thanks to the stock of each line of the cause: the run again, with a single
// day in that slot.
void add_bought_days(const LabelledChain& chain, const Network& network,
                     const network::Scenario* scenario, const Options& options, Outcome& outcome) {
    Run& run = outcome.run;
    if (!run.first_loss_day) return;
    Options until = options;
    until.keep_production = false;
    until.days = std::max(1, *run.first_loss_day + 1);
    LabelledChain other = chain;
    const Chain& before = chain.chain;
    for (std::size_t i = 0; i < run.cause.size(); ++i) {
        const auto slot = outcome.cause_slots[i];
        if (chain.chain.permission[slot] != 0 || chain.chain.first_days[slot] <= 1) continue;
        set_days_in_stock(network, slot, 1, other);
        const auto first = run_one(other, network, scenario, until).run.first_loss_day;
        if (first) run.cause[i].bought_days = *run.first_loss_day - *first;
        other.chain.first_days[slot] = before.first_days[slot];
        other.chain.target_days[slot] = before.target_days[slot];
        other.chain.reserve_days[slot] = before.reserve_days[slot];
        other.chain.rebuild_days[slot] = before.rebuild_days[slot];
    }
}

Run run_named(const LabelledChain& chain, const Network& network, const std::string& scenario,
              const Options& options) {
    std::optional<network::Scenario> events;
    if (!scenario.empty()) events = network.together(scenario);
    const auto* asked = events ? &*events : nullptr;
    Outcome outcome = run_one(chain, network, asked, options);
    if (!options.losses_only) add_bought_days(chain, network, asked, options, outcome);
    outcome.run.nodes = labels_of(chain, network);
    return std::move(outcome.run);
}

// The built-in scenario, then the others by id.
std::vector<const network::Scenario*> in_order(const Network& network) {
    std::vector<const network::Scenario*> scenarios;
    for (const auto& scenario : network.scenarios) scenarios.push_back(&scenario);
    std::sort(scenarios.begin(), scenarios.end(), [](const auto* a, const auto* b) {
        return std::pair{!a->borders_closed, std::string_view{a->id}} <
               std::pair{!b->borders_closed, std::string_view{b->id}};
    });
    return scenarios;
}

// Without the names of the nodes.
std::vector<Run> run_all(const LabelledChain& chain, const Network& network,
                         const Options& options) {
    const auto scenarios = in_order(network);
    std::vector<Run> runs(scenarios.size());
    std::mutex telling;
    parallel_for(runs.size(), options.run.threads, [&](std::size_t i) {
        runs[i] = run_of(chain, network, scenarios[i], options);
        if (!options.found) return;
        Run named = runs[i];
        named.nodes = labels_of(chain, network);
        const std::lock_guard lock{telling};
        options.found(named);
    });
    return runs;
}

// What each run of a recipe chain loses at least, however everybody plans.
void add_least(const LabelledChain& chain, const Network& network, const plan::SteadyPlan& month,
               const Options& options, std::vector<Run>& runs) {
    const bool any = std::ranges::any_of(runs, [](const Run& run) {
        return !run.scenario.empty() && !run.days.empty() && run.days.front().baseline > 0;
    });
    if (!any || options.run.stop.stop_requested()) return;
    const bool by_value = runs.front().by_value;
    const auto days =
        static_cast<std::uint32_t>(std::max(1, options.days.value_or(network.horizon.days())));
    LeastLost solves{network, month, chain, days, by_value};
    for (Run& run : runs) {
        if (options.run.stop.stop_requested()) return;
        if (run.scenario.empty()) continue;
        // Whoever loses nothing by going on as before cannot lose less.
        LeastLost::Lost least;
        if (run.lost != 0) least = solves.under(network.together(run.scenario));
        run.least_lost = least.units;
        if (by_value) run.least_lost_value = least.counted;
    }
}

std::vector<Run> with_names(std::vector<Run> runs, const LabelledChain& chain,
                            const Network& network) {
    for (Run& run : runs) run.nodes = labels_of(chain, network);
    return runs;
}

// Days until deliveries fall below the threshold with borders closed; that run may be among those done.
std::optional<int> autonomy(const LabelledChain& chain, const Network& network,
                            const std::vector<Run>& runs, Options options) {
    const auto closed = std::find_if(network.scenarios.begin(), network.scenarios.end(),
                                     [](const auto& scenario) { return scenario.borders_closed; });
    if (closed == network.scenarios.end()) return std::nullopt;
    for (const Run& run : runs)
        if (run.scenario == closed->id) return run.threshold_day;
    options.keep_production = false;
    return below_threshold(chain, network, *closed, options);
}

// Of plans that cost the same the one that brings home most, and as early as it can: what a product is worth more where it goes
// home, twice that in the first period.
constexpr double kPreferHome = 1e-6;

// What the plan of least cost brings to home's demands, by period of the horizon; no periods: there is no plan.
struct PlannedAtHome {
    std::vector<PlannedPeriod> periods;
    double lacking =
        0;  // of what is usual, as a run counts it: what does not come in the period in which it is wanted
};

PlannedAtHome planned_at_home(const Network& network, const plan::SteadyPlan& month, const Run& run,
                              const std::string& scenario, const RunOptions& options) {
    const auto events = scenario.empty() ? network::Scenario{} : network.together(scenario);
    auto plan =
        plan::period_formulation(network, {.scenario = scenario.empty() ? nullptr : &events});
    std::vector<DemandId> at_home;
    for (const DemandId id : network.demands.ids())
        if (const auto pool = network.demands[id].pool;
            network.at_home(network.country_of(pool)) &&
            network.is_product(network.pools[pool].item))
            at_home.push_back(id);
    const auto column = [&](std::size_t t, DemandId id) {
        return plan.delivered[t * network.demands.size() + id.index()];
    };
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        const double earlier =
            1 - static_cast<double>(t) / static_cast<double>(plan.periods.size());
        for (const DemandId id : at_home)
            if (const auto delivered = column(t, id); delivered.valid())
                plan.model.columns[delivered].cost -=
                    kPreferHome * network.demands[id].price * (1 + earlier);
    }
    const auto solution = lp::solve(plan.model, {.stop = options.stop, .interior_point = true});
    if (solution.status != lp::Status::optimal) return {};
    PlannedAtHome planned;
    Sum lacking;
    std::vector<std::vector<double>> due;
    for (const DemandId id : at_home) due.push_back(due_by_period(network, month, id));
    for (std::size_t t = 0; t < plan.periods.size(); ++t) {
        Sum units;
        Sum value;
        for (std::size_t i = 0; i < at_home.size(); ++i) {
            const DemandId id = at_home[i];
            const double price = network.demands[id].price;
            const double came = plan::flow_of(plan.model, solution, column(t, id));
            units.add(came);
            value.add(came * price);
            const double missing = due[i][t] - came;
            if (missing > kShort * due[i][t]) lacking.add(missing * (run.by_value ? price : 1));
        }
        planned.periods.push_back({.period = plan.periods[t],
                                   .delivered = units.value(),
                                   .delivered_value = value.value()});
    }
    planned.lacking = lacking.value();
    return planned;
}

// The run in which orders follow plans that are made anew every so many days.
Run run_replanned(const LabelledChain& chain, const Network& network, const Request& request) {
    const auto scenario =
        request.scenario.empty() ? network::Scenario{} : sorted(network.together(request.scenario));
    Options options = request.options;
    options.keep_production = false;
    const auto days = static_cast<std::uint32_t>(options.days.value_or(network.horizon.days()));
    const auto step = static_cast<std::uint32_t>(*request.replan_days);
    const auto replanned = replan(network, chain, scenario, step, days, options.run);
    return run_one(replanned.chain, network, &scenario, options, &replanned).run;
}

Bounds bounds_of(const LabelledChain& chain, const Network& network, const plan::SteadyPlan* month,
                 const Run& run, const Request& request, const SoFar<Bounds>& so_far) {
    Bounds bounds;
    const auto tell = [&] {
        if (so_far) so_far([&] { return bounds; });
    };
    bounds.as_before = run.lost_share();
    bounds.least = run.least_lost_share();
    bounds.replan_days = request.replan_days;
    if (request.replan_days || request.bounds) tell();
    if (request.replan_days) {
        const Run replanned = run_replanned(chain, network, request);
        bounds.replan = replanned.lost_share();
        for (const auto& day : replanned.days) {
            bounds.replan_delivered.push_back(day.delivered);
            bounds.replan_delivered_value.push_back(day.delivered_value);
        }
    }
    if (!request.bounds) return bounds;
    if (request.replan_days) tell();
    std::array<PlannedAtHome, 2> planned;
    parallel_for(2, request.options.run.threads, [&](std::size_t i) {
        planned[i] =
            planned_at_home(network, *month, run, i == 0 ? "" : run.scenario, request.options.run);
    });
    const auto& [undisturbed, under] = planned;
    if (undisturbed.periods.empty() || under.periods.empty()) return bounds;
    for (std::size_t t = 0; t < under.periods.size(); ++t) {
        PlannedPeriod planned_period = under.periods[t];
        planned_period.baseline = undisturbed.periods[t].delivered;
        planned_period.baseline_value = undisturbed.periods[t].delivered_value;
        bounds.planned.push_back(planned_period);
    }
    // A plan is of the horizon.
    if (run.days.size() != static_cast<std::size_t>(network.horizon.days())) return bounds;
    const double usual = run.by_value ? run.baseline_value() : run.baseline();
    bounds.replanned = ratio(under.lacking, usual);
    bounds.replanned_without = ratio(undisturbed.lacking, usual);
    return bounds;
}

// Nodes of which the index is known; where nothing stopped it, all, though some have none.
std::size_t exposures_done(const std::vector<Exposure>& exposure, const RunOptions& run) {
    if (!run.stop.stop_requested()) return exposure.size();
    return static_cast<std::size_t>(std::ranges::count_if(
        exposure, [](const Exposure& each) { return each.esri.has_value(); }));
}

plan::SteadyPlan month_of(const Network& network, const RunOptions& run) {
    return plan::steady(network, {.bottlenecks = false, .run = run});
}

// What is known of a part of a study, as what is known of the study.
template <class Part, class Place>
SoFar<Part> so_far_of(const Request& request, const Study& study, Place place) {
    if (!request.so_far) return {};
    return [&, place](const std::function<Part()>& known) {
        request.so_far([&] {
            Study so_far = study;
            so_far.*place = known();
            so_far.interrupted = true;
            return so_far;
        });
    };
}

std::vector<Run> run_all_telling(const LabelledChain& chain, const Network& network,
                                 const Request& request, const Study& study) {
    const auto so_far = so_far_of<std::vector<Run>>(request, study, &Study::runs);
    if (!so_far) return run_all(chain, network, request.options);
    Options options = request.options;
    std::vector<Run> known;
    options.found = [&](const Run& run) {
        if (request.options.found) request.options.found(run);
        known.push_back(run);
        known.back().nodes.clear();
        if (known.size() > 1) so_far([&] { return known; });  // one alone has another form
    };
    return run_all(chain, network, options);
}

}  // namespace

Run run_of(const LabelledChain& chain, const Network& network, const network::Scenario* scenario,
           const Options& options) {
    return run_one(chain, network, scenario, options).run;
}

std::optional<int> below_threshold(const LabelledChain& chain, const Network& network,
                                   const network::Scenario& scenario, const Options& options) {
    const Run run =
        run_one(chain, network, &scenario, options, nullptr, Ending::below_threshold).run;
    if (run.threshold_day || !run.interrupted) return run.threshold_day;
    return static_cast<int>(run.days.size()) - 1;
}

void set_days_in_stock(const Network& network, std::uint32_t slot, double days,
                       LabelledChain& labelled) {
    Chain& chain = labelled.chain;
    chain.first_days[slot] = chain.target_days[slot] = days;
    // Economies keep a reserve of their own in each sector: of a single day it is that day.
    chain.reserve_days[slot] = std::max(1.0, network.stress.psi.value_or(0) * days);
    if (network.kind == network::Kind::recipes)
        chain.rebuild_days[slot] = network.stress.tau_inventory.value_or(days);
}

LabelledChain chain_for(const Network& network, const RunOptions& run) {
    if (network.kind == network::Kind::flows) return chain_of(network);
    return chain_of(network, month_of(network, run));
}

Run simulate(const Network& network, const plan::SteadyPlan& month, const std::string& scenario,
             const Options& options) {
    if (network.kind == network::Kind::flows) return simulate(network, scenario, options);
    return run_named(chain_of(network, month), network, scenario, options);
}

Run simulate(const Network& network, const std::string& scenario, const Options& options) {
    return run_named(chain_for(network, options.run), network, scenario, options);
}

std::vector<Run> simulate_all(const Network& network, const plan::SteadyPlan& month,
                              const Options& options) {
    if (network.kind == network::Kind::flows) return simulate_all(network, options);
    const LabelledChain chain = chain_of(network, month);
    auto runs = run_all(chain, network, options);
    if (options.least) add_least(chain, network, month, options, runs);
    return with_names(std::move(runs), chain, network);
}

std::vector<Run> simulate_all(const Network& network, const Options& options) {
    const LabelledChain chain = chain_for(network, options.run);
    return with_names(run_all(chain, network, options), chain, network);
}

Study study(const Network& network, const Request& request) {
    if (request.exposure && network.kind != network::Kind::flows)
        throw Error{"E0500", "model.toml"};
    if ((request.bounds || request.replan_days) && network.kind == network::Kind::flows)
        throw Error{"E0502", "model.toml"};
    if ((request.outages || request.leverage) && network.kind == network::Kind::flows)
        throw Error{"E0506", "model.toml"};
    if (request.last_days && network.kind == network::Kind::flows)
        throw Error{"E0502", "model.toml"};
    std::optional<plan::SteadyPlan> month;
    if (network.kind == network::Kind::recipes) month = month_of(network, request.options.run);
    const LabelledChain chain = month ? chain_of(network, *month) : chain_of(network);
    Study study{.threshold = request.options.threshold};
    study.nodes = labels_of(chain, network);
    if (request.all)
        study.runs = run_all_telling(chain, network, request, study);
    else
        study.runs.push_back(run_named(chain, network, request.scenario, request.options));
    if (month) add_least(chain, network, *month, request.options, study.runs);
    study.autonomy_days = autonomy(chain, network, study.runs, request.options);
    if (study.runs.size() == 1)
        study.bounds = bounds_of(chain, network, month ? &*month : nullptr, study.runs.front(),
                                 request, so_far_of<Bounds>(request, study, &Study::bounds));
    if (request.last_days && study.runs.size() == 1)
        study.stocks = stocks_to_last(chain, network, *month, network.together(request.scenario),
                                      study.runs.front(), *request.last_days, request.options);
    if (request.exposure) {
        study.exposure = exposure_of_nodes(network, chain, request.options);
        study.exposure_done = exposures_done(study.exposure, request.options.run);
    }
    if (request.outages)
        study.outages = outages(network, *month, *request.outages, request.options,
                                so_far_of<Outages>(request, study, &Study::outages));
    if (request.leverage)
        study.leverage =
            leverage(network, *month, request.options,
                     so_far_of<std::vector<Leverage>>(request, study, &Study::leverage));
    study.interrupted =
        study.exposure_done < study.exposure.size() ||
        (study.stocks && study.stocks->interrupted) ||
        ((request.outages || request.leverage) && request.options.run.stop.stop_requested()) ||
        std::ranges::any_of(study.runs, [](const Run& run) { return run.interrupted; });
    return study;
}

}  // namespace jarip::stress
