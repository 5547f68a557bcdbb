/// What happens when something is cut, and how many days do we last?
///
/// One simulation core, day by day, for chains of recipes and for economies of money flows.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const auto run = jarip::stress::simulate(network, month, "borders-closed");
///     // run.threshold_day: the first day with less than 90 % of usual deliveries at home
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "jarip/plan.hpp"
#include "jarip/stress/ids.hpp"      // nodes, inputs and parts in results
#include "jarip/stress/outages.hpp"  // what hangs on a site, company, country or item
#include "jarip/stress/stocks.hpp"   // stocks with which home lasts so many days

namespace jarip::stress {

/// A node of the simulation in a run, or in all runs of a study.
struct NodeLabel {
    NodeRef node;
    double baseline = 0;  ///< production (a demand: delivery) a day
    bool at_home = false;
};

struct DayResult {
    Day date;
    double delivered =
        0;  ///< at home, a day (recipes: units of products; flows: output of home's nodes)
    double baseline = 0;
    double made = 0;             ///< value of what home's nodes make
    double made_baseline = 0;    ///< the same at the baseline
    double delivered_value = 0;  ///< `delivered` at the demands' prices (flows: as `delivered`)
    double baseline_value = 0;
};

/// A node that was held back for want of an input.
struct Starved {
    NodeRef node;
    InputRef of;  ///< what it lacked first
    int day = 0;  ///< the first such day, from 0
    bool at_home = false;
    double stock_days = 0;  ///< of use of it that lay in stock at the start
    /// Of `cause`, in a study of one run: how much later home's first loss is than with a single day of it in stock.
    std::optional<int> bought_days;
};

/// What events did to the suppliers of the last line of `cause`; without a line, to `first_loser`.
struct Hit {
    enum class What {
        making,  ///< the suppliers' capacity; its own
        way,     ///< what leads from them; from it
        stock,   ///< what lay in stock
        orders,  ///< those whom it serves ask for less
    };
    What what = What::making;
    /// Without a line of `cause`, of home's nodes the one that loses most on the day of the first loss.
    std::optional<NodeRef> first_loser;
    std::vector<NodeRef> suppliers;   ///< the largest first; of stock: none; of orders: customers
    std::vector<std::string> events;  ///< in the order of their ids; none: availability.csv
};

/// What somebody does not make, over the days of a run, at list prices: the baseline less what is made, so that what
/// is made up for later is not lost. Whoever makes more, all together, has lost nothing.
struct MadeLoss {
    double lost_value = 0;  ///< of output
    double exports_lost_value =
        0;  ///< of what goes from home over its border (in the world: over any)
};

/// What a stage (flows: sector) does not make at home.
struct StageLoss {
    StageId stage;  ///< exactly one of the two is valid
    NodeId sector;  ///< one of its nodes
    MadeLoss made;
};

/// What a company does not make at home.
struct CompanyLoss {
    CompanyId company;
    MadeLoss made;
};

/// What one country's demands (flows: nodes) fall short of their baseline.
struct CountryLoss {
    CountryId country;
    double lost = 0;
    double lost_value = 0;
};

/// What home does not receive of one product, in its own units.
struct ProductLoss {
    ItemId product;
    double lost = 0;
    double baseline = 0;  ///< over the days
    double lost_value = 0;
};

/// Demand at home beyond the baseline while a surge lasts.
struct Surge {
    double wanted = 0;
    double unserved = 0;        ///< of `wanted`
    double wanted_value = 0;    ///< at the demands' prices
    double unserved_value = 0;  ///< the same
};

/// What an event with `recovery = rebuild` destroyed, and what of it was rebuilt.
struct Rebuilt {
    std::string event;
    double cost = 0;         ///< of all that was destroyed
    double rebuilt = 0;      ///< worth of what was sent until the end of the run
    std::optional<int> day;  ///< the first (from 0) after which less than 1 % is left
    /// As the event names them: items, or sectors, that no node makes, so that they are never rebuilt.
    std::vector<std::string> nobody_makes;
};

/// What was sent over other ways and by other makers (`reroute`, `search_days` of [stress]).
struct StandIns {
    double value = 0;  ///< at list prices
    /// Conversion after subsidies, freight and tariffs, less those of the way that was closed or of the slot's usual makers;
    /// below 0: it was cheaper.
    double extra_cost = 0;
};

struct Run {
    std::string scenario;
    /// Products of several kinds, which differ in size: what is below the baseline, the threshold or recovered, and shares of
    /// what is lost, are of what deliveries are worth at the demands' prices, not of their number.
    bool by_value = false;
    std::vector<DayResult> days;
    std::vector<NodeLabel> nodes;               ///< in the order of their ids, processes first
    std::vector<double> production;             ///< [day × node], on request
    std::vector<std::optional<double>> lowest;  ///< beside nodes: the lowest production ÷ baseline
    std::optional<int> first_effect_day;        ///< when the scenario's first event acts (from 0)
    std::optional<int>
        first_loss_day;  ///< first day (from 0) with less than the baseline delivered at home
    std::optional<int> threshold_day;  ///< first day with less than the threshold delivered at home
    /// The day from which on what home receives and what it makes stay within 0.1 % of the baseline.
    std::optional<int> recovered_day;
    double lost = 0;  ///< Σ over days of what each delivery at home falls short of its baseline
    double lost_value = 0;  ///< the same at the demands' prices (flows: as `lost`)
    /// A bound below which no loss of deliveries at home can fall, however everybody plans, and knew of the events beforehand:
    /// of `lost`, and of what a plan by periods does not bring in the period in which it is due (docs/formulas.md, Stress).
    /// nullopt: not asked for, a model of money flows, nothing is delivered at home.
    std::optional<double> least_lost;
    std::optional<double>
        least_lost_value;  ///< of several products this is the least, `least_lost` its units
    std::vector<ProductLoss>
        lost_by_product;                   ///< in the order of the model's products; flows: none
    MadeLoss made;                         ///< what home does not make
    std::vector<StageLoss> made_by_stage;  ///< largest loss first; those that lose
    std::vector<CompanyLoss> made_by_company;  ///< the same
    double world_lost = 0;                     ///< as `lost`, of all countries
    double world_lost_value = 0;
    std::vector<CountryLoss>
        lost_by_country;  ///< largest loss first; those that lose, home among them
    MadeLoss world_made;
    Surge surge;
    /// With unmet = "backlog": what home's demands (flows: nodes) owe on the last of `days`, units.
    std::optional<double> backlog;
    std::optional<double> backlog_value;  ///< at the demands' prices
    std::vector<Rebuilt> rebuilt;         ///< in the order of events
    std::optional<StandIns> stand_ins;    ///< nullopt: the model asks for none
    bool losing_at_end = false;           ///< not recovered on the last of `days`
    int days_after = 0;                ///< run beyond `days`, at most as many again, until recovery
    double lost_after = 0;             ///< in these
    double lost_value_after = 0;       ///< in these
    double made_lost_value_after = 0;  ///< in these; below 0: what is made up for in them
    /// Of both together, what home makes more taken off.
    double unmade_value_until_recovery = 0;
    std::vector<Starved> starved;  ///< each node once, in order of time
    /// Why home lost first: from what it missed back to the node whose input no longer came although its
    /// suppliers lacked nothing (they or the way were hit); each line is the earliest supplier of the one before. None: whoever
    /// lost most on that day lacked nothing (Hit::first_loser).
    std::vector<Starved> cause;
    std::optional<Hit> hit;  ///< the part at the root; nullopt: others took more than usual
    std::vector<std::string>
        price_only;  ///< events that change prices and, in the short run, no quantity
    std::vector<std::string> missed;  ///< events that hit nothing which the baseline uses
    std::vector<std::string> later;   ///< of these, those that begin after the days that are run
    bool interrupted = false;         ///< asked to stop: `days` are those that were run

    /// Σ over days of what home would receive and make with no event: what `lost` and `made.lost_value` are shares of.
    [[nodiscard]] double baseline() const;
    [[nodiscard]] double baseline_value() const;
    [[nodiscard]] double made_baseline() const;
    /// Of home's deliveries over the days, as `by_value` says; nullopt where there are none.
    [[nodiscard]] std::optional<double> lost_share() const;
    [[nodiscard]] std::optional<double> least_lost_share() const;

    /// Days from the first event that acts (none: from the first day of the run) to `day`.
    [[nodiscard]] std::optional<int> after_event(std::optional<int> day) const {
        if (!day) return std::nullopt;
        return *day - first_effect_day.value_or(0);
    }

    // Copied and destroyed in one file of ours, not anew in every one that does so.
    Run();
    ~Run();
    Run(const Run&);
    Run(Run&&) noexcept;
    Run& operator=(const Run&);
    Run& operator=(Run&&) noexcept;
};

struct Options {
    std::optional<int>
        days;                ///< at least 1; default: the horizon. What is lost is counted in these
    double threshold = 0.9;  ///< of the baseline
    bool keep_production = false;
    bool least = false;  ///< of simulate_all: each run's least_lost too; a study of recipes has it
    /// Only what these days lose: no days beyond them until recovery, no `bought_days` of a cause.
    bool losses_only = false;
    RunOptions run;
    /// Of several scenarios: called with each run as it is done, its nodes named, from one thread at a time and in no order.
    /// What is lost at least is found after all of them.
    std::function<void(const Run&)> found;
};

/// Day by day from the steady plan's baseline. An empty scenario: only availability.csv acts. In a model of
/// money flows the baseline is the model itself, and `month` is not read.
///
/// returns one Run; figures that do not exist (no baseline at home, never lost, never recovered) are nullopt
/// errors  E0260 no such scenario
/// source  docs/formulas.md (Stress); Hallegatte (2008), Risk Analysis 28(3); Guan et al. (2020), Nature Human Behaviour 4
[[nodiscard]] Run simulate(const Network& network, const plan::SteadyPlan& month,
                           const std::string& scenario, const Options& options = {});
/// The same; the steady plan of a recipe network is computed.
[[nodiscard]] Run simulate(const Network& network, const std::string& scenario,
                           const Options& options = {});

/// Every scenario of the model, borders-closed first and the others in the order of their ids, on as many threads as
/// asked.
[[nodiscard]] std::vector<Run> simulate_all(const Network& network, const plan::SteadyPlan& month,
                                            const Options& options = {});
[[nodiscard]] std::vector<Run> simulate_all(const Network& network, const Options& options = {});

/// Economic systemic risk index of every firm of a model of money flows: the share of all output that is lost
/// where the firm fails.
///
/// returns [network.nodes] share in [0, 1]; nullopt where nobody sells anything, or after a stop was asked for
/// source  docs/formulas.md (Stress); Diem et al. (2022), Scientific Reports 12, 7719
[[nodiscard]] std::vector<std::optional<double>> esri(const Network& network,
                                                      const RunOptions& run = {});

/// What happens where each part of a kind stops, by the simulation and by linear programs side by side. The parts that
/// the steady plan uses; of countries those abroad. A model of recipes. `so_far` is called with what makes the result so far.
///
/// source  docs/formulas.md (Stress, exposure); Simchi-Levi et al. (2014), Interfaces 44(5); (2015), 45(5)
[[nodiscard]] Outages outages(
    const Network& network, const plan::SteadyPlan& month, PartKind of, const Options& options = {},
    const std::function<void(const std::function<Outages()>&)>& so_far = {});

/// The other direction: what others lose where home stops, then each company that makes something at home, by id. What
/// was not done before a stop was asked for is left out. A model of recipes.
[[nodiscard]] std::vector<Leverage> leverage(
    const Network& network, const plan::SteadyPlan& month, const Options& options = {},
    const std::function<void(const std::function<std::vector<Leverage>()>&)>& so_far = {});

/// How much hangs on one node.
struct Exposure {
    NodeId target;
    std::optional<double> esri;
    /// Share of all output of the days that is lost, by the simulation in single precision, where it stands still for the
    /// time to recover of [stress]; nullopt: not done, or the economy is too large or of other rules (docs/stress.md).
    std::optional<double> lost_share;
};

/// What plans of least cost bring to home in a period of the horizon.
struct PlannedPeriod {
    Period period;
    double baseline = 0;                             ///< without the scenario, units of products
    double delivered = 0;                            ///< under it, all of it known on the first day
    double baseline_value = 0, delivered_value = 0;  ///< at the demands' prices
};

/// Answers to one question: the share of home's usual deliveries over the days (Run::baseline) that does not come when it is
/// due, of a run evenly on all days, of a plan in the period in which it is wanted; what comes late is lost. As Run::by_value
/// says. `least` is below each of the others.
struct Bounds {
    std::optional<double> least;  ///< however everybody plans: Run::least_lost
    std::optional<double>
        as_before;                 ///< everybody goes on ordering from whom they ordered: the run
    std::optional<double> replan;  ///< shares of orders are planned anew at times
    std::optional<int> replan_days;
    /// The plan of least cost of those who knew of the events on the first day; nullopt: not asked for, there is none, or the
    /// days of the run are not those of the horizon.
    std::optional<double> replanned;
    std::optional<double>
        replanned_without;  ///< what that plan lacks if the scenario does not come
    /// Beside the days of the run: of `replan`; at the demands' prices.
    std::vector<double> replan_delivered, replan_delivered_value;
    std::vector<PlannedPeriod> planned;  ///< of `replanned`; empty: not asked for
};

struct Study;

/// What a study asks.
struct Request {
    std::string scenario;             ///< empty: none, only availability.csv acts
    bool all = false;                 ///< every scenario instead
    bool exposure = false;            ///< of nodes
    std::optional<PartKind> outages;  ///< of each part of a kind
    bool leverage = false;            ///< what others lose where home stops
    bool bounds = false;  ///< of one scenario of a chain of recipes: solves its plan twice
    /// Of one scenario too: the run again, with orders by the steady month of what is left, solved every so many days.
    std::optional<int> replan_days;
    /// Of one scenario too: the least-cost stocks at home with which deliveries there stay above the threshold for so many days.
    std::optional<int> last_days;
    Options options;
    /// Of several scenarios, of outages, of leverage and of bounds: called with what makes the study so far.
    std::function<void(const std::function<Study()>&)> so_far;
};

/// What it finds.
struct Study {
    std::vector<Run> runs;
    std::vector<NodeLabel>
        nodes;  ///< of every run, which, where there are several, have none themselves
    double threshold = 0.9;
    std::optional<int>
        autonomy_days;  ///< days with borders closed until deliveries fall below the threshold
    std::vector<Exposure> exposure;      ///< in the order of ids; empty: not asked for
    std::optional<Outages> outages;      ///< where asked for
    std::vector<Leverage> leverage;      ///< where asked for: all of home, then its companies
    Bounds bounds;                       ///< of a single run; `replanned` only where asked for
    std::optional<StocksToLast> stocks;  ///< where asked for
    std::size_t exposure_done = 0;       ///< nodes whose exposure is known: all, unless interrupted
    bool interrupted = false;            ///< asked to stop: runs or exposure are not complete
};

/// Runs, autonomy and exposure together.
///
/// errors  E0260 no such scenario, E0500 exposure of nodes in a model that has none, E0502 bounds or stocks of an economy,
///         E0506 outages or leverage in one
[[nodiscard]] Study study(const Network& network, const Request& request);

// ---- settings

/// A setting of [stress] that the model's kind reads.
struct Setting {
    using Value = std::variant<std::monostate, double, bool, std::string>;
    network::StressSetting rule;
    Value given;          ///< as model.toml says; none: it does not
    Value default_value;  ///< what holds then; none: nothing does, or each slot's own
};
[[nodiscard]] std::vector<Setting> settings(const Network& network);

// ---- years drawn at random

/// A figure of a sample, and how far off it may be.
struct Estimate {
    double value = 0;
    std::optional<double> standard_error;  ///< nullopt: of a single year
};

/// Of the losses of all years.
struct TailLevel {
    double level = 0;    ///< share of the years that lose no more than `quantile`
    Estimate quantile;   ///< also called value at risk
    Estimate shortfall;  ///< mean of the worst 1 − level of the years
};

/// Money a year.
struct LossDistribution {
    Estimate mean;
    double largest = 0;
    std::vector<TailLevel> tail;  ///< levels that at least one of the years lies beyond
};

/// From so many years on every level of the tail is there.
inline constexpr std::size_t kYearsOfAllLevels = 200;

/// An event that has a probability.
struct Driver {
    std::string scenario, event;
    double probability = 0;  ///< that it happens in a year of 365 days, however long the horizon
    std::size_t years = 0;   ///< in which it was drawn
    // What is lost where it happens alone, with the events of its scenario that follow it.
    double received_alone = 0, made_alone = 0;
    // Its share of the mean of the worst 1 % of the years; nullopt: nothing is lost in these, or there are fewer than 100
    std::optional<double> of_received_tail, of_made_tail;
};

/// What home loses in a year, from years in which each event happens or not.
struct Years {
    std::size_t asked = 0;
    std::size_t years = 0;  ///< that are counted: all, unless interrupted
    std::uint64_t seed = 1;
    std::size_t sets = 0;         ///< of events that differ
    LossDistribution received;    ///< what home does not receive
    LossDistribution made;        ///< what home does not make and sell
    std::vector<Driver> drivers;  ///< in the order of scenarios and events; none where interrupted
    bool interrupted = false;
};

struct YearsRequest {
    std::size_t years = 10'000;
    Options options;
    /// Called with what makes the result of the years before the first that is not known.
    std::function<void(const std::function<Years()>&)> so_far;
    /// A file to which the losses of each set of events are added as it has been run; empty: none.
    std::string checkpoint;
    bool resume = false;  ///< take from it what it holds, so that only the rest is run
    std::string
        settings;  ///< what the losses hang on besides the events, in a word: the model, the days
};

/// Draws years from the probabilities of events.csv and runs each set of events once. The draw of an event is a
/// function of seed, year and its name: other events, threads and rows change nothing.
///
/// errors  E0504 no event has a probability, E0508 the checkpoint exists, E0509 it is of other settings
/// source  docs/formulas.md (Stress, Monte Carlo)
[[nodiscard]] Years years(const Network& network, const YearsRequest& request = {});

}  // namespace jarip::stress
