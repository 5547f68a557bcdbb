/// How sure is each answer, and which figure drives it?
///
/// Draws the figures of a model within their ranges, answers the questions anew for each draw, and says how far each
/// answer spreads and whose uncertainty that is.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto sure = jarip::uncertain::run(network, {.draws = 64});
///     // sure.answers[0]: the share of value added at home, its point answer, p5, p50 and p95
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/onshore.hpp"
#include "jarip/origin.hpp"
#include "jarip/plan.hpp"
#include "jarip/stress.hpp"

namespace jarip::uncertain {

using network::Network;

// ---- what is drawn --------------------------------------------------------------------------------

/// A figure and how far it may be off.
struct Spread {
    network::Figure figure;  ///< as the model has it: the most likely value of a triangular range
    double low = 0;
    double high = 0;
    network::RangeShape shape = network::RangeShape::triangular;
    bool assumed_range =
        false;  ///< nobody gave a range: the default band of its kind (docs/uncertain.md)
};

/// The value that a share `u` of the draws lies below.
[[nodiscard]] double value_at(const Spread& spread, double u);

/// One coordinate of a draw: a figure, or several that move together.
struct Input {
    std::string name;  ///< "items/gpu/price", "capacity/tsmc": unique
    std::vector<Spread> figures;
    /// Share of its figures whose rows have a source and are not assumed.
    [[nodiscard]] double sourced() const;
};

/// Whether figures without a row of ranges.csv are drawn within the default band of their kind, or held.
enum class Bands { by_default, none };

/// What can be drawn of a model: rows of ranges.csv, and what the default bands give the others. Figures that a
/// what-if replaced are held, and so is what cannot move.
///
/// returns  in the order of their coordinates: given ranges first
/// source   docs/uncertain.md (Which figures are drawn)
[[nodiscard]] std::vector<Input> inputs(const Network& network, Bands bands = Bands::by_default);

/// Rows of ranges.csv whose figure no answer here reads.
[[nodiscard]] std::vector<network::FigureCell> unread_ranges(const Network& network);

// ---- whose uncertainty an answer has ----------------------------------------------------------------

/// The part of an answer's variance that goes with one input.
struct Driver {
    std::size_t input = 0;     ///< index into the inputs
    double first_order = 0;    ///< Var(E[answer | input]) ÷ Var(answer)
    double error = 0;          ///< of it, one standard error
    double total_at_most = 0;  ///< no total index (with interactions) is above it
};

/// Inputs whose part can be told apart from chance, largest first.
struct Drivers {
    std::vector<Driver> found;
    double explained = 0;  ///< Σ first_order; the rest is interactions, small parts and chance
};

/// First-order Sobol indices from draws as they are: an additive fit of Legendre polynomials, inputs taken in one
/// after the other while they explain more than chance does in one study of twenty.
///
/// points  [input][draw] in (0, 1), each input evenly spread
/// answer  [draw]
/// source  docs/formulas.md (Uncertainty); Sobol (1993); Li, Wang & Rabitz (2002), J. Phys. Chem. A 106 (RS-HDMR)
[[nodiscard]] Drivers drivers(std::span<const double> answer,
                              const std::vector<std::vector<double>>& points);

// ---- the answers ---------------------------------------------------------------------------------------

enum class Unit { share, products_per_month, days, money };

/// A figure of the four answers and how far it spreads.
struct Answer {
    int question = 1;  ///< 1…4
    std::string key;   ///< names it in the catalogue: uncertain.answer.KEY
    std::string of;  ///< a country's code, an id of a company, scenario or product; empty: of home
    std::string product;  ///< of which it is a part: an id; empty: of all products
    Unit unit = Unit::share;
    bool main = false;  ///< counts for the coverage by influence
    /// One row of many alike, such as what each country adds to each product: its spread alone, without drivers.
    bool detail = false;
    std::optional<double> point;  ///< of the model as it is
    std::optional<double> p5, p50, p95;
    std::size_t draws = 0;      ///< in which it is defined
    std::size_t undefined = 0;  ///< draws in which it is not
    /// Of days: draws in which it lies beyond the horizon, counted as the horizon's last day.
    std::size_t beyond = 0;
    Drivers drivers;
};

/// A statement of rank, and how often it holds.
struct Rank {
    std::string key;  ///< uncertain.rank.KEY
    std::string of;   ///< the first in the point answer
    std::size_t held = 0;
    std::size_t draws = 0;
    std::string rival;  ///< most often first instead; empty: nobody
};

/// What knowing an input exactly would take from the variance of the main answers: the mean of its first-order parts.
struct LookUp {
    std::size_t input = 0;
    double reduces = 0;
    double error = 0;
    std::string answer, of;  ///< the main answer that it drives most
    double reduces_most = 0;
};

/// How much rests on figures with a source.
struct Coverage {
    double rows = 0;              ///< of the figures that can be drawn
    std::optional<double> value;  ///< of the value delivered at home (origin); nullopt: no origin
    std::optional<double>
        influence;  ///< of the variance of the main answers; nullopt: nothing varies
    /// Of that variance, what no figure could be found for: interactions and many small parts.
    double unattributed = 0;
};

/// A licence or margin (a residual) for which some draws leave nothing of its product's price.
struct NothingLeft {
    network::ItemId item;
    std::size_t draws = 0;
};

/// A process that in some draws takes parts which cost more than what it makes.
struct AtALoss {
    network::ProcessId process;
    std::size_t draws = 0;
};

struct Uncertainty {
    std::size_t asked = 0;       ///< draws
    std::size_t draws = 0;       ///< done, of plan and origin
    std::size_t deep_draws = 0;  ///< done, of stress and single losses: the first of them
    std::size_t unsolved = 0;    ///< draws without a plan: left out of every answer
    /// Draws in which nothing is left for some residual: there it costs nothing, and its product the more.
    std::size_t draws_with_nothing_left = 0;
    std::vector<NothingLeft> nothing_left;  ///< most draws first
    /// Draws in which some process adds less than nothing: as a model of its own, origin would refuse it (E0350).
    std::size_t draws_at_a_loss = 0;
    std::vector<AtALoss> at_a_loss;  ///< most draws first
    bool interrupted = false;
    bool out_of_time = false;
    std::vector<Input> inputs;
    std::vector<network::FigureCell> unread_ranges;
    std::vector<Answer> answers;  ///< by question
    std::vector<Rank> ranks;
    std::vector<LookUp> look_up;  ///< largest first
    Coverage coverage;
};

inline constexpr std::size_t kDefaultDraws = 256;
inline constexpr int kMostDraws = 1'000'000;  ///< that a user may ask for

struct Options {
    std::size_t draws = kDefaultDraws;
    /// Of these, so many run the scenarios and lose single companies and countries, which takes longest; nullopt: one of
    /// 32, and at least 8.
    std::optional<std::size_t> deep_draws;
    Bands bands = Bands::by_default;
    std::optional<int> question;  ///< the answers to this one only, 1…4; nullopt: to all
    std::string
        scenario;  ///< of the third question: of this one only, in every draw; empty: of all
    std::optional<int> days;  ///< that scenarios are run; nullopt: the horizon
    /// Whose capital is an answer: the first step of onshore::frontier. It is not looked for anew in each draw.
    const onshore::Result* first_step = nullptr;
    /// Sets whose capital is an answer each, such as the points of a frontier.
    const std::vector<onshore::Result>* points = nullptr;
    /// Of the model as it is, where it is known already: with its single points, and every scenario's run.
    struct Known {
        const plan::SteadyPlan* month = nullptr;
        const origin::Origin* origin = nullptr;
        const std::vector<stress::Run>* runs = nullptr;
    };
    Known known;
    double seconds =
        lp::kInfinity;  ///< no further draw is begun after it; results then depend on the machine
    RunOptions run;     ///< its seed scrambles the points
};

/// The same bytes for any number of threads. A stop keeps the draws done, up to the first that is not; they are the first of
/// those asked for, and another number of draws is another set of them.
/// errors  those of plan::steady and stress::simulate
[[nodiscard]] Uncertainty run(const Network& network, const Options& options = {});

// ---- a scenario, day by day ------------------------------------------------------------------------------

/// A figure over the draws; nullopt: it is in no draw, or not of the model as it is (point).
struct Quantiles {
    std::optional<double> point;  ///< of the model as it is
    std::optional<double> p5, p25, p50, p75, p95;
};

/// What home receives and makes in a scenario on each day, each draw as a share of what is usual in it.
struct Fan {
    std::string scenario;
    std::size_t asked = 0;     ///< draws
    std::size_t draws = 0;     ///< done
    std::size_t unsolved = 0;  ///< draws without a plan: left out
    bool interrupted = false;
    bool out_of_time = false;
    std::vector<Day> dates;
    std::vector<Quantiles> received, made;  ///< beside the dates
    Quantiles lost;                         ///< share of home's deliveries over the days
};

/// Draws the figures as `run` does, its first draws the same, and runs the scenario in each; `deep_draws` and
/// `first_step` are not read. The same bytes for any number of threads.
/// errors  E0260 no such scenario; those of plan::steady and stress::simulate
[[nodiscard]] Fan fan(const Network& network, const std::string& scenario,
                      const Options& options = {});

}  // namespace jarip::uncertain
