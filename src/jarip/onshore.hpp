/// What should come home first?
///
/// Candidate processes are built, and operating ones expanded, where that reaches a target at least cost. The
/// link between stages is in the constraints: half a chain makes nothing.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto home = jarip::onshore::frontier(network, {.points = 10});
///     // home.points: capital against products a month with closed borders, a step at a time
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jarip/onshore/tolerances.hpp"
#include "jarip/plan.hpp"

namespace jarip::onshore {

using network::Network;
using network::ProcessId;

enum class Target {
    demand,  ///< everything wanted is delivered, late perhaps, within the horizon
    closed_border_racks,  ///< products a month with processes and lanes wholly at home, as plan::counted_in counts
    domestic_content,  ///< value added at home ÷ value of what home is delivered, no less than today: as origin finds it
    autonomy_days  ///< days behind a closed border with kAutonomous of today's deliveries at home: as stress finds them
};

/// Of the products that are delivered at home in the steady month, or wanted where none are: below it home is not
/// autonomous. The threshold of stress.
inline constexpr double kAutonomous = 0.9;

struct Frontier;
struct SetWorth;
struct Comparison;
struct Roadmap;

struct Options {
    Target target = Target::closed_border_racks;
    /// Of the target: products a month, a share, days. Not given: the largest that can be reached (products).
    std::optional<double> level;
    std::optional<double> budget;  ///< capital at most
    /// Of each item's supply, no country but home more than this share (not behind a closed border).
    std::optional<double> max_country_share;
    double discount_rate = 0;  ///< a year, of operating cost
    int points = 10;           ///< of a frontier
    int earn_back = 10;        ///< years in which capital is to be earned back (`support`)
    lp::SolveOptions solver;
    RunOptions run;
    /// Called with what makes the result so far: of `frontier`, point by point; of `worth`, stage by stage; of `compare`, set by set; of `roadmap`, once, what makes the most
    /// products.
    struct {
        std::function<void(const std::function<Frontier()>&)> frontier;
        std::function<void(const std::function<SetWorth()>&)> worth;
        std::function<void(const std::function<Comparison()>&)> comparison;
        std::function<void(const std::function<Roadmap()>&)> roadmap;
    } so_far;
};

/// A candidate that is built, or a process that is expanded.
struct Built {
    ProcessId process;
    double capex = 0;
    double expansion = 0;  ///< units started a month beyond capacity
    /// Of a candidate that may be built in several sizes: units started a month, without the expansion.
    std::optional<double> capacity;
};

/// What runs, is shipped, lies in stock or is owed, and what it costs: the objective is the capital of `built` plus
/// Σ quantity · unit_cost · factor.
struct Flow {
    std::string kind;              ///< start, use, ship, stock, deliver, owe, take, on, open, lots
    std::string of;                ///< ids, as rows and columns are named
    std::optional<Period> period;  ///< nullopt: a month of the steady copy
    double quantity = 0;
    double unit_cost = 0;
    double factor = 1;  ///< what it counts for: discount, and months of the horizon for a month
};

struct Result {
    lp::Status status = lp::Status::unknown;
    /// The level asked for; nullopt: the largest was, and the search ended before any was found.
    std::optional<double> target;
    std::optional<double> target_bound;  ///< where the largest was asked for: none is above it
    double reached = 0;                  ///< what the solution attains
    /// Behind closed borders: what of each product, beside network.products; `reached` is their sum as plan::counted_in counts.
    std::vector<double> products;
    double objective = 0;  ///< capital + operating cost of the horizon
    double capex = 0;
    double operating_cost = 0;
    std::optional<double>
        bound;  ///< no cost is below it; nullopt where the search ended before one was known
    std::optional<double> gap;  ///< (objective − bound) ÷ max(1, |objective|)
    std::vector<Built> built;
    std::optional<double> days_until_built;  ///< the longest build time among them
    std::vector<std::string> conflict;       ///< infeasible: limits that cannot all hold, by name
    bool conflict_known = true;              ///< false: the search for them ended before
    std::vector<Flow> flows;                 ///< everything that is not zero
    std::vector<plan::Subsidy> subsidies;    ///< which the operating cost is after, of the horizon
    /// Of domestic content and autonomy, what origin or stress find where the set stands and home buys and takes parts as these
    /// rows say (`with_built_and_bought`), or everybody as in a steady month of their own (`with_built`). Both lists are empty
    /// where the latter is enough.
    std::vector<network::Sourcing> bought;
    std::vector<network::PartShare> filled;
    std::optional<double> as_bought, as_usual;
    bool refused =
        false;  ///< neither reaches the target: the best of what was proposed, status `unknown`
    lp::Certificate certificate;  ///< of the solution, by code that does not know the solver

    /// There is a solution: the least or, where a limit ended the search, one within `gap` of it.
    [[nodiscard]] bool found() const { return certificate.holds; }
    /// No cost is lower by more than `kProvenGap`.
    [[nodiscard]] bool proven() const { return gap && *gap <= kProvenGap; }
};

/// What may happen: nothing, or a scenario in full, one of them within the horizon.
struct Situation {
    std::string scenario;  ///< empty: nothing happens
    /// Within the horizon; nullopt: not known, and no part of the expectation.
    std::optional<double> probability;
    double months = 0;  ///< on whose days it acts, at its strongest
    double least = 0;   ///< what the set costs that is best for it
    double lost = 0;    ///< with nothing built, what home is not delivered, at its lost cost
};

/// What a set costs in a situation.
struct Outcome {
    std::string scenario;
    double cost = 0;  ///< capital, operating cost, and what home is not delivered at its lost cost
    double regret = 0;  ///< above the set that is best for the situation
    double lost = 0;    ///< of the cost
};

/// A set of investments in every situation.
struct ComparedSet {
    std::vector<Built> built;
    double capex = 0;
    double expected = 0;      ///< mean of the cost, by probability
    double worst_regret = 0;  ///< the largest of its regrets
    bool best_expected = false, least_regret = false;
    std::vector<Outcome> outcomes;  ///< beside the situations
};

struct Comparison {
    lp::Status status = lp::Status::optimal;  ///< the first that is not, of its solves
    std::vector<Situation> situations;        ///< the first: nothing happens
    /// The first: nothing is built; then the best of each situation, by expectation, and by regret; each once.
    std::vector<ComparedSet> sets;
    std::size_t by_expectation = 0, by_regret = 0;  ///< of `sets`
    std::optional<double> expected_gap;  ///< of the expected cost: no set is better by more
    std::optional<double> regret_gap;    ///< in money: no set's largest regret is lower by more
};

/// What may happen: scenarios of the model; none named: all of them, with the probabilities of their events.
struct Outlook {
    struct Scenario {
        std::string scenario;
        std::optional<double> probability;  ///< within the horizon, instead of the model's
    };
    std::vector<Scenario> scenarios;
};

struct Frontier {
    /// `limit` or `interrupted` where that ended one of its solves: levels and points are then the best found.
    lp::Status status = lp::Status::optimal;
    /// Level without anything built, and with everything; nullopt where the search ended before one was found.
    std::optional<double> today, largest;
    std::vector<Result> points;  ///< dominated ones removed, by level
    /// The least capital that adds anything to today's level, and the most that it is good for.
    std::optional<Result> first;
    /// What each candidate alone adds to the level: half a chain earns nothing.
    std::vector<std::pair<ProcessId, double>> alone;
    bool alone_known = true;  ///< false: the search ended before all were looked at
};

/// The cheapest set of investments that reaches the target: capital in full plus the operating cost of the
/// horizon. docs/formulas.md (Onshore); relative gap 1e-7 unless the options say another. Their time limit is that of all
/// solves together.
/// errors  E0550 a candidate whose starts nothing bounds, E0551 a level that is not possible for the target,
///         E0311 a model of money flows
[[nodiscard]] Result solve(const Network& network, const Options& options = {});

/// Which set is best where it is not known what will happen: in expectation, and by its largest regret. Of a set the cost in a
/// situation is its capital, and over the horizon the cheapest steady months: those in which the scenario acts with all of
/// its events in full, the others without. Abroad is delivered no less than with nothing built; what home is not delivered
/// costs its `lost_cost`. One model of all situations together decides (extensive form). Budget, discount rate and the
/// solver's options count, target and level do not. docs/formulas.md (Onshore)
/// errors  E0260 an unknown scenario, E0285 one twice, E0557 probabilities above 1, E0311 a model of money flows
[[nodiscard]] Comparison compare(const Network& network, const Outlook& outlook = {},
                                 const Options& options = {});

/// How many years there are to build in, and what may be spent in each.
struct Schedule {
    int years = 5;
    /// Capital at most, year by year; years after the last have as much as it; empty: no limit.
    std::vector<double> budgets;
};

/// Of a schedule: each of them is a month more in one model.
inline constexpr int kMostYears = 50;

/// "2e9" for each year, or year by year "1e9,2e9,5e8"; empty: no limit.
/// errors  E0559
[[nodiscard]] std::vector<double> read_budgets(const std::string& text);

/// What is built, and when.
struct Planned {
    Built built;
    int year =
        0;  ///< from 0: work begins on its first day, and capital is spent alike on each day of building
    int runs = 0;  ///< the first year on whose first day it stands
};

/// What a process has learned at the start of a year, of which it makes use.
struct Learned {
    ProcessId process;
    int year = 0;
    double before = 0;   ///< units started in the years before
    double started = 0;  ///< units started in the year with the yield and cost below
    double yield = 1;
    double conversion_cost = 0;
};

/// A year of a schedule: twelve average months.
struct BuildingYear {
    Day from;
    double factor = 1;  ///< what its money and products count for: discount to the first day
    std::optional<double> budget;  ///< of capital
    double capital = 0;
    double reached = 0;         ///< products a month behind closed borders
    double operating_cost = 0;  ///< of the year
};

struct Roadmap {
    lp::Status status = lp::Status::unknown;
    double target = 0;                     ///< products a month of which more is of no use
    double products = 0;                   ///< Σ of the years' products, each by its factor
    std::optional<double> products_bound;  ///< no way of building reaches more
    double objective = 0;  ///< Σ of the years' capital and operating cost, each by its factor
    std::optional<double> bound, gap;  ///< of the cost of so many products
    std::vector<BuildingYear> years;
    std::vector<Planned> built;
    std::vector<Learned> learned;
    std::vector<Flow> flows;               ///< `factor`: twelve months, and that of the year
    std::vector<plan::Subsidy> subsidies;  ///< of all years, each by its factor
    lp::Certificate certificate;
    [[nodiscard]] bool found() const { return certificate.holds; }
};

/// Capital of what is built, at the figures of the network.
[[nodiscard]] double capex_of(const Network& network, const Built& built);

/// In which year to build what: the most products behind closed borders over the years, of which those of a month beyond the
/// options' level are of no use, under the budgets; and then at least cost. A year counts from the first day of the horizon
/// on, a plant from the first year on whose first day it stands. Processes of learning.csv learn from year to year.
/// docs/formulas.md (Onshore)
/// errors  E0550, E0552 as `solve`, E0311 a model of money flows
[[nodiscard]] Roadmap roadmap(const Network& network, const Schedule& schedule = {},
                              const Options& options = {});

/// The network in which what is built stands: candidates operate, expansions are capacity.
[[nodiscard]] Network with_built(const Network& network, const Result& result);
/// And in which home buys where the answer says (sourcing.csv), and takes the parts that it says (part_shares.csv).
[[nodiscard]] Network with_built_and_bought(const Network& network, const Result& result);

/// Cost against products a month behind closed borders, from today's level to the largest attainable, each point
/// solved on its own: the same bytes for any number of threads.
/// errors  as `solve`
[[nodiscard]] Frontier frontier(const Network& network, const Options& options = {});

/// What a stage is worth within a set that is built: products a month behind closed borders.
struct Worth {
    ProcessId process;
    double alone = 0;    ///< what it adds to today's rate by itself
    double missing = 0;  ///< what the whole set loses without it
    /// Its Shapley value; over the set they sum to what the set adds. nullopt: asked to stop before it was known.
    std::optional<double> share;
    double error = 0;  ///< standard error of `share`; 0 where it is exact
};

struct SetWorth {
    lp::Status status = lp::Status::optimal;  ///< `interrupted`: `stages` are those looked at
    double today = 0;                         ///< products a month with nothing of the set
    double together = 0;                      ///< with all of it
    bool exact = true;                        ///< over all orders of building, not a sample of them
    std::size_t orders = 0;                   ///< orders that were drawn, where it is not
    std::vector<Worth> stages;                ///< the largest share first, then by id
};

/// Up to so many stages, beside those without which the set adds nothing, every order of building counts; beyond, orders
/// are drawn.
inline constexpr std::size_t kMostExact = 16;

/// How what a set adds is divided among its stages: the mean, over all orders in which they could be built, of what a stage
/// adds when it comes. In a set that is nothing without any one of them each has the same share, and none is worth
/// anything alone. More than kMostExact stages: over `orders` drawn orders, by options.run.seed.
/// source  Shapley (1953), A value for n-person games; Castro, Gómez & Tejada (2009), Computers & OR 36(5), for the sampling
[[nodiscard]] SetWorth worth(const Network& network, const Result& set, const Options& options = {},
                             std::size_t orders = 200);

/// Whether what is built pays for who builds it: at list prices, at the rate at which the plan of the set runs it.
struct Support {
    ProcessId process;
    double started = 0;  ///< units a year, of what is built or expanded
    double margin = 0;   ///< of a unit started: what is made of it, less its parts and running cost
    double capital = 0;  ///< a year: the annuity of its capital
    /// The least, beside what is paid already, of a unit started that makes it pay; 0: it pays by itself; nullopt: nothing is
    /// started.
    std::optional<double> subsidy;
    /// A year; where nothing is started, its capital.
    [[nodiscard]] double a_year() const { return subsidy ? *subsidy * started : capital; }
};

/// Of each that is built, what has to be paid so that it pays: max(0, capital a year ÷ units a year − margin), capital a year
/// being the annuity over options.earn_back years at the discount rate. Parts are the most preferred ones, of several their
/// mean. docs/formulas.md (Onshore)
[[nodiscard]] std::vector<Support> support(const Network& network, const Result& set,
                                           const Options& options = {});

}  // namespace jarip::onshore
