/// What happens when something is cut, and how many days do we last?
///
/// One simulation core, day by day, for chains of recipes and for economies of money flows.
///
///     const auto network = jarip::network::load("models/tiny-chain");
///     const auto month = jarip::plan::steady(network);
///     const auto run = jarip::stress::simulate(network, month, "borders-closed");
///     // run.autonomy_day: the first day with less than 90 % of usual deliveries at home
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jarip/plan.hpp"

namespace jarip::stress {

using network::DemandId;
using network::ItemId;
using network::Network;
using network::ProcessId;

/// What stands at each place of Run::production.
struct NodeLabel {
    std::string id;     ///< of the process or node
    double baseline = 0;  ///< production a day
};

struct DayResult {
    Day date;
    double delivered = 0;  ///< at home, a day (recipes: products; flows: output of home's nodes)
    double baseline = 0;
};

/// The first to run out, and of what.
struct Starved {
    std::string node;
    std::string of;  ///< item or sector
    int day = 0;
};

struct Run {
    std::string scenario;
    std::vector<DayResult> days;
    std::vector<NodeLabel> nodes;
    std::vector<double> production;  ///< [day × node] on request
    std::vector<double> lowest;      ///< beside nodes: the lowest production ÷ baseline
    std::optional<int> first_loss_day;   ///< first day (from 0) below baseline
    std::optional<int> threshold_day;    ///< first day with delivery at home below the threshold
    std::optional<int> recovered_day;    ///< first day after which nothing is lost any more
    double lost = 0;        ///< units (flows: value) not delivered at home in time
    double lost_value = 0;
    std::vector<Starved> starved;  ///< in order of time
};

struct Options {
    std::optional<int> days;     ///< default: the horizon
    double threshold = 0.9;
    bool keep_production = false;
    RunOptions run;
};

/// FORMULAS 4 from the steady plan's baseline. An empty scenario: only availability.csv acts.
[[nodiscard]] Run simulate(const Network& network, const plan::SteadyPlan& month, const std::string& scenario,
                           const Options& options = {});
/// The same for a model of money flows.
[[nodiscard]] Run simulate(const Network& network, const std::string& scenario, const Options& options = {});

/// Every scenario of the model, in its order, on as many threads as asked.
[[nodiscard]] std::vector<Run> simulate_all(const Network& network, const plan::SteadyPlan& month,
                                            const Options& options = {});

}  // namespace jarip::stress
