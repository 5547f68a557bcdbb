/// How self-reliant are we?
///
/// Runs every organ on one model and brings the four answers together.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto result = jarip::assess::run(network);
///     // result.origin.domestic_content, result.scorecard
#pragma once

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

namespace jarip::assess {

using network::CountryId;
using network::ItemId;
using network::Network;

struct RackResult {
    ItemId item;
    rack::Report report;
};

/// One line of the scorecard: a figure for each of the countries compared.
struct ScoreLine {
    int question = 1;   ///< 1…4
    std::string key;    ///< names the line in the catalogue: "assess.score.KEY"
    std::string unit;
    std::vector<std::optional<double>> values;  ///< beside Assessment::compared
    std::string source; ///< the organ that computed it
};

/// A sentence of the answer: its key in the catalogue and its figures.
struct Sentence {
    int question = 1;
    std::string key;
    Arguments arguments;                       ///< filled at rendering from figures
    std::vector<std::pair<std::string, double>> figures;
};

struct Assessment {
    std::optional<trade::Indicators> trade;
    std::vector<RackResult> racks;
    plan::SteadyPlan plan;
    origin::Origin origin;
    std::vector<stress::Run> stress;
    onshore::Frontier onshore;
    std::vector<CountryId> compared;  ///< home first
    std::vector<ScoreLine> scorecard;
};

struct Options {
    std::vector<std::string> compare = {"KR", "TW", "US", "CN", "JP"};
    RunOptions run;
};

[[nodiscard]] Assessment run(const Network& network, const Options& options = {});

}  // namespace jarip::assess
