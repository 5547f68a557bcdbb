/// How self-reliant are we?
///
/// Runs every analysis on one model and brings the four answers together.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto result = jarip::assess::run(network);
///     // result.origin->domestic_content == 0.8, result.answers, result.scorecard
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "jarip/network.hpp"
#include "jarip/onshore.hpp"
#include "jarip/origin.hpp"
#include "jarip/plan.hpp"
#include "jarip/rack.hpp"
#include "jarip/stress.hpp"
#include "jarip/trade.hpp"
#include "jarip/uncertain.hpp"

namespace jarip::assess {

using network::CountryId;
using network::ItemId;
using network::Network;

struct RackResult {
    ItemId item;
    rack::Report report;
};

/// What a figure of the scorecard counts.
enum class Unit { share, products_per_month, days, stages, money };

struct Score {
    std::optional<double> value;
    std::optional<double> at_least;  ///< no value: it lies beyond what was looked at
};

/// One line of the scorecard: a figure for each of the countries compared.
struct ScoreLine {
    int question = 1;  ///< 1…4
    std::string key;   ///< names the line in the catalogue: assess.score.KEY
    Unit unit = Unit::share;
    std::vector<Score> values;  ///< beside Assessment::compared
    std::string source;         ///< the analysis that computed it
};

/// What fills one gap of a sentence. Things are named by their ids, so that each language has its own
/// names; a list has several. With `values` beside `ids`, each thing has its figure ("TW 0.6, US 0.2").
/// Without either it is undefined.
struct Fact {
    enum class Kind {
        number,    ///< about three digits
        products,  ///< the same, of the model's products: with their counter where a language has one
        share,     ///< as percent
        change,    ///< as percent with its sign
        money,     ///< ids: the currency
        period,    ///< values: first day and day after the last, as days since 1970
        word,      ///< as it stands: an HS code
        country,
        company,
        item,
        stage,
        process,  ///< what it makes and where
        resource,
        lane,  ///< ids: its row, "A>B", and the items that go on it
        scenario,
    };
    std::string name;  ///< of the gap
    Kind kind = Kind::number;
    std::vector<std::string> ids;
    std::vector<double> values;
    Kind value_kind = Kind::share;  ///< of the values beside ids
};

/// A sentence of the answer: its key in the catalogue and what fills its gaps.
struct Sentence {
    int question = 1;  ///< 1…4
    std::string key;
    std::vector<Fact> facts;
};

/// An analysis that does not apply to the model, or that was cut short when the user stopped, is absent.
struct Assessment {
    std::optional<trade::Indicators> trade;  ///< absent: no customs tables
    std::vector<RackResult> racks;
    std::optional<plan::SteadyPlan> plan;      ///< absent: a model of money flows
    std::optional<origin::Origin> origin;      ///< absent: no plan
    std::vector<stress::Run> stress;           ///< every scenario, in the model's order
    std::optional<onshore::Frontier> onshore;  ///< absent: nothing could be built at home
    std::vector<std::string> compared;         ///< codes of countries and groups, home first
    std::vector<ScoreLine> scorecard;
    std::vector<Sentence> answers;  ///< by question
    /// How sure the figures are: of uncertain::run, for who asks for it; `run` leaves it out, since it takes longer.
    std::optional<uncertain::Uncertainty> uncertainty;
    Diagnostics findings;  ///< warnings of the organs
};

struct Options {
    /// Those the model has; of a group that is known its members in the model, of "KR+US+JP" all.
    std::vector<std::string> compare = {"KR", "TW", "US", "CN", "JP", "EU27", "MY", "KR+US+JP"};
    int frontier_points = 10;
    RunOptions run;
    /// Called with what makes the result so far: an analysis, a scenario, a point of the frontier, in no order; the scorecard comes last.
    std::function<void(const std::function<Assessment()>&)> so_far;
};

/// Whether the model names anything that could be built or expanded at home.
[[nodiscard]] bool can_build_at_home(const Network& network);

/// The lines of the scorecard that are known of home alone, of a part of an assessment: those that are undefined so far are left
/// out.
[[nodiscard]] std::vector<ScoreLine> known_of_home(const Network& network, const Assessment& part);

/// The same bytes for any number of threads.
/// errors  those of reading customs tables (E0100…)
[[nodiscard]] Assessment run(const Network& network, const Options& options = {});

}  // namespace jarip::assess
